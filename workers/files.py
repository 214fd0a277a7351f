"""Articles on disk: which files a FILE or DIR argument means, and where an outcome goes."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tasks.normalize.unwrap import HTML_SUFFIXES
from tasks.unpack import MAY_HOLD_MANY
from workers.errors import BadPaths

ARTICLE_SUFFIXES = HTML_SUFFIXES | MAY_HOLD_MANY | {".txt", ".text"}
OWN_START = b'{"schema_version":'  # results begin so; nobody wants them processed again


class SourceFile(NamedTuple):
    """A file, and its name relative to the argument that it came from (also its key)."""

    path: Path
    name: str


class Found(NamedTuple):
    """The articles, and the other files of the folders, which are left out."""

    articles: list[SourceFile]
    left_out: list[Path]


def article_files(paths: Iterable[Path]) -> Found:
    """Files as they are given; of a folder, its article files at any depth, without hidden ones.

    Raises BadPaths when a path is missing, when two files would give one outcome, and when there
    is no article at all.
    """
    found: dict[str, SourceFile] = {}
    left_out: list[Path] = []
    for path in paths:
        if not path.exists():
            raise BadPaths(f"there is no file or folder {path}")
        for file in _of(path):
            if path.is_dir() and not _is_article(file.path):
                left_out.append(file.path)
                continue
            other = found.setdefault(file.name, file)
            if other.path.resolve() != file.path.resolve():
                raise BadPaths(f"{other.path} and {file.path} would both become {file.name}.json")
    if not found:
        wanted = ", ".join(sorted(ARTICLE_SUFFIXES))
        raise BadPaths(f"no article in {', '.join(map(str, paths))}: no file ends in {wanted}")
    return Found(list(found.values()), left_out)


def _of(path: Path) -> Iterator[SourceFile]:
    if not path.is_dir():
        yield SourceFile(path, path.name)
        return
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path)
        if file.is_file() and not any(part.startswith(".") for part in name.parts):
            yield SourceFile(file, name.as_posix())


def _is_article(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in ARTICLE_SUFFIXES and not (suffix == ".json" and is_own(path))


def is_own(path: Path) -> bool:
    """Whether a file is a result, a failure record or a manifest of ours."""
    with path.open("rb") as file:
        return file.read(len(OWN_START)) == OWN_START


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
