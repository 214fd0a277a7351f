"""Stage 4: the summary, and everything in one flat result.

Extractive and deterministic: verbatim sentences, shortened only at clause borders, chosen for what
they tell. `clauses` finds the borders, `pieces` says what can be taken and what each piece needs
beside it, `pairs` what two neighbouring characters are worth, `worth` what each piece is, and
`choose` takes the best that fit.
"""

from collections.abc import Sequence

from config.rules import Rules
from config.rules.summarize import SummarizeRules
from tasks.document import ExtractedArticle, Line, Result, Summary, SummarySentence
from tasks.provenance import pipeline_of
from tasks.signature import signature_of
from tasks.summarize.asides import find_asides
from tasks.summarize.choose import choose
from tasks.summarize.clauses import split_sentences
from tasks.summarize.pieces import cut
from tasks.summarize.points import find_points
from tasks.summarize.text import Excerpt, excerpts_of, opening, read, whole
from tasks.summarize.worth import weigh

__all__ = ["digest", "summarize"]


def summarize(article: ExtractedArticle, rules: Rules) -> Result:
    """The public result; its summary has at most `rules.summarize.max_characters` characters."""
    normalized, clean = article.clean.normalized, article.clean
    lines = zip(clean.labels, normalized.text.split("\n"), strict=True)
    return Result(
        pipeline=pipeline_of(rules),
        id=normalized.id,
        source=normalized.source,
        script=normalized.script,
        repairs=normalized.repairs,
        normalized_text=normalized.text,
        origins=normalized.origins,
        lines=tuple(Line(n=n, label=label, text=text) for n, (label, text) in enumerate(lines)),
        inline_spans=clean.inline_spans,
        body=clean.body,
        summary=digest(article, rules.summarize),
        signature=signature_of(clean.body.text),
        **{name: getattr(article, name) for name in _EXTRACTED},
    )


_EXTRACTED = tuple(name for name in ExtractedArticle.model_fields if name != "clean")


def digest(article: ExtractedArticle, rules: SummarizeRules) -> Summary:
    """The summary and its key points."""
    text = article.clean.body.text
    sentences = split_sentences(text)
    asides = find_asides(text, article.people, rules.asides)
    pieces = cut(article, sentences, asides, rules.clauses)
    worth = weigh(article, sentences, pieces, asides, rules)
    excerpts: Sequence[Excerpt] = whole(text, sentences)
    room = rules.max_characters
    while len(read(text, excerpts)) > rules.max_characters:  # again where a mark was not counted
        chosen = [pieces[number] for number in choose(pieces, worth, room)]
        excerpts = excerpts_of(text, chosen, asides) or opening(
            text, sentences, rules.max_characters
        )
        room -= 1
    return Summary(
        text=read(text, excerpts),
        sentences=tuple(
            SummarySentence(text=text[slice(*excerpt.span)], span=excerpt.span)
            for excerpt in excerpts
        ),
        method="extractive",
        points=find_points(text, article.measures, pieces, worth, rules.points),
    )
