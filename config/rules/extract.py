"""Rules of the extract stage: surnames, posts, bodies, places, credits, time words, stop words."""

import re
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import Self

from config.jieba import jieba_folder
from config.rules.events import Events
from config.rules.gazetteer import Gazetteer
from config.rules.lexicon import Lexicon, inverse_document_frequencies
from config.rules.measures import MeasureRules
from config.rules.quantities import QuantityRules
from config.rules.reading import RuleSet, read_toml, read_words
from config.rules.surnames import Surnames
from config.rules.words import Characters, Words, WordSet, alternatives, one_at, one_of

# Between a name and its verb of speech: 某某随即说, 某某在会上说.
_BEFORE_SPEECH = (
    "(?=[则也还又都却随接当在])(?:则|也|还|又|都|却|随即|随后|接着|当场|在.{1,12}[中时上])"
)
# Between a name and its verb of opinion: 某某则对行情相对乐观, 某某给记者算账.
_BEFORE_OPINION = "(?:则|也|还|又|都|却|就|仍|至今|[给对向为跟].{1,8}?){0,2}"


class Names(RuleSet):
    """What helps to see where a name ends."""

    never: Characters
    rare: Characters
    glued: Characters
    leaning: Characters
    followers: Words
    not_names: WordSet
    words: WordSet
    after_posts: WordSet
    adverbial: WordSet
    place_ends: Characters
    thing_ends: Characters
    transliteration: Characters
    seldom_foreign: Characters
    japanese: WordSet
    elements: Words
    deeds: Words

    @cached_property
    def element_firsts(self) -> frozenset[str]:
        """What the elements begin with: asked at every word."""
        return frozenset(element[0] for element in self.elements)


class Posts(RuleSet):
    """The last words of titles, by how strongly they announce a name."""

    official: WordSet
    occupation: WordSet
    status: WordSet
    many: WordSet
    heads: WordSet
    honorific: WordSet
    courtesy: Words
    modifiers: WordSet
    goes_on: Words
    outside: WordSet

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """By the last two characters of a known post how long such posts are, the longest first."""
        by_last: dict[str, set[int]] = {}
        for word in self.official | self.occupation | self.status:
            by_last.setdefault(word[-2:], set()).add(len(word))
        return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in by_last.items()}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """What makes somebody's address with a surname: 师傅, 局长."""
        return self.honorific | self.official | self.occupation


class Roles(RuleSet):
    """What tells a person's part."""

    speech: Words
    opining: Words
    leading: Words
    attending: Words
    addresses: WordSet

    @cached_property
    def says(self) -> frozenset[str]:
        """The verbs of speech, to be looked up."""
        return frozenset(self.speech)


class Credits(RuleSet):
    """Words of imprint lines."""

    author_cues: Words
    other_cues: Words
    checker_cues: Words
    picture_cues: Words
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
    subjects: Words
    whole: WordSet
    not_bodies: Words
    private: Words
    generic: WordSet
    outside: WordSet


class Organisations(RuleSet):
    """What tells the names of organisations that stand by themselves."""

    official: Words
    private: Words
    named: Words
    whole: WordSet
    trades: Words
    weak_trades: Words
    announcing: Words
    leading: WordSet
    not_bodies: WordSet
    naming: WordSet
    describing: WordSet
    parents: WordSet
    own_posts: WordSet
    departments: Words
    ministries: Words
    state_organs: Words
    builders: Words
    inner_verbs: WordSet
    inner_words: WordSet
    before: WordSet
    glued: Characters
    before_office: Characters
    function_words: Characters
    arriving: Characters


class Places(RuleSet):
    """What the names of places end in, and what stands before and after them."""

    levels: tuple[Words, ...]
    not_places: WordSet
    never_inside: Characters
    rarely_first: Characters
    before_place: Words
    after_place: Words
    seat_of: Words
    toponymic: Characters
    known: WordSet
    ambiguous: WordSet
    worded: WordSet
    peoples: WordSet


class KeywordWords(RuleSet):
    """Words that no keyword holds."""

    never: WordSet
    empty_heads: WordSet


