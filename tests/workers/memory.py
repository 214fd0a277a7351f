"""Storage and Redis in one, in memory, as far as the workers' code uses them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from tasks.document import Source
from workers.storage import INCOMING, Content, StoredObject

ARTICLE = "澄江召开春季造林现场会\n3月11日，澄江市召开春季造林现场会，市长高望山出席并讲话。\n"


class Clocked(dict[str, bytes]):
    """Objects by name, each with the time at which it was written; every write takes a second."""

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[str, datetime] = {}
        self._now = datetime(2024, 1, 1, tzinfo=UTC)

    def __setitem__(self, name: str, data: bytes) -> None:
        self._now += timedelta(seconds=1)
        self.written[name] = self._now
        super().__setitem__(name, data)

    def __ior__(self, other: dict[str, bytes]) -> "Clocked":  # type: ignore[override,misc]
        for name, data in other.items():
            self[name] = data
        return self


class Memory:
    """What stands for both."""

    bucket = "wenzhai"

    def __init__(self) -> None:
        self.objects = Clocked()
        self.events: list[bytes] = []
        self.failed: set[str] = set()
        self.forgotten: list[str] = []
        self.losses = Counter[str]()  # by article: watched attempts that did not end
        self.trouble: dict[str, Exception] = {}  # by part of an object's name

    def _meet_trouble(self, name: str) -> None:
        for part, error in self.trouble.items():
            if part in name:
                raise error

    def read(self, name: str, limit: int = 10_000) -> Content | None:
        self._meet_trouble(name)
        data = self.objects.get(name)
        if data is None:
            return None
        size = len(data)
        return Content(data if size <= limit else None, self.version(data), size, limit, None)

    def write(self, name: str, data: bytes, content_type: str = "") -> None:  # noqa: ARG002
        self._meet_trouble(name)
        self.objects[name] = data

    def etag(self, name: str) -> str | None:
        return self.version(self.objects[name]) if name in self.objects else None

    def delete(self, name: str) -> None:
        self.objects.pop(name, None)

    def modified(self, name: str) -> datetime | None:
        return self.objects.written.get(name) if name in self.objects else None

    def stat(self, name: str) -> StoredObject | None:
        return next(
            (entry._replace(key=name) for entry in self.listing(name) if not entry.key), None
        )

    def start(self, name: str, size: int) -> bytes | None:
        return self.objects[name][:size] if name in self.objects else None

    def listing(self, prefix: str) -> Iterator[StoredObject]:
        for name in sorted(self.objects):
            if name.startswith(prefix):
                data = self.objects[name]
                written = self.objects.written[name]
                yield StoredObject(
                    name.removeprefix(prefix), self.version(data), len(data), written
                )

    def note_outcomes(self, _redis: object, done: list[str], failed: list[str]) -> list[str]:
        mended = [key for key in done if key in self.failed]
        self.failed = self.failed - set(done) | set(failed)
        return mended

    def dropped(self, _redis: object, keys: list[str]) -> None:
        self.forgotten += keys

    @contextmanager
    def watched(self, _redis: object, source: Source, _stage: str) -> Iterator[None]:
        self.losses[source.name] += 1
        yield
        self.losses[source.name] = 0

    def rpush(self, _list: str, event: bytes) -> None:
        self.events.append(event)

    @staticmethod
    def version(data: bytes) -> str:
        return str(hash(data))

    def outcomes(self) -> set[str]:
        return {name for name in self.objects if not name.startswith(INCOMING)}
