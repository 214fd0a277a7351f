"""The pipeline as a competent engineer would first write it.

Celery with its defaults and a Redis result backend, boto3, jieba.posseg, one article a chain.
`celery -A benchmarks.throughput.naive worker -E` runs it.
"""

from typing import Any

from celery import Celery, Task, chain, signals

from benchmarks.throughput import steps

url = steps.settings.redis_url.get_secret_value()
app = Celery("naive", broker=url, backend=url)


@signals.worker_init.connect
def prepare(**_: object) -> None:
    """Before the pool forks, so that its children share what is loaded."""
    steps.use_jieba()


normalize: Task[Any, Any] = app.task(steps.normalize)
strip_boilerplate: Task[Any, Any] = app.task(steps.strip_boilerplate)
extract: Task[Any, Any] = app.task(steps.extract)
summarize: Task[Any, Any] = app.task(steps.summarize)


def send(key: str) -> None:
    """Queue one article."""
    chain(normalize.s(key), strip_boilerplate.s(), extract.s(), summarize.s()).delay()
