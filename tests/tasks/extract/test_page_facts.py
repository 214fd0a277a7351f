from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, InlineSpan, Label, Role
from tasks.extract.page.credits import as_people, find_credits, find_helpers
from tasks.extract.page.outlets import find_imprint
from tasks.extract.page.title import find_title

Page = Callable[..., CleanArticle]


def test_the_title_line_is_the_title(page: Page) -> None:
    assert find_title(page(nav="首页", title=" 云岭大桥通车 ")) == "云岭大桥通车"


def test_the_original_title_stands_in_and_nothing_is_invented(page: Page) -> None:
    assert find_title(page(metadata="原标题：聚焦 | 云岭：桥通了")) == "聚焦 | 云岭：桥通了"
    assert find_title(page("云岭大桥今天通车。")) is None


@pytest.mark.parametrize(
    ("label", "text", "names"),
    [
        ("byline", "记者 林岳 报道", (["林岳"], [])),
        ("byline", "〔记者简若庭／台南专题报导〕", (["简若庭"], [])),
        ("byline", "文、图：本报特约记者 钟若乔（云岭专访）", (["钟若乔"], [])),
        ("byline", "○ 闵若白", (["闵若白"], [])),
        ("byline", "（林岳 文清清）", (["林岳", "文清清"], [])),
        ("metadata", "2024-02-19 来源：云岭周刊 作者：司空见", (["司空见"], [])),
        ("byline", "（作者系自由撰稿人，曾任县报校对）", ([], [])),
        ("metadata", "2021年06月11日 来源：云岭网 编辑：祝若欢", ([], ["祝若欢"])),
        ("editor_line", "编辑：阮小满 审核：应有成 签发：舒若展", ([], ["阮小满"])),
        ("editor_line", "投稿选登 编辑：晏若", ([], ["晏若"])),
        ("editor_line", "责任编辑：林 岳", ([], ["林岳"])),
        ("metadata", "来源：市政府办公室 浏览次数：1987", ([], [])),
        ("byline", "□ 尚书礼", (["尚书礼"], [])),
        ("byline", "本站记者 高歌 发自汐城", (["高歌"], [])),
        ("byline", "（中央社记者黄若琳台北10日电）", (["黄若琳"], [])),
        ("dateline", "云岭晨讯2月9日电（记者 季文舟）", (["季文舟"], [])),
        ("dateline", "（南屿社记者黄若琳石鼓县26日电）", (["黄若琳"], [])),
        ("metadata", "韩若琪 2025-09-20 21:06 云岭观察 原创", (["韩若琪"], [])),
        ("metadata", "金融界 2025-09-20 21:06", ([], [])),
        ("metadata", "华商报 2025-09-20 21:06", ([], [])),
        ("editor_line", "撰文｜南枝 摄影｜鹿鸣 编辑｜汤圆 设计｜阿茶", (["南枝"], ["汤圆"])),
        ("editor_line", "责任编辑：许蔓_NJ5530", ([], ["许蔓"])),
        ("metadata", "原创 苏禾 云岭前哨 2025-09-16 20:10 云岭", (["苏禾"], [])),
        ("metadata", "原创：苏禾 云岭前哨 昨天", (["苏禾"], [])),
        ("metadata", "原创 云岭前哨 2025-09-16 20:10", ([], [])),
        ("metadata", "原创 小编 云岭发布 2025-09-16", ([], [])),
        ("metadata", "原创 云岭 云岭前哨 2025-09-16", ([], [])),
        ("editor_line", "［编辑：苏禾］", ([], ["苏禾"])),
        ("editor_line", "微信编辑：苏禾", ([], ["苏禾"])),
        ("byline", "（医务科 苏禾）", (["苏禾"], [])),
        ("byline", "（云岭县融媒体中心 苏禾 林岳）", (["苏禾", "林岳"], [])),
        ("byline", "（记者苏禾／纽约报导）", (["苏禾"], [])),
        ("metadata", "云岭文旅 2023-10-01 17:45 文、图｜尹若鹤", (["尹若鹤"], [])),
        ("byline", "图/文：林岳", (["林岳"], [])),
        ("byline", "图文：林岳 祝若欢", (["林岳", "祝若欢"], [])),
        ("editor_line", "[责任编辑：柏若青] [网站纠错]", ([], ["柏若青"])),
        ("editor_line", "责任编辑：柏若青 纠错", ([], ["柏若青"])),
        ("share", "喜欢作者 赞赏 28人已赞赏", ([], [])),
        ("editor_line", "编辑 瞿若麦 见习编辑 尤小佳", ([], ["瞿若麦", "尤小佳"])),
        ("metadata", "竹海钓叟 发表于 2024-6-3 | 只看该作者 | 倒序浏览", ([], [])),
    ],
)
def test_credits_are_names_only(
    page: Page,
    rules: ExtractRules,
    label: str,
    text: str,
    names: tuple[list[str], list[str]],
) -> None:
    found = find_credits(page(**{label: text}), rules)
    assert [c.name for c in found if c.role is Role.AUTHOR] == names[0]
    assert [c.name for c in found if c.role is Role.EDITOR] == names[1]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "编辑：高婧文 二审：乔若青 三审：龙伯岩",
            [("乔若青", "二审", Role.EDITOR), ("龙伯岩", "三审", Role.EDITOR)],
        ),
        (
            "监制丨白小帆 总监制丨文若山",
            [("白小帆", "监制", Role.EDITOR), ("文若山", "总监制", Role.EDITOR)],
        ),
        ("责编 聂小满 | 责任校对 苗若欣", [("苗若欣", "责任校对", Role.EDITOR)]),
        ("编辑｜卜若语 值班编委｜温小故", [("温小故", "值班编委", Role.EDITOR)]),
        ("记者：高粱 易明 摄影：石小磊", [("石小磊", "摄影", Role.AUTHOR)]),
        ("审核：齐若乐 复核：办公室", [("齐若乐", "审核", Role.EDITOR)]),
        ("编辑：林岳 审核：林岳 图片：网络", []),
        ("值班总编：罗若成 监制：罗若成", [("罗若成", "值班总编", Role.EDITOR)]),
    ],
)
def test_who_checked_and_who_took_the_pictures_are_people_of_the_page(
    page: Page, rules: ExtractRules, text: str, people: list[tuple[str, str, Role]]
) -> None:
    found = find_helpers(page(editor_line=text), rules)
    assert [(c.name, c.cue, c.role) for c in found] == people


