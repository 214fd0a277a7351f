"""Links and stated titles as evidence for the labels of lines."""

from tasks.boilerplate import strip_boilerplate
from tasks.document import CleanArticle, Label, RawArticle
from tasks.normalize import normalize
from tests.rules import RULES

STORY = "3月11日，望溪县召开春季造林现场会，全市今年计划造林12万亩，目前已完成7.5万亩。"


def cleaned(body: str, head: str = "") -> CleanArticle:
    content = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return strip_boilerplate(normalize(RawArticle(key="a", content=content), RULES), RULES)


def test_a_line_of_links_is_a_menu_or_a_list_of_articles() -> None:
    body = f"<a>工作动态</a><p>{STORY}</p><p><a>山里来了放映队，村民搬着板凳看电影</a></p>"
    assert cleaned(body).labels == (Label.NAV, Label.BODY, Label.RECOMMENDED_LINKS)


def test_a_menu_whose_words_look_like_names_is_a_menu() -> None:
    body = f"<a>要闻</a> | <a>民生</a> | <a>高峰</a> | <a>平安</a><p>{STORY}</p>"
    assert cleaned(body).labels == (Label.NAV, Label.BODY)


def test_a_sentence_with_a_link_in_it_is_still_the_article_s() -> None:
    assert cleaned(f"<p>{STORY}详见<a>公告</a>。</p>").labels == (Label.BODY,)


def test_the_stated_title_is_the_title_though_another_line_looks_like_one() -> None:
    head = "<title>造林现场会举行_望溪网</title>"
    body = f"<p>推进绿色发展 建设美丽望溪</p><h1>造林现场会举行</h1><p>{STORY}</p>"
    assert cleaned(body, head).labels[1] is Label.TITLE


def test_a_linked_copy_of_the_title_is_not_taken_for_it() -> None:
    head = "<title>造林现场会举行_望溪网</title>"
    body = f"<li><a>造林现场会举行</a></li><h1>造林现场会举行</h1><p>{STORY}</p>"
    assert cleaned(body, head).labels[1:] == (Label.TITLE, Label.BODY)
