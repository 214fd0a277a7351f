from collections.abc import Callable

import pytest

from tests.damage import annotate_pinyin


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("生態(tài)環(huán)境保護(hù)工作", "生态环境保护工作"),
        ("會(huì )議、著(zhù )力、產(chǎn )業(yè )", "会议、着力、产业"),
        ("經（jīng）濟（jì）發（fā）展", "经济发展"),
        ("經(jing)濟(ji)發(fa)展", "经济发展"),
        ("環(huɑ́n)境問題(tí)", "环境问题"),
        ("女(nǚ)職(zhí)員(yuán)綠(lǜ)色發(fā)展", "女职员绿色发展"),
        ("學(xué)習(xí)環(huá", "学习环"),
        ("學(xué)習(xí)環(huá \t\n", "学习环"),
    ],
)
def test_annotations_of_converters_go(before: str, after: str, mend: Callable[[str], str]) -> None:
    assert mend(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "家住郫(pí)都区的李翀(chōng)说，“龘(dá)”字难写，铅(yán)山不读铅(qiān)山。",
        "郫（pí）都区位于成都西北。",
        "云岭市（简称云）位于青江（qing）之滨。",
    ],
)
def test_glosses_of_a_simplified_text_stay(text: str, mend: Callable[[str], str]) -> None:
    assert mend(text) == text


def test_a_gloss_in_a_traditional_text_stays(mend: Callable[[str], str], traditional: str) -> None:
    assert mend(traditional + "展品中有一件龔(gōng)氏家譜。").endswith(
        "展品中有一件龚(gōng)氏家谱。"
    )


def test_a_gloss_of_a_rare_character_survives_among_annotations(
    mend: Callable[[str], str],
) -> None:
    assert mend("環(huán)境學(xué)習(xí)，王翀(chōng)發(fā)言") == "环境学习，王翀(chōng)发言"


def test_brackets_that_hold_no_syllable_stay(mend: Callable[[str], str]) -> None:
    assert mend("環(huán)境組織(WHO)發(fā)布，完(end)。") == "环境组织（WHO）发布，完（end）。"


@pytest.mark.parametrize("share", [0.1, 0.3, 1.0])
def test_an_annotated_article_is_restored(
    share: float, simplified: str, mend: Callable[[str], str]
) -> None:
    assert mend(annotate_pinyin(simplified, seed=7, share=share)) == simplified


def test_what_was_removed_is_counted(kinds: Callable[[str], dict[str, int]]) -> None:
    assert kinds("生態(tài)環(huán)境")["pinyin_annotation"] == 2
