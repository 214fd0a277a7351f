from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from config.settings import RETRY_SECONDS_MAX
from workers.worker import start_overdue


class Request:
    """As much of Celery's as the signal's receiver uses."""

    def __init__(self, seconds: float | None) -> None:
        self._eta = None if seconds is None else datetime.now(UTC) + timedelta(seconds=seconds)

    @property
    def eta(self) -> datetime | None:
        return self._eta


@pytest.mark.parametrize("seconds", [-3600, 0, RETRY_SECONDS_MAX])
def test_a_retry_is_waited_for(seconds: float) -> None:
    request: Any = Request(seconds)
    due = request.eta
    start_overdue(request)
    assert request.eta == due


def test_a_retry_that_a_wrong_clock_has_put_off_is_taken_up_at_once() -> None:
    request: Any = Request(3600)
    start_overdue(request)
    assert request.eta is None


def test_a_message_that_is_due_now_stays_so() -> None:
    request: Any = Request(None)
    start_overdue(request)
    assert request.eta is None
