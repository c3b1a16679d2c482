"""The tables for reuse: one a sheet, rows are places or dates, columns hold numbers, nothing is merged.

The workbook and the files of CSV are made of them alike. People are counted, never named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import reference
from presentation import completeness, labels
from presentation.charts import Break, Cell, Column, Kind
from presentation.charts.of_dates import breaks_of
from presentation.printed_counts import LISTS, TABLES
from reference import vietnamese
from reference.fields import charted_fields
from reports.contents import table_symbols
from reports.contents.data_notes import Note, notes_of
from stats.disclosure import SIGN
from stats.measures import (
    UNIVERSITY_OR_HIGHER,
    WITH_IT_EVIDENCE,
    Breakdown,
    Group,
    GroupedBreakdown,
    Status,
    Submission,
    TrendPoint,
    combined_share,
    is_listed,
)
from stats.measures.level_groups import is_grouped, merged
from stats.names import Names
from stats.registers import within
from stats.selection import Selection
from stats.source import StatisticsSource

DataCell = Cell | date
Row = tuple[DataCell, ...]
FIELDS = ("category", *charted_fields())
"""Each field that has levels, in the order of the tables."""
OVER_TIME = ("category", "education", "it")
TOTAL, PEOPLE, SHARE, CODE, PLACE, DISTRICT, TYPE = (
    "Tổng số", "Số người", "Tỷ lệ (%)", "Mã", "Đơn vị", "Đơn vị cấp huyện", "Loại",
)  # fmt: skip
_TOGETHER = {
    "education": ("Đại học trở lên", UNIVERSITY_OR_HIGHER),
    "it": ("Có trình độ, chứng chỉ tin học", WITH_IT_EVIDENCE),
}
"""Levels that are also counted as one."""
_NONE = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table under its title. `name` is ASCII and the table's own; `sheet` names its sheet.

    `drawn`: headers of the columns that a chart shows, of all rows but the last `totals`; shares are per cent.
    """

    name: str
    sheet: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    drawn: tuple[str, ...] = ()
    totals: int = 0
    breaks: tuple[Break, ...] = ()
    """The places where a line over the rows' dates is interrupted."""
    wholes: tuple[tuple[Decimal, ...], ...] = ()
    """The shares that are parts of one whole, for each such whole."""
    remarks: tuple[str, ...] = ()
    """Sentences above this table alone."""

    def __post_init__(self) -> None:
        """Put the sign where a count is no number."""
        object.__setattr__(self, "rows", tuple(tuple(map(table_symbols.count, row)) for row in self.rows))

    @property
    def signs(self) -> tuple[str, ...]:
        """The meanings of the signs in the table."""
        counts = [place for place, column in enumerate(self.columns) if column.kind is Kind.COUNT]
        is_withheld = any(row[place] == SIGN for row in self.rows for place in counts)
        return table_symbols.legend((cell for row in self.rows for cell in row), counts_withheld=is_withheld)


def tables(source: StatisticsSource, selection: Selection) -> tuple[DataTable, ...]:
    """Make all tables about a selection: the whole, by district, by commune, over time, who has sent."""
    return tuple(_Maker(source, selection).all())


