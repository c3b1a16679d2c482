"""Cán bộ or công chức: what the decree in force on the roster's day says."""

import pytest
from sqlalchemy import select

import database
from etl.records import SourceFile
from models import Staff
from tests.etl.rosters import HERE_CODE, codes, run, workbook
from tests.golden.paper import Row

HEAD = ("STT", "Họ và tên", "Năm sinh", "Chức vụ")

CASES = {
    "police_chief_until_2023": ("2022-12-31", "Trưởng Công an", "civil_servant"),
    "vice_commander_as_the_province_says": ("2023-12-31", "Phó Chỉ huy trưởng Ban CHQS", "part_time"),
    "commander": ("2023-12-31", "Chỉ huy trưởng Ban Chỉ huy quân sự", "civil_servant"),
    "secretary": ("2021-12-31", "Bí thư Đảng ủy", "cadre"),
    "secretary_and_chairman": ("2023-12-31", "Bí thư Đảng ủy - Chủ tịch HĐND", "cadre"),
    "youth": ("2023-12-31", "Bí thư Đoàn TNCS Hồ Chí Minh", "cadre"),
    "front": ("2023-12-31", "Chủ tịch UBMTTQ", "cadre"),
    "land": ("2023-12-31", "Công chức Địa chính - nông nghiệp - xây dựng và môi trường", "civil_servant"),
    "deputy_is_no_head": ("2023-12-31", "Phó Chủ tịch HĐND", "cadre"),
}


@pytest.mark.parametrize(("day", "post", "category"), CASES.values(), ids=CASES)
def test_the_category_that_the_decree_of_the_day_gives(day: str, post: str, category: str, sqlite_url: str) -> None:
    year, month, date = day.split("-")
    content = workbook([(1, "Lê Thị An", 1980, post)], head=HEAD, day=f"(Tính đến ngày {date}/{month}/{year})")
    report = run(sqlite_url, SourceFile("roster.xlsx", content), unit_code=HERE_CODE)
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.category)).all() == [category]


def test_the_chief_of_police_after_2023_is_none_that_the_decree_knows(sqlite_url: str) -> None:
    content = workbook([(1, "Lê Thị An", 1980, "Trưởng Công an")], head=HEAD)
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    assert report.status == "loaded"
    with database.reading(sqlite_url) as connection:
        assert connection.execute(select(Staff.category, Staff.position)).all() == [(None, "Trưởng Công an")]


@pytest.mark.parametrize(
    ("post", "category"),
    [
        ("Phó Chủ tịch UBND kiêm Chỉ huy trưởng quân sự", "cadre"),
        ("Phó Chủ tịch UBND, Chỉ huy trưởng quân sự", "cadre"),
        ("Chỉ huy trưởng quân sự kiêm Phó Chủ tịch UBND", "civil_servant"),
    ],
)
def test_of_two_posts_the_first_decides_and_the_other_is_a_second_duty(
    post: str, category: str, sqlite_url: str
) -> None:
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook([(1, "Lê Thị An", 1980, post)], head=HEAD)))
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.category)).all() == [category]


def test_a_civil_servants_post_beside_a_cadres_is_told_and_decides_nothing(sqlite_url: str) -> None:
    content = workbook([(1, "Lê Thị An", 1980, "Chỉ huy trưởng quân sự, Phó Chủ tịch UBND")], head=HEAD)
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    assert report.status == "loaded"
    assert [(problem.code, problem.severity, problem.cell[:1]) for problem in report.problems] == [
        ("two_categories", "warning", "D")
    ]
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.category)).all() == [None]


def test_the_categorys_own_column_decides_between_two_kinds_of_posts(sqlite_url: str) -> None:
    person = (1, "Lê Thị An", 1980, "Chỉ huy trưởng quân sự, Phó Chủ tịch UBND", "Cán bộ")
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook([person], head=(*HEAD, "Cán bộ/Công chức"))))
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.category)).all() == ["cadre"]


OFFICES = {
    "offices_name_follows": ("Phòng Kinh tế", "Trưởng phòng", "Trưởng phòng Kinh tế"),
    "capitals": ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "Phó Giám đốc", "Phó Giám đốc Trung tâm Phục vụ hành chính công"),
    "roman_number": ("III. Phòng Văn hóa - Xã hội", "Phó Trưởng phòng", "Phó Trưởng phòng Văn hóa – Xã hội"),
    "bloc": ("HĐND", "Phó Chủ tịch", "Phó Chủ tịch HĐND"),
    "post_known_by_itself": ("Lãnh đạo HĐND, UBND", "Chủ tịch UBND", "Chủ tịch UBND"),
    "no_such_title": ("Phòng Kinh tế", "Chuyên gia", "Chuyên gia"),
    "not_of_one_body": ("HĐND - UBND", "Chủ tịch", "Chủ tịch"),
}


@pytest.mark.parametrize("number", ["", 2], ids=["bare", "numbered"])
@pytest.mark.parametrize(("office", "post", "title"), OFFICES.values(), ids=OFFICES)
def test_an_offices_heading_tells_whose_head_somebody_is(
    sqlite_url: str, office: str, post: str, title: str, number: str | int
) -> None:
    rows: list[Row] = [(1, "Lê Thị An", 1980, "Chuyên viên"), (number, office), (2, "Đoàn Văn Bình", 1981, post)]
    day = "(Tính đến ngày 31/12/2025)"
    content = workbook(rows, head=HEAD, day=day, title="DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI ĐỒNG")
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    doubts = ["unknown_position"] if title in ("Chuyên gia", "Chủ tịch") else []
    assert (report.status, report.rows_loaded, codes(report)) == ("loaded", 2, doubts)
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.position).order_by(Staff.id)).all() == ["Chuyên viên", title]


