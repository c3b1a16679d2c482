"""Fills a form from the database: reads its people once, counts them by its rules, hands all to `measures.forms`."""

from collections.abc import Sequence
from datetime import date
from itertools import chain, compress
from typing import Any

from sqlalchemy import Connection

from reference import forms, vietnamese
from reference.bodies import Tier
from reference.fields import fields_of_people
from reference.figures import measures
from reference.forms import PEOPLE, Columns, Form, fields_of
from reference.forms.facts import columns_of_rules, facts_of_rules
from stats import queries
from stats.measures.form_counts import Facts, counts_by_place, marks_of_people, summed
from stats.measures.forms import (
    FormError,
    FormList,
    FormPlace,
    FormTable,
    ListedPerson,
    form_list,
    form_table,
    with_given,
    with_untold,
)
from stats.queries.figures import figures, given_numbers
from stats.registers import within
from stats.scope import NotToldError, Scope
from stats.selection import Selection, View

_ON_FORM = "on_form"
_CODES, _NAMES = ("district_code", "unit_code"), ("district_name", "unit_name")


def fill(c: Connection, province: str, name: str, selection: Selection, people: Scope) -> FormTable | FormList:
    """The form of that name, for the selection's date and place; a form is about everybody there, whatever the kind.

    A form that names people is filled for whoever may see all of that place by name (`people`) and for nobody else.
    Raises KeyError for a name that no form has; FormError, with a sentence, where the form is not for that date, nobody
    has sent a roster, or something does not add up.
    """
    form = forms.form_on(name, selection.as_of)
    if form is None:
        raise FormError(f"Biểu «{name}» không áp dụng cho số liệu tính đến ngày {vietnamese.day(selection.as_of)}.")
    if selection.territory is not View.REPORTED and selection.is_of_place:
        raise FormError(
            f"Biểu {form.code} lập theo đơn vị như đã báo cáo. Hãy chọn lại địa giới «Như đã báo cáo», rồi chọn đơn vị."
        )
    _require_told(form, people)
    places = _places(c, province, form, selection)
    if not any(place.has_roster for place in places):
        raise FormError(
            f"Không xuất được biểu {form.code} vì chưa có danh sách của {_senders(form)} tính đến "
            f"{vietnamese.day(selection.as_of)}. Hãy nạp danh sách hoặc chọn ngày khác."
        )
    if form.kind == "people" and not people.covers_all((place.code, place.district_code) for place in places):
        raise FormError(
            f"Biểu {form.code} có tên từng người: tài khoản này không xem được danh sách người của cả nơi đã chọn. Hãy "
            "chọn đơn vị của mình, hoặc hỏi người quản trị."
        )
    scope = "unit" if selection.unit else "district" if selection.district else "province"
    columns, facts = _people(c, province, form, selection, people)
    if form.kind == "people":
        return form_list(form, selection.as_of, scope, places, _listed(form, columns, facts, scope))
    table = _table(form, selection.as_of, scope=scope, places=places, columns=columns, facts=facts)
    return with_given(table, _given(c, form, selection.as_of))


def _senders(form: Form) -> str:
    """Name who has to send for a form: that the communes have sent is of no use to one about other levels."""
    return "nơi đã chọn" if Tier.COMMUNE in form.tiers else "cơ quan, đơn vị cấp tỉnh, cấp huyện"


def _given(c: Connection, form: Form, as_of: date) -> dict[str, dict[str, int]]:
    """Give the quotas of each column that shows one; invented quotas never stand beside real people, or the reverse."""
    shown = {column.key: column.given for column in form.columns if column.given}
    catalogues = {measures()[measure].catalogue for measure in shown.values()}
    if any(figures(c, catalogue).is_demo != queries.is_demo(c) for catalogue in catalogues):
        return {}
    return {key: given_numbers(c, measure, as_of) for key, measure in shown.items()}


def _tiers(form: Form, selection: Selection) -> tuple[Tier, ...]:
    """The levels that a form is filled for: the chosen one where it is among the form's, else all of them."""
    return (selection.level,) if selection.level in form.tiers else form.tiers


def _of_tiers(form: Form, selection: Selection) -> list[Selection]:
    """List the selections of everybody in the place, one for each level that the form is filled for."""
    return [selection.everybody_at(tier) for tier in _tiers(form, selection)]


def _require_told(form: Form, people: Scope) -> None:
    """Raise FormError where a list shows or counts by what is hidden from whoever asks."""
    if form.kind != "people":
        return
    try:
        people.require((*(column.shows for column in form.columns), *forms.columns_of(form)))
    except NotToldError as error:
        raise FormError(f"Biểu {form.code}: {vietnamese.in_sentence(str(error))}") from None


def _places(c: Connection, province: str, form: Form, selection: Selection) -> list[FormPlace]:
    rows = (row for tier in _tiers(form, selection) for row in queries.units(c, selection.as_of, province, tier))
    return [
        FormPlace(row.code, row.name, row.district_code, row.district_name, row.has_roster)
        for row in within(rows, selection.everybody_at(selection.level))
    ]


