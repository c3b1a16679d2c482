"""The last row of a header: what heads columns goes on with it, what somebody has does not."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.headers.grid import are_growing
from etl.headers.layout import Layout, find_layout
from etl.records import Sheet

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đảng viên", "Trình độ", "Tin học"]
PERSON = [2, "Cù Văn Trầm", "15/11/1982", "Nam", "Chủ tịch UBND", "x", "Thạc sĩ", "Chứng chỉ B"]


def _layout(*rows: Sequence[object], merges: tuple[tuple[int, int, int, int], ...] = ()) -> Layout:
    layout = find_layout(Sheet("Sheet1", [list(row) for row in rows], merges=list(merges)))
    assert layout is not None
    return layout


NAMELESS: dict[str, list[object]] = {
    "all": [1, "", "02/03/1975", "Nữ", "Chủ tịch HĐND", "x", "Đại học", "Chứng chỉ A"],
    "text_of_numbers": ["01", "", "", "Nữ", "", "", "Đại học", "Chứng chỉ A"],
    "birth_year": ["", "", 1975, "Nữ", "", "", "Đại học", "Chứng chỉ A"],
    "birth_date_with_words": ["", "", "02/03/1975 (48 tuổi)", "Nữ", "", "", "Đại học", ""],
    "mark": ["", "", "", "Nữ", "", "x", "Đại học", ""],
    "words_of_the_vocabulary_alone": ["", "", "", "Nữ", "", "", "Đại học", "Chứng chỉ A"],
    "the_same_as_below": ["", "", "", "Nam", "", "", "Thạc sĩ", "Chứng chỉ B"],
    "little": ["", "", "", "", "", "", "Đại học", ""],
}


@pytest.mark.parametrize("row", NAMELESS.values(), ids=NAMELESS)
@pytest.mark.parametrize("times", [1, 2])
def test_a_person_without_a_name_is_no_header(row: list[object], times: int) -> None:
    assert _layout(HEAD, *[row] * times, PERSON).last_row == 0


@pytest.mark.parametrize("row", NAMELESS.values(), ids=NAMELESS)
def test_nor_is_it_where_it_is_all_that_the_list_has(row: list[object]) -> None:
    assert _layout(HEAD, row).last_row == 0


@pytest.mark.parametrize("row", NAMELESS.values(), ids=NAMELESS)
def test_nor_is_it_where_the_heading_of_names_is_merged_down_over_it(row: list[object]) -> None:
    if row[0] or row[2] or row[5]:
        assert _layout(HEAD, row, PERSON, merges=((0, 1, 1, 1),)).last_row == 0


HEADERS: dict[str, list[list[object]]] = {
    "levels": [["STT", "Họ và tên", "Trình độ", "", "", "Chức vụ"], ["", "", "ThS", "ĐH", "CĐ", ""]],
    "levels_of_two": [
        ["STT", "Họ và tên", "Chuyên môn", "", "", "Lý luận chính trị", ""],
        ["", "", "SC", "TC", "CĐ", "TC", "CC"],
    ],
    "one_of_marks": [["STT", "Họ và tên", "Giới tính", "Năm sinh", "Chức vụ"], ["", "", "Nữ", "", ""]],
    "blank_row_between": [["STT", "Họ và tên", "Năm sinh", "", "Chức vụ"], [], ["", "", "Nam", "Nữ", ""]],
    "three_rows": [
        ["STT", "Họ và tên", "Trình độ", "", "", "Chức vụ"],
        ["", "", "Tin học", "", "Ngoại ngữ", ""],
        ["", "", "Đại học", "Chứng chỉ", "Chứng chỉ", ""],
    ],
    "unknown_words_too": [
        ["STT", "Họ và tên", "Năm sinh", "", "Lương", "", ""],
        ["", "", "Nam", "Nữ", "Mã số", "Bậc", "Mốc nâng lần sau"],
    ],
}


@pytest.mark.parametrize("rows", HEADERS.values(), ids=HEADERS)
def test_rows_of_headings_go_on_with_the_header(rows: list[list[object]]) -> None:
    first: list[object] = [1, "", *["x"] * (len(rows[0]) - 2)]
    second: list[object] = [2, "Cù Văn Trầm", *["x"] * (len(rows[0]) - 2)]
    assert _layout(*rows, first, second).last_row == len(rows) - 1


@given(
    st.lists(st.integers(1, 199), min_size=3, max_size=12, unique=True).map(sorted),
    st.integers(0, 11),
    st.sampled_from(("{0}={1}+{2}", "({0})=({1})+({2})", "{0}={1}:{2}", "{0} = {1} - {2}", "[{0}]=[{1}]/[{2}]")),
    st.tuples(*[st.integers(1, 99)] * 3),
)
def test_numbers_of_columns_with_a_formula_anywhere(
    numbers: list[int], at: int, formula: str, parts: tuple[int, int, int]
) -> None:
    texts = [str(number) for number in numbers]
    texts.insert(at, formula.format(*parts))
    assert are_growing(texts)
    assert not are_growing([*texts[:-1], texts[-1], "Đại học"])
    assert not are_growing([*texts, "2", "1"])


@pytest.mark.parametrize(
    "texts", ["a, b, c, d", "I, II, III, IV", "-1, -2, -3", "(a), (b), (c)", "Cột 1, Cột 2, Cột 3", "A, B, 1, 2, 3"]
)
def test_columns_numbered_in_other_signs(texts: str) -> None:
    assert are_growing(texts.split(", "))


@pytest.mark.parametrize("texts", ["x x x", "I V X", "b c d", "A C B I", "-3 -2 -1"])
def test_signs_that_number_no_columns(texts: str) -> None:
    assert not are_growing(texts.split())


def test_sums_alone_number_no_columns() -> None:
    assert not are_growing(["1=2+3", "4=5+6", "7=8+9"])


@given(st.integers(0, 2), st.integers(0, 1))
def test_values_in_any_column_under_a_merged_heading(name_at: int, level_at: int) -> None:
    head: list[object] = ["STT", "Họ và tên", "", "", "Năm sinh", "Trình độ chuyên môn", ""]
    rows: list[list[object]] = [[number, "", "", "", 1980 + number, "", ""] for number in (1, 2)]
    for row, name in zip(rows, ("Cù Văn Trầm", "Cù Thị Quế"), strict=True):
        row[1 + name_at], row[5 + level_at] = name, "Đại học"
    layout = _layout(head, *rows, merges=((0, 1, 0, 3), (0, 5, 0, 6)))
    assert {column.field: column.index for column in layout.columns} == {
        "ordinal": 0,
        "full_name": 1 + name_at,
        "birth_date": 4,
        "education": 5 + level_at,
    }


def test_two_filled_columns_under_a_merged_heading_are_two_parts() -> None:
    head: list[object] = ["STT", "Họ và tên", "", "Năm sinh"]
    layout = _layout(head, [1, "Cù Văn", "Trầm", 1980], [2, "Cù Thị", "Quế", 1981], merges=((0, 1, 0, 2),))
    assert [column.index for column in layout.of_field("full_name")] == [1, 2]
