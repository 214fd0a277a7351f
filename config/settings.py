"""What differs per deployment: typed, from WENZHAI_* variables, read once and passed in.

`wenzhai up` writes the same variables to DATA/stack.env, so that the other commands find a
running stack without any set-up; the environment wins over that file.
"""

import json
import re
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

KIB = 1024
MIB = 1024 * KIB

RETRY_SECONDS_MAX = 30  # a retry that waits is an unacknowledged message all the while

REDIS_SCHEMES = ("redis", "rediss", "unix")
RECORD_KINDS = ("text", "title", "published", "outlet", "authors", "url")

DEFAULT_DATA = Path(".wenzhai")  # where `wenzhai up` keeps everything when it is told nothing

Seconds = Annotated[int, Field(gt=0)]
Count = Annotated[int, Field(gt=0)]
Bytes = Annotated[int, Field(gt=0)]


class Settings(BaseSettings):
    """Every setting; each field is the variable WENZHAI_<FIELD> in upper case."""

    # Compose passes on a variable that nobody has set as an empty one.
    model_config = SettingsConfigDict(
        env_prefix="WENZHAI_", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    # Broker, and the list that bucket events arrive in
    redis_url: SecretStr = SecretStr("redis://127.0.0.1:6379/0")
    events_list: str = "wenzhai:events"

    # Object storage: a URL, or "aws"; no keys mean the usual AWS credential chain
    s3_endpoint: str | None = None
    s3_region: str = "us-east-1"
    s3_access_key: str | None = None
    s3_secret_key: SecretStr | None = None
    bucket: str = "wenzhai"
    events_arn: str | None = None  # set: intake points the bucket's notifications there

    # Secrets of the users that `wenzhai keys` makes, each of its role's name
    crawler_secret_key: SecretStr | None = None
    intake_secret_key: SecretStr | None = None
    worker_secret_key: SecretStr | None = None

    # Fields of JSON records that have other names than the usual ones of config/data/normalize/
    # page.toml, as JSON: {"text": ["正文"], "published": ["meta.time"]}
    record_fields: dict[str, tuple[str, ...]] = {}

    result_pages: bool = False  # also write results/<key>.html, a page for people

    # Summaries in a language model's own words: off without a URL. The article's text goes there.
    abstract_url: str | None = None  # of an OpenAI-compatible endpoint: http://127.0.0.1:8000/v1
    abstract_model: str | None = None
    abstract_key: SecretStr | None = None
    abstract_characters: Annotated[int, Field(ge=20)] = 150
    abstract_seconds: Seconds = 20  # one article's time, retries and their pauses included
    abstract_batch_seconds: Seconds = (
        40  # a batch's time; who has no answer by then keeps the other
    )
    abstract_retries: Annotated[int, Field(ge=0)] = 2
    abstract_calls: Count = 4  # at a time, of each worker process
    # Sent with every request. Some models take other ones, or none; as JSON.
    abstract_options: dict[str, Any] = {"temperature": 0, "seed": 0, "max_tokens": 1024}

    # Sizes
    article_bytes: Bytes = 5 * MIB  # a larger object fails as TooLarge; news is 2-30 KB
    bundle_bytes: Bytes = 64 * MIB  # an object of many articles, as stored and as decompressed
    batch_articles: Count = 64  # that share a message, however short
    batch_bytes: Bytes = 128 * KIB  # of source: some 25 articles; 64 KiB cost 1.7x in queue hops
    message_bytes: Bytes = 256 * KIB  # of documents, deflated; beyond: work/
    queued_batches: Count = 64  # intake waits beyond this
    waiting_events: Count = 50_000  # beyond this they are dropped: the sweep has their articles

    # Times, in seconds
    redis_timeout: Seconds = 10  # without an answer: its connection is taken for dead
    sweep_seconds: Seconds = 60
    requeue_seconds: Seconds = 600  # the sweep queues an article in flight again after this
    soft_time_limit: Seconds = 60
    time_limit: Seconds = 90
    visibility_timeout: Seconds = 120
    shutdown_seconds: Seconds = 20  # a stopping worker has this long to finish its batch
    worker_memory_bytes: Bytes = 768 * MIB  # a larger child is replaced after its task
    memory_limit_bytes: Bytes = 2048 * MIB  # a child gets no more: the article at hand fails

    # Flower
    flower_address: str = "127.0.0.1"
    flower_port: Annotated[int, Field(gt=0, lt=65536)] = 5555
    flower_user: str = "wenzhai"
    flower_password: SecretStr | None = None
    flower_db: Path | None = None  # set: Flower keeps its counts across restarts

    # Liveness: a running intake or worker touches this file every few seconds
    heartbeat_file: Path | None = None

    def environment(self) -> dict[str, str]:
        """The variables that say the same, secrets in plain text."""
        plain = {
            name: value.get_secret_value() if isinstance(value, SecretStr) else value
            for name, value in self
        }
        return {f"WENZHAI_{n.upper()}": _text(v) for n, v in plain.items() if v is not None}

    def shown(self) -> dict[str, str]:
        """Every setting as text for people, passwords hidden."""
        values = {name: "" if v is None else _text(v) for name, v in self}
        values["redis_url"] = self.redis_url.get_secret_value()
        for name in ("redis_url", "abstract_url"):
            values[name] = re.sub(r":[^:@/]+@", ":***@", values[name])
        return values

    @model_validator(mode="after")
    def _model_has_its_time(self) -> Self:
        """A batch must be saved before its task's time is up, whatever the model does."""
        if self.abstract_url is None:
            return self
        if self.abstract_model is None:
            raise ValueError("WENZHAI_ABSTRACT_MODEL: name the model to ask")
        if not self.abstract_seconds <= self.abstract_batch_seconds < self.soft_time_limit:
            raise ValueError(
                "WENZHAI_ABSTRACT_SECONDS must be within WENZHAI_ABSTRACT_BATCH_SECONDS, and that "
                "below WENZHAI_SOFT_TIME_LIMIT"
            )
        return self

    @field_validator("redis_url")
    @classmethod
    def _one_redis(cls, url: SecretStr) -> SecretStr:
        """Celery's Redis transport cannot use a cluster; say so at start-up, not at midnight."""
        value = url.get_secret_value()
        scheme, there, _ = value.partition("://")
        if "cluster" in scheme or "," in value:
            raise ValueError("Redis Cluster is not supported by Celery: use one Redis")
        if not there or scheme not in REDIS_SCHEMES:
            raise ValueError("begin it with redis://, rediss:// (TLS) or unix://")
        return url

    @field_validator("s3_endpoint")
    @classmethod
    def _url_or_aws(cls, endpoint: str | None) -> str | None:
        if endpoint in {None, "aws"} or endpoint.startswith(("http://", "https://")):
            return endpoint
        raise ValueError("give a URL such as http://127.0.0.1:9000, or aws")

    @field_validator("record_fields")
    @classmethod
    def _known_kinds(cls, fields: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        unknown = fields.keys() - RECORD_KINDS
        if unknown:
            raise ValueError(f"{', '.join(sorted(unknown))}: give {', '.join(RECORD_KINDS)}")
        return fields

    @model_validator(mode="after")
    def _limits_in_order(self) -> Self:
        """A message must not be handed out again while its task may still be running."""
        if not self.soft_time_limit < self.time_limit:
            raise ValueError("WENZHAI_SOFT_TIME_LIMIT must be below WENZHAI_TIME_LIMIT")
        if self.visibility_timeout < self.time_limit + RETRY_SECONDS_MAX:
            raise ValueError(
                f"WENZHAI_VISIBILITY_TIMEOUT must be at least {RETRY_SECONDS_MAX} s above "
                "WENZHAI_TIME_LIMIT"
            )
        if self.memory_limit_bytes <= self.worker_memory_bytes:
            raise ValueError("WENZHAI_MEMORY_LIMIT_BYTES must be above WENZHAI_WORKER_MEMORY_BYTES")
        return self


def _text(value: object) -> str:
    """A value as its variable has it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def stack_file(data: Path) -> Path:
    """Where `wenzhai up` leaves the settings of the stack that runs on this data folder."""
    return data / "stack.env"


def load_settings(data: Path | None = None) -> Settings:
    """Settings from the environment, else from the stack file of `data` (or of ./.wenzhai).

    Raises pydantic.ValidationError naming the bad variable, FileNotFoundError when `data` was
    given but holds no stack file.
    """
    file = stack_file(data or DEFAULT_DATA)
    if data is not None and not file.exists():
        raise FileNotFoundError(f"no stack is running on {data} (there is no {file})")
    return Settings(_env_file=file if file.exists() else None)
