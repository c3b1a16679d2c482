"""The way from a number back to its cells: which people it counts, and where in the files their field is written."""

from collections import Counter
from collections.abc import Mapping

from reference.bodies import Tier
from reference.fields import catalogue
from reference.forms import form_on
from reference.forms.facts import columns_of_rules
from reference.spelling import key
from stats import filling, queries
from stats.cube import Conditions
from stats.groups import GROUP, looked_at, members, texts_of
from stats.measures.cross_tables import ALL
from stats.measures.layouts import Layout
from stats.queries.traces import SameName, TracedRow
from stats.registers import PLACE_OF
from stats.scope import EVERYBODY, Scope
from stats.selection import Selection
from stats.source import StatisticsSource

_TOLD_BY = {
    "age_band": ("birth_date", "birth_date_male", "birth_date_female", "birth_year"),
    "old_province": ("district", "unit"),
    "district": ("district", "unit"),
    "unit_type": ("unit",),
    "category": ("position", "job_position"),
    "seniority": ("service_since",),
}
"""Fields that are no column of their own -> the columns that tell them."""
_BY_CODE = {
    ("gender", "male"): ("birth_date_male",),
    ("gender", "female"): ("birth_date_female",),
    ("gender", None): ("birth_date_male", "birth_date_female"),
}
"""Fields that another one's columns tell, each column one code."""


_KEPT_AS = {"birth_number": "birth_date", "party_probation": "party_member"}
"""Columns that a form's rules are judged by -> the field whose cells tell them."""
_HEADED = tuple(key(word) for word in ("dân tộc", "tôn giáo", "đảng"))
"""Words in the headings of columns that nobody read, and that may be of a sensitive field."""


def conditions_of(layout: Layout, panel: str | None, row: str | None, column: str | None) -> Conditions:
    """Give the conditions of a cell's people: the table's filters, and the codes of its row, column and panel."""
    axes = ((layout.rows, row), (layout.columns, column), (layout.panels, panel))
    return (*layout.where, *((name, code) for name, code in axes if name and code != ALL))


def people_behind(source: StatisticsSource, selection: Selection, where: Conditions, scope: Scope) -> list[TracedRow]:
    """List the rows of the people whom a number counts, as far as they are of the scope; never remembered.

    Raises KeyError for a group that does not exist.
    """
    if texts := texts_of(where):
        return _of_groups(source, selection, texts, tuple(each for each in where if each[0] != GROUP), scope)
    plain, units = _reported(source, selection, where)
    return source.ask(queries.traced_rows, selection, plain, scope=scope, province=source.province, units=units)


def _of_groups(
    source: StatisticsSource, selection: Selection, texts: tuple[str, ...], where: Conditions, scope: Scope
) -> list[TracedRow]:
    """List the rows of groups' people: as the conditions say, where the groups are not of a place and a time."""
    place = looked_at(selection, texts)
    held = members(source, place, texts, scope)
    if held.is_closed:
        return source.ask(queries.rows_of_ids, held.ids, scope=scope)
    return [row for row in people_behind(source, place, where, scope) if row.id in held.ids]


def people_in_column(
    source: StatisticsSource, selection: Selection, form: str, key: str, scope: Scope
) -> list[TracedRow]:
    """List the rows of the people whom a column of a statutory form counts, as far as they are of the scope.

    Raises KeyError for a form or a column that the selection's day does not have.
    """
    known = source.ask(filling.people_in_column, source.province, form, key, selection, scope)
    everybody = selection.everybody_at(Tier.ALL)
    return [row for row in people_behind(source, everybody, (), scope) if row.id in known]


def told_by_column(selection: Selection, form: str, key: str) -> tuple[str, Conditions]:
    """Give a form's column in words, and the fields that it counts by; KeyError for one that does not exist."""
    version = form_on(form, selection.as_of)
    if version is None:
        raise KeyError(form)
    columns = columns_of_rules([version.rules()[key]])
    fields = dict.fromkeys(_KEPT_AS.get(name, name) for name in columns)
    heads = next((column.header for column in version.columns if column.key == key), ("Tổng số",))
    return f"{version.label}: {' › '.join(heads)}", tuple((name, None) for name in fields)


def files_behind(source: StatisticsSource, selection: Selection, where: Conditions) -> list[tuple[str, str, int]]:
    """Count the people of a number by file and sheet, for those who may not see whom it counts.

    Raises KeyError for a group that does not exist.
    """
    if texts_of(where):
        rows = people_behind(source, selection, where, EVERYBODY)
        return [(*place, number) for place, number in sorted(Counter((row.file, row.sheet) for row in rows).items())]
    plain, units = _reported(source, selection, where)
    return source.ask(queries.counts_of_files, selection, plain, province=source.province, units=units)


def rows_of_person(source: StatisticsSource, staff_id: int, scope: Scope) -> list[SameName]:
    """List the rows of all dates with a person's name and birth date."""
    return source.ask(queries.rows_of_one, staff_id, scope=scope, province=source.province)


def hidden_letters(row: TracedRow, scope: Scope) -> frozenset[str]:
    """Find the columns of a row that tell what is hidden from the scope: by meaning or, unread, by heading."""
    by_meaning = {letter for letter, meaning in row.columns.items() if meaning.partition(":")[0] in scope.hidden}
    words = _HEADED if scope.hidden else ()
    unread = {letter: key(heading) for letter, heading in row.headings.items() if letter not in row.columns}
    return frozenset(by_meaning | {letter for letter, text in unread.items() if any(word in text for word in words)})


def _reported(
    source: StatisticsSource, selection: Selection, where: Conditions
) -> tuple[dict[str, str | None], tuple[str, ...] | None]:
    """Put places of a view into the units that reported their people; None where the places are the rosters' own."""
    units = source.reported_units(selection, {name: code for name, code in where if name in PLACE_OF})
    plain = {name: code for name, code in where if units is None or name not in PLACE_OF}
    return plain, units


def cells_of(row: TracedRow, where: Conditions) -> dict[str, tuple[str, ...]]:
    """Give the cells («H17») in which a row tells each field of the conditions; none where no column tells it."""
    return {name: tuple(f"{letter}{row.row}" for letter in letters_of(row.columns, name, code)) for name, code in where}


def letters_of(columns: Mapping[str, str], field: str, code: str | None) -> list[str]:
    """List the columns that tell a field: its own, of columns of marks that of the code, else all of them."""
    own = catalogue()[field]
    others = (_BY_CODE.get((field, code), ()), own.told_by, _TOLD_BY.get(field, ()))
    for names in ((field,), filter(None, (own.detail_of,)), *others):
        known = set(names)
        exact = [letter for letter, meaning in columns.items() if meaning in known]
        marks = [letter for letter, meaning in columns.items() if meaning.partition(":")[0] in known]
        marked = [letter for letter in marks if columns[letter].partition(":")[2] == code]
        if telling := [*exact, *(marked or [letter for letter in marks if letter not in exact])]:
            return list(dict.fromkeys(telling))
    return []
