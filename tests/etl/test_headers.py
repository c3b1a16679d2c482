"""Columns are known by the path of their header cells, wherever they stand."""

import pytest
from sqlalchemy import select

import database
from etl.headers.vocabulary import is_name, path_meaning
from etl.records import LoadReport, SheetReport, SourceFile
from models import Staff
from tests.etl.rosters import DAY, HEAD, HERE, HERE_CODE, codes, current_names, people, run, workbook
from tests.golden import make_workbooks
from tests.golden.paper import Book, Row

TITLE = "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA"


def _golden(url: str, quirk: str) -> SheetReport:
    (content,) = make_workbooks.files_of(quirk).values()
    return run(url, SourceFile("roster.xlsx", content)).files[0].sheets[0]


def _run(url: str, book: Book) -> LoadReport:
    return run(url, SourceFile("roster.xlsx", book.close()))


def test_what_was_recognised_in_a_header_of_three_rows(sqlite_url: str) -> None:
    sheet = _golden(sqlite_url, "marks_under_three_header_rows")
    assert (sheet.sheet, list(sheet.header_rows), list(sheet.data_rows)) == ("Sheet1", [6, 8], [10, 17])
    assert {letter: sheet.columns[letter] for letter in "BCDEFG"} == {
        "B": "full_name",
        "C": "birth_date_male",
        "D": "birth_date_female",
        "E": "position",
        "F": "party_member",
        "G": "ethnicity",
    }
    assert sheet.unread_columns == {"AC": "Ghi chú"}


LEVELS = {
    "P": "education", "Q": "education", "R": "education", "S": "education", "T": "education", "U": "education",
    "V": "political_theory", "W": "political_theory", "X": "political_theory", "Y": "political_theory",
    "Z": "state_management", "AA": "state_management", "AB": "state_management",
    "AC": "it", "AD": "it", "AE": "it", "AF": "it",
    "AG": "other_language", "AJ": "other_language",
    "M": "schooling", "N": "schooling", "O": "schooling",
}  # fmt: skip


def test_the_same_abbreviation_means_what_its_column_says(sqlite_url: str) -> None:
    """«TC», «CC», «SC» and «ĐH» stand four times in the form of 48 columns."""
    sheet = _golden(sqlite_url, "quality_48_columns")
    assert {letter: sheet.columns[letter].split(":")[0] for letter in LEVELS} == LEVELS


def test_columns_that_are_none_of_ours_are_named(sqlite_url: str) -> None:
    sheet = _golden(sqlite_url, "quality_48_columns")
    assert {"E", "I", "J", "K", "L", "AK", "AL", "AO", "AP", "AS", "AV", "AW"} <= set(sheet.unread_columns)
    assert sheet.unread_columns["AW"] == "Ghi chú"
    assert not set(sheet.unread_columns) & set(sheet.columns)
    assert len(sheet.unread_columns) + len(sheet.columns) == 49


def test_a_table_may_stand_anywhere(sqlite_url: str) -> None:
    book = Book()
    page = book.page("Sheet1")
    page.put("D12", "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA")
    page.put("D13", DAY)
    for row, cells in enumerate((HEAD, *people(2)), start=20):
        for column, value in zip("DEFGHIJ", cells, strict=True):
            page.put(f"{column}{row}", value)
    report = _run(sqlite_url, book)
    assert (report.status, codes(report)) == ("loaded", [])
    sheet = report.files[0].sheets[0]
    assert (list(sheet.header_rows), list(sheet.data_rows)) == ([20, 20], [21, 22])
    assert sheet.columns["E"] == "full_name"


def test_a_header_may_be_broken_into_lines_and_written_in_capitals(sqlite_url: str) -> None:
    head = (
        "STT",
        "HỌ VÀ\nTÊN",
        " Ngày ,tháng,  năm sinh",
        "GIỚI  TÍNH",
        "CHỨC VỤ\n(chức danh)",
        "TRÌNH ĐỘ\nCHUYÊN MÔN",
        "ĐẢNG VIÊN",
    )
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(people(2), head=head)))
    assert (report.status, codes(report)) == ("loaded", [])
    assert list(report.files[0].sheets[0].columns.values())[1:] == [
        "full_name",
        "birth_date",
        "gender",
        "position",
        "education",
        "party_member",
    ]


