"""Tables of a Word document (.docx), each as a sheet under the lines of text above it."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from etl.problems import Refused, problem
from etl.reading.formats import UNPACKING_ERRORS, kind_of
from etl.reading.limits import Budget
from etl.records import Sheet, SourceFile, Workbook

if TYPE_CHECKING:
    from docx.document import Document

_MOST_LINES = 6
"""Lines above a table that may name its place and day: those before them are the document's own text."""


def is_document(source: SourceFile) -> bool:
    """Tell whether a file is a Word document of today's format, whatever its name says."""
    return kind_of(source.content) == "word" and source.content.startswith(b"PK")


def read_document(source: SourceFile, budget: Budget) -> tuple[Workbook, str]:
    """Read the tables of a document as sheets «Bảng 1», «Bảng 2» …, and its running text.

    A merged cell's text stands in all of it. Raises Refused for a document that is broken or beyond the limits.
    """
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            budget.spend("bytes", sum(info.file_size for info in archive.infolist()), source)
        document = _opened(source)
        sheets = list(_sheets(document, source, budget))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    except (*UNPACKING_ERRORS, OpcError, LxmlError, IndexError, AttributeError) as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error
    return Workbook(source.name, source.sha256, source.content, sheets), text


def _opened(source: SourceFile) -> "Document":
    from docx import Document

    return Document(io.BytesIO(source.content))


def _sheets(document: "Document", source: SourceFile, budget: Budget) -> Iterator[Sheet]:
    from docx.table import Table

    lines: list[str] = []
    number = 0
    for block in document.iter_inner_content():
        if not isinstance(block, Table):
            lines += [block.text] if block.text.strip() else []
            continue
        number += 1
        name = f"Bảng {number}"
        budget.spend("sheets", 1, source)
        budget.reach(len(block.rows), len(block.columns), source, name)
        cells: list[list[object]] = [[cell.text for cell in row.cells] for row in block.rows]
        budget.spend("cells", sum(map(len, cells)), source, name)
        above = lines[-_MOST_LINES:]
        yield Sheet(name, [*([line] for line in above), *cells], lines_above=len(above))
        lines = []