class Patterns(RuleSet):
    """Word lists compiled once, so that no article pays for it."""

    name_start: re.Pattern[str]
    post_end: re.Pattern[str]
    honorific_end: re.Pattern[str]
    follower: re.Pattern[str]
    speech: re.Pattern[str]
    says: re.Pattern[str]
    opining: re.Pattern[str]
    deed: re.Pattern[str]
    does: re.Pattern[str]
    element: re.Pattern[str]
    leading: re.Pattern[str]
    attending: re.Pattern[str]
    body_ending: re.Pattern[str]
    organisation_ending: re.Pattern[str]
    whole_body: re.Pattern[str]
    trade: re.Pattern[str]
    trade_name: re.Pattern[str]
    announced_firm: re.Pattern[str]
    firm_end: re.Pattern[str]
    known_ending: re.Pattern[str]
    short_office: re.Pattern[str]
    first_subject: re.Pattern[str]
    second_subject: re.Pattern[str]
    bureau: re.Pattern[str]
    subjects_end: re.Pattern[str]
    hall: re.Pattern[str]
    department: re.Pattern[str]
    ministry: re.Pattern[str]
    private_body: re.Pattern[str]
    place_ending: re.Pattern[str]
    known_place: re.Pattern[str]
    toponymic: re.Pattern[str]
    announced_place: re.Pattern[str]
    seated_place: re.Pattern[str]
    cue: re.Pattern[str]
    day_word: re.Pattern[str]
    vague_time: re.Pattern[str]


class WordLists(RuleSet):
    """The word lists that people edit, one file each."""

    names: Names
    posts: Posts
    roles: Roles
    credits: Credits
    time: TimeWords
    bodies: Bodies
    organisations: Organisations
    places: Places
    keywords: KeywordWords


class ExtractRules(WordLists):
    """Everything the extract stage knows as data; `idf` is the table that jieba ships."""

    surnames: Surnames
    events: Events
    stop_words: frozenset[str]
    idf: dict[str, float]
    gazetteer: frozenset[str]
    divisions: Gazetteer
    lexicon: Lexicon
    measures: MeasureRules
    quantities: QuantityRules
    patterns: Patterns

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The places of all three lists."""
        return self.gazetteer.union(self.divisions.codes, self.lexicon.places)

    @cached_property
    def in_no_term(self) -> frozenset[str]:
        """The words that no keyword holds."""
        return self.keywords.never | self.bodies.outside

    @cached_property
    def ends_no_term(self) -> frozenset[str]:
        """The words that no keyword ends in."""
        return self.keywords.empty_heads | self.posts.official

    @cached_property
    def longest_address(self) -> dict[str, int]:
        """By the first character how long an address with a surname may be: 师傅, 局长, 总."""
        longest: dict[str, int] = {}
        for word in self.posts.addresses | self.roles.addresses:
            longest[word[0]] = max(len(word), longest.get(word[0], 0))
        return longest

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the files of `folder`; raises pydantic.ValidationError naming the bad value."""
        lists = WordLists(
            **{name: read_toml(folder / f"{name}.toml") for name in WordLists.model_fields}
        )
        surnames = Surnames.load(folder.parent / "surnames.toml")
        divisions = Gazetteer.load(folder / "divisions.txt", lists.places.peoples)
        stop_lines = read_words(folder / "stop_words.txt")
        lexicon = Lexicon.read(
            jieba_folder() / "dict.txt", surnames.common | surnames.rare, lists.names.words
        )
        return cls(
            **dict(lists),
            surnames=surnames,
            events=Events.load(folder / "events.toml"),
            stop_words=frozenset(word for line in stop_lines for word in line.split()),
            idf=inverse_document_frequencies(),
            gazetteer=lexicon.divisions() | lists.places.known,
            divisions=divisions,
            lexicon=lexicon,
            measures=MeasureRules.load(folder / "measures.toml", lists.roles.speech),
            quantities=QuantityRules.load(folder / "quantities.toml"),
            patterns=_patterns(lists, surnames, divisions),
        )


