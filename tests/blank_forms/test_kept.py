"""Filling changes nothing of a form but its empty cells, and what the form prints of its numbers is checked."""

import io
from datetime import UTC, datetime

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from blank_forms.formulas import printed_identity, value_of
from blank_forms.growing import Block, grow
from blank_forms.saving import save
from reports.stamp import Stamp
from tests.blank_forms.blank import cells, new_sheet, saved, statutory_paths, write_foot, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, World

PATHS = [("Tiêu chí",), ("Tổng số",), ("Chia ra", "Nam"), ("Chia ra", "Nữ")]
_STAMP = Stamp(
    number="2026-000007", made_at=datetime(2026, 1, 2, 8, 0, tzinfo=UTC), made_by="lan", scope="tỉnh",
    query="", data_version="1.0", rounding="half_up", is_demo=True, is_internal=True,
)  # fmt: skip


def _form() -> tuple[Worksheet, int]:
    sheet = new_sheet()
    first = write_header(sheet, 5, PATHS, ["1", "2 (=3+4)", "3", "4"])
    write_rows(sheet, first, 4, [["Tổng số"], ["- Đảng viên"], ["- Đại học"]])
    return sheet, first


def test_formulas_and_filled_cells_stay_and_are_told(world: World, filling: Filler) -> None:
    sheet, first = _form()
    sheet.cell(first + 1, 2).value = f"=C{first + 1}+D{first + 1}"
    sheet.cell(first + 2, 3).value = 999
    filled = filling(saved(sheet))
    result, people = reopened(filled).active, world.on(END_2023)
    assert result.cell(first + 1, 2).value == f"=C{first + 1}+D{first + 1}"
    assert result.cell(first + 2, 3).value == 999
    men = int(((people["gender"] == "male") & (people["education"] == "bachelors")).sum())
    (gap,) = filled.outcome.gaps
    assert gap.where == f"Biểu › C{first + 2}"
    assert gap.reason == f"Ô đã có sẵn «999» nên giữ nguyên; chương trình đếm được {men}."


def test_printed_identities_are_held_against_the_counts(world: World, filling: Filler) -> None:
    sheet, first = _form()
    sheet.cell(first + 1, 2).value = f"=C{first + 1}+D{first + 1}"
    filled = filling(saved(sheet))
    people = world.on(END_2023)
    unknown = people["gender"].isna()
    # Whoever's gender is not declared is in the total and in neither part.
    assert [check.agrees for check in filled.outcome.checks if check.where == f"Biểu › B{first}"] == [not unknown.any()]
    members = people["party_member"] == "yes"
    by_formula = next(check for check in filled.outcome.checks if "công thức" in check.sentence)
    assert by_formula.agrees == (not (members & unknown).any())
    assert f"chương trình đếm được {int(members.sum())}" in by_formula.sentence


def test_rows_put_in_move_what_stands_below(world: World, filling: Filler) -> None:
    sheet = new_sheet()
    paths = [("STT",), ("Tên đơn vị",), ("Tổng số",), ("Nữ",), ("Nam và nữ",)]
    first = write_header(sheet, 5, paths)
    end = write_rows(sheet, first, 5, [[], ["", "Tổng số"]])
    sheet.cell(first, 5).value = f"=C{first}+D{first}"
    sheet.cell(first + 1, 5).value = f"=SUM(E{first}:E{first})"
    write_foot(sheet, end)
    sheet.merge_cells(start_row=end + 1, end_row=end + 1, start_column=3, end_column=5)
    sheet.row_dimensions[end + 1].height = 33
    sheet.print_area = f"A1:E{end + 2}"
    result = reopened(filling(saved(sheet))).active
    districts = world.on(END_2023)["district_code"].nunique()
    last = first + districts - 1
    more = districts - 1
    assert result.cell(last, 5).value == f"=C{last}+D{last}"
    assert result.cell(last + 1, 5).value == f"=SUM(E{first}:E{last})"
    assert f"C{end + 1 + more}:E{end + 1 + more}" in {str(area) for area in result.merged_cells.ranges}
    assert result.row_dimensions[end + 1 + more].height == 33
    assert result.print_area.endswith(f"$E${end + 2 + more}")
    assert result.cell(last, 1).border.left.style == "thin"


def test_references_of_other_sheets_move_too() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    other = book.create_sheet("Khác")
    other["A1"] = f"='{sheet.title}'!B9+SUM('{sheet.title}'!B3:B5)+B9"
    sheet["B9"] = 1
    grow(book, sheet, Block(3, 5), 2)
    assert other["A1"].value == f"='{sheet.title}'!B11+SUM('{sheet.title}'!B3:B7)+B9"
    assert sheet["B11"].value == 1


