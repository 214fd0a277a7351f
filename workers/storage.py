"""The only module that talks S3 (with objects.py): articles in, results and failures out.

Layout of the bucket: incoming/<key> holds articles, results/<key>.json results, failed/<key>.json
failure records, work/ documents too large for a message, reprints/ the index of reprints.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from config.settings import Settings
from tasks.errors import InvalidKey
from workers.errors import NotConfigured, StorageAway, StorageRefused, StorageUnavailable
from workers.objects import TROUBLE, Objects

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ObjectTypeDef, QueueConfigurationTypeDef

INCOMING = "incoming/"
RESULTS = "results/"
FAILED = "failed/"
WORK = "work/"

RECORD, PAGE = ".json", ".html"  # what the name of an outcome and of its page ends in

MOST_BYTES = 64 * 1024 * 1024  # of an object that is read whole
MAX_KEY_BYTES = 1024  # S3's limit on a whole key
# An attempt may take so long. One by obstore and ATTEMPTS by boto3 stay below a task's soft limit.
CONNECT_SECONDS, READ_SECONDS, ATTEMPTS = 3, 10, 2
TRANSFERS = 24  # threads that read or write a batch's objects side by side: most batches hold fewer

_MISSING = {"404", "NoSuchKey", "NotFound"}
_NO_BUCKET = {"404", "NoSuchBucket"}
_INVALID_KEY = {"XMinioInvalidResourceName", "XMinioInvalidObjectName", "KeyTooLongError"}


class ObjectRef(NamedTuple):
    """One object under incoming/, as an event or a listing names it; `size` in bytes."""

    key: str  # without the incoming/ prefix
    size: int


class StoredObject(NamedTuple):
    """One line of a listing; `key` without the prefix that was listed."""

    key: str
    etag: str
    size: int
    modified: datetime


class Content(NamedTuple):
    """An object's bytes (None: more than the limit, not read), version and declared charset."""

    data: bytes | None
    etag: str
    size: int
    limit: int
    charset: str | None


