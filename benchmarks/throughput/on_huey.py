"""The same steps on huey: `huey_consumer benchmarks.throughput.on_huey.huey -k process -w 2`."""

from huey import RedisHuey

from benchmarks.throughput import steps

huey = RedisHuey("bench", url=steps.settings.redis_url.get_secret_value())

normalize = huey.task()(steps.normalize)
strip_boilerplate = huey.task()(steps.strip_boilerplate)
extract = huey.task()(steps.extract)
summarize = huey.task()(steps.summarize)


@huey.on_startup()  # type: ignore[untyped-decorator]
def prepare() -> None:
    """Each worker process loads what it needs before its first task."""
    steps.warm_up()


def send(key: str) -> None:
    """Queue one article."""
    pipeline = normalize.s(key).then(strip_boilerplate).then(extract).then(summarize)
    huey.enqueue(pipeline)