def _people(c: Connection, province: str, form: Form, selection: Selection, scope: Scope) -> tuple[Columns, Facts]:
    """Read the people of the selection's place whom the form is about: what is kept of them, and the facts of it."""
    places = _of_tiers(form, selection)
    columns: Columns
    if form.kind == "people":
        names = tuple(dict.fromkeys((*_CODES, *_NAMES, *fields_of_people(), *forms.columns_of(form))))
        # Whoever gets a list of names was asked for above.
        open_names = [name for name in names if name not in scope.hidden]
        parts_of = (queries.person_rows(c, place, open_names, scope=scope, province=province) for place in places)
        rows = list(chain.from_iterable(parts_of))
        columns = dict.fromkeys(names, (None,) * len(rows))
        columns |= dict(zip(open_names, zip(*rows, strict=True) if rows else [()] * len(open_names), strict=True))
    else:
        parts = [queries.person_columns(c, place, forms.columns_of(form), province=province) for place in places]
        columns = {name: tuple(chain.from_iterable(part[name] for part in parts)) for name in parts[0]}
    facts = forms.facts_of(form, selection.as_of, columns)
    people = len(columns["unit_code"])
    is_on_form = [mark[PEOPLE] for mark in marks_of_people({PEOPLE: form.counts}, people, facts)]
    return _only(columns, is_on_form), _only(facts, is_on_form)


def people_in_column(c: Connection, province: str, name: str, key: str, selection: Selection, scope: Scope) -> set[int]:
    """Give the ids of the people whom a column of a form counts, as far as they are of the scope.

    Raises KeyError for a form or a column that does not exist; NotToldError for what is hidden from the scope.
    """
    form = forms.form_on(name, selection.as_of)
    if form is None:
        raise KeyError(name)
    rules = {_ON_FORM: form.counts, key: form.rules()[key]}
    names = ("id", *columns_of_rules(rules.values()))
    places = _of_tiers(form, selection)
    parts = (queries.person_rows(c, place, names, scope=scope, province=province) for place in places)
    rows = list(chain.from_iterable(parts))
    columns: Columns = dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))
    facts = facts_of_rules(rules.values(), form.age_rule, selection.as_of, columns)
    marks = marks_of_people(rules, len(rows), facts)
    return {row[0] for row, mark in zip(rows, marks, strict=True) if mark[_ON_FORM] and mark[key]}


def _only(columns: Columns, is_kept: Sequence[bool]) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(compress(values, is_kept)) for name, values in columns.items()}


# A line for each unit


def _table(
    form: Form, as_of: date, scope: str, places: Sequence[FormPlace], columns: Columns, facts: Facts
) -> FormTable:
    """Count each unit's people, and sum up over the districts that the rosters name, and over all."""
    district, unit = (columns[name] for name in _CODES)
    by_unit = counts_by_place(form.rules(), unit, facts)
    district_of = dict(zip(unit, district, strict=True))
    by_district = {
        code: summed(form.rules(), (by_unit[unit] for unit in district_of if district_of[unit] == code))
        for code in set(district)
    }
    whole = summed(form.rules(), by_unit.values())
    table = form_table(form, as_of, scope=scope, places=places, by_unit=by_unit, by_district=by_district, whole=whole)
    return with_untold(table, _untold(form, unit, facts))


def _untold(form: Form, units: Sequence[str], facts: Facts) -> dict[str, frozenset[str]]:
    """Find each unit's columns about a field that nobody there declares."""
    of_all = set(fields_of(form.counts))
    own = {key: set(fields_of(rule)) - of_all for key, rule in form.rules().items()}
    declaring = {
        name: {unit for unit, fact in zip(units, facts[name], strict=True) if fact is not None}
        for name in set().union(*own.values())
    }
    return {
        unit: frozenset(key for key, names in own.items() if any(unit not in declaring[name] for name in names))
        for unit in set(units)
    }


# A line for each person


def _listed(form: Form, columns: Columns, facts: Facts, scope: str) -> list[ListedPerson]:
    marks = marks_of_people(form.rules(), len(columns["unit_code"]), facts)
    shown = fields_of_people()
    fields = zip(*(columns[name] for name in shown), strict=True)
    places = zip(*(columns[name] for name in ("unit_code", "unit_name", "district_name")), strict=True)
    return [
        ListedPerson(code, _workplace(unit, district, scope), dict(zip(shown, texts, strict=True)), holds)
        for (code, unit, district), texts, holds in zip(places, fields, marks, strict=True)
    ]


def _workplace(unit: str, district: str | None, scope: str) -> str:
    """In a whole province a commune is named with its district: two may bear one name."""
    return f"{unit}, {vietnamese.in_sentence(district)}" if scope == "province" and district else unit
