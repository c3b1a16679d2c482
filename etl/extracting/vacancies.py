"""Vacant posts: a row that says «Khuyết» for a name is nobody; its post is counted, by unit, and said once a list."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import reference
from etl.extracting.row_words import is_vacancy, vacant_post
from etl.normalising.places import Place
from etl.problems import Problem, problem
from etl.records import People, Vacancy

Posts = dict[int, tuple[Place | None, str]]
"""The row, as Excel numbers it, of each vacant post -> its unit and title."""
_TELLING = ("position", "job_position", "note", "")
"""The fields of a row without a name that may say that its post is vacant; "" for a column that is not read."""
_OF_A_POST = frozenset({*_TELLING, "ordinal", "unit", "unit_code", "district", "department", "category"})
"""The fields of a vacant post, whom nobody holds who could have another."""


def tells_vacancy(fields: Mapping[int, str], texts: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a row that names nobody has a post alone, and says beside it or of it that it is vacant."""
    cells = [(fields.get(column, ""), text) for column, text in texts]
    return _OF_A_POST.issuperset(field for field, _ in cells) and any(
        field in _TELLING and is_vacancy(text) for field, text in cells
    )


def read_vacant_posts(people: People, rows: Sequence[int]) -> None:
    """Take «khuyết» off the posts of these rows (from 0), which are among `people`: «Phó Chủ tịch (khuyết)»."""
    posts = people.texts.get("position", [])
    vacant = {row + 1 for row in rows}
    for place, text in enumerate(posts):
        if people.rows[place] in vacant:
            posts[place] = vacant_post(text) or text


def vacant_posts(people: People, places: Sequence[Place | None], rows: Sequence[int]) -> Posts:
    """Find the posts of these rows (from 0), which are among `people`."""
    of_rows = dict(zip(people.rows, zip(places, people.fields["position"], strict=True), strict=True))
    return {row + 1: (of_rows[row + 1][0], of_rows[row + 1][1] or "") for row in rows}


def without_posts(
    people: People, places: Sequence[Place | None], posts: Posts, gone: Collection[int] = ()
) -> tuple[People, list[Place | None]]:
    """Leave only the people, without vacant posts and without those `gone` (numbered from 0)."""
    vacant = {number for number, row in enumerate(people.rows) if row in posts}.union(gone)
    kept = [place for number, place in enumerate(places) if number not in vacant]
    return (people.without(vacant) if vacant else people), kept


def counted(posts: Posts) -> list[Vacancy]:
    """Count posts by unit and title, in the order of the list."""
    return [
        Vacancy(place.code if place else "", place.name if place else "", position, count)
        for (place, position), count in Counter(posts.values()).items()
    ]


def vacancy_problem(file: str, sheet: str, column: str, posts: Posts) -> Problem:
    """Say how many vacant posts a list has, and where; `column` has the letters of the names' column."""
    places = [
        ", ".join(filter(None, (f"{column}{row}", position, place.name if place else "")))
        for row, (place, position) in posts.items()
    ]
    most = int(reference.limit("units_named"))
    named = "; ".join(places[:most]) + ("; …" if len(places) > most else "")
    cell = f"{column}{next(iter(posts))}"
    return problem("vacant_posts", file=file, sheet=sheet, cell=cell, field="full_name", value=len(posts), places=named)
