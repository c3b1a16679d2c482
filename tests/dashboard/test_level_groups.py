"""Levels merged for charts of many places."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from dashboard.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE, Rounding, breakdown
from dashboard.measures.level_groups import group_rank, level_groups, merged
from settings import REFERENCE_DIR

COUNTS = st.dictionaries(
    st.sampled_from([None, *(value.code for value in reference.code_lists()["education"])]), st.integers(0, 500)
)


@given(COUNTS, st.sampled_from(Rounding))
def test_nobody_is_lost(counts: dict[str | None, int], rounding: Rounding) -> None:
    whole = breakdown("education", counts, rounding)
    parts = merged(whole).parts
    assert sum(part.count for part in parts) == whole.base == sum(counts.values())
    assert (None in {part.code for part in parts}) == bool(counts.get(None))
    if rounding is Rounding.LARGEST_REMAINDER and whole.base:
        assert sum(part.share for part in parts) == Decimal(100)


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
        level_groups("religion")
    with pytest.raises(KeyError):
        group_rank("education", "bachelor")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The reference folder with a table of groups that a test may spoil."""
    for path in REFERENCE_DIR.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr("reference.REFERENCE_DIR", tmp_path)
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
    kept = [row | (changes or {}) if row["code"] == code else row for row in rows]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row for row in kept if changes is not None or row["code"] != code)
    with pytest.raises(reference.ReferenceError, match="education"):
        level_groups("education")
