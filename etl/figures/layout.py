"""The table of a sheet of figures: its header rows, and what each column means by its heading and those above."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from etl.figures.numbers import is_blank, number
from etl.figures.records import Column
from etl.figures.vocabulary import Vocabulary, is_role
from etl.headers.grid import is_number_row
from etl.normalising.values import as_text
from etl.records import Sheet
from reference.addresses import column_letters
from reference.figures import Role
from reference.spelling import tidy

_DEEPEST_HEADER = 60
_TALLEST_HEADER = 6
_FIRST_NUMBERS = ("A", "1", "I", "0")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures: the lines above it, its columns, and the first row under its header (from 0)."""

    titles: tuple[str, ...]
    header: int
    columns: tuple[Column, ...]
    first: int
    measure: str
    """The measure that the title speaks of, or the vocabulary's default; «» for none."""

    def of_role(self, role: Role) -> list[Column]:
        """List the columns of a role."""
        return [column for column in self.columns if column.meaning.role is role and not column.meaning.measure]

    @property
    def values(self) -> list[Column]:
        """The columns of numbers, each with its measure («» where a column names each row's)."""
        return [column for column in self.columns if _is_value(column)]

    @property
    def maxima(self) -> list[Column]:
        """The columns of the most points that a unit can have."""
        return [column for column in self.columns if column.meaning.role is Role.MAXIMUM]

    @property
    def labels(self) -> range:
        """The columns before the first number, where rows are named."""
        return range(min((column.index for column in self.values), default=0))


def _is_value(column: Column) -> bool:
    meaning = column.meaning
    if meaning.role is not None:
        return meaning.role is Role.VALUE
    return bool(meaning.measure or meaning.department or meaning.day)


def text_at(sheet: Sheet, row: int, column: int) -> str:
    """Give a cell as tidy text; «» beyond the sheet's end."""
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    return tidy(as_text(cells[column])) if column < len(cells) and not is_blank(cells[column]) else ""


def find_table(sheet: Sheet, vocabulary: Vocabulary) -> Table | None:
    """Find the first table with a column of units and one of numbers; None for a sheet without."""
    for top in range(min(len(sheet.rows), _DEEPEST_HEADER)):
        units = [
            column
            for column in range(len(sheet.rows[top]))
            if is_role(text_at(sheet, top, column), Role.UNIT, Role.UNIT_CODE)
        ]
        table = _table(sheet, vocabulary, top, units[0]) if units else None
        if table is not None:
            return table
    return None


def _table(sheet: Sheet, vocabulary: Vocabulary, top: int, unit: int) -> Table | None:
    first = _first_data(sheet, top, unit)
    begin = _beginning(sheet, vocabulary, top, unit)
    titles = tuple(
        text
        for row in range(begin)
        for text in dict.fromkeys(text_at(sheet, row, column) for column in range(len(sheet.rows[row])))
        if text
    )
    width = max(map(len, sheet.rows[begin:first]), default=0)
    columns = []
    for index in range(width):
        path = _path(sheet, begin, first, index)
        columns.append(Column(index, path, vocabulary.meaning(path)))
    measure = vocabulary.measure_in([*titles, sheet.spoken_name]) or vocabulary.default
    named = tuple(_with_measure(column, measure) for column in columns)
    table = Table(titles, begin, named, first, measure)
    has_names = table.of_role(Role.MEASURE)
    usable = [column for column in table.values if column.meaning.measure or has_names]
    return table if usable else None


def _with_measure(column: Column, measure: str) -> Column:
    """Give a column of numbers, or of the most points, the title's measure where its heading names none."""
    meaning = column.meaning
    if meaning.measure or not (_is_value(column) or meaning.role is Role.MAXIMUM):
        return column
    return replace(column, meaning=replace(meaning, measure=measure))


def _first_data(sheet: Sheet, top: int, unit: int) -> int:
    """Find the first row under the header and its row of numbers."""
    row = top + 1
    while row < len(sheet.rows) and row - top < _TALLEST_HEADER:
        cells = sheet.rows[row]
        if _numbers_columns(cells):
            return row + 1
        covered = _is_covered(sheet, row, unit, top)
        is_named = bool(text_at(sheet, row, unit)) and not covered
        has_text = any(text_at(sheet, row, column) for column in range(len(cells)) if column != unit)
        if is_named or not has_text or any(number(cell) is not None for cell in cells if not is_blank(cell)):
            return row
        row += 1
    return row


def _numbers_columns(cells: Sequence[Any]) -> bool:
    """Tell whether it is the row «A, B, 1, 2, …» of a header; another growing row begins with a unit's code."""
    first = next((tidy(as_text(value)) for value in cells if not is_blank(value)), "")
    return is_number_row(cells) and first.strip("()[]. ").upper() in _FIRST_NUMBERS


def _is_covered(sheet: Sheet, row: int, column: int, top: int) -> bool:
    return any(
        first <= top and left <= column <= right and first <= row <= last for first, left, last, right in sheet.merges
    )


def _beginning(sheet: Sheet, vocabulary: Vocabulary, top: int, unit: int) -> int:
    """Find the header's first row: headings over groups of columns may stand above the row that names the units."""
    begin = top
    while begin > 0 and not text_at(sheet, begin - 1, unit):
        above = [text_at(sheet, begin - 1, column) for column in range(unit + 1, len(sheet.rows[begin - 1]))]
        names = [vocabulary.meaning((text,)) for text in above if text]
        if not any(meaning.measure or meaning.department or meaning.day for meaning in names):
            break
        begin -= 1
    return begin


def _path(sheet: Sheet, begin: int, first: int, column: int) -> tuple[str, ...]:
    """Give the headings of a column from the top down; a merged one stands over all that it covers."""
    texts = [_heading(sheet, row, column, is_last=row == first - 1) for row in range(begin, first)]
    return tuple(text for text in texts if text and not is_number_row([text]))


def _heading(sheet: Sheet, row: int, column: int, *, is_last: bool) -> str:
    own = text_at(sheet, row, column)
    if own:
        return own if not _numbers_columns(sheet.rows[row]) else ""
    for first, left, last, right in sheet.merges:
        if first <= row <= last and left <= column <= right:
            return text_at(sheet, first, left) if first == row else ""
    if sheet.merges or is_last:
        return ""
    # A table without merges: a heading over several columns stands in the first of them.
    beside = next((at for at in range(column - 1, -1, -1) if text_at(sheet, row, at)), None)
    is_over = beside is not None and any(text_at(sheet, below, column) for below in (row + 1,))
    return text_at(sheet, row, beside) if beside is not None and is_over else ""


def address_of(row: int, column: int) -> str:
    """Give the address of a cell counted from 0."""
    return f"{column_letters(column)}{row + 1}"
