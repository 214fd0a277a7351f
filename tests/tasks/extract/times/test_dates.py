from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, EventDate, InlineSpan, Label
from tasks.extract.times.dates import find_dateline, find_published
from tasks.extract.times.event_dates import find_event_date

Page = Callable[..., CleanArticle]


def event(
    page: Page, rules: ExtractRules, body: str, spans: tuple[InlineSpan, ...] = (), **lines: str
) -> EventDate | None:
    article = page(body, spans, **lines)
    published, dateline = find_published(article), find_dateline(article, rules)
    return find_event_date(article, published, dateline, rules)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2021年06月11日 15:18 来源：云岭日报", "2021-06-11T15:18:00+08:00"),
        ("发布时间：2022-08-19 作者：林岳", "2022-08-19"),
        ("云岭融媒 2023/12/28 07:20:05", "2023-12-28T07:20:05+08:00"),
        ("2025年5月2日（五） 16:45 最后更新：17:20", "2025-05-02T16:45:00+08:00"),
        ("2025年01月08日 星期三 08:30 来源：云岭日报", "2025-01-08T08:30:00+08:00"),
        ("2024/05/01 下午 03:20 记者林岳", "2024-05-01T15:20:00+08:00"),
        ("民国114年5月3日 云岭民报", "2025-05-03"),
        ("成文日期：2025-05-16 发布日期：2025-05-19 10:00", "2025-05-19T10:00:00+08:00"),
        ("今天是2024年3月27日 来源：云岭日报 2024-03-22 07:48", "2024-03-22T07:48:00+08:00"),
        ("信息来源：机关党委 更新时间：2025-07-25 17:31", "2025-07-25T17:31:00+08:00"),
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


@pytest.mark.parametrize(
    ("body", "text", "iso"),
    [
        ("近日，研究发表，论文于7月4日上线。", "7月4日", "2024-07-04"),
        (
            "看海体育7月30日云岭讯（记者 林岳）今天上午7:30，大赛鸣枪。",
            "今天上午7:30",
            "2024-08-02",
        ),
        ("近日，法院宣判。\n2022年6月3日，双方签约。", "近日", None),
        ("署长昨日（1日）下午说，工程为期三年。", "昨日（1日）下午", "2024-08-01"),
        ("赛事定于8月26日（星期一）7:30鸣枪。", "8月26日（星期一）7:30", "2024-08-26"),
        ("灯会将于1月12日开幕。", "1月12日", "2025-01-12"),
        ("记者1日从市气象局获悉，今年有望丰收。", "1日", "2024-08-01"),
        ("上周三，大桥通车。", "上周三", "2024-07-24"),
        ("周四上午，大桥通车。", "周四上午", "2024-08-01"),
        ("今年3月起，全市放开缴存。", "今年3月", "2024-03"),
        ("上月底，大桥通车。", "上月底", "2024-07"),
        ("二〇二三年五月三日，大桥通车。", "二〇二三年五月三日", "2023-05-03"),
        ("记者30日从会上获悉，大桥将通车。", "30日", "2024-07-30"),
    ],
)
def test_the_day_of_the_event_goes_no_further_than_the_evidence(
    page: Page, rules: ExtractRules, body: str, text: str, iso: str | None
) -> None:
    found = event(page, rules, body, metadata="2024-08-02 10:00 来源：云岭日报")
    assert found is not None
    assert (found.text, found.iso) == (text, iso)


@pytest.mark.parametrize(
    "body",
    [
        "钥匙在“今天不上班的同事”手上。",
        "今天的中国，老人越来越多。",
        "大桥从5月1日起收费，截至7月20日已有万辆车通过，有效期至2026年12月31日。",
        "她1931年9月8日出生在云岭。",
        "每周三停水，周一至周五开放，售价5日元，车票3日内有效。",
        "电视剧《5月3日》开拍。",
        "全程三十公里，历时六个月。",
    ],
)
def test_what_states_no_day_of_an_event(page: Page, rules: ExtractRules, body: str) -> None:
    assert event(page, rules, body, metadata="2024-08-02 10:00 来源：云岭日报") is None


def test_limits_and_starts_are_no_event(page: Page, rules: ExtractRules) -> None:
    assert event(page, rules, "展览将于9月1日起开放，截至8月20日已有万人预约。") is None


@given(year=st.integers(2000, 2030), month=st.integers(1, 12), day=st.integers(1, 31))
def test_no_year_is_invented_without_a_stated_one(
    page: Page, rules: ExtractRules, year: int, month: int, day: int
) -> None:
    body = f"{month}月{day}日，大桥通车。"
    alone = event(page, rules, body)
    assert alone is not None
    assert alone.iso is None or alone.iso == f"--{month:02}-{day:02}"
    linked = event(page, rules, body, recommended_links=f"- 夜市开街{year}-01-16")
    assert linked is not None
    assert (linked.iso, linked.inferred) == (alone.iso, f"../{year}-01-16")


def test_dates_of_links_only_bound_the_event(page: Page, rules: ExtractRules) -> None:
    found = event(page, rules, "12月16日，大会召开。", recommended_links="- 夜市开街2022-01-16")
    assert found is not None
    assert (found.iso, found.inferred) == ("--12-16", "../2022-01-16")