def test_the_post_of_an_editor_is_whole(page: Page, rules: ExtractRules) -> None:
    lines = page(editor_line="责任编辑：时若雨 值班主编：葛小天")
    assert [c.cue for c in find_credits(lines, rules)] == ["责任编辑", "值班主编"]


def test_whose_the_pictures_are_is_no_post(page: Page, rules: ExtractRules) -> None:
    (author,) = as_people(find_credits(page(byline="文、图｜尹若鹤"), rules))
    assert author.titles == ()


def test_of_two_credits_of_one_name_the_one_that_says_what_they_did_is_kept(
    page: Page, rules: ExtractRules
) -> None:
    lines = page(metadata="原创 苏禾 云岭前哨 2025-09-16 20:10", byline="撰文｜苏禾")
    assert [(c.name, c.cue) for c in find_credits(lines, rules)] == [("苏禾", "撰文")]


def test_the_byline_of_a_dateline_is_read(page: Page, rules: ExtractRules) -> None:
    span = InlineSpan(line=0, label=Label.DATELINE, text="云岭网6月11日电 （邹若杨 余坤川）")
    assert [c.name for c in find_credits(page("正文。", spans=(span,)), rules)] == [
        "邹若杨",
        "余坤川",
    ]


def test_a_medium_as_source_is_the_outlet(page: Page, rules: ExtractRules) -> None:
    imprint = find_imprint(page(metadata="2022-08-19 来源：云岭日报 作者：林岳"), rules)
    assert (imprint.outlet, imprint.contributor) == ("云岭日报", None)


def test_an_authority_as_source_is_the_contributor(page: Page, rules: ExtractRules) -> None:
    imprint = find_imprint(page(source_line="来源：云岭市生态环境局"), rules)
    assert (imprint.outlet, imprint.contributor) == (None, "云岭市生态环境局")


def test_a_reader_who_sent_a_film_is_no_outlet(page: Page, rules: ExtractRules) -> None:
    lines = page(nav="云岭新闻 推荐 热点", source_line="来源：网友", share="云岭新闻 分享")
    assert find_imprint(lines, rules).outlet == "云岭新闻"


def test_the_dateline_names_the_outlet(page: Page, rules: ExtractRules) -> None:
    span = InlineSpan(line=0, label=Label.DATELINE, text="云岭新闻网3月21日讯（通讯员 林岳）")
    assert find_imprint(page("正文。", spans=(span,)), rules).outlet == "云岭新闻网"


def test_a_notice_tells_owner_and_republisher(page: Page, rules: ExtractRules) -> None:
    notice = "原网页由乡音集聚合转码，版权归原作者及来源方石鼓晨报所有，仅为便于阅读。"
    imprint = find_imprint(page(copyright=notice), rules)
    assert (imprint.outlet, imprint.republisher) == ("石鼓晨报", "乡音集")
