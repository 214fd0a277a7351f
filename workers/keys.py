"""Keys of their own for crawlers, intake and workers, on a server with MinIO's admin API."""

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from minio import MinioAdmin
from minio.credentials.providers import StaticProvider
from minio.error import MinioAdminException
from pydantic import SecretStr
from urllib3.exceptions import HTTPError

from config.settings import Settings
from workers.errors import NotConfigured, StorageAway, StorageRefused
from workers.storage import Storage

OURS = "arn:aws:s3:::wenzhai"  # the bucket in the policies


def make_keys(settings: Settings, policies: Path) -> list[str]:
    """Make the bucket, and for each policy <role>.json the user <role> that may do just that.

    Users that are there get the policy and the secret of now; returns the roles. Raises
    NotConfigured when the secret of one is not set, StorageUnavailable.
    """
    secrets = _secrets(settings)
    files = {file.stem: file.read_text("utf-8") for file in sorted(policies.glob("*.json"))}
    for role in files:
        if role not in secrets:
            raise NotConfigured(f"WENZHAI_{role.upper()}_SECRET_KEY is not set")
    Storage(settings).make_bucket()
    admin = admin_of(settings)
    try:
        for role, text in files.items():
            policy = json.loads(text.replace(OURS, f"arn:aws:s3:::{settings.bucket}"))
            admin.policy_add(role, policy=policy)
            admin.user_add(role, secrets[role])
            admin.policy_set(role, user=role)
    except MinioAdminException as error:
        raise StorageRefused(f"the server made no keys: {error}") from error
    except HTTPError as error:
        raise StorageAway(str(error)) from error
    return list(files)


def admin_of(settings: Settings) -> MinioAdmin:
    """The server's admin API, with the owner's key."""
    server, secret = urlsplit(settings.s3_endpoint or ""), settings.s3_secret_key
    if not server.netloc or settings.s3_access_key is None or secret is None:
        raise NotConfigured(
            "keys are made by the owner: WENZHAI_S3_ENDPOINT, _ACCESS_KEY, _SECRET_KEY"
        )
    owner = StaticProvider(settings.s3_access_key, secret.get_secret_value())
    return MinioAdmin(endpoint=server.netloc, credentials=owner, secure=server.scheme == "https")


def _secrets(settings: Settings) -> Mapping[str, str]:
    roles: dict[str, SecretStr | None] = {
        "crawler": settings.crawler_secret_key,
        "intake": settings.intake_secret_key,
        "worker": settings.worker_secret_key,
    }
    return {role: secret.get_secret_value() for role, secret in roles.items() if secret}
