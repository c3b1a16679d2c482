"""The office of their unit in which people work, where no column of its own says it."""

from collections.abc import Sequence

from etl.extracting.rows import Context
from etl.normalising.departments import FIELD, read_department
from etl.records import People


def read_departments(people: People, contexts: Sequence[Context]) -> None:
    """Fill `department` of those who have none: from the column of units, else from the heading above them."""
    count = len(people)
    units = people.texts.get("unit", [""] * count)
    headings = [context.bloc for context in contexts]
    offices = {text: read_department(text) for text in {*units, *headings} if text}
    if any(offices.values()):
        departments = people.fields.get(FIELD, [None] * count)
        people.fields[FIELD] = [
            own or offices.get(unit) or offices.get(heading)
            for own, unit, heading in zip(departments, units, headings, strict=True)
        ]
