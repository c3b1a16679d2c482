"""Ages that cannot be: on the roster's day, and on the day of joining the Party."""

from collections.abc import Iterator
from datetime import date

from etl.normalising.dates import PartialDate
from etl.problems import Problem, problem
from etl.records import People
from reference import limit
from reference.addresses import address

_LAST_MONTH, _LAST_DAY = 12, 31


def check_ages(people: People, as_of: date) -> Iterator[Problem]:
    """Check completed years on the roster's date; a date without its day or month counts from the first."""
    youngest, oldest = int(limit("youngest_age")), int(limit("oldest_age"))
    today = as_of.year * 10_000 + as_of.month * 100 + as_of.day
    ages = {born: (today - born.number) // 10_000 for born in set(people.birth) if born}
    wrong = {born for born, age in ages.items() if not youngest <= age <= oldest}
    for person, born in enumerate(people.birth) if wrong else ():
        if born in wrong:
            yield problem(
                "age_out_of_range",
                file=people.file,
                sheet=people.sheet,
                cell=address(people.rows[person] - 1, people.birth_columns[person]),
                field="birth_date",
                value=_day_text(born),
                age=ages[born],
                youngest=youngest,
                oldest=oldest,
                day=f"{as_of:%d/%m/%Y}",
            )


def check_party_dates(people: People, as_of: date) -> Iterator[Problem]:
    """Find people who joined the Party below the age that its statutes ask for; of a date in part the last day counts.

    People whose birth date is doubtful by itself are left out: one slip of the pen is one problem.
    """
    least, youngest, oldest = (int(limit(name)) for name in ("party_age", "youngest_age", "oldest_age"))
    today = as_of.year * 10_000 + as_of.month * 100 + as_of.day
    for person, (joined, cell) in people.party.items():
        born = people.birth[person]
        if born is None or not youngest <= (today - born.number) // 10_000 <= oldest:
            continue
        age = (_latest(joined) - born.number) // 10_000
        if age < least:
            where = {"file": people.file, "sheet": people.sheet, "cell": cell, "field": "party_member"}
            words = {"value": _day_text(joined), "born": _day_text(born)}
            yield problem("party_before_18", **where, **words, age=max(age, 0), least=least)


def _latest(day: PartialDate) -> int:
    return day.year * 10_000 + (day.month or _LAST_MONTH) * 100 + (day.day or _LAST_DAY)


def _day_text(day: PartialDate) -> str:
    return "/".join(reversed(day.iso.split("-")))
