"""The report: what it counts, what it escapes, and that it stands alone."""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from opencc import OpenCC

from tasks.errors import ArticleError
from tests.stories import body, failed, laid_out, printed
from workers.errors import NotInstalled
from workers.outcomes import Collection, outcomes
from workers.report import write_report
from workers.report.page import ERRORS
from workers.report.plots import clipped, every_time

ATTACK = "</svg></style><script>document.title='taken'</script>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = body("c01")
    return laid_out(
        tmp_path / "语料",
        printed("甲/a.txt", text, "澄江日报", "2024-03-11 09:00"),
        printed("乙/b.txt", text, "霁川晚报", "2024-03-12 09:00"),
        printed("乙/c.txt", body("c02"), "霁川晚报", "2024-03-14 09:00"),
        printed("丙/d.txt", OpenCC("s2t").convert(body("d01")), day=None),
        failed("丁/e.txt"),
        failed("丁/f.txt"),
    )


def written(folder: Path, name: str = "report.html", pages: str | None = None) -> Path:
    collection = Collection(folder, None)
    file = folder.parent / name
    write_report(outcomes(collection), collection, file, pages)
    return file


def tree(file: Path) -> html.HtmlElement:
    return html.document_fromstring(file.read_bytes())


def section(page: html.HtmlElement, heading: str) -> str:
    (found,) = page.xpath(f'//section[@aria-labelledby="{heading}"]')
    return re.sub(r"\s+", " ", found.text_content())


def test_the_report_counts_what_is_there(folder: Path) -> None:
    page = tree(written(folder))
    totals = {
        group.findtext("dt"): group.findtext("dd")
        for group in page.xpath('//dl[@class="totals"]/div')
    }
    assert totals["文章"] == "4"
    assert totals["转载的稿件"] == "1"
    assert totals["转载"] == "1"
    assert totals["失败"] == "2"
    assert page.findtext(".//h1") == "语料"
    times = {row.findtext("th"): row.findtext("td") for row in page.xpath("//details//tbody/tr")}
    assert times == {"2024-03-11": "1", "2024-03-12": "1", "2024-03-14": "1"}
    assert "1 篇没有写明发布日期" in section(page, "volume")
    assert "没有文字" in section(page, "failures")
    assert "丁/e.txt" in section(page, "failures")
    assert "华安邦" in section(page, "people")
    assert "繁体" in section(page, "damage")


def test_a_group_of_reprints_leads_to_the_pages_of_its_articles(folder: Path) -> None:
    file = written(folder)
    page = tree(file)
    (group,) = page.xpath('//ol[@class="groups"]/li')
    assert "澄江日报" in group.find("p").text_content()
    assert "霁川晚报" in group.find("ul").text_content()
    links = group.xpath(".//a/@href")
    assert len(links) == 2
    for link in page.xpath("//main//a/@href"):
        linked = html.document_fromstring((file.parent / unquote(link)).read_bytes())
        assert linked.xpath('//div[@class="text"]')


def test_links_may_lead_to_pages_that_the_service_wrote(folder: Path) -> None:
    page = tree(written(folder, "linked.html", "https://news.example/results/"))
    assert "https://news.example/results/%E7%94%B2/a.txt.html" in page.xpath("//main//a/@href")
    assert not (folder.parent / "linked-pages").exists()


def test_the_same_results_give_the_same_page(folder: Path) -> None:
    first = written(folder).read_bytes()
    assert written(folder).read_bytes() == first


def test_the_page_fetches_and_runs_nothing(folder: Path) -> None:
    page = tree(written(folder))
    assert not page.xpath("//script | //link | //img | //iframe | //object | //@onclick | //@src")
    text = written(folder).read_text("utf-8")
    assert not re.search(r"@import|url\(", text)
    policy = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy[0].startswith("default-src 'none'")


def test_hostile_names_are_text(tmp_path: Path) -> None:
    result = printed("a.txt", body("c01"))
    attacked = {
        "title": ATTACK,
        "outlet": ATTACK,
        "people": tuple(p.model_copy(update={"name": ATTACK}) for p in result.people),
    }
    other = result.model_copy(
        update=attacked | {"source": result.source.model_copy(update={"key": "b.txt"})}
    )
    folder = laid_out(tmp_path / "r", result.model_copy(update=attacked), other)
    page = tree(written(folder))
    assert not page.xpath("//script")
    assert ATTACK in section(page, "volume")


def test_a_report_over_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    page = tree(written(tmp_path / "r"))
    assert "没有发现转载" in section(page, "reprints")
    assert not page.xpath("//svg")


def test_a_file_of_another_version_is_counted_apart(folder: Path) -> None:
    (folder / "later.json").write_text('{"schema_version":"9.0"}')
    assert "另有 1 个文件" in section(tree(written(folder)), "failures")


def test_plots_say_what_they_need(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(NotInstalled, match=r"`make setup`"):
        written(folder)


@pytest.mark.parametrize(
    ("times", "filled"),
    [
        ([], []),
        (["2024-02-28", "2024-03-01"], ["2024-02-28", "2024-02-29", "2024-03-01"]),
        (["2023-11", "2024-02"], ["2023-11", "2023-12", "2024-01", "2024-02"]),
        (["2023", "2025"], ["2023", "2024", "2025"]),
        (["0001-01-01", "9999-01-01"], ["0001-01-01", "9999-01-01"]),
    ],
)
def test_a_time_without_articles_has_its_place(times: list[str], filled: list[str]) -> None:
    assert every_time(times) == filled


def test_a_long_title_is_clipped() -> None:
    assert clipped("澄江召开春季造林现场会", 6) == "澄江召开春…"
    assert clipped("澄江", 6) == "澄江"


def test_every_error_that_an_article_can_fail_with_has_a_chinese_name() -> None:
    assert set(ERRORS) == {error.__name__ for error in ArticleError.__subclasses__()}
