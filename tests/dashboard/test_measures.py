"""Shares and what is built from them; the oracle is `fractions`, and the figures that were published."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import measures
from dashboard.measures import Rounding

PUBLISHED_EDUCATION: dict[str | None, int] = {
    "doctorate": 2, "masters": 274, "bachelors": 1845, "college": 61, "intermediate": 184,
}  # fmt: skip
PUBLISHED_IT: dict[str | None, int] = {"degree": 37, "certificate": 2184, "none": 145}
PUBLISHED_CATEGORY: dict[str | None, int] = {"cadre": 1263, "civil_servant": 1103}

counts = st.lists(st.integers(0, 5000), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("count", "half_up", "cut"),
    [(2, "0.08", "0.08"), (274, "11.58", "11.58"), (1845, "77.98", "77.97"), (61, "2.58", "2.57"),
     (184, "7.78", "7.77"), (37, "1.56", "1.56"), (2184, "92.31", "92.30"), (0, "0.00", "0.00")],
)  # fmt: skip
def test_the_published_shares(count: int, half_up: str, cut: str) -> None:
    assert str(measures.share(count, 2366)) == half_up
    assert str(measures.share(count, 2366, Rounding.CUT)) == cut


def test_halves_go_up() -> None:
    assert measures.share(1, 800) == Decimal("0.13")
    assert measures.share(3, 800) == Decimal("0.38")


def test_nobody_has_no_share() -> None:
    for rule in Rounding:
        assert str(measures.share(0, 0, rule)) == "0.00"
        assert [str(share) for share in measures.shares([0, 0], rule)] == ["0.00", "0.00"]


@given(counts)
def test_shares_against_fractions(numbers: list[int]) -> None:
    base = sum(numbers)
    exact = [Fraction(number * 10_000, base or 1) for number in numbers]
    half_up = [share * 100 for share in measures.shares(numbers)]
    cut = [share * 100 for share in measures.shares(numbers, Rounding.CUT)]
    assert half_up == [floor(part + Fraction(1, 2)) for part in exact]
    assert cut == [floor(part) for part in exact]


@given(counts)
def test_largest_remainder_adds_up_and_stays_near(numbers: list[int]) -> None:
    found = measures.shares(numbers, Rounding.LARGEST_REMAINDER)
    base = sum(numbers)
    assert sum(found) == (100 if base else 0)
    for number, share in zip(numbers, found, strict=True):
        assert abs(Fraction(share) - Fraction(number * 100, base or 1)) < Fraction(1, 100)
        assert str(share) == f"{share:.2f}"


def test_largest_remainder_of_the_published_figures() -> None:
    """Cut, they are 0,03 short of 100; 1.845, 61 and 184 have the largest remainders."""
    found = measures.shares(PUBLISHED_EDUCATION.values(), Rounding.LARGEST_REMAINDER)
    assert [str(share) for share in found] == ["0.08", "11.58", "77.98", "2.58", "7.78"]


def test_largest_remainder_gives_ties_to_the_earlier() -> None:
    assert measures.shares([1, 1, 1], Rounding.LARGEST_REMAINDER) == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]


def test_a_breakdown_has_every_value_in_order_and_adds_up() -> None:
    found = measures.breakdown("education", {"bachelors": 3, None: 1})
    assert [part.code for part in found.parts] == [
        "doctorate", "masters", "bachelors", "college", "intermediate", "elementary", "untrained", None,
    ]  # fmt: skip
    assert sum(part.count for part in found.parts) == found.base == 4
    assert found.part(None).share == Decimal("25.00")
    assert found.part(None).label == "Không khai"
    assert None not in [part.code for part in measures.breakdown("education", {None: 0}).parts]
    with pytest.raises(KeyError):
        found.part("professor")


def test_a_breakdown_never_drops_a_code() -> None:
    with pytest.raises(KeyError, match="ĐHH"):
        measures.breakdown("education", {"ĐHH": 1})


def test_a_breakdown_of_age_bands_and_of_a_free_text() -> None:
    ages = measures.breakdown("age_band", {"over_60": 1})
    assert [part.label for part in ages.parts][0::4] == ["Từ 30 trở xuống", "Trên 60"]
    groups = measures.breakdown("ethnicity", {"Tày": 2, "Sán Dìu": 2, "Kinh": 9, None: 1, "Ê Đê": 2})
    assert [part.code for part in groups.parts] == ["Kinh", "Ê Đê", "Sán Dìu", "Tày", None]


def test_several_parts_share_their_summed_count() -> None:
    """Cut, 0,08 + 11,58 + 77,97 is 89,63, but 2.121 of 2.366 is 89,64."""
    education = measures.breakdown("education", PUBLISHED_EDUCATION, Rounding.CUT)
    university = measures.together(education, measures.UNIVERSITY_OR_HIGHER)
    assert (university.count, university.base, str(university.share)) == (2121, 2366, "89.64")
    thirds = measures.breakdown("education", {"doctorate": 1, "masters": 1, "college": 1})
    assert measures.together(thirds, measures.UNIVERSITY_OR_HIGHER).share == Decimal("66.67")


def test_the_published_profile() -> None:
    found = measures.profile(PUBLISHED_CATEGORY, PUBLISHED_EDUCATION, PUBLISHED_IT)
    assert found.headcount == 2366
    assert (found.it_evidence.count, found.it_evidence.share) == (2221, Decimal("93.87"))
    with pytest.raises(ValueError, match="2366"):
        measures.profile(PUBLISHED_CATEGORY, {"masters": 1}, PUBLISHED_IT)


def test_changes_are_differences_of_what_is_shown() -> None:
    now = measures.profile({"cadre": 2, "civil_servant": 1}, {"masters": 2, "college": 1}, {"none": 3})
    before = measures.profile({"cadre": 4, None: 3}, {"masters": 1, "college": 6}, {"degree": 7})
    found = measures.changes(now, before, date(2022, 12, 31))
    assert found is not None
    assert (found.headcount, found.cadres, found.civil_servants) == (-4, -2, 1)
    assert found.university_points == Decimal("66.67") - Decimal("14.29")
    assert found.it_points == Decimal("-100.00")


def test_nothing_changes_since_nobody() -> None:
    someone, nobody = measures.profile({None: 1}, {None: 1}, {None: 1}), measures.profile({}, {}, {})
    assert measures.changes(someone, nobody, date(2022, 12, 31)) is None
    assert measures.changes(nobody, someone, date(2022, 12, 31)) is None


def test_coverage() -> None:
    assert measures.Coverage(126, 126).is_complete
    assert not measures.Coverage(125, 126).is_complete


def _group(name: str, masters: int, college: int) -> measures.Group:
    return measures.Group(name, name, measures.breakdown("education", {"masters": masters, "college": college}))


def test_ranking_by_share_and_by_size() -> None:
    groups = (_group("Xã Đa", 0, 0), _group("Xã Ất", 1, 3), _group("Xã An", 2, 6), _group("Xã Dị", 1, 1))
    found = measures.GroupedBreakdown("education", "unit", groups, measures.breakdown("education", {}))
    assert [g.name for g in found.ranked(["masters"])] == ["Xã Dị", "Xã An", "Xã Ất", "Xã Đa"]
    assert [g.name for g in found.ranked_by_size()] == ["Xã An", "Xã Ất", "Xã Dị", "Xã Đa"]


def test_equal_values_share_a_place() -> None:
    assert measures.ranks({"a": 5, "b": 7, "c": 5, "d": 1}) == {"b": 1, "a": 2, "c": 2, "d": 4}
