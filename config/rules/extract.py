"""Rules of the extract stage: surnames, posts, bodies, places, credits, time words, stop words."""

import re
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field

from config.jieba import jieba_folder
from config.rules.reading import RuleSet, read_toml, read_words


def _words(value: Any) -> Any:
    """Word lists are written as running text: `"记者 作者"` is two words."""
    return tuple(dict.fromkeys(value.split())) if isinstance(value, str) else value


def _characters(value: Any) -> Any:
    return frozenset("".join(value.split())) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words), Field(min_length=1)]
WordSet = Annotated[frozenset[str], BeforeValidator(_words), Field(min_length=1)]
Characters = Annotated[frozenset[str], BeforeValidator(_characters), Field(min_length=1)]


def one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of all the words, the longest first, grouped by first character for speed."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(c)}(?:{'|'.join(r)})" for c, r in groups.items()))


class Surnames(RuleSet):
    """What a Chinese name begins with."""

    common: Characters
    rare: Characters
    compound: WordSet
    wordlike: Characters


class Names(RuleSet):
    """What helps to see where a name ends."""

    never: Characters
    rare: Characters
    glued: Characters
    leaning: Characters
    followers: Words
    not_names: WordSet
    place_ends: Characters
    transliteration: Characters


class Posts(RuleSet):
    """The last words of titles, by how strongly they announce a name."""

    official: WordSet
    occupation: WordSet
    status: WordSet
    honorific: WordSet
    courtesy: Words
    modifiers: WordSet
    outside: WordSet


class Roles(RuleSet):
    """What tells a person's part."""

    speech: Words
    leading: Words
    attending: Words


class Credits(RuleSet):
    """Words of imprint lines."""

    author_cues: Words
    other_cues: Words
    editor_cues: Words
    noise: WordSet
    outlet_endings: Words
    outlets: Words
    authority_endings: Words
    nobody: WordSet


class TimeWords(RuleSet):
    """Relative days; `relative` maps a word to days from the day of publication."""

    vague: Words
    relative: dict[str, int]


class Bodies(RuleSet):
    """What the names of organisations end in and hold."""

    endings: Words
    joined: Words
    whole: WordSet
    not_bodies: Words
    private: Words
    generic: WordSet
    outside: WordSet


class Places(RuleSet):
    """What the names of places end in."""

    endings: Words
    not_places: WordSet
    known: WordSet


class Patterns(RuleSet):
    """Word lists compiled once, so that no article pays for it."""

    post: re.Pattern[str]
    follower: re.Pattern[str]
    speech: re.Pattern[str]
    leading: re.Pattern[str]
    attending: re.Pattern[str]
    body_ending: re.Pattern[str]
    private_body: re.Pattern[str]
    place_ending: re.Pattern[str]
    cue: re.Pattern[str]


class ExtractRules(RuleSet):
    """Everything the extract stage knows as data; `idf` is the table that jieba ships."""

    surnames: Surnames
    names: Names
    posts: Posts
    roles: Roles
    credits: Credits
    time: TimeWords
    bodies: Bodies
    places: Places
    stop_words: frozenset[str]
    idf: dict[str, float]
    gazetteer: frozenset[str]
    patterns: Patterns

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the files of `folder`; raises pydantic.ValidationError naming the bad value."""
        surnames = Surnames(**read_toml(folder / "surnames.toml"))
        names = Names(**read_toml(folder / "names.toml"))
        posts = Posts(**read_toml(folder / "posts.toml"))
        roles = Roles(**read_toml(folder / "roles.toml"))
        credit_words = Credits(**read_toml(folder / "credits.toml"))
        bodies = Bodies(**read_toml(folder / "bodies.toml"))
        places = Places(**read_toml(folder / "places.toml"))
        stop_lines = read_words(folder / "stop_words.txt")
        return cls(
            surnames=surnames,
            names=names,
            posts=posts,
            roles=roles,
            credits=credit_words,
            time=TimeWords(**read_toml(folder / "time.toml")),
            bodies=bodies,
            places=places,
            stop_words=frozenset(word for line in stop_lines for word in line.split()),
            idf=_inverse_document_frequencies(),
            gazetteer=_gazetteer() | places.known,
            patterns=Patterns(
                post=one_of(tuple(posts.official | posts.occupation | posts.status)),
                follower=one_of(names.followers + roles.speech + roles.leading + roles.attending),
                speech=one_of(roles.speech),
                leading=one_of(roles.leading),
                attending=one_of(roles.attending),
                body_ending=one_of(bodies.endings),
                private_body=one_of(bodies.private),
                place_ending=one_of(places.endings),
                cue=one_of(
                    credit_words.author_cues + credit_words.other_cues + credit_words.editor_cues
                ),
            ),
        )


def _inverse_document_frequencies() -> dict[str, float]:
    """The table in the jieba package: word -> idf."""
    lines = (jieba_folder() / "analyse" / "idf.txt").read_text("utf-8").splitlines()
    pairs = (line.rpartition(" ") for line in lines)
    return {word: float(idf) for word, _, idf in pairs if len(word) > 1}


def _gazetteer() -> frozenset[str]:
    """Provinces, cities, counties and districts of jieba's dictionary, with and without 市, 县."""
    lines = (jieba_folder() / "dict.txt").read_text("utf-8").splitlines()
    names = {line.split(" ", 1)[0] for line in lines if line.endswith(" ns")}
    full = {name for name in names if len(name) > 2 and name[-1] in "省市县区州旗"}
    return frozenset(full | {name[:-1] for name in full if len(name) > 2 and name[:-1] in names})
