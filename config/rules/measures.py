"""Rules for measures: how demands and decisions are introduced, marked and addressed."""

import re
from pathlib import Path
from typing import Self

from config.rules.reading import RuleSet, read_toml
from config.rules.words import Words, WordSet, alternatives, one_of


class Verbs(RuleSet):
    """What introduces speech, by what its content is."""

    stress: WordSet
    propose: WordSet
    order: WordSet
    decide: WordSet
    tell: WordSet
    other: WordSet
    not_verb_next: Words
    noun_before: Words


class Subjects(RuleSet):
    """Who introduces speech, beside people."""

    meeting: Words
    bodies: Words
    private: Words
    issuing: Words
    cited: WordSet
    superiors: Words
    occasions: Words
    narrating: Words
    adverbs: Words
    passive_next: Words
    posts: Words


class Speakers(RuleSet):
    """The titles of those whose demands are official."""

    official: Words
    unofficial: Words


class Markers(RuleSet):
    """What makes a clause a demand, and what only looks so."""

    plain: Words
    strict: WordSet
    modal_words: WordSet
    idioms: Words
    never: Words
    leading: Words
    before: Words
    after: Words
    advised: Words
    addressees: Words
    kept_before: Words
    kept_behind: Words
    announcing: Words


class MeasurePatterns(RuleSet):
    """The lists above compiled once; each pattern is linear."""

    verb: re.Pattern[str]
    demanding: re.Pattern[str]
    private: re.Pattern[str]
    issuing: re.Pattern[str]
    occasion: re.Pattern[str]
    official: re.Pattern[str]
    unofficial: re.Pattern[str]
    marker: re.Pattern[str]
    announced: re.Pattern[str]


class MeasureLists(RuleSet):
    """The tables of the file."""

    verbs: Verbs
    subjects: Subjects
    speakers: Speakers
    markers: Markers


class MeasureRules(MeasureLists):
    """Everything that `tasks.extract.measures` knows as data."""

    patterns: MeasurePatterns

    @classmethod
    def load(cls, path: Path, speech: tuple[str, ...]) -> Self:
        """Read `path`; `speech` are the verbs of speech that introduce no demand.

        Raises pydantic.ValidationError naming the bad value.
        """
        lists = MeasureLists(**read_toml(path))
        verbs, subjects, speakers = lists.verbs, lists.subjects, lists.speakers
        demanding = (*verbs.stress, *verbs.propose, *verbs.order, *verbs.decide)
        demanding += subjects.meeting
        every = verbs.stress | verbs.propose | verbs.order | verbs.decide | verbs.tell | verbs.other
        return cls(
            **dict(lists),
            patterns=MeasurePatterns(
                demanding=one_of(demanding),
                verb=one_of(tuple(every) + speech),
                private=one_of(subjects.private),
                issuing=one_of(subjects.issuing),
                occasion=one_of(subjects.occasions),
                official=one_of(speakers.official),
                unofficial=one_of(speakers.unofficial),
                marker=re.compile(
                    f"{alternatives(lists.markers.idioms)}|(要|{alternatives(lists.markers.plain)})"
                ),
                announced=re.compile(f"提.{{0,5}}?(?:{alternatives(lists.markers.announcing)})$"),
            ),
        )
