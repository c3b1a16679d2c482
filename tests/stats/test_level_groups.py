"""Levels merged for charts of many places."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
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
