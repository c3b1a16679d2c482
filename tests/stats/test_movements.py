"""Movements between two dates against the words of the people who were invented for them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection

import database
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from presentation.movement_words import notes_of
from reference.ages import age_bands
from stats.flows import Kind, matched
from stats.movements import Movements, NotCompared, flows_behind, movements, series
from stats.protected import NotGivenError, protected, rule_of
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.people import PROVINCE
from tests.rosters import roster
from tests.stats import moved
from tests.stats.moved import CITY, CODES, COUNTY, DAP_CAU, END, IN_COUNTY, JOINT, MOVERS, START

_IN_CITY = set(CODES) - IN_COUNTY


@pytest.fixture
def connection(sqlite_url: str) -> Iterator[Connection]:
    moved.load(sqlite_url)
    with database.reading(sqlite_url) as opened:
        yield opened


@pytest.fixture
def source(connection: Connection) -> StatisticsSource:
    return StatisticsSource.of_connection(connection, PROVINCE)


def _expected(units: set[str]) -> Counter[str]:
    """Count the words of everybody who is in the units on either date, seen from there."""
    counts: Counter[str] = Counter()
    for mover in MOVERS:
        was = mover.start is not None and mover.start.unit in units
        now = mover.end is not None and mover.end.unit in units
        if was and now:
            counts[mover.word] += 1
        elif was:
            counts["left" if mover.end is None else "moved_out"] += 1
        elif now:
            counts["joined" if mover.start is None else "moved_in"] += 1
    return counts


def _counted(held: Movements) -> Counter[str]:
    return Counter({kind.value: held.counts[kind] for kind in Kind if held.counts[kind]})


_PLACES: dict[str, tuple[dict[str, str], set[str]]] = {
    "province": ({}, set(CODES)),
    "city": ({"district": CITY}, _IN_CITY),
    "county": ({"district": COUNTY}, IN_COUNTY),
    "joint ward": ({"district": CITY, "unit": CODES[JOINT]}, {JOINT, moved.VE_AN, moved.TIEN_AN, moved.NINH_XA}),
    "ward": ({"district": CITY, "unit": CODES[DAP_CAU]}, {DAP_CAU}),
}


@pytest.mark.parametrize(("place", "units"), _PLACES.values(), ids=_PLACES)
def test_each_person_is_in_one_bar_of_each_place(
    source: StatisticsSource, place: dict[str, str], units: set[str]
) -> None:
    held = movements(source, Selection(END, **place), START)  # type: ignore[arg-type]
    assert _counted(held) == _expected(units)
    counts = held.counts
    start = sum(mover.start is not None and mover.start.unit in units for mover in MOVERS)
    end = sum(mover.end is not None and mover.end.unit in units for mover in MOVERS)
    assert (counts.start, counts.end) == (start, end)
    coming = counts[Kind.JOINED] + counts[Kind.MOVED_IN]
    assert counts.start + coming - counts[Kind.LEFT] - counts[Kind.MOVED_OUT] == counts.end
    assert not held.not_compared
    assert not held.divided


@pytest.mark.parametrize("view", View)
def test_the_province_is_the_same_in_every_view(source: StatisticsSource, view: View) -> None:
    held = movements(source, Selection(END, territory=view), START)
    assert _counted(held) == _expected(set(CODES))


def test_on_the_territory_of_today_units_that_are_one_now_exchange_nobody(source: StatisticsSource) -> None:
    """Vệ An, Tiền An, Ninh Xá, Suối Hoa … are parts of wards of today, some of which have no roster."""
    today = Selection(END, territory=View.TODAY)
    held = movements(source, today, START)
    assert sum(place.counts.start for place in held.places) == held.counts.start


def test_the_table_of_districts_sums_to_the_province(source: StatisticsSource) -> None:
    held = movements(source, Selection(END), START)
    assert held.by == "district"
    assert {place.code: place.counts.of for place in held.places} == {
        CITY: {Kind(word): number for word, number in _expected(_IN_CITY).items()},
        COUNTY: {Kind(word): number for word, number in _expected(IN_COUNTY).items()},
    }
    assert sum(place.counts.start for place in held.places) == held.counts.start
    assert sum(place.counts.end for place in held.places) == held.counts.end


def test_a_category_is_left_by_whoever_gets_another_one(source: StatisticsSource) -> None:
    held = movements(source, Selection(END, category="civil_servant"), START)
    start = sum(mover.start is not None and mover.start.kind == "Công chức" for mover in MOVERS)
    end = sum(mover.end is not None and mover.end.kind == "Công chức" for mover in MOVERS)
    assert (held.counts.start, held.counts.end) == (start, end)
    assert held.counts[Kind.MOVED_OUT] == 1  # the new chairman


def test_leavers_are_told_by_their_age_on_the_earlier_date(source: StatisticsSource) -> None:
    held = movements(source, Selection(END), START)
    ages: Counter[str | None] = Counter()
    for mover in MOVERS:
        if mover.word == "left" and mover.start is not None:
            age = START.year - int(mover.start.born[-4:])
            ages[next(b.code for b in age_bands() if (b.first or 0) <= age <= (b.last or 999))] += 1
    assert {code: number for code, number in held.ages if number} == ages
    assert held.of_age == 2  # born 05/1962 and, a woman, 05/1968: 61 years, and 56 years and 4 months, end in 2024
    assert held.reasons == (("", 4),)


def test_a_pair_of_one_name_and_part_of_a_date_is_doubtful(source: StatisticsSource) -> None:
    people = matched(source, START, END)
    assert [(doubt, old.full_name, new.birth_date) for doubt, old, new in people.doubtful] == [
        ("part_of_date", "Lê Văn Bình", "1979")
    ]
    assert movements(source, Selection(END), START).doubtful == 1


def test_the_people_behind_a_bar_are_those_of_the_bar(source: StatisticsSource) -> None:
    held = movements(source, Selection(END), START)
    for kind in Kind:
        assert len(flows_behind(source, Selection(END), START, kind)) == held.counts[kind]
    in_city = flows_behind(source, Selection(END), START, Kind.LEFT, place=CITY)
    assert len(in_city) == _expected(_IN_CITY)["left"]


def test_units_without_a_roster_on_a_date_are_not_compared(sqlite_url: str) -> None:
    moved.load(sqlite_url)
    row = moved.Row("Chu Văn Ân", "01/01/1980", "Nam", "Phường Suối Hoa")
    file = SourceFile("them.xlsx", roster([row.cells()], END, moved.HEADER))
    assert pipeline.load(sqlite_url, [file], LoadOptions(loaded_by="lan", accept=True)).status == "loaded"
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        held = movements(source, Selection(END), START)
        assert series(source, Selection(END))[-1].interruption
    assert _counted(held) == _expected(set(CODES))
    assert held.not_compared == (NotCompared("Phường Suối Hoa", ((START, ("Phường Suối Hoa",)),)),)
    assert "Không tính vì thiếu danh sách: Phường Suối Hoa (31/12/2023)." in notes_of(held)
    assert held.is_of_a_part


def test_old_units_without_a_list_are_named_behind_the_unit_that_they_became(sqlite_url: str) -> None:
    """Tiền Ninh Vệ was put together from three wards, two of which sent nothing for the day before."""
    for day, unit in ((START, moved.VE_AN), (END, JOINT)):
        row = moved.Row("Chu Văn Ân", "01/01/1980", "Nam", unit)
        file = SourceFile(f"{day}.xlsx", roster([row.cells()], day, moved.HEADER))
        assert pipeline.load(sqlite_url, [file], LoadOptions(loaded_by="lan", accept=True)).status == "loaded"
    with database.reading(sqlite_url) as connection:
        held = movements(StatisticsSource.of_connection(connection, PROVINCE), Selection(END), START)
    missing = f"{JOINT} (31/12/2023: Phường Tiền An, Phường Ninh Xá (Thành phố Bắc Ninh))"
    assert f"Không tính vì thiếu danh sách: {missing}." in notes_of(held)


def test_a_series_has_what_came_and_went_beside_each_headcount(source: StatisticsSource) -> None:
    points = series(source, Selection(END))
    counts = _expected(set(CODES))
    headcounts = [sum(bool(mover.start) for mover in MOVERS), sum(bool(mover.end) for mover in MOVERS)]
    assert points == (
        (START, headcounts[0], None, None, None),
        (END, headcounts[1], counts["joined"], counts["left"], None),
    )


def test_a_day_without_data_has_no_movements(source: StatisticsSource) -> None:
    held = movements(source, Selection(END), date(2020, 12, 31))
    assert held.counts.start == held.counts.end == 0


def test_nothing_of_it_is_given_to_the_public(source: StatisticsSource) -> None:
    with pytest.raises(NotGivenError, match="công bố"):
        movements(protected(source, rule_of(source, is_for_all=True)), Selection(END), START)
