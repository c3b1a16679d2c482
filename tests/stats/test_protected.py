"""The protected source tells the truth where nothing is small: the same groups as the plain source."""

from datetime import date

import pytest

import database
from stats.disclosure import Secrecy
from stats.measures.level_groups import merged
from stats.protected import protected
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE, World

DAY = date(2023, 12, 31)


@pytest.mark.parametrize("field", ["religion", "ethnicity"])
@pytest.mark.parametrize("district", [None, "256"])
def test_texts_are_counted_in_the_group_that_names_them(sqlite_world: World, field: str, district: str | None) -> None:
    people = sqlite_world.on(DAY)
    people = people if district is None else people[people["district_code"] == district]
    is_named = people[field].isin(["Không", "Kinh"])
    with database.reading(sqlite_world.url) as connection:
        source = protected(StatisticsSource.of_connection(connection, PROVINCE), Secrecy(smallest=1))
        groups = {
            part.code: part.count for part in merged(source.breakdown(Selection(DAY, district=district), field)).parts
        }
    named, others = ("none", "religious") if field == "religion" else ("kinh", "minority")
    assert groups[named] == int(is_named.sum())
    assert groups[others] == int((people[field].notna() & ~is_named).sum()) > 0
