from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.errors import BadPaths
from workers.files import article_files, inside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "甲/c.TXT", "notes.md", ".hidden/d.txt", ".e.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("文")
    return tmp_path


def test_a_folder_means_its_article_files_at_any_depth(folder: Path) -> None:
    found = article_files([folder])
    assert [file.name for file in found.articles] == ["a.txt", "b.txt", "甲/c.TXT"]
    assert found.left_out == [folder / "notes.md"]


def test_a_file_that_is_named_is_taken_whatever_its_suffix(folder: Path) -> None:
    assert [file.name for file in article_files([folder / "notes.md"]).articles] == ["notes.md"]


def test_a_file_given_twice_counts_once(folder: Path) -> None:
    assert len(article_files([folder / "a.txt", folder / "a.txt"]).articles) == 1


def test_two_files_of_one_name_are_refused(folder: Path) -> None:
    other = folder / "甲" / "a.txt"
    other.write_text("文")
    with pytest.raises(BadPaths, match="would both become"):
        article_files([folder / "a.txt", other])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadPaths, match="nowhere"):
        article_files([tmp_path / "nowhere"])


def test_a_folder_without_an_article_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("文")
    with pytest.raises(BadPaths, match=r"no file ends in .gz, .htm, .html, .json, .jsonl"):
        article_files([tmp_path])


@given(st.text(max_size=400))
def test_no_key_leads_out_of_the_folder(key: str) -> None:
    folder = Path("/somewhere/inside")
    path = inside(folder, key)
    assert ".." not in path.parts
    assert path == folder or folder in path.parents
    assert all(len(part.encode(errors="replace")) <= 255 for part in path.parts)
