"""Why a machine could not do its part; never an article's fault (for those see tasks/errors.py)."""


class NotConfigured(Exception):
    """Nobody has said where the service is; the message says how to."""


class StorageUnavailable(Exception):
    """Storage did not answer, or refused us."""
