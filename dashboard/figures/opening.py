"""The breakdown that the overview opens with since commune staff are one civil service: departments and ranks."""

from dashboard import cached
from reference.openings import USUAL, opening_field
from stats.selection import Selection

_BESIDE = {"department": "rank", "rank": "department"}


def fields(selection: Selection) -> list[str]:
    """List the breakdown that is in force on the date, where the rosters tell it, and the other one beside it."""
    field = opening_field(selection.level, selection.as_of)
    return [name for name in (field, _BESIDE.get(field, USUAL)) if name != USUAL and _is_told(selection, name)]


def _is_told(selection: Selection, field: str) -> bool:
    return any(part.code and part.count for part in cached.source().breakdown(selection, field).parts)
