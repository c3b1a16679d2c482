"""Vacant posts are nobody: told once a list, kept by unit and post in the import's record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import database
import reference
from etl.extracting.row_words import is_nobody, is_vacancy
from etl.records import SourceFile, Vacancy
from stats import queries
from stats.scope import EVERYBODY
from tests.etl.rosters import HERE_CODE, codes, current_names, people, run, workbook
from tests.golden.paper import Row

WORDS: dict[str, list[str]] = {}
for _row in reference.rows("cell_words"):
    WORDS.setdefault(_row["kind"], []).append(_row["word"])

STATES = st.one_of(
    st.sampled_from(WORDS["vacancy"]),
    st.tuples(st.sampled_from(WORDS["vacancy_not"]), st.sampled_from(WORDS["vacancy_not_done"])).map(" ".join),
)
FILLERS = st.lists(st.sampled_from([*WORDS["vacancy_filler"], "01", "2"]), max_size=3)
BRACKETS = st.sampled_from(("{}", "({})", "[{}]", "- {} -", "{}.", "{}:", "«{}»", "{} (01)"))


@given(FILLERS, STATES, FILLERS, BRACKETS)
def test_words_of_a_vacant_post_in_any_order_and_case(
    before: list[str], state: str, after: list[str], brackets: str
) -> None:
    spoken = brackets.format(" ".join([*before, state, *after]))
    assert all(map(is_vacancy, (spoken, spoken.upper(), spoken.capitalize())))


@given(st.sampled_from(("Văn", "Thị", "Đức")), STATES, FILLERS)
def test_a_word_of_a_name_among_them_makes_a_name(middle: str, state: str, fillers: list[str]) -> None:
    assert not is_vacancy(" ".join([state, middle, *fillers]))
    assert not is_vacancy(" ".join(fillers))


@pytest.mark.parametrize(
    "name",
    [
        "Khuyết Phó Chủ tịch",
        "Khuyết chức danh Văn phòng - Thống kê",
        "KHUYẾT 01 CHỦ TỊCH HĐND",
        "Phó Chủ tịch UBND (khuyết)",
        "Trưởng phòng - chưa bố trí",
        "Khuyết từ 01/10/2023",
        "Đang tuyển dụng",
        "Khuyết (chờ đại hội)",
        "Chưa bố trí (thiếu nguồn)",
        "Tạm khuyết",
        "Chưa có nhân sự",
    ],
)
def test_a_post_or_a_day_may_stand_with_them(name: str, sqlite_url: str) -> None:
    assert is_vacancy(name)
    row = (3, name, None, None, "Văn phòng - thống kê")
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook([*people(2), row])))
    assert (report.status, codes(report), report.rows_read) == ("loaded", ["vacant_posts"], 2)


@pytest.mark.parametrize(
    "name",
    [
        "Khuyết Thị Lan",
        "Khuyết Văn Phòng Anh",
        "Văn Khuyết",
        "Chủ Văn Trống",
        "Trống Văn Sáu",
        "Lê Thiếu",
        "Cù Chưa Có",
        "Hiện",
        "Trần Văn Khuyết",
        "",
    ],
)
def test_names_that_only_sound_so(name: str) -> None:
    assert not is_vacancy(name)


@pytest.mark.parametrize(
    "name",
    ["Mã thẻ :", "Mã số: 12", "Họ và tên", "HỌ VÀ TÊN:", "Người lập biểu", "Ghi chú: nghỉ phép", "Không", "Biệt phái",
     "Đã nghỉ hưu", "Nghỉ hưu từ 01/12/2023", "Chuyển công tác", "Bí thư kiêm nhiệm", "(kiêm nhiệm)", "Đi học (lớp)"],
)  # fmt: skip
def test_labels_headings_and_lines_under_a_list_are_nobody(name: str, sqlite_url: str) -> None:
    assert is_nobody(name)
    row = (3, name, "07/04/1985", "Nữ", "Văn phòng - thống kê", "Đại học", "x")
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook([*people(2), row])), accept=True)
    assert current_names(sqlite_url) == ["Lê Thị An", "Lê Thị Bình"]
    assert [(p.severity, p.cell) for p in report.problems] == [("error", "B9")]


@pytest.mark.parametrize("name", ["Từ Văn Kiêm", "Lê Thị Mất", "Kiêm Thị Học", "Bùi Văn Luân", "Nghỉ Văn Hưu"])
def test_names_of_such_words_are_somebodys(name: str) -> None:
    assert not is_nobody(name)


def test_a_remark_with_a_colon_belongs_to_a_name() -> None:
    assert not is_nobody("Lê Thị An (tên khác: Hoa)")


def test_vacancies_are_kept_in_the_record(sqlite_url: str) -> None:
    first, second, _ = people(3)
    post = (None, "Khuyết", None, None, "Chủ tịch UBND")
    rows = [first, post, (None, "(chưa có người)", None, None, "Văn hóa - xã hội"), post, second, (None, "Trống")]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows)))
    assert (report.status, codes(report), report.rows_read) == ("loaded", ["vacant_posts"], 2)
    unit = report.units[0][1]
    assert report.files[0].sheets[0].vacancies == [
        Vacancy(HERE_CODE, unit, "Chủ tịch UBND", 2),
        Vacancy(HERE_CODE, unit, "Văn hóa – xã hội", 1),
        Vacancy(HERE_CODE, unit, "", 1),
    ]
    assert "B8, Chủ tịch UBND" in report.problems[0].message
    with database.reading(sqlite_url) as connection:
        details = queries.import_details(connection, report.import_id or 0, EVERYBODY)
    assert details is not None
    assert details.vacancies == {(unit, "Chủ tịch UBND"): 2, (unit, "Văn hóa – xã hội"): 1, (unit, ""): 1}


def test_a_unit_written_at_a_vacant_post_speaks_for_those_below(sqlite_url: str) -> None:
    head = ("STT", "Đơn vị", "Họ và tên", "Năm sinh")
    rows: list[Row] = [
        (1, "Xã Tam Đa", "Lê Thị An", 1980),
        (2, None, "Lê Thị Chi", 1981),
        (3, "Xã Dũng Liệt", "Khuyết", None),
    ]
    rows += [(4, None, "Lê Thị Hà", 1982), (5, None, "Lê Thị Nga", 1983)]
    _assert_two_and_two(sqlite_url, rows, head)


def test_a_unit_written_at_a_row_without_a_name_speaks_for_those_below(sqlite_url: str) -> None:
    head = ("STT", "Đơn vị", "Họ và tên", "Năm sinh")
    rows: list[Row] = [
        (1, "Xã Tam Đa", "Lê Thị An", 1980),
        (2, None, "Lê Thị Chi", 1981),
        (3, "Xã Dũng Liệt", None, 1985),
    ]
    rows += [(4, None, "Lê Thị Hà", 1982), (5, None, "Lê Thị Nga", 1983)]
    _assert_two_and_two(sqlite_url, rows, head, accept=True)


def _assert_two_and_two(url: str, rows: list[Row], head: Row, *, accept: bool = False) -> None:
    title = "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ"
    report = run(url, SourceFile("roster.xlsx", workbook(rows, head=head, title=title)), accept=accept)
    assert [(name, count) for _, name, count in report.units] == [("Xã Dũng Liệt", 2), ("Xã Tam Đa", 2)]
