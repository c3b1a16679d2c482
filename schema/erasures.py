"""Erasures of personal data: that they were made, and of how much; never of whom."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class Erasure(Base):
    """A request or a rule by which people's rows were removed; the row names no one."""

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    """`person`, `date`, `import`, or `originals`: files alone, whose time of keeping was over."""
    subject: Mapped[str] = mapped_column(String(60))
    """The date or the import's number; empty for a person."""
    people: Mapped[int]
    """Rows of `staff` that were removed."""
    files: Mapped[int]
    """Originals that were removed, or written anew without the person's rows."""
    reason: Mapped[str] = mapped_column(String(255))
    """The letter or rule that asked for it."""
