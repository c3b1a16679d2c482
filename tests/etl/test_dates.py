"""The day that a roster describes: the option, else its title, else nobody knows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from etl.pipeline import load
from etl.records import LoadOptions, SourceFile
from tests.etl.rosters import (
    DAY,
    ELSEWHERE,
    ELSEWHERE_CODE,
    HEAD,
    HERE,
    HERE_CODE,
    LAST_DAY,
    codes,
    current_names,
    people,
    roster,
    row_counts,
    run,
    sheets,
    workbook,
)
from tests.golden.paper import Book, Row

TITLES = (
    "(Tính đến ngày 31/12/2023)",
    "Tính đến ngày 31 tháng 12 năm 2023",
    "(Tính đến 31/12/2023)",
    "TÍNH ĐẾN NGÀY 31.12.2023",
    "(Số liệu tính đến hết ngày 31-12-2023)",
    "Thời điểm 31/12/2023",
    "(Có đến ngày 31/12/2023)",
)


@pytest.mark.parametrize("title", TITLES)
def test_the_title_says_the_day(title: str, sqlite_url: str) -> None:
    report = run(sqlite_url, roster(day=title))
    assert (report.status, report.as_of, codes(report)) == ("loaded", LAST_DAY, [])


def test_a_file_that_says_no_day_is_refused(sqlite_url: str) -> None:
    before = row_counts(sqlite_url)
    report = run(sqlite_url, roster(day=""))
    assert (report.status, codes(report)) == ("refused", ["no_date"])
    assert report.problems[0].file == "roster.xlsx"
    assert row_counts(sqlite_url) == before


@pytest.mark.parametrize("day", ["31/02/2024", "ngày 31 tháng 6 năm 2024"])
def test_a_day_that_no_calendar_has_is_shown_where_it_stands(day: str, sqlite_url: str) -> None:
    report = run(sqlite_url, roster(day=f"(Tính đến {day})"))
    assert (report.status, codes(report)) == ("refused", ["no_date", "unreal_day"])
    assert report.problems[1].cell == "A4"
    assert report.problems[1].value in f"tính đến {day}"
    assert "unreal_day" not in codes(run(sqlite_url, roster(day=f"(Tính đến {day})"), as_of=LAST_DAY))


def test_the_day_of_the_signature_is_not_the_rosters(sqlite_url: str) -> None:
    signed = [*people(2), (), (None, None, None, None, "Tam Đa, ngày 05 tháng 01 năm 2024"), (None, "NGƯỜI LẬP BIỂU")]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(signed, day="")))
    assert (report.status, codes(report)) == ("refused", ["no_date"])


def test_the_option_says_the_day_of_a_file_that_does_not(sqlite_url: str) -> None:
    report = run(sqlite_url, roster(day=""), as_of=date(2022, 12, 31))
    assert (report.status, report.as_of, codes(report)) == ("loaded", date(2022, 12, 31), [])


def test_the_option_wins_over_the_title_with_a_warning(sqlite_url: str) -> None:
    report = run(sqlite_url, roster(), as_of=date(2022, 12, 31))
    assert (report.status, report.as_of) == ("loaded", date(2022, 12, 31))
    assert [(problem.code, problem.severity) for problem in report.problems] == [("date_overridden", "warning")]
    assert "31/12/2023" in report.problems[0].message
    assert current_names(sqlite_url, day=date(2022, 12, 31))
    assert not current_names(sqlite_url)


@pytest.mark.parametrize("given", ["title", "option"])
def test_a_day_in_the_future_is_refused(given: str, sqlite_url: str) -> None:
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    if given == "title":
        report = run(sqlite_url, roster(day=f"(Tính đến ngày {tomorrow:%d/%m/%Y})"))
    else:
        report = run(sqlite_url, roster(day=""), as_of=tomorrow)
    code = "date_in_future" if given == "title" else "chosen_date_in_future"
    assert (report.status, codes(report)) == ("refused", [code])
    assert f"{tomorrow:%d/%m/%Y}" in report.problems[0].message


def test_a_day_is_chosen_for_a_file_whose_day_has_not_come(sqlite_url: str) -> None:
    """The chosen day counts with a warning, for that file alone; a sheet of a day that has come is never put aside."""
    late = roster(day="(Tính đến ngày 31/12/2952)")
    other = SourceFile("khac.xlsx", roster(2, "Vũ", unit=ELSEWHERE).content)
    trial = load(sqlite_url, [late, other], LoadOptions(dry_run=True, accept=True, days={}))
    assert (trial.status, trial.as_of, codes(trial)) == ("refused", LAST_DAY, ["date_in_future"])
    assert codes(load(sqlite_url, [late, other], LoadOptions())) == ["date_in_future"]
    chosen = load(sqlite_url, [late, other], LoadOptions(days={"roster.xlsx": LAST_DAY}))
    assert (chosen.status, chosen.as_of, codes(chosen)) == ("loaded", LAST_DAY, ["date_overridden"])


def test_a_sheet_of_a_day_that_has_not_come_beside_one_that_has_is_a_disagreement(sqlite_url: str) -> None:
    titles = ("(Tính đến ngày 31/12/2952)", DAY)
    content = sheets({f"S{n}": (f"DANH SÁCH {HERE}", day, HEAD, people(2, "Vũ")) for n, day in enumerate(titles)})
    report = load(sqlite_url, [SourceFile("roster.xlsx", content)], LoadOptions(days={"roster.xlsx": LAST_DAY}))
    assert (report.status, codes(report)) == ("refused", ["dates_disagree"])


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("04a P1 TX Duyen Hai 31-12-2023", "31/12/2023"),
        ("DS_31_12_2023", "31/12/2023"),
        ("Vinh Long 30.6.2024 (1)", "30/06/2024"),
        ("16 Vinh Long 30-6-2024", "30/06/2024"),
        ("ds 2024-06-30", "30/06/2024"),
        ("Vinh Long 2024", ""),
        ("QD 150-2025", ""),
        ("tu 1-1-2024 den 30-6-2024", ""),
        ("31-6-2024", ""),
        ("31-12-2952", ""),
    ],
)
def test_the_day_in_a_file_s_name_is_proposed_never_taken(sqlite_url: str, name: str, day: str) -> None:
    report = run(sqlite_url, SourceFile(f"{name}.xlsx", roster(day="").content))
    assert (report.status, codes(report)) == ("refused", ["no_date"])
    assert report.problems[0].suggestion == day


def test_two_files_of_different_days_are_refused(sqlite_url: str) -> None:
    other = roster(2, "Vũ", unit=ELSEWHERE, day="(Tính đến ngày 31/12/2022)")
    before = row_counts(sqlite_url)
    report = run(sqlite_url, roster(), SourceFile("khac.xlsx", other.content))
    assert (report.status, codes(report)) == ("refused", ["dates_disagree", "file_day", "file_day"])
    days = [(each.file, each.value) for each in report.problems[1:]]
    assert days == [("roster.xlsx", "31/12/2023"), ("khac.xlsx", "31/12/2022")]
    assert "31/12/2022 (tệp «khac.xlsx»), 31/12/2023 (tệp «roster.xlsx»)" in report.problems[0].message
    assert row_counts(sqlite_url) == before


def test_two_sheets_of_different_days_are_refused(sqlite_url: str) -> None:
    title = "DANH SÁCH CÁN BỘ, CÔNG CHỨC"
    content = sheets(
        {
            "Xã Tam Đa": (title, DAY, HEAD, people(2)),
            "Xã Dũng Liệt": (title, "(Tính đến ngày 30/06/2023)", HEAD, people(2, "Vũ")),
        }
    )
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    assert (report.status, codes(report)) == ("refused", ["dates_disagree"])
    message = report.problems[0].message
    assert message.startswith("Tệp «roster.xlsx»: ")
    assert "30/06/2023 (trang «Xã Dũng Liệt»), 31/12/2023 (trang «Xã Tam Đa»)" in message


def test_one_sheet_may_say_the_day_for_all(sqlite_url: str) -> None:
    title = "DANH SÁCH CÁN BỘ, CÔNG CHỨC"
    contents = {"Xã Tam Đa": (title, "", HEAD, people(2)), "Xã Dũng Liệt": (title, DAY, HEAD, people(2, "Vũ"))}
    report = run(sqlite_url, SourceFile("roster.xlsx", sheets(contents)))
    assert (report.status, report.as_of, report.rows_loaded) == ("loaded", LAST_DAY, 4)


def test_a_sheet_of_counts_may_say_the_day_for_the_rosters(sqlite_url: str) -> None:
    """The file's own title is what stands on its first sheet."""
    counts: list[Row] = [(1, "Xã Tam Đa", 2), (None, "Tổng số", 2)]
    contents: dict[str, tuple[str, str, Row, list[Row]]] = {
        "Tổng hợp": ("TỔNG HỢP SỐ LƯỢNG", DAY, ("STT", "Tên đơn vị", "Tổng số"), counts),
        "Xã Tam Đa": ("DANH SÁCH CÁN BỘ, CÔNG CHỨC", "", HEAD, people(2)),
    }
    report = run(sqlite_url, SourceFile("roster.xlsx", sheets(contents)))
    assert (report.status, report.as_of, codes(report)) == ("loaded", LAST_DAY, [])


