from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, InlineSpan, Label, Mention
from tasks.extract.passage import Passage
from tasks.extract.places import find_places, page_hints
from tasks.extract.times.dates import find_dateline

Find = Callable[..., tuple[Mention, ...]]
Page = Callable[..., CleanArticle]


@pytest.fixture
def places(passage: Callable[[str], Passage], rules: ExtractRules) -> Find:
    def find(text: str, hints: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
        return find_places(passage(text), frozenset(), hints, rules)

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("石鼓市委书记到云岭县青石镇柳树村调研。", ["石鼓市", "云岭县", "青石镇", "柳树村"]),
        ("云岭市位于四川，城市和农村都有超市。", ["云岭市", "四川"]),
        ("地震发生在沧北省乌岭县冷泉乡。", ["沧北省", "乌岭县", "冷泉乡"]),
        ("北川羌族自治县的代表介绍经验。", ["北川羌族自治县"]),
        ("洋洲市人民政府印发办法。", ["洋洲市"]),
        ("日本东京和韩国首尔的航班已恢复。", ["日本", "东京", "韩国", "首尔"]),
        ("下游的河东村、河西村和三道沟村全部转移。", ["河东村", "河西村", "三道沟村"]),
        ("圣卢西奥镇附近发生事故。", ["圣卢西奥镇"]),
    ],
)
def test_places_are_known_by_their_form_or_by_name(
    places: Find, text: str, names: list[str]
) -> None:
    found = places(text)
    assert [p.name for p in found] == names
    assert all(text[start:end] == p.name for p in found for start, end in p.spans)


@pytest.mark.parametrize(
    "text",
    [
        "全市各县要抓好山区和景区，常务副县长、代市长到场。",
        "超市旁的小区成了示范村，市场和区域经济向好。",
        "首条通村公路把乡镇连起来，老乡返乡创业。",
        "北京时间昨天，中国特色社会主义和中国共产党。",
        "他困在村里，和村民一起修路。",
        "进城区，出灾区，这是保护区和开发区。",
        "新建的管网很安宁，东南方向有雨。",
    ],
)
def test_words_that_look_like_places_are_none(places: Find, text: str) -> None:
    assert places(text) == ()


def test_a_short_name_counts_where_the_full_name_stands_too(places: Find) -> None:
    assert [p.name for p in places("砚岭市开会。会议说，砚岭要发展。")] == ["砚岭市", "砚岭"]


def test_places_that_stand_together_lie_within_each_other(places: Find) -> None:
    chains = {p.name: p.chain for p in places("沧北省乌岭县冷泉乡受灾。")}
    assert chains["冷泉乡"] == ("沧北省", "乌岭县", "冷泉乡")


def test_the_gazetteer_tells_the_chain_of_a_real_place(places: Find) -> None:
    chains = {p.name: p.chain for p in places("展会吸引了义乌市和成都市锦江区的企业。")}
    assert chains["义乌市"] == ("浙江省", "金华市", "义乌市")
    assert chains["锦江区"] == ("四川省", "成都市", "锦江区")


def test_of_several_places_with_one_name_the_text_must_tell_which(places: Find) -> None:
    assert places("鼓楼区开放公园。")[0].chain == ()
    told = {p.name: p.chain for p in places("南京市发布消息，鼓楼区开放公园。")}
    assert told["鼓楼区"] == ("江苏省", "南京市", "鼓楼区")


def test_the_page_hints_at_places_without_an_ending(
    page: Page, places: Find, rules: ExtractRules
) -> None:
    body = "砚杉气温骤降。"
    span = InlineSpan(line=0, label=Label.DATELINE, text="本报砚杉1月6日讯（记者 林岳）")
    article = page(body, spans=(span,), source_line="来源：砚杉市城市管理局")
    hints = page_hints(article, find_dateline(article, rules), None, rules)
    assert hints == {"砚杉"}
    assert [p.name for p in places(body, hints)] == ["砚杉"]
    assert places(body) == ()
