"""Workbooks through calamine: cells, merges, hidden sheets, and what only the file's XML tells."""

import io
from collections.abc import Iterable
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from etl.problems import Refused, problem
from etl.reading import sheet_xml
from etl.reading.interning import interned
from etl.reading.limits import Budget
from etl.records import Sheet, SourceFile


def read_sheets(source: SourceFile, kind: str, budget: Budget) -> list[Sheet]:
    """Read every worksheet with its cells; `kind` is `xlsx` or `ods`.

    Raises Refused for an encrypted, broken or oversized workbook.
    """
    marks = (sheet_xml.scan if kind == "xlsx" else sheet_xml.scan_ods)(source, budget)
    try:
        with load_workbook(io.BytesIO(source.content)) as book:
            return [
                _sheet(source, book, meta.name, visible=meta.visible, marks=marks.get(meta.name), budget=budget)
                for meta in _told_apart(book, source, budget)
                if meta.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise Refused(problem("encrypted_workbook", file=source.name)) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error
    except BaseException as error:
        # The Rust library's panic on a malformed workbook is no Exception; anything else is not ours to hold.
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(problem("broken_workbook", file=source.name)) from error


def _told_apart(book: CalamineWorkbook, source: SourceFile, budget: Budget) -> list[SheetMetadata]:
    """The names and kinds of the workbook's sheets.

    Raises Refused where two share a name: whoever asks for it is given the first of them, whose people would count
    twice.
    """
    sheets = book.sheets_metadata
    budget.spend("sheets", len(sheets), source)
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise Refused(problem("broken_workbook", file=source.name))
    return sheets


def _sheet(
    source: SourceFile,
    book: CalamineWorkbook,
    name: str,
    visible: SheetVisibleEnum,
    marks: sheet_xml.SheetMarks | None,
    budget: Budget,
) -> Sheet:
    cells = book.get_sheet_by_name(name)
    # calamine gives the indexes of the last row and column
    budget.reach(cells.total_height + 1, cells.total_width + 1, source, name)
    rows = interned(_rows(cells))
    for (row, column), value in (marks.errors | marks.dates).items() if marks else ():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = value
    return Sheet(
        name,
        rows,
        merges=_merges(cells),
        is_hidden=visible != SheetVisibleEnum.Visible,
        has_hidden_cells=marks.has_hidden if marks else False,
        uncomputed=marks.uncomputed if marks else set(),
    )


def _rows(cells: CalamineSheet) -> Iterable[list[Any]]:
    """The rows from A1 on: one by one where column A is in use, since calamine leaves out empty ones before it."""
    if cells.start is None:
        return []
    return cells.to_python(skip_empty_area=False) if cells.start[1] else cells.iter_rows()


def _merges(cells: CalamineSheet) -> list[tuple[int, int, int, int]]:
    ranges = cells.merged_cell_ranges or []
    return [(*first, *last) for first, last in ranges]
