"""The unit whose people these are: every name is looked up in the register of the roster's own day, none is guessed."""

from datetime import date

import pytest

import database
from etl.records import LoadReport, SourceFile
from stats.queries import flat_rows
from stats.scope import EVERYBODY
from tests.etl.rosters import (
    DAY,
    HERE_CODE,
    LAST_DAY,
    codes,
    current_names,
    people,
    roster,
    row_counts,
    run,
    workbook,
)
from tests.golden.paper import Book, Row

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Loại cán bộ")
TITLE = "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ"


def _rows(*units: str | None) -> list[Row]:
    named = enumerate(units, start=1)
    return [(n, f"Lê Văn {chr(64 + n)}nh", f"0{n}/05/1980", unit, "Công chức") for n, unit in named]


def _load(url: str, *units: str | None, day: str = DAY, **options: object) -> LoadReport:
    content = workbook(_rows(*units), title=TITLE, day=day, head=HEAD, sheet="Danh sách")
    return run(url, SourceFile("roster.xlsx", content), **options)


def test_an_unknown_commune_blocks_the_load(sqlite_url: str) -> None:
    before = row_counts(sqlite_url)
    report = _load(sqlite_url, "Xã Tam Đa", "Xã Không Có")
    assert report.status == "refused"
    assert [(p.code, p.severity, p.sheet, p.cell, p.value) for p in report.problems] == [
        ("unknown_unit", "error", "Danh sách", "D8", "Xã Không Có")
    ]
    assert "ô D8" in report.problems[0].message
    assert row_counts(sqlite_url) == before


def test_accepted_the_people_of_an_unknown_commune_wait(sqlite_url: str) -> None:
    report = _load(sqlite_url, "Xã Tam Đa", "Xã Không Có", "Xã Không Có", accept=True)
    assert (report.status, report.rows_read, report.rows_loaded, report.rows_held) == ("loaded", 3, 1, 2)
    assert current_names(sqlite_url) == ["Lê Văn Anh"]


@pytest.mark.parametrize(
    ("unit", "day", "advice"),
    [
        (
            "Phường Đáp Cầu, huyện Gia Bình",
            DAY,
            "Phường Đáp Cầu thuộc Thành phố Bắc Ninh; hãy sửa tên huyện hoặc tên đơn vị.",
        ),
        ("Xã Yên Phong, huyện Gia Bình", "(Tính đến ngày 31/12/2025)", "hãy bỏ tên huyện (hoặc tỉnh cũ) đã ghi."),
        ("Phường Định Bảng", DAY, "Có phải là: Phường Đình Bảng? Hãy sửa lại cho đúng."),
        ("Xã Qwrtz", DAY, "Hãy ghi đúng tên xã, phường, thị trấn hoặc cơ quan."),
    ],
)
def test_no_advice_repeats_the_refused_name(unit: str, day: str, advice: str, sqlite_url: str) -> None:
    (refused,) = _load(sqlite_url, unit, day=day).problems
    assert refused.message.endswith(advice)
    assert f"Có phải là: {unit}" not in refused.message


def test_likeness_only_proposes(sqlite_url: str) -> None:
    """Tấn Lãng is not Tân Lãng, Phường Định Bảng is not Đình Bảng."""
    report = _load(sqlite_url, "Xã Tấn Lãng", "Phường Định Bảng")
    assert [(p.code, p.cell, p.suggestion) for p in report.problems] == [
        ("unknown_unit", "D7", "09511"),
        ("unknown_unit", "D8", "09394"),
    ]


def test_names_that_differ_only_in_their_tones_are_two_places(sqlite_url: str) -> None:
    report = _load(sqlite_url, "Xã Phú Lương", "Phường Phù Lương")
    assert (report.status, {code for code, _, _ in report.units}) == ("loaded", {"09532", "09274"})


SPELLINGS = (
    "Xã Tam Đa", "xã tam đa", "X. Tam Đa", "UBND xã Tam Đa", "Tam Đa", "XÃ  TAM ĐA ", "Đảng ủy xã Tam Đa", "09199",
)  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_ways_to_write_a_commune(spelling: str, sqlite_url: str) -> None:
    report = _load(sqlite_url, spelling)
    assert (report.status, codes(report)) == ("loaded", [])
    assert report.units == [(HERE_CODE, "Xã Tam Đa", 1)]


def test_a_unit_of_another_day(sqlite_url: str) -> None:
    """Nhân Hòa became a ward on 10/04/2023."""
    assert _load(sqlite_url, "Phường Nhân Hòa").units == [("09259", "Phường Nhân Hòa", 1)]
    earlier = _load(sqlite_url, "Xã Nhân Hòa", day="(Tính đến ngày 31/12/2022)")
    assert earlier.units == [("09259", "Xã Nhân Hòa", 1)]
    later = _load(sqlite_url, "Phường Vũ Ninh", "Phường Thuận Thành")  # a ward since 01/07/2025
    assert [(p.severity, p.cell) for p in later.problems if p.field == "unit"] == [("error", "D8")]


