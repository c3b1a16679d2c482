"""The first sheet of a marked workbook: all problems, each with a link to its cell.

No cell of it says exactly what a roster's header says: names of columns and values stand in «», so that the sheet is
never taken for a roster.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import reference
from etl.addresses import address, column_letters
from etl.annotating.sheet_text import Cell
from etl.annotating.xml_text import escaped
from etl.problems import Problem, sentence
from etl.records import ERROR_LIST_TITLE

HEADER_ROW = 5
"""The row of the headings, as Excel counts."""
_COLUMNS = (
    ("STT", 6),
    ("Mức độ", 10),
    ("Trang", 18),
    ("Ô", 10),
    ("Nội dung", 21),
    ("Giá trị", 22),
    ("Vấn đề và việc cần làm", 66),
)
_LINE_HEIGHT, _TALLEST = 15, 400
_LETTERS_A_UNIT = 1.1
"""So many letters stand in one unit of a column's width, or a few more."""
_LONGEST = 1_000
_SEVERITIES = {"error": "Lỗi", "warning": "Lưu ý"}
_HOW = (
    "Bấm vào địa chỉ ở cột «Ô» để tới ô cần sửa; đưa chuột lên ô được tô màu để đọc lời nhắc. Sửa xong, lưu tệp rồi "
    "gửi lại cả tệp: trang này không tính vào danh sách, để nguyên hay xóa đều được."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem with the sheet as the workbook calls it, and the cell that is marked for it, if there is one."""

    problem: Problem
    sheet: str
    cell: Cell | None


def list_xml(entries: Sequence[Entry], left_out: int, note: str, styles: Mapping[str, int], namespace: str) -> bytes:
    """The sheet's XML; `left_out` problems are only counted, `note` is a sentence about this copy or ""."""
    last = column_letters(len(_COLUMNS) - 1)
    rows = [*_top(entries, left_out, note, styles)]
    rows += [_row(HEADER_ROW + number, number, entry, styles) for number, entry in enumerate(entries, start=1)]
    links = "".join(_link(HEADER_ROW + number, entry) for number, entry in enumerate(entries, start=1))
    merges = "".join(f'<mergeCell ref="A{row}:{last}{row}"/>' for row in range(1, HEADER_ROW))
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, (_, width) in enumerate(_COLUMNS, start=1)
    )
    first_entry = f"A{HEADER_ROW + 1}"
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{namespace}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{HEADER_ROW}" topLeftCell="{first_entry}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{first_entry}" sqref="{first_entry}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>{"".join(rows)}</sheetData>'
        f'<mergeCells count="{HEADER_ROW - 1}">{merges}</mergeCells>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;CTrang &amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
    )
    return xml.encode()


def _top(entries: Sequence[Entry], left_out: int, note: str, styles: Mapping[str, int]) -> list[str]:
    texts = [_counts(entries, left_out), _HOW, note]
    rows = [_tagged_row(1, [_text("A", 1, ERROR_LIST_TITLE, styles["title"])], 24)]
    for number, text in enumerate(texts, start=2):
        height = 33 if len(text) > 150 else 18 if text else 6
        rows.append(_tagged_row(number, [_text("A", number, text, styles["note"])], height))
    heads = [_text(column_letters(i), HEADER_ROW, name, styles["head"]) for i, (name, _) in enumerate(_COLUMNS)]
    return [*rows, _tagged_row(HEADER_ROW, heads, 22)]


def _counts(entries: Sequence[Entry], left_out: int) -> str:
    told = []
    for severity, words, colour in (("error", "lỗi phải sửa", "đỏ nhạt"), ("warning", "điều cần lưu ý", "vàng nhạt")):
        these = [entry for entry in entries if entry.problem.severity == severity]
        if these:
            legend = f" (ô tô màu {colour})" if any(entry.cell for entry in these) else ""
            told.append(f"{len(these)} {words}{legend}")
    rest = f" Còn {left_out} điều khác chưa liệt kê; hãy sửa những điều dưới đây rồi gửi lại." if left_out else ""
    return f"Có {' và '.join(told)}.{rest}"


def _row(row: int, number: int, entry: Entry, styles: Mapping[str, int]) -> str:
    problem = entry.problem
    texts = (
        str(number),
        _SEVERITIES[problem.severity],
        entry.sheet or "Cả tệp",
        problem.cell or ("Cả trang" if entry.sheet else ""),
        _quoted(reference.field_labels().get(problem.field, problem.field)),
        _quoted(problem.value),
        f"{sentence(problem)}{_proposal(problem)}",
    )
    kinds = ("number", problem.severity, "text", "link" if entry.cell else "number", "text", "text", "text")
    cells = [
        _text(column_letters(i), row, text, styles[kind])
        for i, (text, kind) in enumerate(zip(texts, kinds, strict=True))
    ]
    cells[0] = f'<c r="A{row}" s="{styles["number"]}"><v>{number}</v></c>'
    lines = max(
        math.ceil(len(text) / width / _LETTERS_A_UNIT) for text, (_, width) in zip(texts, _COLUMNS, strict=True)
    )
    return _tagged_row(row, cells, min(_LINE_HEIGHT * lines + 3, _TALLEST))


def _proposal(problem: Problem) -> str:
    """The value that was probably meant, as a question."""
    labels = {value.code: value.label for value in reference.code_lists().get(problem.field, ())}
    label = labels.get(problem.suggestion)
    return f" Có phải là «{label}» không?" if label else ""


def _link(row: int, entry: Entry) -> str:
    if entry.cell is None:
        return ""
    sheet = entry.sheet.replace("'", "''")
    place = escaped(f"'{sheet}'!{address(*entry.cell)}")
    return f'<hyperlink ref="D{row}" location="{place}" display="{entry.problem.cell}"/>'


def _quoted(text: str) -> str:
    return f"«{text}»" if text else ""


def _text(column: str, row: int, text: str, style: int) -> str:
    if not text:
        return f'<c r="{column}{row}" s="{style}"/>'
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    inside = f'<is><t xml:space="preserve">{escaped(shown)}</t></is>'
    return f'<c r="{column}{row}" s="{style}" t="inlineStr">{inside}</c>'


def _tagged_row(number: int, cells: Sequence[str], height: int | None = None) -> str:
    tall = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{"".join(cells)}</row>'
