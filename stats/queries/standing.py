"""The kind of data that count: real rosters, and invented ones while no real one stands."""

from sqlalchemy import Connection, select

from models import Import

_KINDS = select(Import.is_demo).where(Import.undone_at.is_(None)).order_by(Import.is_demo).limit(1)
"""The first of the kinds that stand: real ones, if there are any. In the order of the index, which is not scanned."""


def is_demo(c: Connection) -> bool:
    """Tell whether the data that are shown now are invented ones: they count while nothing real stands."""
    return bool(c.scalar(_KINDS))


def has_real(c: Connection) -> bool:
    """Tell whether a real roster stands: nothing invented counts beside it, neither people nor figures."""
    return c.scalar(_KINDS) is False
