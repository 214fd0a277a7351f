"""What a worker has taken from a queue and not yet acknowledged, while Redis is silent or full."""

import logging
from typing import Any

from kombu.transport import redis, virtual
from redis.exceptions import RedisError, ResponseError

log = logging.getLogger(__name__)


class Unacked(redis.QoS):
    """As kombu's, but a Redis that does not take note costs the worker no place, nor its life.

    By kombu's own, a worker whose acknowledgement got no answer seems to be at work on that message
    for ever, and takes nothing up any more; and any refusal of a full Redis ends it.
    """

    channel: Any  # a redis.Channel, whose types do not name all that it has

    def __init__(self, channel: redis.Channel, prefetch_count: int = 0) -> None:
        super().__init__(channel, prefetch_count)
        self._untold: set[str] = set()  # acknowledged here, and Redis may not know

    def append(self, message: virtual.Message, delivery_tag: str) -> None:
        """Note a message that has just been taken from its queue.

        When Redis is full, only here: should this worker be lost, too, the sweep finds its articles.
        """
        try:
            super().append(message, delivery_tag)
        except ResponseError as error:
            log.warning("at work on what Redis did not note: %s", error)
            virtual.QoS.append(self, message, delivery_tag)

    def ack(self, delivery_tag: str) -> None:
        """Acknowledge it; should Redis not answer, once more with the next one."""
        virtual.QoS.ack(self, delivery_tag)
        self._untold.add(delivery_tag)
        try:
            # In no transaction: a full Redis refuses those, whatever is in them.
            with self.channel.conn_or_acquire() as client, client.pipeline(False) as pipe:
                pipe.hdel(self.unacked_key, *self._untold)
                pipe.zrem(self.unacked_index_key, *self._untold)
                pipe.execute()
            self._untold.clear()
        except RedisError as error:
            log.warning("acknowledged later: %s", error)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """Put it back; should Redis not do so, it comes back after the visibility timeout."""
        try:
            super().reject(delivery_tag, requeue)
        except RedisError as error:
            log.warning("put back later: %s", error)
            virtual.QoS.ack(self, delivery_tag)

    def restore_visible(self, *args: Any, **options: Any) -> None:
        """Put back what other workers have had for too long, unless Redis is full."""
        try:
            super().restore_visible(*args, **options)
        except ResponseError as error:
            log.warning("nothing is put back: %s", error)
