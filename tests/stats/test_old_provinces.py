"""A province that was joined with others as a place: Bình Thuận and Đắk Nông in the Lâm Đồng of today."""

import csv
from collections.abc import Iterator
from datetime import date

import pytest

import database
from presentation.labels import people as scope_words
from reference.old_provinces import is_sum_of_communes, joined_provinces, old_province
from reference.provinces import communes_on, provinces
from reference.units import Register, Succession, let_stand, tabled
from settings import REFERENCE_DIR
from stats import queries
from stats.cube import Question
from stats.disclosure import Secrecy
from stats.names import place_of
from stats.protected import protected
from stats.scope import EVERYBODY
from stats.selection import Selection, View
from stats.source import StatisticsSource
from stats.spoken_places import WHOLE, place_called
from tests.stats.staffed import staff

HOME, BINH_THUAN, DAK_NONG = "68", "60", "67"
BEFORE, AFTER, EVE, MERGER = date(2024, 12, 31), date(2025, 12, 31), "2025-06-30", "2025-07-01"
PLACE = Selection(BEFORE, old_province=BINH_THUAN)


def _rows(table: str) -> list[dict[str, str]]:
    with (REFERENCE_DIR / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _districts_before() -> dict[str, str]:
    """The oracle: districts of the eve of the merger -> their province, by the rows of the table alone."""
    return {row["code"]: row["parent_code"] for row in _on_the_eve() if row["level"] == "district"}


def _communes_before() -> dict[str, str]:
    """The oracle: communes of the eve of the merger -> their province."""
    above = _districts_before()
    return {row["code"]: above[row["parent_code"]] for row in _on_the_eve() if row["parent_code"] in above}


def _on_the_eve() -> list[dict[str, str]]:
    return [row for row in _rows("units") if (row["valid_from"] or "0") <= EVE <= (row["valid_to"] or "9")]


def _homes() -> dict[str, set[str]]:
    """The oracle: communes that came of the merger -> the provinces of the units that went into them."""
    before, homes = _communes_before() | _districts_before(), dict[str, set[str]]()
    for row in _rows("unit_successions"):
        if row["on"] == MERGER and row["old_code"] in before and row["extent"] != "area_only":
            homes.setdefault(row["new_code"], set()).add(before[row["old_code"]])
    return homes


@pytest.fixture(scope="module")
def sizes() -> dict[date, dict[str, int]]:
    """Communes that have sent and their people, of each date."""
    before, homes = _communes_before(), _homes()
    of_before = {home: sorted(code for code, at in before.items() if at == home) for home in (HOME, *_OTHERS)}
    of_today = {
        home: sorted(unit.code for unit in communes_on(AFTER, HOME) if homes.get(unit.code) == {home})
        for home in (HOME, *_OTHERS)
    }
    return {
        BEFORE: {code: 5 + at for home in of_before for at, code in enumerate(of_before[home][:3])},
        AFTER: {code: 7 + at for home in of_today for at, code in enumerate(of_today[home][:2])},
    }


_OTHERS = (BINH_THUAN, DAK_NONG)


@pytest.fixture
def source(sqlite_url: str, sizes: dict[date, dict[str, int]]) -> Iterator[StatisticsSource]:
    before = _communes_before()
    for home in (HOME, *_OTHERS):
        sent = {code: [(n, None, "Chuyên viên", "cadre")] for code, n in sizes[BEFORE].items() if before[code] == home}
        staff(sqlite_url, HOME, BEFORE, sent, of=home)
    people = {code: [(n, None, "Chuyên viên", "civil_servant")] for code, n in sizes[AFTER].items()}
    staff(sqlite_url, HOME, AFTER, people)
    with database.reading(sqlite_url) as connection:
        yield StatisticsSource.of_connection(connection, HOME)


def test_each_commune_of_today_lies_where_those_were_that_it_was_made_of() -> None:
    homes, before = _homes(), _communes_before()
    joined = [home.code for home in provinces() if joined_provinces(home.code)]
    assert len(joined) == 23
    checked = 0
    for home in joined:
        for unit in communes_on(AFTER, home):
            expected = homes.get(unit.code) or {before[unit.code]}
            assert {old_province(unit.code, AFTER)} == expected
            checked += 1
    assert checked > 2_000


def test_a_commune_of_two_provinces_lies_in_none() -> None:
    homes = _homes()
    inner = next(code for code, at in homes.items() if at == {BINH_THUAN})
    other = next(code for code, at in _communes_before().items() if at == DAK_NONG)
    step = Succession(
        date.fromisoformat(MERGER), other, old_name="", new_code=inner, new_name="", extent="part", resolution=""
    )
    register = tabled()
    let_stand(Register(register.units, [*register.successions, step]))
    try:
        assert old_province(inner, AFTER) is None
        assert not is_sum_of_communes(BINH_THUAN, [inner], AFTER)
    finally:
        let_stand(None)
    assert old_province(inner, AFTER) == BINH_THUAN
    assert is_sum_of_communes(BINH_THUAN, [inner], AFTER)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize("home", [HOME, *_OTHERS])
def test_people_of_a_province_of_before(
    source: StatisticsSource, sizes: dict[date, dict[str, int]], day: date, home: str
) -> None:
    homes = {code: {at} for code, at in _communes_before().items()} if day == BEFORE else _homes()
    sent = {code: number for code, number in sizes[day].items() if homes[code] == {home}}
    total = sum(unit in homes and homes[unit] == {home} for unit in source.names(day).units)
    selection = Selection(day, old_province=home)
    assert source.breakdown(selection, "category").people == sum(sent.values()) > 10
    coverage = source.coverage(selection)
    assert (coverage.units_with_roster, coverage.units_total) == (len(sent), total)
    assert source.overview(selection).profile.headcount == sum(sent.values())
    assert source.cube(Question(Selection(day), ("old_province",))).by("old_province")[home] == sum(sent.values())
    assert {row.code for row in source.rows_of(selection) if row.has_roster} == set(sent)
    names = ("unit_code",)
    rows = source.ask(queries.person_rows, selection, names, scope=EVERYBODY, province=HOME)
    assert [code for (code,) in rows] == sorted(code for code, number in sent.items() for _ in range(number))
    columns = source.ask(queries.person_columns, selection, (), province=HOME)
    assert set(columns["unit_code"]) == set(sent)


def test_only_its_own_districts_are_shown_beside_each_other(source: StatisticsSource) -> None:
    before = {row["code"] for row in _rows("units") if row["level"] == "district" and row["parent_code"] == BINH_THUAN}
    grouped = source.grouped(PLACE, "category", "district")
    codes = {group.code for group in (*grouped.groups, *grouped.without_roster)}
    assert codes == {unit.code for unit in source.districts(PLACE)} <= before
    assert len(codes) == 10
    assert codes < {unit.code for unit in source.districts(Selection(BEFORE))}
    assert source.territory(PLACE).districts_total == 10


def test_the_dates_of_a_whole_province_are_of_the_same_people(source: StatisticsSource) -> None:
    now = Selection(AFTER, old_province=BINH_THUAN)
    assert source.comparison(now, BEFORE).other is None
    assert [point.is_comparable for point in source.trend(now, "category").points] == [True, True]
    today = Selection(AFTER, old_province=BINH_THUAN, territory=View.TODAY)
    assert source.breakdown(today, "category").people == source.breakdown(now, "category").people


def test_its_names(source: StatisticsSource) -> None:
    now = Selection(AFTER, old_province=HOME)
    before, after = source.names(BEFORE), source.names(AFTER)
    assert before.old_provinces == {"68": "Tỉnh Lâm Đồng", "60": "Tỉnh Bình Thuận", "67": "Tỉnh Đắk Nông"}
    assert before.place(PLACE) == "tỉnh Bình Thuận"
    assert after.place(now) == "tỉnh Lâm Đồng cũ"
    assert after.slug(now) == "tinh-lam-dong-cu"
    assert scope_words(now, after) == "Cán bộ, công chức cấp xã, tỉnh Lâm Đồng cũ"
    assert place_of(Selection(AFTER), BINH_THUAN, after) == Selection(AFTER, old_province=BINH_THUAN)
    called = {text: place_called(text, after) for text in ("tỉnh Bình Thuận", "Đắk Nông cũ", "Lâm Đồng cũ", "Lâm Đồng")}
    assert called == {"tỉnh Bình Thuận": "60", "Đắk Nông cũ": "67", "Lâm Đồng cũ": "68", "Lâm Đồng": WHOLE}


def test_a_smaller_place_stands_alone() -> None:
    assert Selection(BEFORE, "593", old_province=BINH_THUAN) == Selection(BEFORE, "593")
    assert PLACE.at("593") == Selection(BEFORE, "593")
    assert PLACE.whole_province() == Selection(BEFORE)
    assert PLACE.to_query() == {"as_of": "2024-12-31", "old_province": "60"}


def test_where_one_province_alone_has_sent_there_is_nothing_to_choose(sqlite_url: str) -> None:
    sent = [code for code, home in _communes_before().items() if home == HOME][:1]
    staff(sqlite_url, HOME, BEFORE, {code: [(12, None, "Chuyên viên", "cadre")] for code in sent})
    with database.reading(sqlite_url) as connection:
        assert StatisticsSource.of_connection(connection, HOME).names(BEFORE).old_provinces == {}


def test_what_is_published_holds_its_sums_back_like_those_of_districts(source: StatisticsSource) -> None:
    """Each province of before is one of the sums that numbers are kept back for."""
    shown = protected(source, Secrecy())
    for day in (BEFORE, AFTER):
        expected: dict[str | None, set[str]] = {}
        for row in source.register(day):
            if row.has_roster:
                expected.setdefault(row.old_province, set()).add(row.code)
        assert {frozenset(units) for units in expected.values()} <= set(shown.places(day))
