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
