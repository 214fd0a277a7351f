"""Stage 2: label every line of a page, and keep the article's own words as its body.

As jusText does, in two passes: each line by itself (lines.py), then revised by its neighbours
and its position (neighbours.py). Then spans that are no body are lifted out of body lines.
"""

from config.rules import Rules
from tasks.boilerplate.inline import lift
from tasks.boilerplate.lines import judge_line
from tasks.boilerplate.neighbours import revise
from tasks.document import Body, CleanArticle, InlineSpan, Label, NormalizedArticle
from tasks.errors import EmptyArticle

__all__ = ["strip_boilerplate"]


def strip_boilerplate(article: NormalizedArticle, rules: Rules) -> CleanArticle:
    """Label every line; raises EmptyArticle when no line is the article's own."""
    lines = article.text.split("\n")
    guesses = [judge_line(line, rules.boilerplate) for line in lines]
    labels = revise(lines, guesses, rules.boilerplate)
    spans: list[InlineSpan] = []
    paragraphs: list[str] = []
    for number, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label is not Label.BODY:
            continue
        lifted, start, end = lift(line, rules.boilerplate)
        if paragraph := line[start:end].strip():
            paragraphs.append(paragraph)
            spans += (
                InlineSpan(line=number, label=span.label, text=line[span.start : span.end].strip())
                for span in lifted
            )
        else:
            labels[number] = lifted[0].label
    if not paragraphs:
        raise EmptyArticle("only boilerplate was found: no line is an article's own words")
    return CleanArticle(
        normalized=article,
        labels=tuple(labels),
        inline_spans=tuple(spans),
        body=Body(text="\n".join(paragraphs), paragraphs=tuple(paragraphs)),
    )
