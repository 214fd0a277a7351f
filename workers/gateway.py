"""The S3 gateway of the stack: JuiceFS on one folder, its events going to the Redis list."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from config.settings import Settings

SHORTEST_SECRET = 8  # the gateway takes none below
VOLUME = "wenzhai"  # the gateway's file system; it has just this one


def run_storage(settings: Settings, folder: Path, address: str | None) -> None:
    """Become the S3 gateway; its data and metadata lie in `folder`."""
    if settings.s3_access_key is None or settings.s3_secret_key is None:
        sys.exit("Error: set WENZHAI_S3_ACCESS_KEY and WENZHAI_S3_SECRET_KEY for the storage")
    if len(settings.s3_secret_key.get_secret_value()) < SHORTEST_SECRET:
        sys.exit(f"Error: WENZHAI_S3_SECRET_KEY needs at least {SHORTEST_SECRET} characters")
    juicefs = _juicefs()
    folder.mkdir(parents=True, exist_ok=True)
    metadata = _metadata(folder)
    # Each time: it leaves a volume's data alone, and mends one whose first format was cut short.
    # Without the trash, which holds every overwritten object for a day: --no-bgjob never empties it.
    formatting = [juicefs, "format", "--trash-days=0", "--storage=file"]
    subprocess.run([*formatting, f"--bucket={folder}/", metadata, VOLUME], check=True)  # noqa: S603
    command = [
        juicefs,
        "gateway",
        "--multi-buckets",
        "--keep-etag",
        "--object-meta",
        "--no-bgjob",
        "--no-banner",
        "--no-usage-report",
        f"--cache-dir={folder / 'cache'}",
        "--cache-size=0",  # the objects are files on this disk already
        metadata,
        address or urlsplit(settings.s3_endpoint or "http://127.0.0.1:9000").netloc,
    ]
    os.execve(juicefs, command, os.environ | _gateway_environment(settings))  # noqa: S606


def _metadata(folder: Path) -> str:
    """Where the gateway keeps names and versions: Badger takes a third of SQLite's CPU time.

    A folder that began with SQLite keeps it.
    """
    older = folder / "meta.db"
    return f"sqlite3://{older}" if older.exists() else f"badger://{folder / 'meta'}"


def _gateway_environment(settings: Settings) -> dict[str, str]:
    """The gateway's credentials, and where it reports new objects to."""
    redis = urlsplit(settings.redis_url.get_secret_value())
    if redis.scheme != "redis" or redis.path not in {"", "/", "/0"}:
        sys.exit("the gateway can only report to database 0 of a Redis without TLS")
    secret = settings.s3_secret_key
    return {
        "MINIO_ROOT_USER": settings.s3_access_key or "",
        "MINIO_ROOT_PASSWORD": secret.get_secret_value() if secret else "",
        "MINIO_NOTIFY_REDIS_ENABLE_PRIMARY": "on",
        "MINIO_NOTIFY_REDIS_ADDRESS_PRIMARY": f"{redis.hostname}:{redis.port or 6379}",
        "MINIO_NOTIFY_REDIS_USER_PRIMARY": unquote(redis.username or ""),
        "MINIO_NOTIFY_REDIS_PASSWORD_PRIMARY": unquote(redis.password or ""),
        "MINIO_NOTIFY_REDIS_KEY_PRIMARY": settings.events_list,
        "MINIO_NOTIFY_REDIS_FORMAT_PRIMARY": "access",
    }


def _juicefs() -> str:
    """The gateway's binary: beside this Python, where its package puts it, else on PATH."""
    beside = Path(sys.executable).parent / "juicefs"
    found = str(beside) if beside.exists() else shutil.which("juicefs")
    if found is None:
        sys.exit("the S3 gateway is missing (juicefs): run `make setup` again")
    return found
