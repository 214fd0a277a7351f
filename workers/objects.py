"""Reading, writing and looking at one object by obstore: a fifth of boto3's CPU time.

Whatever it answers but success comes out as one of TROUBLE: storage.py then asks again with boto3,
which tells refusal from silence.
"""

from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

from obstore.auth.boto3 import Boto3CredentialProvider
from obstore.exceptions import BaseError
from obstore.store import S3Store

from config.settings import Settings

TROUBLE = BaseError, OSError, ValueError  # ValueError: a key that obstore does not carry


class Fetched(NamedTuple):
    """An object's bytes (None: more than the limit, not read), and what its headers say."""

    data: bytes | None
    etag: str
    size: int
    content_type: str


class Objects:
    """The objects of one bucket. Safe to share between threads, not between forked processes."""

    def __init__(self, settings: Settings, connect_seconds: float, read_seconds: float) -> None:
        self._store: S3Store | None = None
        with suppress(ValueError):  # no credentials on this machine yet: boto3 says so when asked
            self._store = _store(settings, connect_seconds, read_seconds)

    def get(self, name: str, limit: int) -> Fetched:
        """The object; raises one of TROUBLE."""
        answer = self._of(name).get(name)
        size = answer.meta["size"]
        data = answer.bytes().to_bytes() if size <= limit else None
        content_type = str(answer.attributes.get("Content-Type", ""))
        return Fetched(data, answer.meta["e_tag"] or "", size, content_type)

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """Write the object; raises one of TROUBLE."""
        attributes = {"Content-Type": content_type}
        self._of(name).put(name, data, attributes=attributes, use_multipart=False)

    def etag(self, name: str) -> str:
        """The object's present ETag; raises one of TROUBLE."""
        return self._of(name).head(name)["e_tag"] or ""

    def _of(self, name: str) -> S3Store:
        if self._store is None or name.endswith("/"):  # it would take `a/` for `a`
            raise ValueError(name)
        return self._store


def _store(settings: Settings, connect_seconds: float, read_seconds: float) -> S3Store:
    aws = settings.s3_endpoint == "aws"
    secret = settings.s3_secret_key
    keys = {"access_key_id": settings.s3_access_key or ""} | (
        {"secret_access_key": secret.get_secret_value()} if secret else {}
    )
    return S3Store(
        settings.bucket,
        endpoint=None if aws else settings.s3_endpoint,
        region=settings.s3_region,
        virtual_hosted_style_request=aws,
        client_options={
            "allow_http": True,
            "connect_timeout": timedelta(seconds=connect_seconds),
            "read_timeout": timedelta(seconds=read_seconds),
        },
        retry_config={"max_retries": 0},  # boto3 is the second try
        **(keys if settings.s3_access_key else {"credential_provider": Boto3CredentialProvider()}),
    )
