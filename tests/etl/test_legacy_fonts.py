"""Rosters typed in the fonts before Unicode, by font and without one: right people, told once a sheet."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from etl.normalising.legacy import from_tcvn3
from etl.reading import read_workbook, xlsx_fonts
from etl.reading.fonts import LegacyFont, SheetFonts, legacy_font
from etl.records import Sheet, SourceFile
from settings import from_environment
from tests.etl.rosters import HERE_CODE, codes, current_names, people, roster, run, workbook
from tests.golden.legacy_xls.biff import Typed
from tests.golden.legacy_xls.biff import workbook as xls_workbook
from tests.golden.old_letters import tcvn3, vni

Cell = tuple[str, str | None]
"""A text and its font; None for the workbook's own."""

TITLE = "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA"
DAY = "(Tính đến ngày 31/12/2023)"
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn", "Đảng viên")
NAMES = ("Nguyễn Thị Phượng", "Trần Văn Đức", "Lê Quỳnh Hoa")


def _read(content: bytes, name: str = "roster.xlsx") -> Sheet:
    return read_workbook(SourceFile(name, content), from_environment()).sheets[0]


def _column(content: bytes) -> list[str]:
    return [row[0] for row in _read(content).rows]


def _xlsx(cells: Sequence[Cell], own_font: str = "Calibri") -> bytes:
    """A sheet of one column."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_format_properties": {"font_name": own_font}})
    sheet = book.add_worksheet("Danh sách")
    for row, (text, font) in enumerate(cells):
        sheet.write_string(row, 0, text, book.add_format({"font_name": font}) if font else None)
    book.close()
    return file.getvalue()


def _list(encode: Callable[[str], str], fonts: tuple[str, str]) -> bytes:
    """A whole roster made with openpyxl: the title in one font, the rest in another."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [*((n, name, "02/03/1980", "Nữ", "Văn phòng - thống kê", "Đại học", "x") for n, name in enumerate(NAMES, 1))]
    for row in ((TITLE,), (DAY,), (), HEAD, *rows):
        sheet.append([encode(cell) if isinstance(cell, str) else cell for cell in row])
    for number, row in enumerate(sheet.iter_rows()):
        for cell in row:
            cell.font = Font(name=fonts[0] if number == 0 else fonts[1])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("font", "cell_font"),
    [
        (".VnTime", LegacyFont("tcvn3")),
        (".VnArial Narrow", LegacyFont("tcvn3")),
        (".VNTIME", LegacyFont("tcvn3")),
        (".VnTimeH", LegacyFont("tcvn3", capitals=True)),
        (".VnArial NarrowH", LegacyFont("tcvn3", capitals=True)),
        (".vntimeh", LegacyFont("tcvn3", capitals=True)),
        ("VNI-Times", LegacyFont("vni")),
        ("VNI-Helve-Condense", LegacyFont("vni")),
        ("vni times", LegacyFont("vni")),
        ("Times New Roman", None),
        ("Vnisans", None),
        ("Vni", None),
        (".Vn", None),
        ("", None),
    ],
)
def test_fonts_are_known_by_their_names(font: str, cell_font: LegacyFont | None) -> None:
    assert legacy_font(font) == cell_font


@pytest.mark.parametrize(
    ("encode", "fonts"),
    [
        (tcvn3, (".VnTimeH", ".VnTime")),
        (vni, ("VNI-Helve", "VNI-Times")),
        (tcvn3, ("Arial", "Arial")),
        (vni, ("Arial",) * 2),
    ],
    ids=["tcvn3", "vni", "tcvn3 in another font", "vni in another font"],
)
def test_a_typed_roster_loads_to_the_right_people(
    encode: Callable[[str], str], fonts: tuple[str, str], sqlite_url: str
) -> None:
    report = run(sqlite_url, SourceFile("roster.xlsx", _list(encode, fonts)))
    assert report.status == "loaded"
    assert codes(report) == ["legacy_font"]
    assert "đã đổi sang Unicode" in report.problems[0].message
    assert current_names(sqlite_url, HERE_CODE) == list(NAMES)


def test_a_roster_in_unicode_is_not_told_of(sqlite_url: str) -> None:
    assert "legacy_font" not in codes(run(sqlite_url, roster()))


