"""The protected source tells the truth where nothing is small: the same groups as the plain source."""

from datetime import date

import pytest

import database
from stats.disclosure import Secrecy, Way, is_withheld, rounded
from stats.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE, combined_share
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


def test_no_change_from_another_date_gives_a_kept_number_away(sqlite_world: World) -> None:
    """The only sum that a publication prints of two dates is a change: it is kept back where either number is."""
    kept = given = 0
    with database.reading(sqlite_world.url) as connection:
        source = protected(StatisticsSource.of_connection(connection, PROVINCE), Secrecy())
        people = sqlite_world.on(DAY)
        places = [Selection(DAY, unit=unit) for unit in sorted(set(people["unit_code"]))]
        places += [Selection(DAY, district=district) for district in sorted(set(people["district_code"]))]
        for place in (*places, Selection(DAY)):
            changes = source.overview(place).changes
            if changes is None:
                continue
            views = [source.breakdown(place.on(day), "category") for day in (DAY, changes.since)]
            for code, change in (("cadre", changes.cadres), ("civil_servant", changes.civil_servants)):
                counts = [{part.code: part.count for part in view.parts}.get(code, 0) for view in views]
                is_kept = any(map(is_withheld, counts))
                assert is_withheld(change) == is_kept, (place, code, counts, change)
                kept, given = kept + is_kept, given + (not is_kept)
    assert kept > 5
    assert given > 5


@pytest.mark.parametrize(("field", "codes"), [("education", UNIVERSITY_OR_HIGHER), ("it", WITH_IT_EVIDENCE)])
def test_levels_counted_together_are_rounded_as_one_number(
    sqlite_world: World, field: str, codes: tuple[str, ...]
) -> None:
    """Two degrees and 241 certificates are 245 people, not the 240 and 0 that each level is rounded to."""
    people = sqlite_world.on(DAY)
    true = people[people[field].isin(codes)].groupby("unit_code").size()
    with database.reading(sqlite_world.url) as connection:
        source = protected(StatisticsSource.of_connection(connection, PROVINCE), Secrecy(way=Way.ROUND))
        groups = source.grouped(Selection(DAY), field, "unit").groups
        assert {group.code: combined_share(group.breakdown, codes).count for group in groups} == {
            group.code: rounded(int(true.get(group.code, 0))) for group in groups
        }
