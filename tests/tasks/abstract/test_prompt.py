"""What the model is told: an article is material, whatever it says."""

from tasks.abstract import fingerprint, messages
from tests.tasks.abstract.articles import RULES, result_of

PROMPT = RULES.abstract.prompt


def test_the_model_is_told_the_body_and_the_limit() -> None:
    result = result_of("meeting")
    system, user = messages(result, PROMPT, 150)
    assert (system["role"], user["role"]) == ("system", "user")
    assert "不超过120字" in system["content"]
    assert result.body.text in user["content"]
    assert "来源：澄江日报" not in user["content"]


def test_an_article_cannot_close_its_frame() -> None:
    result = result_of("meeting")
    system, user = messages(result, PROMPT, 150)
    mark = result.id[:12]
    assert user["content"].startswith(f"<正文 {mark}>\n")
    assert user["content"].endswith(f"\n</正文 {mark}>")
    assert mark in system["content"]
    assert mark not in result.body.text


def test_braces_of_an_article_are_its_own() -> None:
    result = result_of("meeting")
    braces = result.body.model_copy(update={"paragraphs": ("{mark} {0} {body}",)})
    _, user = messages(result.model_copy(update={"body": braces}), PROMPT, 150)
    assert "\n{mark} {0} {body}\n" in user["content"]


def test_a_long_body_ends_at_a_paragraph() -> None:
    result = result_of("meeting")
    first, second, *_ = result.body.paragraphs
    short = PROMPT.model_copy(update={"body_characters": len(first) + len(second) + 2})
    assert messages(result, short, 150)[1]["content"].split("\n")[1:-1] == [first, second]
    shorter = PROMPT.model_copy(update={"body_characters": 5})
    assert messages(result, shorter, 150)[1]["content"].split("\n")[1:-1] == [first[:5]]


def test_the_fingerprint_changes_with_whatever_an_answer_depends_on() -> None:
    options = {"temperature": 0, "seed": 0}
    other = PROMPT.model_copy(update={"system": PROMPT.system + "。"})
    prints = {
        fingerprint(PROMPT, 150, "a", options),
        fingerprint(other, 150, "a", options),
        fingerprint(PROMPT, 120, "a", options),
        fingerprint(PROMPT, 150, "b", options),
        fingerprint(PROMPT, 150, "a", {"temperature": 1, "seed": 0}),
    }
    assert len(prints) == 5
    assert fingerprint(PROMPT, 150, "a", {"seed": 0, "temperature": 0}) in prints
