"""The answers of clerks on the import page: who said what, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from models import LearnedColumn, LearnedFormLabel, LearnedSpelling


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """An answer about a spelling; fields as in `models.LearnedSpelling`."""

    field: str
    key: str
    spelling: str
    meaning: str
    source: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """An answer about a column; fields as in `models.LearnedColumn`."""

    header: str
    number: int
    title: str
    meaning: str
    source: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FormLabelRow:
    """A choice about a blank form's label; fields as in `models.LearnedFormLabel`."""

    header: str
    label: str
    title: str
    meaning: str
    source: str
    by: str
    at: datetime


def learned_version(c: Connection) -> str:
    """Give a text that changes with everything that is learned or forgotten."""
    versions = []
    for table in (LearnedColumn, LearnedSpelling):
        number, newest = c.execute(select(func.count(), func.max(table.answered_at)).select_from(table)).one()
        versions.append(f"{number}.{newest or ''}")
    return "/".join(versions)


def learned_spellings(c: Connection) -> list[SpellingRow]:
    """List the answers about spellings, newest first."""
    query = select(LearnedSpelling.__table__).order_by(LearnedSpelling.answered_at.desc(), LearnedSpelling.key)
    return [SpellingRow(*row) for row in c.execute(query)]


def learned_columns(c: Connection) -> list[ColumnRow]:
    """List the answers about columns, newest first; those of one table together."""
    newest = func.max(LearnedColumn.answered_at).over(partition_by=LearnedColumn.header)
    query = select(LearnedColumn.__table__).order_by(newest.desc(), LearnedColumn.header, LearnedColumn.number)
    return [ColumnRow(*row) for row in c.execute(query)]


def learned_form_labels(c: Connection) -> list[FormLabelRow]:
    """List the choices about blank forms' labels, newest first; those of one header together."""
    newest = func.max(LearnedFormLabel.answered_at).over(partition_by=LearnedFormLabel.header)
    query = select(LearnedFormLabel.__table__).order_by(newest.desc(), LearnedFormLabel.header, LearnedFormLabel.label)
    return [FormLabelRow(*row) for row in c.execute(query)]
