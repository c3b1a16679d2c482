"""Alembic's script: it compares with `models.py`, on the caller's connection or else on the office's own database."""

from alembic import context
from sqlalchemy import Connection

import database
import settings
from models import Base


def _migrate(connection: Connection) -> None:
    """Run the migrations; SQLite copies a table to change it (`render_as_batch`), both databases can roll back."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_given: Connection | None = context.config.attributes.get("connection")
if _given is not None:
    _migrate(_given)
else:
    with database.writing(settings.from_environment().database_url) as _own:
        _migrate(_own)