def test_family_and_given_names_in_two_columns(sqlite_url: str) -> None:
    head = ("STT", "Họ và tên đệm", "Tên", "Ngày sinh", "Giới tính", "Chức vụ")
    rows = [(1, "Lê Thị", "An", "01/04/1980", "Nữ", "Văn phòng - thống kê")]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)))
    assert (report.status, codes(report)) == ("loaded", [])
    assert current_names(sqlite_url) == ["Lê Thị An"]


def test_a_column_with_data_and_no_header_is_not_dropped_in_silence(sqlite_url: str) -> None:
    rows = [(*row, "ĐH Luật" if number == 1 else None) for number, row in enumerate(people(3))]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows)))
    assert [(p.code, p.cell) for p in report.problems] == [("column_without_header", "H8")]


def test_a_level_that_nobody_knows_is_not_dropped_in_silence(sqlite_url: str) -> None:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead(TITLE)
    page.headings(
        {
            "A6:A7": "STT",
            "B6:B7": "Họ và tên",
            "C6:E6": "Trình độ chuyên môn",
            "C7": "Đại học",
            "D7": "Siêu đẳng",
            "E7": "Trung cấp",
            "F6:F7": "Chức vụ",
        }
    )
    post = "Bí thư Đảng ủy"
    page.rows(8, (1, "Lê Thị An", "x", None, None, post), (2, "Lê Thị Bình", None, "x", None, post))
    report = _run(sqlite_url, book)
    assert [(p.sheet, p.cell[0]) for p in report.problems] == [("Sheet1", "D")]


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_column_of_marks_for_a_course_is_counted_as_its_degree_and_said(sqlite_url: str, is_marked: bool) -> None:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead(TITLE)
    page.headings({"A6:A7": "STT", "B6:B7": "Họ và tên", "C6:D6": "Trình độ chuyên môn", "C7": "Cao học"})
    page.headings({"D7": "Đại học", "E6:E7": "Chức vụ"})
    page.rows(8, (1, "Lê Thị An", *(("x", None) if is_marked else (None, "x")), "Bí thư Đảng ủy"))
    report = _run(sqlite_url, book)
    assert (report.status, codes(report)) == ("loaded", ["course_column"] if is_marked else [])
    if is_marked:
        assert "Cao học» là khóa học, chưa phải bằng; ai được đánh dấu đều được tính là thạc sĩ" in (
            report.problems[0].message
        )


def test_two_columns_of_one_field_are_said(sqlite_url: str) -> None:
    head = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn", "Chuyên môn")
    rows = [(*row[:6], "Thạc sĩ") for row in people(2)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)))
    assert report.status == "refused"
    assert [p.field for p in report.errors] == ["education"]


NUMBER_ROWS: dict[str, Row] = {
    "letters_and_numbers": ("A", "B", 1, 2, 3, 4, 5),
    "brackets": ("[1]", "[2]", "[3]", "[4]", "[5]", "[6]", "[7]"),
    "round_brackets": ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
    "numbers_as_text": ("1", "2", "3", "4", "5", "6", "7"),
    "with_gaps": ("A", "B", 1, None, 3, 4, None),
}


@pytest.mark.parametrize("numbers", NUMBER_ROWS.values(), ids=NUMBER_ROWS)
def test_the_row_of_column_numbers_is_nobody(numbers: Row, sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook([numbers, *people(2)])))
    assert (report.status, codes(report), report.rows_read) == ("loaded", [], 2)
    assert list(report.files[0].sheets[0].data_rows) == [8, 9]


def test_sheets_that_are_no_roster_are_passed_over_with_a_word(sqlite_url: str) -> None:
    content = make_workbooks.files_of("sheet_per_commune_with_summary")["roster.xlsx"]
    (file,) = run(sqlite_url, SourceFile("roster.xlsx", content)).files
    assert {sheet.sheet for sheet in file.sheets} == {"Xã Phú Lâm", "TT Lim", "Liên Bão"}
    assert set(file.passed_over) >= {"Tổng hợp", "Hướng dẫn", "Danh mục"}
    assert all(word.strip() for word in file.passed_over.values())


