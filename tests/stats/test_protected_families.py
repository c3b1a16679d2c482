"""Fields that tell of one another («Tin học» and its kinds) are one release: neither gives the other's numbers away."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import highspy
import pytest
from sqlalchemy import select, update

import database
from models import Staff
from reference.provinces import communes_on
from stats.disclosure import Secrecy, is_withheld
from stats.protected import protected
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.stats.staffed import staff

PROVINCE, DAY = "24", date(2025, 12, 31)
CODES = [unit.code for unit in communes_on(DAY, PROVINCE)[:3]]
IT = [(3, "degree", "college"), (20, "none", None), (30, "certificate", "a"), (25, "certificate", "basic")]
"""People of each commune by IT and its kind: hiding three people hides others beside them, of one field or both."""


@pytest.fixture
def url(sqlite_url: str) -> str:
    people = sum(number for number, _, _ in IT)
    staff(sqlite_url, PROVINCE, DAY, {code: [(people, None, None, "cadre")] for code in CODES})
    levels = [level for level in IT for _ in range(level[0])]
    with database.writing(sqlite_url) as connection:
        for number, key in enumerate(connection.scalars(select(Staff.id).order_by(Staff.id))):
            _, it, kind = levels[number % people]
            connection.execute(update(Staff).where(Staff.id == key).values(it=it, it_detail=kind))
    return sqlite_url


def _shown(source: StatisticsSource, unit: str | None) -> Iterator[tuple[str, str, int]]:
    """Every number of IT and of its kinds that is shown of a place, all of a field as «*»."""
    for field in ("it", "it_detail"):
        whole = source.breakdown(Selection(DAY, unit=unit), field)
        yield field, "*", whole.people
        yield from ((field, str(part.code), part.count) for part in whole.parts)


def test_the_kinds_do_not_give_the_levels_away(url: str) -> None:
    """A reader who solves both tables together, written anew by what a person can have, finds no hidden number."""
    with database.reading(url) as connection:
        source = protected(StatisticsSource.of_connection(connection, PROVINCE), Secrecy())
        published = {unit: list(_shown(source, unit)) for unit in (*CODES, None)}
    hidden = [(u, f, c) for u, cells in published.items() for f, c, number in cells if is_withheld(number)]
    assert Counter(field for _, field, _ in hidden)["it"] >= 2
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.silent()
    people = {
        (unit, it, kind): model.addVariable(0, sum(number for number, _, _ in IT))
        for unit in CODES
        for _, it, kind in IT
    }

    def total(unit: str | None, field: str, code: str) -> highspy.highs.highs_linear_expression:
        return model.qsum(
            person
            for (place, it, kind), person in people.items()
            if unit in (None, place) and code in ("*", it if field == "it" else kind or it)
        )

    for unit, cells in published.items():
        for field, code, number in cells:
            if not is_withheld(number) and number:
                model.addConstr(total(unit, field, code) == number)
    for cell in hidden:
        bounds = []
        for find in (model.minimize, model.maximize):
            find(total(*cell))
            bounds.append(model.getObjectiveValue())
        assert bounds[1] - bounds[0] > 1 - 1e-6, (cell, bounds)
