"""Why a machine could not do its part; none of this is an article's fault.

BadPaths                what was named on the command line is no set of articles
NotConfigured           nobody has said where the service is
NotInstalled            an optional part is not there
StorageUnavailable      storage did not do what it was asked
├── StorageAway         it did not answer at all: nothing else will work either
└── StorageRefused      it answered with an error, perhaps for this object only
"""


class BadPaths(Exception):
    """The paths mean no set of articles; the message says why."""


class NotConfigured(Exception):
    """Nobody has said where the service is; the message says how to."""


class NotInstalled(Exception):
    """Something is asked for that the extra `report` brings, and a worker's install does not."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} need packages that a worker does not: `make setup` in a checkout brings them, "
            "or pip install pyarrow vl-convert-python"
        )


class StorageUnavailable(Exception):
    """Storage did not do what it was asked."""


class StorageAway(StorageUnavailable):
    """No answer: no connection, a broken one, or a timeout."""


class StorageRefused(StorageUnavailable):
    """An answer that is an error: 403, 500, 503 and their kind."""
