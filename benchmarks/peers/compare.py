"""Wenzhai and the peers side by side: the rows of each table."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from benchmarks.peers import ours
from benchmarks.peers.alignment import Survivor
from benchmarks.peers.articles import REAL_SET, Article
from benchmarks.peers.asking import Asked
from benchmarks.peers.figures import (
    EVERYTHING,
    Errors,
    Result,
    as_people,
    character_errors,
    kept_body_errors,
    kept_lines,
    scored,
)
from benchmarks.peers.tables import Mended, Row
from benchmarks.peers.tools import Peer, Reply

WENZHAI = f"**Wenzhai** {version('wenzhai')}"
SCRIPTS = ("Simplified", "Traditional", "with pinyin")

Articles = Sequence[Article]


def cleaning_rows(articles: Articles, results: Sequence[Result], asked: Asked) -> list[Row]:
    """Ours by its own labels, the peers by what is left of each line; and keeping everything."""
    kept = [ours.body_lines(*pair) for pair in zip(articles, results, strict=True)]
    spent = ours.cleaning_milliseconds([ours.from_bytes(article) for article in articles])
    return [
        Row(WENZHAI, scored(articles, results), spent, _kept_errors(articles, kept)),
        _cleaner("every line kept", articles, [_text(article) for article in articles], None),
        *(
            _cleaner(_name(peer, reply), articles, reply.outputs, reply.milliseconds)
            for peer, reply in asked.replies
        ),
    ]


def _cleaner(name: str, articles: Articles, outputs: Sequence[str], spent: float | None) -> Row:
    found = [kept_lines(a, output or "") for a, output in zip(articles, outputs, strict=True)]
    errors = _kept_errors(articles, [survivors for _, survivors in found])
    return Row(name, scored(articles, [result for result, _ in found]), spent, errors)


def _kept_errors(articles: Articles, kept: Sequence[Sequence[Survivor]]) -> Errors:
    """Of our corpus as a whole: the group that all figures beside the F1 columns are for."""
    each = [
        kept_body_errors(article, lines)
        for article, lines in zip(articles, kept, strict=True)
        if article.group != REAL_SET
    ]
    return Errors(sum(e.wrong for e in each), sum(e.of for e in each))


def mending_rows(
    articles: Articles, results: Sequence[Result], asked: Asked
) -> dict[str, tuple[Mended, float | None]]:
    """The text as scraped, as ours, and as each converter leaves it."""
    spent = ours.mending_milliseconds([ours.from_bytes(article) for article in articles])
    mended = [result.get("normalized_text", "") for result in results]
    return {
        WENZHAI: (_mended(articles, mended), spent),
        "as scraped": (_mended(articles, [_text(article) for article in articles]), None),
        **{
            _name(peer, reply): (_mended(articles, reply.outputs), reply.milliseconds)
            for peer, reply in asked.replies
        },
    }


def _mended(articles: Articles, outputs: Sequence[str]) -> Mended:
    """Character errors of the whole text: our corpus, its scripts, the real articles."""
    texts: dict[str, list[tuple[str, str]]] = {EVERYTHING: [], **{kind: [] for kind in SCRIPTS}}
    for article, output in zip(articles, outputs, strict=True):
        pair = (article.gold["normalized_text"], output or "")
        if article.group == REAL_SET:
            texts.setdefault(REAL_SET, []).append(pair)
        else:
            texts[EVERYTHING].append(pair)
            texts[_script(article)].append(pair)
    return {f"{kind} ({len(pairs)})": character_errors(pairs) for kind, pairs in texts.items()}


def _script(article: Article) -> str:
    """Which of SCRIPTS; the annotation says Hans, Hant, Hant-TW, Hant+pinyin and the like."""
    simplified, traditional, with_readings = SCRIPTS
    script: str = article.gold["script"]
    if script == "Hans":
        return simplified
    return with_readings if "pinyin" in script else traditional


def people_rows(
    articles: Articles, results: Mapping[str, Sequence[Result]], body: Asked, scraped: Asked
) -> list[Row]:
    """Names in the annotated body, and in the text as scraped; `results`: ours of both."""
    spent = ours.extraction_milliseconds([ours.from_body(article) for article in articles])
    again = {peer.name: _people(articles, reply) for peer, reply in scraped.replies}
    rows = [Row(WENZHAI, scored(articles, results["body"]), spent, posts=True)]
    rows[0] = rows[0]._replace(again=scored(articles, results["scraped"]))
    for peer, reply in body.replies:
        reports = _people(articles, reply)
        row = Row(_name(peer, reply), reports, reply.milliseconds, again=again.get(peer.name))
        rows.append(row)
    return rows


def _people(articles: Articles, reply: Reply) -> dict[str, object]:
    return scored(articles, [as_people(names or ()) for names in reply.outputs])


def _name(peer: Peer, reply: Reply) -> str:
    return f"{peer.name} {reply.version}"


def _text(article: Article) -> str:
    return "\n".join(article.lines)
