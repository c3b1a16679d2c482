"""Choices, named views and answers of an office."""

from datetime import date, datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class OfficeSetting(Base):
    """A choice of the office on the page «Thiết lập», such as the rounding rule."""

    __tablename__ = "office_settings"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(2000))


class NamedView(Base):
    """A page with its selection, kept under a name for one person or for the office."""

    __tablename__ = "named_views"
    __table_args__ = (UniqueConstraint("owner", "name", name="uq_named_views_owner_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(80))
    """The user whose view it is; empty: the office's."""
    name: Mapped[str] = mapped_column(String(120))
    page: Mapped[str] = mapped_column(String(80))
    """The page's address, such as `tin-hoc`; empty: the first page."""
    query: Mapped[str] = mapped_column(String(500))
    """The selection as a link's parameters."""
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]


class Boundary(Base):
    """The boundary of a commune as the office's own file has it, drawn on maps instead of a circle."""

    __tablename__ = "boundaries"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    valid_on: Mapped[date]
    """A day of the register whose unit of that code it is."""
    rings: Mapped[str] = mapped_column(Text)
    """JSON: rings of points of degrees east and north, outer ones against the clock."""


class LearnedColumn(Base):
    """A clerk's answer on what a column under exactly this header means; it stands above what the header says."""

    __tablename__ = "learned_columns"

    header: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the table's header paths in their order; see `etl.headers`."""
    number: Mapped[int] = mapped_column(primary_key=True)
    """The column's place in the table, from 0 at the table's first column."""
    title: Mapped[str] = mapped_column(String(500))
    """The header path as written, «Trình độ đào tạo › Tin học › Chứng chỉ»."""
    meaning: Mapped[str] = mapped_column(String(120))
    """`full_name`, `education:bachelors`; empty: not used."""
    source: Mapped[str] = mapped_column(String(255))
    """File and sheet that the question arose in."""
    answered_by: Mapped[str] = mapped_column(String(80))
    answered_at: Mapped[datetime]


class LearnedSpelling(Base):
    """A clerk's answer on a spelling's meaning in a field's columns; the reference tables' spellings stand above it."""

    __tablename__ = "learned_spellings"

    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    """The spelling as `reference.spelling.key` gives it."""
    spelling: Mapped[str] = mapped_column(String(255))
    meaning: Mapped[str] = mapped_column(String(255))
    """Codes as in `value_spellings.csv` («it=certificate»), an official name, or a unit's full name; empty: blank."""
    source: Mapped[str] = mapped_column(String(255))
    """File, sheet and cell that the question arose in."""
    answered_by: Mapped[str] = mapped_column(String(80))
    answered_at: Mapped[datetime]


class LearnedFormLabel(Base):
    """A clerk's choice of whom a label of a blank form counts, under exactly this header."""

    __tablename__ = "learned_form_labels"

    header: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the table's header paths in their order; see `blank_forms.form`."""
    label: Mapped[str] = mapped_column(String(255), primary_key=True)
    """«column:» or «row:» and the label's path as keys, or `people`: whom the whole table is about."""
    title: Mapped[str] = mapped_column(String(500))
    """The label's path as printed, «Trình độ chuyên môn › Đại học»."""
    meaning: Mapped[str] = mapped_column(String(500))
    """A counting rule as the forms' tables write it; «-»: the cells stay empty."""
    source: Mapped[str] = mapped_column(String(255))
    """File and sheet that the label was met in."""
    answered_by: Mapped[str] = mapped_column(String(80))
    answered_at: Mapped[datetime]