class Storage:
    """One bucket. Safe to share between threads, not between forked processes.

    Raises NotConfigured when the settings name no endpoint.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.s3_endpoint is None:
            raise NotConfigured(
                "no running stack here and no WENZHAI_S3_ENDPOINT: start one with `wenzhai up`, "
                "name its data folder with --data, or set WENZHAI_S3_ENDPOINT to a URL or to 'aws'"
            )
        aws = settings.s3_endpoint == "aws"
        secret = settings.s3_secret_key
        self.bucket = settings.bucket
        self._s3: S3Client = boto3.client(
            "s3",
            endpoint_url=None if aws else settings.s3_endpoint,
            region_name=settings.s3_region,
            aws_access_key_id=settings.s3_access_key,
            aws_secret_access_key=secret.get_secret_value() if secret else None,
            config=Config(
                max_pool_connections=TRANSFERS,
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"mode": "standard", "max_attempts": ATTEMPTS},
                s3={} if aws else {"addressing_style": "path"},
            ),
        )
        self._objects = Objects(settings, CONNECT_SECONDS, READ_SECONDS)

    def read(self, name: str, limit: int = MOST_BYTES) -> Content | None:
        """The object's content, or None when there is none; more than `limit` bytes are not read.

        Raises InvalidKey when the server refuses its name, StorageUnavailable otherwise.
        """
        with suppress(*TROUBLE):
            fast = self._objects.get(name, limit)
            return Content(
                fast.data, _bare(fast.etag), fast.size, limit, _charset(fast.content_type)
            )
        try:
            answer = self._s3.get_object(Bucket=self.bucket, Key=name)
            with answer["Body"] as body:
                size = answer["ContentLength"]
                data = body.read() if size <= limit else None
        except (BotoCoreError, ClientError, HTTPError) as error:
            if _code(error) in _MISSING:
                return None
            raise _translated(error, name) from error
        return Content(
            data, _bare(answer["ETag"]), size, limit, _charset(answer.get("ContentType", ""))
        )

    def write(self, name: str, data: bytes, content_type: str = "application/json") -> None:
        """Write one object; raises InvalidKey or StorageUnavailable."""
        with suppress(*TROUBLE):
            return self._objects.put(name, data, content_type)
        try:
            self._s3.put_object(Bucket=self.bucket, Key=name, Body=data, ContentType=content_type)
        except (BotoCoreError, ClientError, HTTPError) as error:
            raise _translated(error, name) from error

    def etag(self, name: str) -> str | None:
        """The object's present ETag, or None when there is no such object."""
        with suppress(*TROUBLE):
            return _bare(self._objects.etag(name))
        try:
            return _bare(self._s3.head_object(Bucket=self.bucket, Key=name)["ETag"])
        except (BotoCoreError, ClientError, HTTPError) as error:
            if _code(error) in _MISSING:
                return None
            raise _translated(error, name) from error

    def modified(self, name: str) -> datetime | None:
        """When the object was last written, or None when there is no such object."""
        there = self.stat(name)
        return there.modified if there else None

    def stat(self, name: str) -> StoredObject | None:
        """The object as a listing shows it, or None when there is none.

        A listing's times are exact to the millisecond where a HEAD's end at seconds.
        """
        try:
            answer = self._s3.list_objects_v2(Bucket=self.bucket, Prefix=name, MaxKeys=1)
        except (BotoCoreError, ClientError, HTTPError) as error:
            if _code(error) in _INVALID_KEY:
                return None  # what cannot be named cannot be there
            raise _translated(error, name) from error
        for entry in answer.get("Contents", ()):
            if entry["Key"] == name:
                return _stored(name, entry)
        return None

    def start(self, name: str, size: int) -> bytes | None:
        """The object's first bytes, at most `size`, or None when there is none."""
        try:
            answer = self._s3.get_object(Bucket=self.bucket, Key=name, Range=f"bytes=0-{size - 1}")
            with answer["Body"] as body:
                return body.read(size)
        except (BotoCoreError, ClientError, HTTPError) as error:
            if _code(error) in _MISSING:
                return None
            raise _translated(error, name) from error

    def delete(self, name: str) -> None:
        """Delete one object; one that is not there is no error."""
        try:
            self._s3.delete_object(Bucket=self.bucket, Key=name)
        except (BotoCoreError, ClientError, HTTPError) as error:
            raise _translated(error, name) from error

    def listing(self, prefix: str) -> Iterator[StoredObject]:
        """Every object under the prefix, in the order of its key's UTF-8 bytes, page by page."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix
        )
        try:
            for page in pages:
                for entry in page.get("Contents", ()):
                    key = entry["Key"].removeprefix(prefix)
                    if not key.endswith("/") and key:  # a folder's own marker is no article
                        yield _stored(key, entry)
        except (BotoCoreError, ClientError, HTTPError) as error:
            raise _translated(error, prefix) from error

    def make_bucket(self) -> None:
        """Make the bucket if there is none."""
        try:
            try:
                self._s3.head_bucket(Bucket=self.bucket)
            except ClientError as error:
                if _code(error) not in _NO_BUCKET:
                    raise
                self._s3.create_bucket(Bucket=self.bucket)
        except (BotoCoreError, ClientError, HTTPError) as error:
            raise _translated(error, self.bucket) from error

    def notified(self) -> set[str]:
        """The targets that the bucket reports new objects to."""
        try:
            there = self._s3.get_bucket_notification_configuration(Bucket=self.bucket)
        except (BotoCoreError, ClientError, HTTPError) as error:
            raise _translated(error, self.bucket) from error
        return {queue["QueueArn"] for queue in there.get("QueueConfigurations", [])}

    def notify(self, arn: str) -> None:
        """Have the bucket report new articles to `arn`, beside what it reports already."""
        ours: QueueConfigurationTypeDef = {
            "QueueArn": arn,
            "Events": ["s3:ObjectCreated:*"],
            "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": INCOMING}]}},
        }
        try:
            there = self._s3.get_bucket_notification_configuration(Bucket=self.bucket)
            queues = there.get("QueueConfigurations", [])
            if any(queue["QueueArn"] == arn for queue in queues):
                return
            self._s3.put_bucket_notification_configuration(
                Bucket=self.bucket,
                NotificationConfiguration={
                    "QueueConfigurations": [*queues, ours],
                    "TopicConfigurations": there.get("TopicConfigurations", []),
                    "LambdaFunctionConfigurations": there.get("LambdaFunctionConfigurations", []),
                },
            )
        except (BotoCoreError, ClientError, HTTPError) as error:
            raise _translated(error, self.bucket) from error


def record_name(prefix: str, key: str) -> str:
    """Where the result or the failure record of an article goes: `<prefix><key>.json`.

    A key that S3 or a file-backed gateway cannot carry gets `<prefix>~<sha256 of the key>.json`,
    and the record itself holds the full key: over 1,024 bytes with prefix and suffix; with a `.`
    or `..` component; in a folder named `a.json` or `a.html`, which `a` needs as the name of its
    record or page.
    """
    name = f"{prefix}{key}{RECORD}"
    *folders, _file = key.split("/")
    carried = (
        len(name.encode()) <= MAX_KEY_BYTES
        and not {".", ".."} & set(key.split("/"))
        and not any(folder.endswith((RECORD, PAGE)) for folder in folders)
    )
    return name if carried else digest_name(prefix, key)


def objects_of(record: str) -> tuple[str, ...]:
    """What goes when an outcome goes: itself, and after it the page that a result may have."""
    return (record, page_name(record)) if record.startswith(RESULTS) else (record,)


def digest_name(prefix: str, key: str) -> str:
    """The name of a record whose key cannot be part of it."""
    return f"{prefix}~{hashlib.sha256(key.encode()).hexdigest()}{RECORD}"


def page_name(record: str) -> str:
    """Where the page of a result goes: beside it, `<key>.html`."""
    return record.removesuffix(RECORD) + PAGE


def _stored(key: str, entry: "ObjectTypeDef") -> StoredObject:
    return StoredObject(key, _bare(entry["ETag"]), entry["Size"], entry["LastModified"])


def _bare(etag: str) -> str:
    return etag.strip('"')


def _charset(content_type: str) -> str | None:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset":
            return value.strip('"') or None
    return None


def _code(error: Exception) -> str:
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else ""


def _translated(error: Exception, name: str) -> InvalidKey | StorageUnavailable:
    if _code(error) in _INVALID_KEY:
        return InvalidKey(f"the storage server refuses this name: {error}")
    kind = StorageRefused if isinstance(error, ClientError) else StorageAway
    return kind(f"{name}: {error}")
