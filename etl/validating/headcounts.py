"""The number of people that a load brings, held against the year before and against the register of units."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import reference
from etl.normalising.places import Place
from etl.problems import Problem, problem
from etl.records import People, UnitChange
from reference import Unit, limit
from reference.addresses import address
from reference.provinces import communes_of, provinces_on
from reference.units import version_on

_LEAST_UNITS = 2
"""The fewest units of a load of which some may be missing: who sends one has all, however small its district."""
_NAMING = ("unit", "unit_code", "full_name", "given_name")
"""The fields whose cell a doubt about a unit points at: where its first row names it, or who stands there."""


def check_headcounts(
    sheets: Sequence[tuple[People, Sequence[Place | None]]], before: Mapping[str, tuple[date, int]], as_of: date
) -> Iterator[Problem]:
    """Find units whose number of people moved by more than a third against `before` (unit code -> day and number).

    Units that were made of others, or into others, in between are not compared.
    """
    most = limit("headcount_moved_share")
    first, counts = _counts(sheets)
    for code, (file, sheet, cell, name) in first.items():
        day, number = before.get(code, (as_of, 0))
        now = counts[code]
        if number and abs(now - number) > most * number and not _was_remade(code, day, as_of):
            where = {"file": file, "sheet": sheet, "cell": cell, "field": "headcount"}
            yield problem("headcount_moved", **where, value=now, unit=name, number=number, day=f"{day:%d/%m/%Y}")


def check_unchanged(
    sheets: Sequence[tuple[People, Sequence[Place | None]]], since: Mapping[date, Sequence[UnitChange]]
) -> Iterator[Problem]:
    """Find units whose people all stand as on an earlier day: an old list may have got a new date.

    `since`: the changes of units since a day; a unit that was not looked at has no number before.
    """
    first, _ = _counts(sheets)
    for day, changes in since.items():
        for change in changes:
            is_same = change.before is not None and not change.added + change.gone + change.changed
            if is_same and change.after >= limit("unchanged_least"):
                file, sheet, cell, name = first[change.code]
                where = {"file": file, "sheet": sheet, "cell": cell, "field": "headcount"}
                yield problem("list_unchanged", **where, value=change.after, unit=name, day=f"{day:%d/%m/%Y}")


def _counts(
    sheets: Sequence[tuple[People, Sequence[Place | None]]],
) -> tuple[dict[str, tuple[str, str, str, str]], dict[str, int]]:
    """Give each unit's file, sheet, cell of its first row and name; and its number of people."""
    first: dict[str, tuple[str, str, str, str]] = {}
    counts: dict[str, int] = {}
    for people, places in sheets:
        column = next((people.columns[name][0] for name in _NAMING if people.columns.get(name)), 0)
        for row, place in zip(people.rows, places, strict=True):
            if place is not None:
                if place.code not in counts:
                    first[place.code] = (people.file, people.sheet, address(row - 1, column), place.name)
                counts[place.code] = counts.get(place.code, 0) + 1
    return first, counts


def _was_remade(code: str, after: date, until: date) -> bool:
    return any(
        after < step.on <= until and code in (step.old_code, step.new_code) and step.old_code != step.new_code
        for step in reference.successions()
    )


def check_missing_units(
    sent: Iterable[str], on_file: Iterable[str], as_of: date, province: str, file: str
) -> Iterator[Problem]:
    """Find communes that are missing from a load which speaks of at least half of their province or district.

    `sent`: codes of the units that the load speaks of; `on_file`: of those that are there for the day already.
    """
    here = set(sent)
    registers = [communes_of(home, as_of) for home in provinces_on(province, as_of)]
    areas = [area for communes in registers for area in _areas_sent(communes, here)]
    missing = [unit for area in areas for unit in area if unit.code not in here.union(on_file)]
    if missing:
        names_here = Counter(unit.name for communes in registers for unit in communes)
        examples = [
            f"{unit.name} ({_name_above(unit, as_of)})" if names_here[unit.name] > 1 else unit.name
            for unit in missing[: int(limit("units_named"))]
        ]
        names = ", ".join(examples) + (", …" if len(examples) < len(missing) else "")
        yield problem("units_missing", file=file, field="unit", value=len(missing), units=names)


def _name_above(unit: Unit, day: date) -> str:
    above = version_on(unit.parent_code or "", day)
    return above.name if above else ""


def _areas_sent(communes: Sequence[Unit], here: set[str]) -> list[Sequence[Unit]]:
    """The province, if the load is about it; else the districts that it is about."""
    if _is_about(communes, here):
        return [communes]
    districts: dict[str | None, list[Unit]] = {}
    for unit in communes:
        districts.setdefault(unit.parent_code, []).append(unit)
    return [units for units in districts.values() if _is_about(units, here)]


def _is_about(area: Sequence[Unit], here: set[str]) -> bool:
    count = sum(unit.code in here for unit in area)
    return count >= _LEAST_UNITS and count >= limit("units_missing_share") * len(area)
