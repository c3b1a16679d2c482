"""The tables of forms: the header of Thông tư 11/2012 to the letter; what contradicts itself is refused."""

import csv
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import reference
from reference import forms
from reference.forms import reading
from settings import REFERENCE_DIR

_DAY = date(2023, 12, 31)

# Text, rows, columns of each header cell, row by row: as the circular's table reads.
_BM02_HEADER = [
    [("Số thứ tự", 4, 1), ("Tên đơn vị", 4, 1), ("Tổng số", 4, 1), ("Trong đó", 1, 4), ("Chức danh", 1, 2),
     ("Chia theo trình độ đào tạo", 1, 23), ("Chia theo độ tuổi", 1, 7), ("Công chức luân chuyển từ cấp huyện", 4, 1)],
    [("Nữ", 3, 1), ("Đảng viên", 3, 1), ("Dân tộc thiểu số", 3, 1), ("Tôn giáo", 3, 1), ("Cán bộ cấp xã", 3, 1),
     ("Công chức chuyên môn", 3, 1), ("Chuyên môn", 1, 6), ("Học vấn phổ thông", 1, 3), ("Chính trị", 1, 4),
     ("Tin học", 1, 2), ("Ngoại ngữ", 1, 4), ("Chứng chỉ tiếng dân tộc", 3, 1), ("Quản lý nhà nước", 1, 3),
     ("Từ 30 trở xuống", 3, 1), ("Từ 31 đến 40", 3, 1), ("Từ 41 đến 50", 3, 1), ("Từ 51 đến 60", 1, 3),
     ("Trên tuổi nghỉ hưu", 3, 1)],
    [("Tiến sĩ", 2, 1), ("Thạc sĩ", 2, 1), ("Đại học", 2, 1), ("Cao đẳng", 2, 1), ("Trung cấp", 2, 1), ("Sơ cấp", 2, 1),
     ("Trung học phổ thông", 2, 1), ("Trung học cơ sở", 2, 1), ("Tiểu học", 2, 1), ("Cử nhân", 2, 1), ("Cao cấp", 2, 1),
     ("Trung cấp", 2, 1), ("Sơ cấp", 2, 1), ("Trung cấp trở lên", 2, 1), ("Chứng chỉ", 2, 1), ("Tiếng Anh", 1, 2),
     ("Ngoại ngữ khác", 1, 2), ("Chuyên viên chính & TĐ", 2, 1), ("Chuyên viên & TĐ", 2, 1), ("Chưa qua đào tạo", 2, 1),
     ("Tổng số", 2, 1), ("Nữ từ 51 đến 55", 2, 1), ("Nam từ 56 đến 60", 2, 1)],
    [("Đại học trở lên", 1, 1), ("Chứng chỉ (A,B,C)", 1, 1), ("Đại học trở lên", 1, 1), ("Chứng chỉ (A,B,C)", 1, 1)],
]  # fmt: skip


def _form(name: str) -> forms.Form:
    form = forms.form_on(name, _DAY)
    assert form is not None
    return form


def test_the_header_of_bm02_is_that_of_the_circular() -> None:
    cells = forms.header_cells(_form("bm02").columns)
    for row, expected in enumerate(_BM02_HEADER):
        texts = [(c.text, c.bottom - c.top + 1, c.right - c.left + 1) for c in cells if c.top == row]
        assert texts == expected
    assert [column.number for column in _form("bm02").columns] == ["A", "B", *map(str, range(1, 39))]


def test_the_other_forms_have_their_columns() -> None:
    assert [column.number for column in _form("danang").columns] == ["A", *map(str, range(1, 49))]
    assert [column.number for column in _form("bm04").columns] == [str(number) for number in range(1, 16)]
    assert [form.name for form in forms.all_forms()] == ["bm02", "bm04", "danang", "bm01"]
    assert all(form.is_for_inside for form in forms.all_forms())


def test_header_cells_cover_the_matrix_once() -> None:
    for form in forms.all_forms():
        covered = [
            (row, column)
            for cell in forms.header_cells(form.columns)
            for row in range(cell.top, cell.bottom + 1)
            for column in range(cell.left, cell.right + 1)
        ]
        depth = len(form.layout.header_heights)
        assert sorted(covered) == [(row, column) for row in range(depth) for column in range(len(form.columns))]


def test_every_set_of_age_bands_covers_each_age_once() -> None:
    sets = {row["set"] for row in reference.rows("age_bands")}
    assert {"bm02", "btctw", "party_members"} <= sets
    for name in sets:
        for age in range(16, 80):
            bands = reference.age_bands(name)
            assert sum((b.first or 0) <= age <= (b.last if b.last is not None else age) for b in bands) == 1


# Contradictions


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the reference tables that a test may spoil."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_DIR, copy)
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", copy)
    reading.all_forms.cache_clear()
    yield copy
    reading.all_forms.cache_clear()


