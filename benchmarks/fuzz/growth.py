"""What hostile texts cost: CPU time per character of each stage, beside that of usual articles.

python -m benchmarks.fuzz.growth [--large]

One line for each text that costs a stage more than ten times the median; `--large` adds a line of
5 MB and 200,000 lines of one character, on all stages. The last line names the worst.
"""

import ast
import gc
import re
import sys
import time
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from benchmarks.score import ROOT
from config.rules import Rules, load_rules
from tasks.document import RawArticle
from tasks.errors import ArticleError
from tasks.pipeline import PIPELINE
from workers.files import article_files

STORY = (
    "3月11日，澄江市召开春季造林现场会，市长高望山出席并讲话。高望山强调，要抢抓时令，"
    "保质保量完成任务。\n"
)
UNITS = r"""
望 中 一 1 a A ☃ 龘 あ й 😀 ， 。 、 ； ： ？ ！ … — - · • ◆ ～ & < " ' （ ） ( ) 《 》 “ ” ‘ ’ 「 」 【 】 [ ] { }
A_ 一_ 1_ 9. 1, 1、 1- 一、 9, ,_ 12:30 12% 12万 2024年 2024-01-02_ 1月2日 亿元 百分之 第一 一是 首先， 二要 上午
环(huán) 環(huán)( (huán (中) ?； 规?；l展 规?； &amp; <b> </p> <p\n 著 乾么揹 要 强调 强调，要 指出 会议指出， 说。” 要求 进一步 召开 主持
市长 市长、 副 省市县 局局长 县委书记 党组书记、局长 记者_ （记者 据 高望山 高望山、 高望山： 高望山说 高望山强调， 高望山说：“ 的高望山 由王
王 王王 习近平 王小明说， 阿· ·王 A· 欧阳 澄江市市长高望山 大学 公司 有限公司 望溪公司 在望溪 省 市 的 和 是 比 于 图为
《望》 “望” “望”、 ”“ 》《 ）（ 来源： 编辑： （完） 本报讯 http://a. a@b. www. 010- +86_ <a_href= {" [[ _A >_ #
望\n 1\n 。\n 《\n “\n （\n \r\n 望，\n 编辑：\n 他说：\n \n _ \t \u3000 \x00 \u0301 e\u0301 \ufffd \ufdd0 \u200b \u202e \u3164
"""  # a blank is written as _, and control characters as Python does
LENGTH = 20_000  # characters of a hostile text
MOST = 10  # times the median of usual articles, per character
ROUNDS = 3  # of which the fastest counts: what else the machine does only ever makes a time longer
LEAST, ARTICLES = 1_000, 12  # characters and number of the usual ones


class Cost(NamedTuple):
    """A text's CPU seconds per character at one stage, beside the median of usual articles."""

    stage: str
    text: str
    seconds: float
    usual: float

    @property
    def times(self) -> float:
        """How many times the median."""
        return self.seconds / self.usual


def main() -> None:
    """Print what is too slow, and the worst."""
    rules = load_rules()
    usual = usual_costs(rules)
    texts = [(repr(unit), hostile(unit, LENGTH)) for unit in units()]
    if "--large" in sys.argv:
        texts += [
            ("5 MB in one line", "澄江的春天，" * 290_000),
            ("200,000 lines", "望\n" * 200_000),
        ]
    worst = None
    for name, text in texts:
        for cost in costs(name, text, usual, rules):
            worst = max(worst or cost, cost, key=lambda each: each.times)
            if cost.times > MOST:
                sys.stdout.write(f"{told(cost)}\n")
    if worst:
        sys.stdout.write(f"worst: {told(worst)}\n")


def told(cost: Cost) -> str:
    """In words."""
    return (
        f"{cost.text}: {cost.stage} {cost.seconds * 1e6:.1f} µs a character, "
        f"{cost.times:.1f} times the median"
    )


def usual_costs(rules: Rules) -> Sequence[float]:
    """For each stage the median CPU seconds per character of our own articles."""
    files = article_files([ROOT / "tests" / "corpus" / "articles"]).articles
    texts = [file.path.read_text("utf-8", errors="ignore") for file in files]
    long = [text for text in texts if len(text) >= LEAST][:ARTICLES]
    every = [[spent / len(text) for spent in _stages(text, rules)] for text in long[:1] + long]
    return [median(spent) for spent in zip(*every[1:], strict=True)]  # less the first: warms up


def costs(name: str, text: str, usual: Sequence[float], rules: Rules) -> Iterator[Cost]:
    """Of every stage that the text reaches; one that seems slow is measured again."""
    spent = _stages(text, rules)
    for _ in range(ROUNDS - 1):
        if all(a <= MOST * b * len(text) for a, b in zip(spent, usual, strict=False)):
            break
        spent = list(map(min, spent, _stages(text, rules)))
    for stage, seconds, median_cost in zip(PIPELINE, spent, usual, strict=False):
        yield Cost(stage.name, name, seconds / len(text), median_cost)


def units() -> Iterator[str]:
    """What the hostile texts repeat."""
    for written in UNITS.split():
        blanks = written.replace("_", " ")
        yield re.sub(
            r"\\(?:[nrt]|x..|u....)", lambda code: str(ast.literal_eval(f"'{code[0]}'")), blanks
        )


def hostile(unit: str, length: int) -> str:
    """An article with a run of the unit in its middle, which stands in a sentence of its own."""
    run = unit * (length // len(unit))
    return f"{STORY * 3}高望山说{run}完成任务。\n{STORY * 3}"


def _stages(text: str, rules: Rules) -> list[float]:
    """CPU seconds of the stages, as far as the article gets."""
    document: Any = RawArticle(key="a.txt", content=text.encode("utf-8", "surrogatepass"))
    spent = []
    for stage in PIPELINE:
        gc.disable()  # a collection in the middle would be charged to whatever stands there
        begun = time.process_time()
        try:
            document = stage.run(document, rules)
        except ArticleError:
            break
        finally:
            spent.append(time.process_time() - begun)
            gc.enable()
    return spent


if __name__ == "__main__":
    main()
