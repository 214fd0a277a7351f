"""Time grows with the length of the text, whatever the text: many lines, or one."""

import gc
from time import process_time

import pytest

from tasks.boilerplate import strip_boilerplate
from tests.rules import RULES
from tests.tasks.boilerplate.making import STORY, page

MOST_FOR_TWICE = 3.2  # times the cost of the text, for twice the text; 4 would be quadratic
SLACK = 0.01  # seconds, for what the machine does besides
LINES, LINE = 8_000, 100_000  # characters of a text of many lines, and of one


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit",
    [
        "望", "，", "（", "。（", "“", "：", "】", "1 ", "_a", "> ", "12-", "a@", "一二三 ",
        "来源：", "记者 ", "首页 ", "本网", "转载", "（完）", "评论 ", "编辑、", "2024-01-02 ",
        "\n", "望\n", "。\n", "首页 要闻\n", "编辑：祝晚\n", "他说：\n", "望溪图书馆延长开放\n",
        "- 望溪图书馆2024-01-02\n", "相关阅读\n望溪图书馆延长开放\n", STORY, STORY + "\n",
    ],
)  # fmt: skip
def test_twice_the_text_takes_no_more_than_about_twice_the_time(unit: str) -> None:
    times = (LINES if "\n" in unit else LINE) // len(unit)
    once, twice = (
        min(seconds(STORY + unit * n + "\n" + STORY) for _ in range(5)) for n in (times, 2 * times)
    )
    assert twice <= MOST_FOR_TWICE * once + SLACK


def seconds(text: str) -> float:
    article = page(text)
    gc.disable()  # a collection in the middle would be charged to one of the two
    try:
        start = process_time()
        strip_boilerplate(article, RULES)
        return process_time() - start
    finally:
        gc.enable()
