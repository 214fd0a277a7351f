"""The most that the text code allows: the pipeline in plain processes, without any queue."""

import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple

from benchmarks.throughput.running import cpu, upload
from benchmarks.throughput.systems import stop_idle
from config.rules import Rules, load_rules
from config.settings import Settings
from tasks.document import RawArticle
from tasks.pipeline import process
from workers.embedded import running
from workers.ports import Ports
from workers.storage import INCOMING, RESULTS, TRANSFERS, Storage


class Limit(NamedTuple):
    """Articles a second, and CPU milliseconds an article, the storage server's included."""

    pace: float
    cost: float


def in_memory(articles: Sequence[str], warm_up: Sequence[str], processes: int) -> Limit:
    """So many processes that share the articles, results thrown away."""
    return _measured(articles, warm_up, processes, None)


def with_storage(articles: Sequence[str], warm_up: Sequence[str], processes: int) -> Limit:
    """The same when each article is read from a bucket and its result written there.

    Reading and writing go on in threads while the processor works on other articles.
    """
    with (
        tempfile.TemporaryDirectory(prefix="wenzhai-bench-") as folder,
        running(Path(folder), workers=0, ports=Ports(0, 0, 0)) as stack,
    ):
        stop_idle(stack)
        upload(Storage(stack.settings), articles)
        names = [f"{number:06}.txt" for number in range(len(articles))]
        before = cpu(stack)["storage"]
        pace, cost = _measured(names, warm_up, processes, stack.settings)
        return Limit(pace, cost + 1000 * (cpu(stack)["storage"] - before) / len(articles))


def _measured(
    articles: Sequence[str], warm_up: Sequence[str], processes: int, settings: Settings | None
) -> Limit:
    """With settings, `articles` are names of objects; without, the texts themselves."""
    context = multiprocessing.get_context("spawn")
    ready, spent = context.Barrier(processes + 1), context.SimpleQueue()
    started = [
        context.Process(
            target=_work, args=(articles[first::processes], warm_up, settings, ready, spent)
        )
        for first in range(processes)
    ]
    for worker in started:
        worker.start()
    ready.wait()
    begun = time.monotonic()
    for worker in started:
        worker.join()
    took = time.monotonic() - begun
    if any(worker.exitcode for worker in started):
        raise RuntimeError("a process of the measurement has failed")
    seconds = sum(spent.get() for _ in started)
    return Limit(len(articles) / took, 1000 * seconds / len(articles))


def _work(
    articles: Sequence[str],
    warm_up: Sequence[str],
    settings: Settings | None,
    ready: Barrier,
    spent: "SimpleQueue[float]",
) -> None:
    rules = load_rules()
    for text in warm_up:
        process(RawArticle(key="warm-up", content=text.encode()), rules)
    storage = Storage(settings) if settings else None
    ready.wait()
    begun = time.process_time()
    if storage is None:
        for number, text in enumerate(articles):
            process(RawArticle(key=str(number), content=text.encode()), rules).as_json()
    else:
        _work_on_objects(articles, storage, rules)
    spent.put(time.process_time() - begun)


def _work_on_objects(names: Sequence[str], storage: Storage, rules: Rules) -> None:
    """Read, process and write the objects of these names."""
    with ThreadPoolExecutor(TRANSFERS) as threads:
        contents = threads.map(lambda name: storage.read(INCOMING + name), names)
        written = []
        for name, content in zip(names, contents, strict=True):
            data = content.data if content else None
            result = process(RawArticle(key=name, content=data or b""), rules).as_json()
            written.append(threads.submit(storage.write, f"{RESULTS}{name}.json", result))
        for future in written:
            future.result()
