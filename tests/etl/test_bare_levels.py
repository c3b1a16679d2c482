"""Levels under «Trình độ» or under nothing: which field they are of is told by all of them together."""

import pytest

from etl.headers.vocabulary import fields_named, is_name, levels_of_one_field, may_be_level, path_meaning


def test_levels_that_only_one_field_has_together() -> None:
    meanings = levels_of_one_field(["ThS", "ĐH", "CĐ", "TC"])
    assert meanings is not None
    assert [meaning.sets for meaning in meanings] == [
        (("education", code),) for code in ("masters", "bachelors", "college", "intermediate")
    ]
    politics = levels_of_one_field(["Cao cấp", "Trung cấp", "Sơ cấp"])
    assert politics is not None
    assert {meaning.field for meaning in politics} == {"political_theory"}


@pytest.mark.parametrize("leaves", [["ĐH"], ["CN", "TC"], ["TC", "SC"], ["ThS", "Ghi chú"], []])
def test_levels_of_no_field_or_of_two_are_left_alone(leaves: list[str]) -> None:
    assert levels_of_one_field(leaves) is None


def test_a_level_is_only_looked_for_where_no_field_is_named() -> None:
    assert may_be_level(("Trình độ", "ĐH"))
    assert not may_be_level(("Quy hoạch", "ĐH"))
    assert not may_be_level(("Trình độ", "Ghi chú"))


def test_a_heading_over_some_levels_says_nothing_by_itself() -> None:
    over = path_meaning(("Trình độ chuyên môn", "Đại học, cao đẳng", "CĐ")).meaning
    assert over is not None
    assert over.sets == (("education", "college"),)
    alone = path_meaning(("Trình độ chuyên môn", "Còn lại"))
    assert (alone.meaning, alone.under) == (None, "education")


def test_a_joint_heading_names_its_fields() -> None:
    assert fields_named("Trình độ chuyên môn, LLCT") == {"education", "political_theory"}
    assert fields_named("Trình độ chuyên môn") == set()


@pytest.mark.parametrize("text", ["Họ và tên", "\u200bhọ tên", "HỌ TÊN", "\u041dọ và tên", "  Họ, tên",
    "Danh sách cán bộ (họ và tên)", "CÁN BỘ (HỌ, TÊN)", "Đồng chí (họ tên)"])  # fmt: skip
def test_the_column_of_names_is_known_however_its_heading_begins(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["Nguyễn Thị Hoa", "Đại học", "", "Hòa", "Tổng cộng", "Danh sách cán bộ"])
def test_other_cells_head_no_column_of_names(text: str) -> None:
    assert not is_name(text)
