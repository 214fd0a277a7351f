"""The same steps on taskiq: `taskiq worker benchmarks.throughput.on_taskiq:broker --workers 2`."""

from taskiq_redis import ListQueueBroker

from benchmarks.throughput import steps

broker = ListQueueBroker(steps.settings.redis_url.get_secret_value())


@broker.task
async def normalize(key: str) -> None:
    """The first step; each queues the next with what it made."""
    await strip_boilerplate.kiq(steps.normalize(key))


@broker.task
async def strip_boilerplate(document: str) -> None:
    """The second step."""
    await extract.kiq(steps.strip_boilerplate(document))


@broker.task
async def extract(document: str) -> None:
    """The third step."""
    await summarize.kiq(steps.extract(document))


@broker.task
async def summarize(document: str) -> None:
    """The last step."""
    steps.summarize(document)


async def prepare_sender() -> None:
    """Once, before the first `send`."""
    await broker.startup()


async def send(key: str) -> None:
    """Queue one article."""
    await normalize.kiq(key)


steps.warm_up()
