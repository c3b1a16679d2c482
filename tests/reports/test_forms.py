"""The forms as workbooks, opened by another program: header, numbers, live totals, page, marks."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from sqlalchemy import select, update

import database
from models import Staff
from reference import forms
from reference.forms import reading
from reports.forms import paper, workbook
from reports.letterhead import letterhead
from reports.stamp import Stamp
from settings import REFERENCE_DIR
from stats.measures.forms import FormList, FormTable
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import DATES, END_2023, PROVINCE, World, fill

_HEAD = letterhead(
    {"signer_name": "Lê Thị Hòa", "preparer_name": "Trần Văn Đức"}, "Sở Nội vụ tỉnh Bắc Ninh", "Tỉnh Bắc Ninh"
)
_MADE = datetime(2024, 1, 5, 8, 30, tzinfo=UTC)


@pytest.fixture
def source(sqlite_url: str) -> Iterator[StatisticsSource]:
    fill(sqlite_url)
    with database.reading(sqlite_url) as opened:
        yield StatisticsSource.of_connection(opened, PROVINCE)


def _filled(source: StatisticsSource, name: str, selection: Selection = Selection(END_2023)) -> Any:  # noqa: B008
    return source.form(name, selection, EVERYBODY)


def _opened(filled: Any, *, values: bool = True, **options: Any) -> Any:
    content = workbook(filled, "tỉnh Bắc Ninh", _HEAD, created=_MADE, **options)
    return load_workbook(io.BytesIO(content), data_only=values)


def _top(sheet: Any, form: forms.Form) -> int:
    """The row of the header's first cell."""
    first = form.columns[0].header[0]
    return int(next(cell.row for cell in sheet["A"] if cell.value == first))


def _body(sheet: Any, form: forms.Form) -> int:
    return _top(sheet, form) + len(form.layout.header_heights) + form.layout.has_number_row


@pytest.mark.parametrize("name", ["bm02", "bm04", "danang"])
def test_the_header_is_merged_as_the_form_has_it(source: StatisticsSource, name: str) -> None:
    filled = _filled(source, name)
    sheet = _opened(filled).worksheets[0]
    top = _top(sheet, filled.form)
    depth = len(filled.form.layout.header_heights)
    merged = {str(each) for each in sheet.merged_cells.ranges if top <= each.min_row < top + depth}
    expected = set()
    for cell in forms.header_cells(filled.form.columns):
        first = f"{get_column_letter(cell.left + 1)}{top + cell.top}"
        assert sheet[first].value == cell.text
        assert sheet[first].alignment.text_rotation == (
            90 if cell.is_leaf and filled.form.columns[cell.left].is_vertical else 0
        )
        if (cell.top, cell.left) != (cell.bottom, cell.right):
            expected.add(f"{first}:{get_column_letter(cell.right + 1)}{top + cell.bottom}")
    assert merged == expected
    if filled.form.layout.has_number_row:
        numbers = [cell.value for cell in sheet[top + depth]]
        assert numbers == [int(c.number) if c.number.isdecimal() else c.number for c in filled.form.columns]


def test_a_column_that_nobody_declares_has_no_total(sqlite_url: str) -> None:
    fill(sqlite_url)
    with database.writing(sqlite_url) as connection:
        connection.execute(update(Staff).values(party_member=None))
    with database.reading(sqlite_url) as connection:
        filled = StatisticsSource.of_connection(connection, PROVINCE).form("bm02", Selection(END_2023), EVERYBODY)
    at = next(place for place, column in enumerate(filled.form.columns) if column.key == "party")
    (total,) = [row for row in _opened(filled).worksheets[0].iter_rows(values_only=True) if row[0] == "Tổng số"]
    assert (total[at], total[2]) == (None, filled.total["total"])


