"""The counts of a form, put into SQL: one question a level, each column a sum of cases; or one line a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, not_, or_, select, true
from sqlalchemy.orm import aliased

from models import Roster, Staff, Unit
from reference import forms
from reference.fields import fields_of_people
from reference.forms import Condition, Form, Rule
from stats.queries.provinces import in_province
from stats.selection import Selection

_District = aliased(Unit, name="districts")
_PLACES: dict[str, Any] = {"unit": Unit.code, "district": _District.code}
_PRECISIONS = {"year": len("1975"), "month": len("1975-03"), "day": len("1975-03-02")}

FormCounts = dict[str | None, dict[str, int]]
"""Place's code -> key of a column or remainder -> people. The one code of a whole selection is None."""


def form_counts(
    c: Connection, form: Form, selection: Selection, by: str | None, *, province: str | None = None
) -> FormCounts:
    """Count by the form's rules in each `unit` or `district` of the selection's place, or (None) in the whole of it.

    Only the selection's date, district and unit matter: a form is about everybody. Districts of a date without district
    level are one group under None, as the whole is.
    """
    counted = [_tally(key, rule, form, selection.as_of) for key, rule in form.rules().items()]
    place = () if by is None else (_PLACES[by],)
    query = _people(c, form, selection, province, *(place or (literal(None),)), *counted)
    rows = c.execute(query.group_by(*place) if place else query)
    return {code: dict(zip(form.rules(), map(_number, numbers), strict=True)) for code, *numbers in rows}


def _tally(key: str, rule: Rule, form: Form, as_of: date) -> ColumnElement[Any]:
    return func.sum(case((_holds(rule, form, as_of), 1), else_=0)).label(key)


def _number(value: object) -> int:
    """Read a sum: over nobody it is NULL, which is 0."""
    return int(str(value)) if value is not None else 0


@dataclass(frozen=True, slots=True)
class FormPerson:
    """One person: the place, what the form may show of them (None: the roster does not say), and which rules hold."""

    unit_code: str
    unit_name: str
    district_name: str | None
    fields: Mapping[str, str | None]
    holds: Mapping[str, bool]


def form_people(c: Connection, form: Form, selection: Selection, *, province: str | None = None) -> list[FormPerson]:
    """List the people of the selection's place whom the form is about, by unit, then in the order of the file."""
    shown = [getattr(Staff, name) for name in fields_of_people()]
    rules = form.rules()
    marks = (case((_holds(rule, form, selection.as_of), 1), else_=0) for rule in rules.values())
    query = _people(c, form, selection, province, Unit.code, Unit.name, _District.name, *shown, *marks)
    names = [column.key for column in shown]
    return [
        FormPerson(
            code,
            unit,
            district,
            dict(zip(names, rest, strict=False)),
            {key: bool(mark) for key, mark in zip(rules, rest[len(names) :], strict=True)},
        )
        for code, unit, district, *rest in c.execute(query.order_by(Unit.code, Staff.id))
    ]


def _people(c: Connection, form: Form, selection: Selection, province: str | None, *columns: Any) -> Select[Any]:
    """SELECT `columns` over those people of current rosters whom the form is about."""
    query = (
        select(*columns)
        .select_from(Staff)
        .join(Roster, Staff.roster_id == Roster.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .outerjoin(_District, Roster.district_id == _District.id)
        .where(Roster.is_current, Roster.as_of == selection.as_of, _holds(form.counts, form, selection.as_of))
    )
    if province is not None:
        query = query.where(in_province(c, province))
    if selection.district is not None:
        query = query.where(_District.code == selection.district)
    return query if selection.unit is None else query.where(Unit.code == selection.unit)


def _holds(rule: Rule, form: Form, as_of: date) -> ColumnElement[bool]:
    alternatives = (
        and_(true(), *(_condition(condition, form.age_rule, as_of) for condition in conditions)) for conditions in rule
    )
    return or_(*alternatives)


def _condition(condition: Condition, age_rule: str, as_of: date) -> ColumnElement[bool]:
    if condition.field == forms.AGE:
        return _age(condition, age_rule, as_of)
    if condition.field == forms.RETIREMENT:
        return or_(*(_retirement(as_of)[value] for value in condition.values))
    if condition.field == forms.PRECISION:
        return or_(*(_precision(value) for value in condition.values))
    if condition.field == forms.PROBATION:
        return or_(*(Staff.party_probation.is_(value == "yes") for value in condition.values))
    column = getattr(Staff, condition.field) if condition.field != "unit_type" else Unit.kind
    declared = [value for value in condition.values if value is not None]
    matches = column.in_(declared)
    if condition.is_negated:
        return and_(column.is_not(None), not_(matches))
    return or_(matches, column.is_(None)) if None in condition.values else matches


def _age(condition: Condition, age_rule: str, as_of: date) -> ColumnElement[bool]:
    """Bound the birth date; nobody without one is of any age."""
    if condition.values:
        return Staff.birth_number.is_(None)
    bounds: list[ColumnElement[bool]] = [Staff.birth_number.is_not(None)]
    if condition.first is not None:
        bounds.append(Staff.birth_number <= forms.latest_birth(as_of, condition.first, age_rule))
    if condition.last is not None:
        bounds.append(Staff.birth_number > forms.latest_birth(as_of, condition.last + 1, age_rule))
    return and_(*bounds)


def _retirement(as_of: date) -> dict[str | None, ColumnElement[bool]]:
    """Part people past the retirement age from those within it, and from those of whom it cannot be told (None).

    Each person is in one of the three. Without a gender a person is past it when both genders are, and not past it
    when neither is.
    """
    bounds = {gender: forms.first_not_retired(as_of, gender) for gender in ("female", "male")}
    earlier, later = sorted(bounds.values())
    born, gender = Staff.birth_number, Staff.gender
    own = {name: and_(gender == name, born.is_not(None)) for name in bounds}
    over = or_(
        *(and_(own[name], born < bound) for name, bound in bounds.items()), and_(gender.is_(None), born < earlier)
    )
    within = or_(
        *(and_(own[name], born >= bound) for name, bound in bounds.items()), and_(gender.is_(None), born >= later)
    )
    between = and_(gender.is_(None), born >= earlier, born < later)
    return {"over": over, "within": within, None: or_(born.is_(None), between)}


def _precision(value: str | None) -> ColumnElement[bool]:
    if value is None:
        return Staff.birth_date.is_(None)
    return func.length(Staff.birth_date) == _PRECISIONS[value]
