"""The annexes of a report: the same columns for the whole, its districts and its communes, so that they can be added.

The numbers are those of the grouped measures; a place that has not sent is a row that says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import reference
from presentation import completeness
from presentation.charts import Cell, Column, Kind, Table, counted
from presentation.tiers import places_of
from reference import vietnamese
from reference.fields import composition
from reports.contents import table_symbols
from reports.contents.model import Annex, Tabular
from stats.cube import Conditions
from stats.disclosure import SIGN
from stats.measures import Breakdown
from stats.names import Names
from stats.selection import Selection
from stats.source import StatisticsSource

_WITHHELD_NOTE = f"{SIGN}: không công bố, vì là số nhỏ hoặc vì từ đó tính ra được số nhỏ."
_UNIT_NOTE = "Đơn vị tính: người."
_ONLY = {name: (code,) for name, code in composition() if reference.catalogue()[name].is_listed}
"""Fields of which one value tells the other."""
_FIELDS = ("category", "gender", "party_member", "education", "political_theory", "state_management", "it")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

Profile = Mapping[str, Breakdown]
"""Field -> the people of one place by it."""
Row = tuple[Cell, ...]
Line = tuple[Conditions | None, Row]
"""A row of a place, and whose people it counts."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A column: the people of a place with one value (None: «Không khai») of a field."""

    field: str
    code: str | None
    header: str


def annexes(source: StatisticsSource, selection: Selection) -> tuple[Annex, ...]:
    """Make the annexes by district and by commune of a whole province with districts, else by commune; of one none."""
    if selection.unit is not None:
        return ()
    whole = {field: source.breakdown(selection, field) for field in _FIELDS}
    heads = _heads(whole)
    communes = _profiles(source, selection, "unit")
    names = source.names_of(selection)
    place = names.place(selection)
    everybody = completeness.covered("Tổng số" if selection.is_of_place else "Toàn tỉnh", source.coverage(selection))
    first = _row("", everybody, whole, heads)
    if selection.district is not None or not names.districts:
        rows = [(counted.EVERYBODY, first), *_communes(communes, names, selection, heads)]
        return (_annex(f"Số lượng, chất lượng theo {places_of(selection.level)}, {place}", rows, heads, (0,)),)
    districts = _profiles(source, selection, "district")
    return (
        _by_district(place, first, districts, names, heads),
        _by_commune(
            place, first, districts=districts, communes=communes, names=names, selection=selection, heads=heads
        ),
    )


def _profiles(source: StatisticsSource, selection: Selection, by: str) -> dict[str, Profile]:
    """Place -> its people by each field; places that have a roster."""
    profiles: dict[str, dict[str, Breakdown]] = {}
    for field in _FIELDS:
        for group in source.grouped(selection, field, by).groups:
            profiles.setdefault(group.code or "", {})[field] = group.breakdown
    return dict(profiles)


def _by_district(place: str, first: Row, districts: Mapping[str, Profile], names: Names, heads: list[_Head]) -> Annex:
    rows: list[Line] = [(counted.EVERYBODY, first)]
    for number, (code, name) in enumerate(sorted(names.districts.items()), start=1):
        rows.append((counted.of_place("district", code), _row(str(number), name, districts.get(code), heads)))
    return _annex(f"Số lượng, chất lượng theo đơn vị cấp huyện, {place}", rows, heads, (0,))


def _by_commune(
    place: str,
    first: Row,
    districts: Mapping[str, Profile],
    communes: Mapping[str, Profile],
    names: Names,
    selection: Selection,
    heads: list[_Head],
) -> Annex:
    """Make the annex by commune: each district's row in bold, its communes below it."""
    rows: list[Line] = [(counted.EVERYBODY, first)]
    totals = [0]
    for number, (code, name) in enumerate(sorted(names.districts.items()), start=1):
        below = list(
            _communes(
                communes,
                names,
                Selection(selection.as_of, code, None, selection.unit_type, level=selection.level),
                heads,
            )
        )
        if below:
            totals.append(len(rows))
            ordinal = _ROMAN[number] if number < len(_ROMAN) else str(number)
            where = counted.of_place("district", code)
            rows += [(where, _row(ordinal, name, districts.get(code), heads)), *below]
    return _annex(f"Số lượng, chất lượng theo {places_of(selection.level)}, {place}", rows, heads, tuple(totals))


def _communes(
    communes: Mapping[str, Profile], names: Names, selection: Selection, heads: list[_Head]
) -> Iterator[Line]:
    """The place's communes in the order of their codes; of one type only those that have sent, for names have none."""
    codes = [code for code in sorted(names.units) if names.is_within(code, selection)]
    listed = [code for code in codes if selection.unit_type is None or code in communes]
    for number, code in enumerate(listed, start=1):
        yield counted.of_place("unit", code), _row(str(number), names.units[code], communes.get(code), heads)


def _heads(whole: Profile) -> list[_Head]:
    """A column for each value that anybody has, and for those who do not say; of some fields one value is enough.

    Of a field that nobody declares that is the column of those who do not say alone, with a single value beside it.
    """
    heads: list[_Head] = []
    for field, breakdown in whole.items():
        group = reference.field_label(field)
        if field in _ONLY:
            heads += [_Head(field, code, breakdown.part(code).label) for code in _ONLY[field]]
            heads += [_Head(field, None, f"{group} › {vietnamese.NOT_DECLARED}")] if breakdown.undeclared else []
            continue
        heads += [_Head(field, part.code, f"{group} › {part.label}") for part in breakdown.parts if part.count]
    return heads


def _row(number: str, name: str, profile: Profile | None, heads: list[_Head]) -> Row:
    if profile is None:
        return (number, name, table_symbols.NOT_SENT, *(None for _ in heads))
    total = next(iter(profile.values())).people
    return (number, name, total, *(_count(profile[head.field], head.code) for head in heads))


def _count(breakdown: Breakdown, code: str | None) -> Cell:
    """Count the people with a value; nobody where the place has no «Không khai» of its own."""
    count: Cell = table_symbols.count(next((part.count for part in breakdown.parts if part.code == code), 0))
    return count


def _annex(title: str, lines: list[Line], heads: list[_Head], totals: tuple[int, ...]) -> Annex:
    columns = [Column("TT", Kind.TEXT), Column("Đơn vị", Kind.TEXT), Column("Tổng số", Kind.COUNT)]
    columns += [Column(head.header, Kind.COUNT) for head in heads]
    places, rows = zip(*lines, strict=True)
    missing = table_symbols.legend(cell for row in rows for cell in row[2:] if cell != SIGN)
    table = Table(tuple(columns), rows).with_people(
        places, [counted.EVERYBODY, *(counted.of_codes(head.field, (head.code,)) for head in heads)]
    )
    hidden = [_WITHHELD_NOTE] if any(SIGN in row for row in table.rows) else []
    return Annex(title, (Tabular(title, table, None, (_UNIT_NOTE, *missing, *hidden), totals),))
