"""Articles on disk: which files a FILE or DIR argument means, and where an outcome goes."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ARTICLE_SUFFIXES = frozenset({".txt", ".text"})


class SourceFile(NamedTuple):
    """A file, and its name relative to the argument that it came from (also its key)."""

    path: Path
    name: str


class NameTaken(Exception):
    """Two different files would give one outcome."""


def article_files(paths: Iterable[Path]) -> list[SourceFile]:
    """Files as they are given; of a folder, its article files at any depth, hidden ones left out.

    Raises FileNotFoundError, and NameTaken when two files of one name are given.
    """
    found: dict[str, SourceFile] = {}
    for file in (file for path in paths for file in _of(path)):
        other = found.setdefault(file.name, file)
        if other.path.resolve() != file.path.resolve():
            raise NameTaken(f"{other.path} and {file.path} would both become {file.name}.json")
    return list(found.values())


def _of(path: Path) -> Iterator[SourceFile]:
    if not path.exists():
        raise FileNotFoundError(f"there is no file or folder {path}")
    if not path.is_dir():
        yield SourceFile(path, path.name)
        return
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path)
        hidden = any(part.startswith(".") for part in name.parts)
        if file.is_file() and file.suffix.lower() in ARTICLE_SUFFIXES and not hidden:
            yield SourceFile(file, name.as_posix())


def inside(folder: Path, key: str) -> Path:
    """A path for this key below the folder, whatever the key is called.

    Components that would leave the folder, and names longer than file systems allow, are made
    harmless; raises nothing.
    """
    parts = [_harmless(part) for part in PurePosixPath(key).parts if part not in {"/", "."}]
    return folder.joinpath(*parts)


def _harmless(part: str) -> str:
    if part == "..":
        return "__"
    name = part.replace("\0", "").replace("\\", "_")
    encoded = name.encode()
    if len(encoded) <= 240:
        return name
    suffix = Path(name).suffix[:16]
    return encoded[:200].decode(errors="ignore") + "…" + suffix