def _change(path: Path, at: int, /, **values: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[at] |= values
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


_SPOILT: dict[str, Callable[[Path], object]] = {
    "field": lambda bm02: _change(bm02 / "columns.csv", 3, counts="sex=female"),
    "code": lambda bm02: _change(bm02 / "columns.csv", 3, counts="gender=woman"),
    "band": lambda bm02: _change(bm02 / "columns.csv", 3, counts="age=from_31_to_45"),
    "backwards": lambda bm02: _change(bm02 / "columns.csv", 3, counts="age=55..51"),
    "no condition": lambda bm02: _change(bm02 / "columns.csv", 3, counts="women"),
    "negated unknown": lambda bm02: _change(bm02 / "columns.csv", 3, counts="ethnicity!=Kinh|?"),
    "number twice": lambda bm02: _change(bm02 / "columns.csv", 3, number="1"),
    "number left out": lambda bm02: _change(bm02 / "columns.csv", 39, number="39"),
    "key twice": lambda bm02: _change(bm02 / "columns.csv", 3, key="total"),
    "key of a remainder": lambda bm02: _change(bm02 / "columns.csv", 3, key="gender_unknown"),
    "header with a gap": lambda bm02: _change(bm02 / "columns.csv", 3, level2="", level3="Nữ"),
    "header twice": lambda bm02: _change(bm02 / "columns.csv", 3, level2="Đảng viên"),
    "header apart": lambda bm02: _change(bm02 / "columns.csv", 39, level1="Trong đó", level2="Luân chuyển"),
    "neither counted nor blank": lambda bm02: _change(bm02 / "columns.csv", 3, counts=""),
    "blank and counted": lambda bm02: _change(bm02 / "columns.csv", 3, blank="Không có."),
    "a person's field": lambda bm02: _change(bm02 / "columns.csv", 3, counts="", shows="full_name"),
    "identity": lambda bm02: _change(bm02 / "identities.csv", 0, parts="6+7+40"),
    "identity of a blank column": lambda bm02: _change(bm02 / "identities.csv", 0, parts="6+38"),
    "kind": lambda bm02: _change(bm02 / "form.csv", 1, value="units"),
    "key": lambda bm02: _change(bm02 / "form.csv", 1, key="sort"),
    "key left out": lambda bm02: _change(bm02 / "form.csv", 1, key="name"),
    "no order": lambda bm02: _change(bm02 / "form.csv", 2, value="first"),
    "no day": lambda bm02: _change(bm02 / "form.csv", 7, value="17/12/2012"),
    "age rule": lambda bm02: _change(bm02 / "form.csv", 9, value="years"),
    "age bands": lambda bm02: _change(bm02 / "form.csv", 10, value="bm03"),
    "everybody's code": lambda bm02: _change(bm02 / "form.csv", 11, value="category=guest"),
    "group": lambda bm02: _change(bm02 / "form.csv", 12, value="district"),
    "paper": lambda bm02: _change(bm02 / "form.csv", 13, value="A5"),
    "font size": lambda bm02: _change(bm02 / "form.csv", 14, value="10pt"),
    "no height": lambda bm02: _change(bm02 / "form.csv", 15, value="20;32;46;x"),
    "width": lambda bm02: _change(bm02 / "columns.csv", 3, width="wide"),
    "heights": lambda bm02: _change(bm02 / "form.csv", 15, value="20;30"),
    "title": lambda bm02: _change(bm02 / "titles.csv", 0, block="middle"),
    "two on one day": lambda bm02: shutil.copytree(bm02, bm02.parent / "bm02_again"),
}


@pytest.mark.parametrize("name", _SPOILT)
def test_a_table_that_contradicts_itself_is_refused(folder: Path, name: str) -> None:
    _SPOILT[name](folder / "forms" / "bm02")
    with pytest.raises(reference.ReferenceError, match=r"^forms/bm02\w*/\w+\.csv, dòng \d+: "):
        forms.all_forms()


def test_a_missing_key_of_a_form_is_named_with_the_line_after_the_last(folder: Path) -> None:
    path = folder / "forms" / "bm02" / "form.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("paper,")), encoding="utf-8")
    with pytest.raises(reference.ReferenceError, match=rf"^forms/bm02/form\.csv, dòng {len(lines)}: thiếu khóa paper"):
        forms.all_forms()


def test_versions_follow_each_other(folder: Path) -> None:
    bm02 = folder / "forms" / "bm02"
    newer = bm02.parent / "bm02_newer"
    shutil.copytree(bm02, newer)
    _change(bm02 / "form.csv", 8, value="2023-05-09")
    _change(newer / "form.csv", 7, value="2023-05-10")
    assert [forms.form_on("bm02", date(2023, 5, day)).version for day in (9, 10)] == ["bm02", "bm02_newer"]  # type: ignore[union-attr]
    assert forms.form_on("bm02", date(2010, 1, 1)) is None
    with pytest.raises(KeyError):
        forms.form_on("bm05", _DAY)


@pytest.mark.parametrize("spoilt", [{"gender": "woman"}, {"from_year": "2030"}, {"years": "50"}])
def test_retirement_ages_that_contradict_themselves_are_refused(folder: Path, spoilt: dict[str, str]) -> None:
    _change(folder / "retirement_ages.csv", 4, **spoilt)
    forms.retirement_ages.cache_clear()
    try:
        with pytest.raises(reference.ReferenceError, match="retirement_ages"):
            forms.retirement_ages()
    finally:
        forms.retirement_ages.cache_clear()
