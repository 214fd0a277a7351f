from pathlib import Path

from benchmarks.peers.articles import Article, annotated_articles
from benchmarks.peers.asking import Asked
from benchmarks.peers.tools import Peer, Reply
from benchmarks.peers.web import Page, pages_of, rows


def test_every_article_of_ours_is_a_page_of_each_kind() -> None:
    articles = [article for article in annotated_articles() if article.group == "h"][:2]
    real = Article("real", "real", {}, b"", ())
    pages = pages_of([*articles, real])
    assert [page.kind for page in pages] == ["modern", "modern", "old", "old", "account", "account"]
    assert all(page.body and page.others and not page.body & page.others for page in pages)


def test_a_line_is_kept_when_the_whole_of_it_is_in_the_output() -> None:
    page = Page(
        "modern", "<p>", frozenset({"今天开会了。", "明天放假了。"}), frozenset({"关于我们"})
    )
    outputs = ["今天 开会了。\n明天放", "今天开会了。明天放假了。关于我们", None]
    asked = Asked(
        [
            (_peer(name), Reply("1", [out], [], 0.0))
            for name, out in zip("abc", outputs, strict=True)
        ],
        [],
    )
    figures = {row[0]: row[1] for row in rows([page], asked)}
    assert (figures["a 1"], figures["b 1"], figures["c 1"]) == (".667", ".800", ".000")


def _peer(name: str) -> Peer:
    return Peer(name, name, "", lambda: str, takes_html=True)


def test_the_page_has_a_place_for_the_table() -> None:
    page = Path(__file__).parents[3] / "docs" / "quality.md"
    assert "<!-- web:begin -->" in page.read_text()
