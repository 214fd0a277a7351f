"""What a worker tells Flower of its tasks: together, a moment later."""

from typing import Any

from celery.app import events
from celery.events.dispatcher import EventDispatcher
from celery.worker import consumer

DELAY_SECONDS = 0.05


class Consumer(consumer.Consumer):
    """Celery's, which would publish a task's events each before the task goes on.

    Every event carries the time at which it happened, so Flower shows the same.
    """

    hub: Any  # the event loop, of this connection or of the one before
    _flushing: Any = None  # the timer's entry; None: nothing is waiting

    def on_send_event_buffered(self) -> None:  # type: ignore[override]
        """Have what is buffered sent in a moment."""
        if self._flushing is None or self._flushing.canceled:  # with its connection
            self._flushing = self.hub.call_later(DELAY_SECONDS, self._flush)

    def shutdown(self) -> None:
        """End; when nothing was at hand, the event loop has ended before its timer was due."""
        self._flush()
        super().shutdown()

    def _flush(self) -> None:
        self._flushing = None
        self._flush_events()  # type: ignore[attr-defined]


class Dispatcher(EventDispatcher):
    """Celery's, which would lose with a connection what it has buffered."""

    def extend_buffer(self, other: EventDispatcher) -> None:
        """Take over what the dispatcher of the lost connection was yet to send."""
        super().extend_buffer(other)
        for group, waiting in other._group_buffer.items():  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way
            self._group_buffer[group].extend(waiting)  # type: ignore[attr-defined]


class Events(events.Events):
    """`app.events` of a worker's app."""

    dispatcher_cls: Any = Dispatcher
