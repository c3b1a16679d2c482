"""Positions, and the category (cán bộ or công chức) that they give a person by the rules of the day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from etl.addresses import column_letters
from etl.extracting.rows import Context
from etl.normalising import place_words
from etl.normalising.answers import Answers
from etl.normalising.places import Place
from etl.normalising.position_tables import tenures
from etl.normalising.positions import PositionReading, read_position, suggest_position
from etl.normalising.text import key
from etl.problems import Problem, problem
from etl.records import People
from reference import catalogue, code_lists


def read_posts(
    people: People,
    contexts: Sequence[Context],
    places: Sequence[Place | None],
    day: date,
    answers: Answers | None = None,
) -> list[Problem]:
    """Fill `position` and `category` of the people; the category's own column wins over what the position is by law."""
    count = len(people)
    texts = _texts(people)
    own_categories = people.fields.get("category", [None] * count)
    problems: list[Problem] = []
    readings: dict[tuple[str, str | None, str], PositionReading] = {}
    positions: list[str | None] = []
    categories: list[str | None] = []
    for person in range(count):
        context = contexts[person]
        place = places[person]
        text = texts[person] or context.position
        post = (text, place.kind if place else None, context.bloc)
        if post not in readings:
            readings[post] = _read(text, day, post[1], context.bloc, answers)
        reading = readings[post]
        category = own_categories[person] or context.category or None
        positions.append(reading.joined or None)
        categories.append(category or reading.category)
        disagrees = category is not None and reading.category not in (None, category)
        if reading.unknown or disagrees or (reading.is_twofold and category is None):
            problems += _doubts(people, person, reading, texts[person], category)
    people.fields["position"] = positions
    people.fields["category"] = categories
    return problems


def _read(text: str, day: date, unit_kind: str | None, bloc: str, answers: Answers | None) -> PositionReading:
    """The posts of a text, alone or in the bloc above; what no table knows of it is asked of the answers."""
    reading = read_position(text, day, unit_kind)
    if reading.unknown and bloc:
        within = read_position(_within(text, bloc), day, unit_kind)
        if len(within.titles) == 1 and not within.unknown:
            return within
    if answers is None or not reading.unknown:
        return reading
    title = answers.meaning("position", "; ".join(reading.unknown))
    if title is None or (title and title not in tenures()):
        return reading
    return read_position(text, day, unit_kind, title) if title else replace(reading, unknown=())


def _within(text: str, bloc: str) -> str:
    """The post with its bloc: «Trưởng phòng Kinh tế» of «Phòng Kinh tế», «Chủ tịch HĐND» of «Chủ tịch» under «HĐND»."""
    words = place_words.strip_group_numbering(bloc).split()
    is_said = key(text).split()[-1:] == [key(word) for word in words[:1]]
    return " ".join([text, *words[is_said:]])


def _texts(people: People) -> list[str]:
    """The texts of the column of posts; where there is none, of that of job positions («Vị trí việc làm»)."""
    if "position" not in people.columns:
        other = next((name for name in catalogue()["position"].told_by if name in people.columns), None)
        if other is not None:
            people.columns["position"] = people.columns[other]
            return [text or "" for text in people.fields[other]]
    return people.texts.get("position", [""] * len(people))


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
