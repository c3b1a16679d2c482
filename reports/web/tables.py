"""Tables as HTML that screen readers know as such: a caption, headers with their scope, totals in bold."""

from dashboard import labels
from dashboard.charts import Cell, Column, Kind, Table
from reports.content import Tabular
from reports.web.markup import element, paragraph, text


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
    heads = "".join(element("th", text(column.header), scope="col") for column in table.columns)
    rows = "".join(
        element("tr", _row(table.columns, row), "total" if place in totals else "")
        for place, row in enumerate(table.rows)
    )
    caption = element("caption", text(title), css) if title else ""
    return element("table", f"{caption}{element('thead', element('tr', heads))}{element('tbody', rows)}")


def _row(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> str:
    """The first cell of words names its row."""
    named = next((place for place, column in enumerate(columns) if column.kind is Kind.TEXT), None)
    cells = []
    for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
        if place == named:
            cells.append(element("th", text(words(cell)), scope="row"))
        else:
            cells.append(element("td", text(words(cell)), "text" if column.kind is Kind.TEXT else ""))
    return "".join(cells)


def words(cell: Cell) -> str:
    """A cell as people read it: «1.845», «77,98», a name as it is, nothing for nothing."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    return labels.number(cell) if isinstance(cell, int) else labels.decimal(cell)
