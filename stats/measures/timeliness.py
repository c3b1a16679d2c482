"""Each unit's sending against the deadline of a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property


class Timing(StrEnum):
    """The state of a unit against the deadline."""

    IN_TIME = "in_time"
    LATE = "late"
    OVERDUE = "overdue"
    """Nothing was sent, and the deadline is over."""
    OPEN = "open"
    """Nothing was sent, and there is still time."""


@dataclass(frozen=True, slots=True)
class UnitTiming:
    """One unit: its state, and the days by which it is late or overdue, or that it still has."""

    timing: Timing
    days: int


@dataclass(frozen=True)
class Timeliness:
    """All units of a date against its deadline; `sent`: the day on which each unit sent first."""

    due_on: date
    today: date
    sent: tuple[tuple[str, date], ...]

    @cached_property
    def first_sent(self) -> Mapping[str, date]:
        """The day on which each unit sent first, by its code."""
        return dict(self.sent)

    def of(self, unit: str) -> UnitTiming:
        """Hold a unit's first sending, or today where it has sent nothing, against the deadline."""
        day = self.first_sent.get(unit)
        over = ((day or self.today) - self.due_on) // timedelta(days=1)
        if day is None:
            return UnitTiming(Timing.OVERDUE if over > 0 else Timing.OPEN, abs(over))
        return UnitTiming(Timing.LATE if over > 0 else Timing.IN_TIME, max(over, 0))


def timeliness(due_on: date | None, today: date, sent: Mapping[str, date]) -> Timeliness | None:
    """Give the timeliness of a date; None where it has no deadline."""
    return None if due_on is None else Timeliness(due_on, today, tuple(sorted(sent.items())))
