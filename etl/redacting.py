"""A workbook without the rows of one person: the others stay where they are, so that traces still lead to them."""

import io
import zipfile
from collections.abc import Callable, Mapping, Set
from xml.etree.ElementTree import ParseError

IsTheirs = Callable[[list[str]], bool]
"""Function that tells from the texts of a row's cells whether it speaks of the person."""


Places = Mapping[str, Set[int]]
"""Numbers of rows by sheet."""


def without_rows(content: bytes, rows: Places, others: Places, is_theirs: IsTheirs) -> bytes | None:
    """Empty these rows, and those of the person that were never loaded; None for a file that is no .xlsx.

    `others` are the rows of the other people who were loaded: a namesake's row stays.
    Whoever gets None has to remove the whole file: a row that only seems to be gone is worse than none.
    """
    # With numpy 18 MB, which whoever erases nobody does without.
    from openpyxl import load_workbook
    from openpyxl.cell import MergedCell
    from openpyxl.utils.exceptions import InvalidFileException

    if not zipfile.is_zipfile(io.BytesIO(content)):
        return None
    try:
        book = load_workbook(io.BytesIO(content))
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, ParseError, zipfile.BadZipFile):
        return None
    if not rows.keys() <= set(book.sheetnames):
        return None
    for sheet in book.worksheets:
        for number, cells in enumerate(sheet.iter_rows(), start=sheet.min_row):
            texts = [str(cell.value) for cell in cells if cell.value is not None]
            own, strange = rows.get(sheet.title, set()), others.get(sheet.title, set())
            if number in own or (number not in strange and is_theirs(texts)):
                for cell in cells:
                    if not isinstance(cell, MergedCell):
                        cell.value, cell.comment = None, None
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
