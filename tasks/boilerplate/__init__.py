"""Stage 2: label every line of a page, and keep the article's own words as its body.

As jusText does, in two passes: each line by itself (lines.py, and what markup and indentation say of
it: markup.py, indent.py), then revised by its neighbours and its position (neighbours.py). Then spans
that are no body are lifted out of body lines.
"""

from config.rules import Rules
from tasks.boilerplate.indent import mark_unindented
from tasks.boilerplate.inline import lift
from tasks.boilerplate.lines import judge_lines
from tasks.boilerplate.markup import mark_stated
from tasks.boilerplate.neighbours import revise
from tasks.boilerplate.shape import fold
from tasks.document import Body, CleanArticle, InlineSpan, Label, NormalizedArticle
from tasks.errors import EmptyArticle

__all__ = ["strip_boilerplate"]


def strip_boilerplate(article: NormalizedArticle, rules: Rules) -> CleanArticle:
    """Label every line; raises EmptyArticle when no line is the article's own."""
    lines, folded = article.text.split("\n"), fold(article.text).split("\n")
    page = [line.strip() for line in folded]
    read = rules.boilerplate.phrases.read(page)
    guesses = judge_lines(read, rules.boilerplate)
    guesses = mark_unindented(page, mark_stated(page, guesses, article), article)
    labels = revise(read, guesses, rules.boilerplate)
    spans: list[InlineSpan] = []
    paragraphs: list[str] = []
    starts: list[int] = []
    offset = 0
    for number, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label is Label.BODY:
            lifted, start, end = lift(read[number].part(folded[number]), rules.boilerplate)
            if start < end:
                paragraphs.append(line[start:end])
                starts.append(offset + start)
                spans += (
                    InlineSpan(line=number, label=kind, text=line[first:last].strip())
                    for first, last, kind in lifted
                )
            else:
                labels[number] = lifted[0].label
        offset += len(line) + 1
    if not paragraphs:
        raise EmptyArticle("only boilerplate was found: no line is an article's own words")
    return CleanArticle(
        normalized=article,
        labels=tuple(labels),
        inline_spans=tuple(spans),
        body=Body(text="\n".join(paragraphs), paragraphs=tuple(paragraphs), starts=tuple(starts)),
    )
