from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, EventDate, InlineSpan, Label
from tasks.extract.dates import find_dateline, find_event_date, find_published

Page = Callable[..., CleanArticle]


def event(page: Page, rules: ExtractRules, body: str, **lines: str) -> EventDate | None:
    article = page(body, **lines)
    published, dateline = find_published(article), find_dateline(article, rules)
    return find_event_date(article, published, dateline, rules)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2021年06月11日 15:18 来源：云岭日报", "2021-06-11T15:18:00+08:00"),
        ("发布时间：2022-08-19 作者：林岳", "2022-08-19"),
        ("云岭融媒 2023/12/28 07:20:05", "2023-12-28T07:20:05+08:00"),
    ],
)
def test_publication_is_read_from_a_metadata_line(page: Page, line: str, iso: str) -> None:
    published = find_published(page(metadata=line))
    assert published is not None
    assert (published.iso, published.basis) == (iso, "metadata line")


def test_publication_is_read_from_an_address(page: Page) -> None:
    published = find_published(page(nav="http://news.yunling.example/2021-06/11/c_1.html"))
    assert published is not None
    assert (published.iso, published.basis) == ("2021-06-11", "URL")


def test_dates_of_links_and_impossible_dates_are_no_publication(page: Page) -> None:
    assert find_published(page(recommended_links="- 夜市开街2022-01-16")) is None
    assert find_published(page(metadata="2021-13-45 来源：云岭日报")) is None


@pytest.mark.parametrize(
    ("body", "text", "iso"),
    [
        ("7月31日，我市召开大会。", "7月31日", "--07-31"),
        ("2019年7月31日，我市召开大会。", "2019年7月31日", "2019-07-31"),
        ("民国113年5月3日，馆方宣布。", "民国113年5月3日", "2024-05-03"),
        ("8月17日至18日，市长赴县检查。", "8月17日至18日", "--08-17"),
        ("近日，大会召开。", "近日", None),
        ("本月2日，市长督导。", "本月2日", None),
        ("今日零时，大桥通车。", "今日零时", None),
    ],
)
def test_without_a_publication_the_day_goes_as_far_as_the_text(
    page: Page, rules: ExtractRules, body: str, text: str, iso: str | None
) -> None:
    found = event(page, rules, body)
    assert found is not None
    assert (found.text, found.iso) == (text, iso)


@pytest.mark.parametrize(
    ("body", "iso"),
    [
        ("7月31日，大会召开。", "2024-07-31"),
        ("12月30日，大会召开。", "2023-12-30"),
        ("23日晚间，公司披露报告。", "2024-07-23"),
        ("今日零时，大桥通车。", "2024-08-02"),
        ("昨日，大桥通车。", "2024-08-01"),
        ("近日，大会召开。", None),
    ],
)
def test_the_stated_publication_gives_the_year(
    page: Page, rules: ExtractRules, body: str, iso: str | None
) -> None:
    found = event(page, rules, body, metadata="2024-08-02 10:00 来源：云岭日报")
    assert found is not None
    assert found.iso == iso


def test_limits_and_starts_are_no_event(page: Page, rules: ExtractRules) -> None:
    assert event(page, rules, "展览将于9月1日起开放，截至8月20日已有万人预约。") is None


def test_dates_of_links_only_bound_the_event(page: Page, rules: ExtractRules) -> None:
    found = event(page, rules, "12月16日，大会召开。", recommended_links="- 夜市开街2022-01-16")
    assert found is not None
    assert (found.iso, found.inferred) == ("--12-16", "../2022-01-16")


def test_the_dateline_states_day_and_place(page: Page, rules: ExtractRules) -> None:
    span = InlineSpan(line=0, label=Label.DATELINE, text="新华社云岭12月17日电（记者 林岳）")
    dateline = find_dateline(page("大会召开。", spans=(span,)), rules)
    assert dateline is not None
    assert (dateline.iso, dateline.place) == ("--12-17", "云岭")
