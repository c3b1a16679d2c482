"""The top of a sheet as it stands in the workbook, for a clerk to see what each column was taken for.

It shows people, so it lives as long as the page that shows it: nothing of it is stored or logged.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from etl.extracting.columns import quote
from etl.headers.by_hand import first_column, header_key
from etl.headers.grid import Column
from etl.headers.layout import Layout
from etl.headers.vocabulary import PathReading
from etl.normalising.values import as_text
from etl.records import Picture, PictureColumn, Sheet
from reference.spelling import tidy

_PEOPLE = 4
_ROWS_OF_PEOPLE = 8
"""The number of rows looked at for the first people: group rows may stand between them."""
_TITLE_ROWS = 10
"""The most rows of a title block; of a longer one the first and the last half are shown."""
_MOST_COLUMNS = 120
_LONGEST_TEXT = 300


def picture(file: str, sheet: Sheet, layout: Layout, people: Sequence[int]) -> Picture:
    """Show the title, the header and the first people of a roster; `people` are rows from 0."""
    rows = _rows(layout, people, len(sheet.rows))
    width = _width(sheet, layout, rows)
    return Picture(
        file=file,
        sheet=sheet.name,
        header=header_key(layout),
        header_rows=(layout.first_row + 1, layout.last_row + 1),
        rows=[(row + 1, [_text(sheet.rows[row], column) for column in range(width)]) for row in rows],
        merges=[(top + 1, left, bottom + 1, right) for top, left, bottom, right in _merges(sheet, rows, width)],
        columns=[_column(layout, index, sheet, people) for index in range(width)],
    )


def _rows(layout: Layout, people: Sequence[int], height: int) -> list[int]:
    """The rows (from 0) that are shown, in their order."""
    titles = list(range(layout.first_row))
    if len(titles) > _TITLE_ROWS:
        titles = [*titles[: _TITLE_ROWS // 2], *titles[-_TITLE_ROWS // 2 :]]
    first = layout.first_data_row
    last = max(people[:_PEOPLE], default=first)
    return [*titles, *range(layout.first_row, min(last + 1, first + _ROWS_OF_PEOPLE, height))]


def _width(sheet: Sheet, layout: Layout, rows: Sequence[int]) -> int:
    """The number of columns up to the last with a header, or with anything in these rows."""
    filled = (i for row in rows for i, value in enumerate(sheet.rows[row][:_MOST_COLUMNS]) if value != "")
    return min(_MOST_COLUMNS, max(layout.columns[-1].index, max(filled, default=0)) + 1)


def _text(cells: Sequence[Any], column: int) -> str:
    """A cell as Excel would show it, more or less: dates in full, 12.0 as «12»."""
    value = cells[column] if column < len(cells) else ""
    text = quote(value) if hasattr(value, "strftime") else as_text(value)
    return tidy(text)[:_LONGEST_TEXT]


def _merges(sheet: Sheet, rows: Sequence[int], width: int) -> list[tuple[int, int, int, int]]:
    """The merged cells of these rows, as far as they are in the picture."""
    last = rows[-1] if rows else -1
    near = [merge for merge in sheet.merges if merge[0] in rows and merge[1] < width]
    return [(top, left, min(bottom, last), min(right, width - 1)) for top, left, bottom, right in near]


def _column(layout: Layout, index: int, sheet: Sheet, people: Sequence[int]) -> PictureColumn:
    headed = next((column for column in layout.columns if column.index == index), None)
    column = headed or Column(index, (), PathReading(None))
    unanswered = replace(column, reading=column.by_header or column.reading)
    rows = (sheet.rows[row] for row in people[:_ROWS_OF_PEOPLE])
    return PictureColumn(
        letter=column.letters,
        number=index - first_column(layout),
        title=column.title,
        meaning=column.name,
        by_header=unanswered.name,
        answered_by=column.answer.by if column.answer else "",
        is_empty=headed is None and all(_text(cells, index) == "" for cells in rows),
        is_doubtful=bool(column.like) and column.reading.meaning is None,
        proposal="" if column.name else column.likely,
    )