def test_a_name_alone_with_its_number_is_somebody(sqlite_url: str) -> None:
    rows = [(1, "Lê Thị An", 1980, "Chủ tịch UBND"), (2, "Trần Văn Bình"), (3, "Lê Thị Chi", 1981, "Chủ tịch HĐND")]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=HEAD)))
    assert report.rows_loaded == 3


@pytest.mark.parametrize(
    ("unit", "department", "post"),
    [
        ("UBND xã Đại Đồng", "Ủy ban MTTQ Việt Nam", "Phó Chủ tịch Ủy ban MTTQ Việt Nam"),
        ("UBND xã Đại Đồng", "Ban Chỉ huy quân sự", "Phó Chủ tịch"),
        ("Xã Đại Đồng", "Ủy ban MTTQ Việt Nam", "Phó Chủ tịch Ủy ban MTTQ Việt Nam"),
        ("Ủy ban MTTQ Việt Nam xã Đại Đồng", "Khối chính quyền", "Phó Chủ tịch Ủy ban MTTQ Việt Nam"),
    ],
)
def test_a_heading_says_more_than_the_office_that_is_the_unit(
    sqlite_url: str, unit: str, department: str, post: str
) -> None:
    rows: list[Row] = [("I", department), (1, "Lê Thị An", 1980, "Phó Chủ tịch", unit)]
    title, day = "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI ĐỒNG", "(Tính đến ngày 31/12/2025)"
    content = workbook(rows, head=(*HEAD, "Đơn vị"), day=day, title=title)
    run(sqlite_url, SourceFile("roster.xlsx", content), accept=True)
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.position)).all() == [post]


@pytest.mark.parametrize("heading", ["UBND", "II. UBND xã", "Ủy ban nhân dân", "UBND (2 người)"])
def test_a_heading_and_a_column_of_the_committee_are_one_department(sqlite_url: str, heading: str) -> None:
    """The column of units names the commune by its committee: that is nobody's department."""
    title, day = "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI ĐỒNG", "(Tính đến ngày 31/12/2025)"
    rows: list[Row] = [
        ("I", "Đảng ủy"),
        (1, "Lê Thị An", 1980, "Chuyên viên", "", ""),
        ("II", heading),
        (2, "Lê Thị Bình", 1981, "Chuyên viên", "", "UBND xã Đại Đồng"),
        ("III", "Văn phòng HĐND và UBND"),
        (3, "Lê Thị Chi", 1982, "Chuyên viên", "UBND", ""),
        (4, "Lê Thị Dung", 1983, "Chuyên viên", "", ""),
    ]
    content = workbook(rows, head=(*HEAD, "Phòng, ban", "Đơn vị"), day=day, title=title)
    run(sqlite_url, SourceFile("roster.xlsx", content), accept=True)
    with database.reading(sqlite_url) as connection:
        departments = connection.scalars(select(Staff.department).order_by(Staff.id)).all()
    assert departments == ["Đảng ủy", "UBND", "UBND", "Văn phòng HĐND và UBND"]


@pytest.mark.parametrize(
    ("heading", "departments"),
    [
        ("UBND xã Đại Đồng", [None, None]),
        ("Ủy ban MTTQ Việt Nam xã Đại Đồng", ["Cơ quan Ủy ban MTTQ Việt Nam", None]),
    ],
)
def test_the_heading_of_a_unit_tells_the_department_of_that_unit_alone(
    sqlite_url: str, heading: str, departments: list[str | None]
) -> None:
    """«UBND xã …» over the people of a unit is the unit; the next unit's heading ends what the one before said."""
    rows: list[Row] = [
        ("I", heading),
        (1, "Lê Thị An", 1980, "Chuyên viên"),
        ("II", "Xã Phật Tích"),
        (2, "Lê Thị Bình", 1981, "Chuyên viên"),
    ]
    day = "(Tính đến ngày 31/12/2025)"
    run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=HEAD, day=day, title="DANH SÁCH")), accept=True)
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.department).order_by(Staff.birth_date)).all() == departments


def test_an_unknown_body_in_the_column_of_units_is_one_problem_a_cell(sqlite_url: str) -> None:
    rows: list[Row] = [(1, "Lê Thị An", 1980, "Chủ tịch UBND", "Ban Sao Hỏa khu vực 3")]
    content = workbook(rows, head=(*HEAD, "Đơn vị công tác"), title="DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    assert codes(run(sqlite_url, SourceFile("roster.xlsx", content))) == ["unknown_unit"]


@pytest.mark.parametrize(
    ("heading", "doubts"),
    [
        ("Tổ công tác số 1", ["unknown_department"]),
        ("Các phòng, ban chuyên môn", []),
        ("Thường trực HĐND, Lãnh đạo UBND", []),
        ("Ban hành kèm theo Quyết định số 5", ["unknown_group_row"]),
        ("Trạm Lô", ["unknown_group_row"]),
        ("Đoàn Văn Bình", ["unknown_group_row"]),
    ],
)
def test_only_what_cannot_be_a_unit_or_a_person_is_a_department(
    sqlite_url: str, heading: str, doubts: list[str]
) -> None:
    rows: list[Row] = [(1, "Lê Thị An", 1980, "Chuyên viên"), ("", heading), (2, "Lê Văn Bình", 1981, "Chuyên viên")]
    day = "(Tính đến ngày 31/12/2025)"
    content = workbook(rows, head=HEAD, day=day, title="DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI ĐỒNG")
    assert codes(run(sqlite_url, SourceFile("roster.xlsx", content))) == doubts