def test_bm02_has_true_numbers_and_says_who_it_is_about(source: StatisticsSource) -> None:
    filled = _filled(source, "bm02")
    sheet = _opened(filled).worksheets[0]
    row = _body(sheet, filled.form)
    for line in [*filled.rows, None]:
        counts = filled.total if line is None else line.counts
        cells = [cell.value for cell in sheet[row]]
        untold = (line or filled).untold
        expected = [
            None if counts is None or not c.is_counted or c.key in untold else counts[c.key]
            for c in filled.form.columns[2:]
        ]
        assert cells[2:] == expected
        assert line is None or cells[1] == line.name
        row += 1
    assert sheet.cell(row - 1, 1).value == "Tổng số"
    above = {
        str(cell.value) for line in sheet.iter_rows(max_row=_top(sheet, filled.form)) for cell in line if cell.value
    }
    assert above >= {
        "BM02/BNV",
        "Ban hành kèm theo Thông tư số 11/2012/TT-BNV ngày 17 tháng 12 năm 2012 của Bộ Nội vụ",
        "Thời hạn nhận báo cáo: ngày 30 tháng 6",
        "BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ NĂM 2023",
        "(Áp dụng đối với tỉnh, thành phố trực thuộc Trung ương)",
        "Tính đến ngày 31 tháng 12 năm 2023",
        "Đơn vị báo cáo: Tỉnh Bắc Ninh",
        "Đơn vị nhận báo cáo: Bộ Nội vụ",
        "Đơn vị tính: người",
    }
    below = {str(cell.value) for line in sheet.iter_rows(min_row=row) for cell in line if cell.value}
    assert below >= {
        "Ngày … tháng … năm …",
        "NGƯỜI LẬP BẢNG",
        "(Ký, họ tên)",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "(Ký, đóng dấu)",
        "Lê Thị Hòa",
        "Trần Văn Đức",
    }
    assert any(text.startswith("Không khai: ") for text in below)


def _reckoned(sheet: Any, cell: str) -> Any:
    """Reckon a cell as Excel does: SUBTOTAL leaves out cells that are subtotals themselves, hidden rows count."""
    formula = sheet[cell].value
    if not isinstance(formula, str) or not formula.startswith("="):
        return formula
    how, first, last = re.fullmatch(r"=SUBTOTAL\((9|3),(\w+):(\w+)\)", formula).groups()  # type: ignore[union-attr]
    values = [inner.value for (inner,) in sheet[f"{first}:{last}"]]
    plain = [value for value in values if value is not None and not str(value).startswith("=")]
    return len(plain) if how == "3" else sum(value for value in plain if isinstance(value, int | float))


