"""The first step of every command that uses the database: newest tables, reference data in step."""

from database import reading, writing
from etl.records import Progress
from etl.reference_tables import is_in_step, sync_reference
from migrations.upgrade import upgrade
from models import Staff
from reference import rows, wrong_row
from reference.fields import staff_fields


def prepare(url: str, progress: Progress | None = None) -> None:
    """Bring the database to the newest tables and reference data; next to nothing where it is there already.

    Several processes may do this at once. Raises UnusableDatabaseError for a database that cannot be used,
    ReferenceError for a field without its column.
    """
    _check_columns()
    if progress:
        progress("Đang chuẩn bị cơ sở dữ liệu", 0, 1)
    upgrade(url)
    with reading(url) as connection:
        in_step = is_in_step(connection)
    if not in_step:
        with writing(url) as connection:
            sync_reference(connection)
    if progress:
        progress("Đang chuẩn bị cơ sở dữ liệu", 1, 1)


def _check_columns() -> None:
    """Each field that `fields.csv` says is kept of people has its column in the model."""
    missing = set(staff_fields()) - set(Staff.__table__.columns.keys())
    for row in rows("fields") if missing else ():
        if row["field"] in missing:
            sentence = (
                f"models.Staff chưa có cột «{row['field']}»; hãy thêm cột và bước chuyển đổi (migrations/versions)."
            )
            raise wrong_row(row, sentence)
