"""Units against a deadline: the day itself is in time, each day after it counts."""

from datetime import date

import pytest

from stats.measures.timeliness import Timing, timeliness

DUE = date(2024, 1, 15)


@pytest.mark.parametrize(
    ("sent", "today", "timing", "days"),
    [
        (date(2024, 1, 3), date(2024, 6, 1), Timing.IN_TIME, 0),
        (date(2024, 1, 15), date(2024, 6, 1), Timing.IN_TIME, 0),
        (date(2024, 1, 16), date(2024, 6, 1), Timing.LATE, 1),
        (date(2024, 2, 15), date(2024, 6, 1), Timing.LATE, 31),
        (None, date(2024, 1, 5), Timing.OPEN, 10),
        (None, date(2024, 1, 15), Timing.OPEN, 0),
        (None, date(2024, 1, 18), Timing.OVERDUE, 3),
    ],
)
def test_a_unit_against_the_deadline(sent: date | None, today: date, timing: Timing, days: int) -> None:
    held = timeliness(DUE, today, {"a": sent} if sent else {})
    assert held is not None
    unit = held.of("a")
    assert (unit.timing, unit.days) == (timing, days)


def test_without_a_deadline_nobody_is_late() -> None:
    assert timeliness(None, DUE, {}) is None
