"""Reading workbooks of figures: headers, units, departments, days, numbers; each fault at its own cell."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from etl.figures.periods import day_of_cell, day_of_title
from etl.figures.reading import read_figures
from etl.figures.records import FigureReading
from etl.figures.vocabulary import vocabulary
from etl.reading import read_workbook
from etl.records import SourceFile
from reference.provinces import communes_on
from settings import from_environment
from tests.etl.figures.workbooks import HEADINGS_OF_766, PARTS_OF_766, PROVINCE, TWO_TIER, quotas, units, workbook

QUOTAS, INDICATORS = vocabulary("quotas", "allocated"), vocabulary("indicators")


def read(source: SourceFile, catalogue: str = "quotas", as_of: date | None = None) -> FigureReading:
    words = QUOTAS if catalogue == "quotas" else INDICATORS
    return read_figures(read_workbook(source, from_environment()), words, PROVINCE, as_of)


def flat(reading: FigureReading) -> set[tuple[str, str, str, str]]:
    return {(c.unit.name, c.department, c.measure, f"{c.value:f}") for c in reading.figures}


def faults(reading: FigureReading) -> set[tuple[str, str]]:
    return {(each.code, each.cell) for each in reading.problems}


def test_a_table_with_departments_under_a_merged_heading() -> None:
    first, second = units(2)
    reading = read(quotas([(first, 32, 7, 9, 8), (second, "30", 6, "8 người", None)], total=62))
    assert reading.problems == []
    office, economy, culture = "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"
    assert flat(reading) == {
        (first, "", "allocated", "32"), (first, office, "allocated", "7"), (first, economy, "allocated", "9"),
        (first, culture, "allocated", "8"), (second, "", "allocated", "30"), (second, office, "allocated", "6"),
        (second, economy, "allocated", "8"),
    }  # fmt: skip
    assert {cell.as_of for cell in reading.figures} == {TWO_TIER}  # not the day of the decision
    assert reading.figures[1].cell == "D8"


def test_departments_as_rows_under_their_unit_and_the_measure_in_the_title() -> None:
    first, second = units(2)
    rows = [
        ["BIÊN CHẾ TẠM GIAO NĂM 2025"],
        ["TT", "Đơn vị, phòng ban", "Số lượng"],
        ["I", first, 32],
        [1, "Văn phòng HĐND & UBND", 8],
        [2, "Phòng Kinh tế", 9],
        ["II", second, 30],
        [1, "P. VHXH", 7],
        ["", "Tổng số", 62],
    ]
    reading = read(workbook(rows))
    assert reading.problems == []
    assert flat(reading) == {
        (first, "", "temporary", "32"), (first, "Văn phòng HĐND và UBND", "temporary", "8"),
        (first, "Phòng Kinh tế", "temporary", "9"), (second, "", "temporary", "30"),
        (second, "Phòng Văn hóa - Xã hội", "temporary", "7"),
    }  # fmt: skip


def test_several_kinds_beside_each_other_and_what_is_there_by_the_workbook_itself() -> None:
    (first,) = units(1)
    head = ["STT", "Tên xã, phường", "Biên chế giao", "Dự nguồn", "Định mức CV 09", "Có mặt", "Thừa, thiếu"]
    reading = read(workbook([["Tính đến ngày 31/12/2025"], head, [1, first, 30, 2, 32, 29, -1]]))
    assert reading.problems == []
    assert {(measure, value) for _, _, measure, value in flat(reading)} == {
        ("allocated", "30"), ("reserve", "2"), ("norm", "32"), ("reported_present", "29"),
    }  # fmt: skip


def test_the_row_of_bac_ninh_s_index() -> None:
    first, second = units(2)
    total = sum(Decimal(str(part)) for part in PARTS_OF_766)
    assert total == Decimal("92.83")
    rows = [
        ["CHỈ SỐ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP THEO QĐ 766"],
        ["Tuần từ 08/12/2025 đến 14/12/2025"],
        ["STT", "Đơn vị", *HEADINGS_OF_766, "Xếp hạng"],
        [1, first, *PARTS_OF_766, 92.83, 1],
        [2, second, *(str(part).replace(".", ",") for part in PARTS_OF_766), "92,83", 1],
    ]
    reading = read(workbook(rows), "indicators")
    assert reading.problems == []
    for name in (first, second):
        values = {m: v for unit, _, m, v in flat(reading) if unit == name}
        assert values.pop("service_index") == "92.83"
        assert sum(map(Decimal, values.values())) == total
        assert len(values) == 6
    assert {cell.as_of for cell in reading.figures} == {date(2025, 12, 14)}


def test_a_total_that_is_not_there_is_the_sum_of_its_parts() -> None:
    (first,) = units(1)
    rows = [["Chỉ số 766, tuần 50/2025"], ["Đơn vị", *HEADINGS_OF_766[:6]], [first, *PARTS_OF_766]]
    reading = read(workbook(rows), "indicators")
    whole = next(cell for cell in reading.figures if cell.measure == "service_index")
    assert (whole.value, whole.cell, whole.as_of) == (Decimal("92.83"), "B3", date(2025, 12, 14))


def test_measures_and_days_in_rows_and_units_by_code() -> None:
    code = communes_on(TWO_TIER, PROVINCE)[0].code
    rows = [
        ["Ngày", "Mã đơn vị", "Chỉ tiêu", "Giá trị"],
        [TWO_TIER, code, "Máy tính", 31],
        ["30/06/2026", code, "Số người được cấp chữ ký số cá nhân", "1.030"],
    ]
    reading = read(workbook(rows), "indicators")
    assert reading.problems == []
    assert {(cell.measure, cell.as_of, cell.value) for cell in reading.figures} == {
        ("computers", TWO_TIER, Decimal(31)),
        ("digital_signatures", date(2026, 6, 30), Decimal(1030)),
    }


def test_weeks_as_columns() -> None:
    (first,) = units(1)
    rows = [["CHỈ SỐ 766"], ["Đơn vị", "Tuần 49/2025", "Tuần 50/2025"], [first, 91.5, 92.83]]
    reading = read(workbook(rows), "indicators")
    assert reading.problems == []  # «/2025» is no maximum
    assert [(c.measure, c.as_of.isoformat(), f"{c.value}") for c in reading.figures] == [
        ("service_index", "2025-12-07", "91.5"),
        ("service_index", "2025-12-14", "92.83"),
    ]


def test_codes_and_growing_numbers_are_no_row_of_column_numbers() -> None:
    code = communes_on(TWO_TIER, PROVINCE)[0].code
    rows = [["CHỈ SỐ 766"], ["Mã đơn vị", "Tuần 49/2025", "Tuần 50/2025"], [code, 91, 93]]
    assert [f"{cell.value}" for cell in read(workbook(rows), "indicators").figures] == ["91", "93"]


def test_signatures_and_remarks_under_the_table_are_no_numbers() -> None:
    (first,) = units(1)
    signatures = [["", "", "", "Bắc Ninh, ngày 12 tháng 01 năm 2026"], ["NGƯỜI LẬP BIỂU", "", "", "KT. GIÁM ĐỐC"]]
    rows = [["Ngày 31/12/2025"], ["Đơn vị", "Máy tính", "Nối mạng", "Chữ ký số"], [first, 30, 29, 28], [], *signatures]
    reading = read(workbook([*rows, ["(Ký)", "", "", "(Ký, đóng dấu)"]]), "indicators")
    assert reading.problems == []
    assert len(reading.figures) == 3


def test_points_with_the_maximum_of_each_unit() -> None:
    first, second = units(2)
    rows = [["CHỈ SỐ CCHC NĂM 2025"], ["Đơn vị", "Điểm đạt", "Điểm tối đa"], [first, 68.32, 84], [second, 90, 100]]
    reading = read(workbook(rows), "indicators")
    assert reading.problems == []
    assert [(f"{c.value}", f"{c.maximum}") for c in reading.figures] == [("68.32", "84"), ("90", "100")]


def test_an_indicator_of_the_office_s_own_comes_with_the_workbook() -> None:
    (first,) = units(1)
    own = [["Mã chỉ tiêu", "Tên chỉ tiêu", "Đơn vị tính", "Điểm tối đa"], ["so_hoa_nha", "Hộ có cáp quang", "điểm", 10]]
    rows = [["Ngày 31/12/2025"], ["Đơn vị", "Hộ có cáp quang"], [first, 9.5]]
    reading = read(workbook(rows, more={"Danh mục chỉ tiêu": own}), "indicators")
    assert reading.problems == []
    assert [(row.code, row.maximum) for row in reading.own] == [("so_hoa_nha", Decimal(10))]
    assert [(cell.measure, f"{cell.value}") for cell in reading.figures] == [("so_hoa_nha", "9.5")]
    above = workbook([rows[0], rows[1], [first, 10.5]], more={"Danh mục chỉ tiêu": own})
    assert faults(read(above, "indicators")) == {("figure_above_maximum", "B3")}


@pytest.mark.parametrize(
    ("cells", "fault", "cell"),
    [
        ((-1, 0, 0, 0), "figure_negative", "C8"),
        ((30.5, 7, 8, 8), "figure_not_whole", "C8"),
        (("ba mươi", 7, 8, 8), "figure_unreadable", "C8"),
        ((20, 7, 8, 8), "figure_departments_off", "C8"),
    ],
)
def test_a_number_that_cannot_be(cells: tuple[Any, ...], fault: str, cell: str) -> None:
    assert (fault, cell) in faults(read(quotas([(units(1)[0], *cells)])))


def test_units_that_are_not_there() -> None:
    reading = read(
        quotas(
            [
                ("Xã Không Có Thật", 30, 7, 8, 8),
                ("Phường Đáp Cầu", 30, 7, 8, 8),
                ("Xã Lê Lợi, tỉnh Hưng Yên", 3, 1, 1, 1),
            ]
        )
    )
    assert {("unknown_unit", "B8"), ("unit_not_then", "B9")} <= faults(reading)
    assert any(code in ("figure_unit_elsewhere", "unknown_unit") and cell == "B10" for code, cell in faults(reading))
    assert reading.figures == []


def test_the_same_number_twice_and_a_total_that_is_off() -> None:
    first, second = units(2)
    reading = read(quotas([(first, 30, 7, 8, 8), (second, 30, 7, 8, 8), (first, 30, None, None, None)]))
    assert faults(reading) == {("figure_twice", "C10")}
    line = (first, 30, 7, 8, 8)
    for total in (60, 90):
        whole = read(quotas([line, (second, 30, 7, 8, 8), line], total=total))
        assert faults(whole) == {("figure_twice", "C10")}
        assert "ô C8 (ghi 30, ô này ghi 30); hai dòng ấy có 4 ô ghi hai lần" in whole.problems[0].message
        assert [cell.cell for cell in whole.figures if cell.cell.endswith("10")] == []
    off = read(quotas([(first, 30, 7, 8, 8), (second, 30, 7, 8, 8)], total=61))
    assert faults(off) == {("figure_total_off", "C10")}
    assert off.errors == []


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [(2, 18.5, "figure_above_maximum"), (3, 21, "figure_above_maximum"), (8, 93.83, "figure_parts_off")],
)
def test_points_that_cannot_be(place: int, value: float, fault: str) -> None:
    (first,) = units(1)
    line: list[Any] = [1, first, *PARTS_OF_766, 92.83]
    line[place] = value
    rows = [["Chỉ số 766 tuần 50/2025"], ["STT", "Đơn vị", *HEADINGS_OF_766], line]
    assert (fault, f"{'ABCDEFGHI'[place]}3") in faults(read(workbook(rows), "indicators"))


def test_a_maximum_above_the_catalogue_s_is_none() -> None:
    (first,) = units(1)
    rows = [["CHỈ SỐ CCHC NĂM 2025"], ["Đơn vị", "Điểm đạt", "Điểm tối đa"], [first, 68.32, 120]]
    assert faults(read(workbook(rows), "indicators")) == {("figure_maximum_wrong", "B3")}


def test_a_column_that_nobody_knows_is_reported_and_an_unknown_measure_in_a_row_too() -> None:
    (first,) = units(1)
    wide = workbook([["Ngày 31/12/2025"], ["Đơn vị", "Máy tính", "Xe đạp"], [first, 30, 2]])
    assert faults(read(wide, "indicators")) == {("figure_column_unread", "C2")}
    long = workbook([["Ngày 31/12/2025"], ["Đơn vị", "Chỉ tiêu", "Giá trị"], [first, "Xe đạp", 2]])
    assert ("figure_measure_unknown", "B3") in faults(read(long, "indicators"))


def test_no_day_no_table_and_a_day_to_come() -> None:
    (first,) = units(1)
    rows = [["Đơn vị", "Máy tính"], [first, 30]]
    assert faults(read(workbook(rows), "indicators")) == {("figures_no_day", "B2")}
    assert read(workbook(rows), "indicators", TWO_TIER).problems == []
    assert faults(read(workbook([["Họ và tên", "Ngày sinh"]]))) == {("figures_no_table", "")}
    late = workbook([["Tính đến ngày 31/12/2199"], *rows])
    assert ("figure_day_in_future", "B3") in faults(read(late, "indicators"))


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Tuần từ ngày 08/12/2025 đến ngày 14/12/2025"], date(2025, 12, 14)),
        (["Tháng 2 năm 2024"], date(2024, 2, 29)),
        (["Quý III/2025"], date(2025, 9, 30)),
        (["Năm 2025"], date(2025, 12, 31)),
        (["(Kèm theo Quyết định số 12/QĐ-UBND ngày 30/07/2025)", "Tính đến ngày 01/07/2025"], date(2025, 7, 1)),
        (["Bắc Ninh, ngày 05/01/2026", "Năm 2025"], date(2025, 12, 31)),
        (["Chỉ số CCHC, ngày 24/12/2025"], date(2025, 12, 24)),
        (["BIỂU GIAO BIÊN CHẾ"], None),
    ],
)
def test_the_day_of_a_title(lines: list[str], day: date | None) -> None:
    assert day_of_title(lines) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (2025, TWO_TIER),
        (46022, TWO_TIER),
        ("Tuần 50/2025", date(2025, 12, 14)),
        ("31/12/2025", TWO_TIER),
        ("hôm qua", None),
    ],
)
def test_the_day_of_a_cell(value: object, day: date | None) -> None:
    assert day_of_cell(value) == day