def test_languages_under_three_rows_of_headings(sqlite_url: str) -> None:
    post = "Bí thư Đảng ủy"
    book = Book()
    page = book.page("Sheet1")
    page.letterhead(TITLE)
    page.headings({"A6:A8": "STT", "B6:B8": "Họ và tên", "C6:F6": "Ngoại ngữ", "C7:D7": "Tiếng Anh"})
    page.headings({"E7:F7": "Ngoại ngữ khác", "C8": "Đại học trở lên", "D8": "Chứng chỉ (A,B,C)"})
    page.headings({"G6:G8": "Chức vụ", "G9": post, "G10": post, "G11": post})
    page.headings({"E8": "Đại học trở lên", "F8": "Chứng chỉ (A,B,C)"})
    page.rows(9, (1, "Lê Thị An", "x"), (2, "Lê Thị Bình", None, "x", "x"), (3, "Lê Thị Chi", None, None, None, "x"))
    report = _run(sqlite_url, book)
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        languages = connection.execute(select(Staff.english, Staff.other_language).order_by(Staff.id)).all()
    assert [tuple(row) for row in languages] == [("degree", None), ("certificate", "degree"), (None, "certificate")]


NO_ROSTERS = {
    "prose": [("HƯỚNG DẪN",), ("1. Mỗi đơn vị một trang.",), ("2. Họ và tên viết đủ.",)],
    "codes": [("Mã", "Trình độ"), (1, "Tiến sĩ"), (2, "Thạc sĩ")],
    "counts": [("Số TT", "Tên đơn vị", "Tổng số", "Nữ"), (1, "Xã Tam Đa", 19, 7), (None, "Tổng số", 19, 7)],
    "names_only": [("Họ và tên",), ("Lê Thị An",), ("Lê Thị Bình",)],
}  # fmt: skip


@pytest.mark.parametrize("rows", NO_ROSTERS.values(), ids=NO_ROSTERS)
def test_a_workbook_without_a_header_is_refused(rows: list[tuple[str | int | None, ...]], sqlite_url: str) -> None:
    book = Book()
    page = book.page("Sheet1")
    page.rows(1, (DAY,), *rows)
    report = _run(sqlite_url, book)
    assert (report.status, codes(report)) == ("refused", ["no_header"])
    assert report.problems[0].sheet == "Sheet1"


def test_a_workbook_without_a_filled_cell_is_refused_as_such(sqlite_url: str) -> None:
    book = Book()
    book.page("Sheet1")
    book.page("Sheet2")
    report = _run(sqlite_url, book)
    assert (report.status, codes(report)) == ("refused", ["no_cells"])


def test_a_header_without_people_is_refused(sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook([])))
    assert (report.status, codes(report)) == ("refused", ["no_people"])


@pytest.mark.parametrize("caption_row", [17, 18])
def test_of_two_lists_side_by_side_each_has_the_caption_over_it(sqlite_url: str, caption_row: int) -> None:
    book = Book()
    page = book.page("Sheet1")
    page.put("A15", "DANH SÁCH CÁN BỘ, CÔNG CHỨC HUYỆN YÊN PHONG")
    page.put("A16", DAY)
    page.put(f"A{caption_row}", "Xã Tam Đa")
    page.put(f"I{caption_row}", "Xã Dũng Liệt")
    for columns, family in (("ABCDEFG", "Lê"), ("IJKLMNO", "Trần")):
        for row, cells in enumerate((HEAD, *people(2, family)), start=20):
            for column, value in zip(columns, cells, strict=True):
                page.put(f"{column}{row}", value)
    report = _run(sqlite_url, book)
    assert (report.status, codes(report)) == ("loaded", [])
    assert [(code, count) for code, _, count in sorted(report.units)] == [("09196", 2), ("09199", 2)]
    assert all(name.startswith("Lê") for name in current_names(sqlite_url, HERE_CODE))


ADDRESSES = (
    "Quê quán", "Nguyên quán", "Nơi sinh", "Hộ khẩu thường trú", "Nơi ở hiện nay", "Địa chỉ", "Đơn vị công tác cũ",
)  # fmt: skip


