"""Names in bylines, against words that look like them."""

import pytest

from tasks.boilerplate.names import are_names, is_credit
from tests.rules import RULES


@pytest.mark.parametrize(
    "text",
    [
        "方亭",
        "冯晓 文青青",
        "白 桦 文青青",
        "文青青、白 桦",
        "欧阳若水、司马青",
        "白 桦",
        "阿依·买买提",
    ],
)
def test_names_are_names(text: str) -> None:
    assert are_names(text, RULES.boilerplate)


@pytest.mark.parametrize("text", ["下同", "左一", "含税", "背景", "明年", "水价不变"])
def test_words_are_no_names(text: str) -> None:
    assert not are_names(text, RULES.boilerplate)


@pytest.mark.parametrize(
    "text", ["记者 方亭 报道", "记者方亭 通讯员白桦", "文/图 何满", "本报记者 费青"]
)
def test_credits_are_credits(text: str) -> None:
    assert is_credit(text, RULES.boilerplate)
