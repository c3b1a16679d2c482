"""Rankings of many places: nobody is lost, the ends are the ends, equal places are one line."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.measures import Band, Group, GroupedBreakdown, Order, breakdown, combined_share
from stats.measures.rankings import Line, bands_around_zero, bands_of_share, bands_of_size, gathered, shown, together

CODES = ("doctorate", "masters", "bachelors")


def _group(code: int, able: int, others: int) -> Group:
    return Group(f"{code:05d}", f"Xã {code}", breakdown("education", {"bachelors": able, "college": others}))


def _ranked(groups: list[Group]) -> tuple[Group, ...]:
    return GroupedBreakdown("education", "unit", tuple(groups), together(groups)).ranked(CODES)


def _share(line: Line) -> Decimal | None:
    return combined_share(line.breakdown, CODES).share


different = [_group(code, 50 + code, 50 - code) for code in range(40)]


def test_of_many_the_ten_highest_and_the_ten_lowest_with_the_rest_between() -> None:
    lines = shown(_ranked(different), Order.ENDS, CODES)
    assert [line.group.name for line in lines[:10] if line.group] == [f"Xã {code}" for code in range(39, 29, -1)]
    assert [line.group.name for line in lines[11:] if line.group] == [f"Xã {code}" for code in range(9, -1, -1)]
    rest = lines[10]
    assert rest.is_rest
    assert (len(rest.places), rest.breakdown.people) == (20, 2000)
    assert _share(rest) == Decimal("69.50")


def test_the_lowest_come_lowest_first() -> None:
    lines = shown(_ranked(different), Order.LOWEST, CODES)
    assert [line.key for line in lines] == [f"{code:05d}" for code in range(20)]


def test_equal_places_are_one_line_with_all_their_people() -> None:
    perfect = [_group(100 + code, 10 + code, 0) for code in range(12)]
    first, *others = shown(_ranked([*different, *perfect]), Order.ENDS, CODES)
    assert first.places == tuple(sorted(perfect, key=lambda group: group.code or ""))
    assert first.group is None
    assert (first.breakdown.people, _share(first)) == (sum(range(10, 22)), Decimal("100.00"))
    assert [line.group for line in others[:9]] == list(reversed(different[31:]))


def test_few_places_are_all_shown_whatever_is_chosen() -> None:
    few = [_group(code, 20, 0) for code in range(25)]
    for order in (Order.ENDS, Order.LOWEST, Order.HIGHEST, Order.ALL):
        assert [line.group for line in shown(_ranked(few), order, CODES)] == list(_ranked(few))


def test_places_too_small_for_a_share_are_no_end() -> None:
    small = [_group(200 + code, 0, 9) for code in range(15)]
    lines = shown(_ranked([*different, *small]), Order.LOWEST, CODES)
    assert not {group for line in lines for group in line.places} & set(small)
    assert len(shown(_ranked([*different, *small]), Order.ALL, CODES)) == 55


def test_by_size_equal_places_stand_for_one_of_them() -> None:
    groups = [_group(code, 10, 8) for code in range(20)] + [_group(100 + code, 30 + code, 1) for code in range(10)]
    ranked = GroupedBreakdown("education", "unit", tuple(groups), together(groups)).ranked_by_size()
    *single, same = shown(ranked, Order.ENDS)
    assert [line.breakdown.people for line in single] == list(range(40, 30, -1))
    assert (len(same.places), same.breakdown.people) == (20, 18)


places = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=60).map(
    lambda counts: [_group(code, *pair) for code, pair in enumerate(counts)]
)


@given(places)
def test_the_lines_of_a_ranking_hold_each_ranked_place_once(groups: list[Group]) -> None:
    lines = shown(_ranked(groups), Order.ENDS, CODES)
    members = [group for line in lines for group in line.places]
    assert len(members) == len(set(members))
    assert {group for group in groups if group.breakdown.has_shares} <= set(members)
    assert len({line.key for line in lines}) == len(lines)


def _check(bands: tuple[Band[Group], ...], groups: list[Group], value_of: Callable[[Group], Decimal | None]) -> None:
    assert sorted(group.code or "" for band in bands for group in band.places) == [group.code for group in groups]
    assert len(bands) <= 10
    for band in bands:
        for value in map(value_of, band.places):
            if value is None or band.low is None or band.high is None:
                assert value is band.low is band.high is None
            else:
                assert band.low <= value < band.high or band.low == band.high == value == 100


@given(places)
def test_every_place_lies_in_the_one_band_of_its_value(groups: list[Group]) -> None:
    _check(bands_of_share(groups, CODES), groups, lambda group: combined_share(group.breakdown, CODES).share)
    _check(bands_of_size(groups), groups, lambda group: Decimal(group.breakdown.people))


@pytest.mark.parametrize("number", [1, 7])
def test_gathered_places_count_everybody(number: int) -> None:
    groups = gathered(different, lambda group: (str(int(group.code or 0) % number), "x"))
    assert len(groups) == number
    assert sum(group.breakdown.people for group in groups) == 4000


@given(st.lists(st.integers(-400, 400), min_size=1, max_size=40))
def test_bands_around_zero_hold_everybody_once_and_nothing_beside_zero(values: list[int]) -> None:
    bands = bands_around_zero([_group(value, 1, 0) for value in values], lambda group: int(group.code or ""))
    held = [int(group.code or "") for band in bands for group in band.places]
    assert sorted(held) == sorted(values)
    for band in bands:
        low, high = int(band.low or 0), int(band.high or 0) - 1
        assert all(low <= int(group.code or "") <= high for group in band.places)
        assert low * high > 0 or low == high == 0
    assert [band.high for band in bands[:-1]] == [band.low for band in bands[1:]]
    assert len({(band.high or 0) - (band.low or 0) for band in bands if band.low}) <= 1
    assert len(bands) <= 2 * 8 + 1
