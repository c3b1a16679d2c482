"""Age bands, and ages as bounds of the birth date: what a form's age rule and the retirement ages mean on a date.

A birth date is a number yyyymmdd. Where the roster says a year or a month only, `models.Staff.birth_number` holds the
first day of it (the law's own way with such people), and so do all bounds here.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from reference.tables import ReferenceError, rows

AGE_RULES = ("completed_years", "completed_months", "calendar_years")
"""Completed years by day; completed years by month, whatever the day; the difference of the calendar years."""

_GENDERS = ("female", "male")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Completed years of age from `first` to `last`, both counted; None: open at that end."""

    code: str
    first: int | None
    last: int | None
    label: str
    short_label: str


@lru_cache(maxsize=4)
def age_bands(name: str = "bm02") -> tuple[AgeBand, ...]:
    """A set of age bands, youngest first; checked to cover every age once."""
    bands = tuple(
        AgeBand(row["code"], _number(row["from"]), _number(row["to"]), row["label"], row["short_label"])
        for row in rows("age_bands")
        if row["set"] == name
    )
    if not bands or bands[0].first is not None or bands[-1].last is not None:
        raise ReferenceError(f"age_bands.csv: bộ «{name}» bỏ hở tuổi thấp nhất hoặc cao nhất.")
    for younger, older in pairwise(bands):
        if younger.last is None or older.first != younger.last + 1:
            raise ReferenceError(f"age_bands.csv: bộ «{name}» hở hoặc chồng nhau trước «{older.code}».")
    return bands


def _number(text: str) -> int | None:
    return int(text) if text else None


def latest_birth(as_of: date, years: int, rule: str) -> int:
    """Give the latest birth date (yyyymmdd) of those who are at least `years` old on `as_of`."""
    month, day = {
        "completed_years": (as_of.month, as_of.day),
        "completed_months": (as_of.month, 31),
        "calendar_years": (12, 31),
    }[rule]
    return (as_of.year - years) * 10_000 + month * 100 + day


@dataclass(frozen=True, slots=True)
class RetirementAge:
    """The age in months for those who reach it in `from_year` or later; None: before the first year of the table."""

    gender: str
    from_year: int | None
    months: int
    source: str


@lru_cache(maxsize=1)
def retirement_ages() -> dict[str, tuple[RetirementAge, ...]]:
    """The retirement ages by gender, earliest first; checked to begin openly, to rise, and to hold both genders."""
    ages: dict[str, list[RetirementAge]] = {}
    for row in rows("retirement_ages"):
        year = int(row["from_year"]) if row["from_year"] else None
        months = int(row["years"]) * _MONTHS + int(row["months"])
        ages.setdefault(row["gender"], []).append(RetirementAge(row["gender"], year, months, row["source"]))
    if sorted(ages) != sorted(_GENDERS):
        raise ReferenceError(f"retirement_ages.csv: phải có tuổi của cả nam và nữ, đang có {sorted(ages)}.")
    for gender, steps in ages.items():
        years = [step.from_year for step in steps]
        if years[0] is not None or None in years[1:] or years[1:] != sorted(set(years[1:]), key=lambda y: y or 0):
            raise ReferenceError(f"retirement_ages.csv: các năm của «{gender}» phải bắt đầu bằng ô trống rồi tăng dần.")
        if [step.months for step in steps] != sorted(step.months for step in steps):
            raise ReferenceError(f"retirement_ages.csv: tuổi của «{gender}» có lúc giảm.")
    return {gender: tuple(steps) for gender, steps in ages.items()}


def retirement_age(gender: str, year: int) -> int:
    """The age in months at which somebody of that gender who reaches it in `year` retires."""
    fitting = [step for step in retirement_ages()[gender] if step.from_year is None or step.from_year <= year]
    return fitting[-1].months


def retirement_month(gender: str, year: int, month: int) -> tuple[int, int]:
    """Year and month in which somebody born in that month reaches the retirement age of that very year."""
    born = year * _MONTHS + month - 1
    age = retirement_ages()[gender][0].months
    while age < retirement_age(gender, (born + age) // _MONTHS):
        age += 1
    return (born + age) // _MONTHS, (born + age) % _MONTHS + 1


@lru_cache(maxsize=256)
def first_not_retired(as_of: date, gender: str) -> int:
    """The first birth date (yyyymmdd) whose retirement month is not over on `as_of`; who was born before is past it.

    One retires at the end of the month in which the age is reached: in that month one is not yet past it.
    """
    steps = retirement_ages()[gender]
    now = as_of.year * _MONTHS + as_of.month - 1
    for born in range(now - steps[-1].months - 1, now - steps[0].months + 1):
        year, month = born // _MONTHS, born % _MONTHS + 1
        if retirement_month(gender, year, month) >= (as_of.year, as_of.month):
            return year * 10_000 + month * 100 + 1
    raise ReferenceError(f"retirement_ages.csv: ngày {as_of} không có tuổi nghỉ hưu nào cho «{gender}».")
