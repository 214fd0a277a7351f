"""The same steps on dramatiq: `dramatiq benchmarks.throughput.on_dramatiq --processes 2`."""

import dramatiq
from dramatiq.brokers.redis import RedisBroker

from benchmarks.throughput import steps

dramatiq.set_broker(RedisBroker(url=steps.settings.redis_url.get_secret_value()))  # type: ignore[no-untyped-call]

normalize = dramatiq.actor(steps.normalize)
strip_boilerplate = dramatiq.actor(steps.strip_boilerplate)
extract = dramatiq.actor(steps.extract)
summarize = dramatiq.actor(steps.summarize)


def send(key: str) -> None:
    """Queue one article."""
    later = strip_boilerplate.message, extract.message, summarize.message
    messages = [normalize.message(key), *(message() for message in later)]  # type: ignore[call-arg]
    dramatiq.pipeline(messages).run()  # type: ignore[no-untyped-call]


steps.warm_up()
