from pathlib import Path

import pytest

from config.settings import Settings
from workers import upload
from workers.errors import StorageAway, StorageRefused
from workers.files import SourceFile
from workers.upload import upload_files


class Refusing:
    """A bucket that answers every upload with the same trouble."""

    def __init__(self, trouble: Exception) -> None:
        self.trouble = trouble
        self.tried = 0

    def write(self, *_: object) -> None:
        self.tried += 1
        raise self.trouble


@pytest.fixture
def files(tmp_path: Path) -> list[SourceFile]:
    names = [f"{number}.txt" for number in range(200)]
    for name in names:
        (tmp_path / name).write_text("文")
    return [SourceFile(tmp_path / name, name) for name in names]


def test_what_ails_one_article_does_not_end_the_upload(
    files: list[SourceFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = Refusing(StorageRefused("(AccessDenied)"))
    monkeypatch.setattr(upload, "Storage", lambda _: bucket)
    problems = [problem for _, problem in upload_files(files, "", Settings())]
    assert problems == ["(AccessDenied)"] * len(files)


def test_without_a_server_the_upload_ends_at_once(
    files: list[SourceFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = Refusing(StorageAway("Could not connect"))
    monkeypatch.setattr(upload, "Storage", lambda _: bucket)
    with pytest.raises(StorageAway):
        list(upload_files(files, "", Settings()))
    assert bucket.tried < len(files)
