"""Articles for the tests of summarize: what extract would make of a body."""

import re
from collections.abc import Mapping

from tasks.document import (
    Body,
    CleanArticle,
    ExtractedArticle,
    Keyword,
    Label,
    Measure,
    NormalizedArticle,
    Person,
    Quantity,
    Result,
    Role,
    Script,
    Source,
)
from tasks.summarize import summarize
from tasks.summarize.asides import find_asides
from tasks.summarize.clauses import split_sentences
from tasks.summarize.pieces import Piece, cut
from tests.rules import RULES

KEYWORDS = ("供水改造", "管网更新", "水价听证", "施工安全", "漏损率")
DEMANDS = (
    "谈柳强调，要倒排工期，11月底前完成剩余18公里管网更新；要落实水价听证程序，"
    "听证结果在《望溪日报》和“望溪发布”同时公布；要严守施工安全底线，夜间作业必须有人带班。"
)
STORY = "\n".join(
    [
        "9月3日，望溪县县长谈柳主持召开城东供水改造调度会，研究管网更新、水价听证和施工安全等工作。",
        DEMANDS,
        "他强调——",
        "◆要把漏损率压到一成以下，每月公布一次。",
        "据了解，改造总投资2.6亿元，惠及居民3.1万户，前八个月已更新管网44公里。",
        "县领导班子成员，县人大、县政协有关负责人参加会议。",
        "会后，与会人员察看了三处施工现场，向一线工人送去了防暑用品和慰问品，并与附近居民座谈。",
    ]
)


def extracted(
    text: str,
    people: Mapping[str, tuple[str, ...]] | None = None,
    demands: tuple[tuple[str | None, str], ...] = (),
) -> ExtractedArticle:
    """What extract would make of a body: `people` with their posts, demands with their speaker.

    The first of the people is the principal, the others speak.
    """
    source = Source(
        bucket=None, key="a.txt", etag=None, size=0, encoding="utf-8", encoding_confidence=1.0
    )
    page = "来源：望溪在线\n" + text
    clean = CleanArticle(
        normalized=NormalizedArticle(
            id="0", source=source, script=Script.HANS, repairs=(), text=page, origins=()
        ),
        labels=(Label.SOURCE_LINE,) + (Label.BODY,) * (text.count("\n") + 1),
        inline_spans=(),
        body=Body(
            text=text,
            paragraphs=tuple(text.split("\n")),
            starts=tuple(line.start() + page.index(text) for line in re.finditer("(?m)^", text)),
        ),
    )
    people = {"谈柳": ("望溪县县长", "县长")} if people is None else people
    figures = re.finditer(r"\d[\d.]*[亿万]?[元户公里]", text)
    return ExtractedArticle(
        clean=clean,
        title=None,
        published_at=None,
        dateline=None,
        event_date=None,
        outlet=None,
        contributor=None,
        republisher=None,
        authors=(),
        editors=(),
        people=tuple(
            Person(
                name=name,
                titles=titles,
                role=Role.SPEAKER if n else Role.PRINCIPAL,
                scope=None,
                spans=tuple(match.span() for match in re.finditer(name, text)),
            )
            for n, (name, titles) in enumerate(people.items())
        ),
        organisations=(),
        places=(),
        measures=tuple(
            Measure(speaker=speaker, text=demand, span=(start, start + len(demand)))
            for speaker, demand in demands
            for start in [text.index(demand)]
        ),
        quantities=tuple(
            Quantity(text=f[0], value=0.0, unit="", measure=None, span=f.span()) for f in figures
        ),
        keywords=tuple(Keyword(term=term, weight=1 - i / 20) for i, term in enumerate(KEYWORDS)),
    )


def summarized(text: str) -> Result:
    """The result of an article about 谈柳 and waterworks."""
    return summarize(extracted(text), RULES)


def pieces_of(article: ExtractedArticle) -> dict[str, Piece]:
    """The pieces of an article by their words."""
    text = article.clean.body.text
    rules = RULES.summarize
    asides = find_asides(text, (), rules.asides)
    pieces = cut(article, split_sentences(text), asides, rules.clauses)
    return {text[slice(*piece.span)]: piece for piece in pieces}


def needs(article: ExtractedArticle) -> dict[str, str | None]:
    """The words of each piece, and those of the piece that it needs."""
    found = pieces_of(article)
    words = list(found)
    return {
        text: None if piece.needs is None else words[piece.needs] for text, piece in found.items()
    }
