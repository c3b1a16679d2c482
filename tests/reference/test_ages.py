"""Ages as bounds of the birth date, against the table of Nghị định 135/2020 and against counting on the calendar."""

from datetime import date, timedelta

import pytest

from reference import forms

# Born from that month on: age in years and months, the first month of retirement. What is published, typed off.
_MEN = [
    ("1960-12", 60, 0, "2020-12"), ("1961-01", 60, 3, "2021-04"), ("1961-10", 60, 6, "2022-04"),
    ("1962-07", 60, 9, "2023-04"), ("1963-04", 61, 0, "2024-04"), ("1964-01", 61, 3, "2025-04"),
    ("1964-10", 61, 6, "2026-04"), ("1965-07", 61, 9, "2027-04"), ("1966-04", 62, 0, "2028-04"),
]  # fmt: skip
_WOMEN = [
    ("1965-12", 55, 0, "2020-12"), ("1966-01", 55, 4, "2021-05"), ("1966-09", 55, 8, "2022-05"),
    ("1967-05", 56, 0, "2023-05"), ("1968-01", 56, 4, "2024-05"), ("1968-09", 56, 8, "2025-05"),
    ("1969-05", 57, 0, "2026-05"), ("1970-01", 57, 4, "2027-05"), ("1970-09", 57, 8, "2028-05"),
    ("1971-05", 58, 0, "2029-05"), ("1972-01", 58, 4, "2030-05"), ("1972-09", 58, 8, "2031-05"),
    ("1973-05", 59, 0, "2032-05"), ("1974-01", 59, 4, "2033-05"), ("1974-09", 59, 8, "2034-05"),
    ("1975-05", 60, 0, "2035-05"),
]  # fmt: skip
_ROWS = [("male", *row) for row in _MEN] + [("female", *row) for row in _WOMEN]


@pytest.mark.parametrize(("gender", "born", "years", "months", "retires"), _ROWS)
def test_the_retirement_month_is_that_of_the_decree(
    gender: str, born: str, years: int, months: int, retires: str
) -> None:
    year, month = map(int, born.split("-"))
    retirement = forms.retirement_month(gender, year, month)
    assert "-".join(f"{part:02d}" for part in retirement) == retires
    assert (retirement[0] * 12 + retirement[1]) - (year * 12 + month) == years * 12 + months


@pytest.mark.parametrize(
    ("gender", "born", "retires"),
    [("male", "1964-12", "2026-06"), ("male", "1965-01", "2026-07"), ("female", "1969-12", "2026-12")],
)
def test_months_between_the_rows_of_the_decree(gender: str, born: str, retires: str) -> None:
    year, month = map(int, born.split("-"))
    assert "-".join(f"{part:02d}" for part in forms.retirement_month(gender, year, month)) == retires


def test_one_is_past_retirement_when_its_month_is_over() -> None:
    """A man of 10/1964 retires at the end of 4/2026; a woman of 12/1967 at the end of 12/2023."""
    assert forms.first_not_retired(date(2026, 4, 30), "male") <= 19641001
    assert forms.first_not_retired(date(2026, 5, 1), "male") > 19641031
    assert forms.first_not_retired(date(2023, 12, 31), "female") <= 19671201
    assert forms.first_not_retired(date(2024, 1, 1), "female") > 19671231


@pytest.mark.parametrize("as_of", [date(2023, 12, 31), date(2024, 2, 29), date(2023, 2, 28), date(2024, 7, 1)])
def test_completed_years_are_those_of_the_calendar(as_of: date) -> None:
    for back in range(0, 9000, 7):
        born = as_of - timedelta(days=back)
        number = born.year * 10_000 + born.month * 100 + born.day
        age = max(years for years in range(30) if _birthday(born, years) <= as_of)
        assert forms.age_on(as_of, number, "completed_years") == age


def _birthday(born: date, years: int) -> date:
    """Born on 29/02: the day after 28/02 in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def test_the_three_rules_differ_where_they_should() -> None:
    """Born 20/12/1992: 30 in days on 15/12/2023, 31 by month, 31 by year; born 20/11/1992: 31 by all."""
    as_of = date(2023, 12, 15)
    for born, expected in [(19921220, [30, 31, 31]), (19921120, [31, 31, 31]), (19930120, [30, 30, 30])]:
        assert [forms.age_on(as_of, born, rule) for rule in forms.AGE_RULES] == expected
    assert [forms.age_on(date(2023, 3, 15), 19921120, rule) for rule in forms.AGE_RULES] == [30, 30, 31]


@pytest.mark.parametrize(
    ("born", "gender", "side"),
    [
        (19641001, "male", "within"),
        (19640901, "male", "over"),
        (19640901, "female", "over"),
        (19641001, None, None),
        (19640901, None, "over"),
        (19900101, None, "within"),
        (None, "male", None),
    ],
)
def test_without_a_gender_retirement_is_known_where_both_agree(
    born: int | None, gender: str | None, side: str | None
) -> None:
    assert forms.retirement_on(date(2026, 4, 30), born, gender) == side
