"""Checks of people already read: they yield problems and change nothing."""

from collections.abc import Iterator, Sequence
from datetime import date

from etl.extracting.people import People
from etl.normalising.places import Place
from etl.normalising.text import key
from etl.problems import Problem, problem

YOUNGEST, OLDEST = 18, 65
"""Ages outside are an error (contract, «How doubtful cells are read»)."""


def check_ages(people: People, as_of: date) -> Iterator[Problem]:
    """Completed years on the roster's date; a date without its day or month counts from the first."""
    today = as_of.year * 10_000 + as_of.month * 100 + as_of.day
    ages = {born: (today - born.number) // 10_000 for born in set(people.birth) if born}
    for person, born in enumerate(people.birth):
        age = ages[born] if born else YOUNGEST
        if born and not YOUNGEST <= age <= OLDEST:
            yield problem(
                "age_out_of_range",
                file=people.file,
                sheet=people.sheet,
                cell=people.birth_cells[person],
                field="birth_date",
                value="/".join(reversed(born.iso.split("-"))),
                age=age,
                day=f"{as_of:%d/%m/%Y}",
            )


def check_duplicates(
    sheets: Sequence[tuple[People, Sequence[Place | None]]], name_columns: Sequence[str]
) -> Iterator[Problem]:
    """The same name and birth date twice: an error in one unit, a warning in two.

    `name_columns` holds each sheet's column letters of the name. People of whom only the year or month of birth is
    known are compared within their unit: namesakes of a year are common in a province, not among twenty people.
    """
    met: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for number, (people, places) in enumerate(sheets):
        written = {born: born.iso for born in set(people.birth) if born}
        told = zip(people.full_name, people.birth, places, strict=True)
        for person, (name, born, place) in enumerate(told):
            if born is not None and name:
                within = "" if born.day else place.code if place else "?"
                met.setdefault((written[born], within, key(name)), []).append((number, person))
    for meetings in met.values():
        if len(meetings) > 1:
            yield from _duplicates(meetings, sheets, name_columns)


def _duplicates(
    meetings: list[tuple[int, int]],
    sheets: Sequence[tuple[People, Sequence[Place | None]]],
    name_columns: Sequence[str],
) -> Iterator[Problem]:
    first_in_unit: dict[str | None, tuple[int, int]] = {}
    units = {place.code: place.name for sheet, person in meetings if (place := sheets[sheet][1][person])}
    for sheet, person in meetings:
        people, places = sheets[sheet]
        place = places[person]
        where = {"file": people.file, "sheet": people.sheet, "cell": f"{name_columns[sheet]}{people.rows[person]}"}
        code = place.code if place else None
        if code in first_in_unit:
            other_sheet, other = first_in_unit[code]
            row = str(sheets[other_sheet][0].rows[other])
            yield problem("duplicate_person", **where, field="full_name", other=row)
        else:
            first_in_unit[code] = (sheet, person)
        others = [name for other_code, name in units.items() if other_code != code]
        if others and first_in_unit[code] == (sheet, person):
            yield problem("person_in_two_units", **where, field="full_name", other=", ".join(others))
