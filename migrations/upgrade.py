"""Bring a database to the newest revision; every command and the dashboard pass here before they read a table."""

from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from database import normal_url, reading, trouble, writing

_HERE = Path(__file__).resolve().parent
_SUPPORTED = ("sqlite", "postgresql")


class UnusableDatabaseError(Exception):
    """A database that cannot be used; the message is a Vietnamese sentence without the password."""


@lru_cache(maxsize=1)
def revisions() -> tuple[str, ...]:
    """List all revisions, oldest first: the numbers that the files of `versions/` begin with.

    Read from the names, because importing Alembic would cost every command a third of a second.
    """
    return tuple(sorted(path.name.split("_")[0] for path in (_HERE / "versions").glob("[0-9]*_*.py")))


def revision_of(connection: Connection) -> str | None:
    """Read the revision that a database is at; None for one without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)


def upgrade(url: str) -> bool:
    """Bring the database to the newest revision; True when there was something to do.

    Two processes may call this at once: the second waits and then finds nothing to do.
    Raises UnusableDatabaseError for a wrong address, a server that does not answer, a file that is no database,
    and for a database that a newer version of the program has written.
    """
    if first_contact(url) == revisions()[-1]:
        return False
    with writing(url) as connection:
        if revision_of(connection) == revisions()[-1]:
            return False
        _run_alembic(connection)
    return True


def first_contact(url: str) -> str | None:
    """Open a database and read its revision; None for one without tables of ours. Raises as `upgrade` does."""
    address = _check_address(url)
    try:
        with reading(url) as connection:
            revision = revision_of(connection)
    except (DBAPIError, OSError) as error:
        reason = trouble(error) or str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise UnusableDatabaseError(f"Không mở được cơ sở dữ liệu «{address}»: {reason}") from error
    if revision is not None and revision not in revisions():
        raise UnusableDatabaseError(
            f"Cơ sở dữ liệu «{address}» do một bản mới hơn của chương trình ghi (mức {revision}). "
            "Hãy dùng bản mới của chương trình."
        )
    return revision


def _check_address(url: str) -> str:
    """Give the address as people may see it: without the password."""
    try:
        parsed = make_url(normal_url(url))
        supported = parsed.get_backend_name() in _SUPPORTED and parsed.get_dialect() is not None
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise UnusableDatabaseError(
            "Địa chỉ cơ sở dữ liệu không đọc được. Ví dụ đúng: sqlite:///data/local/workforce.db "
            "hoặc postgresql://nguoi_dung:mat_khau@may_chu/ten."
        ) from None
    address = parsed.render_as_string(hide_password=True)
    if not supported:
        raise UnusableDatabaseError(
            f"Cơ sở dữ liệu «{address}» thuộc loại chưa hỗ trợ; chương trình dùng SQLite hoặc PostgreSQL."
        )
    return address


def _run_alembic(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
