"""The four steps as the other pipelines run them: a key in, JSON from step to step, a result out.

The text code is Wenzhai's own; `use_jieba` puts jieba.posseg itself in the segmenter's place, as
somebody would who writes this pipeline for the first time. Storage is boto3, one object at a time.
"""

import functools
from typing import TYPE_CHECKING

import boto3

from benchmarks.jieba_posseg import jieba_posseg
from config.rules import Rules, load_rules
from config.settings import Settings
from tasks.boilerplate import strip_boilerplate as clean
from tasks.document import CleanArticle, ExtractedArticle, NormalizedArticle, RawArticle
from tasks.extract import extract as read
from tasks.extract import passage
from tasks.normalize import normalize as mend
from tasks.pipeline import process
from tasks.segment import Word
from tasks.summarize import summarize as digest
from workers.storage import INCOMING, RESULTS

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

settings = Settings()  # from the environment, as the benchmark sets it


def normalize(key: str) -> str:
    """Read one article and take the first step."""
    body = s3().get_object(Bucket=settings.bucket, Key=INCOMING + key)["Body"].read()
    return mend(RawArticle(key=key, content=body), _rules()).model_dump_json()


def strip_boilerplate(document: str) -> str:
    """The second step."""
    return clean(NormalizedArticle.model_validate_json(document), _rules()).model_dump_json()


def extract(document: str) -> str:
    """The third step."""
    return read(CleanArticle.model_validate_json(document), _rules()).model_dump_json()


def summarize(document: str) -> str:
    """The last step: write the result, and return its name."""
    result = digest(ExtractedArticle.model_validate_json(document), _rules())
    name = f"{RESULTS}{result.source.key}.json"
    s3().put_object(Bucket=settings.bucket, Key=name, Body=result.as_json())
    return name


def warm_up() -> None:
    """Load what is loaded at the first article."""
    process(RawArticle(key="warm-up", content="今天上午，一切正常。".encode()), _rules())


def use_jieba() -> None:
    """From now on this process takes words and tags from jieba.posseg; it is warmed up, too."""
    cut, asked = jieba_posseg(), False

    def segment(text: str) -> tuple[Word, ...]:
        nonlocal asked
        words, start, asked = [], 0, True
        for word, tag in cut(text):
            words.append(Word(word, tag, start))
            start += len(word)
        return tuple(words)

    passage.segment = segment  # type: ignore[attr-defined]
    warm_up()
    if not asked:
        raise RuntimeError("the pipeline takes its words from elsewhere by now")


@functools.cache
def _rules() -> Rules:
    return load_rules()


@functools.cache
def s3() -> "S3Client":
    """One client a process, made after the fork."""
    secret = settings.s3_secret_key
    return boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_access_key,
        aws_secret_access_key=secret.get_secret_value() if secret else None,
    )