def _patterns(lists: WordLists, surnames: Surnames, divisions: Gazetteer) -> Patterns:
    """The lists as patterns."""
    names, posts, roles = lists.names, lists.posts, lists.roles
    organisations, places = lists.organisations, lists.places
    says, deed = one_at(roles.speech), one_at(names.deeds, "(?![者球])")
    function_words = "".join(sorted(organisations.function_words))
    trades = alternatives(organisations.trades)
    endings = organisations.official + organisations.named
    subjects = f"(?:{alternatives(lists.bodies.subjects + organisations.ministries)})"
    bureaus = "(?:总?局|厅|委员会|署)"
    any_trade = alternatives(organisations.trades + organisations.weak_trades)
    return Patterns(
        name_start=re.compile(
            f"[{''.join(sorted(surnames.firsts | names.element_firsts))}]"
            "(?:(?<![\u3400-\u9fff\U00020000-\U0003ffff〇].)|(?<=[的和与、由].))"
        ),
        post_end=_last_of(posts.official | posts.occupation | posts.status),
        honorific_end=_last_of(posts.honorific),
        follower=one_at(names.followers + roles.speech + roles.leading + roles.attending),
        speech=one_of(roles.speech),
        says=says,
        opining=re.compile(f"{_BEFORE_OPINION}(?:{alternatives(roles.opining)})"),
        deed=deed,
        does=re.compile(
            f"{says.pattern}|{deed.pattern}|{_BEFORE_SPEECH}(?:{alternatives(roles.speech + roles.opining)})"
        ),
        element=one_at(names.elements),
        leading=one_of(roles.leading),
        attending=one_of(roles.attending),
        body_ending=one_of(lists.bodies.endings),
        organisation_ending=one_of(endings),
        whole_body=one_of(tuple(organisations.whole)),
        trade=one_of(organisations.trades),
        announced_firm=re.compile(
            f"(?:{alternatives(organisations.announcing)})([\u4e00-\u9fff]{{2,3}}?)"
            f"(?:{any_trade})(?:{any_trade})?"
        ),
        trade_name=re.compile(f"(?:{trades})(?:{trades})?"),
        firm_end=re.compile(f"(?:{one_of(organisations.trades).pattern})$"),
        known_ending=re.compile(f"(?:{alternatives(endings)}|组织)$"),
        short_office=re.compile(
            f"[省市县区州](?:(?![第届{function_words}])[\u4e00-\u9fff]){{1,4}}"
            "[委局办院署](?!主任|长)"
        ),
        first_subject=re.compile(f"(?:[省市县区州旗盟师]|国家){subjects}{{1,6}}$"),
        second_subject=re.compile(f"{subjects}{{1,6}}(?:{bureaus}|中心|总?站)"),
        subjects_end=re.compile(f"{subjects}{{1,6}}$"),
        hall=re.compile(f"(?:{subjects}|办公|警视|宫内|音乐)(?<!服务)厅$"),
        bureau=re.compile(
            f"[省市县区州旗](?:{subjects}[和与]?){{1,7}}(?<![和与]){bureaus}(?!长|主任)"
        ),
        department=re.compile(
            f"(?:{alternatives(organisations.departments)})[一二三四五六七八九十]?[处局署](?!长)"
        ),
        ministry=re.compile(
            f"(?:联邦)?(?:(?:{alternatives(organisations.ministries)})[和与及、]?){{1,4}}(?<![和与及、])"
            "部(?![长门队分落])"
        ),
        private_body=one_of(lists.bodies.private),
        place_ending=one_of(tuple(word for level in places.levels for word in level)),
        known_place=one_of((*places.known, *divisions.short_names())),
        toponymic=one_of(tuple(places.toponymic)),
        announced_place=re.compile(
            f"(?:{alternatives(places.before_place)})([\u4e00-\u9fff]{{2,4}}?)"
            f"(?=[，、的]|{alternatives(places.after_place)})"
        ),
        seated_place=re.compile(
            f"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{2,3}}?)(?={alternatives(places.seat_of)})"
        ),
        cue=one_of(
            lists.credits.author_cues
            + lists.credits.editor_cues
            + lists.credits.checker_cues
            + lists.credits.picture_cues
            + lists.credits.other_cues
        ),
        day_word=one_of(tuple(lists.time.relative)),
        vague_time=one_of(lists.time.vague),
    )


def _last_of(words: Collection[str]) -> re.Pattern[str]:
    """A pattern of the characters that words end in, behind one that is the last but one of any."""
    last, before = (sorted({word[at] for word in words}) for at in (-1, -2))
    return re.compile(f"[{''.join(last)}](?<=[{''.join(before)}].)")
