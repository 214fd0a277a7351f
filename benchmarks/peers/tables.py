"""The tables of docs/quality.md, one function each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any, NamedTuple

from benchmarks.peers.articles import REAL_SET, Article
from benchmarks.peers.figures import EVERYTHING, Errors, Result, groups, scored
from benchmarks.peers.page import MISSING, milliseconds, percent, share, table
from tasks.document import Label

Reports = Mapping[str, Any]  # the scorer's report by group
Mended = Mapping[str, Errors]  # character errors by kind of text

WORST_ARTICLES = 8
SINGLE_FIGURES = ("keyword_hit@10", "summary_must_coverage", "rouge1", "rougeL")


class Row(NamedTuple):
    """One tool with what was measured; `errors` and `again` as its table says."""

    tool: str
    reports: Reports
    milliseconds: float | None = None
    errors: Errors | None = None  # of the characters in what it keeps
    again: Reports | None = None  # the same on the text as scraped
    posts: bool = False  # whether the tool ties posts to names at all


def heads(articles: Sequence[Article]) -> list[str]:
    """The group columns with their numbers of articles."""
    count = Counter(article.group for article in articles)
    count[EVERYTHING] = sum(article.group != REAL_SET for article in articles)
    return [f"{group} ({count[group]})" for group in groups(articles)]


def cleaning(rows: Sequence[Row], articles: Sequence[Article]) -> str:
    """Which lines a tool keeps as body, best first."""
    head = ["tool", *(f"F1 {group}" for group in heads(articles))]
    head += ["precision", "recall", "boilerplate removed", "CER of kept body", "ms"]
    return table(head, [_cleaning(row) for row in _best_first(rows, "body_lines")])


def _cleaning(row: Row) -> list[str]:
    fields = row.reports[EVERYTHING]["fields"]
    removed = fields["boilerplate_removed"]
    return [
        row.tool,
        *_by_group(row.reports, "body_lines"),
        share(fields["body_lines"]["P"]),
        share(fields["body_lines"]["R"]),
        f"{removed['hit']}/{removed['of']}",
        percent(row.errors.rate if row.errors else None),
        _milliseconds(row),
    ]


def people(rows: Sequence[Row], articles: Sequence[Article]) -> str:
    """Who is named in the annotated body, and with which post, best first."""
    head = ["tool", *(f"F1 {group}" for group in heads(articles))]
    head += ["precision", "recall", "F1 as scraped", "pairs F1", "pairs, lenient", "ms"]
    return table(head, [_people(row) for row in _best_first(rows, "people_names")])


def _people(row: Row) -> list[str]:
    fields = row.reports[EVERYTHING]["fields"]
    pairs = ("name_title_pairs", "name_title_pairs_lenient")
    return [
        row.tool,
        *_by_group(row.reports, "people_names"),
        share(fields["people_names"]["P"]),
        share(fields["people_names"]["R"]),
        share(_value(row.again[EVERYTHING], "people_names")) if row.again else MISSING,
        *(share(fields[name]["F1"]) if row.posts else MISSING for name in pairs),
        _milliseconds(row),
    ]


def mending(rows: Mapping[str, tuple[Mended, float | None]]) -> str:
    """Character error rates of the whole text by kind (the first: all), fewest errors first."""
    columns = list(next(iter(rows.values()))[0])
    ordered = sorted(rows.items(), key=lambda row: row[1][0][columns[0]].rate)
    return table(
        ["tool", *(f"CER {column}" for column in columns), "ms"],
        [
            [
                tool,
                *(percent(errors[column].rate) for column in columns),
                MISSING if spent is None else milliseconds(spent),
            ]
            for tool, (errors, spent) in ordered
        ],
    )


def fields(reports: Reports, articles: Sequence[Article]) -> str:
    """Every field of ours, worst first."""
    everything = reports[EVERYTHING]
    names = sorted(
        [*everything["fields"], *SINGLE_FIGURES], key=lambda name: _value(everything, name) or 0.0
    )
    return table(
        ["field", *heads(articles)], [[f"`{name}`", *_by_group(reports, name)] for name in names]
    )


def labels(articles: Sequence[Article], results: Sequence[Result]) -> str:
    """How ours labels the lines of each kind in our corpus, the most harmful errors first."""
    lines, harm, wrong = Counter[str](), Counter[str](), Counter[str]()
    for article, result in zip(articles, results, strict=True):
        if article.group == REAL_SET:
            continue
        for entry, given in zip(article.gold["lines"], _labels(article, result), strict=True):
            label = entry["label"]
            lines[label] += 1
            harm[label] += (label == Label.BODY) != (given == Label.BODY)
            wrong[label] += given != label and given not in entry.get("alt", ())
    faulty = [label for label in lines if harm[label] or wrong[label]]
    faulty.sort(key=lambda label: (-harm[label], -wrong[label], label))
    return table(
        ["label", "lines", "kept or removed wrongly", "label not accepted"],
        [[label, *(str(count[label]) for count in (lines, harm, wrong))] for label in faulty],
    )


def worst(articles: Sequence[Article], results: Sequence[Result]) -> str:
    """The articles of our corpus that ours gets least of: body lines, names and pairs together."""
    columns = ("body_lines", "people_names", "name_title_pairs_lenient")
    rows = []
    for article, result in zip(articles, results, strict=True):
        if article.group != REAL_SET:
            report = scored([article], [result])[EVERYTHING]
            rows.append((article.name, [_value(report, column) for column in columns]))
    rows.sort(key=lambda row: fmean(value for value in row[1] if value is not None))
    return table(
        ["article", "body-line F1", "names F1", "pairs F1, lenient"],
        [[f"`{name}`", *map(share, values)] for name, values in rows[:WORST_ARTICLES]],
    )


def _best_first(rows: Sequence[Row], field: str) -> list[Row]:
    return sorted(rows, key=lambda row: -(_value(row.reports[EVERYTHING], field) or 0.0))


def _by_group(reports: Reports, field: str) -> list[str]:
    return [share(_value(report, field)) for report in reports.values()]


def _value(report: Any, name: str) -> float | None:
    """F1, accuracy or a single figure; None where there was nothing to find and nothing was taken."""
    if name in SINGLE_FIGURES:
        single: float = report[name]
        return single
    figure = report["fields"].get(name)
    if figure is None or not sum(figure.get(count, 0) for count in ("tp", "fp", "fn", "of")):
        return None
    value: float = figure.get("F1", figure.get("acc"))
    return value


def _labels(article: Article, result: Result) -> list[str]:
    lines = result.get("lines") or [{"label": ""}] * len(article.lines)
    return [line["label"] for line in lines]


def _milliseconds(row: Row) -> str:
    return MISSING if row.milliseconds is None else milliseconds(row.milliseconds)
