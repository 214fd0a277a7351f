"""What metadata and fields state, beside what the page itself says."""

import json

import pytest

from tasks.document import RawArticle, Result
from tasks.pipeline import process
from tests.rules import RULES

BODY = "3月11日，澄江市召开春季造林现场会，市长高望山出席并讲话。\n全市今年计划造林12万亩。"


def of_record(text: str = BODY, **fields: object) -> Result:
    content = json.dumps({"text": text} | fields)
    return process(RawArticle(key="a.json", content=content.encode()), RULES)


def of_page(head: str, body: str = BODY) -> Result:
    paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n"))
    content = f"<html><head>{head}</head><body>{paragraphs}</body></html>"
    return process(RawArticle(key="a.html", content=content.encode()), RULES)


def test_a_record_s_title_is_the_title_though_no_line_shows_it() -> None:
    result = of_record(title="春季造林全面铺开")
    assert (result.title, result.body.text) == ("春季造林全面铺开", BODY)


def test_a_line_that_is_the_stated_title_is_no_body() -> None:
    result = of_record("春季造林全面铺开\n" + BODY, title="春季造林全面铺开")
    assert (result.title, result.body.text) == ("春季造林全面铺开", BODY)


def test_the_site_s_name_behind_a_title_goes_where_the_page_shows_the_title() -> None:
    head = '<meta property="og:title" content="春季造林全面铺开_澄江新闻网">'
    assert of_page(head, "春季造林全面铺开\n" + BODY).title == "春季造林全面铺开"


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("春季造林全面铺开_澄江新闻网", "春季造林全面铺开"),
        ("春季造林全面铺开 - 澄江市人民政府", "春季造林全面铺开"),
        ("3·15晚会 | 春季造林", "3·15晚会"),
        ("春季造林全面铺开", "春季造林全面铺开"),
    ],
)
def test_the_title_of_the_window_is_the_last_resort(window: str, title: str) -> None:
    assert of_page(f"<title>{window}</title>").title == title


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12 09:30", "2024-03-12T09:30:00+08:00"),
        ("2024年3月12日 9:30", "2024-03-12T09:30:00+08:00"),
        ("2024-03-12T01:30:00Z", "2024-03-12T09:30:00+08:00"),
        ("2024/3/12", "2024-03-12"),
        (1710207000, "2024-03-12T09:30:00+08:00"),
    ],
)
def test_a_stated_date_is_the_date_of_publication(date: str | int, iso: str) -> None:
    published = of_record(date=date).published_at
    assert published is not None
    assert (published.iso, published.basis) == (iso, "record field")


@pytest.mark.parametrize("date", ["昨天", "2024-13-40", "2024年", "", "12"])
def test_what_is_no_date_states_none(date: str) -> None:
    assert of_record(date=date).published_at is None


def test_a_line_that_is_more_exact_than_the_stated_day_is_kept() -> None:
    text = "春季造林全面铺开\n2024-03-12 09:30 来源：澄江日报\n" + BODY
    published = of_record(text, date="2024-03-12").published_at
    assert published is not None
    assert (published.iso, published.basis) == ("2024-03-12T09:30:00+08:00", "metadata line")


def test_the_page_s_own_word_on_its_outlet_comes_first() -> None:
    text = "春季造林全面铺开\n2024-03-12 09:30 来源：澄江日报\n" + BODY
    assert of_record(text, source="某某网").outlet == "澄江日报"
    assert of_record(source="澄江日报").outlet == "澄江日报"
    assert of_record(source="spider-7").outlet is None


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("林小满", ("林小满",)),
        ("记者 林小满 通讯员 祝晚", ("林小满", "祝晚")),
        (["林小满", "祝晚"], ("林小满", "祝晚")),
        ("澄江日报", ()),
        ("admin", ()),
        ("小编", ()),
    ],
)
def test_stated_authors_are_persons(author: str | list[str], authors: tuple[str, ...]) -> None:
    assert of_record(author=author).authors == authors
