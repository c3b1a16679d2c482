"""One person twice: by identity number, or by name and birth date."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from etl.normalising.dates import PartialDate
from etl.normalising.identity import identity_number
from etl.normalising.places import Place
from etl.problems import Problem, problem
from etl.records import People
from reference.spelling import key

_CHANGED_BY_KEY = re.compile("[^fglnrz0-9\n]+")
"""The signs but letters and digits that `key` leaves as they are: names that differ in the latter need no key."""
_SHOWN_DIGITS = 3

Sheets = Sequence[tuple[People, Sequence[Place | None]]]
Meeting = tuple[int, int]
"""The number of a sheet and that of a person in it."""


def check_duplicates(sheets: Sheets, name_columns: Sequence[str]) -> Iterator[Problem]:
    """Find people who are there twice: an error in one unit, a warning in two.

    `name_columns` holds each sheet's column letters of the name. People of whom only the year or month of birth is
    known are compared within their unit: namesakes of a year are common in a province, not among twenty people.
    """
    reported: set[Meeting] = set()
    for meetings in _namesakes(sheets):
        reported.update(meetings)
        cells = [f"{name_columns[sheet]}{sheets[sheet][0].rows[person]}" for sheet, person in meetings]
        yield from _duplicates(meetings, cells, sheets, "full_name", "họ tên, ngày sinh")
    for meetings in _undated_doubles(sheets):
        cells = [f"{name_columns[sheet]}{sheets[sheet][0].rows[person]}" for sheet, person in meetings]
        yield from _duplicates(
            meetings, cells, sheets, "full_name", "họ tên và mọi nội dung đã ghi, không có ngày sinh"
        )
    for number, meetings in _of_one_number(sheets):
        if not reported.issuperset(meetings):
            cells = [sheets[sheet][0].cell("identity_number", person) for sheet, person in meetings]
            ending = "*" * (len(number) - _SHOWN_DIGITS) + number[-_SHOWN_DIGITS:]
            yield from _duplicates(meetings, cells, sheets, "identity_number", f"số định danh {ending}")


def check_elsewhere(
    sheets: Sheets, name_columns: Sequence[str], elsewhere: Mapping[tuple[str, str], str]
) -> Iterator[Problem]:
    """Find people whom another unit's roster of the day has, too; `elsewhere`: key of a name and whole birth date."""
    for (people, _), letters in zip(sheets, name_columns, strict=True):
        for row, name, born in zip(people.rows, people.full_name, people.birth, strict=True):
            unit = elsewhere.get((key(name), born.iso)) if elsewhere and born is not None else None
            if unit is not None:
                where = {"file": people.file, "sheet": people.sheet, "cell": f"{letters}{row}", "field": "full_name"}
                yield problem("person_in_two_units", **where, other=unit, same="họ tên, ngày sinh")


def whole_births(sheets: Sheets) -> set[str]:
    """List the birth dates of which the day is known."""
    return {born.iso for people, _ in sheets for born in people.birth if born is not None and born.day}


def check_hidden(sheets: Sheets, hidden: Sequence[bool]) -> Iterator[Problem]:
    """Find hidden sheets that repeat people of visible ones, of whom no birth date tells it: an old copy, mostly."""
    visible = {
        each for sheet, is_hidden in zip(sheets, hidden, strict=True) if not is_hidden for each in _undated(*sheet)
    }
    for (people, places), is_hidden in zip(sheets, hidden, strict=True):
        repeated = visible.intersection(_undated(people, places)) if is_hidden else ()
        if len(repeated) * 2 > len(people):
            yield problem("hidden_sheet_repeats", file=people.file, sheet=people.sheet, people=len(repeated))


def _undated(people: People, places: Sequence[Place | None]) -> Iterator[tuple[str, str]]:
    """The units and names of those without a birth date."""
    for name, born, place in zip(people.full_name, people.birth, places, strict=True):
        if born is None and place is not None:
            yield place.code, key(name)


def _namesakes(sheets: Sheets) -> Iterator[list[Meeting]]:
    meetings_of: dict[tuple[PartialDate, str, str], list[Meeting]] = {}
    for number, (people, places) in enumerate(sheets):
        names = _CHANGED_BY_KEY.sub("", "\n".join(people.full_name).casefold()).split("\n")[: len(people)]
        entries = zip(people.full_name, names, people.birth, places, strict=True)
        for person, (name, compared, born, place) in enumerate(entries):
            if born is not None and name:
                within = "" if born.day else place.code if place else "?"
                meetings_of.setdefault((born, within, compared), []).append((number, person))
    for meetings in meetings_of.values():
        if len(meetings) > 1:
            yield from _grouped(
                {(sheet, person): sheets[sheet][0].full_name[person] for sheet, person in meetings}, key
            )


def _undated_doubles(sheets: Sheets) -> Iterator[list[Meeting]]:
    """The people of one list, unit and name, none with a birth date, of whom everything else is the same, too."""
    meetings_of: dict[tuple[int, str, str, frozenset[tuple[str, Any]]], list[Meeting]] = {}
    for number, (people, places) in enumerate(sheets):
        for person, (name, born, place) in enumerate(zip(people.full_name, people.birth, places, strict=True)):
            if born is None and place is not None and name:
                known = frozenset((field, codes[person]) for field, codes in people.fields.items() if codes[person])
                meetings_of.setdefault((number, place.code, key(name), known), []).append((number, person))
    return (meetings for meetings in meetings_of.values() if len(meetings) > 1)


def _of_one_number(sheets: Sheets) -> Iterator[tuple[str, list[Meeting]]]:
    numbers = {}
    for sheet, (people, _) in enumerate(sheets):
        for person, text in enumerate(people.texts.get("identity_number", ())):
            if number := identity_number(text):
                numbers[sheet, person] = number
    for meetings in _grouped(numbers, str):
        yield numbers[meetings[0]], meetings


def _grouped(texts: Mapping[Meeting, str], by: Callable[[str], str]) -> Iterator[list[Meeting]]:
    """Group those who share what `by` makes of their text, two or more together."""
    groups: dict[str, list[Meeting]] = {}
    for meeting, text in texts.items():
        groups.setdefault(by(text), []).append(meeting)
    return (group for group in groups.values() if len(group) > 1)


def _duplicates(
    meetings: Sequence[Meeting], cells: Sequence[str], sheets: Sheets, field: str, same: str
) -> Iterator[Problem]:
    first_in_unit: dict[str | None, Meeting] = {}
    units = {place.code: place.name for sheet, person in meetings if (place := sheets[sheet][1][person])}
    for (sheet, person), cell in zip(meetings, cells, strict=True):
        people, places = sheets[sheet]
        place = places[person]
        where = {"file": people.file, "sheet": people.sheet, "cell": cell, "field": field}
        code = place.code if place else None
        if code in first_in_unit:
            other_sheet, other = first_in_unit[code]
            yield problem("duplicate_person", **where, other=_row(sheets[other_sheet][0], other, people), same=same)
        else:
            first_in_unit[code] = (sheet, person)
        others = [name for other_code, name in units.items() if other_code != code]
        if others and first_in_unit[code] == (sheet, person):
            yield problem("person_in_two_units", **where, other=", ".join(others), same=same)


def _row(people: People, person: int, beside: People) -> str:
    """The words «dòng 5», with the file and the sheet where they are others than those of the problem."""
    file = f" tệp «{people.file}»" if people.file != beside.file else ""
    sheet = f" trang «{people.sheet}»" if people.sheet and (file or people.sheet != beside.sheet) else ""
    return ",".join(filter(None, (f"dòng {people.rows[person]}", file, sheet)))