def test_every_file_needs_its_day(sqlite_url: str) -> None:
    report = run(sqlite_url, roster(), SourceFile("khac.xlsx", roster(2, "Vũ", unit=ELSEWHERE, day="").content))
    assert (report.status, codes(report)) == ("refused", ["no_date"])
    assert report.problems[0].file == "khac.xlsx"


def test_files_of_one_day_land_together(sqlite_url: str) -> None:
    report = run(sqlite_url, roster(), SourceFile("khac.xlsx", roster(2, "Vũ", unit=ELSEWHERE).content))
    assert (report.status, report.rows_loaded) == ("loaded", 5)
    assert len(current_names(sqlite_url, HERE_CODE)) == 3
    assert len(current_names(sqlite_url, ELSEWHERE_CODE)) == 2


def test_a_day_before_the_register_of_units_is_refused(sqlite_url: str) -> None:
    report = run(sqlite_url, roster(day="(Tính đến ngày 31/12/1999)"))
    assert report.status == "refused"
    assert "31/12/1999" in report.problems[0].message


EARLIER = "(Tính đến ngày 31/12/2022)"


def _with_hidden(day: str, hidden_day: str, how: str = "hide") -> SourceFile:
    """A roster with a hidden second sheet of the same unit."""
    book = Book()
    for name, title_day in (("Danh sách", day), ("Bản cũ", hidden_day)):
        page = book.page(name)
        page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA", title_day)
        page.rows(6, HEAD, *people(3))
    getattr(page.sheet, how)()
    return SourceFile("roster.xlsx", book.close())


