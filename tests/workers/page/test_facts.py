"""Dates and events as the table of facts words them."""

import pytest

from tasks.document import EventDate
from workers.page.facts import _event_date


@pytest.mark.parametrize(
    ("iso", "inferred", "shown"),
    [
        ("2024-03-11", None, "2024-03-11"),
        ("--12-06", None, "12月6日"),
        ("--11-23", "../2021-11-24", "11月23日，推断：不晚于 2021-11-24"),
        (None, "2021-11-01/2021-11-24", "推断：2021-11-01 至 2021-11-24"),
        (None, "2021-11-01/..", "推断：不早于 2021-11-01"),
        ("--03-11", "2024-03-11", "3月11日，推断：2024-03-11"),
        (None, None, None),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(
    iso: str | None, inferred: str | None, shown: str | None
) -> None:
    assert _event_date(EventDate(iso=iso, text=None, inferred=inferred, basis="")) == shown
