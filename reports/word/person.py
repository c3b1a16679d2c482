"""The paper for a person: the rows that the house holds of them, and the looks at them that can be known."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt

from reports.stamp import Stamp

Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""A sentence above it, its headings, its rows."""
_WIDTH, _NARROWEST, _WIDEST = 25.0, 9, 45
"""Centimetres of all columns; letters that a column has room for at least, and at most."""


def paper(head: Sequence[str], tables: Sequence[Table], stamp: Stamp) -> bytes:
    """Make a .docx across: the lines of the head, then the tables; the stamp's line at the foot."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph().add_run("DỮ LIỆU CÁ NHÂN CỦA MỘT NGƯỜI").bold = True
    for line in head:
        document.add_paragraph(line)
    for sentence, headings, rows in tables:
        document.add_paragraph(sentence)
        grid = document.add_table(rows=1, cols=len(headings), style="Table Grid")
        for cell, text in zip(grid.rows[0].cells, headings, strict=True):
            cell.text = text
        for row in rows:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
        _set_widths(grid, [headings, *rows])
    section.footer.paragraphs[0].text = stamp.line
    document.core_properties.title = "Dữ liệu cá nhân của một người"
    document.core_properties.author = stamp.made_by
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _set_widths(grid: Any, rows: Sequence[Sequence[str]]) -> None:
    """Share the width out by the longest text of each column; a long one is wrapped."""
    letters = [min(_WIDEST, max(_NARROWEST, *map(len, column))) for column in zip(*rows, strict=True)]
    grid.autofit = False
    for column, number in zip(grid.columns, letters, strict=True):
        column.width = Cm(_WIDTH * number / sum(letters))
        for cell in column.cells:
            cell.width = column.width