@pytest.mark.parametrize("how", ["hide", "very_hidden"])
def test_a_hidden_sheet_of_another_day_is_left_out_and_told(how: str, sqlite_url: str) -> None:
    report = run(sqlite_url, _with_hidden(DAY, EARLIER, how))
    assert (report.status, report.as_of, report.rows_loaded) == ("loaded", LAST_DAY, 3)
    assert [(p.code, p.severity, p.sheet) for p in report.problems] == [("hidden_sheet_left_out", "warning", "Bản cũ")]
    assert "bị ẩn và ghi ngày 31/12/2022" in report.problems[0].message
    assert report.files[0].passed_over["Bản cũ"] == "trang ẩn, ghi ngày 31/12/2022"


def test_a_hidden_sheet_of_another_day_than_the_chosen_one_is_left_out(sqlite_url: str) -> None:
    report = run(sqlite_url, _with_hidden("", EARLIER), as_of=LAST_DAY)
    assert (report.status, report.rows_loaded, codes(report)) == ("loaded", 3, ["hidden_sheet_left_out"])


def test_a_hidden_sheet_says_no_day_for_visible_ones(sqlite_url: str) -> None:
    report = run(sqlite_url, _with_hidden("", EARLIER))
    assert (report.status, codes(report)) == ("refused", ["no_date"])


def test_a_hidden_sheet_that_repeats_the_visible_one_is_no_second_roster(sqlite_url: str) -> None:
    for day in (DAY, ""):
        report = run(sqlite_url, _with_hidden(DAY, day))
        assert (report.status, codes(report)) == ("refused", ["hidden_sheet", *["duplicate_person"] * 3])


def test_a_hidden_sheet_that_repeats_people_without_births_is_told(sqlite_url: str) -> None:
    book = Book()
    rows = [(number, name, None, "Nữ", "Tư pháp - hộ tịch") for number, name, *_ in people(3)]
    for name, members in (("Danh sách", rows), ("Bản cũ", rows[:2]), ("Bổ sung", [(1, "Lê Thị Hạ", *rows[0][2:])])):
        page = book.page(name)
        page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA", DAY)
        page.rows(6, HEAD, *members)
        if name != "Danh sách":
            page.sheet.hide()
    report = run(sqlite_url, SourceFile("roster.xlsx", book.close()))
    errors = [(p.code, p.sheet) for p in report.errors]
    assert (report.status, errors) == ("refused", [("hidden_sheet_repeats", "Bản cũ")])


def test_a_hidden_sheet_stays_where_none_is_visible(sqlite_url: str) -> None:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA", EARLIER)
    page.rows(6, HEAD, *people(3))
    book.page("Bìa").sheet.activate()
    page.sheet.hide()
    report = run(sqlite_url, SourceFile("roster.xlsx", book.close()))
    assert (report.status, report.as_of, codes(report)) == ("loaded", date(2022, 12, 31), ["hidden_sheet"])


def test_a_day_told_of_a_file_counts_for_that_file_alone(sqlite_url: str) -> None:
    """Read the other file by its own day, and blame no file for a told day that disagrees or has not come."""
    dated = roster()
    undated = SourceFile("không ngày.xlsx", roster(2, "Vũ", unit=ELSEWHERE, day="").content)
    trial = load(sqlite_url, [dated, undated], LoadOptions(dry_run=True, accept=True, days={}))
    assert (trial.status, trial.as_of, codes(trial)) == ("refused", LAST_DAY, ["no_date"])
    assert len(trial.files) == 2
    days = {"không ngày.xlsx": LAST_DAY}
    assert load(sqlite_url, [dated, undated], LoadOptions(days=days)).status == "loaded"
    other = LoadOptions(days={"không ngày.xlsx": date(2022, 12, 31)})
    assert codes(load(sqlite_url, [dated, undated], other)) == ["dates_disagree", "file_day", "file_day"]
    assert codes(load(sqlite_url, [dated, undated], LoadOptions())) == ["no_date"]
