"""Articles that no cache has seen, made from the annotated corpus by recombination.

Each is the frame of one corpus article (what stands before and after the body) around sentences of
all of them in a new order; people get new names and figures new digits. Seeded: the same number
gives the same articles.
"""

import json
import random
import re
from collections.abc import Sequence
from typing import NamedTuple

import opencc

from benchmarks.score import ROOT

GOLD = ROOT / "tests" / "corpus" / "gold"
SHORTEST, USUAL, LONGEST = 300, 1400, 6000  # characters of a body: pages of 2,000 on average
SPREAD = 0.6  # of the logarithm of the lengths
PARAGRAPH = 4  # sentences, at most
TRADITIONAL = 0.3  # share of articles that are in Traditional script
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文辉建国志海燕红梅春生云龙凤林峰宇浩"
_SENTENCE = re.compile(r"[^。！？]+(?:[。！？][”’）]*|$)")
_ENDS = "。！？”’）"
_DIGIT = re.compile(
    r"\d(?=[\d.,]*[%℃\u4e00-\u9fff])(?!\d*[年月日时分])"
)  # of a figure, not of a date


class Frame(NamedTuple):
    """What stands before and after the body of one article."""

    head: tuple[str, ...]
    tail: tuple[str, ...]


def recombined(count: int, seed: int = 1, usual: int = USUAL) -> list[str]:
    """So many different articles, the median of their bodies about `usual` characters."""
    chance = random.Random(seed)  # noqa: S311 - the same at every run
    golds = [json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]
    frames = [_frame(gold) for gold in golds]
    sentences = [sentence for gold in golds for sentence in _sentences(gold)]
    names = sorted({person["name"] for gold in golds for person in gold["people"]})
    renamed = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    to_traditional = opencc.OpenCC("s2t")
    articles = []
    for _ in range(count):
        size = min(LONGEST, max(SHORTEST, usual * chance.lognormvariate(0, SPREAD)))
        text = _article(chance.choice(frames), sentences, int(size), chance)
        new = {name: _name(chance) for name in names}
        text = renamed.sub(lambda match, new=new: new[match[0]], text)  # type: ignore[misc]
        text = _DIGIT.sub(lambda _: str(chance.randint(1, 9)), text)
        articles.append(to_traditional.convert(text) if chance.random() < TRADITIONAL else text)
    return articles


def _frame(gold: dict[str, object]) -> Frame:
    lines, labels = _lines(gold)
    body = [i for i, label in enumerate(labels) if label == "body"]
    return Frame(tuple(lines[: body[0]]), tuple(lines[body[-1] + 1 :]))


def _sentences(gold: dict[str, object]) -> list[str]:
    lines, labels = _lines(gold)
    body = [line for line, label in zip(lines, labels, strict=True) if label == "body"]
    return [sentence for line in body for sentence in _SENTENCE.findall(line)]


def _lines(gold: dict[str, object]) -> tuple[list[str], list[str]]:
    text, lines = gold["normalized_text"], gold["lines"]
    assert isinstance(text, str)  # noqa: S101 - the gold's own format
    assert isinstance(lines, list)  # noqa: S101
    return text.split("\n"), [line["label"] for line in lines]


def _article(frame: Frame, sentences: Sequence[str], size: int, chance: random.Random) -> str:
    body: list[str] = []
    while sum(map(len, body)) < size:
        body.append(_paragraph(sentences, chance))
    return "\n".join((*frame.head, *body, *frame.tail))


def _paragraph(sentences: Sequence[str], chance: random.Random) -> str:
    """Some sentences, or one line that is none: an item of a list, a subhead."""
    chosen = chance.choices(sentences, k=chance.randint(1, PARAGRAPH))
    return "".join(one for one in chosen if one[-1] in _ENDS) or chosen[0]


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
