"""The tallies count the people of exactly the current rosters, whoever wrote them, on both kinds of database."""

from collections import Counter
from datetime import date

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.orm import aliased

import database
import reference
from etl import tallies
from etl.pipeline import undo
from etl.reference_tables import is_in_step, sync_reference
from migrations.prepare import prepare
from models import ReferenceBasis, Roster, Staff, Tally, TallyBasis, Unit
from reference.tallied import tallied_fields
from settings import ROOT
from tests.etl.rosters import ELSEWHERE, roster, run
from tests.people import END_2023, World, age, withdraw

Key = tuple[str, str, date, str, str, str]


def kept(connection: Connection) -> Counter[Key]:
    """Every tally: province, field, date, type of unit, category and code -> people."""
    columns = (Tally.field, Tally.as_of, Tally.unit_type, Tally.category, Tally.code)
    query = select(Tally.people, Unit.name, *columns).join(Unit, Tally.province_id == Unit.id)
    return Counter({tuple(row)[1:]: row[0] for row in connection.execute(query)})  # type: ignore[misc]


def counted(connection: Connection) -> Counter[Key]:
    """The same by looking at each current person by itself."""
    province = aliased(Unit)
    query = (
        select(*Staff.__table__.columns, province.name.label("province"), Roster.as_of, Unit.kind)
        .join(Roster, Staff.roster_id == Roster.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .join(province, Roster.province_id == province.id)
        .where(Roster.is_current)
    )
    people: Counter[Key] = Counter()
    for row in connection.execute(query):
        years = age(row.birth_date, row.as_of)
        for field in ("", *tallied_fields()):
            code = _band(years) if field == "age_band" else getattr(row, field) if field else None
            people[row.province, field, row.as_of, row.kind, row.category or "", code or ""] += 1
    return people


def _band(years: int | None) -> str | None:
    bands = ("up_to_30", "from_31_to_40", "from_41_to_50", "from_51_to_60", "over_60")
    return None if years is None else bands[sum(years > last for last in (30, 40, 50, 60))]


def assert_true(url: str) -> None:
    with database.reading(url) as connection:
        assert tallies.are_in_step(connection)
        assert kept(connection) == counted(connection)


def test_each_field_of_a_person_with_a_code_list_is_tallied() -> None:
    assert {"education", "it_detail", "age_band", "ethnicity"} <= set(tallied_fields())
    assert set(tallied_fields()) - {"age_band"} <= {column.name for column in Staff.__table__.columns}
    longest = max(len(value.code) for values in reference.code_lists().values() for value in values)
    assert longest <= 30 < Tally.__table__.c.code.type.length  # type: ignore[attr-defined]


def test_people_written_past_the_load_are_counted_when_a_command_starts(world: World) -> None:
    with database.reading(world.url) as connection:
        assert not tallies.are_in_step(connection)
    prepare(world.url)
    assert_true(world.url)
    with database.reading(world.url) as connection:
        assert sum(people for key, people in kept(connection).items() if key[1] == "") == len(world.frame)


def test_loads_and_undoing_keep_the_tallies_true(database_url: str) -> None:
    first = run(database_url, roster())
    assert_true(database_url)
    run(database_url, roster(2, unit=ELSEWHERE, education="Thạc sĩ"))
    second = run(database_url, roster(2, "Vũ"))
    assert_true(database_url)
    for report in (second, first):
        assert report.import_id is not None
        undo(database_url, report.import_id, "thu.ha")
        assert_true(database_url)


def test_demonstration_leaves_the_tallies_and_returns(database_url: str) -> None:
    run(database_url, roster(4, "Mẫu", day="(Tính đến ngày 31/12/2022)"), is_demo=True)
    real = run(database_url, roster())
    assert_true(database_url)
    assert real.import_id is not None
    undo(database_url, real.import_id, "thu.ha")
    assert_true(database_url)
    with database.reading(database_url) as connection:
        assert {key[2] for key in kept(connection)} == {date(2022, 12, 31)}


def test_demonstration_beside_real_rosters_is_not_tallied(database_url: str) -> None:
    run(database_url, roster())
    run(database_url, roster(4, "Mẫu", day="(Tính đến ngày 31/12/2022)"), is_demo=True)
    assert_true(database_url)
    with database.reading(database_url) as connection:
        assert {key[2] for key in kept(connection)} == {END_2023}


def test_people_are_counted_alike_at_once_and_in_parts() -> None:
    names = ("roster_id", "category", "birth_number", *(field for field in tallied_fields() if field != "age_band"))
    rest = [None] * (len(names) - 3)
    people = [(1 + n % 2, (None, "", "cadre")[n % 3], (None, 19830101, 19821231)[n % 3], *rest) for n in range(30)]
    whole = tallies.count(names, people, END_2023)
    assert whole == tallies.count(names, people[:7], END_2023) + tallies.count(names, people[7:], END_2023)
    assert whole[1, "", "", ""] == whole[2, "", "", ""] == 10
    assert (whole[1, "age_band", "", ""], whole[1, "age_band", "", "from_31_to_40"]) == (5, 5)
    assert whole[1, "age_band", "cadre", "from_41_to_50"] == 5


def test_nobody_left_leaves_no_tally(database_url: str) -> None:
    report = run(database_url, roster())
    assert report.import_id is not None
    undo(database_url, report.import_id, "thu.ha")
    with database.reading(database_url) as connection:
        assert connection.scalar(select(func.count()).select_from(Tally)) == 0


def test_only_what_changed_is_counted_anew(world: World) -> None:
    prepare(world.url)
    with database.writing(world.url) as connection:
        connection.execute(update(Tally).values(people=-1))
    withdraw(world.url, END_2023, keep=5)
    prepare(world.url)
    with database.reading(world.url) as connection:
        anew = {(key[0], key[2]) for key, people in kept(connection).items() if people > 0}
    assert {as_of for _, as_of in anew} == {END_2023}


@pytest.mark.parametrize(
    "change",
    [
        update(TallyBasis).values(digest="another"),
        delete(TallyBasis),
        insert(TallyBasis).values(digest="another"),
        update(Unit).where(Unit.kind == "ward").values(kind="town"),
    ],
)
def test_other_fields_bands_or_types_of_units_are_counted_anew(world: World, change: object) -> None:
    prepare(world.url)
    with database.writing(world.url) as connection:
        connection.execute(change)  # type: ignore[call-overload]
        if "units" in str(change):
            connection.execute(update(ReferenceBasis).values(digest="another"))
            tallies.forget_units(connection, connection.scalars(select(Unit.id)).all())
            tallies.refresh(connection)
    with database.reading(world.url) as connection:
        assert not is_in_step(connection)
    with database.writing(world.url) as connection:
        sync_reference(connection)
    assert_true(world.url)


def test_a_database_of_an_earlier_version_gets_its_tallies(empty_database_url: str) -> None:
    with database.writing(empty_database_url) as connection:
        config = Config()
        config.set_main_option("script_location", str(ROOT / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for statement in _PEOPLE_OF_0003:
            connection.execute(text(statement))
    prepare(empty_database_url)
    assert_true(empty_database_url)
    with database.reading(empty_database_url) as connection:
        assert kept(connection)["Tỉnh Cũ", "education", END_2023, "commune", "cadre", "masters"] == 1
        assert is_in_step(connection)


_PEOPLE_OF_0003 = (
    "INSERT INTO units (id, code, name, kind, level) VALUES (90001, '99', 'Tỉnh Cũ', 'province', 'province')",
    "INSERT INTO units (id, code, name, kind, level) VALUES (90002, '99001', 'Xã Cũ', 'commune', 'commune')",
    "INSERT INTO imports (id, as_of, loaded_at, loaded_by, is_demo, rows_read, rows_loaded, rows_held)"
    " VALUES (1, '2023-12-31', '2024-01-05 08:30:00', 'lan', false, 1, 1, 0)",
    "INSERT INTO import_files (id, import_id, name, sha256, size, record) VALUES (1, 1, 'a.xlsx', '0', 1, '{}')",
    "INSERT INTO rosters (id, import_id, unit_id, province_id, as_of, is_current)"
    " VALUES (1, 1, 90002, 90001, '2023-12-31', true)",
    "INSERT INTO staff (id, roster_id, file_id, sheet, row, full_name, category, education, party_probation)"
    " VALUES (1, 1, 1, '', 9, 'Nguyễn Văn An', 'cadre', 'masters', false)",
)
