"""Uploading articles into incoming/, several at a time."""

import mimetypes
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from config.settings import Settings
from tasks.errors import InvalidKey
from workers.advice import hopeless
from workers.errors import StorageUnavailable
from workers.files import SourceFile
from workers.storage import INCOMING, TRANSFERS, Storage


def upload_files(
    files: Sequence[SourceFile], prefix: str, settings: Settings
) -> Iterator[tuple[SourceFile, str | None]]:
    """Upload every file as incoming/[PREFIX/]NAME; yields each with its problem, or None.

    Raises StorageUnavailable as soon as no other file would fare better.
    """
    storage = Storage(settings)
    folder = INCOMING + (f"{prefix.strip('/')}/" if prefix.strip("/") else "")
    with ThreadPoolExecutor(TRANSFERS) as threads:
        problems = threads.map(partial(_upload, storage, folder), files)
        try:
            yield from zip(files, problems, strict=True)
        finally:
            threads.shutdown(cancel_futures=True)


def _upload(storage: Storage, folder: str, file: SourceFile) -> str | None:
    try:
        kind = mimetypes.guess_type(file.name)[0] or "text/plain"
        storage.write(folder + file.name, file.path.read_bytes(), kind)
    except StorageUnavailable as error:
        if hopeless(error):
            raise
        return str(error)
    except (InvalidKey, OSError) as error:
        return str(error)
    return None
