"""Qualifications that contradict each other, and values that the rules of the roster's day do not know."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import reference
from etl.normalising.places import Place
from etl.normalising.positions import titles_out_of_force
from etl.problems import Problem, problem
from etl.records import People
from reference.bodies import LEVEL as BODY
from reference.codes import codes_not_in_force


@lru_cache(maxsize=1)
def _degree_rules() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """The field, the code, and the levels of education too low for it; the more exact rule of two comes first."""
    levels = [value.code for value in reference.code_lists()["education"]]
    rules = []
    for row in reference.rows("degree_rules"):
        too_low = levels[levels.index(row["least_education"]) + 1 :]
        rules.append((row["field"], row["code"], frozenset(too_low)))
    return tuple(rules)


def check_degrees(people: People) -> Iterator[Problem]:
    """Find degrees in IT of people whose education, where it is told, is below that degree."""
    education = people.fields.get("education", [])
    reported: set[int] = set()
    for field, code, too_low in _degree_rules() if education else ():
        for person, value in enumerate(people.fields.get(field, ())):
            if value == code and education[person] in too_low and person not in reported:
                reported.add(person)
                where = {"file": people.file, "sheet": people.sheet, "cell": people.cell("it", person), "field": "it"}
                words = {"value": _label(field, code), "education": _label("education", education[person])}
                yield problem("it_degree_without_education", **where, **words)


def check_form(people: People, places: Sequence[Place | None], as_of: date) -> Iterator[Problem]:
    """Find codes and official titles not in force on the roster's day, each once in a sheet at its first cell.

    The decrees on titles are about communes: of people in other bodies none is looked at.
    """
    for field, code in sorted(codes_not_in_force(as_of)):
        first = next((person for person, value in enumerate(people.fields.get(field, ())) if value == code), None)
        if first is not None:
            yield _unknown(people, first, field, _label(field, code), as_of)
    reported: set[str] = set()
    texts = people.fields.get("position", [])
    positions = [None if place and place.level == BODY else text for text, place in zip(texts, places, strict=False)]
    of_text = {text: titles_out_of_force(text, as_of) for text in set(positions) if text}
    for person, text in enumerate(positions) if any(of_text.values()) else ():
        for title in of_text.get(text, ()):
            if title not in reported:
                reported.add(title)
                yield _unknown(people, person, "position", title, as_of)


def _unknown(people: People, person: int, field: str, value: str, as_of: date) -> Problem:
    where = {"file": people.file, "sheet": people.sheet, "cell": people.cell(field, person), "field": field}
    return problem("value_unknown_to_form", **where, value=value, day=f"{as_of:%d/%m/%Y}")


def _label(field: str, code: str) -> str:
    return next(value.label for value in reference.code_lists()[field] if value.code == code)
