"""Numbers that stand twice: one problem for a line that is there again, with both cells; the first one counts."""

import re
from collections.abc import Mapping, MutableMapping
from datetime import date

from etl.figures.numbers import written
from etl.figures.records import FigureCell, FigureReading
from etl.problems import Problem, problem
from reference.addresses import place_in_words
from reference.figures import Measure
from reference.vietnamese import number

_Key = tuple[str, str, str, str, str, date]
Seen = MutableMapping[_Key, tuple[str, FigureCell]]
"""Place, measure and day of a number -> its file and cell."""


def key_of(cell: FigureCell) -> _Key:
    """Give what only one number may have: unit, department, level of government, measure, day."""
    return cell.unit.level, cell.unit.code, cell.department, cell.tier, cell.measure, cell.as_of


def take_out_repeats(
    reading: FigureReading, seen: Seen, catalogue: Mapping[str, Measure], *, of_other_files: bool = False
) -> list[Problem]:
    """Take the numbers that stand there already out of a reading, and tell of each line of them once.

    `of_other_files`: only those that another file has.
    """
    kept, lines = [], dict[object, list[tuple[str, FigureCell, FigureCell]]]()
    for cell in reading.figures:
        file, first = seen.setdefault(key_of(cell), (reading.file, cell))
        if first is cell or (of_other_files and file == reading.file):
            kept.append(cell)
            continue
        line = (cell.unit, cell.as_of, cell.sheet, _row(cell), file, first.sheet, _row(first))
        lines.setdefault(line, []).append((file, first, cell))
    reading.figures = kept
    return [_problem(reading.file, repeats, catalogue) for repeats in lines.values()]


def _row(cell: FigureCell) -> str:
    """Give the row of a cell's address; of one that is no address («Bảng 2, dòng 3, cột 4») the address."""
    return re.sub(r"^[A-Z]+(?=\d+$)", "", cell.cell)


def _problem(file: str, repeats: list[tuple[str, FigureCell, FigureCell]], catalogue: Mapping[str, Measure]) -> Problem:
    other_file, first, cell = repeats[0]
    measure = catalogue[cell.measure].label if cell.measure in catalogue else cell.name
    other = f"{place_in_words(first.sheet, first.cell)} (ghi {written(first.value)}, ô này ghi {written(cell.value)})"
    if other_file != file:
        other = f"tệp «{other_file}», {other}"
    if len(repeats) > 1:
        other += f"; hai dòng ấy có {number(len(repeats))} ô ghi hai lần như vậy"
    unit = f"{cell.unit.name}, {cell.department}" if cell.department else cell.unit.name
    words = {"measure": measure, "day": f"{cell.as_of:%d/%m/%Y}", "unit": unit, "other": other}
    return problem("figure_twice", file=file, sheet=cell.sheet, cell=cell.cell, **words)
