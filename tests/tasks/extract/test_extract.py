from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from config.rules import Rules
from tasks.document import CleanArticle, InlineSpan, Label, Role
from tasks.extract import extract

Page = Callable[..., CleanArticle]
PIECES = (
    "市长林岳", "副市长秦若宁、杨澜", "出席。", "说，", "本月2日，", "云岭市", "石鼓供电公司",
    "十十日", "3月", "40日", "·", "某", "（", "）", "\n", "总书记", "和", "1二月三日", "习近平思想",
    "A", " ", "𬴃", "先生", "民国", "王",
)  # fmt: skip
BODIES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def test_an_article_without_a_body_has_nothing_to_say(page: Page, all_rules: Rules) -> None:
    found = extract(page(), all_rules)
    assert (found.people, found.places, found.keywords, found.title) == ((), (), (), None)


def test_authors_are_people_without_a_place_in_the_body(page: Page, all_rules: Rules) -> None:
    span = InlineSpan(line=0, label=Label.BYLINE, text="（记者 林岳）")
    found = extract(page("大桥通车。", spans=(span,)), all_rules)
    assert found.authors == ("林岳",)
    assert [(p.name, p.titles, p.role, p.spans) for p in found.people] == [
        ("林岳", ("记者",), Role.AUTHOR, ())
    ]


def test_link_lists_add_nobody_and_nothing(page: Page, all_rules: Rules) -> None:
    found = extract(
        page("大桥通车。", recommended_links="- 市长林岳赴石鼓县调研2022-01-15"), all_rules
    )
    assert (found.people, found.places, found.organisations) == ((), (), ())


@settings(deadline=None, max_examples=150)
@given(body=BODIES)
def test_every_span_shows_what_it_names_and_titles_stand_in_the_body(
    page: Page, all_rules: Rules, body: str
) -> None:
    article = page(body)
    found = extract(article, all_rules)
    text = article.body.text
    named = [(p.name, p.spans) for p in found.people]
    named += [(m.name, m.spans) for m in (*found.organisations, *found.places)]
    for name, spans in named:
        assert spans
        assert all(text[start:end] == name for start, end in spans)
    assert all(title in text for person in found.people for title in person.titles)
    assert extract(article, all_rules) == found
