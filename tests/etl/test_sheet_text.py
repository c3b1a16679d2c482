"""Other styles for some cells of a sheet's XML, held against what a real parser makes of the result."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.addresses import address, column_index
from etl.annotating.sheet_text import SheetText
from etl.annotating.xml_text import Edits, Unfamiliar, parse, with_attributes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Cell = tuple[int, int]

cells = st.tuples(st.integers(0, 8), st.integers(0, 30))
sheets = st.dictionaries(
    cells, st.tuples(st.integers(0, 5), st.sampled_from(["", "<v>1</v>", "<f>A1&gt;2</f><v>0</v>"]))
)


def sheet_xml(filled: dict[Cell, tuple[int, str]], empty_rows: set[int], prefix: str) -> bytes:
    """A sheet as a program writes it: rows and cells that hold nothing are left out, or are tags without inside."""
    p = f"{prefix}:" if prefix else ""
    rows = []
    for row in sorted({row for row, _ in filled} | empty_rows):
        own = sorted((column, *filled[row, column]) for r, column in filled if r == row)
        written = ""
        for column, style, inside in own:
            tag = f'<{p}c r="{address(row, column)}" s="{style}"'
            inner = inside.replace("<", f"<{p}").replace(f"<{p}/", f"</{p}")
            written += f"{tag}>{inner}</{p}c>" if inside else f"{tag}/>"
        rows.append(f'<{p}row r="{row + 1}">{written}</{p}row>' if own else f'<{p}row r="{row + 1}" ht="30"/>')
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    return (
        f'<?xml version="1.0"?><{p}worksheet {declared}="{MAIN}"><{p}cols><{p}col min="4" max="5" style="7"/></{p}cols>'
        f"<{p}sheetData>{' '.join(rows)}</{p}sheetData><{p}extLst/></{p}worksheet>"
    ).encode()


def read(xml: bytes) -> dict[Cell, tuple[int, str]]:
    """Style and inside of every cell; rows and cells must stand in order."""
    root = ElementTree.fromstring(xml)  # noqa: S314 - written just above
    found: dict[Cell, tuple[int, str]] = {}
    rows = root.findall(f".//{{{MAIN}}}row")
    assert all(int(low.get("r", "")) < int(high.get("r", "")) for low, high in pairwise(rows))
    for row in rows:
        columns = [column_index(re.sub(r"\d", "", cell.get("r", ""))) for cell in row]
        assert columns == sorted(set(columns))
        for column, cell in zip(columns, row, strict=True):
            inside = "".join(f"{child.tag.rpartition('}')[2]}={child.text};" for child in cell)
            found[int(row.get("r", "")) - 1, column] = int(cell.get("s", "0")), inside
    return found


@given(sheets, st.sets(st.integers(0, 9)), st.sets(cells), st.sampled_from(["", "x"]))
def test_the_wanted_cells_get_their_styles_and_all_others_stay(
    filled: dict[Cell, tuple[int, str]], empty_rows: set[int], wanted: set[Cell], prefix: str
) -> None:
    xml = sheet_xml(filled, empty_rows, prefix)
    before = read(xml)
    sheet = SheetText(xml)
    sheet.restyle(wanted, lambda _, own: own + 100)
    expected = dict(before)
    for cell in wanted:
        style, inside = before.get(cell, (7 if cell[1] in (3, 4) else 0, ""))
        expected[cell] = style + 100, inside
    assert read(sheet.result()) == expected


@given(sheets, st.sets(st.integers(0, 5)))
def test_cells_are_found_by_their_styles(filled: dict[Cell, tuple[int, str]], styles: set[int]) -> None:
    found = SheetText(sheet_xml(filled, set(), "")).cells_of_styles(styles)
    assert found == {cell for cell, (style, _) in filled.items() if style in styles}


def test_a_row_with_a_style_of_its_own_lends_it_to_a_new_cell() -> None:
    xml = b'<worksheet><sheetData><row r="2" s="9" customFormat="1"/><row r="3" s="9"/></sheetData></worksheet>'
    sheet = SheetText(xml)
    seen: dict[Cell, int] = {}
    sheet.restyle([(1, 0), (2, 0)], seen.setdefault)
    assert seen == {(1, 0): 9, (2, 0): 0}


def test_the_reference_to_the_boxes_stands_where_the_format_asks() -> None:
    xml = b"<worksheet><sheetData/><conditionalFormatting><extLst/></conditionalFormatting><drawing/>%s</worksheet>"
    for tail in (b"<tableParts/><extLst/>", b"<extLst/>", b""):
        sheet = SheetText(xml % tail)
        sheet.add_drawing_of_comments("rId3", "urn:r")
        names = [node.name for node in parse(sheet.result()).children]
        assert names[names.index("legacyDrawing") - 1] == "drawing"


@pytest.mark.parametrize("xml", [b"<a>", b"", "<a/>".encode("utf-16"), b"<!DOCTYPE a><a/>", b"<a></b>"])
def test_what_cannot_be_changed_in_places_is_told(xml: bytes) -> None:
    with pytest.raises(Unfamiliar):
        parse(xml)


def test_attributes_are_replaced_or_added() -> None:
    assert with_attributes(b'<c r="A1" s=\'4\' ss="1"/>', s=7) == b'<c r="A1" s="7" ss="1"/>'
    assert with_attributes(b'<c r="A1">', s=7) == b'<c r="A1" s="7">'
    assert with_attributes(b"<c/>", t='"<ệ') == b'<c t="&quot;&lt;&#7879;"/>'


def test_pieces_keep_to_the_encoding_of_the_text() -> None:
    for head, expected in ((b"", "ệ".encode()), (b'<?xml version="1.0" encoding="windows-1252"?>', b"&#7879;")):
        edits = Edits(head + b"<a/>")
        edits.append(parse(head + b"<a/>"), "ệ")
        assert edits.result() == head + b"<a>" + expected + b"</a>"
