"""One place on one page: how many people, of which levels, beside its district and its province."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import reference
from presentation import completeness, labels
from presentation.charts import Cell, Column, Kind, Table, catalogue, counted
from presentation.prose import joined
from presentation.secrecy import secrecy_note
from presentation.sentences import Sentences, sentences_of
from reference import vietnamese
from reference.fields import composition
from reports.contents import table_symbols
from reports.contents.model import Block, NumberedChart, Paragraph, Report, Section, Tabular
from stats.cube import Conditions
from stats.measures import Breakdown, Part, Status, is_listed
from stats.measures.level_groups import merged
from stats.names import Names
from stats.registers import within
from stats.selection import Selection
from stats.source import StatisticsSource

NAME = "profile"
KIND = "Hồ sơ đơn vị"
_SIDES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Số lượng, trình độ, độ tuổi", ("category", "education", "age_band")),
    ("Tin học, lý luận, quản lý, thành phần", ("it", "political_theory", "state_management", "")),
)
"""Each table's title and its fields; «»: who the people are (`composition` of the catalogue)."""
_SENTENCES = ("headcount", "change", "headcount_by_place", "university_by_place")
_PEOPLE, _SHARE = "Số người", "Tỷ lệ (%)"
_MOST_NAMED = 3
"""Units without a roster that are named: the page has no room for more."""
_NONE = Decimal("0.00")

_Line = tuple[Conditions | None, tuple[Cell, ...]]
"""The conditions of a row's people, and its cells."""
Whole = Mapping[str, Breakdown]
"""Field -> the people of one place by it."""


@dataclass(frozen=True, slots=True)
class _Places:
    """The place's people, and those of the larger places beside it by what they are called."""

    own: Whole
    others: Mapping[str, Whole]
    selections: tuple[Selection, ...]
    """The larger places' own, in their order."""

    def rows(self, field: str, codes: Sequence[str | None] | None = None) -> Iterator[_Line]:
        """A row for each value that anybody has in one of the places, or for each of `codes`."""
        wholes = [self.own[field], *(whole[field] for whole in self.others.values())]
        parts = {part.code: part for whole in wholes for part in whole.parts if part.count}
        listed = [part.code for part in self.own[field].parts if part.code is not None]
        values = codes if codes is not None else [code for code in [*listed, None] if code in parts]
        for code in values:
            where = counted.of_part(field, code)
            shares = (_share(whole, code) for whole in wholes)
            yield where, (self._label(field, code), _count(wholes[0], code), *shares)

    def _label(self, field: str, code: str | None) -> str:
        """Name a value; a kind's long name, «Người hoạt động không chuyên trách», would take a line from the charts."""
        if code is None:
            return vietnamese.NOT_DECLARED
        part = self.own[field].part(code)
        return part.short_label if field == "category" else part.label


def _count(whole: Breakdown, code: str | None) -> Cell:
    part = _part(whole, code)
    return table_symbols.count(part.count) if part else 0


def _share(whole: Breakdown, code: str | None) -> Cell:
    part = _part(whole, code)
    if part is None:
        return table_symbols.share(_NONE if whole.has_shares else None, 0, whole.base)
    return table_symbols.share(part.share, part.count, whole.base)


def _part(whole: Breakdown, code: str | None) -> Part | None:
    return next((part for part in whole.parts if part.code == code), None)


def profile(source: StatisticsSource, selection: Selection, *, is_demo: bool) -> Report:
    """Write the page about a commune, a district or a province; of a place without any roster it says only that."""
    names, day = source.names_of(selection), vietnamese.day(selection.as_of)
    coverage = source.coverage(selection)
    has_people = coverage.units_with_roster > 0
    sentences = sentences_of(source, selection, _SENTENCES if has_people else ("coverage",))
    places = _places(source, selection)
    return Report(
        NAME,
        KIND,
        subject=f"{_subject(selection, names)} (tính đến ngày {day})",
        selection=selection,
        place=names.place(selection),
        as_of=selection.as_of,
        rounding=source.rounding.rule,
        is_demo=is_demo,
        sections=tuple(_sections(source, selection, places, is_demo=is_demo)) if has_people else (),
        opening=tuple(_opening(sentences, source, selection)),
        closing=tuple(_closing(source, selection, places, is_demo=is_demo)) if has_people else (),
        is_sheet=True,
    )


def _subject(selection: Selection, names: Names) -> str:
    """«Phường Đáp Cầu, thành phố Bắc Ninh»; only of some people or units also of whom."""
    place = names.place(selection)
    if selection.category is None and selection.unit_type is None:
        return vietnamese.capitalised(place)
    return labels.people(selection, names)


def _places(source: StatisticsSource, selection: Selection) -> _Places:
    """Its district and its province, as far as they are other places."""
    others: dict[str, Selection] = {}
    if selection.unit is not None:
        if source.names_of(selection).districts and selection.district is not None:
            others["Cấp huyện"] = replace(selection, unit=None)
        others["Toàn tỉnh"] = selection.whole_province()
    elif selection.is_of_place:
        others["Toàn tỉnh"] = selection.whole_province()
    beside = {
        completeness.covered(name, source.coverage(other)): _whole(source, other) for name, other in others.items()
    }
    return _Places(_whole(source, selection), beside, tuple(others.values()))


def _whole(source: StatisticsSource, selection: Selection) -> Whole:
    fields = [field for _, names in _SIDES for field in names if field]
    breakdowns = {
        field: source.breakdown(selection, field) for field in [*fields, *(field for field, _ in composition())]
    }
    return {field: whole if is_listed(field) else merged(whole) for field, whole in breakdowns.items()}