def test_each_cell_is_read_by_its_own_font() -> None:
    cells = [
        (tcvn3("Nguyễn Thị Lý"), ".VnTime"),
        (vni("Nguyễn Thị Lý"), "VNI-Times"),
        ("Nguyễn Thị Lý", "Times New Roman"),
        (tcvn3("ủy ban nhân dân"), ".VnTimeH"),
        ("lan anh", ".VnTimeH"),
        ("lan anh", ".VnTime"),
        ("12/12", "VNI-Times"),
    ]
    sheet = _read(_xlsx(cells))
    texts = [row[0] for row in sheet.rows]
    assert texts == [*["Nguyễn Thị Lý"] * 3, "ỦY BAN NHÂN DÂN", "LAN ANH", "lan anh", "12/12"]
    assert sheet.legacy_encoding == "tcvn3+vni"


def test_cells_without_a_style_have_the_font_of_the_workbook() -> None:
    content = _xlsx([(tcvn3(name), None) for name in (*NAMES, "Hà", "Có")], own_font=".VnTime")
    assert _column(content) == [*NAMES, "Hà", "Có"]


def test_unicode_under_an_old_font_stays_even_where_a_word_could_be_both() -> None:
    texts = ["Công", "Lý", "Phó", "Đặng Hữu", "Trần Phú", "Có"]
    sheet = _read(_xlsx([(text, ".VnTime") for text in texts]))
    assert [row[0] for row in sheet.rows] == texts
    assert sheet.legacy_encoding is None


def test_one_unicode_row_among_many_in_an_old_font_stays() -> None:
    cells = [(tcvn3(text), ".VnTime") for text in (*NAMES, "Có", "Lý")]
    assert _column(_xlsx([*cells, ("Đỗ Thị Hường", ".VnTime")])) == [*NAMES, "Có", "Lý", "Đỗ Thị Hường"]


def test_parts_of_a_cell_are_read_each_by_its_font() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    small, capital, other = (book.add_format({"font_name": font}) for font in (".VnTime", ".VnTimeH", "Arial"))
    sheet = book.add_worksheet()
    sheet.write_rich_string(0, 0, small, tcvn3("Vi Ngọc "), capital, tcvn3("á"), small, tcvn3("nh & bạn"), small)
    sheet.write_rich_string(1, 0, other, "Họ tên: ", capital, tcvn3("đỗ thị yến"), other, " <đã ký>")
    sheet.write_string(2, 0, tcvn3("Đỗ Thị Yến"), small)
    book.close()
    assert _column(file.getvalue()) == ["Vi Ngọc Ánh & bạn", "Họ tên: ĐỖ THỊ YẾN <đã ký>", "Đỗ Thị Yến"]


def test_parts_written_into_the_cell_itself_are_read_too() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    font = InlineFont(rFont=".VnTimeH")
    sheet["A1"] = CellRichText(
        tcvn3("Vi Ngọc "), TextBlock(font, tcvn3("á")), TextBlock(InlineFont(rFont=".VnTime"), "nh")
    )
    sheet["A1"].font = Font(name=".VnTime")
    file = io.BytesIO()
    book.save(file)
    assert _column(file.getvalue()) == ["Vi Ngọc Ánh"]


def test_parts_of_a_cell_of_an_xls_are_read_each_by_its_font() -> None:
    whole = Typed(((tcvn3("Danh sách cán bộ"), ".VnTime"),))
    parts = Typed((("Vi ", "Times New Roman"), (tcvn3("ngọc"), ".VnTimeH"), (tcvn3(" Ánh"), ".VnTime")))
    content = xls_workbook("Sheet1", [(whole,), (parts,), ("Đỗ Thị Hường",)], ())
    sheet = _read(content, "roster.xls")
    assert [row[0] for row in sheet.rows] == ["Danh sách cán bộ", "Vi NGỌC ánh", "Đỗ Thị Hường"]
    assert sheet.legacy_encoding == "tcvn3"


@pytest.mark.parametrize(("encode", "encoding"), [(tcvn3, "tcvn3"), (vni, "vni")])
@pytest.mark.parametrize("written", ["latin-1", "utf-8", "utf-16"])
def test_delimited_text_is_known_by_its_letters(encode: Callable[[str], str], encoding: str, written: str) -> None:
    lines = [f"{n};{name};Nữ;Có" for n, name in enumerate(NAMES, 1)]
    sheet = _read(encode("\n".join(["STT;Họ và tên;Giới tính;Đảng viên", *lines])).encode(written), "roster.csv")
    assert sheet.legacy_encoding == encoding
    assert sheet.rows[0] == ["STT", "Họ và tên", "Giới tính", "Đảng viên"]
    assert sheet.rows[3] == ["3", "Lê Quỳnh Hoa", "Nữ", "Có"]


