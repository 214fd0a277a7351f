"""The Celery app: the one place where queue behaviour is configured.

Each value is here because of a failure of Celery on Redis that was measured; the reason stands
beside it.
"""

from celery import Celery
from kombu import Exchange, Queue

from config.settings import Settings
from tasks.stages import STAGES
from workers.task_events import Consumer, Events

# In the order a worker looks at them: later stages first, so that what is begun gets finished
# and work in progress stays small.
STAGE_QUEUES = tuple(f"wenzhai.{stage}" for stage in reversed(STAGES))
INTAKE_QUEUE = STAGE_QUEUES[-1]
AGAIN_QUEUE = "wenzhai.again"  # looked at last: what is done again keeps no new article waiting
QUEUES = (*STAGE_QUEUES, AGAIN_QUEUE)


def create_app(settings: Settings) -> Celery:
    """A Celery app for this deployment, with no task yet (see stages.register, chains.sender)."""
    broker = settings.redis_url.get_secret_value()
    app = Celery("wenzhai", broker=broker, events=Events, set_as_current=False)
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],  # a worker that accepts pickle refuses to run as root
        task_ignore_result=True,  # results live in the bucket, Flower on events
        task_queues=[Queue(name, Exchange(name), routing_key=name) for name in QUEUES],
        task_routes={f"tasks.{stage}": f"wenzhai.{stage}" for stage in STAGES},
        task_default_queue=INTAKE_QUEUE,  # else Flower lists an empty queue `celery`
        task_create_missing_queues=False,
        # All options of the tasks stand here, once: Celery silently accepts a misspelt one on a task.
        task_acks_late=True,  # a message is gone only when its task is done
        # A lost child's message is retried, one over the hard limit comes back; acks_late alone
        # would lose both. It ends because attempts.py counts; the bound here is for the unforeseen.
        task_retry_on_worker_lost=True,
        task_acks_on_timeout=False,
        # Celery's own delay of 180 s is above the visibility timeout: the message would double.
        task_annotations={"*": {"default_retry_delay": 1, "max_retries": 20}},
        task_soft_time_limit=settings.soft_time_limit,
        task_time_limit=settings.time_limit,
        # Else one busy worker hoards hundreds of late-acknowledged messages, and one without
        # storage takes in the whole queue as retries.
        worker_eta_task_limit=4,
        worker_prefetch_multiplier=1,
        worker_disable_prefetch=True,
        worker_send_task_events=True,  # Flower
        worker_consumer=Consumer,  # sends those together: no task waits for them
        worker_max_memory_per_child=settings.worker_memory_bytes // 1024,
        worker_cancel_long_running_tasks_on_connection_loss=True,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,  # a broker that is away comes back
        broker_transport_options={
            "visibility_timeout": settings.visibility_timeout,
            # With kombu's defaults (10 s, every 10th round) a killed worker's messages came back
            # after 105 s instead of 6.
            "unacked_restore_interval": 1,
            "unacked_restore_throttle": 1,
            "queue_order_strategy": "priority",
            # Else a part waits for ever for a Redis that went without a word (a switch-over, a
            # firewall), even when another has taken its place. What a worker does about an
            # acknowledgement without an answer: unacked.py.
            "socket_timeout": settings.redis_timeout,
            "socket_connect_timeout": settings.redis_timeout,
            "health_check_interval": settings.redis_timeout,  # of the connections it listens on
        },
    )
    return app
