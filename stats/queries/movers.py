"""The people of a date as far as they are needed to know them again on another, and what clerks said of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, ScalarSelect, func, select

from models import ImportFile, Leaver, LeavingReason, PersonMatch, Roster, Staff, Unit
from stats.queries.provinces import province_ids
from stats.queries.scopes import rows_of
from stats.scope import Scope


class Person(NamedTuple):
    """A row of a roster with the code of its unit; other fields as in `models.Staff`."""

    id: int
    unit: str
    full_name: str
    birth_date: str | None
    birth_number: int | None
    identity_mark: str | None
    gender: str | None
    ethnicity: str | None
    category: str | None
    position: str | None
    rank: str | None
    job_position: str | None
    schooling: str | None
    education: str | None
    political_theory: str | None
    state_management: str | None
    it: str | None
    english: str | None
    other_language: str | None
    ethnic_language: str | None
    digital_skills: str | None


_FIELDS = Person._fields[2:]


def people_on(c: Connection, as_of: date, *, province: str) -> list[Person]:
    """List everybody of the province's current rosters of a date, of every level, in the order of their rows."""
    ids = province_ids(c, province) or []
    chosen = (Roster.is_current, Roster.as_of == as_of, Roster.province_id.in_(ids))
    places = select(Roster.id, Unit.code).join(Unit, Roster.unit_id == Unit.id).where(*chosen)
    unit_of = {row.id: row.code for row in c.execute(places)}
    columns = (Staff.id, Staff.roster_id, *(getattr(Staff, name) for name in _FIELDS))
    people = select(*columns).join(Roster, Staff.roster_id == Roster.id).where(*chosen).order_by(Staff.id)
    return [Person(number, unit_of[roster], *rest) for number, roster, *rest in c.execute(people)]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A person's row with its unit, post and place in the file."""

    id: int
    full_name: str
    birth_date: str | None
    unit_code: str
    unit: str
    position: str | None
    file: str
    sheet: str
    row: int


def named_rows(c: Connection, ids: Collection[int], *, scope: Scope) -> dict[int, NamedRow]:
    """Name the people of these rows, as far as they are of the scope, by the rows' numbers."""
    columns = (
        Staff.id, Staff.full_name, Staff.birth_date, Unit.code, Unit.name, Staff.position, ImportFile.name,
        Staff.sheet, Staff.row,
    )  # fmt: skip
    return {row[0]: NamedRow(*row) for row in rows_of(c, columns, ids, scope)}


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A clerk's answer on a doubtful pair; fields as in `models.PersonMatch`."""

    earlier: str
    later: str
    title: str
    earlier_unit: str
    later_unit: str
    is_same: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A clerk's answer on why somebody left; fields as in `models.LeavingReason`."""

    person: str
    title: str
    unit: str
    reason: str
    decided_on: date | None
    effective_on: date | None
    by: str
    at: datetime


def person_matches(c: Connection) -> list[MatchRow]:
    """List the answers on doubtful pairs, newest first."""
    query = select(PersonMatch.__table__).order_by(PersonMatch.answered_at.desc(), PersonMatch.title)
    return [MatchRow(*row) for row in c.execute(query)]


def leaving_answers(c: Connection) -> list[ReasonRow]:
    """List the answers on why people left, newest first."""
    query = select(LeavingReason.__table__).order_by(LeavingReason.answered_at.desc(), LeavingReason.title)
    return [ReasonRow(*row) for row in c.execute(query)]


def movement_answers(c: Connection) -> tuple[Mapping[tuple[str, str], bool], Mapping[str, str]]:
    """Give what the answers say: of each pair whether it is one person, of each person the code of the reason."""
    same = {(row.earlier, row.later): row.is_same for row in person_matches(c)}
    return same, {row.person: row.reason for row in leaving_answers(c)}


class LeavingWord(NamedTuple):
    """A roster's word that somebody has left or will: unit's code, date, reason ("": none), mark of the identity."""

    unit: str
    as_of: date
    reason: str
    identity_mark: str | None


@dataclass(frozen=True, slots=True)
class LeavingWords:
    """The words about leavers, the newest first: by the mark of an identity number, by the digest of a person."""

    by_mark: Mapping[str, Sequence[LeavingWord]]
    by_person: Mapping[str, Sequence[LeavingWord]]


def leaving_words(c: Connection, start_on: date, end_on: date, *, province: str) -> LeavingWords:
    """Give what current rosters from one date to another say of leavers."""
    ids = province_ids(c, province) or []
    query = (
        select(Leaver.person, Unit.code, Roster.as_of, Leaver.reason, Leaver.identity_mark)
        .join(Roster, Leaver.roster_id == Roster.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .where(Roster.is_current, Roster.as_of.between(start_on, end_on), Roster.province_id.in_(ids))
        .where(Leaver.reason != "")
        .order_by(Roster.as_of.desc(), Leaver.id)
    )
    by_mark: dict[str, list[LeavingWord]] = {}
    by_person: dict[str, list[LeavingWord]] = {}
    for person, unit, as_of, reason, mark in c.execute(query):
        word = LeavingWord(unit, as_of, reason, mark)
        by_person.setdefault(person, []).append(word)
        if word.identity_mark:
            by_mark.setdefault(word.identity_mark, []).append(word)
    return LeavingWords(by_mark, by_person)


def answers_state() -> tuple[ScalarSelect[Any], ...]:
    """Give the questions for the state of these answers: how many there are, and when the newest was given."""
    return tuple(
        select(state).scalar_subquery()
        for table in (PersonMatch, LeavingReason)
        for state in (func.count(table.answered_at), func.max(table.answered_at))
    )
