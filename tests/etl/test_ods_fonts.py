"""Cells of an .ods are read by their fonts: named by styles, their parents, rows and columns, and by parts of texts."""

import io
import zipfile
from dataclasses import replace

import pytest

from etl.problems import Refused
from etl.reading import Budget, ods_fonts, read_workbook
from etl.records import Sheet, SourceFile
from settings import from_environment
from tests.golden.old_letters import tcvn3, vni
from tests.golden.open_document_fonts import make as pieced

LIMITS = from_environment()
LY = tcvn3("Lý")


def _ods(table: str, styles: str = "", has_old_fonts: bool = True) -> SourceFile:
    """One sheet «S», with styles in the fonts of the golden roster: `old`, its heir `older`, `vni`, `capitals`."""
    with zipfile.ZipFile(io.BytesIO(pieced.make()["roster.ods"])) as golden:
        parts = {name: golden.read(name).decode() for name in golden.namelist()}
    start, end = (parts["content.xml"].index(tag) for tag in ("<table:table ", "</table:table>"))
    content = f'{parts["content.xml"][:start]}<table:table table:name="S">{table}{parts["content.xml"][end:]}'
    parts["content.xml"] = content.replace("<office:automatic-styles>", f"<office:automatic-styles>{styles}")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text if has_old_fonts else text.replace(".VnTime", "Times").replace("VNI-", ""))
    return SourceFile("roster.ods", file.getvalue())


def _cell(inside: str, style: str = "", more: str = "") -> str:
    of_style = f'table:style-name="{style}" ' if style else ""
    return f'<table:table-cell office:value-type="string" {of_style}{more}><text:p>{inside}</text:p></table:table-cell>'


def _row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def _column(style: str, count: int = 1) -> str:
    return f'<table:table-column table:number-columns-repeated="{count}" table:default-cell-style-name="{style}"/>'


def _read(source: SourceFile) -> Sheet:
    return read_workbook(source, LIMITS).sheets[0]


def test_what_repeats_is_in_one_font() -> None:
    text = tcvn3("Đỗ Lý")
    rows = _row(_cell(text, "old", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"')
    assert _read(_ods(rows + _row(_cell("Đỗ", "old"), _cell(vni("Mỹ"), "vni")))).rows == [
        ["Đỗ Lý"] * 3,
        ["Đỗ Lý"] * 3,
        ["Đỗ", "Mỹ", ""],
    ]


def test_places_are_counted_over_what_is_empty_and_covered() -> None:
    empty = '<table:table-cell table:number-columns-repeated="2"/><table:covered-table-cell/>'
    gap = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    rows = f"<table:table-rows>{gap}{_row(empty, _cell('lan', 'capitals'), _cell('lan', 'plain'))}</table:table-rows>"
    assert _read(_ods(rows)).rows[3] == ["", "", "", "LAN", "lan"]


def test_a_cell_comes_before_its_row_and_a_row_before_its_column() -> None:
    columns = _column("plain") + _column("capitals", 2) + _column("plain", 100)
    of_row = 'table:default-cell-style-name="old"'
    rows = _row(*[_cell("an")] * 4) + _row(_cell("an"), _cell("an"), _cell("an", "capitals"), more=of_row)
    assert _read(_ods(columns + rows)).rows == [["an", "AN", "AN", "an"], ["an", "an", "AN", ""]]


def test_parents_that_make_a_ring_name_no_font() -> None:
    ring = "".join(
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="{parent}"/>'
        for name, parent in (("a", "b"), ("b", "a"), ("itself", "itself"), ("heir", "capitals"))
    )
    cells = [_cell("an", style) for style in ("a", "b", "itself", "heir", "never said")]
    assert _read(_ods(_row(*cells), ring)).rows == [["an", "an", "an", "AN", "an"]]


def test_a_note_at_a_cell_is_not_its_text() -> None:
    part = '<text:span text:style-name="old part">{}</text:span>'
    note = f"<office:annotation><text:p>Xem {part.format('l¹i')}</text:p></office:annotation>"
    cell = _cell(f"Cã<text:s/>{part.format(LY)}", "plain").replace("<text:p>", f"{note}<text:p>", 1)
    assert _read(_ods(_row(cell))).rows == [["Cã Lý"]]


def test_a_workbook_without_old_fonts_is_not_unpacked_for_them() -> None:
    """A byte of its last row is damaged: whoever unpacks all of the content is told so."""
    sheets = [Sheet("S", [["Lê Thị An"]])]
    for has_old_fonts in (True, False):
        whole = _ods(_row(_cell("Lê Thị An", "old")) * 5_000, has_old_fonts=has_old_fonts).content
        place = whole.rindex(b"An</text:p>")
        source = SourceFile("roster.ods", whole[:place] + b"E" + whole[place + 1 :])
        if has_old_fonts:
            with pytest.raises(Refused):
                ods_fonts.inspect(source, sheets, Budget(LIMITS))
        else:
            assert ods_fonts.inspect(source, sheets, Budget(LIMITS)) == {}


def test_repeated_cells_are_marked_no_farther_than_the_sheet_reaches() -> None:
    far = 'table:number-columns-repeated="99999999"'
    rows = _row(_cell(LY, "old", far), more='table:number-rows-repeated="99999999"') * 50
    sheet_fonts = ods_fonts.inspect(_ods(rows), [Sheet("S", [[LY] * 2] * 3)], Budget(LIMITS))["S"]
    assert sheet_fonts.at(2, 1) is not None
    assert [sheet_fonts.at(*place) for place in ((3, 0), (0, 2))] == [None, None]


@pytest.mark.parametrize("where", ["parts", "styles", "repeated parts"])
def test_more_than_there_is_room_for_is_refused(where: str) -> None:
    part = f'<text:span text:style-name="old part">{LY}</text:span>'
    rows = {
        "parts": _row(_cell(f"a{part}" * 60, "plain")),
        "styles": _row(_cell(LY, "old")),
        "repeated parts": _row(_cell(f"a{part}", "plain"), more='table:number-rows-repeated="60"'),
    }
    many = '<style:style style:name="x" style:family="table-cell"/>' * (60 if where == "styles" else 1)
    sheets = [Sheet("S", [[f"a{LY}"]] * 60)]
    assert ods_fonts.inspect(_ods(rows[where], many), sheets, Budget(LIMITS))
    with pytest.raises(Refused) as refusal:
        ods_fonts.inspect(_ods(rows[where], many), sheets, Budget(replace(LIMITS, max_cells=500)))
    assert refusal.value.problem.code in ("sheet_too_large", "load_too_large")


@pytest.mark.parametrize(
    "part",
    ['<table:table-row table:visibility="{}">', '<table:table-column table:style-name="a" table:visibility="{}"/>'],
)
@pytest.mark.parametrize(("word", "is_hidden"), [("collapse", True), ("filter", True), ("visible", False)])
def test_hidden_rows_and_columns_are_told(part: str, word: str, is_hidden: bool) -> None:
    row = "<table:table-row>" if "column" in part else ""
    cell = '<table:table-cell office:value-type="string"><text:p>Lan</text:p></table:table-cell></table:table-row>'
    (sheet,) = read_workbook(_ods(part.format(word) + row + cell), LIMITS).sheets
    assert sheet.has_hidden_cells is is_hidden
