"""When a worker's task events leave."""

from collections.abc import Iterator
from typing import Any

import pytest
from celery import Celery
from celery.worker import consumer
from kombu.asynchronous import Hub

from workers import task_events
from workers.task_events import Consumer, Events


class Sent:
    """A producer that keeps the types of the events of each message."""

    def __init__(self) -> None:
        self.messages: list[list[str]] = []
        self.away = False

    def publish(self, body: Any, **_: object) -> None:
        if self.away:
            raise OSError("no connection")
        self.messages.append([event["type"] for event in body])


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """As much of a consumer as there is to sending events."""
    monkeypatch.setattr(task_events, "DELAY_SECONDS", 0)
    made = Consumer.__new__(Consumer)
    made.hub = Hub()
    yield made
    made.hub.close()


def dispatcher(worker: Any) -> Any:
    """As a worker makes it for each connection."""
    app = Celery("tests", broker="memory://", events=Events, set_as_current=False)
    made: Any = app.events.Dispatcher(
        app.connection(), buffer_group=["task"], on_send_buffered=worker.on_send_event_buffered
    )
    made.producer = Sent()
    worker.event_dispatcher = made
    return made


def test_events_of_a_moment_leave_together(worker: Any) -> None:
    events = dispatcher(worker)
    events.send("task-received")
    events.send("task-started")
    assert events.producer.messages == []
    worker.hub.fire_timers()
    assert events.producer.messages == [["task-received", "task-started"]]
    events.send("task-succeeded")
    worker.hub.fire_timers()
    assert events.producer.messages[1:] == [["task-succeeded"]]


def test_a_new_connection_takes_over_what_is_not_sent(worker: Any) -> None:
    before = dispatcher(worker)
    before.send("task-received")
    before.close()
    worker.hub.timer.clear()  # a connection's timers are cancelled with it
    worker._flushing.cancel()
    after = dispatcher(worker)
    after.extend_buffer(before)
    after.send("task-started")
    worker.hub.fire_timers()
    assert after.producer.messages == [["task-received", "task-started"]]


def test_what_cannot_be_sent_is_kept(worker: Any) -> None:
    events = dispatcher(worker)
    events.producer.away = True
    events.send("task-received")
    worker.hub.fire_timers()
    events.producer.away = False
    events.flush()
    assert events.producer.messages == [["task-received"]]


def test_the_last_ones_leave_when_the_worker_ends(
    worker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer.Consumer, "shutdown", lambda self: self.event_dispatcher.close())
    events = dispatcher(worker)
    events.send("task-succeeded")
    sent = events.producer
    worker.shutdown()
    assert sent.messages == [["task-succeeded"]]