def test_after_the_merger_there_is_no_district(sqlite_url: str) -> None:
    report = _load(sqlite_url, "Phường Vũ Ninh", day="(Tính đến ngày 31/12/2025)")
    assert (report.status, [code for code, _, _ in report.units]) == ("loaded", ["09169"])


def test_the_unit_of_the_option_is_everybodys(sqlite_url: str) -> None:
    nameless = workbook(people(3), title=TITLE)
    assert codes(run(sqlite_url, SourceFile("roster.xlsx", nameless))) == ["no_unit"]
    report = run(sqlite_url, SourceFile("roster.xlsx", nameless), unit_code=HERE_CODE)
    assert (report.status, codes(report), len(current_names(sqlite_url))) == ("loaded", [], 3)


def test_a_unit_that_is_not_said_is_one_problem_for_all(sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(people(5), title=TITLE)))
    assert [(p.code, p.severity, p.sheet) for p in report.problems] == [("no_unit", "error", "Sheet1")]
    assert "5 người" in report.problems[0].message


@pytest.mark.parametrize("code", ["99999", "Xã Không Có", "256"])
def test_an_option_that_names_no_commune(code: str, sqlite_url: str) -> None:
    report = run(sqlite_url, roster(), unit_code=code)
    assert (report.status, codes(report)) == ("refused", ["unknown_unit_option"])
    assert code in report.problems[0].message


def test_an_unknown_commune_in_a_group_row(sqlite_url: str) -> None:
    first, second = people(1)[0], people(2)[1]
    content = workbook([("I", "Xã Tam Đa"), first, ("II", "Xã Không Có"), second], title=TITLE)
    report = run(sqlite_url, SourceFile("roster.xlsx", content), accept=True)
    assert [(p.code, p.cell) for p in report.problems] == [("unknown_unit", "B9")]
    assert (report.rows_loaded, report.rows_held) == (1, 1)


def test_one_tall_cell_for_all_people_of_a_commune(sqlite_url: str) -> None:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead(TITLE)
    page.rows(6, HEAD, *_rows(None, None, None, None))
    page.across("D7:D9", "Xã Tam Đa")
    page.put("D10", "Xã Dũng Liệt")
    report = run(sqlite_url, SourceFile("roster.xlsx", book.close()))
    assert (report.status, codes(report)) == ("loaded", [])
    assert [count for _, _, count in report.units] == [1, 3]


def test_the_sheet_and_the_title_must_not_contradict_each_other(sqlite_url: str) -> None:
    content = workbook(people(2), title="DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA", sheet="Xã Dũng Liệt")
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    assert (report.status, report.problems[0].severity, report.problems[0].cell) == ("refused", "error", "")


def test_the_district_of_the_day(sqlite_url: str) -> None:
    """Quế Võ was a district until 09/04/2023 and is a town since."""
    for day, name in ((LAST_DAY, "Thị xã Quế Võ"), (date(2022, 12, 31), "Huyện Quế Võ")):
        assert _load(sqlite_url, "Xã Phù Lãng", day=f"(Tính đến ngày {day:%d/%m/%Y})").status == "loaded"
        with database.reading(sqlite_url) as connection:
            assert flat_rows(connection, day, scope=EVERYBODY)[0][5] == name


def test_every_blank_cell_of_a_unit_column_is_told(sqlite_url: str) -> None:
    report = _load(sqlite_url, "Xã Tam Đa", None, "Xã Tam Đa", None, "Xã Tam Đa")
    assert [(p.code, p.cell) for p in report.problems] == [("no_unit", "D8"), ("no_unit", "D10")]


def test_units_of_one_name_are_told_apart_by_their_districts(sqlite_url: str) -> None:
    report = _load(sqlite_url, "Phường Ninh Xá", "Xã Tam Đa")
    assert codes(report) == ["ambiguous_unit"]
    assert "Phường Ninh Xá (Thành phố Bắc Ninh), Phường Ninh Xá (Thị xã Thuận Thành)" in report.problems[0].message


def test_a_code_beside_a_name_must_agree_with_it(sqlite_url: str) -> None:
    report = _load(sqlite_url, "09199 - Xã Tam Đa", "Xã Tam Đa (09199)", "09196 - Xã Tam Đa")
    assert [(p.code, p.cell) for p in report.problems] == [("unknown_unit", "D9")]