@dataclass(frozen=True, slots=True)
class _Maker:
    source: StatisticsSource
    selection: Selection

    @property
    def names(self) -> Names:
        return self.source.names_of(self.selection)

    @property
    def units(self) -> list[Submission]:
        """The register's units that the selection leaves, in the order of their codes."""
        selection = self.selection
        return within(self.source.submissions(selection.as_of, selection.level).units, selection)

    @property
    def is_for_all(self) -> bool:
        """True where the tables are for the public: keeping small counts back over all dates takes long."""
        return self.source.secrecy is not None and self.source.secrecy.fields is None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the tables; departments only where a roster names any."""
        parts = self.source.breakdown(self.selection, "department").parts
        return (*FIELDS, "department") if any(part.code for part in parts) else FIELDS

    def all(self) -> Iterator[DataTable]:
        yield self._whole()
        if self.selection.district is None and self.selection.unit is None and self.names.districts:
            yield from (self._by_district(field) for field in self.fields)
        if self.selection.unit is None:
            yield from (self._by_unit(field) for field in self.fields)
        yield from (self._trend(field) for field in (OVER_TIME if self.is_for_all else self.fields))
        yield self._coverage()

    def _title(self, what: str) -> str:
        return labels.title(what, self.selection, self.names)

    def _breakdown(self, field: str) -> Breakdown:
        return _listed(self.source.breakdown(self.selection, field))

    # The whole

    def _whole(self) -> DataTable:
        rows: list[Row] = []
        breakdowns = {field: self._breakdown(field) for field in self.fields}
        for field, breakdown in breakdowns.items():
            rows += [
                (reference.field_label(field), part.label, *_both(breakdown, part.code)) for part in breakdown.parts
            ]
        people = breakdowns["category"].people
        subtitle = f"Đơn vị tính: người; tỷ lệ trong tổng số {vietnamese.number(people)} người"
        missing = completeness.gaps(self.source, self.selection)
        return DataTable(
            "tong_hop",
            "Tổng hợp",
            title=self._title("Mọi chỉ tiêu"),
            subtitle="; ".join(filter(None, (subtitle, missing))),
            columns=(
                Column("Chỉ tiêu", Kind.TEXT),
                Column("Giá trị", Kind.TEXT),
                Column(PEOPLE, Kind.COUNT),
                Column(SHARE, Kind.SHARE),
            ),
            rows=tuple(rows),
            notes=notes_of(*self.fields, shares=True),
            wholes=tuple(breakdown.shares for breakdown in breakdowns.values()),
        )

    # Places

    def _by_district(self, field: str) -> DataTable:
        grouped = self.source.grouped(self.selection, field, "district")
        order = [group.code for group in _ordered(grouped)]
        breakdowns = {group.code: _listed(group.breakdown) for group in grouped.groups}
        codes = [*order, *(code for code in sorted(self.names.districts) if code not in breakdowns)]
        coverage = {group.code: group.coverage for group in grouped.groups}
        names = {code: self.names.districts.get(code or "", vietnamese.NO_DISTRICT) for code in codes}
        rows = [(completeness.covered(names[code], coverage.get(code)), code) for code in codes]
        return self._places(
            field, "huyện", DISTRICT, further=(), breakdowns=[breakdowns.get(code) for code in codes], places=rows
        )

    def _by_unit(self, field: str) -> DataTable:
        grouped = self.source.grouped(self.selection, field, "unit")
        breakdowns = {group.code: _listed(group.breakdown) for group in grouped.groups}
        units, heads = self.units, (TYPE, *((DISTRICT,) if self.names.districts else ()))
        rows = [
            (unit.name, unit.code, reference.code_label("unit_type", unit.unit_type), unit.district_name)[
                : 2 + len(heads)
            ]
            for unit in units
        ]
        return self._places(
            field, "xã", PLACE, further=heads, breakdowns=[breakdowns.get(unit.code) for unit in units], places=rows
        )

    def _places(
        self,
        field: str,
        level: str,
        head: str,
        further: Sequence[str],
        breakdowns: Sequence[Breakdown | None],
        places: Sequence[tuple[str | None, ...]],
    ) -> DataTable:
        """A row for each place, the whole last; a breakdown that is None: a place that has not sent."""
        whole = self._breakdown(field)
        values = _values([whole, *(each for each in breakdowns if each is not None)])
        columns = [Column(name, Kind.TEXT) for name in (head, CODE, *further)]
        columns += [Column(TOTAL, Kind.COUNT), *_columns(field, values)]
        rows: list[Row] = [
            (*place, *_cells(each, field, values)) for place, each in zip(places, breakdowns, strict=True)
        ]
        own = "Toàn tỉnh" if self.selection == self.selection.whole_province() else TOTAL
        own = completeness.covered(own, self.source.coverage(self.selection))
        missing = completeness.gaps(self.source, self.selection)
        blank = [table_symbols.NOT_APPLICABLE] * (1 + len(further))
        rows.append((own, *blank, *_cells(whole, field, values)))
        what = "Số lượng" if field == "category" else reference.field_label(field)
        return DataTable(
            f"{_ascii(what)}_theo_{vietnamese.slug(level)}",
            f"{what.replace('/', ', ')} – {level}",
            title=self._title(f"{what} theo đơn vị cấp {level}"),
            subtitle="; ".join(filter(None, (_OF_EACH_PLACE, missing))),
            columns=tuple(columns),
            rows=tuple(rows),
            notes=notes_of(field, shares=True, places=True),
            drawn=self._drawn(field, level, values),
            totals=1,
            wholes=tuple(each.shares for each in [whole, *breakdowns] if each is not None),
        )

    def _drawn(self, field: str, level: str, values: Mapping[str | None, str]) -> tuple[str, ...]:
        """List the headers of the columns to draw: districts are compared, and the communes of one district."""
        if level == "xã" and self.selection.district is None:
            return ()
        if field == "category":
            return tuple(values[part.code] for part in self._breakdown(field).parts if part.count)
        return (f"{_TOGETHER[field][0]} (%)",) if field in _TOGETHER else ()

    # Dates

    def _trend(self, field: str) -> DataTable:
        trend = self.source.trend(self.selection, field)
        points = [replace(point, breakdown=_listed(point.breakdown)) for point in trend.points]
        values = _values([point.breakdown for point in points])
        texts = ("Nguồn số liệu", "Cùng địa giới với ngày chọn")
        counts = ("Số đơn vị", "Số đơn vị có số liệu")
        columns = [Column("Tính đến ngày", Kind.TEXT), *(Column(text, Kind.TEXT) for text in texts)]
        columns += [*(Column(text, Kind.COUNT) for text in counts), Column(TOTAL, Kind.COUNT), *_columns(field, values)]
        what = "Số lượng" if field == "category" else reference.field_label(field)
        who = labels.people(self.selection, self.names)
        drawn = (TOTAL,) if field == "category" else (f"{_TOGETHER[field][0]} (%)",) if field in _TOGETHER else ()
        return DataTable(
            f"{_ascii(what)}_qua_cac_nam",
            f"{what.replace('/', ', ')} – các năm",
            title=f"{who} · {what} qua các năm",
            subtitle="Đơn vị tính: người; tỷ lệ trong tổng số người của từng ngày",
            columns=tuple(columns),
            rows=tuple(_point_row(point, field, values) for point in points),
            notes=notes_of(field, shares=True, dates=True, printed=any(point.is_printed for point in points)),
            drawn=drawn if len(points) > 1 else (),
            breaks=breaks_of(points),
            wholes=tuple(point.breakdown.shares for point in points),
        )

    # Who has sent

    def _coverage(self) -> DataTable:
        with_districts = bool(self.names.districts)
        heads = [PLACE, CODE, TYPE, *([DISTRICT] if with_districts else []), "Tình trạng"]
        columns = [*(Column(head, Kind.TEXT) for head in heads)]
        columns += [Column(head, Kind.COUNT) for head in (PEOPLE, "Số lỗi đã chấp nhận", "Số cảnh báo")]
        rows: list[Row] = []
        for unit in self.units:
            kind = reference.code_label("unit_type", unit.unit_type)
            words = (unit.name, unit.code, kind, *([unit.district_name] if with_districts else []))
            sent = unit.status is not Status.MISSING
            numbers = (unit.people, unit.errors, unit.warnings) if sent else (table_symbols.NOT_SENT,) * 3
            rows.append((*words, labels.submission_status(unit.status), *numbers))
        missing = sum(unit.status is Status.MISSING for unit in self.units)
        subtitle = f"{vietnamese.number(len(rows))} đơn vị, {vietnamese.number(missing)} đơn vị chưa gửi danh sách"
        return DataTable(
            "tinh_trang_gui",
            "Tình trạng gửi",
            title=self._title("Tình trạng gửi danh sách"),
            subtitle=subtitle,
            columns=tuple(columns),
            rows=tuple(rows),
        )


_OF_EACH_PLACE = "Đơn vị tính: người; tỷ lệ trong tổng số người của từng đơn vị"


def _ascii(text: str) -> str:
    return vietnamese.slug(text).replace("-", "_")


def _listed(breakdown: Breakdown) -> Breakdown:
    """Put ethnic groups and religions, which have no list, into their groups."""
    return merged(breakdown) if not is_listed(breakdown.field) and is_grouped(breakdown.field) else breakdown


def _ordered(grouped: GroupedBreakdown) -> Sequence[Group]:
    """Order the places as a chart of them is read: most people or the highest share first; else by their codes."""
    if grouped.field == "category":
        return grouped.ranked_by_size()
    return grouped.ranked(_TOGETHER[grouped.field][1]) if grouped.field in _TOGETHER else grouped.groups


def _values(wholes: Iterable[Breakdown]) -> dict[str | None, str]:
    """Every value that a part has and what it is called, «Không khai» last where anybody has it."""
    values = {part.code: part.label for whole in wholes for part in whole.parts}
    undeclared = {None: values.pop(None)} if None in values else {}
    return values | undeclared


def _columns(field: str, values: Mapping[str | None, str]) -> list[Column]:
    """People with each value, then their shares."""
    names = [*values.values(), *([_TOGETHER[field][0]] if field in _TOGETHER else [])]
    return [*(Column(name, Kind.COUNT) for name in names), *(Column(f"{name} (%)", Kind.SHARE) for name in names)]


def _cells(breakdown: Breakdown | None, field: str, values: Mapping[str | None, str]) -> Row:
    """The total, the counts, the shares; of a place that has not sent the sign that says so."""
    several = 2 * (len(values) + (field in _TOGETHER))
    if breakdown is None:
        return (table_symbols.NOT_SENT,) * (1 + several)
    both = [_both(breakdown, code) for code in values]
    if field in _TOGETHER:
        all_of = combined_share(breakdown, _TOGETHER[field][1])
        both.append((all_of.count, table_symbols.share(all_of.share, all_of.count, all_of.base)))
    return (breakdown.people, *(count for count, _ in both), *(share for _, share in both))


def _both(breakdown: Breakdown, code: str | None) -> tuple[int, Cell]:
    """People with a value and their share as it is shown, or the sign that stands for it."""
    part = next((part for part in breakdown.parts if part.code == code), None)
    if part is None:
        return 0, table_symbols.share(_NONE if breakdown.has_shares else None, 0, breakdown.base)
    return part.count, table_symbols.share(part.share, part.count, breakdown.base)


def _point_row(point: TrendPoint, field: str, values: Mapping[str | None, str]) -> Row:
    same = "Có" if point.is_comparable else "Không"
    units = point.coverage.units_total, point.coverage.units_with_roster
    origin = TABLES if point.is_printed else LISTS
    cells = _cells(None if point.is_total_only else point.breakdown, field, values)
    return (point.as_of, origin, same, *units, point.breakdown.people, *cells[1:])