def test_windows_1258_is_still_read_as_that() -> None:
    sheet = _read("STT;H\u1ecd v\u00e0 t\u00ean".replace("\u1ecd", "o\u0323").encode("cp1258"), "roster.csv")
    assert sheet.rows == [["STT", "Ho\u0323 v\u00e0 t\u00ean"]]
    assert sheet.legacy_encoding is None


def test_a_row_decides_where_a_text_could_be_both() -> None:
    """«Cã» is «Có» in TCVN3 and a word in Unicode; most rows of the column are in the other one."""
    unicode_rows = [f"{n};{name};Có" for n, name in enumerate(NAMES * 3, 1)]
    old_rows = [tcvn3(f"{n};{name};Có") for n, name in enumerate(NAMES, 10)]
    rows = _read("\n".join([*unicode_rows, *old_rows]).encode(), "roster.csv").rows
    assert [row[1:] for row in rows] == [[name, "Có"] for name in NAMES * 4]


def test_rows_of_one_roster_may_be_shuffled() -> None:
    rows = [(name, "Có") for name in NAMES] * 5
    mixed = [tuple(map(tcvn3, row)) if number % 3 == 0 else row for number, row in enumerate(rows)]
    order = sorted(range(len(rows)), key=lambda number: number * 7 % len(rows))
    text = "\n".join(";".join(mixed[number]) for number in order)
    assert _read(text.encode(), "roster.csv").rows == [list(rows[number]) for number in order]


def test_a_workbook_without_old_fonts_is_not_looked_through() -> None:
    source = SourceFile("roster.xlsx", workbook(people(10)))
    sheet_fonts, may_hold_more = xlsx_fonts.inspect(source)
    assert not sheet_fonts
    assert not may_hold_more


def test_faces_far_apart_are_kept() -> None:
    sheet_fonts = SheetFonts()
    assert not sheet_fonts
    sheet_fonts.put(70_000, 2, LegacyFont("vni"))
    sheet_fonts.put(3, 2, LegacyFont("tcvn3", capitals=True))
    assert sheet_fonts.at(70_000, 2) == LegacyFont("vni")
    assert sheet_fonts.at(3, 2) == LegacyFont("tcvn3", capitals=True)
    assert [sheet_fonts.at(*place) for place in ((4, 2), (3, 1), (70_001, 2))] == [None, None, None]


def test_styles_with_prefixes_and_other_quotes_are_read() -> None:
    """Other programs write the same XML with a namespace prefix, single quotes or the attributes in another order."""
    content = _xlsx([(tcvn3(name), ".VnTime") for name in ("Lý", "Có")])
    changed = _with_part(
        content, "xl/styles.xml", lambda xml: _prefixed(xml).replace(b'val=".VnTime"', b"val='.VnTime'")
    )
    changed = _with_part(changed, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b' s="1" t="s"', b' t="s" s="1"'))
    sheet_fonts, _ = xlsx_fonts.inspect(SourceFile("roster.xlsx", changed))
    assert sheet_fonts["Danh sách"].at(1, 0) == LegacyFont("tcvn3")


def _prefixed(xml: bytes) -> bytes:
    for name in (b"fonts", b"font", b"name", b"cellXfs", b"xf"):
        xml = xml.replace(b"<" + name + b" ", b"<x:" + name + b" ").replace(b"<" + name + b">", b"<x:" + name + b">")
        xml = xml.replace(b"</" + name + b">", b"</x:" + name + b">")
    return xml


def _with_part(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w") as target:
        for info in source.infolist():
            old = source.read(info)
            target.writestr(info, change(old) if info.filename == part else old)
    return file.getvalue()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\u00a7\u00c6ng Qu\u00e8c \u00f3t", "Đặng Quốc Út"),
        ("V\u00e2 Th\u00de Ng\u00e4c \u00b8nh", "Võ Thị Ngọc Ánh"),
        ("Ti\u00d5ng \u00fd", "Tiếng Ý"),
        ("\u00b8nh", "ánh"),
        ("Qu\u00e8c \u00b8nh v\u00b5 con", "Quốc ánh và con"),
        ("X\u00b7 \u00abn", "Xã ôn"),
    ],
)
def test_a_first_letter_that_the_font_has_no_capital_for_is_one_where_the_other_words_begin_with_one(
    typed: str, read: str
) -> None:
    """TCVN3 has a capital Ô, but none with a tone: who writes «ô» means the small letter."""
    assert from_tcvn3(typed) == read
