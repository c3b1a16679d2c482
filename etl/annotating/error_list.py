"""The first sheet of a marked workbook: all problems, each with a link to its cell.

No cell of it says exactly what a roster's header says: names of columns and values stand in «», so that the sheet is
never taken for a roster.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

import reference
from etl.annotating.sheet_text import Cell
from etl.annotating.xml_parts import Element, plain, serialised, sibling_name
from etl.problems import Problem, sentence
from etl.records import ERROR_LIST_TITLE
from reference.addresses import address, column_letters

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
"""The number of letters in one unit of a column's width; often a few more have room."""
_LONGEST = 1_000
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
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
    """Make the sheet's XML; `left_out` problems are only counted, `note` is a sentence about this copy or ""."""
    sheet = etree.Element(f"{{{namespace}}}worksheet", nsmap={None: namespace})
    _add(_add(sheet, "sheetPr"), "pageSetUpPr", fitToPage=1)
    _add_view(sheet)
    _add(sheet, "sheetFormatPr", defaultRowHeight=_LINE_HEIGHT)
    columns = _add(sheet, "cols")
    for number, (_, width) in enumerate(_COLUMNS, start=1):
        _add(columns, "col", min=number, max=number, width=width, customWidth=1)
    _add_rows(_add(sheet, "sheetData"), entries, _heads(entries, left_out, note), styles)
    merges = _add(sheet, "mergeCells", count=HEADER_ROW - 1)
    for row in range(1, HEADER_ROW):
        _add(merges, "mergeCell", ref=f"A{row}:{column_letters(len(_COLUMNS) - 1)}{row}")
    _add_links(sheet, entries)
    _add(sheet, "pageMargins", left=0.5, right=0.5, top=0.6, bottom=0.6, header=0.3, footer=0.3)
    _add(sheet, "pageSetup", paperSize=9, orientation="landscape", fitToWidth=1, fitToHeight=0)
    _add(_add(sheet, "headerFooter"), "oddFooter").text = "&CTrang &P/&N"
    return serialised(sheet)


def _add(parent: Element, name: str, **attributes: object) -> Element:
    words = {key: str(value) for key, value in attributes.items()}
    return etree.SubElement(parent, sibling_name(parent, name), words)


def _add_view(sheet: Element) -> None:
    first_entry = f"A{HEADER_ROW + 1}"
    view = _add(_add(sheet, "sheetViews"), "sheetView", showGridLines=0, tabSelected=1, workbookViewId=0)
    _add(view, "pane", ySplit=HEADER_ROW, topLeftCell=first_entry, activePane="bottomLeft", state="frozen")
    _add(view, "selection", pane="bottomLeft", activeCell=first_entry, sqref=first_entry)


def _add_links(sheet: Element, entries: Sequence[Entry]) -> None:
    linked = [(row, entry) for row, entry in enumerate(entries, start=HEADER_ROW + 1) if entry.cell]
    links = _add(sheet, "hyperlinks") if linked else None
    for row, entry in linked:
        if entry.cell is not None:
            name = entry.sheet.replace("'", "''")
            place = plain(f"'{name}'!{address(*entry.cell)}")
            _add(links, "hyperlink", ref=f"D{row}", location=place, display=entry.problem.cell)


def _heads(entries: Sequence[Entry], left_out: int, note: str) -> list[tuple[str, str, int]]:
    """The rows above the headings: each row's text, style and height."""
    texts = (_counts(entries, left_out), _HOW, note)
    notes = [(text, "note", 33 if len(text) > 150 else 18 if text else 6) for text in texts]
    return [(ERROR_LIST_TITLE, "title", 24), *notes]


def _add_rows(
    data: Element, entries: Sequence[Entry], heads: Sequence[tuple[str, str, int]], styles: Mapping[str, int]
) -> None:
    for text, style, height in heads:
        _add_row(data, [(text, styles[style])], height)
    _add_row(data, [(name, styles["head"]) for name, _ in _COLUMNS], 22)
    for number, entry in enumerate(entries, start=1):
        _add_entry(data, number, entry, styles)


def _counts(entries: Sequence[Entry], left_out: int) -> str:
    counts = []
    for severity, words, colour in (("error", "lỗi phải sửa", "đỏ nhạt"), ("warning", "điều cần lưu ý", "vàng nhạt")):
        these = [entry for entry in entries if entry.problem.severity == severity]
        if these:
            legend = f" (ô tô màu {colour})" if any(entry.cell for entry in these) else ""
            counts.append(f"{len(these)} {words}{legend}")
    rest = f" Còn {left_out} điều khác chưa liệt kê; hãy sửa những điều dưới đây rồi gửi lại." if left_out else ""
    return f"Có {' và '.join(counts)}.{rest}"


def _add_entry(data: Element, number: int, entry: Entry, styles: Mapping[str, int]) -> None:
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
    lines = max(
        math.ceil(len(text) / width / _LETTERS_A_UNIT) for text, (_, width) in zip(texts, _COLUMNS, strict=True)
    )
    contents: tuple[str | int, ...] = (number, *texts[1:])
    cells = [(content, styles[kind]) for content, kind in zip(contents, kinds, strict=True)]
    _add_row(data, cells, min(_LINE_HEIGHT * lines + 3, _TALLEST))


def _proposal(problem: Problem) -> str:
    """The value that was probably meant, as a question."""
    labels = {value.code: value.label for value in reference.code_lists().get(problem.field, ())}
    label = labels.get(problem.suggestion)
    is_other = label and label.casefold() != problem.value.strip().casefold()
    return f" Có phải là «{label}» không?" if is_other else ""


def _quoted(text: str) -> str:
    return f"«{text}»" if text else ""


def _add_row(data: Element, cells: Sequence[tuple[str | int, int]], height: int) -> None:
    """Add a row below those that are there; `cells` holds the content and the style of each."""
    number = len(data) + 1
    row = _add(data, "row", r=number, ht=height, customHeight=1)
    for column, (content, style) in enumerate(cells):
        cell = _add(row, "c", r=f"{column_letters(column)}{number}", s=style)
        if isinstance(content, int):
            _add(cell, "v").text = str(content)
        elif content:
            cell.set("t", "inlineStr")
            text = _add(_add(cell, "is"), "t")
            text.set(_SPACE, "preserve")
            text.text = plain(content if len(content) <= _LONGEST else f"{content[:_LONGEST]}…")
