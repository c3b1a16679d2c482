"""Files that are made to hurt: small where they are kept, huge or endless where they are opened."""

import io
import zipfile
from collections.abc import Callable, Iterable

from tests.golden.ole import container

_PARTS: dict[str, str] = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
    '<Relationship Id="rId2" Target="sharedStrings.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
}
_SPACE = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_TITLE = "".join(
    f'<row r="{row}">'
    + "".join(f'<c r="{cell}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for cell, text in cells.items())
    + "</row>"
    for row, cells in {
        1: {"A": "DANH SÁCH CÁN BỘ XÃ TAM ĐA (Tính đến ngày 31/12/2023)"},
        3: {"A": "STT", "B": "Họ và tên", "C": "Ngày sinh", "D": "Chức vụ"},
        4: {"A": "1", "B": "Lê Thị An", "C": "02/03/1980", "D": "Bí thư Đảng ủy"},
    }.items()
).encode()
_END = b"</sheetData></worksheet>"
_MEGABYTE = b" " * 2**20


def workbook(rows: Iterable[bytes] = (), *, tail: Iterable[bytes] = (_END,), **parts: bytes) -> bytes:
    """An .xlsx with a whole roster of one person, then `rows`; `parts` by the stem of their names under `xl/`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in (_SPACE, b"<sheetData>", _TITLE, *rows, *tail):
                part.write(piece)
        for name, content in parts.items():
            archive.writestr(f"xl/{name}.xml", content)
    return file.getvalue()


def _other(name: str, old: str, new: str, more: dict[str, bytes] | None = None) -> bytes:
    """An .xlsx with a part in which `new` stands before `old`, or in its place where both are names; and more parts."""
    text = _PARTS[name].replace(old, new if "." in new[:12] else new + old)
    parts = {**_PARTS, name: text, "xl/worksheets/sheet1.xml": (_SPACE + b"<sheetData>" + _TITLE + _END).decode()}
    return _zip({part: content.encode() for part, content in parts.items()} | (more or {}))


def _sheets(count: int, rows: bytes) -> bytes:
    """An .xlsx of so many sheets, each with a roster and the rows."""
    tags = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(2, count + 1))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    link = '<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml" Type="{kind}"/>'
    links = "".join(link.format(n=n, kind=kind) for n in range(2, count + 1))
    texts = {
        **_PARTS,
        "xl/workbook.xml": _PARTS["xl/workbook.xml"].replace("</sheets>", tags + "</sheets>"),
        _RELATIONS: _PARTS[_RELATIONS].replace("</Relationships>", links + "</Relationships>"),
    }
    sheets = {
        f"xl/worksheets/sheet{n}.xml": _SPACE + b"<sheetData>" + _TITLE + rows + _END for n in range(1, count + 1)
    }
    return _zip({name: text.encode() for name, text in texts.items()} | sheets)


def _lying(content: bytes, name: str, size: int) -> bytes:
    """The same archive, in whose directory a part says to be only so large."""
    changed = bytearray(content)
    for mark, size_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        place = changed.find(mark)
        while place >= 0:
            if changed[place + name_at : place + name_at + len(name)] == name.encode():
                changed[place + size_at : place + size_at + 4] = size.to_bytes(4, "little")
            place = changed.find(mark, place + 4)
    return bytes(changed)


def _rows(count: int, text: bytes) -> Iterable[bytes]:
    return (text % {b"n": number} for number in range(5, count))


def _entities() -> bytes:
    steps = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
    return f'<!DOCTYPE sst [<!ENTITY a "{"a" * 32}">{steps}]><sst><si><t>&i;</t></si></sst>'.encode()


def _merges(first: int) -> bytes:
    """Sixty thousand ranges, each over half of the others."""
    cells = ((bytes([65 + n % 26]), first + 200 - n % 200) for n in range(60_000))
    return b"".join(b'<mergeCell ref="%s%d:XFD1048576"/>' % cell for cell in cells)


def _ods(*content: bytes) -> bytes:
    file = io.BytesIO()
    space = b"urn:oasis:names:tc:opendocument:xmlns:"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        with archive.open("content.xml", "w", force_zip64=True) as part:
            part.write(
                b'<office:document-content xmlns:office="%soffice:1.0" xmlns:table="%stable:1.0" ' % (space, space)
            )
            part.write(b'xmlns:text="%stext:1.0"><office:body><office:spreadsheet><table:table table:name="S">' % space)
            part.write(_ODS_HEADER)
            for piece in content:
                part.write(piece)
            part.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")
    return file.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


_ODS_HEADER = (
    "<table:table-row>"
    + "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("Họ và tên", "Ngày sinh", "Chức vụ")
    )
    + "</table:table-row>"
).encode()
_ODS_NOTE = b'<table:table-cell office:value-type="string"><text:p>x</text:p><office:annotation office:name="a">'
_ODS_CELL = b'<table:table-cell office:value-type="string" %s><text:p>x</text:p></table:table-cell>'
_BOMB = 700
_CLOSED = b"</mergeCells></worksheet>"
_FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHEET_TAG = '<sheet name="T" sheetId="1" r:id="rId1"/>'
_SHEET_DAT = "xl/worksheets/sheet1.dat"
_FAR_SHEET = _SPACE + b"<sheetData>" + _FAR + _END
_FAR_BUT_LEGAL = b'<row r="190000"><c r="AX190000"><v>1</v></c></row>'
_VNTIME = b'<font><name val=".VnTime"/></font>'
_NO_PERSON = b'<c r="A%(n)d"><v>1</v></c><c r="B%(n)d"><v>1</v></c><c r="C%(n)d"><v>1</v></c><c r="D%(n)d"><v>1</v></c>'
_ODS_TABLE = (
    b'</table:table><table:table table:name="T"><table:table-row table:number-rows-repeated="60000">'
    + _ODS_CELL % b'table:number-columns-repeated="50"'
    + b"</table:table-row>"
)

FILES: dict[str, Callable[[], bytes]] = {
    "a_bomb_of_spaces.xlsx": lambda: workbook([_MEGABYTE] * _BOMB),
    "a_part_that_lies_about_its_size.xlsx": lambda: _lying(
        workbook(sharedStrings=b"<sst><si><t>" + _MEGABYTE * _BOMB + b"</t></si></sst>"), "xl/sharedStrings.xml", 1000
    ),
    "a_sheet_that_lies_about_its_size.xlsx": lambda: _lying(
        workbook([_MEGABYTE] * _BOMB), "xl/worksheets/sheet1.xml", 1000
    ),
    "entities.xlsx": lambda: workbook(sharedStrings=_entities()),
    "cells_without_addresses.xlsx": lambda: workbook([b"<row><c><v>1</v></c></row>" * 1_000_000]),
    "one_row_of_cells_without_addresses.xlsx": lambda: workbook([b"<row>", b"<c><v>1</v></c>" * 10_000_000, b"</row>"]),
    "a_cell_far_away.xlsx": lambda: workbook([_FAR]),
    "a_cell_far_away_in_quotes.xlsx": lambda: workbook([_FAR.replace(b'"', b"'")]),
    "a_cell_far_away_with_spaces.xlsx": lambda: workbook([_FAR.replace(b"r=", b"\n r = ")]),
    "a_cell_behind_an_empty_one_far_away.xlsx": lambda: workbook(
        [b'<row r="1048575"><c r="XFC1048575" s="1"/></row><row><c><v>1</v></c></row>']
    ),
    "an_empty_text_far_away.xlsx": lambda: workbook([b'<row r="1048576"><c r="XFD1048576" t="str"><v></v></c></row>']),
    "a_cell_that_looks_empty.xlsx": lambda: workbook([b'<row r="1048576"><c r="XFD1048576" x="/>"><v>1</v></c></row>']),
    "a_cell_that_tells_no_address.xlsx": lambda: workbook(
        [b'<row r="1048575"><c r="XFC1048575"/><c x=" r="><v>1</v></c></row>']
    ),
    "a_million_columns.xlsx": lambda: workbook(
        [b'<row r="5">', *(b'<c r="%s5"><v>1</v></c>' % (b"A" * (1 + n % 9)) for n in range(1_000_000)), b"</row>"]
    ),
    "one_text_of_two_hundred_megabytes.xlsx": lambda: workbook(
        [b'<row r="5"><c r="A5" t="inlineStr"><is><t>', *[b"x" * 2**20] * 200, b"</t></is></c></row>"]
    ),
    "empty_rooms_in_many_sheets.xlsx": lambda: _sheets(30, b'<row r="199999"><c r="AX199999"><v>1</v></c></row>'),
    "a_thousand_thousand_sheets.xlsx": lambda: _other("xl/workbook.xml", "</sheets>", _SHEET_TAG * 1_000_000),
    "relations_without_end.xlsx": lambda: _other(_RELATIONS, "</Relationships>", '<Relationship Id="a"/>' * 3_000_000),
    "one_long_word_in_a_tag.xlsx": lambda: _other("xl/workbook.xml", "</sheets>", f"<sheet {'a' * 290_000} />"),
    "a_directory_of_spaces.xlsx": lambda: _other("xl/workbook.xml", "</sheets>", " " * (_BOMB * 2**20)),
    "a_sheet_of_another_name.xlsx": lambda: _other(_RELATIONS, "sheet1.xml", "sheet1.dat", {_SHEET_DAT: _FAR_SHEET}),
    "fonts_without_end.xlsx": lambda: workbook(styles=b"<styleSheet><fonts>" + _VNTIME * 2_000_000),
    "merges_without_end.xlsx": lambda: workbook(
        tail=[b"</sheetData><mergeCells>", b'<mergeCell ref="F9:G9"/>' * 4_000_000, _CLOSED]
    ),
    "tags_that_never_close.xlsx": lambda: workbook([b"<row hidden=" * 2_000_000]),
    "formulas_before_long_spaces.xlsx": lambda: workbook(
        [b'<row r="5">', *[b'<c r="A5"><f>1</f>' + b" " * 250_000 + b"<x/></c>"] * 20, b"</row>"]
    ),
    "texts_without_end.xlsx": lambda: workbook(sharedStrings=b"<sst>" + b"<si><t>a</t></si>" * 6_000_000 + b"</sst>"),
    "nothing_but_errors.xlsx": lambda: workbook(_rows(60_000, b'<row r="%(n)d">' + _NO_PERSON + b"</row>")),
    "nothing_but_notes.xlsx": lambda: workbook(
        _rows(60_000, b'<row r="%(n)d"><c r="B%(n)d" t="str"><v>ghi %(n)d</v></c></row>')
    ),
    "tables_repeated.ods": lambda: _ods(*[_ODS_TABLE] * 30),
    "rooms_in_many_files.zip": lambda: _zip({f"{n}.xlsx": _sheets(1 + n, _FAR_BUT_LEGAL) for n in range(20)}),
    "nothing_known.html.xls": lambda: b"<html><body><table><tr><td>STT</td></tr></table></body></html>",
    "a_picture.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "locked.xlsx": lambda: container({"EncryptedPackage": b"\0" * 5000}),
    "two_hundred_megabytes_of_nothing.xlsx": lambda: bytes(200 * 2**20),
    "lines_without_end.csv": lambda: b"\n" * (45 * 2**20),
    "commas_without_end.csv": lambda: b"STT,Ten\n" + b"," * (45 * 2**20),
    "one_quote.csv": lambda: b'STT,"' + b"a" * (45 * 2**20),
    "bomb.zip": lambda: _zip({f"{n}.csv": b" " * (49 * 2**20) for n in range(12)}),
    "zip_in_zip.zip": lambda: _zip({"a.zip": _zip({"b.zip": _zip({"c.csv": b"STT"})})}),
    "merges_over_the_header.xlsx": lambda: workbook(tail=[b"</sheetData><mergeCells>", _merges(1), _CLOSED]),
    "a_bomb.ods": lambda: _ods(*[_MEGABYTE] * _BOMB),
    "one_text_repeated.ods": lambda: _ods(
        b'<table:table-row table:number-rows-repeated="199000">',
        _ODS_CELL % b'table:number-columns-repeated="48"',
        b"</table:table-row>",
    ),
    "rows_repeated.ods": lambda: _ods(
        b'<table:table-row table:number-rows-repeated="1048576">',
        _ODS_CELL % b'table:number-columns-repeated="16384"',
        b"</table:table-row>",
    ),
    "a_note_without_end.ods": lambda: _ods(b"<table:table-row>", _ODS_NOTE),
    "columns_repeated.ods": lambda: _ods(
        *[b"<table:table-row>" + _ODS_CELL % b'table:number-columns-repeated="16384"' + b"</table:table-row>"] * 20_000
    ),
}
"""Name -> maker of a file that must be refused."""

BEARABLE: dict[str, Callable[[], bytes]] = {
    "empty_rows_to_the_end.xlsx": lambda: workbook(_rows(1_048_577, b'<row r="%(n)d"/>')),
    "empty_cells_to_the_end.xlsx": lambda: workbook(_rows(1_048_577, b'<row r="%(n)d"><c r="A%(n)d"/></row>')),
    "formatted_rows_to_the_end.xlsx": lambda: workbook(
        _rows(1_048_577, b'<row r="%(n)d" spans="1:9" s="1" customFormat="1" ht="15"/>')
    ),
    "an_empty_cell_far_away.xlsx": lambda: workbook([b'<row r="1048576"><c r="XFD1048576" s="0"></c></row>']),
    "an_empty_value_far_away.xlsx": lambda: workbook([b'<row r="1048576"><c s="0" r="XFD1048576"><v></v></c></row>']),
    "more_empty_cells_than_may_be_filled.xlsx": lambda: workbook(
        _rows(190_000, b'<row r="%(n)d">' + b'<c r="AA%(n)d" s="1"/>' * 30 + b"</row>")
    ),
    "merges_under_the_header.xlsx": lambda: workbook(tail=[b"</sheetData><mergeCells>", _merges(5), _CLOSED]),
    "a_merge_over_everything.xlsx": lambda: workbook(
        tail=[b'</sheetData><mergeCells><mergeCell ref="F1:XFD1048576"/></mergeCells></worksheet>']
    ),
    "error_after_error.xlsx": lambda: workbook(
        [b'<row r="5">', *[b'<c r="F5" ' + b't="e" ' * 48_000 + b"/>"] * 3, b"</row>"]
    ),
    "links_and_macros.xlsm": lambda: workbook(externalLink1=b"<externalLink/>", vbaProject=b"\xd0\xcf"),
}
"""Name -> maker of a file that hurts as much, but holds a roster that can be read."""