@pytest.mark.parametrize("heading", ADDRESSES)
@pytest.mark.parametrize("below", [(), ("Xã, phường", "Huyện"), ("Đơn vị", "Tỉnh")], ids=len)
def test_where_somebody_comes_from_is_no_unit(sqlite_url: str, heading: str, below: tuple[str, ...]) -> None:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead(f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {HERE}", DAY)
    page.headings({f"{letter}6:{letter}7": text for letter, text in zip("ABCDEFG", HEAD, strict=True)})
    page.headings({"H6:I6": heading, **dict(zip(("H7", "I7"), below, strict=False))} if below else {"H6:H7": heading})
    page.rows(8, *((*person, "Xã Dũng Liệt", "Yên Phong") for person in people(4)))
    report = _run(sqlite_url, book)
    doubts = [] if below else ["column_without_header"]
    assert (report.status, codes(report), len(current_names(sqlite_url, HERE_CODE))) == ("loaded", doubts, 4)
    assert "H" in report.files[0].sheets[0].unread_columns


NAMED = {
    "Chức danh hiện tại": ("Chức vụ", "position"),
    "Chức vụ, chức danh hiện nay": ("Chức vụ", "position"),
    "Chức vụ, chức danh đảm nhiệm": ("Chức vụ", "position"),
    "Chức vụ, đơn vị công tác": ("Chức vụ", "position"),
    "Ngày, tháng, năm, sinh": ("Ngày sinh", "birth_date"),
    "G.tính": ("Giới tính", "gender"),
}


@pytest.mark.parametrize("spelling", NAMED)
def test_headers_as_other_offices_write_them(sqlite_url: str, spelling: str) -> None:
    usual, field = NAMED[spelling]
    head = tuple(spelling if heading == usual else heading for heading in HEAD)
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(people(3), head=head)))
    assert (report.status, codes(report)) == ("loaded", [])
    assert report.files[0].sheets[0].columns["ABCDEFG"[HEAD.index(usual)]] == field


def test_how_somebody_studied_is_no_level(sqlite_url: str) -> None:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead(f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {HERE}", DAY)
    page.rows(6, HEAD[:5])
    page.across("F6:H6", "Trình độ chuyên môn")
    page.rows(7, (*[None] * 5, "Trình độ", "Hình thức đào tạo", "Năm TN"))
    page.rows(8, *((*person[:6], "Tại chức", 2010) for person in people(3)))
    report = _run(sqlite_url, book)
    assert (report.status, codes(report)) == ("loaded", [])


def test_a_header_copied_without_its_merges_is_the_same_header(sqlite_url: str) -> None:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead(f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {HERE}", DAY)
    page.rows(6, HEAD[:5])
    page.across("F6:G6", "Chia theo trình độ đào tạo")
    page.rows(7, (*[None] * 5, "Chuyên môn", "Tin học"))
    page.rows(8, *((*person[:6], "Chứng chỉ A") for person in people(3)))
    page.rows(11, (*HEAD[:5], "Chia theo trình độ đào tạo", "Chia theo trình độ đào tạo"))
    page.rows(12, (*[None] * 5, "Chuyên môn", "Tin học"))
    page.rows(13, *((*person[:6], "Không") for person in people(2, "Vũ")))
    report = _run(sqlite_url, book)
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.it).order_by(Staff.id)).all() == ["certificate"] * 3 + ["none"] * 2


@pytest.mark.parametrize("level", ["Trên đại học", "Sau ĐH", "SĐH"])
def test_a_value_of_two_levels_is_the_lower_one_and_said(sqlite_url: str, level: str) -> None:
    rows = [*people(2), people(3, education=level)[2]]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows)))
    assert [(p.code, p.severity, p.cell) for p in report.problems] == [("shared_value", "warning", "F9")]
    assert "thạc sĩ" in report.problems[0].message
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.education).order_by(Staff.id)).all()[-1] == "masters"


@pytest.mark.parametrize("heading", ["Giới tính 1: Nam; 0: Nữ", "Phái: T = Nam, G = Nữ", "Giới tính (1: Nam; 0: Nữ)"])
def test_a_heading_is_known_with_its_legend(heading: str) -> None:
    meaning = path_meaning((heading,)).meaning
    assert meaning is not None
    assert (meaning.field, meaning.sets) == ("gender", ())