def test_formulas_that_forms_have_are_reckoned() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row, value in enumerate([1, 2, 3, "=SUM(A1:A3)-A2", "=A4*2/(A1+A1)", "=VLOOKUP(1,A1:A3,1)", "=A7"], start=1):
        sheet.cell(row, 1).value = value
    assert [value_of(sheet, row, 1) for row in range(1, 8)] == [1, 2, 3, 4, 4, None, None]


def test_identities_of_rows_of_numbers() -> None:
    texts = ["11=9+10", "3 (=4+8)", "2 (=3+…+6)", "4(=2*100/3)", "5", "A"]
    read = [printed_identity(text) for text in texts]
    assert [each and each.parts for each in read] == [(9, 10), (4, 8), (3, 4, 5, 6), (2, 3), None, None]
    share = read[3]
    assert share
    assert share.is_share
    assert share.reckon({2: 30, 3: 60}) == 50


def test_a_list_of_people_is_filled_row_by_row(world: World, filling: Filler) -> None:
    paths = statutory_paths("bm04")
    sheet = new_sheet("BÁO CÁO DANH SÁCH VÀ TIỀN LƯƠNG CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    first = write_header(sheet, 5, paths)
    end = write_rows(sheet, first, len(paths), [[], []])
    write_foot(sheet, end)
    filled = filling(saved(sheet))
    result = reopened(filled).active
    people = world.on(END_2023).sort_values("unit_code", kind="stable")
    staff = people[people["category"].isin(["cadre", "civil_servant"]) | people["category"].isna()]
    rows = [cells(result, first + at, 1, 6) for at in range(len(staff))]
    assert [row[0] for row in rows] == list(range(1, len(staff) + 1))
    assert [row[1] for row in rows] == list(staff["full_name"])
    assert [row[4] for row in rows] == list(staff["position"])
    assert [row[5] for row in rows] == list(staff["unit_name"])
    for row, birth, gender in zip(rows, staff["birth_date"], staff["gender"], strict=True):
        shown = {"male": row[2], "female": row[3]}.get(gender)
        assert (shown is None) == (birth is None or gender is None)
        if shown is not None:
            text = shown.strftime("%Y-%m-%d") if hasattr(shown, "strftime") else str(shown)
            assert text == (birth if len(birth) != 7 else "/".join(reversed(birth.split("-"))))
    assert result.cell(first + len(staff) + 2, 1).value == "NGƯỜI LẬP BIỂU"


def test_a_list_of_the_offices_own_marks_levels(world: World, filling: Filler) -> None:
    paths = [
        ("TT",), ("Họ và tên",), ("Năm sinh",), ("Giới tính",), ("Dân tộc",), ("Đơn vị công tác",),
        ("Trình độ chuyên môn",), ("Tin học", "Chứng chỉ"), ("Hệ số lương",),
    ]  # fmt: skip
    sheet = new_sheet("DANH SÁCH")
    first = write_header(sheet, 5, paths)
    filled = filling(saved(sheet))
    result, people = reopened(filled).active, world.on(END_2023).sort_values("unit_code", kind="stable")
    labels = {"masters": "Thạc sĩ", "bachelors": "Đại học", "untrained": "Chưa qua đào tạo"}
    for at, person in enumerate(people.to_dict("records"), start=first):
        row = cells(result, at, 1, 9)
        assert row[1] == person["full_name"]
        assert row[2] == (int(person["birth_date"][:4]) if person["birth_date"] else None)
        assert row[3] == {"male": "Nam", "female": "Nữ"}.get(person["gender"])
        assert (row[4], row[5]) == (person["ethnicity"], person["unit_name"])
        if person["education"] in labels:
            assert row[6] == labels[person["education"]]
        assert row[7] == (1 if person["it"] == "certificate" else None)
        assert row[8] is None
    assert [gap.reason for gap in filled.outcome.gaps] == ["Danh sách không ghi tiền lương."]


def test_the_saved_form_bears_its_number_and_says_how_it_was_filled(world: World, filling: Filler) -> None:
    sheet, first = _form()
    content = save(filling(saved(sheet)), _STAMP, "tỉnh Bắc Ninh", "31/12/2023")
    book = openpyxl.load_workbook(io.BytesIO(content))
    form, notes = book.worksheets
    assert form.oddFooter.left.text.startswith("LƯU HÀNH NỘI BỘ · Số xuất 2026-000007")
    assert "LƯU HÀNH NỘI BỘ" in form.oddHeader.right.text
    assert book.custom_doc_props["Số xuất"].value == "2026-000007"
    texts = [str(cell.value) for row in notes.iter_rows() for cell in row if cell.value]
    assert notes.sheet_properties.pageSetUpPr.fitToPage
    assert "Giới tính: Nữ" in texts
    assert any("Chia ra › Nữ" in text for text in texts)
    assert form.cell(first, 2).value == len(world.on(END_2023))
