"""Objects of many articles, from the upload to the manifest, with the servers replaced."""

import gzip
import json
from typing import Any

import pytest

from config.settings import Settings
from tasks.document import Failure, Manifest, Result
from tasks.pipeline import PIPELINE
from tests.workers.memory import ARTICLE, Memory
from workers import attempts, chains, stages, unpacking
from workers.app import create_app
from workers.batch import Batch
from workers.bench import Bench
from workers.chains import Turn
from workers.errors import StorageAway
from workers.storage import ObjectRef
from workers.unpacking import MOST_ROUNDS, take

RECORD = {"text": ARTICLE, "title": "澄江召开春季造林现场会", "date": "2024-03-12 09:30"}


def lines(*texts: str) -> bytes:
    return b"\n".join(json.dumps(RECORD | {"text": text}).encode() for text in texts)


class Service:
    """The queue as a list of messages, worked off one after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, memory: Memory, **settings: Any) -> None:
        self.memory = memory
        self.settings = Settings(**{"batch_articles": 2} | settings)
        self.app = create_app(self.settings)
        stages.register(self.app, self.settings)
        self.bench = Bench(self.app, self.settings)
        self.waiting: list[Turn | Batch] = []
        self.said: list[str] = []
        for module in (chains, unpacking):
            monkeypatch.setattr(module, "send_turn", self._turn)
            monkeypatch.setattr(module, "send_batch", self._batch)
            monkeypatch.setattr(module, "waiting_batches", self._batches)

    def _turn(self, _app: object, turn: Turn, countdown: float = 0) -> None:  # noqa: ARG002
        self.waiting.append(turn)

    def _batch(self, _app: object, batch: Batch, _names: list[str], queue: str = "") -> None:  # noqa: ARG002
        self.waiting.append(Batch.model_validate_json(batch.model_dump_json()))

    def _batches(self, _redis: object, _queue: str = "") -> int:
        return sum(isinstance(message, Batch) for message in self.waiting)

    def upload(self, key: str, content: bytes) -> None:
        self.memory.objects[f"incoming/{key}"] = content
        chains.send(self.app, [ObjectRef(key, len(content))], "wenzhai")

    def step(self) -> None:
        message = self.waiting.pop(0)
        if isinstance(message, Turn):
            self.said.append(take(self.bench, message))
            return
        for stage in PIPELINE:
            message = self.app.tasks[f"tasks.{stage.name}"](message.__json__())

    def run(self) -> None:
        while self.waiting:
            self.step()

    def manifest(self, key: str) -> Manifest:
        return Manifest.model_validate_json(self.memory.objects[f"results/{key}.json"])


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, memory: Memory) -> Service:
    return Service(monkeypatch, memory)


def test_every_line_becomes_a_result_and_the_manifest_comes_last(service: Service) -> None:
    service.upload("a.jsonl", lines(*[ARTICLE] * 5))
    service.run()
    names = [f"results/a.jsonl/{number:06}.json" for number in range(5)]
    assert service.memory.outcomes() == {*names, "results/a.jsonl.json"}
    written = service.memory.objects.written
    assert written["results/a.jsonl.json"] > max(written[name] for name in names)
    manifest = service.manifest("a.jsonl")
    assert (manifest.articles, manifest.failed, manifest.folder) == (5, 0, "a.jsonl")
    result = Result.model_validate_json(service.memory.objects[names[3]])
    assert (result.source.key, result.source.record) == ("a.jsonl", 3)
    assert result.source.etag == service.memory.etag("incoming/a.jsonl")


def test_a_bad_line_fails_alone(service: Service) -> None:
    service.upload("a.jsonl", lines(ARTICLE) + b'\n{"headline": 3}\n\n' + lines(ARTICLE))
    service.run()
    assert service.manifest("a.jsonl").failed == 1
    failure = Failure.model_validate_json(service.memory.objects["failed/a.jsonl/000001.json"])
    assert failure.error.type == "NotARecord"
    assert failure.replay == "wenzhai process --key a.jsonl --record 1 --out ."


def test_a_line_beyond_the_limit_fails_alone(
    monkeypatch: pytest.MonkeyPatch, memory: Memory
) -> None:
    service = Service(monkeypatch, memory, article_bytes=2000)
    service.upload("a.jsonl", lines(ARTICLE, ARTICLE * 100))
    service.run()
    failure = Failure.model_validate_json(memory.objects["failed/a.jsonl/000001.json"])
    assert failure.error.type == "TooLarge"
    assert service.manifest("a.jsonl").failed == 1


@pytest.mark.parametrize(
    ("key", "content"),
    [("a.txt.gz", gzip.compress(ARTICLE.encode())), ("a.json", json.dumps(RECORD).encode())],
)
def test_an_object_of_one_article_has_one_result(
    service: Service, key: str, content: bytes
) -> None:
    service.upload(key, content)
    service.run()
    assert service.memory.outcomes() == {f"results/{key}.json"}
    result = Result.model_validate_json(service.memory.objects[f"results/{key}.json"])
    assert (result.source.record, result.title) == (None, "澄江召开春季造林现场会")


def test_an_array_has_a_folder_that_is_in_nobody_s_way(service: Service) -> None:
    service.upload("a.json", json.dumps([RECORD, RECORD]).encode())
    service.run()
    assert "results/a.json.d/000001.json" in service.memory.objects
    assert service.manifest("a.json").folder == "a.json.d"


def test_damaged_data_is_one_failure(service: Service) -> None:
    service.upload("a.jsonl.gz", gzip.compress(lines(ARTICLE))[:-20])
    service.run()
    assert service.memory.outcomes() == {"failed/a.jsonl.gz.json"}


def test_a_full_queue_takes_only_what_it_has_room_for(
    monkeypatch: pytest.MonkeyPatch, memory: Memory
) -> None:
    service = Service(monkeypatch, memory, queued_batches=2)
    service.upload("a.jsonl", lines(*[ARTICLE] * 9))
    most = 0
    while service.waiting:
        service.step()
        most = max(most, service._batches(None))
    assert most == 2
    assert service.manifest("a.jsonl").articles == 9


def test_lost_batches_are_sent_again_and_nothing_else_is(service: Service) -> None:
    service.upload("a.jsonl", lines(*[ARTICLE] * 6))
    service.step()
    assert isinstance(service.waiting[1], Batch)
    del service.waiting[1]  # articles 2 and 3
    for _ in range(2):  # two of the three batches
        service.step()
    service.waiting.clear()  # Redis was wiped
    before = dict(service.memory.objects.written)
    chains.send(service.app, [ObjectRef("a.jsonl", 1)], "wenzhai")  # the sweep
    service.run()
    assert service.said[-1] == "6 done, 0 failed"
    done = [f"results/a.jsonl/{number:06}.json" for number in (0, 1, 4, 5)]
    assert all(service.memory.objects.written[name] == before[name] for name in done)


def test_what_never_comes_is_left_to_the_sweep(service: Service) -> None:
    service.upload("a.jsonl", lines(*[ARTICLE] * 4))
    service.step()
    del service.waiting[0]
    service.run()
    assert len(service.said) == 1 + 1 + MOST_ROUNDS + 1
    assert "results/a.jsonl.json" not in service.memory.objects
    assert service.memory.forgotten[-1] == "a.jsonl"


def test_a_newer_version_with_fewer_articles_leaves_nothing_of_the_old(service: Service) -> None:
    service.upload("a.jsonl", lines(ARTICLE, "", ARTICLE, ARTICLE))
    service.run()
    assert "failed/a.jsonl/000001.json" in service.memory.objects
    service.upload("a.jsonl", lines(ARTICLE, ARTICLE))
    service.run()
    assert service.memory.outcomes() == {
        "results/a.jsonl.json",
        "results/a.jsonl/000000.json",
        "results/a.jsonl/000001.json",
    }


def test_a_version_overwritten_in_flight_leaves_no_outcome_and_is_asked_for(
    service: Service,
) -> None:
    service.upload("a.jsonl", lines(ARTICLE, ARTICLE))
    service.step()
    service.memory.objects["incoming/a.jsonl"] = lines(ARTICLE + "又")
    service.step()
    assert service.memory.outcomes() == set()
    assert len(service.memory.events) == 1


def test_a_late_outcome_of_the_old_version_does_not_leave_the_new_one_incomplete(
    service: Service,
) -> None:
    service.upload("a.jsonl", lines(ARTICLE, ARTICLE))
    service.step()
    old = service.waiting.pop(0)
    service.waiting.clear()
    service.upload("a.jsonl", lines(ARTICLE + "又", ARTICLE))
    service.run()
    assert service.manifest("a.jsonl").articles == 2
    service.waiting.append(old)
    service.run()
    assert "results/a.jsonl.json" not in service.memory.objects, "the sweep would not look again"
    chains.send(service.app, [ObjectRef("a.jsonl", 1)], "wenzhai")
    service.run()
    result = service.memory.objects["results/a.jsonl/000000.json"]
    assert "又" in Result.model_validate_json(result).body.text
    assert service.manifest("a.jsonl").articles == 2


def test_an_outcome_taken_back_while_the_manifest_is_written_is_noticed(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.upload("a.jsonl", lines(ARTICLE, ARTICLE))
    write = service.memory.write

    def taking_back(name: str, data: bytes, content_type: str = "") -> None:
        write(name, data, content_type)
        if name == "results/a.jsonl.json":
            monkeypatch.setattr(service.memory, "write", write)
            service.memory.delete("results/a.jsonl/000000.json")

    monkeypatch.setattr(service.memory, "write", taking_back)
    while "results/a.jsonl/000000.json" in service.memory.objects or len(service.said) < 2:
        service.step()
    assert service.said[-1] == "1 of 2 articles still to come"
    assert "results/a.jsonl.json" not in service.memory.objects


def test_a_deleted_object_is_no_error(service: Service) -> None:
    service.upload("a.jsonl", lines(ARTICLE))
    del service.memory.objects["incoming/a.jsonl"]
    service.run()
    assert service.memory.outcomes() == set()


def test_a_key_that_no_folder_can_be_named_after_is_finished_too(service: Service) -> None:
    key = "../" + "长" * 330 + ".jsonl"
    service.upload(key, lines(ARTICLE, ARTICLE))
    service.run()
    assert service.said[-1] == "2 done, 0 failed"


def test_storage_that_is_away_is_waited_for(service: Service) -> None:
    service.upload("a.jsonl", lines(ARTICLE))
    service.memory.trouble["incoming/"] = StorageAway("no answer")
    with pytest.raises(StorageAway):
        service.step()


def test_an_object_that_has_cost_too_many_workers_is_given_up(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(monkeypatch, memory)
    service.upload("a.jsonl", lines(ARTICLE))
    memory.losses["a.jsonl"] = attempts.WATCHED_LOSSES
    monkeypatch.setattr(unpacking, "unpack", lambda *_: pytest.fail("it was unpacked"))
    take(service.bench, Turn(key="a.jsonl", size=1), lost="signal 11 (SIGSEGV)")
    failure = Failure.model_validate_json(memory.objects["failed/a.jsonl.json"])
    assert (failure.error.type, failure.attempts) == ("StageKilled", 3)
    assert "signal 11 (SIGSEGV)" in failure.error.message


def test_an_object_is_unpacked_under_watch_after_a_loss(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(monkeypatch, memory)
    service.upload("a.jsonl", lines(ARTICLE, ARTICLE))
    memory.losses["a.jsonl"] = 1
    assert take(service.bench, Turn(key="a.jsonl", size=1), lost="x") == "2 of 2 articles"
    assert memory.losses["a.jsonl"] == 0


def test_an_object_that_is_done_again_sends_what_has_an_outcome_too(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(monkeypatch, memory)
    service.upload("a.jsonl", lines(ARTICLE, ARTICLE, ARTICLE))
    while service.waiting:
        service.step()
    turn = Turn(key="a.jsonl", size=1)
    assert take(service.bench, turn) == "0 of 3 articles"
    assert take(service.bench, turn.model_copy(update={"again": True})) == "3 of 3 articles"