@pytest.mark.parametrize(
    ("name", "selection"),
    [
        ("bm02", Selection(END_2023)), ("bm02", Selection(DATES[-1])), ("bm02", Selection(END_2023, "256")),
        ("danang", Selection(END_2023, "256")), ("bm04", Selection(END_2023, "256")),
    ],
)  # fmt: skip
def test_totals_are_live_and_give_what_they_show(source: StatisticsSource, name: str, selection: Selection) -> None:
    filled = _filled(source, name, selection)
    live, shown = (_opened(filled, values=values).worksheets[0] for values in (False, True))
    formulas = [
        cell.coordinate
        for line in live.iter_rows()
        for cell in line
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert formulas
    for cell in formulas:
        assert _reckoned(live, cell) == shown[cell].value, cell
    total = next(cell.row for cell in live["A"] if cell.value == "Tổng số")
    for at, column in enumerate(filled.form.columns, start=1):
        assert (f"{get_column_letter(at)}{total}" in formulas) >= column.is_summed


def test_a_total_follows_a_changed_commune(source: StatisticsSource) -> None:
    """One person more in one commune is one more in its district and one more in the province."""
    filled = _filled(source, "bm02")
    sheet = _opened(filled, values=False).worksheets[0]
    row = _body(sheet, filled.form)
    place = next(at for at, line in enumerate(filled.rows) if line.parent and line.counts)
    district = next(at for at, line in enumerate(filled.rows) if line.code == filled.rows[place].parent)
    ends = (f"C{row + district}", f"C{row + len(filled.rows)}")
    before = [_reckoned(sheet, cell) for cell in ends]
    sheet[f"C{row + place}"].value += 1
    assert [_reckoned(sheet, cell) for cell in ends] == [number + 1 for number in before]


def test_communes_are_folded_under_their_district(source: StatisticsSource) -> None:
    filled = _filled(source, "bm02")
    for expanded in (False, True):
        sheet = _opened(filled, expanded=expanded).worksheets[0]
        row = _body(sheet, filled.form)
        for at, line in enumerate(filled.rows):
            shape = sheet.row_dimensions[row + at]
            assert (shape.outlineLevel, bool(shape.hidden)) == ((1, not expanded) if line.parent else (0, False)), (
                line.name
            )
        assert sheet.sheet_properties.outlinePr.summaryBelow is False
    flat = _filled(source, "bm02", Selection(DATES[-1]))
    sheet = _opened(flat).worksheets[0]
    assert all(not sheet.row_dimensions[_body(sheet, flat.form) + at].outlineLevel for at in range(len(flat.rows)))


@pytest.mark.parametrize(("name", "size"), [("bm02", "8"), ("bm04", "9"), ("danang", "8")])
def test_the_page_is_landscape_and_repeats_the_header(source: StatisticsSource, name: str, size: str) -> None:
    filled = _filled(source, name, Selection(END_2023, "256"))
    sheet = _opened(filled).worksheets[0]
    top, body = _top(sheet, filled.form), _body(sheet, filled.form)
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", size)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${top}:${body - 1}"
    assert sheet.print_area.endswith(f"${get_column_letter(len(filled.form.columns))}${sheet.max_row}")
    assert sheet.oddFooter.center.text == "Trang &P/&N"
    fonts = {cell.font.name for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert fonts == {"Times New Roman"}


@pytest.mark.parametrize("name", ["bm02", "bm04", "danang"])
def test_nothing_is_cut_off(name: str) -> None:
    """Upright words fit under each other, turned ones along the height; five letters of a number into a column."""
    form = forms.form_on(name, END_2023)
    assert form is not None
    size = form.layout.font_size
    for cell in forms.header_cells(form.columns):
        high = sum(form.layout.header_heights[cell.top : cell.bottom + 1])
        wide = sum(paper.points(column.width) for column in form.columns[cell.left : cell.right + 1])
        along, across = (high, wide) if cell.is_leaf and form.columns[cell.left].is_vertical else (wide, high)
        assert paper.lines(cell.text, along, size, is_bold=True) * size * 1.15 <= across, cell
        assert max(len(word) for word in cell.text.split()) * 0.5 * size <= along, cell
    if form.kind == "counts":
        assert all(paper.points(c.width) >= len("12.345") * 0.42 * size + 4 for c in form.columns if c.is_counted)


def test_people_and_exact_numbers_of_religions_are_marked_as_internal(source: StatisticsSource) -> None:
    for name in ("bm02", "bm04", "danang"):
        sheet = _opened(_filled(source, name), is_demo=True).worksheets[0]
        assert [sheet["A1"].value, sheet["A2"].value] == ["LƯU HÀNH NỘI BỘ", "Số liệu minh họa"]
        assert sheet.oddHeader.right.text == "LƯU HÀNH NỘI BỘ · Số liệu minh họa"
    assert _opened(_filled(source, "bm02")).worksheets[0]["A1"].value == "LƯU HÀNH NỘI BỘ"


def test_people_stand_under_their_headings_with_real_dates(source: StatisticsSource) -> None:
    filled = _filled(source, "danang", Selection(END_2023, "256"))
    assert isinstance(filled, FormList)
    sheet = _opened(filled).worksheets[0]
    row, shown = _body(sheet, filled.form), ("", "")
    for group in filled.groups:
        for level, heading in enumerate(group.headings):
            if group.headings[: level + 1] != shown[: level + 1]:
                assert sheet.cell(row, 1).value == heading
                assert sheet.cell(row, 1).font.italic == (level == 1)
                row += 1
        shown = group.headings  # type: ignore[assignment]
        for cells in group.rows:
            for at, (column, cell) in enumerate(zip(filled.form.columns, cells, strict=True), start=1):
                assert _written(sheet.cell(row, at).value) == (cell if cell is None else str(cell)), column.number
            row += 1
    assert sheet.cell(row, 1).value == "Tổng số"
    assert sheet.cell(row, 3).value == filled.total[forms.PEOPLE]


def _written(value: Any) -> str | None:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, str) and re.fullmatch(r"\d\d/\d{4}", value):
        return "-".join(reversed(value.split("/")))
    return None if value is None else str(value)


def test_a_name_is_never_a_formula(sqlite_url: str) -> None:
    fill(sqlite_url)
    with database.writing(sqlite_url) as opened:
        opened.execute(update(Staff).values(full_name="=1+1", position="@SUM(A1)"))
    with database.reading(sqlite_url) as opened:
        filled = StatisticsSource.of_connection(opened, PROVINCE).form("bm04", Selection(END_2023), EVERYBODY)
        assert opened.scalar(select(Staff.full_name)) == "=1+1"
    sheet = _opened(filled, values=False).worksheets[0]
    row = _body(sheet, filled.form)
    assert (sheet.cell(row, 2).value, sheet.cell(row, 2).data_type) == ("=1+1", "s")


def test_the_notes_say_how_each_column_was_counted_and_that_all_adds_up(source: StatisticsSource) -> None:
    filled = _filled(source, "bm02")
    sheet = _opened(filled)["Ghi chú"]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    rules: dict[str, Any] = {}
    for row in rows:
        rules.setdefault(str(row[0]), row[2])
    assert rules["3"].startswith("Đảng viên: Đảng viên; không phải đảng viên dự bị")
    assert rules["4"] == "Dân tộc: có khai, khác Kinh"
    assert rules["35"] == "Giới tính: Nữ; tuổi từ 51 đến 55; chưa qua tháng đủ tuổi nghỉ hưu"
    assert rules["38"].startswith("Để trống.")
    words = " ".join(str(row[0]) for row in rows)
    assert "nam 60 tuổi 9 tháng, nữ 56 tuổi" in words
    results = [row for row in rows if row[5] == "Đạt"]
    assert len(results) == len(filled.form.identities) + 1
    for row, check in zip(results, filled.checks, strict=False):
        assert (row[3], row[4]) == (check.left, check.right)


def test_an_export_knows_itself(source: StatisticsSource) -> None:
    filled = _filled(source, "bm02")
    made = datetime(2024, 1, 5, 8, 30, tzinfo=UTC)
    stamp = Stamp(
        "2024-000012",
        made_at=made,
        made_by="Lan & Hoa",
        scope="tỉnh Bắc Ninh",
        query="as_of=2023-12-31",
        data_version="7.0.x",
        rounding="half_up",
        is_demo=False,
        is_internal=True,
    )
    book = _opened(filled, stamp=stamp)
    for sheet in book.worksheets:
        assert sheet.oddFooter.left.text == stamp.line.replace("&", "&&")
        assert sheet.oddFooter.center.text == "Trang &P/&N"
    assert book.worksheets[0]["A1"].value == "LƯU HÀNH NỘI BỘ"
    assert book.custom_doc_props["Số xuất"].value == "2024-000012"
    assert (book.properties.creator, book.properties.language) == ("Lan & Hoa", "vi-VN")
    assert book.properties.title.startswith("Biểu BM02/BNV: số lượng, chất lượng")


def test_the_same_form_gives_the_same_bytes(source: StatisticsSource) -> None:
    filled = _filled(source, "bm02")
    first, other = (workbook(filled, "tỉnh Bắc Ninh", _HEAD, created=_MADE) for _ in range(2))
    assert first == other
    assert first != workbook(filled, "tỉnh Bắc Ninh", _HEAD, created=_MADE, signed_on=date(2024, 1, 5))
    dated = _opened(_filled(source, "bm04"), signed_on=date(2024, 1, 5)).worksheets[0]
    assert "Bắc Ninh, ngày 05 tháng 01 năm 2024" in {cell.value for line in dated.iter_rows() for cell in line}


def test_a_new_form_is_a_new_folder(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three columns of a form nobody has seen, over other age bands: read, counted, written."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_DIR, copy)
    folder = copy / "forms" / "thu"
    shutil.copytree(copy / "forms" / "bm02", folder)
    _rewrite(
        folder / "form.csv",
        {
            "name": "thu",
            "label": "Biểu thử",
            "code": "T1",
            "header_heights": "40",
            "age_rule": "calendar_years",
            "order": "9",
        },
    )
    head = "number,key,width,vertical,level1,level2,level3,level4,shows,counts,total,format,blank\n"
    (folder / "columns.csv").write_text(
        head + "A,unit,20,no,Xã,,,,unit_name,,,@,\n"
        '1,women,8,no,Nữ,,,,,gender=female,yes,"#,##0",\n'
        '2,young,8,no,Dưới 36,,,,,age=..35 or age=?,yes,"#,##0",\n',
        encoding="utf-8",
    )
    (folder / "remainders.csv").write_text("key,kind,label,counts\n", encoding="utf-8")
    (folder / "identities.csv").write_text(
        "parts,relation,whole,sentence\n1,<=,people,Nữ trong tổng\n", encoding="utf-8"
    )
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", copy)
    reading.all_forms.cache_clear()
    try:
        world: World = fill(sqlite_url)
        assert reading.all_forms()[-1].label == "Biểu thử"
        with database.reading(sqlite_url) as opened:
            filled = StatisticsSource.of_connection(opened, PROVINCE).form("thu", Selection(END_2023), EVERYBODY)
        people = world.on(END_2023)
        people = people[people.category.isin(["cadre", "civil_servant"]) | people.category.isna()]
        born = people["birth_date"].map(lambda text: None if text is None else int(text[:4]))
        assert isinstance(filled, FormTable)
        assert filled.total["women"] == (people.gender == "female").sum()
        assert filled.total["young"] == (2023 - born <= 35).sum() + born.isna().sum()
        sheet = _opened(filled, is_demo=True).worksheets[0]
        assert sheet["A1"].value == "Số liệu minh họa", "it has nothing that is for internal use"
        total = next(cell.row for cell in sheet["A"] if cell.value == "Tổng số")
        assert sheet.cell(total, column_index_from_string("C")).value == filled.total["young"]
    finally:
        reading.all_forms.cache_clear()


def _rewrite(path: Path, values: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["key"]: row["value"] for row in csv.DictReader(file)} | values
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("key", "value"), *rows.items()])
