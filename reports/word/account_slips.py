"""Slips for people who get an account: each its own, with the first password, to be cut apart and handed over."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from reports.word.pieces import storable

FILE_NAME = "phieu-tai-khoan.docx"
_TITLE = "PHIẾU TÀI KHOẢN ĐĂNG NHẬP"
_UNKNOWN = "." * 60
"""Room to write an address in that nobody has said."""
_NOTE = "Lần đăng nhập đầu phải đổi mật khẩu. Không cho người khác xem phiếu; đổi xong thì hủy phiếu."
_WIDTH, _HEIGHT, _MARGIN = 17, 5, 2
"""Centimetres: five slips stand on a page of A4."""
_CUT = "".join(f'<w:{side} w:val="dashed" w:sz="6" w:color="808080"/>' for side in ("top", "left", "bottom", "right"))
_CUT += '<w:insideH w:val="dashed" w:sz="6" w:color="808080"/>'


def document(slips: Sequence[tuple[str, str, str, str]], address: str, office: str) -> bytes:
    """Make a .docx of slips in their order; a slip: full name, places, sign-in name, first password."""
    file = Document()
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = Cm(_MARGIN)
    section.bottom_margin = Cm(1)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(1)
    table = file.add_table(rows=len(slips), cols=1)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{_CUT}</w:tblBorders>"))
    for row, slip in zip(table.rows, slips, strict=True):
        row.height, row.height_rule = Cm(_HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        _fill(row.cells[0], slip, address or _UNKNOWN, office)
    file.core_properties.title, file.core_properties.author = "Phiếu tài khoản đăng nhập", storable(office)[:255]
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def _fill(cell: Any, slip: tuple[str, str, str, str], address: str, office: str) -> None:
    full_name, places, name, password = slip
    cell.width = Cm(_WIDTH)
    head = cell.paragraphs[0]
    head.add_run(_TITLE).bold = True
    head.add_run(f" · {storable(office)}").font.size = Pt(11)
    for label, text, font in (
        ("Họ và tên", full_name, ""),
        ("Phạm vi", places, ""),
        ("Địa chỉ", address, ""),
        ("Tên đăng nhập", name, "Courier New"),
        ("Mật khẩu lần đầu", password, "Courier New"),
    ):
        _line(cell.add_paragraph(), label, text, font)
    note = cell.add_paragraph().add_run(_NOTE)
    note.italic, note.font.size = True, Pt(11)
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.left_indent = Cm(0.3)


def _line(paragraph: Any, label: str, text: str, font: str) -> None:
    paragraph.add_run(f"{label}: ")
    value = paragraph.add_run(storable(text))
    value.bold = True
    if font:
        value.font.name, value.font.size = font, Pt(14)
