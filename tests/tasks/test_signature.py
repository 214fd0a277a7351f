import random
from functools import cache
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.rules import load_rules
from tasks.document import RawArticle, Result
from tasks.pipeline import process
from tasks.signature import SHARED, likeness, shared, signature_of, slots_of

RULES = load_rules()
CORPUS = Path(__file__).parent.parent / "corpus" / "articles"
FLASH = "中新网澄江3月11日电，澄江市气象台发布大风蓝色预警，预计未来二十四小时阵风可达八级。"


@cache
def result(text: str) -> Result:
    return process(RawArticle(key="a.txt", content=text.encode()), RULES)


@cache
def bodies() -> list[str]:
    texts = [file.read_bytes() for file in sorted(CORPUS.glob("[cdh]*.txt"))]
    made = [process(RawArticle(key="a.txt", content=text), RULES).body.text for text in texts]
    return [body for body in made if signature_of(body) is not None]


def in_common(one: str, other: str) -> float:
    slots, others = slots_of(signature_of(one)), slots_of(signature_of(other))
    assert slots is not None
    assert others is not None
    return shared(slots, len(one), others, len(other))


def test_a_signature_is_always_the_same() -> None:
    """Signatures lie in buckets for years: a library that hashes otherwise needs a new METHOD."""
    signature = signature_of(FLASH)
    assert signature is not None
    assert signature.startswith("minhash-1:/RKx97Hh+bG1pr461IHIWN+V9420uuwpX269ODe/FkCw"), signature
    assert len(signature) == 354


def test_headline_dateline_and_layout_do_not_count() -> None:
    body = "\n".join(bodies()[3].split("\n"))
    assert signature_of(body.replace("\n", "")) == signature_of(body)
    assert signature_of(body.replace("，", ", ").replace("“", '"')) == signature_of(body)


def test_a_reprint_in_traditional_characters_has_nearly_the_same_signature() -> None:
    text = "澄江召开春季造林现场会\n" + "\n".join(bodies()[2].split("\n"))
    one, other = result(text), result(opencc.OpenCC("s2t").convert(text))
    assert in_common(one.body.text, other.body.text) > 0.9


@pytest.mark.parametrize("kept", [0.4, 0.6, 0.8])
def test_a_reprint_may_leave_out_the_tail(kept: float) -> None:
    for body in bodies():
        cut = body[: int(kept * len(body))]
        if signature_of(cut) is not None:
            assert in_common(body, cut) >= SHARED


def test_a_reprint_may_add_a_byline_and_lose_a_paragraph() -> None:
    for body in bodies():
        paragraphs = body.split("\n")
        if len(paragraphs) > 3:
            printed = "本报讯（记者 云水谣）" + "\n".join(paragraphs[:1] + paragraphs[2:])
            assert in_common(body, printed) >= SHARED


def test_different_articles_have_next_to_nothing_in_common() -> None:
    slots = [slots_of(signature_of(body)) for body in bodies()]
    for number, one in enumerate(slots):
        for other in slots[:number]:
            assert one is not None
            assert other is not None
            assert likeness(one, other) < 0.1


def test_two_stories_of_one_event_that_share_a_fifth_are_no_reprints() -> None:
    chance = random.Random(7)
    for body in bodies():
        paragraphs = body.split("\n")
        if len(paragraphs) < 10 or max(map(len, paragraphs)) > len(body) / 6:
            continue
        chance.shuffle(paragraphs)
        quoted = paragraphs[: len(paragraphs) // 5]
        rest = paragraphs[len(quoted) :]
        stories = ["\n".join([*quoted, *rest[start::2]]) for start in (0, 1)]
        assert in_common(*stories) < SHARED


@pytest.mark.parametrize("text", ["", "图为会议现场。新华社记者 白杨 摄", "　\n—— 。"])
def test_a_caption_is_too_short_to_tell(text: str) -> None:
    assert signature_of(text) is None


@pytest.mark.parametrize(
    "text", [None, "", "minhash-1:", "minhash-1:***", "minhash-2:" + "A" * 344]
)
def test_what_is_no_signature_of_ours_has_no_slots(text: str | None) -> None:
    assert slots_of(text) is None


@given(st.text(min_size=30))
def test_any_text_has_a_signature_or_is_too_short(text: str) -> None:
    signature = signature_of(text)
    slots = slots_of(signature)
    assert (slots is None) == (signature is None)
    if slots:
        assert likeness(slots, slots) == 1
        assert shared(slots, len(text), slots, len(text)) == 1
