"""Time grows with the length of the text, whatever the text: many lines, or one."""

import gc
from time import process_time

import pytest

from tasks.boilerplate import strip_boilerplate
from tests.rules import RULES
from tests.tasks.boilerplate.making import STORY, page

LONGER = 4  # times the text: where linear code takes 4 times as long, quadratic code takes 16
MOST = 8  # times the time
ROUNDS = 5  # of which one must hold: what else the machine does only ever makes a time longer
LINES, LINE = 4_000, 50_000  # characters of a short text of many lines, and of one


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
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    times = (LINES if "\n" in unit else LINE) // len(unit)
    short, long = (STORY + unit * n + "\n" + STORY for n in (times, LONGER * times))
    # One after the other in each round, so that both meet the same machine.
    ratios = (1 / seconds(short) * seconds(long) for _ in range(ROUNDS))
    assert any(ratio <= MOST for ratio in ratios)


def seconds(text: str) -> float:
    article = page(text)
    gc.disable()  # a collection in the middle would be charged to one of the two
    try:
        start = process_time()
        strip_boilerplate(article, RULES)
        return process_time() - start
    finally:
        gc.enable()
