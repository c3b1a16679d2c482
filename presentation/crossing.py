"""A cross-table in words: the grid that screen, workbook and CSV show alike, its title and its notes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

import reference
from presentation import completeness, labels
from presentation.charts.model import Caption, Kind
from reference import vietnamese
from stats.crossing import cross_table
from stats.cube import KINDS_OF_IT
from stats.disclosure import is_untold
from stats.measures.cross_tables import ALL, CrossCell, CrossTable
from stats.measures.layouts import Layout, Measure
from stats.names import Names
from stats.registers import PLACE_OF
from stats.selection import SEVERAL, Selection, View
from stats.source import StatisticsSource

Number = int | Decimal | None
"""People or a share in per cent; None: not to be told."""
WHOLE = "Tổng số"
CHANGE = "Tăng, giảm"
PEOPLE = "Số người"
_MEASURES = {
    Measure.PEOPLE: "Số người",
    Measure.ROW: "Tỷ lệ theo hàng (%)",
    Measure.COLUMN: "Tỷ lệ theo cột (%)",
    Measure.TOTAL: "Tỷ lệ trong tổng số (%)",
}
_BASES = {
    Measure.ROW: "tỷ lệ trong số người của từng hàng",
    Measure.COLUMN: "tỷ lệ trong số người của từng cột",
    Measure.TOTAL: "tỷ lệ trong tổng số người của từng bảng",
}


_ROUNDED = (
    "Bảng có tiêu thức được giữ kín: mỗi số người được làm tròn riêng đến bội số của 5 để không cho biết về từng "
    "người, nên cộng các ô có thể khác tổng số. Bản «LƯU HÀNH NỘI BỘ» có số chính xác."
)


class Role(StrEnum):
    """The date that a column's numbers are of, or the change between the two."""

    NOW = "now"
    BEFORE = "before"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its code and words, the words below them where it is one of several (a day), its numbers' kind."""

    code: str | None
    label: str
    part: str
    kind: Kind
    role: Role = Role.NOW


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its code, its words, a cell for each column, and the people whom each cell's share is of."""

    code: str | None
    label: str
    cells: tuple[Number, ...]
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One panel as it is shown: its rows, the whole under them, and a row of people where the whole is only 100%."""

    code: str | None
    title: str
    corner: str
    over: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    totals: tuple[GridRow, ...]
    people: int
    """The people of the panel."""


@dataclass(frozen=True, slots=True)
class CrossedWords:
    """The words for the codes of a cross-table."""

    names: Names
    view: View

    def of(self, axis: str, code: str | None) -> str:
        """Name a value of an axis; ALL is the whole."""
        if code == ALL:
            return WHOLE
        if axis in ("district", "unit"):
            return labels.no_place(axis, self.view) if code is None else self.names.of(code)
        if axis == KINDS_OF_IT and code == "none":
            axis = "it"
        if code and SEVERAL in code and axis in reference.code_lists():
            return ", ".join(reference.code_label(axis, each) for each in code.split(SEVERAL))
        return reference.code_label(axis, code)


def measure_name(measure: Measure) -> str:
    """Name a measure, for a choice."""
    return _MEASURES[measure]


def table_of(source: StatisticsSource, selection: Selection, layout: Layout) -> CrossTable:
    """Give the table, made once for each layout: shares by another measure are of the same counts."""
    return source.derive(cross_table, selection, _plain(layout))


def _plain(layout: Layout) -> Layout:
    return Layout(layout.rows, layout.columns, layout.panels, beside=layout.beside, where=layout.where)


def words_of(source: StatisticsSource, selection: Selection) -> CrossedWords:
    """Give the words for the codes of a selection's date."""
    return CrossedWords(source.names_of(selection), selection.territory)


def grids(source: StatisticsSource, selection: Selection, layout: Layout) -> tuple[Grid, ...]:
    """Make the grid of the whole, and one of each panel behind it."""
    table, words = table_of(source, selection, layout), words_of(source, selection)
    return tuple(_grid(table, words, selection, layout, panel) for panel in dict.fromkeys([ALL, *table.panels.values]))


def _grid(table: CrossTable, words: CrossedWords, selection: Selection, layout: Layout, panel: str | None) -> Grid:
    cells = table.cells(panel, layout.measure)
    columns = list(_columns(table, words, selection, layout))

    def line(code: str | None, label: str) -> GridRow:
        places = [(cells[code, column.code], column) for column in columns]
        return GridRow(code, label, tuple(_value(*place) for place in places), tuple(_people(*p) or 0 for p in places))

    rows = tuple(line(code, words.of(table.rows.name, code)) for code in table.rows.values)
    totals = [line(ALL, WHOLE)]
    if layout.measure is Measure.COLUMN:
        people = tuple(_people(cells[ALL, column.code], column) for column in columns)
        totals.append(GridRow(ALL, PEOPLE, people, tuple(number or 0 for number in people)))
    title = f"{reference.field_label(table.panels.name)}: {words.of(table.panels.name, panel)}" if panel != ALL else ""
    over = reference.field_label(table.columns.name) if table.columns.name else ""
    return Grid(
        panel,
        title,
        corner=reference.field_label(table.rows.name),
        over=over,
        columns=tuple(columns),
        rows=rows,
        totals=tuple(totals),
        people=table.count(panel),
    )


