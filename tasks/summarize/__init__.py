"""Stage 4: the summary, and everything in one flat result.

Extractive and deterministic: verbatim sentences, shortened only at clause borders, chosen for
what they name (keywords, people, figures, demands) and where they stand. Submodular coverage
after Lin and Bilmes (2011), with clauses in place of sentences.
"""

from config.rules import Rules
from tasks.document import ExtractedArticle, Line, Result, Summary, SummarySentence
from tasks.provenance import pipeline_of
from tasks.summarize.choose import choose
from tasks.summarize.clauses import split_sentences
from tasks.summarize.worth import weigh

__all__ = ["summarize"]


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
        summary=_summary(article, rules),
        **{name: getattr(article, name) for name in _EXTRACTED},
    )


_EXTRACTED = tuple(name for name in ExtractedArticle.model_fields if name != "clean")


def _summary(article: ExtractedArticle, rules: Rules) -> Summary:
    text = article.clean.body.text
    sentences = split_sentences(text)
    spans = choose(text, sentences, weigh(article, sentences, rules.summarize), rules.summarize)
    chosen = tuple(SummarySentence(text=text[start:end], span=(start, end)) for start, end in spans)
    return Summary(
        text="".join(sentence.text for sentence in chosen), sentences=chosen, method="extractive"
    )
