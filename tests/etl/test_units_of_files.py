"""The unit of a file that names none, as a person tells it; lists of other provinces; people of two units."""

from datetime import date

import pytest

from etl import learned, office
from etl.records import LoadReport, SourceFile
from tests.etl.rosters import (
    DAY,
    ELSEWHERE,
    ELSEWHERE_CODE,
    HEAD,
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
from tests.golden.paper import Row

NAMELESS = "DANH SÁCH CÁN BỘ, CÔNG CHỨC"


def _file(name: str, title: str, family: str = "Lê") -> SourceFile:
    return SourceFile(name, workbook(people(3, family), title=title))


def _units(report: LoadReport) -> dict[str, list[str]]:
    return report.units_of


def test_a_unit_is_chosen_for_the_file_that_names_none_and_of_no_other(database_url: str) -> None:
    files = _file("a.xlsx", NAMELESS), _file("b.xlsx", f"{NAMELESS} {ELSEWHERE}", "Ngô")
    assert codes(run(database_url, *files)) == ["no_unit"]
    for chosen in ({"units": {"a.xlsx": HERE_CODE}}, {"unit_code": HERE_CODE}):
        report = run(database_url, *files, dry_run=True, **chosen)
        assert (codes(report), _units(report)) == ([], {"a.xlsx": [HERE_CODE], "b.xlsx": [ELSEWHERE_CODE]})
    run(database_url, *files, units={"a.xlsx": HERE_CODE})
    assert current_names(database_url, ELSEWHERE_CODE) == ["Ngô Thị An", "Ngô Thị Bình", "Ngô Thị Chi"]


def test_a_list_of_another_province_is_an_error_until_its_unit_is_chosen(sqlite_url: str) -> None:
    file = _file("a.xlsx", f"{NAMELESS} XÃ KROONG")
    report = run(sqlite_url, file, accept=True)
    assert (report.status, codes(report)) == ("refused", ["list_of_other_province"])
    (problem,) = report.problems
    assert ("KROONG" in problem.message, problem.cell) == (True, "A3")
    assert row_counts(sqlite_url)["imports"] == 0
    assert run(sqlite_url, file, units={"a.xlsx": HERE_CODE}).status == "loaded"


def test_nobody_of_the_province_is_an_error_that_nobody_can_accept(sqlite_url: str) -> None:
    head: Row = (*HEAD, "Đơn vị")
    rows: list[Row] = [(*row, "Xã Kroong") for row in people(3)]
    file = SourceFile("a.xlsx", workbook(rows, title=NAMELESS, head=head))
    report = run(sqlite_url, file, accept=True)
    assert (report.status, row_counts(sqlite_url)["imports"]) == ("refused", 0)
    assert "nobody_of_this_province" in codes(report)
    mixed = SourceFile("b.xlsx", workbook([*rows, (*people(4)[3], "Xã Tam Đa")], title=NAMELESS, head=head))
    report = run(sqlite_url, mixed, accept=True)
    assert (report.status, codes(report)) == ("loaded", ["unit_of_other_province"] * 3)


@pytest.mark.parametrize("places", [None, frozenset({ELSEWHERE_CODE})], ids=["province", "commune"])
def test_somebody_in_the_lists_of_two_units_is_doubted_across_loads(
    database_url: str, places: frozenset[str] | None
) -> None:
    run(database_url, roster(3))
    other = _file("b.xlsx", f"{NAMELESS} {ELSEWHERE}")
    report = run(database_url, other, places=places)
    assert (report.status, codes(report)) == ("loaded", ["person_in_two_units"] * 3)
    assert [problem.cell for problem in report.problems] == ["B7", "B8", "B9"]
    assert ("Xã Tam Đa" in report.problems[0].message) == (places is None)
    again = run(database_url, SourceFile("c.xlsx", workbook(people(2), day=DAY)), accept=True)
    assert "person_in_two_units" in codes(again)
    assert codes(run(database_url, roster(3, day="(Tính đến ngày 31/12/2022)"), as_of=date(2022, 12, 31))) == []


def test_a_unit_that_became_part_of_one_other_is_asked_about_once(sqlite_url: str) -> None:
    day, head = "(Tính đến ngày 31/12/2025)", (*HEAD, "Đơn vị")
    rows: list[Row] = [(*row, "Xã Dũng Liệt") for row in people(2)]
    file = SourceFile("a.xlsx", workbook(rows, title=NAMELESS, head=head, day=day))
    report = run(sqlite_url, file, dry_run=True, accept=True)
    assert codes(report).count("unit_not_then") == 2
    (question,) = report.questions
    assert (question.field, question.spelling, question.count) == ("unit", "Xã Dũng Liệt", 2)
    learned.learn_spellings(sqlite_url, [(question, question.proposal)], "Lan", date(2025, 12, 31), "24")
    report = run(sqlite_url, file, dry_run=True)
    assert (report.status, len(report.units)) == ("would_load", 1)
    earlier = SourceFile("b.xlsx", workbook(rows, title=NAMELESS, head=head))
    assert run(sqlite_url, earlier, dry_run=True).units == [("09196", "Xã Dũng Liệt", 2)]


@pytest.mark.parametrize(
    ("title", "unit"),
    [("", None), ("UBND TỈNH BẮC NINH", "09517"), ("tỉnh Bắc Giang", "07843"), ("HUYỆN HIỆP HÒA", "07843")],
    ids=["nothing", "bac-ninh", "bac-giang", "district"],
)
def test_a_name_in_two_provinces_that_were_joined_needs_its_province(
    sqlite_url: str, title: str, unit: str | None
) -> None:
    content = workbook(
        people(3), title=f"{NAMELESS} XÃ QUANG MINH, {title}".strip(", "), day="(Tính đến ngày 31/12/2024)"
    )
    report = run(sqlite_url, SourceFile("a.xlsx", content), dry_run=True)
    if unit is None:
        assert (report.status, codes(report)) == ("refused", ["ambiguous_unit"])
        assert "Xã Quang Minh (Huyện Hiệp Hòa), Xã Quang Minh (Huyện Lương Tài)" in report.problems[0].message
    else:
        assert (codes(report), [code for code, _, _ in report.units]) == ([], [unit])


@pytest.mark.parametrize(
    ("title", "unit"),
    [("XÃ ĐẠ HUOAI III", "25114"), ("XÃ ĐẠ HUOAI NĂM 2025", "25099"), ("XÃ ĐẠ HUOAI BA", None), ("XA DA HUOAI", None)],
)
def test_a_number_of_a_title_is_never_left_out_of_a_unit_s_name(
    sqlite_url: str, title: str, unit: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKFORCE_PROVINCE", "68")
    content = workbook(people(3), title=f"{NAMELESS} {title}", day="(Tính đến ngày 31/12/2025)")
    report = run(sqlite_url, SourceFile("a.xlsx", content), dry_run=True)
    assert [code for code, _, _ in report.units] == ([unit] if unit else [])
    units = [each for each in report.problems if each.field == "unit"]
    assert [each.code for each in units] == ([] if unit else ["unknown_unit"])
    assert unit or "Xã Đạ Huoai" in units[0].message


@pytest.mark.parametrize("name", ["XÃ PHƯỚC HỘI", "XÃ PHÚ QUÝ"])
def test_the_last_word_of_a_name_is_part_of_it(sqlite_url: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKFORCE_PROVINCE", "68")
    content = workbook(people(3), title=f"{name} QUÝ IV NĂM 2025", day="(Tính đến ngày 31/12/2025)")
    report = run(sqlite_url, SourceFile("a.xlsx", content), dry_run=True)
    assert [each.value for each in report.problems if each.field == "unit"] == [name]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("UBND HUYỆN ĐỨC TRỌNG, XÃ TÂN THÀNH", ["Xã Tân Hội"]),
        ("XÃ TÂN THÀNH (ĐỨC TRỌNG CŨ)", ["Xã Tân Hội"]),
        ("TỈNH ĐẮK NÔNG, XÃ TÂN THÀNH", ["Xã Krông Nô"]),
        ("HUYỆN LÂM HÀ, XÃ HOÀI ĐỨC", ["Xã Tân Hà Lâm Hà"]),
        ("HUYỆN HÀM THUẬN NAM, XÃ TÂN THÀNH", None),
        ("TỈNH BÌNH THUẬN, XÃ TÂN THÀNH", None),
        ("TỈNH LÂM ĐỒNG, XÃ TÂN THÀNH", None),
    ],
)
def test_a_former_district_in_a_title_must_be_that_of_today_s_commune(
    sqlite_url: str, title: str, names: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tân Thành of today is that of Hàm Thuận Nam in Bình Thuận; those of Đức Trọng and Krông Nô went into others."""
    monkeypatch.setenv("WORKFORCE_PROVINCE", "68")
    content = workbook(people(3), title=f"{title}, {NAMELESS}", day="(Tính đến ngày 31/12/2025)")
    report = run(sqlite_url, SourceFile("a.xlsx", content), dry_run=True)
    of_units = [each for each in report.problems if each.field == "unit"]
    if names is None:
        assert ([code for code, _, _ in report.units], of_units) == (["23143"], [])
    else:
        assert [each.code for each in of_units] == ["unit_not_then"]
        assert of_units[0].message.endswith(f"Vào ngày đó là: {', '.join(names)}; hãy ghi theo tên này.")


def test_a_copied_sheet_is_of_the_unit_without_excel_s_number(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKFORCE_PROVINCE", "68")
    content = workbook(people(3), title=NAMELESS, day="(Tính đến ngày 31/12/2025)", sheet="Đạ Tẻh (2)")
    assert [code for code, _, _ in run(sqlite_url, SourceFile("a.xlsx", content), dry_run=True).units] == ["25126"]


@pytest.mark.parametrize("name", ["P2.xlsx", "F.2.xlsx", "DS_P2_2023.xlsx"])
def test_a_kind_and_a_number_in_a_file_s_name_are_asked_about_or_taken(sqlite_url: str, name: str) -> None:
    """Đà Lạt and Bảo Lộc have a Phường 2 each; a Phường 10 there is once."""
    office.save(sqlite_url, {"province": "68"})
    report = run(sqlite_url, _file(name, NAMELESS), dry_run=True)
    assert codes(report) == ["ambiguous_unit"]
    assert "Phường 2 (Thành phố Đà Lạt), Phường 2 (Thành phố Bảo Lộc)" in report.problems[0].message
    taken = run(sqlite_url, _file(name.replace("2", "10", 1), NAMELESS), dry_run=True)
    assert [unit for _, unit, _ in taken.units] == ["Phường 10"]


def test_the_number_of_a_law_in_a_file_s_name_is_no_unit(sqlite_url: str) -> None:
    assert codes(run(sqlite_url, _file("Mau_TT11.xlsx", NAMELESS), dry_run=True)) == ["no_unit"]


@pytest.mark.parametrize("day", ["31-12-2023", "31_12_2023", "31.12.2023", "31 - 12 - 23"])
def test_a_day_behind_a_unit_in_a_file_s_name_is_no_number_of_it(sqlite_url: str, day: str) -> None:
    """A name that no other goes on with a number: wards of the province that are only numbers are no such names."""
    office.save(sqlite_url, {"province": "86"})
    report = run(sqlite_url, _file(f"04c xã Dân Thành {day}.xlsx", NAMELESS), dry_run=True)
    assert ([unit for _, unit, _ in report.units], codes(report)) == (["Xã Dân Thành"], [])


def test_a_day_behind_a_unit_with_numbered_sisters_is_no_number_of_it(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKFORCE_PROVINCE", "68")
    content = workbook(people(3), title=NAMELESS, day="(Tính đến ngày 31/12/2025)")
    for name, unit in (("Xã Đạ Huoai 31-12-2025", "25099"), ("Xã Đạ Huoai 3 - 2025", "25114")):
        report = run(sqlite_url, SourceFile(f"{name}.xlsx", content), dry_run=True)
        assert [code for code, _, _ in report.units] == [unit]


@pytest.mark.parametrize(
    ("name", "asked", "proposal"),
    [
        ("04c xa Dan Thanh 31-12-2023", "xa Dan Thanh", "Xã Dân Thành, Thị xã Duyên Hải"),
        ("04a P1 TX Duyen Hai 31-12-2023", "P 1 TX Duyen Hai", "Phường 1, Thị xã Duyên Hải"),
        ("Phuong 1 - Duyen Hai", "Phuong 1 Duyen Hai", "Phường 1, Thị xã Duyên Hải"),
    ],
)
def test_an_answer_about_a_file_s_name_is_all_that_is_asked(
    sqlite_url: str, name: str, asked: str, proposal: str
) -> None:
    """Of the wards called 1 the district behind the name tells which is meant, also typed without tones."""
    office.save(sqlite_url, {"province": "86"})
    file = _file(f"{name}.xlsx", NAMELESS)
    (question,) = run(sqlite_url, file, dry_run=True).questions
    assert (question.spelling, question.proposal) == (asked, proposal)
    learned.learn_spellings(sqlite_url, [(question, proposal)], "Lan", LAST_DAY, "86")
    report = run(sqlite_url, file, dry_run=True)
    assert ([unit for _, unit, _ in report.units], codes(report)) == ([proposal.split(",")[0]], [])