def _columns(table: CrossTable, words: CrossedWords, selection: Selection, layout: Layout) -> Iterator[GridColumn]:
    shares = layout.measure is not Measure.PEOPLE
    kind = Kind.SHARE if shares else Kind.COUNT
    for code in table.columns.with_all:
        label = words.of(table.columns.name, code)
        if layout.beside is None:
            yield GridColumn(code, label, "", kind)
            continue
        change = f"{CHANGE} (điểm phần trăm)" if shares else CHANGE
        yield GridColumn(code, label, vietnamese.day(selection.as_of), kind)
        yield GridColumn(code, label, vietnamese.day(layout.beside), kind, Role.BEFORE)
        yield GridColumn(code, label, change, kind, Role.CHANGE)
    if shares and layout.measure is not Measure.COLUMN:
        yield GridColumn(ALL, PEOPLE, "", Kind.COUNT)


def _value(cell: CrossCell, column: GridColumn) -> Number:
    if column.kind is Kind.COUNT:
        return {Role.NOW: cell.count, Role.BEFORE: cell.before, Role.CHANGE: cell.change}[column.role]
    people = _people(cell, column)
    if is_untold(people):
        return people
    return {Role.NOW: cell.share, Role.BEFORE: cell.share_before, Role.CHANGE: cell.points}[column.role]


def _people(cell: CrossCell, column: GridColumn) -> int | None:
    return {Role.NOW: cell.count, Role.BEFORE: cell.before, Role.CHANGE: cell.change}[column.role]


def what(layout: Layout) -> str:
    """Name the table by its fields: «Trình độ chuyên môn × Giới tính × Cán bộ/công chức»."""
    fields = filter(None, (layout.rows, layout.columns, layout.panels))
    return " × ".join(map(reference.field_label, fields))


def conditions(layout: Layout, words: CrossedWords) -> str:
    """Say which people are counted alone: «Chỉ đếm: Giới tính: Nữ; Đảng viên: Không khai»; «» without filters."""
    parts = [f"{reference.field_label(name)}: {words.of(name, code)}" for name, code in layout.where]
    return f"Chỉ đếm: {'; '.join(parts)}" if parts else ""


def subtitle(layout: Layout, base: int, words: CrossedWords) -> str:
    """Say what the numbers are, of how many people, and whom the filters leave."""
    unit = "người" if layout.measure is Measure.PEOPLE else f"%; {_BASES[layout.measure]}"
    of = f"Đơn vị tính: {unit}. Tổng số {vietnamese.number(base)} người"
    return ". ".join(filter(None, [of, conditions(layout, words)]))


def caption(source: StatisticsSource, selection: Selection, layout: Layout, *, is_demo: bool) -> Caption:
    """Give the words around the table and its chart."""
    table, words = table_of(source, selection, layout), words_of(source, selection)
    missing = completeness.sentence_of_gaps(source, selection)
    return replace(
        heading(source, selection, layout, is_demo=is_demo),
        subtitle=subtitle(layout, table.count(), words),
        notes=tuple(filter(None, [*notes(source, selection, layout), missing])),
    )


def heading(source: StatisticsSource, selection: Selection, layout: Layout, *, is_demo: bool) -> Caption:
    """Give the words that need no number of the table: its title, source and name as a file."""
    names = source.names_of(selection)
    stem = labels.file_name(what(layout), names.slug(selection), selection.as_of, "").rstrip(".")
    return Caption(
        labels.title(what(layout), selection, names),
        "",
        labels.source_line(source.missing(selection).coverage, selection.as_of, is_demo, selection.level),
        stem,
        is_demo=is_demo,
        heading=what(layout),
    )


def notes(source: StatisticsSource, selection: Selection, layout: Layout) -> list[str]:
    """Say how shares are rounded, why some are missing, and why some changes are."""
    table = table_of(source, selection, layout)
    sentences = [_ROUNDED] if table.is_rounded else []
    if layout.measure is not Measure.PEOPLE:
        cells = [cell for panel in table.panels.with_all for cell in table.cells(panel, layout.measure).values()]
        sentences.append(labels.rounding_note(source.rounding, *_wholes(table, layout.measure)))
        sentences += (
            [labels.few_people_note()]
            if any(cell.share is None and not is_untold(cell.count) for cell in cells)
            else []
        )
    if layout.beside is not None:
        sentences += _about_dates(source, selection, layout.beside, table)
    return sentences


def _wholes(table: CrossTable, measure: Measure) -> Iterator[list[Decimal]]:
    """Give the shares that make up 100% together, as far as they are shown."""
    for panel in table.panels.with_all:
        cells = table.cells(panel, measure)
        for whole in table.wholes(measure):
            yield [share for place in whole if (share := cells[place].share) is not None]


def _about_dates(source: StatisticsSource, selection: Selection, beside: date, table: CrossTable) -> list[str]:
    held = source.comparison(selection, beside)
    if not held.is_fair:
        why = labels.why_not_compared(held)
        return [why or f"Ngày {vietnamese.day(beside)} chưa có danh sách nên chưa so sánh."]
    rows = [row for day in (selection, selection.on(beside)) for row in source.rows_of(day) if row.has_roster]
    senders = {place_of(row) for place_of in PLACE_OF.values() for row in rows}
    if not table.apart & senders:
        return []
    words = words_of(source, selection)
    names = [words.names.of(code) for code in sorted(table.apart & senders)]
    places = labels.some_places(names)
    return [f"Không so với ngày {vietnamese.day(beside)}: {places} (khác địa giới hoặc khác đơn vị đã gửi)."]
