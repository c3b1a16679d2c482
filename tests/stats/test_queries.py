"""Queries against pandas: the same people counted another way, on both databases."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, event, update

import database
import reference
from etl import tallies
from models import Import
from reference.bodies import Tier
from stats import queries
from stats.registers import districts_in
from stats.scope import EVERYBODY
from stats.selection import Selection
from tests.people import DATES, ELSEWHERE, END_2023, PROVINCE, World, add_problem, choose, fill

_BANDS = ["up_to_30", "from_31_to_40", "from_41_to_50", "from_51_to_60", "over_60"]


@pytest.fixture(params=["people", "tallies"])
def connection(request: pytest.FixtureRequest, world: World) -> Iterator[Connection]:
    """Both ways to an answer: people counted when it is asked, and tallies that were kept."""
    if request.param == "tallies":
        with database.writing(world.url) as connection:
            tallies.refresh(connection)
    with database.reading(world.url) as opened:
        yield opened


def pivot(frame: pd.DataFrame, by: tuple[str, ...]) -> dict[tuple[str | None, ...], int]:
    """The oracle: a pandas groupby over the flat table."""
    frame = frame.assign(
        district=frame["district_code"],
        unit=frame["unit_code"],
        as_of=frame["as_of"].map(date.isoformat),
        age_band=pd.cut(frame["age"].astype(float), [-1, 30, 40, 50, 60, 200], labels=_BANDS).astype(object),
    )
    keys = frame[list(by)].astype(object).where(frame[list(by)].notna(), "—")
    sizes = keys.groupby(list(by)).size()
    return {_key(key): int(size) for key, size in sizes.items()}


def _key(key: Any) -> tuple[str | None, ...]:
    values = key if isinstance(key, tuple) else (key,)
    return tuple(None if value == "—" else value for value in values)


def test_counts_by_every_dimension(world: World, connection: Connection) -> None:
    for as_of in DATES:
        people = world.on(as_of)
        for name in queries.DIMENSIONS:
            assert queries.counts(connection, Selection(as_of), (name,), province=PROVINCE) == pivot(people, (name,))


@pytest.mark.parametrize("by", [("district", "education"), ("unit", "it", "gender"), ("age_band", "unit_type")])
def test_counts_by_several_dimensions(world: World, connection: Connection, by: tuple[str, ...]) -> None:
    counted = queries.counts(connection, Selection(END_2023), by, province=PROVINCE)
    assert counted == pivot(world.on(END_2023), by)


def test_counts_of_a_selection(world: World, connection: Connection) -> None:
    people = world.on(END_2023)
    district = people["district_code"].iloc[0]
    unit = people["unit_code"].iloc[0]
    for chosen, column in [
        ({"district": district}, {"district_code": district}),
        ({"unit": unit}, {"unit_code": unit}),
        ({"unit_type": "ward", "category": "cadre"}, {"unit_type": "ward", "category": "cadre"}),
    ]:
        few = people[(people[list(column)] == pd.Series(column)).all(axis=1)]
        selection = Selection(END_2023, **chosen)
        assert queries.counts(connection, selection, ("education",), province=PROVINCE) == pivot(few, ("education",))
        assert queries.headcount(connection, selection, province=PROVINCE) == len(few) > 0


def test_conditions_on_any_dimension(world: World, connection: Connection) -> None:
    people = world.on(END_2023)
    where: dict[str, str | None] = {"ethnicity": "Tày", "education": None, "as_of": "2023-12-31"}
    few = people[(people["ethnicity"] == "Tày") & people["education"].isna()]
    counted = queries.counts(connection, Selection(END_2023), ("it",), province=PROVINCE, where=where)
    assert counted == pivot(few, ("it",)) != {}


def test_nobody_is_counted_as_zero(connection: Connection) -> None:
    assert queries.counts(connection, Selection(date(1999, 1, 1)), (), province=PROVINCE) == {(): 0}
    assert queries.counts(connection, Selection(date(1999, 1, 1)), ("it",), province=PROVINCE) == {}


def test_unknown_dimension(connection: Connection) -> None:
    with pytest.raises(KeyError):
        queries.counts(connection, Selection(END_2023), ("salary",))


def test_the_province_narrows(world: World, connection: Connection) -> None:
    selection = Selection(END_2023)
    everyone = len(world.on(END_2023, None))
    home = len(world.on(END_2023))
    assert home < everyone
    assert queries.headcount(connection, selection) == everyone
    assert queries.headcount(connection, selection, province=PROVINCE) == home
    assert queries.headcount(connection, selection, province=ELSEWHERE) == everyone - home


def test_counts_on_several_dates(world: World, connection: Connection) -> None:
    selection = Selection(END_2023, category="cadre")
    dates = [as_of for as_of in DATES if as_of <= END_2023]
    counts = queries.counts(connection, selection, ("as_of", "education"), province=PROVINCE, dates=dates)
    assert {day for day, _ in counts} == {as_of.isoformat() for as_of in dates}
    for as_of in dates:
        people = world.on(as_of)
        expected = pivot(people[people["category"] == "cadre"], ("education",))
        assert {(code,): number for (day, code), number in counts.items() if day == as_of.isoformat()} == expected


def test_flat_rows(world: World, connection: Connection) -> None:
    people = world.on(END_2023).sort_values("unit_code", kind="stable")
    expected = [tuple(row) for row in people[list(queries.FLAT_COLUMNS)].itertuples(index=False)]
    assert queries.flat_rows(connection, END_2023, scope=EVERYBODY, province=PROVINCE) == expected


def test_dates_are_those_with_current_rosters(connection: Connection) -> None:
    assert queries.as_of_dates(connection, province=PROVINCE) == sorted(DATES, reverse=True)
    assert queries.as_of_dates(connection, province=ELSEWHERE) == [END_2023]


def test_the_register_of_a_date(world: World, connection: Connection) -> None:
    register = queries.units(connection, END_2023, PROVINCE)
    kinds = pd.Series([row.unit_type for row in register]).value_counts().to_dict()
    assert kinds == {"commune": 70, "ward": 52, "township": 4}
    assert [row.code for row in register] == sorted(row.code for row in register)
    assert {row.code for row in register if row.has_roster} == set(world.on(END_2023)["unit_code"])
    names = {(row.name, row.district_name) for row in register}
    assert ("Phường Ninh Xá", "Thành phố Bắc Ninh") in names
    assert ("Phường Ninh Xá", "Thị xã Thuận Thành") in names
    assert len(districts_in(register, END_2023)) == 8


def test_no_districts_from_july_2025(connection: Connection) -> None:
    after = date(2025, 12, 31)
    register = queries.units(connection, after, PROVINCE)
    assert len(register) == len(reference.communes_on(after, PROVINCE)) > 0
    assert {row.district_code for row in register} == {None}
    assert districts_in(register, after) == []


def test_the_version_changes_with_every_load_and_undo(database_url: str) -> None:
    versions = [_version(database_url)]
    world = fill(database_url)
    versions.append(_version(database_url))
    with database.writing(database_url) as writing:
        standing = Import.id == world.imports["2023-12-31"]
        writing.execute(update(Import).where(standing).values(undone_at=Import.loaded_at))
    versions.append(_version(database_url))
    assert len(set(versions)) == 3


def _version(url: str) -> str:
    with database.reading(url) as connection:
        return queries.data_version(connection)


def test_the_state_of_the_data_is_one_statement(world: World) -> None:
    choose(world.url, "rounding", "cut")
    statements: list[str] = []
    with database.reading(world.url) as opened:
        event.listen(opened, "before_cursor_execute", lambda *given: statements.append(given[2]))
        state = queries.state_of_data(opened, date(2024, 1, 1), "office_name", "rounding")
        asked = [statement for statement in statements if statement.startswith("SELECT")]
        assert (len(asked), state.settings) == (1, {"rounding": "cut"})
        assert state.version == queries.data_version(opened)


def test_demonstration_data_are_told(database_url: str) -> None:
    with database.reading(database_url) as connection:
        assert not queries.is_demo(connection)
    fill(database_url, is_demo=True)
    with database.reading(database_url) as connection:
        assert queries.is_demo(connection)
        assert [row.status for row in queries.imports(connection, scope=EVERYBODY)] == ["standing"]


def test_imports_and_their_status(world: World, connection: Connection) -> None:
    imports = {row.id: row for row in queries.imports(connection, scope=EVERYBODY)}
    assert list(imports) == sorted(imports, reverse=True)
    status = {name: imports[import_id].status for name, import_id in world.imports.items()}
    standing = dict.fromkeys([*(day.isoformat() for day in DATES), "elsewhere"], "standing")
    assert status == standing | {"replaced": "replaced", "undone": "undone", "demo": "demo_withdrawn"}
    assert not queries.is_demo(connection)
    row = imports[world.imports["undone"]]
    assert (row.by, row.undone_by, row.units, row.units_current) == ("lan", "hoa", 5, 0)
    assert row.files == (f"danh-sach-{row.id}.xlsx",)


def test_imports_of_a_province_are_those_that_brought_rosters_of_it(world: World, connection: Connection) -> None:
    everything = {row.id: row for row in queries.imports(connection, scope=EVERYBODY)}
    elsewhere = world.imports["elsewhere"]
    here = queries.imports(connection, scope=EVERYBODY, province=PROVINCE)
    assert here == [row for row in everything.values() if row.id != elsewhere]
    assert queries.imports(connection, scope=EVERYBODY, province=ELSEWHERE) == [everything[elsewhere]]


def test_demonstration_data_stand_again_once_nothing_real_does(world: World) -> None:
    with database.writing(world.url) as connection:
        connection.execute(update(Import).where(~Import.is_demo).values(undone_at=Import.loaded_at))
    with database.reading(world.url) as connection:
        status = {row.id: row.status for row in queries.imports(connection, scope=EVERYBODY)}
    assert status.pop(world.imports["demo"]) != "demo_withdrawn"
    assert set(status.values()) == {"undone"}


def test_details_and_problems_of_an_import(world: World) -> None:
    import_id = world.imports["2023-12-31"]
    add_problem(world.url, import_id, "error", "K17")
    add_problem(world.url, import_id, "warning", "B3")
    add_problem(world.url, world.imports["undone"], "warning", "C4")
    with database.reading(world.url) as connection:
        details = queries.import_details(connection, import_id, EVERYBODY)
        assert details is not None
        assert (details.row.id, details.errors, details.warnings) == (import_id, 1, 1)
        assert details.files[0].record == {"file": details.files[0].name}
        assert [problem.cell for problem in queries.problems(connection, import_id, EVERYBODY)] == ["K17", "B3"]
        assert queries.import_details(connection, 10_000, EVERYBODY) is None


def test_settings(database_url: str) -> None:
    choose(database_url, "rounding", "cut")
    with database.reading(database_url) as connection:
        assert queries.setting(connection, "rounding", "half_up") == "cut"
        assert queries.setting(connection, "office_name", "Sở") == "Sở"


def test_the_registers_of_all_dates_are_those_of_each(connection: Connection) -> None:
    registers = queries.registers(connection, PROVINCE)
    assert list(registers[Tier.COMMUNE]) == sorted(DATES, reverse=True)
    assert all(rows == queries.units(connection, day, PROVINCE) for day, rows in registers[Tier.COMMUNE].items())
