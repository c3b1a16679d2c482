"""The catalogue of fields: what a row says, and that a wrong one is named by file and line."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Staff
from reference import ReferenceError, catalogue, code_lists, rows
from reference.fields import (
    Reading,
    charted_fields,
    composition,
    dimensions,
    field_groups,
    fields_read_as,
    flat_columns,
    staff_fields,
)
from settings import REFERENCE_DIR


def test_what_is_kept_of_a_person_is_a_column_of_the_table() -> None:
    columns = set(Staff.__table__.columns.keys())
    own = {"id", "roster_id", "file_id", "sheet", "row", "birth_number", "party_probation", "identity_mark"}
    assert {field.name for field in catalogue().values() if field.is_kept} == columns - own
    order = [column.name for column in Staff.__table__.columns if column.name in staff_fields()]
    assert tuple(order) == staff_fields()


def test_the_flat_table_begins_and_ends_as_the_contract_says() -> None:
    columns = flat_columns()
    assert columns[:8] == (
        "as_of",
        "unit_code",
        "unit_name",
        "unit_type",
        "district_code",
        "district_name",
        "full_name",
        "birth_date",
    )
    assert (columns[-1], set(dimensions()) - set(columns)) == ("source", {"district", "unit", "age_band"})


def test_every_chart_stands_on_one_page() -> None:
    grouped = [name for group in field_groups() for name in group.fields]
    assert len(grouped) == len(set(grouped))
    assert set(charted_fields()) - set(grouped) == {"education", "it"}


def test_who_the_people_are_is_told_by_four_fields() -> None:
    assert composition() == (
        ("gender", "female"),
        ("party_member", "yes"),
        ("ethnicity", "minority"),
        ("religion", "religious"),
    )


def test_a_detail_has_no_column_of_its_own() -> None:
    assert [field.name for field in catalogue().values() if field.detail_of] == ["it_detail"]
    assert "it_detail" not in fields_read_as(Reading.CODES)
    assert "language" in fields_read_as(Reading.CODES)


def test_code_lists_are_those_of_coded_fields() -> None:
    assert set(code_lists()) == {field.name for field in catalogue().values() if field.is_coded}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the reference tables that a test may spoil."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_DIR, copy)
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", copy)
    caches = (catalogue, code_lists)
    for cached in caches:
        cached.cache_clear()
    yield copy
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def _spoil(table: Path, key: tuple[str, str], changes: dict[str, str]) -> int:
    """Change the first row that has that value; gives the number of its line."""
    records = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    at = next(number for number, row in enumerate(records) if row[key[0]] == key[1])
    records[at] |= changes
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(records[0]))
        writer.writeheader()
        writer.writerows(records)
    return at + 2


WRONG = {
    "no label": ({"label": " "}, "thiếu tên tiếng Việt"),
    "a name that is none": ({"field": "ethnic language"}, "không dùng làm tên"),
    "a field twice": ({"field": "english"}, "đã có ở trên"),
    "an unknown kind": ({"kind": "number"}, "cột kind"),
    "an unknown way of reading": ({"read": "words"}, "cột read"),
    "a word that is not yes": ({"flat": "x"}, "cột flat"),
    "an unknown place to keep it": ({"kept": "units"}, "cột kept"),
    "a kind that is not read so": ({"read": "text"}, "không đọc theo cách"),
    "a list that it has no need of": ({"list": "religions"}, "cột list"),
    "a mark for an unknown code": ({"mark": "yes maybe"}, "cột mark"),
    "one code for mark and none": ({"mark": "yes"}, "cột mark"),
    "no mark": ({"mark": ""}, "dấu x"),
    "a none that is no code": ({"none": "none"}, "cột none"),
    "no code list": ({"field": "dialect"}, "code_lists"),
    "an unknown other field": ({"told_by": "dialect"}, "cột told_by"),
    "a chart without number": ({"chart": "last"}, "cột chart"),
    "a chart's number twice": ({"chart": "1"}, "cột chart ghi 1"),
    "a chart on no page": ({"group": ""}, "thuộc một nhóm"),
    "an unknown group": ({"group": "languages"}, "cột group"),
    "a sentence without chart": ({"chart": "", "group": ""}, "phải có biểu đồ"),
}


@pytest.mark.parametrize(("changes", "complaint"), WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_named_by_file_and_line(folder: Path, changes: dict[str, str], complaint: str) -> None:
    line = _spoil(folder / "fields.csv", ("field", "ethnic_language"), changes)
    with pytest.raises(ReferenceError, match=complaint) as caught:
        catalogue()
    other = {"a field twice", "a chart's number twice"}
    if complaint not in (WRONG[name][1] for name in other):
        assert str(caught.value).startswith(f"fields.csv, dòng {line}: ")


def test_who_is_so_or_not_has_the_codes_yes_and_no(folder: Path) -> None:
    _spoil(folder / "code_lists.csv", ("field", "ethnic_language"), {"code": "speaks"})
    with pytest.raises(ReferenceError, match="chỉ gồm yes, no"):
        catalogue()


def test_a_code_list_of_no_field_is_named(folder: Path) -> None:
    line = _spoil(folder / "code_lists.csv", ("field", "schooling"), {"field": "major"})
    with pytest.raises(ReferenceError, match=rf"^code_lists\.csv, dòng {line}: «major»"):
        catalogue()


@pytest.mark.parametrize("changes", [{"code": "female"}, {"rank": "2"}, {"rank": "one"}, {"label": ""}])
def test_a_wrong_code_is_named(folder: Path, changes: dict[str, str]) -> None:
    _spoil(folder / "code_lists.csv", ("code", "male"), changes)
    with pytest.raises(ReferenceError, match=r"^code_lists\.csv, dòng \d+: "):
        catalogue()
    assert rows("code_lists")
