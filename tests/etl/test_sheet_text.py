"""Other styles for some cells of a sheet's XML, held against what a real parser makes of the result."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.annotating.sheet_text import SheetText
from etl.annotating.xml_parts import Unfamiliar, children, local_name, parse, plain, serialised
from reference.addresses import address, column_index

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
    table: dict[Cell, tuple[int, str]] = {}
    rows = root.findall(f".//{{{MAIN}}}row")
    assert all(int(low.get("r", "")) < int(high.get("r", "")) for low, high in pairwise(rows))
    for row in rows:
        columns = [column_index(re.sub(r"\d", "", cell.get("r", ""))) for cell in row]
        assert columns == sorted(set(columns))
        for column, cell in zip(columns, row, strict=True):
            inside = "".join(f"{child.tag.rpartition('}')[2]}={child.text};" for child in cell)
            table[int(row.get("r", "")) - 1, column] = int(cell.get("s", "0")), inside
    return table


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
    matches = SheetText(sheet_xml(filled, set(), "")).cells_of_styles(styles)
    assert matches == {cell for cell, (style, _) in filled.items() if style in styles}


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
        names = [local_name(node) for node in children(parse(sheet.result()))]
        assert names[names.index("legacyDrawing") - 1] == "drawing"


def test_a_sheet_that_is_not_changed_keeps_its_bytes() -> None:
    xml = b"<?xml version='1.0'?>\r\n<worksheet ><sheetData ><row r='2'/></sheetData></worksheet >"
    sheet = SheetText(xml)
    sheet.deselect()
    sheet.restyle([], lambda _, own: own)
    assert sheet.result() == xml


def test_what_nobody_knows_stays_where_it_is() -> None:
    """Prefixes that are only spoken of («Ignorable»), extensions, comments, another encoding's letters."""
    xml = (
        f'<?xml version="1.0" encoding="windows-1252"?><worksheet xmlns="{MAIN}" xmlns:mc="urn:mc" xmlns:x14ac="urn:ac"'
        ' xmlns:xr="urn:xr" mc:Ignorable="x14ac xr" xr:uid="{1}"><!-- é --><sheetViews><sheetView tabSelected="1"/>'
        '</sheetViews><sheetData><row r="1" x14ac:dyDescent="0.25"><c r="A1" s="1" t="inlineStr"><is><t>é</t></is></c>'
        '<?pi x?></row>\n<row r="2"><c r="A2"/></row></sheetData><extLst><ext uri="x"><y:z xmlns:y="urn:y"/></ext>'
        "</extLst></worksheet>"
    )
    sheet = SheetText(xml.encode("windows-1252"))
    sheet.deselect()
    sheet.restyle([(0, 0)], lambda _, own: own + 6)
    expected = xml.replace(' tabSelected="1"', "").replace('s="1"', 's="7"').replace("?><worksheet", "?>\n<worksheet")
    assert sheet.result() == expected.encode("windows-1252")


BOMB = b'<!DOCTYPE a [<!ENTITY b "%s"><!ENTITY c "%s">]><a>&c;</a>' % (b"x" * 1000, b"&b;" * 1000)
FETCH = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'


@pytest.mark.parametrize(
    "xml", [b"<a>", b"", "<a/>".encode("utf-16"), b"<!DOCTYPE a><a/>", b"<a></b>", b"<a>&b;</a>", BOMB, FETCH]
)
def test_what_cannot_be_changed_in_places_is_told(xml: bytes) -> None:
    with pytest.raises(Unfamiliar):
        parse(xml)


@pytest.mark.parametrize("rows", [b"<row/><?rows-here?>", b"<row r='1'/></sheetData", b"<row r='1'><row r='2'/></row>"])
def test_rows_that_are_not_laid_out_as_rows_are_told(rows: bytes) -> None:
    with pytest.raises(Unfamiliar):
        SheetText(b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>").restyle([(0, 0)], lambda _, own: own)


def test_texts_lose_what_xml_cannot_hold() -> None:
    root = parse(b"<a/>")
    root.text = plain('"<\x01\ud800ệ\n')
    assert parse(serialised(root)).text == '"<ệ\n'


def test_letters_keep_to_the_encoding_of_the_text() -> None:
    root = parse(b'<?xml version="1.0" encoding="windows-1252" standalone="yes"?><a/>')
    root.text = "é ệ"
    expected = b'<?xml version="1.0" encoding="windows-1252" standalone="yes"?>\n<a>\xe9 &#7879;</a>'
    assert serialised(root) == expected
