"""The checks of a workbook's numbers: negative, not whole, above the maximum, parts and totals that are off."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import reference
from etl.figures.layout import Table
from etl.figures.numbers import written
from etl.figures.records import FigureCell
from etl.figures.repeats import key_of
from etl.figures.rows import Rows
from etl.problems import Problem, problem
from reference.addresses import column_letters
from reference.figures import Measure, MeasureKind, parts_of

_Key = tuple[str, str, str, date]


def check_cells(file: str, figures: Iterable[FigureCell], catalogue: Mapping[str, Measure]) -> Iterator[Problem]:
    """Find numbers that cannot be: negative ones, parts of a person, more points than there are."""
    for cell in figures:
        yield from _check_cell(file, cell, catalogue[cell.measure])


def _check_cell(file: str, cell: FigureCell, measure: Measure) -> Iterator[Problem]:
    if cell.value < 0:
        yield _problem("figure_negative", file, cell, measure)
    elif measure.is_whole and cell.value != cell.value.to_integral_value():
        yield _problem("figure_not_whole", file, cell, measure)
    if cell.unit.level not in measure.levels:
        yield _problem("figure_of_other_level", file, cell, measure, unit=_who(cell))
    highest = highest_of(cell, measure)
    if highest is not None and cell.value > highest:
        yield _problem("figure_above_maximum", file, cell, measure, limit=written(highest))
    if cell.maximum is not None and measure.maximum is not None and cell.maximum > measure.maximum:
        yield _problem("figure_maximum_wrong", file, cell, measure, limit=written(measure.maximum))


def highest_of(cell: FigureCell, measure: Measure) -> Decimal | None:
    """Give the most that a number may be: the unit's own maximum, the catalogue's, a hundred per cent."""
    if cell.maximum is not None:
        return cell.maximum if measure.maximum is None else min(cell.maximum, measure.maximum)
    return Decimal(100) if measure.kind is MeasureKind.PERCENT else measure.maximum


def check_parts(file: str, figures: Sequence[FigureCell], catalogue: Mapping[str, Measure]) -> Iterator[Problem]:
    """Find totals that their parts miss: of an index by more than rounding, of a unit's departments by anything."""
    by_place: dict[_Key, dict[str, FigureCell]] = defaultdict(dict)
    departments: dict[tuple[str, str, str, date], Decimal] = defaultdict(Decimal)
    for cell in figures:
        place = cell.unit.level, cell.unit.code, cell.department, cell.as_of
        by_place[place].setdefault(cell.measure, cell)
        if cell.department:
            departments[cell.unit.level, cell.unit.code, cell.measure, cell.as_of] += cell.value
    for (level, code, department, day), cells in by_place.items():
        for whole, cell in cells.items():
            parts = parts_of(whole)
            if parts and all(part.code in cells for part in parts):
                counted = sum((cells[part.code].value for part in parts), Decimal(0))
                if abs(counted - cell.value) > Decimal(str(float(reference.limit("parts_off")))):
                    yield _problem("figure_parts_off", file, cell, catalogue[whole], counted=written(counted))
            held = departments.get((level, code, whole, day), Decimal(0)) if not department else Decimal(0)
            if held and held > cell.value and catalogue[whole].is_whole:
                yield _problem("figure_departments_off", file, cell, catalogue[whole], counted=written(held))


def check_totals(file: str, table: Table, rows: Rows, catalogue: Mapping[str, Measure]) -> Iterator[Problem]:
    """Find printed totals that are not what the rows add up to, whole units or departments; of counts alone.

    A number that stands there twice is its own problem: a total may have it once or twice.
    """
    whole: dict[int, Decimal] = defaultdict(Decimal)
    again: dict[int, Decimal] = defaultdict(Decimal)
    seen = set()
    for cell, column in zip(rows.figures, rows.columns_of, strict=True):
        at_column = next(c.meaning.department for c in table.columns if c.index == column)
        if catalogue[cell.measure].is_whole and cell.department in ("", at_column):
            sums = again if key_of(cell) in seen else whole
            sums[column] += cell.value
        seen.add(key_of(cell))
    for total in rows.totals[-1:]:
        for column, printed in total.values.items():
            if column in whole and printed not in (whole[column], whole[column] + again[column]):
                yield problem(
                    "figure_total_off",
                    file=file,
                    sheet=rows.figures[0].sheet,
                    cell=f"{column_letters(column)}{total.row + 1}",
                    value=written(printed),
                    counted=written(whole[column]),
                )


def _who(cell: FigureCell) -> str:
    return f"{cell.unit.name}, {cell.department}" if cell.department else cell.unit.name


def _problem(code: str, file: str, cell: FigureCell, measure: Measure, **words: str) -> Problem:
    return problem(
        code,
        file=file,
        sheet=cell.sheet,
        cell=cell.cell,
        value=written(cell.value),
        measure=measure.label,
        day=f"{cell.as_of:%d/%m/%Y}",
        **words,
    )