@pytest.mark.parametrize(
    ("heading", "signs"),
    [
        ("Phái (True: Nam, False: Nữ)", (False, True)),
        ("Giới tính (TRUE = Nam)", ("FALSE", "TRUE")),
        ("Giới tính: 1 là Nam, 0 là Nữ", (0, 1)),
        ("Giới tính (1: Nữ)", (1, 0)),
    ],
)
def test_a_legend_of_logical_values_explains_both(sqlite_url: str, heading: str, signs: tuple[str | int, ...]) -> None:
    head = tuple(heading if usual == "Giới tính" else usual for usual in HEAD)
    rows = [(*person[:3], sign, *person[4:]) for person, sign in zip(people(2), signs, strict=True)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)))
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.gender).order_by(Staff.id)).all() == ["female", "male"]


@pytest.mark.parametrize(
    "heading", ["Giới tính (Nữ)", "Phái nữ", "Nữ giới", "Cán bộ nữ", "Giới tính (đánh dấu x nếu là nữ)", "Nữ"]
)
def test_a_mark_under_a_heading_of_women_is_a_woman_and_none_a_man(sqlite_url: str, heading: str) -> None:
    head = tuple(heading if usual == "Giới tính" else usual for usual in HEAD)
    rows = [(*person[:3], mark, *person[4:]) for person, mark in zip(people(3), ("x", None, "X"), strict=True)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)))
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.gender).order_by(Staff.id)).all() == ["female", "male", "female"]


def test_a_year_under_a_heading_of_certificates_is_one(sqlite_url: str) -> None:
    head = (*HEAD, "Chứng chỉ tin học", "Chứng chỉ tiếng Anh")
    cells: tuple[Row, ...] = ((2015, "15/06/2019"), ("2018", None), ("31/02/2019", 2020))
    rows: list[Row] = [(*person, *more) for person, more in zip(people(3), cells, strict=True)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)), accept=True)
    assert [(problem.code, problem.cell) for problem in report.problems] == [("unknown_value", "H9")]
    with database.reading(sqlite_url) as connection:
        levels = connection.execute(select(Staff.it, Staff.english).order_by(Staff.id)).all()
    assert levels == [("certificate", "certificate"), ("certificate", None), (None, "certificate")]


@pytest.mark.parametrize("label", ["Họ và tên CB: Đặng Văn Sao", "Họ và tên 1: Đặng Văn Sao", "Họ tên: A = Sao"])
def test_a_label_with_a_name_behind_it_heads_no_names(label: str) -> None:
    assert not is_name(label)


@pytest.mark.parametrize("above", ["Họ và tên", "Họ tên", "HỌ VÀ TÊN CBCC"])
@pytest.mark.parametrize("parts", [("Họ và tên đệm", "Tên"), ("Họ, tên lót", "Tên"), ("Họ đệm", "Tên")])
def test_the_parts_of_names_stand_under_their_heading(sqlite_url: str, above: str, parts: tuple[str, str]) -> None:
    head: Row = ("STT", above, None, "Năm sinh", "Lý luận chính trị", None, "Chức vụ")
    below: Row = (None, *parts, None, "TC", "CC", None)
    first, second = (1, "Lê Thị", "An", 1980, "x", None), (2, "Trần Văn", "Bình", 1981, None, "x")
    rows: list[Row] = [below, (*first, "Bí thư Đảng ủy"), (*second, "Bí thư Đảng ủy")]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)))
    assert (report.status, codes(report), report.rows_loaded) == ("loaded", [], 2)
    with database.reading(sqlite_url) as connection:
        people = connection.execute(select(Staff.full_name, Staff.political_theory).order_by(Staff.id)).all()
    assert people == [("Lê Thị An", "intermediate"), ("Trần Văn Bình", "advanced")]


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Là người dân tộc", "ethnicity"), ("Ngạch, bậc", "rank"), ("Ngạch/bậc", "rank"), ("Mã ngạch, bậc", "rank")],
)
def test_a_heading_alone_means_what_is_most_of_it(heading: str, field: str) -> None:
    meaning = path_meaning((heading,)).meaning
    assert meaning is not None
    assert meaning.field == field
