"""The migrations make the tables of `models.py`, on both databases, once, whoever asks and however many at once."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

import database
from migrations.upgrade import UnusableDatabaseError, revision_of, revisions, upgrade
from models import Base
from settings import ROOT


def _shape(connection: Connection) -> dict[str, Any]:
    """Read what the database itself says of its tables."""
    look = inspect(connection)
    return {
        table: {
            "columns": [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in look.get_columns(table)],
            "key": look.get_pk_constraint(table)["constrained_columns"],
            "foreign": sorted(
                (f["name"] or "", f["constrained_columns"], f["referred_table"]) for f in look.get_foreign_keys(table)
            ),
            "unique": sorted((u["name"] or "", u["column_names"]) for u in look.get_unique_constraints(table)),
            "indexes": sorted((i["name"] or "", i["column_names"]) for i in look.get_indexes(table)),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def test_migrated_tables_are_those_of_the_models(empty_database_url: str) -> None:
    upgrade(empty_database_url)
    with database.reading(empty_database_url) as connection:
        migrated = _shape(connection)
    with database.writing(empty_database_url) as connection:
        connection.execute(text("DROP TABLE alembic_version"))
        Base.metadata.drop_all(connection)
        Base.metadata.create_all(connection)
    with database.reading(empty_database_url) as connection:
        assert migrated == _shape(connection)
        assert set(migrated) == set(Base.metadata.tables)


def test_alembic_finds_nothing_to_generate(database_url: str) -> None:
    with database.reading(database_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrade_ends_at_the_newest_revision_and_then_has_nothing_to_do(empty_database_url: str) -> None:
    assert upgrade(empty_database_url)
    with database.reading(empty_database_url) as connection:
        assert revision_of(connection) == revisions()[-1]
    assert not upgrade(empty_database_url)


def test_file_names_tell_the_revisions_as_alembic_sees_them() -> None:
    scripts = ScriptDirectory.from_config(Config(ROOT / "migrations" / "alembic.ini"))
    oldest_first = [script.revision for script in scripts.walk_revisions()][::-1]
    assert tuple(oldest_first) == revisions()


def test_a_migration_that_fails_leaves_nothing(empty_database_url: str) -> None:
    with database.writing(empty_database_url) as connection:
        connection.execute(text("CREATE TABLE staff (id INTEGER)"))  # in the way of the first migration's last table
    with pytest.raises(Exception, match="staff"):
        upgrade(empty_database_url)
    with database.reading(empty_database_url) as connection:
        assert inspect(connection).get_table_names() == ["staff"]


def test_processes_that_prepare_at_once_agree(empty_database_url: str) -> None:
    script = "import sys; from migrations.prepare import prepare; prepare(sys.argv[1])"
    command = [sys.executable, "-c", script, empty_database_url]
    processes = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate(timeout=60)[1] for process in processes] == ["", "", ""]
    with database.reading(empty_database_url) as connection:
        versions = connection.execute(text("SELECT count(*) FROM units")).scalar()
        different = connection.execute(
            text("SELECT count(DISTINCT (code || level || coalesce(valid_from, '1000-01-01'))) FROM units")
        )
        assert versions == different.scalar()


@pytest.mark.parametrize(
    "url",
    [
        "không phải địa chỉ",
        "mysql://u:secret@127.0.0.1/x",
        "nothing://u:secret@127.0.0.1/x",
        "postgresql://u:secret@127.0.0.1:1/x",
        f"sqlite:///{ROOT.as_posix()}/README.md/x.db",
    ],
)
def test_a_database_that_cannot_be_had_is_a_sentence_without_the_password(url: str) -> None:
    with pytest.raises(UnusableDatabaseError, match="sở dữ liệu") as caught:
        upgrade(url)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_a_sentence_and_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Kính gửi Sở Nội vụ. " * 100, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(UnusableDatabaseError, match=r"letter\.db"):
        upgrade(f"sqlite:///{file.as_posix()}")
    assert file.read_bytes() == before


def test_a_database_of_a_newer_program_is_not_touched(database_url: str) -> None:
    with database.writing(database_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnusableDatabaseError, match="bản mới hơn"):
        upgrade(database_url)
