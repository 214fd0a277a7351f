"""Where the page of an article is: links that a report follows."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from workers.files import inside
from workers.outcomes import Collection, result_of
from workers.page import page_of
from workers.storage import PAGE, page_name, record_name


def pages_folder(report: Path) -> Path:
    """Where the pages go that a report links to: `<report>-pages`."""
    return report.with_name(f"{report.stem}-pages")


def written_pages(
    collection: Collection, articles: Iterable[str], report: Path
) -> Mapping[str, str]:
    """Write the page of each article into a folder beside the report; gives its link by name.

    Without the source, which may be large and elsewhere; articles that are gone have no link.
    """
    folder = pages_folder(report)
    links = {}
    for name in articles:
        result = result_of(collection, name)
        if result:
            page = inside(folder, name + PAGE)
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(page_of(result), "utf-8")
            links[name] = quote(page.relative_to(report.parent).as_posix())
    return links


def links_under(address: str, articles: Iterable[str]) -> Mapping[str, str]:
    """Links to pages that the service has written beside its results: `<address>/<key>.html`."""
    return {
        name: address.rstrip("/") + "/" + quote(page_name(record_name("", name)))
        for name in articles
    }
