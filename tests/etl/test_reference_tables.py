"""The database's reference tables follow `data/reference/`, whatever state they are found in."""

import csv
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, delete, event, insert, select, text, update

import database
from etl.reference_tables import is_in_step, sync_reference
from migrations.prepare import prepare
from models import CodeValue, Import, ReferenceBasis, Roster, Unit
from settings import REFERENCE_DIR


def _file(name: str, columns: list[str]) -> list[tuple[str, ...]]:
    with (REFERENCE_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return sorted(tuple(row[column] for column in columns) for row in csv.DictReader(file))


def _table(connection: Connection, name: str, columns: list[str]) -> list[tuple[str, ...]]:
    names = ", ".join(f'"{column}"' for column in columns)
    rows = connection.execute(text(f"SELECT {names} FROM {name}"))  # noqa: S608  names of ours
    return sorted(tuple("" if value is None else str(value) for value in row) for row in rows)


_TABLES = {
    "units": ("units", ["code", "name", "kind", "level", "parent_code", "valid_from", "valid_to", "resolution"]),
    "code_values": ("code_lists", ["field", "code", "rank", "label"]),
}


def _bodies() -> list[tuple[str, ...]]:
    columns = ["code", "name", "kind", "parent_code", "valid_from", "valid_to"]
    return [(*row[:3], "body", *row[3:], "") for row in _file("bodies", columns)]


def _assert_in_step(connection: Connection) -> None:
    assert is_in_step(connection)
    for table, (file, columns) in _TABLES.items():
        expected = _file(file, columns) + (_bodies() if table == "units" else [])
        assert _table(connection, table, columns) == sorted(expected)


def _ids(connection: Connection) -> dict[Any, int]:
    rows = connection.execute(select(Unit.code, Unit.level, Unit.valid_from, Unit.id))
    return {tuple(row[:3]): row[3] for row in rows}


def test_a_prepared_database_holds_the_files(database_url: str) -> None:
    with database.reading(database_url) as connection:
        _assert_in_step(connection)


@pytest.mark.parametrize(
    "change",
    [
        update(Unit).where(Unit.code == "09184", Unit.valid_from.is_(None)).values(name="Phường Sai"),
        update(Unit).where(Unit.valid_from.is_(None), Unit.level == "province").values(valid_to=None),
        update(Unit).where(Unit.level == "district").values(parent_code=None),
        delete(Unit).where(Unit.level == "commune", Unit.valid_from.is_(None)),
        insert(Unit).values(code="99999", name="Xã Thừa", kind="commune", level="commune", valid_from=date(2020, 1, 1)),
        update(CodeValue).where(CodeValue.field == "education").values(label="?"),
        insert(CodeValue).values(field="education", code="extra", rank=99, label="Thừa"),
    ],
)
def test_whatever_differs_is_put_right_and_ids_stay(database_url: str, change: Any) -> None:
    with database.writing(database_url) as connection:
        before = _ids(connection)
        connection.execute(change)
        kept = _ids(connection)
        _forget_basis(connection)
        sync_reference(connection)
        _assert_in_step(connection)
        after = _ids(connection)
    assert all(after[key] == before[key] for key in before.keys() & kept.keys())


def test_what_is_in_step_is_not_written(database_url: str) -> None:
    with database.reading(database_url) as connection:
        before = _ids(connection)
    with database.writing(database_url) as connection:
        sync_reference(connection)
        assert _ids(connection) == before


def test_a_unit_that_left_the_file_stays_while_a_roster_speaks_of_it(database_url: str) -> None:
    with database.writing(database_url) as connection:
        unit = connection.execute(
            insert(Unit).values(code="99999", name="Xã Cũ", kind="commune", level="commune").returning(Unit.id)
        ).scalar_one()
        import_id = connection.execute(insert(Import).values(_import()).returning(Import.id)).scalar_one()
        connection.execute(
            insert(Roster).values(
                import_id=import_id, unit_id=unit, province_id=unit, as_of=date(2023, 12, 31), is_current=True
            )
        )
        _forget_basis(connection)
        sync_reference(connection)
        assert is_in_step(connection)
        assert connection.execute(select(Unit.name).where(Unit.id == unit)).scalar() == "Xã Cũ"


def test_units_beside_the_register_are_not_looked_at_again(database_url: str) -> None:
    """Nor is any roster: what a start asks does not grow with the country."""
    _add_a_foreign_province(database_url)
    with database.writing(database_url) as connection:
        _forget_basis(connection)
    prepare(database_url)
    with database.reading(database_url) as connection:
        asked: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda *words: asked.append(words[2]))
        assert is_in_step(connection)
        assert not any("FROM staff" in statement for statement in asked)
        of_rosters = [statement for statement in asked if "rosters" in statement]
        assert all("is_tallied != rosters.is_current" in statement for statement in of_rosters)
        beside = connection.scalars(select(Unit.code).where(~Unit.in_register).order_by(Unit.code))
        assert beside.all() == ["99", "99001"]


def test_a_unit_that_returns_to_the_register_keeps_its_id(database_url: str) -> None:
    same = (Unit.code == "09184", Unit.valid_from.is_(None))
    with database.writing(database_url) as connection:
        before = connection.scalar(select(Unit.id).where(*same))
        connection.execute(update(Unit).where(*same).values(in_register=False))
        _forget_basis(connection)
        sync_reference(connection)
        _assert_in_step(connection)
        assert connection.scalars(select(Unit.id).where(*same)).all() == [before]


def _forget_basis(connection: Connection) -> None:
    """Let the database be one that other tables made."""
    connection.execute(update(ReferenceBasis).values(digest="other"))
    assert not is_in_step(connection)


def _add_a_foreign_province(url: str) -> None:
    unit: dict[str, Any] = {"code": "99001", "name": "Xã Xa", "kind": "commune", "level": "commune"}
    province = unit | {"code": "99", "name": "Tỉnh Xa", "kind": "province", "level": "province"}
    with database.writing(url) as connection:
        ids = [connection.execute(insert(Unit).values(row).returning(Unit.id)).scalar_one() for row in (unit, province)]
        connection.execute(insert(Unit).values(unit | {"code": "99002", "name": "Xã Không Ai"}))
        import_id = connection.execute(insert(Import).values(_import()).returning(Import.id)).scalar_one()
        places = {"unit_id": ids[0], "province_id": ids[1], "import_id": import_id}
        connection.execute(insert(Roster).values(places | {"as_of": date(2023, 12, 31), "is_current": True}))


def _import() -> dict[str, Any]:
    return {
        "as_of": date(2023, 12, 31),
        "loaded_at": datetime.fromisoformat("2024-01-05T08:30"),
        "loaded_by": "An",
        "is_demo": False,
        "rows_read": 0,
        "rows_loaded": 0,
        "rows_held": 0,
    }
