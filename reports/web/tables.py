"""Tables of a page as screen readers know them: a caption, headers with their scope, totals in bold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from presentation.charts import Cell as Value
from presentation.charts import Column, Kind, Table
from reports.contents.model import Tabular
from reports.contents.writing import PATH, shown
from reports.grid import Cell, Grid, Row, headers
from stats.cube import Conditions

Link = Callable[[Conditions], str]
"""The address of the people whom a number counts."""
_MANY = 10
"""Columns from which on a table has small letters."""
_SHORT = 4
"""Letters of a text that stands in its column's middle: a running number."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of a report with the notes below it."""

    grid: Grid
    notes: tuple[str, ...]


def tabular(table: Tabular, *, is_titled: bool = True, link: Link | None = None) -> TableBlock:
    """A table of the report under its number and title, with its notes below.

    A title that stands elsewhere is told to screen readers alone. `link`: as for `grid`.
    """
    title = table.title if table.number is None else f"Bảng {table.number}. {table.title}"
    lines = grid(table.table, title, table.total_rows, title_css="" if is_titled else "heard", link=link)
    return TableBlock(lines, table.notes)


def grid(
    table: Table, title: str = "", totals: tuple[int, ...] = (), title_css: str = "", link: Link | None = None
) -> Grid:
    """The table's rows under `title`; `totals` are rows from 0; `link` gives numbers the way to their people."""
    rows = [
        Row(_linked(_cells(table.columns, row), table, place, link), "total" if place in totals else "")
        for place, row in enumerate(table.rows)
    ]
    return Grid(_heads(table.columns), rows, title, title_css, "wide" if len(table.columns) > _MANY else "")


def _heads(columns: Sequence[Column]) -> list[Row]:
    """One row of heads, or two where columns stand under a common one («Tin học › Chứng chỉ»)."""
    paths = [column.header.split(PATH, 1) for column in columns]
    if all(len(path) == 1 for path in paths):
        return [headers([path[0] for path in paths])]
    upper, lower = [], []
    for head, group in groupby(enumerate(paths), key=lambda each: (each[1][0], len(each[1]) == 1 and each[0])):
        under = [path[1] for _, path in group if len(path) > 1]
        if under:
            upper.append(Cell(head[0], scope="colgroup", columns=len(under)))
            lower += [Cell(name, scope="col") for name in under]
        else:
            upper.append(Cell(head[0], scope="col", rows=2))
    return [Row(upper), Row(lower)]


def _cells(columns: Sequence[Column], row: Sequence[Value]) -> list[Cell]:
    """Make a row's cells; the first text that is more than a running number names the row."""
    texts = [shown(value) for value in row]
    named = next(
        (
            place
            for place, (column, text) in enumerate(zip(columns, texts, strict=True))
            if column.kind is Kind.TEXT and len(text) > _SHORT
        ),
        None,
    )
    return [
        Cell(text, scope="row") if place == named else Cell(text, _side(column, text))
        for place, (column, text) in enumerate(zip(columns, texts, strict=True))
    ]


def _linked(cells: list[Cell], table: Table, row: int, link: Link | None) -> list[Cell]:
    if link is None:
        return cells
    people = [table.people_of(row, column) for column in range(len(cells))]
    return [
        cell if where is None else replace(cell, links=((cell.text, link(where)),), is_apart=True)
        for cell, where in zip(cells, people, strict=True)
    ]


def _side(column: Column, text: str) -> str:
    if column.kind is not Kind.TEXT:
        return ""
    return "text" if len(text) > _SHORT else "short"
