"""The making of a cross-table from a source's counts: one question for each date, its axes in their order."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from reference.fields import Kind, catalogue
from stats.cube import KINDS_OF_IT, Conditions, Key, Question
from stats.measures import axis_values, is_listed
from stats.measures.cross_tables import ALL, NO_AXIS, CrossAxis, CrossTable
from stats.measures.layouts import Layout
from stats.names import place_of
from stats.protected import ProtectedSource
from stats.registers import PLACE_OF, axis_of
from stats.selection import Selection
from stats.source import StatisticsSource

USUAL = Layout("education", "gender")
"""The table where nobody chose any."""
_IT, _NO_IT = "it", "none"
_PLACES = ("district", "unit")
_COUNTED = (Kind.CODE, Kind.YES_NO, Kind.LIST, Kind.TEXT, Kind.BAND)


def crossed_fields() -> tuple[str, ...]:
    """List what can stand in rows, columns and panels, places first: not what tells one person from all others."""
    fields = catalogue().values()
    counted = (
        field.name for field in fields if field.is_dimension and field.kind in _COUNTED and field.name != "source"
    )
    return (*_PLACES, *counted)


def cross_table(source: StatisticsSource, selection: Selection, layout: Layout) -> CrossTable:
    """Cross the selection's people by a layout's fields; the other date is held against them where it is comparable."""
    counts = _counts(source, selection, layout)
    before = _counts(source, selection.on(layout.beside), layout) if layout.beside else None
    panels, rows, columns = (
        _axis(source, selection, layout=layout, place=place, counts=counts, before=before or {})
        for place in range(len(_axes(layout)))
    )
    return CrossTable(
        replace(panels, values=tuple(code for code in panels.values if _has_people(code, counts, before or {}))),
        rows,
        columns=columns,
        counts=counts,
        rounding=source.rounding,
        before=before,
        beside=layout.beside,
        is_beside_later=layout.beside is not None and layout.beside > selection.as_of,
        is_comparable=layout.beside is None or source.comparison(selection, layout.beside).is_fair,
        apart=_apart(source, selection, layout),
        placed=frozenset(layout.fields) & frozenset(_PLACES),
        is_rounded=_is_rounded(source, layout),
    )


def usable(layout: Layout, selection: Selection, dates: Collection[date]) -> Layout | None:
    """Give a kept layout as far as it still holds; None where a field of it is none, or stands in two places."""
    fields = (*layout.fields, *(name for name, _ in layout.where))
    if not layout.rows or len({*fields}) < len(fields) or not {*fields} <= {*crossed_fields()}:
        return None
    has_beside = layout.beside in dates and layout.beside != selection.as_of
    return layout if has_beside else replace(layout, beside=None)


def refusal(source: StatisticsSource, layout: Layout) -> str:
    """Say why a source does not give a layout's table and what can be done, «» where it gives it."""
    return source.cross_refusal(*_named(layout)) if isinstance(source, ProtectedSource) else ""


def _is_rounded(source: StatisticsSource, layout: Layout) -> bool:
    return isinstance(source, ProtectedSource) and source.keeps_back(*_named(layout))


def _named(layout: Layout) -> tuple[str, ...]:
    return (*layout.fields, *(name for name, _ in layout.where))


def _axes(layout: Layout) -> tuple[str, str, str]:
    return layout.panels, layout.rows, layout.columns


def _has_people(code: str | None, *counts: Mapping[Key, int]) -> bool:
    return any(number and key[0] == code for each in counts for key, number in each.items())


def _counts(source: StatisticsSource, selection: Selection, layout: Layout) -> dict[Key, int]:
    """Count by (panel, row, column), ALL where the layout has none. Who has no IT at all has «none» of its kinds."""
    chosen = dict(layout.where)
    about_kinds = KINDS_OF_IT in layout.fields or KINDS_OF_IT in chosen
    beside = [name for name in (KINDS_OF_IT, _IT) if about_kinds and name not in layout.fields]
    asked = (*layout.fields, *beside)
    where: Conditions = tuple((name, code) for name, code in layout.where if name != KINDS_OF_IT)
    ask = source.crossed if isinstance(source, ProtectedSource) else source.cube
    sums: dict[Key, int] = {}
    for key, number in ask(Question(selection, asked, where=where)).counts.items():
        codes = dict(zip(asked, key, strict=True))
        if about_kinds and codes[KINDS_OF_IT] is None and codes[_IT] == _NO_IT:
            codes[KINDS_OF_IT] = _NO_IT
        if KINDS_OF_IT not in chosen or codes[KINDS_OF_IT] == chosen[KINDS_OF_IT]:
            place = tuple(codes[name] if name else ALL for name in _axes(layout))
            sums[place] = sums.get(place, 0) + number
    return sums


def _axis(
    source: StatisticsSource,
    selection: Selection,
    layout: Layout,
    place: int,
    counts: Mapping[Key, int],
    before: Mapping[Key, int],
) -> CrossAxis:
    """Order a field's values: levels as in their list, places as in the register, texts by size."""
    name = _axes(layout)[place]
    if not name:
        return NO_AXIS
    sizes: dict[str | None, int] = {}
    for key, number in counts.items():
        sizes[key[place]] = sizes.get(key[place], 0) + number
    sizes = dict.fromkeys((key[place] for key in before), 0) | sizes
    if name in PLACE_OF and not is_listed(name):
        both = {**before, **counts}
        days = (selection, *([selection.on(layout.beside)] if layout.beside else []))
        register = [row for day in days for row in source.rows_of(day)]
        values = axis_of(register, name, place, both, dict(layout.where)).values
    else:
        values = axis_values(name, sizes)
    return CrossAxis(name, (*values, *([None] if None in sizes else [])))


def _apart(source: StatisticsSource, selection: Selection, layout: Layout) -> frozenset[str]:
    """Find the places of the axes whose figures of the two dates are not comparable."""
    if layout.beside is None:
        return frozenset()
    return frozenset().union(*(_apart_of(source, selection, layout.beside, name) for name in layout.fields))


def _apart_of(source: StatisticsSource, selection: Selection, beside: date, name: str) -> frozenset[str]:
    if name not in _PLACES:
        return frozenset()
    names = source.names_of(selection)
    days = (selection, selection.on(beside))
    codes = {code for day in days for row in source.rows_of(day) if (code := PLACE_OF[name](row))}
    return frozenset(code for code in codes if not source.comparison(place_of(selection, code, names), beside).is_fair)
