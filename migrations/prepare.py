"""The first step of every command that uses the database: newest tables, reference data in step."""

from collections.abc import Collection

from sqlalchemy import inspect

import office_register
from database import reading, writing
from etl.records import Progress
from etl.reference_tables import is_in_step, sync_reference
from migrations.upgrade import upgrade
from models import Staff
from reference import rows, wrong_row
from reference.fields import kept_fields

_NO_COLUMN = "models.Staff chưa có cột «{}»; hãy thêm cột và bước chuyển đổi (migrations/versions)."
_NO_MIGRATION = "bảng staff của cơ sở dữ liệu chưa có cột «{}»; hãy thêm bước chuyển đổi (migrations/versions)."


def prepare(url: str, progress: Progress | None = None) -> None:
    """Bring the database to the newest tables and reference data; next to nothing where it is there already.

    Several processes may do this at once. Raises UnusableDatabaseError for a database that cannot be used,
    ReferenceError for a field without its column in the model or, for want of a migration, in the database.
    """
    _check_columns(Staff.__table__.columns.keys(), _NO_COLUMN)
    if progress:
        progress("Đang chuẩn bị cơ sở dữ liệu", 0, 1)
    upgrade(url)
    with reading(url) as connection:
        office_register.follow(connection)
        columns = [column["name"] for column in inspect(connection).get_columns(Staff.__tablename__)]
        _check_columns(columns, _NO_MIGRATION)
        in_step = is_in_step(connection)
    if not in_step:
        with writing(url) as connection:
            sync_reference(connection)
    if progress:
        progress("Đang chuẩn bị cơ sở dữ liệu", 1, 1)


def _check_columns(columns: Collection[str], complaint: str) -> None:
    """Each field that `fields.csv` says is kept of people has its column; else its row is named."""
    missing = set(kept_fields()) - set(columns)
    for row in rows("fields") if missing else ():
        if row["field"] in missing:
            raise wrong_row(row, complaint.format(row["field"]))
