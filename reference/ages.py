"""Age bands, ages and retirement ages: what a form's age rule and the law mean on a date.

A birth date is a number yyyymmdd. Where the roster says a year or a month only, `models.Staff.birth_number` holds the
first day of it (the law's own way with such people), and so do all bounds here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from reference.tables import ReferenceError, lacking_row, number_in, rows, wrong_row

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
    members = [row for row in rows("age_bands") if row["set"] == name]
    bands = tuple(_band(row) for row in members)
    if not bands:
        raise lacking_row("age_bands", f"không có bộ «{name}».")
    for row, is_open in ((members[0], bands[0].first is None), (members[-1], bands[-1].last is None)):
        if not is_open:
            raise wrong_row(row, f"bộ «{name}» bỏ hở tuổi thấp nhất hoặc cao nhất.")
    for row, (younger, older) in zip(members[1:], pairwise(bands), strict=True):
        if younger.last is None or older.first != younger.last + 1:
            raise wrong_row(row, f"bộ «{name}» hở hoặc chồng nhau trước «{older.code}».")
    return bands


@lru_cache(maxsize=1)
def _bands_of_all_sets() -> Mapping[str, AgeBand]:
    sets = dict.fromkeys(row["set"] for row in rows("age_bands"))
    return {band.code: band for name in reversed(sets) for band in age_bands(name)}


def age_band(code: str) -> AgeBand | None:
    """Find the band of a code in any set: the same code is the same years in all of them."""
    return _bands_of_all_sets().get(code)


def _band(row: Mapping[str, str]) -> AgeBand:
    if not row["code"] or not row["label"] or not row["short_label"]:
        raise wrong_row(row, "thiếu mã, tên hoặc tên ngắn.")
    first, last = (number_in(row, column) if row[column] else None for column in ("from", "to"))
    if first is not None and last is not None and first > last:
        raise wrong_row(row, f"tuổi từ {first} đến {last} không có ai.")
    return AgeBand(row["code"], first, last, row["label"], row["short_label"])


def age_on(as_of: date, born: int, rule: str) -> int:
    """Give the completed years on `as_of` of somebody born on a day (yyyymmdd), by one of AGE_RULES."""
    month, day = {
        "completed_years": (as_of.month, as_of.day),
        "completed_months": (as_of.month, 31),
        "calendar_years": (12, 31),
    }[rule]
    return (as_of.year * 10_000 + month * 100 + day - born) // 10_000


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
        steps = ages.setdefault(row["gender"], [])
        steps.append(_retirement_age(row, steps))
    missing = [gender for gender in _GENDERS if gender not in ages]
    if missing:
        raise lacking_row("retirement_ages", f"thiếu tuổi nghỉ hưu của {', '.join(missing)}.")
    return {gender: tuple(steps) for gender, steps in ages.items()}


def _retirement_age(row: Mapping[str, str], before: Sequence[RetirementAge]) -> RetirementAge:
    """One step, held against those of its gender that stand above it."""
    gender = row["gender"]
    if gender not in _GENDERS:
        raise wrong_row(row, f"cột gender ghi «{gender}», chỉ được là: {', '.join(_GENDERS)}.")
    year = number_in(row, "from_year") if row["from_year"] else None
    months = number_in(row, "years") * _MONTHS + number_in(row, "months")
    if (year is None) != (not before) or (before and (before[-1].from_year or 0) >= (year or 0)):
        raise wrong_row(row, f"các năm của «{gender}» phải bắt đầu bằng ô trống rồi tăng dần.")
    if before and months < before[-1].months:
        raise wrong_row(row, f"tuổi của «{gender}» có lúc giảm.")
    return RetirementAge(gender, year, months, row["source"])


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


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @property
    def following(self) -> "Month":
        """The next month: that from which a pension is paid to whoever reaches the age in this one."""
        return self.after(1)

    def after(self, months: int) -> "Month":
        """The month so many months later."""
        index = self.year * _MONTHS + self.number - 1 + months
        return Month(index // _MONTHS, index % _MONTHS + 1)


@lru_cache(maxsize=4096)
def retirement_of(birth_date: str, gender: str) -> tuple[Month, bool]:
    """Find the month in which somebody reaches the retirement age, and whether only the birth year is known.

    `birth_date`: as much as a roster says: 1975-03-02, 1975-03, 1975; of a year alone its first day counts. One retires
    at the month's end, and the pension begins with the month after (Nghị định 135/2020/NĐ-CP, Điều 3).
    """
    year, *rest = map(int, birth_date.split("-"))
    return Month(*retirement_month(gender, year, rest[0] if rest else 1)), not rest


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


def retirement_on(as_of: date, born: int | None, gender: str | None) -> str | None:
    """Tell whether somebody is `over` the retirement age on `as_of` or still `within` it; None: it cannot be told.

    Without a gender one is past it when both genders are, and within it when both are.
    """
    if born is None:
        return None
    genders = (gender,) if gender is not None else _GENDERS
    sides = {"over" if born < first_not_retired(as_of, known) else "within" for known in genders}
    return sides.pop() if len(sides) == 1 else None
