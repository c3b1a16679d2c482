"""Tables as HTML that screen readers know as such: a caption, headers with their scope, totals in bold."""

from collections.abc import Sequence
from itertools import groupby

from presentation.charts import Cell, Column, Kind, Table
from reports.contents.model import Tabular
from reports.web.markup import element, paragraph, text
from reports.word.tables import PATH, shown

_MANY = 10
"""Columns from which on a table has small letters."""
_SHORT = 4
"""Letters of a text that stands in its column's middle: a running number."""


def tabular(table: Tabular, *, is_titled: bool = True) -> str:
    """A table of the report under its number and title, with its notes below.

    A title that stands elsewhere is told to screen readers alone.
    """
    title = table.title if table.number is None else f"Bảng {table.number}. {table.title}"
    notes = element("div", "".join(paragraph(note) for note in table.notes), "notes") if table.notes else ""
    shown = grid(table.table, title, table.total_rows, "" if is_titled else "heard")
    return element("div", shown, "table") + notes


def grid(table: Table, title: str = "", totals: tuple[int, ...] = (), css: str = "") -> str:
    """The table's rows under `title`; `totals` are rows from 0."""
    rows = "".join(
        element("tr", _row(table.columns, row), "total" if place in totals else "")
        for place, row in enumerate(table.rows)
    )
    caption = element("caption", text(title), css) if title else ""
    inside = f"{caption}{element('thead', _heads(table.columns))}{element('tbody', rows)}"
    return element("table", inside, "wide" if len(table.columns) > _MANY else "")


def _heads(columns: Sequence[Column]) -> str:
    """One row of heads, or two where columns stand under a common one («Tin học › Chứng chỉ»)."""
    paths = [column.header.split(PATH, 1) for column in columns]
    if all(len(path) == 1 for path in paths):
        return element("tr", "".join(element("th", text(path[0]), scope="col") for path in paths))
    upper, lower = [], []
    for head, group in groupby(enumerate(paths), key=lambda each: (each[1][0], len(each[1]) == 1 and each[0])):
        under = [path[1] for _, path in group if len(path) > 1]
        if under:
            upper.append(element("th", text(head[0]), scope="colgroup", colspan=str(len(under))))
            lower += [element("th", text(name), scope="col") for name in under]
        else:
            upper.append(element("th", text(head[0]), scope="col", rowspan="2"))
    return element("tr", "".join(upper)) + element("tr", "".join(lower))


def _row(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    """The first text that is more than a running number names its row."""
    named = next(
        (
            place
            for place, (column, cell) in enumerate(zip(columns, row, strict=True))
            if column.kind is Kind.TEXT and len(shown(cell)) > _SHORT
        ),
        None,
    )
    return "".join(
        element("th", text(shown(cell)), scope="row")
        if place == named
        else element("td", text(shown(cell)), _side(column, cell))
        for place, (column, cell) in enumerate(zip(columns, row, strict=True))
    )


def _side(column: Column, cell: Cell) -> str:
    if column.kind is not Kind.TEXT:
        return ""
    return "text" if len(shown(cell)) > _SHORT else "short"
