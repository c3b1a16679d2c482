"""The checks of counts by place: twice, parts against their whole, units against the totals above them, late days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from etl.figures.records import FigureCell
from etl.problems import Problem, problem
from reference.addresses import place_in_words
from reference.codes import code_lists
from reference.counted import AGE_BAND, parts, whole
from reference.fields import field_label
from reference.forms import EVERYBODY, Rule, parse
from reference.units import version_on
from reference.vietnamese import in_sentence, number

_Place = tuple[str, str, str, date]
"""Level and code of the place, level of government, day."""
_EXHAUSTIVE = ("category", "gender")
"""Fields that nobody is without: fewer than the whole is a mistake, too."""
_DAY_FORMAT = "%d/%m/%Y"


def check_aggregates(file: str, cells: Sequence[FigureCell]) -> Iterator[Problem]:
    """Find numbers that contradict each other, and days that have not come; each problem at its cell."""
    places: dict[_Place, dict[Rule, FigureCell]] = defaultdict(dict)
    twice: set[_Place] = set()
    for cell in cells:
        rule = parse(cell.measure, {})
        first = places[_place(cell)].setdefault(rule, cell)
        if first.value != cell.value and _place(cell) not in twice:
            twice.add(_place(cell))
            other = f"{place_in_words(first.sheet, first.cell)} ({number(int(first.value))})"
            yield _problem("figure_twice", file, cell, other=other)
    for place, counts in places.items():
        yield from _late(file, place[3], counts)
        yield from _off_parts(file, counts)
    yield from _off_totals(file, places)


def _place(cell: FigureCell) -> _Place:
    return cell.unit.level, cell.unit.code, cell.tier, cell.as_of


def _late(file: str, day: date, counts: Mapping[Rule, FigureCell]) -> Iterator[Problem]:
    if day > date.today():  # noqa: DTZ011 - the office's own calendar day
        first = next(iter(counts.values()))
        yield problem(
            "figure_day_in_future", file=file, sheet=first.sheet, cell=first.cell, value=f"{day:{_DAY_FORMAT}}"
        )


def _off_parts(file: str, counts: Mapping[Rule, FigureCell]) -> Iterator[Problem]:
    """Find a printed whole that its parts exceed, or (of what nobody is without) miss."""
    everybody = counts.get(EVERYBODY)
    if everybody is None:
        return
    people = {rule: int(cell.value) for rule, cell in counts.items()}
    base = whole(people) or 0
    for cell in counts.values():
        if cell.value > base:
            yield _problem("aggregate_above_whole", file, cell, total=number(base), where=everybody.cell)
    for field in (*code_lists(), AGE_BAND):
        of_codes = parts(people, field)
        counted = sum(of_codes.values())
        if len(of_codes) > 1 and counted > base:
            yield _problem(
                "aggregate_parts_over", file, everybody, field_name=field_label(field), counted=number(counted)
            )
        elif field in _EXHAUSTIVE and len(of_codes) > 1 and counted < base:
            yield _problem(
                "aggregate_parts_short", file, everybody, field_name=field_label(field), counted=number(counted)
            )


def _off_totals(file: str, places: Mapping[_Place, Mapping[Rule, FigureCell]]) -> Iterator[Problem]:
    """Find a district's or province's number that the units below it do not add up to, where they all print it."""
    below: dict[_Place, list[_Place]] = defaultdict(list)
    for place in places:
        level, code, tier, day = place
        unit = version_on(code, day) if level in ("commune", "district") else None
        if unit is not None and unit.parent_code:
            parent = version_on(unit.parent_code, day)
            if parent is not None:
                below[parent.level, parent.code, tier, day].append(place)
    for above, members in below.items():
        for rule, cell in places.get(above, {}).items():
            held = [places[member].get(rule) for member in members]
            numbers = [int(each.value) for each in held if each is not None]
            if len(numbers) == len(members) and sum(numbers) != cell.value:
                yield _problem(
                    "aggregate_total_off", file, cell, counted=number(sum(numbers)), unit=in_sentence(cell.unit.name)
                )


def _problem(code: str, file: str, cell: FigureCell, **words: str) -> Problem:
    given = {"unit": cell.unit.name, "measure": cell.name, "day": f"{cell.as_of:{_DAY_FORMAT}}"} | words
    return problem(code, file=file, sheet=cell.sheet, cell=cell.cell, value=number(int(cell.value)), **given)
