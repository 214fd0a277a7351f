"""What holds for every page, and the hard cases by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.document import Label
from tasks.errors import EmptyArticle
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
def test_every_line_has_a_label_and_the_body_invents_nothing(pieces: list[str]) -> None:
    text = "\n".join([*pieces, STORY])
    try:
        clean = stripped(text)
    except EmptyArticle:
        return

    lines = text.split("\n")
    assert len(clean.labels) == len(lines)
    assert clean.body.text == "\n".join(clean.body.paragraphs)
    bodies = [line for line, label in zip(lines, clean.labels, strict=True) if label == "body"]
    assert len(bodies) == len(clean.body.paragraphs)
    for line, paragraph in zip(bodies, clean.body.paragraphs, strict=True):
        assert paragraph
        assert paragraph in line
    for span in clean.inline_spans:
        assert span.text in lines[span.line]


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


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", ["望", "，", "（", "。（", "来源：", "“", "2024-01-02 ", "记者 ", "_a"]
)
def test_a_very_long_line_takes_no_more_than_linear_time(unit: str) -> None:
    stripped(STORY + "\n" + unit * 30_000)