def _opening(sentences: Sentences, source: StatisticsSource, selection: Selection) -> Iterator[Paragraph]:
    """Write the paragraphs above the tables: what there is to say, and how the roster came."""
    first, second = (
        joined(sentences.get(name) for name in names)
        for names in (("headcount", "change"), ("headcount_by_place", "university_by_place"))
    )
    texts = (first, second, sentences.get("coverage") or _progress(source, selection))
    yield from (Paragraph(text) for text in texts if text)


def _progress(source: StatisticsSource, selection: Selection) -> str:
    """«Danh sách nạp ngày 05/01/2024, còn 02 lỗi, 01 cảnh báo.», or of how many units there is one, and is not well."""
    units = within(source.submissions(selection.as_of).units, selection)
    if selection.unit is not None and len(units) == 1 and units[0].loaded_at:
        (unit,) = units
        day = vietnamese.day(vietnamese.in_viet_nam(units[0].loaded_at).date())
        return f"Danh sách được nạp ngày {day}; {_problems(unit.errors, unit.warnings)}."
    sent = sum(unit.status is not Status.MISSING for unit in units)
    doubtful = sum(unit.status is Status.DOUBTFUL for unit in units)
    total = f"{vietnamese.number(sent)}/{vietnamese.number(len(units))}"
    remark = (
        f"{vietnamese.small_count(doubtful)} đơn vị còn lỗi hoặc cảnh báo" if doubtful else "không còn lỗi hay cảnh báo"
    )
    missing = source.missing(selection)
    is_named = missing.places and selection.district is not None  # a province's sentences leave no room on the page
    absent = f" (chưa có: {completeness.missing_places(missing, _MOST_NAMED)})" if is_named else ""
    return f"Đã có danh sách của {total} đơn vị{absent}; {remark}."


def _problems(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "không còn lỗi hay cảnh báo"
    return f"còn {vietnamese.small_count(errors)} lỗi đã chấp nhận, {vietnamese.small_count(warnings)} cảnh báo"


def _sections(source: StatisticsSource, selection: Selection, places: _Places, *, is_demo: bool) -> Iterator[Section]:
    yield Section(_compared_with(places), tuple(_tables(places)))
    charts: list[Block] = list(_charts(source, selection, is_demo=is_demo))
    if charts:
        yield Section("", tuple(charts))


def _compared_with(places: _Places) -> str:
    """Say of how many people the shares are."""
    first = next(iter(places.own.values())).people
    bases = [f"trong tổng số {vietnamese.number(first)} người"]
    bases += [
        f"{vietnamese.in_sentence(name)} {vietnamese.number(next(iter(whole.values())).people)} người"
        for name, whole in places.others.items()
    ]
    return f"Số người và tỷ lệ {'; '.join(bases)}"


def _tables(places: _Places) -> Iterator[Tabular]:
    for number, (title, fields) in enumerate(_SIDES, start=1):
        rows: list[_Line] = []
        heads: list[int] = []
        for field in fields:
            heads.append(len(rows))
            name = reference.field_label(field) if field else "Thành phần"
            rows.append((None, (name, *(None for _ in range(2 + len(places.others))))))
            rows += places.rows(field) if field else _composition(places)
        columns = [Column("Chỉ tiêu", Kind.TEXT), Column(_PEOPLE, Kind.COUNT), Column(_SHARE, Kind.SHARE)]
        columns += [Column(f"{name.partition(' (')[0]} (%)", Kind.SHARE) for name in places.others]
        beside = [counted.of_selection(place) for place in places.selections]
        table = Table(tuple(columns), tuple(row for _, row in rows))
        table = table.with_people([where for where, _ in rows], [counted.EVERYBODY, counted.EVERYBODY, *beside])
        yield Tabular(title, table, number, (), tuple(heads))


def _composition(places: _Places) -> Iterator[_Line]:
    for field, code in composition():
        yield from places.rows(field, [code])


def _charts(source: StatisticsSource, selection: Selection, *, is_demo: bool) -> Iterator[NumberedChart]:
    """The levels of education, and people over the years, or by age where there is one date alone."""
    over_time = catalogue.build(source, "headcount_trend", selection, is_demo=is_demo)
    second = (
        over_time if over_time.figure is not None else catalogue.build(source, "age_band", selection, is_demo=is_demo)
    )
    drawn = [catalogue.build(source, "education", selection, is_demo=is_demo), second]
    for number, chart in enumerate((chart for chart in drawn if chart.figure is not None), start=1):
        unit = f"{catalogue.CHARTS[chart.name].label} (người)"
        yield NumberedChart(number, replace(chart, caption=replace(chart.caption, title=unit)))


def _closing(source: StatisticsSource, selection: Selection, places: _Places, *, is_demo: bool) -> Iterator[Paragraph]:
    """Source, rounding, and what the signs in the tables mean."""
    coverage = source.coverage(selection)
    cells = [cell for tabular in _tables(places) for row in tabular.table.rows for cell in row[1:]]
    about = [
        f"{labels.source_line(coverage, selection.as_of, is_demo, selection.level)}.",
        labels.rounding_note(places.own["category"].rounding),
        *([secrecy_note(source.secrecy)] if source.secrecy else table_symbols.legend(cells)),
    ]
    yield Paragraph(" ".join(about))
