"""The time to load the demonstration rosters: only into a database that never held a real one."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from models import FigureImport, Import


def dates_to_load(connection: Connection, dates: Iterable[date]) -> list[date]:
    """List the demonstration's dates that are still to be loaded, oldest first.

    A date that was loaded is not loaded again, not even after it was undone; a start that was broken off between two
    dates goes on with the rest. There are none where a real roster was ever loaded.
    """
    imports = connection.execute(select(Import.as_of, Import.is_demo)).all()
    if not all(is_demo for _, is_demo in imports):
        return []
    return sorted(set(dates) - {as_of for as_of, _ in imports})


def figures_to_load(connection: Connection, hashes: Iterable[str]) -> set[str]:
    """List the invented workbooks of figures (SHA-256) that are still to be loaded: once each, and beside no real data.

    One that was undone is not loaded again.
    """
    real = [
        connection.scalar(select(table.id).where(table.is_demo.is_(False)).limit(1)) for table in (Import, FigureImport)
    ]
    if any(each is not None for each in real):
        return set()
    return set(hashes) - set(connection.scalars(select(FigureImport.sha256)))
