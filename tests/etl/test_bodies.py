"""Rosters of bodies beside the communes: by a column, headings, a sheet's name, a title or a file's name."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

import database
from etl import office
from etl.normalising.places import gazetteer
from etl.pipeline import load
from etl.records import LoadOptions, LoadReport, SourceFile
from reference.bodies import Tier
from stats.queries import FLAT_COLUMNS, counts, flat_rows
from stats.scope import EVERYBODY
from stats.selection import Selection

DAY, AFTER = date(2023, 12, 31), date(2025, 12, 31)
Row = tuple[object, ...]


@pytest.mark.parametrize(
    ("text", "district", "name"),
    [
        ("SỞ NN&PTNT", None, "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở LĐ-TB&XH tỉnh Hưng Yên", None, "Sở Lao động - Thương binh và Xã hội"),
        ("I. SỞ GD&ĐT (35 người)", None, "Sở Giáo dục và Đào tạo"),
        ("VP UBND tỉnh", None, "Văn phòng UBND tỉnh"),
        ("Phòng TC-KH - huyện Kim Động", None, "Phòng Tài chính - Kế hoạch huyện Kim Động"),
        ("Phòng Nội vụ", "331", "Phòng Nội vụ huyện Kim Động"),
        ("Thanh tra huyện", "331", "Thanh tra huyện Kim Động"),
        ("VP HĐND&UBND huyện", "331", "Văn phòng HĐND và UBND huyện Kim Động"),
        ("Thanh tra thành phố", "323", "Thanh tra thành phố Hưng Yên"),
        ("33.snv", None, "Sở Nội vụ"),
    ],
)
def test_a_body_is_known_by_what_people_call_it(text: str, district: str | None, name: str) -> None:
    place = gazetteer(DAY, "33").find_commune(text, district).place
    assert place is not None
    assert (place.name, place.level) == (name, "body")


def test_an_office_of_every_district_is_nobodys_without_one() -> None:
    match = gazetteer(DAY, "33").find_commune("Phòng Nội vụ")
    assert (match.place, match.reason, len(match.candidates)) == (None, "ambiguous", 10)


@pytest.mark.parametrize("text", ["Phòng Kinh tế", "Văn phòng HĐND và UBND", "Văn phòng UBND", "Sở Kế hoạch và Đầu tư"])
def test_no_department_of_a_commune_is_a_body_after_the_districts(text: str) -> None:
    assert gazetteer(AFTER, "24").find_commune(text).place is None


def _load(url: str, folder: Path, rows: list[Row], name: str = "roster.xlsx", sheet: str = "DS") -> LoadReport:
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    office.save(url, {"province": "33"})
    return load(url, [SourceFile(name, path.read_bytes())], LoadOptions(as_of=DAY))


def _people(url: str, *columns: str) -> list[tuple[object, ...]]:
    with database.reading(url) as connection:
        rows = flat_rows(connection, DAY, scope=EVERYBODY)
    return [tuple(row[FLAT_COLUMNS.index(column)] for column in columns) for row in rows]


_HEAD: Row = ("STT", "Họ và tên", "Năm sinh", "Chức vụ")


def test_headings_are_offices_of_the_district_in_the_title(sqlite_url: str, tmp_path: Path) -> None:
    report = _load(
        sqlite_url,
        tmp_path,
        [
            ("UBND HUYỆN KIM ĐỘNG",),
            ("DANH SÁCH CÔNG CHỨC CÁC PHÒNG CHUYÊN MÔN",),
            _HEAD,
            ("I. PHÒNG NỘI VỤ",),
            (1, "Mạc Văn Một", 1980, "Trưởng phòng"),
            ("II. VĂN PHÒNG HĐND VÀ UBND",),
            (1, "Mạc Văn Hai", 1981, "Chuyên viên"),
        ],
    )
    assert (report.status, report.problems) == ("loaded", [])
    assert _people(sqlite_url, "unit_code", "district_code", "category", "position", "department") == [
        ("331.NV", "331", "civil_servant", "Trưởng phòng", None),
        ("331.VP", "331", "civil_servant", "Chuyên viên", None),
    ]


@pytest.mark.parametrize(
    ("title", "name", "sheet"),
    [
        ("SỞ NỘI VỤ", "roster.xlsx", "DS"),
        ("DANH SÁCH", "Danh-sach-CC_So-Noi-vu_2023.xlsx", "DS"),
        ("DANH SÁCH", "roster.xlsx", "Sở Nội vụ"),
    ],
)
def test_a_list_without_units_is_the_body_s_that_it_names(
    sqlite_url: str, tmp_path: Path, title: str, name: str, sheet: str
) -> None:
    rows: list[Row] = [(title,), (*_HEAD, "Phòng"), (1, "Mạc Văn Một", 1980, "Chuyên viên", "Phòng Công chức")]
    report = _load(sqlite_url, tmp_path, rows, name, sheet)
    assert (report.status, report.problems) == ("loaded", [])
    assert _people(sqlite_url, "unit_name", "department") == [("Sở Nội vụ", "Phòng Công chức")]


@pytest.mark.parametrize("communes", ["CẤP XÃ", "CÁC PHƯỜNG, XÃ", "XÃ, PHƯỜNG, THỊ TRẤN"])
def test_a_letterhead_over_communes_is_nobodys_unit(sqlite_url: str, tmp_path: Path, communes: str) -> None:
    rows: list[Row] = [
        ("SỞ NỘI VỤ",),
        (f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {communes}",),
        _HEAD,
        (1, "Mạc Văn Một", 1980, ""),
    ]
    report = _load(sqlite_url, tmp_path, rows)
    assert report.status == "refused"
    assert [problem.code for problem in report.errors] == ["no_unit"]


def test_the_columns_of_bm03_and_a_column_of_bodies(sqlite_url: str, tmp_path: Path) -> None:
    head = ("Stt", "Họ và tên", "Năm sinh", "Chức vụ hoặc chức danh công tác", "Cơ quan, đơn vị đang làm việc",
            "Thời gian giữ ngạch (kể cả ngạch tương đương)", "Mã số ngạch hiện giữ")  # fmt: skip
    report = _load(
        sqlite_url,
        tmp_path,
        [
            head,
            (1, "Mạc Văn Một", 1980, "Giám đốc Sở", "Sở Nội vụ", 36, "01.002"),
            (2, "Mạc Văn Hai", 1981, "Nhân viên lái xe", "VP UBND tỉnh", None, None),
            (3, "Mạc Văn Ba", 1981, "Chuyên viên", "Xã Nghĩa Dân", 12, "01.003"),
        ],
    )
    assert report.status == "loaded"
    assert _people(sqlite_url, "unit_name", "category", "rank")[1:] == [
        ("Sở Nội vụ", "civil_servant", "principal"),
        ("Văn phòng UBND tỉnh", "contract", None),
    ]
    with database.reading(sqlite_url) as connection:
        levels = {level: counts(connection, Selection(DAY, level=level), (), province="33")[()] for level in Tier}
        crossed = counts(connection, Selection(DAY), ("rank", "category"), province="33")
    assert levels == {Tier.COMMUNE: 1, Tier.DISTRICT: 0, Tier.PROVINCE: 2, Tier.ALL: 3}
    assert sum(crossed.values()) == 1


def _load_now(url: str, folder: Path, sheets: dict[str, list[Row]]) -> LoadReport:
    path = folder / "bodies.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    office.save(url, {"province": "24"})
    return load(url, [SourceFile("bodies.xlsx", path.read_bytes())], LoadOptions(as_of=AFTER))


def test_a_provincial_office_s_own_list_keeps_its_departments_by_headings(sqlite_url: str, tmp_path: Path) -> None:
    """«Lãnh đạo Sở», «Văn phòng Sở», «Phòng Tổ chức, biên chế»: no table has them, and nothing of it is doubtful."""
    rows: list[Row] = [
        ("UBND TỈNH BẮC NINH",), ("SỞ NỘI VỤ",), ("DANH SÁCH CÔNG CHỨC",), _HEAD,
        ("I. LÃNH ĐẠO SỞ",), (1, "Mạc Văn Một", 1972, "Giám đốc"),
        ("II. VĂN PHÒNG SỞ",), (1, "Mạc Văn Hai", 1980, "Chánh Văn phòng"),
        ("III. PHÒNG TỔ CHỨC, BIÊN CHẾ",), (1, "Mạc Văn Ba", 1985, "Trưởng phòng"),
    ]  # fmt: skip
    report = _load_now(sqlite_url, tmp_path, {"DS": rows})
    assert (report.status, report.problems) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        people = flat_rows(connection, AFTER, scope=EVERYBODY)
    shown = [tuple(row[FLAT_COLUMNS.index(name)] for name in ("unit_code", "position", "department")) for row in people]
    assert shown == [
        ("24.SNV", "Giám đốc", "Lãnh đạo Sở"),
        ("24.SNV", "Chánh Văn phòng", "VĂN PHÒNG SỞ"),
        ("24.SNV", "Trưởng phòng", "PHÒNG TỔ CHỨC, BIÊN CHẾ"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sở TC", "24.STC"), ("Sở NN và MT", "24.SNNMT"), ("Sở XD", "24.SXD"), ("SỞ NV", "24.SNV"), ("Sở CT", "24.SCT"),
        ("BQL các KCN", "24.KCN"), ("Ban Quản lý các khu công nghiệp", "24.KCN"), ("Sở VHTTDL", "24.SVHTT"),
    ],
)  # fmt: skip
def test_a_body_is_known_by_its_abbreviation(text: str, code: str) -> None:
    place = gazetteer(AFTER, "24").find_commune(text).place
    assert place is not None
    assert place.code == code


def test_a_body_that_the_register_lacks_is_to_be_added(sqlite_url: str, tmp_path: Path) -> None:
    """A viên chức «Chuyên viên» of a sở is nothing doubtful; an unknown centre leads to «Danh mục đơn vị»."""
    head: Row = ("STT", "Họ và tên", "Năm sinh", "Cơ quan", "Chức vụ", "Phân loại")
    rows: list[Row] = [
        ("DANH SÁCH CÁC CƠ QUAN",), head,
        (1, "Mạc Văn Một", 1972, "Sở Y tế", "Chuyên viên", "Viên chức"),
        (2, "Mạc Văn Hai", 1973, "Trung tâm Phục vụ hành chính công tỉnh", "Chuyên viên", "Công chức"),
    ]  # fmt: skip
    report = _load_now(sqlite_url, tmp_path, {"DS": rows})
    errors = [problem for problem in report.problems if problem.severity == "error"]
    assert [(problem.code, problem.cell) for problem in errors] == [("unknown_unit", "D4")]
    assert "hãy thêm ở trang «Danh mục đơn vị»" in errors[0].message
    assert "category_disagrees" not in {problem.code for problem in report.problems}
