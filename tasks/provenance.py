"""Which code and rules made a result: the version, and a fingerprint of everything that counts."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from config.rules import Rules
from tasks.document import Pipeline

ROOT = Path(__file__).parent.parent
CODE = ("tasks/**/*.py", "config/rules/*.py")
LIBRARIES = ("opencc", "jieba", "lxml", "rensa")  # what they do is part of every result
NOT_INSTALLED = "0+source"  # run from a checkout; the fingerprint still tells which
LENGTH = 16  # hexadecimal digits: 64 bits, for telling versions apart, not for security


def pipeline_of(rules: Rules) -> Pipeline:
    """The pipeline that these rules and this code make; the same in every process."""
    return _pipeline(rules.fingerprint)


@cache
def _pipeline(rules_fingerprint: str) -> Pipeline:
    return Pipeline(version=_version("wenzhai"), fingerprint=fingerprint(rules_fingerprint, ROOT))


def fingerprint(rules_fingerprint: str, root: Path) -> str:
    """The first digits of a sha256 over the rules, the code below `root`, and the libraries."""
    digest = hashlib.sha256(rules_fingerprint.encode())
    for path in sorted(path for pattern in CODE for path in root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in LIBRARIES:
        digest.update(f"{library}=={_version(library)}\0".encode())
    return digest.hexdigest()[:LENGTH]


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return NOT_INSTALLED
