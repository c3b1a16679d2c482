"""The rows of a table that an office fills under headings of ours: texts, each with its place in the file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from etl.problems import Problem, Refused, problem
from etl.reading import read_workbook
from etl.records import SourceFile
from reference.addresses import address
from reference.spelling import key, tidy
from settings import Settings


class WrongCellError(ValueError):
    """A cell that cannot be used: its column, and a sentence."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as somebody entered it, texts by the names of its columns; where each stands, if it stands in a file."""

    cells: Mapping[str, str]
    file: str = ""
    sheet: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)

    def problem(self, code: str, error: WrongCellError) -> Problem:
        """Make the problem of a cell of this row that cannot be used; `code`: its kind, with a {why}."""
        at = {"file": self.file, "sheet": self.sheet, "cell": self.addresses.get(error.column, "")}
        return problem(code, value=self.cells.get(error.column, ""), why=str(error), **at)


def rows_under(
    columns: Mapping[str, str], needed: Collection[str], source: SourceFile, limits: Settings, *, missing: str
) -> list[Entry]:
    """Read the rows of a file (.xlsx, .ods, .xls, .csv) under headings, in any order; `columns`: name -> heading.

    Raises Refused for a file that is no workbook, or (with the problem `missing`) has no row with the needed headings.
    """
    for sheet in read_workbook(source, limits).sheets:
        for number, row in enumerate(sheet.rows):
            places = _headings(row, columns)
            if places.keys() >= set(needed):
                rows = enumerate(sheet.rows[number + 1 :], number + 1)
                return [_entry(source.name, sheet.name, places, *each) for each in rows if any(map(_text, each[1]))]
    raise Refused(problem(missing, file=source.name))


def _headings(row: Sequence[Any], columns: Mapping[str, str]) -> dict[str, int]:
    names = {key(heading): name for name, heading in columns.items()}
    return {names[key(cell)]: at for at, cell in enumerate(row) if isinstance(cell, str) and key(cell) in names}


def _entry(file: str, sheet: str, places: Mapping[str, int], number: int, row: Sequence[Any]) -> Entry:
    cells = {name: _text(row[at]) if at < len(row) else "" for name, at in places.items()}
    return Entry(cells, file, sheet, {name: address(number, at) for name, at in places.items()})


def _text(value: Any) -> str:
    if isinstance(value, date):  # a datetime is one too
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tidy(str(value).removeprefix("'"))
