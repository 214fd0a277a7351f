"""What single lines are, by themselves and at either end of a page."""

import pytest

from tasks.boilerplate.guess import CERTAIN
from tasks.boilerplate.lines import judge_lines
from tasks.boilerplate.shape import fold
from tasks.document import Label
from tests.rules import RULES
from tests.tasks.boilerplate.making import STORY, stripped


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("首页 > 新闻 > 正文", "nav"),
        ("当前位置：首页 > 通知公告", "nav"),
        ("返回望溪网，查看更多", "nav"),
        ("分享到：微信 微博 QQ空间", "share"),
        ("字号：大 中 小", "share"),
        ("【打印】【关闭】", "share"),
        ("点击上方蓝字关注“望溪发布”", "share"),
        ("2024-01-05 12:00 望溪日报", "metadata"),
        ("发布时间：2024-01-05 浏览次数：12", "metadata"),
        ("（原标题：望溪供水改造完工）", "metadata"),
        ("阅读 1万+", "metadata"),
        ("作者：何小满", "byline"),
        ("（本报记者 何小满 摄影报道）", "byline"),
        ("记者丨何小满", "byline"),
        ("望溪社记者方晓、何满", "byline"),
        ("来源：望溪日报", "source_line"),
        ("（据望溪发布）", "source_line"),
        ("供稿：望溪县水务局", "source_line"),
        ("责编：祝晚丨审核：应天丨监审：舒展", "editor_line"),
        ("溪和责任编辑：祝晚", "editor_line"),
        ("【编辑:祝晚】", "editor_line"),
        ("能源与环境编辑：祝晚", "editor_line"),
        ("版权所有 ©2020 望溪网", "copyright"),
        ("本文仅代表作者个人观点，不代表本网立场。", "copyright"),
        ("投资有风险，决策需谨慎", "copyright"),
        ("侵删", "copyright"),
        ("相关阅读：", "recommended_links"),
        ("上一篇：望溪图书馆周末延长开放", "recommended_links"),
        ("- 望溪图书馆周末延长开放到九点2024-01-05", "recommended_links"),
        ("我来说两句 0条评论 登录 | 注册", "comment_form"),
        ("所有评论仅代表网友意见，与本站立场无关", "comment_form"),
        ("新闻热线：0000-1234567", "contact"),
        ("投稿邮箱：tips@wx.example", "contact"),
        ("图为改造后的泵房。", "caption"),
        ("施工现场。何小满 摄", "caption"),
        ("打开望溪新闻APP，阅读体验更流畅", "advert"),
        ("望溪日报 数字报 2024年1月5日 星期五 往期回顾 返回目录", "metadata"),
        ("第03版：民生 上一版 下一版", "nav"),
        ("收听本期节目，全文约3分20秒", "share"),
        ("写得真好，点个在看吧", "share"),
        ("Copyright © 望溪体育 All Rights Reserved", "copyright"),
        ("相关：望溪二期管网开工", "recommended_links"),
        ("望溪生活APP上线水费代扣，首月立减5元 >>", "advert"),
        ("【活动】望溪读书会周末开讲，点击报名 >>", "advert"),
        ("望溪新闻网 2024年1月5日 星期五 农历冬月廿四", "metadata"),
        ("望溪周刊 2024年1月5日 第20期 人物", "metadata"),
        ("望溪日报社主办 2024年1月5日 星期五 癸卯年冬月廿四 第8123期 今日8版", "metadata"),
        ("望溪前哨 2024年01月05日 发布于望溪", "metadata"),
        ("原创：何禾 望溪前哨 昨天", "metadata"),
        ("访问总量：1048276", "metadata"),
        ("点阅 312 次", "metadata"),
        ("■ 望溪日报社 出品", "source_line"),
        ("（望溪县融媒体中心 何小满 谈柳）", "byline"),
        ("海报：何小满", "editor_line"),
        ("医院地址：望溪市人民路2号", "contact"),
        ("（完）", "end_mark"),
        ("— END —", "end_mark"),
        ("", "blank"),
    ],
)
def test_a_line_is_told_by_itself(line: str, label: str) -> None:
    (guess,) = judge_lines(RULES.boilerplate.phrases.read([fold(line).strip()]), RULES.boilerplate)
    assert (guess.label, guess.confidence) == (label, CERTAIN)


@pytest.mark.parametrize(
    "line",
    [
        "记者：您为什么选择回到县里？",
        "市民可拨打水务热线12345反映问题，工作人员会在当天回复并上门查看。",
        "法院认为，“版权归原作者所有”的声明不能免除平台未经许可转载的责任。",
        "编辑这本县志花了他十一年，校对又花了两年。",
        "图书馆的评论区留言已经超过两千条，读者最关心开放时间。",
        "来源不明的水样被送到省里检测，结果下周公布。",
        "一、停水范围",
        "他强调——",
        "1. 何小棠 57.02秒",
        "2020年3月1日 全县五年规划正式发布",
    ],
)
def test_words_of_boilerplate_do_not_make_a_sentence_boilerplate(line: str) -> None:
    assert stripped(f"{STORY}\n{line}\n{STORY}").labels[2] == "body"


