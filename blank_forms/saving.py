"""A filled form's bytes: its marks for print, its properties, and the sheet that says how it was filled."""

import io
from collections.abc import Iterable

from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from blank_forms.filling import FilledForm
from blank_forms.form import ReadTable
from blank_forms.grid import write_text
from blank_forms.meanings import Meaning, is_unread
from blank_forms.people import SERVICE_YEARS
from presentation import labels
from reference import vietnamese
from reference.fields import field_label
from reference.forms import EVERYBODY
from reports.forms.rule_words import in_words
from reports.stamp import INTERNAL, Stamp

_SHEETS = ("Ghi chú điền biểu", "Ghi chú điền biểu 2")
_WIDTHS = (34, 46, 70)
_LONGEST_FOOT = 170


def save(filled: FilledForm, stamp: Stamp, scope: str, day: str) -> bytes:
    """Give the workbook as bytes, with its number; `scope` and `day` are said on the sheet of notes."""
    marks = [mark for mark, holds in ((INTERNAL, stamp.is_internal), (labels.DEMO_NOTE, stamp.is_demo)) if holds]
    _notes(filled, stamp, scope, day)
    for sheet in filled.book.worksheets:
        _print_marks(sheet, marks, stamp)
    properties = filled.book.properties
    properties.description = stamp.line
    for name, value in stamp.properties.items():
        if name not in filled.book.custom_doc_props.names:
            filled.book.custom_doc_props.append(StringProperty(name=name, value=value))
    target = io.BytesIO()
    filled.book.save(target)
    return target.getvalue()


def _print_marks(sheet: Worksheet, marks: list[str], stamp: Stamp) -> None:
    """Write the stamp at the foot of each printed page and the marks at its head, where the form has nothing there."""
    if not sheet.oddFooter.left.text:
        sheet.oddFooter.left.text = stamp.line.replace("&", "&&")[:_LONGEST_FOOT]
        sheet.oddFooter.left.size = 9
    if marks and not sheet.oddHeader.right.text:
        sheet.oddHeader.right.text = " · ".join(marks)


def _notes(filled: FilledForm, stamp: Stamp, scope: str, day: str) -> None:
    taken = set(filled.book.sheetnames)
    sheet = filled.book.create_sheet(next(name for name in _SHEETS if name not in taken))
    for column, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    outcome = filled.outcome
    _block(
        sheet,
        "Cách điền biểu",
        [
            ("Biểu", filled.form.name, ""),
            ("Phạm vi", scope, f"tính đến ngày {day}"),
            ("Kết quả", outcome.sentence, stamp.line),
        ],
    )
    _block(sheet, "Lưu ý", [("", remark, "") for remark in outcome.remarks])
    for table in filled.form.tables:
        _block(sheet, f"Mỗi nhãn đếm những ai · {table.name}", list(meanings(table)))
    _block(sheet, "Chỗ để nguyên và lý do", [(gap.where, gap.label, gap.reason) for gap in outcome.gaps])
    agreed = ((check.where, check.sentence, "khớp" if check.agrees else "KHÔNG KHỚP") for check in outcome.checks)
    _block(sheet, "Phép cộng in sẵn", list(agreed))


def _block(sheet: Worksheet, title: str, rows: Iterable[tuple[str, str, str]]) -> None:
    rows = list(rows)
    if not rows:
        return
    if sheet.max_row > 1:
        sheet.append([])
    sheet.append([title])
    sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    for row in rows:
        below = sheet.max_row + 1
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(below, column)
            write_text(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def meanings(table: ReadTable) -> Iterable[tuple[str, str, str]]:
    """List a table's labels with what the program counts for each, in words: kind of label, path, meaning.

    Those that nobody understood stand first.
    """
    yield "Cả bảng", table.statutory, in_words(table.people)
    if table.listing:
        for listed in table.listing:
            yield (
                "Cột",
                " › ".join(listed.path),
                _listed(listed.shows, listed.reason, None if listed.rule is None else in_words(listed.rule)),
            )
        return
    labels = [("Cột", meaning) for meaning in table.columns] + [("Dòng", meaning) for meaning in table.rows]
    for axis, meaning in sorted(labels, key=lambda each: not is_unread(each[1])):
        words = in_words(meaning.rule) if meaning.rule is not None else meaning.reason or "Tiêu đề, không đếm"
        words = f"Tỷ lệ (%): {_share_in_words(meaning, words)}" if meaning.is_share else words
        where = f" · {meaning.where}" if meaning.where and meaning.rule is not None else ""
        yield axis, " › ".join(meaning.words), words + where + _days_in_words(meaning)


def _days_in_words(meaning: Meaning) -> str:
    own = f"ngày {vietnamese.day(meaning.day)}" if meaning.day else "kỳ này" if meaning.since else ""
    less = f" trừ ngày {vietnamese.day(meaning.since)}" if meaning.since else ""
    return f" ({own}{less})" if own else ""


def _share_in_words(meaning: Meaning, words: str) -> str:
    """Say whose share stands there; of a bare «Tỷ lệ (%)» in a unit's row by the numbers left of it."""
    if meaning.beside is None:
        return vietnamese.in_sentence(words)
    if meaning.beside == EVERYBODY:
        return "mọi người; ở dòng đơn vị là phần của đơn vị trong cả bảng"
    counted = vietnamese.in_sentence(in_words(meaning.beside))
    return f"tỷ lệ của cột bên trái ({counted}) trong số người của dòng"


def _listed(shows: str, reason: str, rule: str | None) -> str:
    if shows:
        words = "số năm công tác tròn" if shows == SERVICE_YEARS else vietnamese.in_sentence(field_label(shows))
        return f"Ghi: {words}"
    return f"Đánh dấu: {rule}" if rule else reason or "Để trống"
