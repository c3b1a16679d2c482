"""Tables by a place and a field of a day of which only printed counts are left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reference import field_label, vietnamese
from stats import measures
from stats.cube import Key
from stats.printed import Answer, PrintedDay
from stats.registers import PLACE_OF, axis_of, within
from stats.selection import PLACED, Selection
from stats.source import StatisticsSource

_UNITS, _DISTRICTS = {"unit", "unit_code"}, {"district", "district_code"}


class NotPrintedError(Exception):
    """A question that no printed table answers; the message is a Vietnamese sentence."""


def has_counts_alone(source: StatisticsSource, selection: Selection) -> bool:
    """Tell whether a selection's date has printed counts and no roster of its level."""
    is_printed = (selection.as_of, selection.level) in source.printed()
    return is_printed and selection.as_of not in source.dates(selection.level)


def printed_crosstab(
    source: StatisticsSource,
    selection: Selection,
    by: Sequence[str],
    where: Mapping[str, str | None],
    *,
    of_total: bool = False,
    of_column: bool = False,
) -> measures.Crosstab:
    """View printed counts by a field, by a place, or by both; `where` may choose a place and a category.

    Raises NotPrintedError for what the tables of that day do not tell.
    """
    day = source.printed()[selection.as_of, selection.level]
    places = [name for name in by if name in PLACE_OF]
    fields = [name for name in by if name not in PLACE_OF]
    if len(places) > 1 or len(fields) > 1 or not set(where) <= set(PLACED) or set(places) - _UNITS - _DISTRICTS:
        raise NotPrintedError(_sentence(selection, "chỉ xem được theo một tiêu thức, theo đơn vị, hoặc cả hai"))
    chosen = _narrowed(selection, where)
    counts: dict[Key, int] = {}
    for code, answer in _answers(day, chosen, places[0] if places else "", fields[0] if fields else "category"):
        for value, people in answer.counts.items():
            values = {**dict.fromkeys(places, code), **dict.fromkeys(fields, value)}
            key = tuple(values[name] for name in by)
            counts[key] = counts.get(key, 0) + people
    if not counts:
        what = ", ".join(map(field_label, fields)) or "tổng số"
        by_place = f" của từng {'đơn vị' if places[0] in _UNITS else 'huyện'}" if places else ""
        raise NotPrintedError(_sentence(selection, f"bảng đã nạp không có: {what}{by_place}"))
    axes = [axis_of(day.rows, name, position, counts, where) for position, name in enumerate(by)]
    return measures.crosstab(axes, counts, source.rounding, of_total=of_total, of_column=of_column)


def _narrowed(selection: Selection, where: Mapping[str, str | None]) -> Selection:
    old_province, district, unit, unit_type, category = (where.get(name, getattr(selection, name)) for name in PLACED)
    return replace(selection.at(district, unit, old_province), unit_type=unit_type, category=category)


def _answers(day: PrintedDay, selection: Selection, place: str, field: str) -> list[tuple[str | None, Answer]]:
    """Give each place that the tables tell of, with its people by the field; without `place` the selection's."""
    rows = within(day.rows, selection)
    chosen: dict[str | None, Selection] = {}
    if place in _UNITS:
        chosen = {row.code: selection.at(row.district_code, row.code) for row in rows}
    elif place in _DISTRICTS:
        chosen = {row.district_code: selection.at(row.district_code) for row in rows}
    else:
        chosen = {None: selection}
    answers = ((code, day.answer(narrow, field)) for code, narrow in chosen.items())
    return [(code, answer) for code, answer in answers if answer is not None]


def _sentence(selection: Selection, why: str) -> str:
    return f"Ngày {vietnamese.day(selection.as_of)} chỉ có số liệu tổng hợp: {why}."
