"""The conditions of the people whom charts and tables count, by which a number leads to «Ai, ở đâu?»."""

from collections.abc import Container, Sequence
from datetime import date

import reference
from stats import groups
from stats.cube import Conditions
from stats.measures import Group, Level, is_listed
from stats.measures.cross_tables import ALL
from stats.measures.level_groups import is_grouped, level_groups
from stats.selection import PLACES, SEVERAL, Selection

EVERYBODY: Conditions = ()
PROVINCE: Conditions = tuple((name, None) for name in PLACES)
"""Of the whole province, whatever place of it the selection is of."""
_DIMENSIONS = {Level.DISTRICT: "district", Level.UNIT: "unit", Level.UNIT_TYPE: "unit_type"}


def of_place(by: str, code: str | None) -> Conditions | None:
    """Give the conditions of a place's people; None of what is no place of its own."""
    dimension = _DIMENSIONS.get(Level(by))
    return ((dimension, code),) if dimension and code else None


def of_groups(by: str, groups: Sequence[Group], together: Container[str] = ()) -> list[Conditions | None]:
    """Give the conditions of each place; None where a line stands for several (`together`: their codes)."""
    return [None if group.code in together else of_place(by, group.code) for group in groups]


def of_codes(field: str, codes: Sequence[str | None]) -> Conditions | None:
    """Give the conditions of those who have one of the codes; several can be told of listed values alone.

    None where one of several is «Không khai»: no address says both.
    """
    if len(codes) == 1:
        return ((field, codes[0]),)
    known = [code for code in codes if code is not None]
    is_told = codes and len(known) == len(codes) and field in reference.code_lists()
    return ((field, SEVERAL.join(known)),) if is_told else None


def of_crossed(field: str, codes: tuple[str | None, ...]) -> Conditions | None:
    """Give the conditions of a value of a cross-table's axis; None of no place, which no address says."""
    if not field or codes == (ALL,):
        return EVERYBODY
    return None if field in (*_DIMENSIONS.values(), *PLACES) and None in codes else of_codes(field, codes)


def of_level(field: str, code: str | None) -> Conditions | None:
    """Give the conditions of a merged level's people; one that also has what no list names is a group."""
    if code is None:
        return of_codes(field, (None,))
    group = next((group for group in level_groups(field) if group.code == code), None)
    if group is None:  # a value that was not merged
        return of_codes(field, (code,))
    return groups.group(groups.LEVEL, field, code) if group.takes_the_rest else of_codes(field, group.members)


def of_part(field: str, code: str | None) -> Conditions | None:
    """Give the conditions of a value's people; of a field that has groups and no list the values are merged levels."""
    return of_level(field, code) if is_grouped(field) and not is_listed(field) else of_codes(field, (code,))


def of_selection(place: Selection) -> Conditions:
    """Give the conditions that lead from any selection to a place of its day."""
    return tuple((name, getattr(place, name)) for name in PLACES)


def of_day(day: date, *, is_printed: bool = False) -> Conditions | None:
    """Give the conditions of a date's people; of a printed table there are none."""
    return None if is_printed else (("as_of", day.isoformat()),)
