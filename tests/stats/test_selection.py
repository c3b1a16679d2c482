"""A selection's URL, the date to compare with, and whether a place is the same place on both dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.selection import Selection, year_before

PROVINCE = "24"
_CODES = st.none() | st.text("0123456789abc_", min_size=1, max_size=6)
_SELECTIONS = st.builds(Selection, st.dates(), _CODES, _CODES, _CODES, _CODES, old_province=_CODES)


@given(_SELECTIONS)
def test_a_link_brings_the_same_selection_back(selection: Selection) -> None:
    assert Selection.from_query(selection.to_query(), date(1, 1, 1)) == selection


def test_an_unreadable_date_gives_the_fallback() -> None:
    fallback = date(2023, 12, 31)
    assert Selection.from_query({"as_of": "hôm nay", "unit": ""}, fallback) == Selection(fallback)


def test_the_whole_province_keeps_the_kinds_of_people() -> None:
    selection = Selection(date(2023, 12, 31), "263", "09454", "ward", "cadre")
    assert selection.whole_province() == Selection(date(2023, 12, 31), unit_type="ward", category="cadre")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2021-12-31", "2022-12-31", "2023-06-30"], "2022-12-31"),
        (["2022-06-30", "2022-12-31"], "2022-12-31"),
        (["2022-06-30", "2022-09-30"], "2022-09-30"),
        (["2021-12-31", "2024-12-31"], None),
        ([], None),
    ],
)
def test_the_year_before(dates: list[str], expected: str | None) -> None:
    day = year_before(map(date.fromisoformat, dates), date(2023, 12, 31))
    assert day == (date.fromisoformat(expected) if expected else None)


def test_leap_day_has_the_last_date_of_the_year_before() -> None:
    assert year_before([date(2023, 2, 28), date(2022, 12, 31)], date(2024, 2, 29)) == date(2023, 2, 28)
