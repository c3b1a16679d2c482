"""The department in which each person works: by a column of its own, else by the column of units or the heading."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.extracting.body import Body, Context
from etl.normalising.department_tables import Department
from etl.normalising.departments import FIELD, find_department, read_department, unknown_department
from etl.normalising.people import propose
from etl.normalising.places import Place
from etl.problems import Problem, problem
from etl.records import People
from reference.addresses import column_letters
from reference.bodies import LEVEL as BODY
from reference.spelling import words_of


def read_departments(
    people: People, body: Body, places: Sequence[Place | None], of_sheet: Department | None = None
) -> tuple[list[Department | None], list[Problem]]:
    """Fill `department` of the people; give the department or bloc that tells whose their posts are, and the doubts.

    Of somebody in a body beside the communes the column of units names that body, and any department may be its own:
    it is kept as its column or heading writes it, and tells nothing of posts. `of_sheet`: the department that a whole
    list of a commune is about; it counts where neither a column nor a heading names one.
    """
    count = len(people)
    own = people.fields.get(FIELD, [None] * count)
    in_body = [place is not None and place.level == BODY for place in places]
    texts = people.texts.get("unit", [""] * count)
    units = ["" if is_body else text for text, is_body in zip(texts, in_body, strict=True)]
    blocs = [context.bloc for context in body.contexts]
    known = {text: read_department(text) for text in {*units, *blocs}}
    headings = [_heading(known[context.bloc], context) for context in body.contexts]
    is_named = any(own) or any(heading is not None and (heading.is_kept or heading.holds) for heading in headings)
    if not is_named and not any(in_body):
        headings = [of_sheet or heading for heading in headings]
    read = [
        _in_column(name) or _closer(known[unit], None if is_body else heading)
        for name, unit, heading, is_body in zip(own, units, headings, in_body, strict=True)
    ]
    shown = [
        department if name or place is None or place.level != BODY else _within(place, heading)
        for name, department, heading, place in zip(own, read, headings, places, strict=True)
    ]
    if any(own) or any(department is not None and department.is_kept for department in shown):
        people.fields[FIELD] = [
            department.name if department and department.is_kept else name
            for name, department in zip(own, shown, strict=True)
        ]
    # Of a text that names no place the cell's own problem says so.
    placed = ["" if place is None else unit for unit, place in zip(units, places, strict=True)]
    unsure = [None if is_body else name for name, is_body in zip(own, in_body, strict=True)]
    return read, [
        *_unknown_in_column(people, FIELD, unsure),
        *_unknown_in_column(people, "unit", placed),
        *(() if in_body and all(in_body) else _unknown(people, body)),
    ]


def _heading(department: Department | None, context: Context) -> Department | None:
    """Give the department of a heading; «UBND xã Đại Lai» over the people of a unit is no more than the unit."""
    is_unit = department is not None and department.names_unit and context.bloc == context.unit
    return replace(department, is_kept=False) if department and is_unit else department


def _closer(of_unit: Department | None, heading: Department | None) -> Department | None:
    """Choose between the office in the column of units and the heading: «UBND xã Đại Lai» is no more than the unit."""
    if of_unit is None or of_unit.names_unit:
        return heading or (of_unit and replace(of_unit, is_kept=False))
    is_wide = not of_unit.is_kept or (heading is not None and heading.name in of_unit.holds)
    return (heading or of_unit) if is_wide else of_unit


def _within(body: Place, heading: Department | None) -> Department | None:
    """Give a heading as the department of a body's people, unless it is the body's own name."""
    if heading is None:
        return None
    words = words_of(heading.name)
    return None if words_of(body.name)[: len(words)] == words else heading


def _in_column(name: str | None) -> Department | None:
    return (find_department(name) or unknown_department(name)) if name else None


def _unknown_in_column(people: People, field: str, texts: Sequence[str | None]) -> Iterator[Problem]:
    """Report each unknown department of a column once, at its first cell."""
    read = _in_column if field == FIELD else read_department
    for text in dict.fromkeys(filter(None, texts)):
        department = read(text)
        if department is not None and not department.is_known and people.columns.get(field):
            row = people.rows[texts.index(text)]
            yield _problem(people, f"{column_letters(people.columns[field][0])}{row}", text)


def _unknown(people: People, body: Body) -> Iterator[Problem]:
    """Report each heading of an unknown department."""
    for group in body.groups if people.rows else ():
        department = read_department(group.text) if group.kind == "bloc" else None
        if department is not None and not department.is_known:
            yield _problem(people, f"{column_letters(group.column)}{group.row + 1}", department.name)


def _problem(people: People, cell: str, name: str) -> Problem:
    place = {"file": people.file, "sheet": people.sheet, "cell": cell, "field": FIELD}
    return problem("unknown_department", **place, value=name, suggestion=propose(FIELD, name))
