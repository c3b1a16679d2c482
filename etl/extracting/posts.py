"""Positions, and the category (cán bộ or công chức) that they give a person by the rules of the day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from etl.extracting.body import Context
from etl.normalising.answers import Answers
from etl.normalising.department_tables import Department
from etl.normalising.places import Place
from etl.normalising.position_tables import is_job_group, tenures
from etl.normalising.positions import PositionReading, read_position, suggest_position
from etl.problems import Problem, problem
from etl.records import People
from reference import catalogue, code_lists
from reference.addresses import column_letters
from reference.bodies import LEVEL as BODY

_CONTRACT, _SERVICE = "contract", "_service"
_FREE = ("public_employee", _CONTRACT)
"""Categories whose posts no decree lists: «Bác sĩ», «Lái xe»."""


def read_posts(
    people: People,
    contexts: Sequence[Context],
    places: Sequence[Place | None],
    departments: Sequence[Department | None],
    day: date,
    answers: Answers | None = None,
) -> list[Problem]:
    """Fill `position` and `category` of the people; the category's own column wins over what the position is by law."""
    count = len(people)
    texts = _without_job_groups(people, _texts(people))
    own_categories = people.fields.get("category", [None] * count)
    contracts = people.fields.get("contract_kind", [None] * count)
    problems: list[Problem] = []
    readings: dict[tuple[str, str | None, Department | None], PositionReading] = {}
    positions: list[str | None] = []
    categories: list[str | None] = []
    for person in range(count):
        context = contexts[person]
        place = places[person]
        text = texts[person] or context.position
        post = (text, place.kind if place else None, departments[person])
        is_body = place is not None and place.level == BODY
        if post not in readings:
            readings[post] = _in_body(text, post[1] or "", day) if is_body else _read(text, day, *post[1:], answers)
        reading = readings[post]
        category = own_categories[person] or context.category or None
        positions.append(reading.joined or None)
        categories.append(category or reading.category or (_CONTRACT if contracts[person] else None))
        disagrees = category is not None and reading.category not in (None, category)
        if reading.unknown or disagrees or (reading.is_twofold and category is None):
            # The decrees on titles are about communes: in a body the column of kinds speaks.
            is_free = is_body or (category in _FREE and not disagrees)
            problems += [] if is_free else _doubts(people, person, reading, texts[person], category)
    people.fields["position"] = positions
    people.fields["category"] = categories
    return problems


def _in_body(text: str, kind: str, day: date) -> PositionReading:
    """The post of somebody in a body beside the communes, as written; its kind gives the category, a contract its own.

    Offices have công chức, public-service units viên chức (Luật Cán bộ, công chức; Luật Viên chức).
    """
    titles = tuple(filter(None, [text]))
    own = read_position(text, day).category
    usual = "public_employee" if kind.endswith(_SERVICE) else "civil_servant"
    return PositionReading(titles, own if own == _CONTRACT else usual if text else None, (), text)


def _read(
    text: str, day: date, unit_kind: str | None, department: Department | None, answers: Answers | None
) -> PositionReading:
    """The posts of a text in its department; what no table knows of it is asked of the answers."""
    reading = read_position(text, day, unit_kind, department=department)
    if answers is None or not reading.unknown:
        return reading
    title = answers.meaning("position", "; ".join(reading.unknown))
    if title is None or (title and title not in tenures()):
        return reading
    return read_position(text, day, unit_kind, title, department) if title else replace(reading, unknown=())


def _texts(people: People) -> list[str]:
    """The texts of the column of posts; where there is none, of that of job positions («Vị trí việc làm»)."""
    if "position" not in people.columns:
        other = next((name for name in catalogue()["position"].told_by if name in people.columns), None)
        if other is not None:
            people.columns["position"] = people.columns[other]
            return [text or "" for text in people.fields[other]]
    return people.texts.get("position", [""] * len(people))


def _without_job_groups(people: People, texts: list[str]) -> list[str]:
    """The texts without «Lãnh đạo, quản lý» and the like, which are job positions, beside a post or in its place."""
    is_beside = people.columns.get("position") != people.columns.get("job_position")
    split = {text: _job_and_posts(text, is_beside) for text in set(texts)}
    if any(job for job, _ in split.values()):
        jobs = people.fields.get("job_position", [None] * len(people))
        people.fields["job_position"] = [own or split[text][0] or None for own, text in zip(jobs, texts, strict=True)]
    return [split[text][1] for text in texts]


def _job_and_posts(text: str, is_beside: bool) -> tuple[str, str]:
    """A group of job positions in a text, and the rest; `is_beside`: only beside another column's post."""
    parts = text.split("; ")
    jobs = [part for part in parts if is_job_group(part)]
    if is_beside and len(jobs) == len(parts):
        return "", text
    return "; ".join(jobs), "; ".join(part for part in parts if part not in jobs)


def _doubts(
    people: People, person: int, reading: PositionReading, own_text: str, category: str | None
) -> list[Problem]:
    column = people.columns.get("position")
    index = column[0] if column and own_text else None
    cell = f"{column_letters(index)}{people.rows[person]}" if index is not None else ""
    where = {"file": people.file, "sheet": people.sheet, "cell": cell, "field": "position"}
    if reading.unknown and own_text:
        unknown = "; ".join(reading.unknown)
        return [problem("unknown_position", **where, value=unknown, suggestion=suggest_position(reading.unknown[0]))]
    if category and reading.category and category != reading.category:
        words = {"position": reading.joined, "usual": _label(reading.category).lower()}
        return [problem("category_disagrees", **where, value=_label(category), **words)]
    if reading.is_twofold and category is None:
        return [problem("two_categories", **where, value=reading.joined)]
    return []


def _label(code: str) -> str:
    return next(value.label for value in code_lists()["category"] if value.code == code)
