"""The people who are in no figure of a date because the unit they are of is still a question."""

from dataclasses import dataclass
from datetime import date

from stats.queries import held_people
from stats.source import StatisticsSource


@dataclass(frozen=True, slots=True)
class HeldBack:
    """The number of people of the province who wait, and the newest load that asks for their unit; None: nobody."""

    people: int = 0
    import_id: int | None = None


def held_back(source: StatisticsSource, as_of: date) -> HeldBack:
    """Count the people whom loads of the date held back and nothing has brought since."""
    rows = source.ask(held_people, as_of, source.province)
    return HeldBack(len(rows), max((row.import_id for row in rows), default=None))
