from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("garbled", "mended"),
    [
        ("推进农业规?；l展，带动增收", "推进农业规模化发展，带动增收"),
        ("規(guī)?；瘧(yīng)用", "规模化应用"),
        ("規(guī)?；洜I(yíng)主體(tǐ)", "规模化经营主体"),
        ("大力发展规?；。", "大力发展规模化。"),
        ("守护生态环境?；すぷ。", "守护生态环境保护工作。"),
        ("水產(chǎn)規?；B(yǎng)殖場(chǎng)", "水产规模化养殖场"),
        ("適度規(guī)?；?jīng)營(yíng)，環(huán)境好", "适度规模化经营，环境好"),
        ("適度規(guī)?；?jīng )營，環(huán)境好", "适度规模化经营，环境好"),
        ("資產(chǎn)在正?５牧鲃?dòng )中增值", "资产在正常的流动中增值"),
        ("打開(kāi)?ｋU(xiǎn)櫃(guì)一看", "打开保险柜一看"),
        ("來(lái)自三個?。▍^(qū)、市）的代表", "来自三个省（区、市）的代表"),
        ("各?。ㄗ灾螀^(qū)、直轄市）人民政府，環(huán)境", "各省（自治区、直辖市）人民政府，环境"),
    ],
)
def test_slipped_bytes_are_realigned(
    garbled: str, mended: str, mend: Callable[[str], str], kinds: Callable[[str], dict[str, int]]
) -> None:
    assert mend(garbled) == mended
    assert kinds(garbled)["byte_shift"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "真的吗?！",
        "他问:“你来吗?”；她没有回答",
        "哪里?５号楼",
        "?；",
        "价格?Ａ股还是Ｂ股",
        "去吗?，他问",
    ],
)
def test_honest_question_marks_and_hopeless_garbles_are_not_read_as_words(
    text: str, kinds: Callable[[str], dict[str, int]]
) -> None:
    assert "byte_shift" not in kinds(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("船過(guò)?ＨベI(mǎi)菜，環(huán)境好", "船过?ＨベI(mǎi)菜，环境好"),
        ("社?；?jīng)，環(huán)境", "社?；?jīng)，环境"),
        ("社?＞质烊，２０２４年", "社?＞质烊，2024年"),
        ("真的嗎?Ａ股漲了，觀眾說(shuō)", "真的吗？A股涨了，观众说"),
        ("真的?。我不信", "真的？。我不信"),
    ],
)
def test_what_cannot_be_read_stays_as_it_is_and_honest_marks_do_not(
    before: str, after: str, mend: Callable[[str], str]
) -> None:
    assert mend(before) == after


def test_a_garble_is_read_once_the_one_beside_it_is(mend: Callable[[str], str]) -> None:
    assert mend("规?；瘧用规?；瘧用") == "规模化应用规模化应用"
    assert mend("规?；瘧用" * 12) == "规模化应用" * 12


def test_a_garble_that_ends_in_step_needs_no_known_word_behind_it(
    mend: Callable[[str], str],
) -> None:
    assert mend("要發展規?；瘷C(jī)械收儲") == "要发展规模化机械收储"
