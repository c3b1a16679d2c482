"""Shares and what is built from them; the oracle is `fractions`, and the figures that were published."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats import disclosure, measures, shares
from stats.cube import Base, Coverage
from stats.shares import Precision, Rounding

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
    assert str(shares.share(count, 2366)) == half_up
    assert str(shares.share(count, 2366, Rounding.CUT)) == cut


def test_halves_go_up() -> None:
    assert shares.share(1, 800) == Decimal("0.13")
    assert shares.share(3, 800) == Decimal("0.38")


def test_nobody_has_no_share() -> None:
    for rule in Rounding:
        assert str(shares.share(0, 0, rule)) == "0.00"
        assert [str(share) for share in shares.shares([0, 0], rule)] == ["0.00", "0.00"]


@given(counts)
def test_shares_against_fractions(numbers: list[int]) -> None:
    base = sum(numbers)
    exact = [Fraction(number * 10_000, base or 1) for number in numbers]
    half_up = [share * 100 for share in shares.shares(numbers)]
    cut = [share * 100 for share in shares.shares(numbers, Rounding.CUT)]
    assert half_up == [floor(part + Fraction(1, 2)) for part in exact]
    assert cut == [floor(part) for part in exact]


@given(counts)
def test_largest_remainder_adds_up_and_stays_near(numbers: list[int]) -> None:
    rounded = shares.shares(numbers, Rounding.LARGEST_REMAINDER)
    base = sum(numbers)
    assert sum(rounded) == (100 if base else 0)
    for number, share in zip(numbers, rounded, strict=True):
        assert abs(Fraction(share) - Fraction(number * 100, base or 1)) < Fraction(1, 100)
        assert str(share) == f"{share:.2f}"


def test_largest_remainder_of_the_published_figures() -> None:
    """Cut, they are 0,03 short of 100; 1.845, 61 and 184 have the largest remainders."""
    rounded = shares.shares(PUBLISHED_EDUCATION.values(), Rounding.LARGEST_REMAINDER)
    assert [str(share) for share in rounded] == ["0.08", "11.58", "77.98", "2.58", "7.78"]


def test_largest_remainder_gives_ties_to_the_earlier() -> None:
    assert shares.shares([1, 1, 1], Rounding.LARGEST_REMAINDER) == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]


def test_a_breakdown_has_every_value_in_order_and_adds_up() -> None:
    education = measures.breakdown("education", {"bachelors": 30, None: 10})
    assert [part.code for part in education.parts] == [
        "doctorate",
        "masters",
        "bachelors",
        "college",
        "intermediate",
        "elementary",
        "untrained",
        None,
    ]
    assert sum(part.count for part in education.parts) == education.base == education.people == 40
    assert education.undeclared == 10
    assert education.part(None).share == Decimal("25.00")
    assert education.part(None).label == "Không khai"
    assert None not in [part.code for part in measures.breakdown("education", {None: 0}).parts]
    with pytest.raises(KeyError):
        education.part("professor")


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
    university = measures.combined_share(education, measures.UNIVERSITY_OR_HIGHER)
    assert (university.count, university.base, str(university.share)) == (2121, 2366, "89.64")
    thirds = measures.breakdown("education", {"doctorate": 10, "masters": 10, "college": 10})
    assert measures.combined_share(thirds, measures.UNIVERSITY_OR_HIGHER).share == Decimal("66.67")


def test_the_published_profile() -> None:
    profile = measures.profile(PUBLISHED_CATEGORY, PUBLISHED_EDUCATION, PUBLISHED_IT)
    assert profile.headcount == 2366
    assert (profile.it_evidence.count, profile.it_evidence.share) == (2221, Decimal("93.87"))
    with pytest.raises(ValueError, match="2366"):
        measures.profile(PUBLISHED_CATEGORY, {"masters": 1}, PUBLISHED_IT)


def test_changes_are_differences_of_what_is_shown() -> None:
    now = measures.profile({"cadre": 20, "civil_servant": 10}, {"masters": 20, "college": 10}, {"none": 30})
    before = measures.profile({"cadre": 40, None: 30}, {"masters": 10, "college": 60}, {"degree": 70})
    changes = measures.changes(now, before, date(2022, 12, 31))
    assert changes is not None
    assert (changes.headcount, changes.cadres, changes.civil_servants) == (-40, -20, 10)
    assert changes.university_points == Decimal("66.67") - Decimal("14.29")
    assert changes.it_points == Decimal("-100.00")


def test_between_shares_that_are_not_shown_there_is_no_change_in_points() -> None:
    few = measures.profile({"cadre": 9}, {"masters": 9}, {"none": 9})
    many = measures.profile({"cadre": 10}, {"masters": 10}, {"none": 10})
    for now, before in ((few, many), (many, few)):
        changes = measures.changes(now, before, date(2022, 12, 31))
        assert changes is not None
        assert abs(changes.headcount) == 1
        assert (changes.university_points, changes.it_points) == (None, None)


def test_nothing_changes_since_nobody() -> None:
    someone, nobody = measures.profile({None: 1}, {None: 1}, {None: 1}), measures.profile({}, {}, {})
    assert measures.changes(someone, nobody, date(2022, 12, 31)) is None
    assert measures.changes(nobody, someone, date(2022, 12, 31)) is None


def test_coverage() -> None:
    assert Coverage(126, 126).is_complete
    assert not Coverage(125, 126).is_complete


def _group(name: str, masters: int, college: int) -> measures.Group:
    return measures.Group(name, name, measures.breakdown("education", {"masters": masters, "college": college}))


def test_ranking_by_share_and_by_size() -> None:
    groups = (
        _group("Xã Đa", 0, 0),
        _group("Xã Ba", 9, 0),
        _group("Xã Ất", 10, 30),
        _group("Xã An", 20, 60),
        _group("Xã Dị", 10, 10),
    )
    breakdown = measures.GroupedBreakdown("education", "unit", groups, measures.breakdown("education", {}))
    assert [g.name for g in breakdown.ranked(["masters"])] == ["Xã Dị", "Xã An", "Xã Ất", "Xã Ba", "Xã Đa"]
    assert [g.name for g in breakdown.ranked_by_size()] == ["Xã An", "Xã Ất", "Xã Dị", "Xã Ba", "Xã Đa"]


def test_equal_values_share_a_place() -> None:
    assert measures.ranks({"a": 5, "b": 7, "c": 5, "d": 1, "too small": None}) == {"b": 1, "a": 2, "c": 2, "d": 4}


def test_the_smallest_base_is_ten_and_is_asked_in_one_place() -> None:
    assert [disclosure.is_enough(base) for base in (0, 1, 9, 10, 11)] == [False, False, False, True, True]
    assert (disclosure.shown_share(1, 9), disclosure.shown_share(1, 10)) == (None, Decimal("10.00"))
    assert disclosure.shown_shares([4, 5]) == [None, None]
    assert disclosure.shown_shares([5, 5]) == [Decimal("50.00")] * 2


education_counts = st.dictionaries(
    st.sampled_from([None, "doctorate", "masters", "bachelors", "college", "untrained"]), st.integers(0, 40)
)


@given(education_counts, st.sampled_from(Rounding), st.sampled_from(Base))
def test_parts_add_up_and_shares_are_of_the_base(numbers: dict[str | None, int], rounding: Rounding, of: Base) -> None:
    education = measures.breakdown("education", numbers, rounding, of)
    everybody, silent = sum(numbers.values()), numbers.get(None, 0)
    assert education.people == everybody
    assert education.undeclared == silent
    assert education.base == (everybody if of is Base.ALL else everybody - silent)
    declared = [part for part in education.parts if part.code is not None]
    nobody_says = 0 < silent == everybody
    assert all((part.share is None) == (education.base < 10 or nobody_says) for part in declared)
    assert {str(part.count) for part in declared if nobody_says} == ({"không khai"} if nobody_says else set())
    assert all(
        (part.share is None) == (education.base < 10 or of is Base.DECLARED)
        for part in education.parts
        if part.code is None
    )
    for part in declared:
        if part.share is not None:
            assert abs(Fraction(part.share) - Fraction(part.count * 100, education.base)) < Fraction(1, 100)
    if education.base >= 10 and rounding is Rounding.LARGEST_REMAINDER:
        assert sum(education.shares) == 100


def test_of_those_who_declare() -> None:
    numbers: dict[str | None, int] = {"masters": 10, "bachelors": 20, None: 70}
    education = measures.breakdown("education", numbers, of=Base.DECLARED)
    assert (education.base, education.people) == (30, 100)
    assert (education.part("masters").share, education.part("bachelors").share) == (Decimal("33.33"), Decimal("66.67"))
    assert (education.part(None).count, education.part(None).share) == (70, None)
    assert measures.combined_share(education, ["masters", "bachelors"]).share == Decimal("100.00")


def test_a_crosstab_keeps_its_shares_as_the_contract_of_stats_promises() -> None:
    axes = [measures.axis("gender", 0, {("male",): 1, ("female",): 2})]
    table = measures.crosstab(axes, {("male",): 1, ("female",): 2})
    assert [str(row.share) for row in table.rows] == ["33.33", "66.67"]


@given(st.integers(0, 5_000), st.integers(10, 5_000), st.sampled_from(Rounding))
def test_a_share_of_one_decimal_is_rounded_once(count: int, base: int, rule: Rounding) -> None:
    """Never from the share of two decimals: 69,046 is 69,0, not 69,1."""
    count = min(count, base)
    tenths = count * 1_000 // base if rule is Rounding.CUT else (count * 2_000 + base) // (2 * base)
    assert str(shares.share(count, base, Precision(rule, 1))) == f"{tenths // 10}.{tenths % 10}"


def test_largest_remainders_of_one_decimal_add_up() -> None:
    rule = Precision(Rounding.LARGEST_REMAINDER, 1)
    assert [str(each) for each in shares.shares([1, 1, 1], rule)] == ["33.4", "33.3", "33.3"]
