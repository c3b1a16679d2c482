"""Levels merged for charts of many places."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from settings import REFERENCE_DIR
from stats.cube import Base
from stats.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE, breakdown
from stats.measures.level_groups import group_rank, level_groups, merged
from stats.shares import Rounding

COUNTS = st.dictionaries(
    st.sampled_from([None, *(value.code for value in reference.code_lists()["education"])]), st.integers(0, 500)
)


@given(COUNTS, st.sampled_from(Rounding))
def test_nobody_is_lost(counts: dict[str | None, int], rounding: Rounding) -> None:
    whole = breakdown("education", counts, rounding)
    parts = merged(whole).parts
    assert sum(part.count for part in parts) == whole.base == sum(counts.values())
    assert (None in {part.code for part in parts}) == bool(counts.get(None))
    if rounding is Rounding.LARGEST_REMAINDER and whole.base >= 10:
        assert sum(merged(whole).shares) == Decimal(100)


def test_education_in_four_groups() -> None:
    assert [(g.rank, g.label, g.members) for g in level_groups("education")] == [
        (1, "Sau đại học", ("doctorate", "masters")),
        (2, "Đại học", ("bachelors",)),
        (3, "Cao đẳng, trung cấp", ("college", "intermediate")),
        (4, "Sơ cấp, chưa qua đào tạo", ("elementary", "untrained")),
    ]


def test_the_first_groups_are_those_that_the_headlines_count() -> None:
    first, second, *_ = level_groups("education")
    assert {*first.members, *second.members} == set(UNIVERSITY_OR_HIGHER)
    assert {code for group in level_groups("it")[:2] for code in group.members} == set(WITH_IT_EVIDENCE)
    assert group_rank("it", "none") == 3


def test_a_field_or_a_code_without_group_is_an_error() -> None:
    with pytest.raises(KeyError):
        level_groups("major")
    with pytest.raises(KeyError):
        group_rank("education", "bachelor")


def test_every_field_with_levels_has_groups() -> None:
    fields = {*reference.code_lists(), "age_band"} - {"unit_type"}
    for field in fields:
        values = breakdown(field, {})
        assert {group_rank(field, part.code or "") for part in values.parts} == {g.rank for g in level_groups(field)}


def test_ethnic_groups_and_religions_that_are_not_named_are_the_rest() -> None:
    ethnicity = merged(breakdown("ethnicity", {"Kinh": 90, "Tày": 6, "Sán Dìu": 3, None: 1}))
    assert [(part.label, part.count, str(part.share)) for part in ethnicity.parts] == [
        ("Kinh", 90, "90.00"),
        ("Dân tộc thiểu số", 9, "9.00"),
        ("Không khai", 1, "1.00"),
    ]
    nobody = merged(breakdown("religion", {}))
    assert [(part.label, part.count) for part in nobody.parts] == [("Có tôn giáo", 0), ("Không theo tôn giáo", 0)]
    assert [group_rank("ethnicity", code) for code in ("Kinh", "kinh", "Tày", "minority")] == [1, 1, 2, 2]


@given(COUNTS, st.sampled_from(Rounding))
def test_merging_keeps_the_base(counts: dict[str | None, int], rounding: Rounding) -> None:
    whole = breakdown("education", counts, rounding, Base.DECLARED)
    parts = merged(whole)
    assert (parts.base, parts.people, parts.of) == (whole.base, whole.people, Base.DECLARED)
    assert [part.share for part in parts.parts if part.code is None] in ([], [None])


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The reference folder with a table of groups that a test may spoil."""
    for path in REFERENCE_DIR.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", tmp_path)
    level_groups.cache_clear()
    yield tmp_path / "level_groups.csv"
    level_groups.cache_clear()


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("untrained", None),
        ("untrained", {"code": "college"}),
        ("untrained", {"group": "none", "rank": "5", "label": "Chưa"}),
        ("masters", {"rank": "6", "group": "masters"}),
        ("masters", {"label": "Thạc sĩ"}),
    ],
    ids=["a code is missing", "a code twice", "five groups", "a rank is left out", "one group with two labels"],
)
def test_a_table_that_contradicts_itself_is_refused(table: Path, code: str, changes: dict[str, str] | None) -> None:
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    here = [row for row in rows if row["field"] == "education"]
    kept = [row | (changes or {}) if row["code"] == code else row for row in here]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row for row in kept if changes is not None or row["code"] != code)
    with pytest.raises(reference.ReferenceError, match="education"):
        level_groups("education")


@pytest.mark.parametrize("changed", [{"code": "Tày"}, {"group": "kinh", "rank": "1", "label": "Kinh"}])
def test_a_free_text_needs_a_group_for_the_rest(table: Path, changed: dict[str, str]) -> None:
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | changed if row["code"] == "" and row["field"] == "ethnicity" else row for row in rows)
    if "code" in changed:
        with pytest.raises(reference.ReferenceError, match="ethnicity"):
            level_groups("ethnicity")
    else:
        assert [group.takes_the_rest for group in level_groups("ethnicity")] == [True]
