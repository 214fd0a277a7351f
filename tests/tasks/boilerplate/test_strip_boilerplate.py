"""What holds for every page, and the hard cases by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.boilerplate import strip_boilerplate
from tasks.document import Label, RawArticle
from tasks.errors import EmptyArticle
from tasks.normalize import normalize
from tests.rules import RULES
from tests.tasks.boilerplate.making import STORY, stripped

PIECES = st.lists(
    st.one_of(
        st.text(
            alphabet="望溪县水务局今天宣布，。：；！？（）“”【】 0123456789-/|◆编辑来源责",
            max_size=60,
        ),
        st.sampled_from(["", "相关阅读", "来源：望溪在线", "责任编辑：祝晚", *STORY.split("\n")]),
    ),
    max_size=12,
)


@given(PIECES)
def test_every_line_has_a_label_and_every_character_of_a_body_line_is_accounted_for_once(
    pieces: list[str],
) -> None:
    text = "\n".join([*pieces, STORY])
    try:
        clean = stripped(text)
    except EmptyArticle:
        return

    lines = text.split("\n")
    assert len(clean.labels) == len(lines)
    assert clean.body.text == "\n".join(clean.body.paragraphs)
    bodies = [n for n, label in enumerate(clean.labels) if label == "body"]
    assert {span.line for span in clean.inline_spans} <= set(bodies)
    for number, paragraph in zip(bodies, clean.body.paragraphs, strict=True):
        before, _, after = lines[number].partition(paragraph)
        spans = [span.text for span in clean.inline_spans if span.line == number]
        kept = sorted("".join([*spans, paragraph]).replace(" ", ""))
        assert paragraph
        assert sorted(between(before + after, spans) + "".join(kept)) == sorted(
            lines[number].replace(" ", "")
        )


def between(removed: str, spans: list[str]) -> str:
    """What was removed from a line besides its spans: only marks that join them to the body."""
    for span in spans:
        assert span in removed
        removed = removed.replace(span, "", 1)
    rest = removed.replace(" ", "")
    assert set(rest) <= set("，：:丨｜|。—")
    return rest


@given(PIECES)
def test_every_paragraph_is_a_slice_of_the_normalized_text(pieces: list[str]) -> None:
    text = "\n".join([*pieces, STORY])
    try:
        body = stripped(text).body
    except EmptyArticle:
        return
    ends = [start + len(part) for start, part in zip(body.starts, body.paragraphs, strict=True)]
    assert [text[a:b] for a, b in zip(body.starts, ends, strict=True)] == list(body.paragraphs)
    assert all(end < start for end, start in zip(ends, body.starts[1:], strict=False))


@given(PIECES, st.sampled_from(["\r\n", "\r"]))
def test_labels_do_not_depend_on_line_endings(pieces: list[str], ending: str) -> None:
    lines = [*pieces, *STORY.split("\n")]
    assert labels_of_bytes(ending.join(lines)) == labels_of_bytes("\n".join(lines))


def labels_of_bytes(text: str) -> tuple[Label, ...]:
    raw = RawArticle(key="page.txt", content=text.encode())
    try:
        return strip_boilerplate(normalize(raw, RULES), RULES).labels
    except EmptyArticle:
        return ()


@given(PIECES)
def test_the_same_page_always_gives_the_same_labels(pieces: list[str]) -> None:
    text = "\n".join([*pieces, STORY])
    outcomes = []
    for _ in range(2):
        try:
            outcomes.append(stripped(text).labels)
        except EmptyArticle:
            outcomes.append(())
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize(
    "text",
    [
        "首页 > 新闻 > 正文\n版权所有：望溪在线 ICP备00000000号",
        "相关阅读\n- 望溪县今年新增公交线路三条2024-01-02\n- 望溪图书馆周末延长开放2024-01-01",
        "分享到：\n\n来源：望溪在线\n责任编辑：祝晚",
    ],
)
def test_a_page_of_nothing_but_boilerplate_fails_honestly(text: str) -> None:
    with pytest.raises(EmptyArticle, match="only boilerplate"):
        stripped(text)


def test_a_flash_of_one_line_is_body_though_it_has_no_full_stop() -> None:
    assert stripped("望溪水厂今早恢复供水").body.text == "望溪水厂今早恢复供水"


def test_bullets_speakers_and_section_heads_stay_body() -> None:
    text = "\n".join(
        [STORY, "他强调——", "◆要加快剩余管网改造，年底前完工。", "■ 水价不变", "他强调——", STORY]
    )
    assert stripped(text).body.text == text
    assert set(stripped(text).labels) == {Label.BODY}


def test_a_caption_under_two_pictures_is_no_body() -> None:
    clean = stripped(STORY + "\n施工中的新管道\n施工中的新管道\n" + STORY)
    assert clean.labels[2:4] == (Label.CAPTION, Label.CAPTION)


def test_headlines_behind_the_last_paragraph_are_links_though_no_head_says_so() -> None:
    links = "望溪图书馆周末延长开放到晚上九点\n三条公交线路下周调整走向"
    clean = stripped(STORY + "\n" + links)
    assert clean.labels[2:] == (Label.RECOMMENDED_LINKS, Label.RECOMMENDED_LINKS)


def test_a_glued_list_of_blurbs_dates_and_headlines_is_links() -> None:
    glued = (
        "望溪夜市开街 客流破万\n"
        "华灯初上，河边的烟火气又回来了……（3871）人阅读时间：2025-06-11老街理发店还开着\n"
        "一把推子用了三十年……（642）人阅读时间：2025-06-10"
    )
    clean = stripped(STORY + "\n版权声明：\n本网转载内容版权归原作者所有。\n" + glued)
    assert set(clean.labels[4:]) == {Label.RECOMMENDED_LINKS}
    assert clean.body.text == STORY


def test_a_list_that_the_article_announces_is_its_own_though_it_looks_like_page_facts() -> None:
    text = STORY + "\n如需帮助，请联系：\n电话：0000-5550\n邮箱：water@wx.example\n" + STORY
    assert stripped(text).body.text == text


def test_a_row_of_buttons_in_the_middle_of_an_article_does_not_end_it() -> None:
    for button in ("登录 注册", "留言", "19:15 登陆！"):
        assert stripped(f"{STORY}\n{button}\n{STORY}").body.text.endswith(STORY)


def test_a_table_behind_the_last_sentence_is_body_and_a_numbered_list_of_links_is_not() -> None:
    table = "决赛前三名\n1. 望溪队 21分\n2. 云麓队 18分\n3. 柳湾队 15分"
    links = "热门排行\n1 望溪夜市周末开街\n2 河堤步道下月通车"
    clean = stripped(f"{STORY}\n{table}\n责编：祝晚\n{links}")
    assert clean.body.text == f"{STORY}\n{table}"
    assert set(clean.labels[-3:]) == {Label.RECOMMENDED_LINKS}


def test_a_link_to_a_film_neither_ends_an_article_nor_makes_links_of_its_subheads() -> None:
    film = "【视频】一分钟看懂供水改造 ▶\n二、老街里的四十天"
    clean = stripped(f"{STORY}\n{film}\n{STORY}")
    assert clean.body.text == f"{STORY}\n二、老街里的四十天\n{STORY}"


def test_who_took_the_pictures_below_who_wrote_it_is_credited_as_they_are() -> None:
    clean = stripped(f"{STORY}\n文 | 祝晚\n图 | 何满\n编辑 | 林岳")
    assert clean.labels[-3:] == (Label.BYLINE, Label.BYLINE, Label.EDITOR_LINE)


def test_a_call_to_all_citizens_among_links_is_no_comment() -> None:
    links = "你可能还想看\n@望溪市民：这份停水通知请收好\n夜查九天，三家水站被罚"
    clean = stripped(f"{STORY}\n编辑：祝晚\n{links}")
    assert set(clean.labels[-3:]) == {Label.RECOMMENDED_LINKS}


def test_a_headline_below_the_site_and_its_day_is_the_title() -> None:
    head = "望溪电台网站\n2024-03-05 08:12\n供水改造完工 三万居民用上新水\n分享至 Facebook WhatsApp"
    labels = stripped(f"{head}\n{STORY}").labels
    assert labels[:4] == (Label.NAV, Label.METADATA, Label.TITLE, Label.SHARE)


def test_who_runs_a_site_stands_at_the_foot_of_its_page() -> None:
    for foot in (
        "主办：望溪县人民政府办公室 承办：望溪县大数据中心",
        "主办：望溪县水务局 地址：望溪县江滨路1号",
    ):
        assert stripped(f"{STORY}\n责编：祝晚\n{foot}").labels[-1] is Label.COPYRIGHT


def test_the_name_of_an_account_below_a_title_is_a_fact_and_a_subtitle_is_none() -> None:
    title = "望溪供水改造完工 三万居民用上新水"
    for below, label in (("望溪发布", Label.METADATA), ("漏损率从两成降到一成", Label.TITLE)):
        text = f"{title}\n{below}\n2024-03-05 08:12\n{STORY}"
        assert stripped(text).labels[:3] == (Label.TITLE, label, Label.METADATA)


def test_the_headline_below_an_electronic_newspaper_s_name_day_and_page_is_the_title() -> None:
    head = "望溪晚报数字报\n2024年03月05日 星期二\nA05版 民生\n供水改造完工\n■本报记者 祝晚"
    assert stripped(f"{head}\n{STORY}").labels[3] is Label.TITLE