@pytest.mark.parametrize(
    ("head", "labels"),
    [
        ("望溪供水改造完工\n——三万居民用上新水\n何小满", ["title", "title", "byline"]),
        ("专题 | 民生\n望溪供水改造完工", ["nav", "title"]),
        ("望溪网站\n望溪供水改造完工\n2024-01-05 08:12", ["nav", "title", "metadata"]),
        ("供水改造：怎么改？谁受益？\n来源：望溪日报", ["title", "source_line"]),
        ("2024-01-05 08:12\n望溪供水改造完工", ["metadata", "title"]),
        (
            "望溪供水改造完工_望溪网\n望溪供水改造完工\n来源：望溪日报",
            ["nav", "title", "source_line"],
        ),
        ("问：水价会涨吗？\n答：不涨。", ["body", "body"]),
        ("望溪晚报 体育\n望溪一中夺冠\n2024-01-05 08:12", ["nav", "title", "metadata"]),
        (
            "望溪公安 警务要闻\n望溪警方破获一起诈骗案\n2024-01-05 08:12",
            ["nav", "title", "metadata"],
        ),
        ("平安望溪 警方提示\n网购退款别点链接\n2024-01-05 08:12", ["nav", "title", "metadata"]),
        ("望溪日报 A03 要闻\n望溪供水改造完工\n本报记者 何小满", ["nav", "title", "byline"]),
        ("望溪电视台·新闻联播\n望溪供水改造完工\n2024-01-05 08:12", ["nav", "title", "metadata"]),
        ("望溪县人民政府 | 政务动态\n望溪供水改造完工\n2024-01-05", ["nav", "title", "metadata"]),
        ("望溪体育 > 足球\n望溪队逆转夺冠\n2024-01-05 22:40", ["nav", "title", "metadata"]),
        (
            "望溪晚报\n2024年1月5日 星期五\nA5版 民生\n望溪供水改造完工\n本报记者 何小满",
            ["nav", "metadata", "metadata", "title", "byline"],
        ),
        (
            "望溪日报 2024年1月5日 星期五 要闻 03\n望溪供水改造完工\n三万居民用上新水\n本报记者 何小满",
            ["metadata", "title", "title", "byline"],
        ),
        (
            "望溪供水改造完工\n望溪周刊 2024年1月5日 第20期 人物\n文丨何小满",
            ["title", "metadata", "byline"],
        ),
        ("望溪供水改造完工\n望溪前哨 昨天 19:20", ["title", "metadata"]),
        # headlines that name a site or an account, too
        ("望溪公安 守护平安\n护送三名考生赶考\n2024-01-05 08:12", ["title", "title", "metadata"]),
        ("望溪融媒 要闻\n2024-01-05 08:12", ["title", "metadata"]),
        ("望溪日报 创刊五十周年\n2024-01-05 08:12", ["title", "metadata"]),
        ("望溪织密防汛网\n2024-01-05 08:12\n群众住得更安心了", ["title", "metadata", "body"]),
        ("健康望溪 微信公众号上线\n首日关注人数破万\n2024-01-05", ["title", "title", "metadata"]),
    ],
)
def test_the_head_of_a_page(head: str, labels: list[str]) -> None:
    assert list(stripped(f"{head}\n{STORY}").labels) == [*labels, "body", "body"]


PARAGRAPH = STORY.replace("\n", "")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("谈柳在东区泵房了解供水情况", "caption"),
        ("施工人员正在更换管道。", "caption"),
        ("村民们在水厂参观", "caption"),
        ("东区泵房里的一天", "body"),  # a subhead
        ("案件正在进一步办理。", "body"),
        ("他没有回答。", "body"),
    ],
)
def test_a_short_line_between_paragraphs_that_tells_who_does_what_where_is_a_caption(
    line: str, label: str
) -> None:
    assert stripped(f"{PARAGRAPH}\n{line}\n{PARAGRAPH}").labels[1] == label


def test_among_subheads_and_short_sentences_nothing_is_taken_for_a_caption() -> None:
    for line, other in (
        ("村民在家门口参观水厂", "水从哪里流来"),
        ("工人正在更换管道。", "他没有回答。"),
    ):
        page = f"{PARAGRAPH}\n{line}\n{PARAGRAPH}\n{other}\n{PARAGRAPH}"
        assert set(stripped(page).labels) == {"body"}


def test_what_a_reader_said_when_is_no_dated_headline() -> None:
    tail = "网友评论\n山里的风：看哭了，向建设者致敬！ 甘肃 2小时前\n泷州人：也去看过，水很清。 昨天 08:12\n某地新建三座水厂 2小时前"
    assert stripped(f"{STORY}\n{tail}").labels[-4:] == (
        "comment_form",
        "comment_form",
        "comment_form",
        "recommended_links",
    )


def test_what_readers_answered_below_a_dated_post_is_no_body() -> None:
    answers = "桥头阿伯 发表于 2023-05-06 11:40\n水是清了，可是晚上还有点黄。\n东门小林 回复于 2023-05-07 08:02\n支持一下。"
    post = f"供水管网改造完工\n望溪论坛 2023-05-06 09:12\n{STORY}\n"
    assert stripped(post + answers).body.text == STORY
    undated = f"供水管网改造完工\n{STORY}\n林小禾 发表于 2023-05-06 11:40\n"
    assert Label.COMMENT_FORM not in stripped(undated).labels


def test_a_line_that_counts_downloads_is_no_advert() -> None:
    line = "2023年6月 “望溪客户端”上线，下载量超过12万次。"
    assert line in stripped(f"大事记\n2024-03-12 10:00 望溪发布\n{STORY}\n{line}").body.text


def test_the_name_of_the_medium_above_its_credits_is_no_body() -> None:
    page = f"{STORY}\n望溪广播电视台全媒体新闻中心\n记者：何小满 摄像：谈柳"
    assert stripped(page).labels[2:] == ("source_line", "byline")
    assert stripped(f"{STORY}\n望溪县水务局").labels[2:] == ("body",)