def test_the_dateline_states_day_and_place(page: Page, rules: ExtractRules) -> None:
    span = InlineSpan(line=0, label=Label.DATELINE, text="新华社云岭12月17日电（记者 林岳）")
    dateline = find_dateline(page("大会召开。", spans=(span,)), rules)
    assert dateline is not None
    assert (dateline.iso, dateline.place) == ("--12-17", "云岭")


@pytest.mark.parametrize(
    ("text", "iso", "place"),
    [
        ("云岭通讯社石鼓8月3日急电（记者 林岳）", "--08-03", "石鼓"),
        ("新华社云岭2025年3月4日电", "2025-03-04", "云岭"),
        ("本报云岭1月6日讯（记者 林岳）", "--01-06", "云岭"),
        ("【中国云岭，2025年3月12日】", "2025-03-12", "中国云岭"),
    ],
)
def test_a_dateline_is_read_as_far_as_it_goes(
    page: Page, rules: ExtractRules, text: str, iso: str, place: str
) -> None:
    span = InlineSpan(line=0, label=Label.DATELINE, text=text)
    dateline = find_dateline(page("大会召开。", spans=(span,)), rules)
    assert dateline is not None
    assert (dateline.iso, dateline.place) == (iso, place)


def test_days_are_counted_from_the_dateline_not_from_publication(
    page: Page, rules: ExtractRules
) -> None:
    for dateline, body, iso in (
        ("本报石鼓11月12日讯（记者 林岳）", "今天，大会召开。", "2024-11-12"),
        ("本报石鼓11月12日电（记者 林岳）", "昨天下午，大会召开。", "2024-11-11"),
    ):
        span = InlineSpan(line=1, label=Label.DATELINE, text=dateline)
        found = event(page, rules, body, spans=(span,), metadata="2024-11-14 来源：云岭日报")
        assert found is not None
        assert found.iso == iso


def test_a_december_dateline_printed_in_january_is_of_last_year(
    page: Page, rules: ExtractRules
) -> None:
    span = InlineSpan(line=1, label=Label.DATELINE, text="本报石鼓12月31日讯")
    found = event(
        page, rules, "昨天，大会召开。", spans=(span,), metadata="2025-01-01 来源：云岭日报"
    )
    assert found is not None
    assert found.iso == "2024-12-30"


def test_a_flash_happened_on_the_day_of_its_dateline(page: Page, rules: ExtractRules) -> None:
    span = InlineSpan(line=1, label=Label.DATELINE, text="云岭财闻1月14日讯")
    found = event(
        page, rules, "远洲新材晚间公告。", spans=(span,), metadata="2026-01-14 20:15 云岭财闻"
    )
    assert found is not None
    assert (found.text, found.iso, found.basis) == ("1月14日", "2026-01-14", "dateline")


@pytest.mark.parametrize(
    ("body", "text", "iso"),
    [
        ("今（5）日，酒厂重新开张。", "今（5）日", "2025-10-05"),
        ("县议会昨（4）日三读通过条例。", "昨（4）日", "2025-10-04"),
        ("办学团体昨（4日）证实合并。", "昨（4日）", "2025-10-04"),
        ("镜片厂4日深夜起火，今天上午扑灭。", "4日深夜", "2025-10-04"),
        (
            "现将情况公示如下。\n甲，男。\n乙，女。\n公示时间：2025年9月30日至10月8日。",
            "2025年9月30日至10月8日",
            "2025-09-30",
        ),
        ("工务处将于本（10）月8日办理说明会。", "本（10）月8日", "2025-10-08"),
        ("台风预计12日登陆。", "12日", "2025-10-12"),
        ("灯会预计3日登场。", "3日", "2025-11-03"),
        ("灯会12月31日登场，今年移师海边。", "12月31日", "2025-12-31"),
        (
            "前天夜里到昨天上午，县城遇特大暴雨。昨天凌晨3时许，山体滑坡。",
            "昨天凌晨3时许",
            "2025-10-04",
        ),
        ("2021年3月，双方签约。日前，法院作出判决。", "日前", None),
    ],
)
def test_relative_and_noted_days_of_a_page_with_a_date(
    page: Page, rules: ExtractRules, body: str, text: str, iso: str | None
) -> None:
    found = event(page, rules, body, metadata="2025-10-05 16:40 来源：云岭民报")
    assert found is not None
    assert (found.text, found.iso) == (text, iso)


def test_a_day_with_its_year_is_not_held_against_a_dateline_without_one(
    page: Page, rules: ExtractRules
) -> None:
    span = InlineSpan(line=0, label=Label.DATELINE, text="本报石鼓7月13日讯")
    found = event(page, rules, "市法院开庭。\n2020年7月19日，林岳报案。", spans=(span,))
    assert found is not None
    assert (found.text, found.iso) == ("2020年7月19日", "2020-07-19")


def test_a_board_says_behind_its_pledge_when_it_met(page: Page, rules: ExtractRules) -> None:
    body = (
        "证券代码：301999 公告编号：2025-023\n董事会决议公告\n公司保证公告内容真实。\n一、会议召开情况\n"
        "会议通知于2025年4月7日发出，会议于2025年4月17日在公司召开。"
    )
    found = find_event_date(page(body), None, None, rules)
    assert found is not None
    assert found.iso == "2025-04-17"
