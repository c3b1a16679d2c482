"""The cross-tables of documents: those that every report has, or those that a clerk keeps as views of «Bảng chéo»."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import reference
from presentation import crossing
from presentation.charts import Cell, Column, Kind, Table, counted
from presentation.composition import is_declared
from presentation.crossing import Grid, GridColumn, GridRow, Role
from reference import vietnamese
from reports.contents import table_symbols
from reports.contents.data_tables import DataTable
from reports.contents.model import Annex, Tabular
from reports.contents.writing import PATH
from reports.inputs import CrossChoice
from stats.crossing import refusal, usable
from stats.cube import Conditions
from stats.measures.layouts import Layout
from stats.selection import Selection
from stats.source import StatisticsSource

_USUAL = (Layout("education", "gender"), Layout("education", "age_band"), Layout("category", "age_band"))
"""The cross-tables where nobody chose any."""
_WIDEST = 22
"""Columns that a page has room for."""


def chosen(source: StatisticsSource, selection: Selection, choices: Sequence[CrossChoice]) -> tuple[CrossChoice, ...]:
    """Give the tables of a document: the choices as far as the source gives them, else the usual ones."""
    if choices:
        laid_out = ((choice, usable(choice.layout, selection, source.dates(selection.level))) for choice in choices)
        kept = (replace(choice, layout=layout) for choice, layout in laid_out if layout is not None)
        return tuple(choice for choice in kept if not refusal(source, choice.layout))
    return tuple(
        CrossChoice(_name(layout), layout)
        for layout in _USUAL
        if all(is_declared(source, selection, name) for name in layout.fields) and not refusal(source, layout)
    )


def words(source: StatisticsSource, selection: Selection, choices: Sequence[CrossChoice]) -> tuple[str, ...]:
    """Say which tables a document has, which are too wide for its pages, and which it does not give."""
    given = chosen(source, selection, choices)
    wide = [choice.name for choice in given if is_too_wide(source, selection, choice)]
    there = [choice.name for choice in given if choice.name not in wide]
    missing = [choice.name for choice in choices if choice.name not in {each.name for each in given}]
    return tuple(
        f"{what}: {'; '.join(map(vietnamese.in_sentence, names))}."
        for what, names in (
            ("Các bảng ở phụ lục", there),
            ("Có quá nhiều cột, chỉ có trong «Bảng số liệu để dùng lại»", wide),
            ("Không có ở bản này vì có tiêu thức được giữ kín hoặc không còn", missing),
        )
        if names
    )


def is_too_wide(source: StatisticsSource, selection: Selection, choice: CrossChoice) -> bool:
    """Tell whether a table has more columns than a page has room for."""
    return len(crossing.grids(source, selection, choice.layout)[0].columns) > _WIDEST


def annex(source: StatisticsSource, selection: Selection, choice: CrossChoice) -> Annex:
    """Make the annex of a table, its panels one below the other; each number leads to its people."""
    layout = choice.layout
    named = crossing.words_of(source, selection)
    base = crossing.table_of(source, selection, layout).count()
    about = (f"{crossing.subtitle(layout, base, named)}.", *crossing.notes(source, selection, layout))
    grids = crossing.grids(source, selection, layout)
    tables = [_tabular(grid, layout, grid.title or choice.name) for grid in grids]
    signs = table_symbols.legend(cell for each in tables for row in each.table.rows for cell in row)
    tables[-1] = replace(tables[-1], notes=(*about, *signs))
    return Annex(f"{choice.name}, {source.names_of(selection).place(selection)}", tuple(tables))


def _tabular(grid: Grid, layout: Layout, title: str) -> Tabular:
    table = _table(grid, layout)
    totals = tuple(range(len(grid.rows), len(table.rows)))
    return Tabular(title, table, None, total_rows=totals)


def _table(grid: Grid, layout: Layout) -> Table:
    """Make a panel's table, its whole last."""
    rows = (*grid.rows, *grid.totals)
    columns = (Column(grid.corner, Kind.TEXT), *(Column(_header(each), _kind(each)) for each in grid.columns))
    table = Table(columns, tuple((row.label, *_cells(row, grid.columns)) for row in rows))
    panel = counted.of_crossed(layout.panels, (grid.code,))
    return table.with_people(
        [_of_row(layout, panel, row.code) for row in rows],
        [_of_column(layout, column) for column in grid.columns],
    )


def _header(column: GridColumn) -> str:
    return PATH.join(filter(None, (column.label, column.part)))


def _kind(column: GridColumn) -> Kind:
    """Give the kind of a column: changes of shares are points."""
    return Kind.NUMBER if column.kind is Kind.SHARE and column.role is Role.CHANGE else column.kind


def _cells(row: GridRow, columns: Sequence[GridColumn]) -> Iterator[Cell]:
    """Give a row's numbers; where one is missing the sign that says why: too few people, or nothing to compare."""
    for cell, people, column in zip(row.cells, row.people, columns, strict=True):
        is_share = column.kind is Kind.SHARE and column.role is not Role.CHANGE
        if cell is None:
            yield table_symbols.WITHHELD if is_share and people else table_symbols.NOT_APPLICABLE
        else:
            yield float(cell) if isinstance(cell, Decimal) and column.role is Role.CHANGE else cell


def _of_row(layout: Layout, panel: Conditions | None, code: str | None) -> Conditions | None:
    own = counted.of_crossed(layout.rows, (code,))
    return None if own is None or panel is None else (*layout.where, *panel, *own)


def _of_column(layout: Layout, column: GridColumn) -> Conditions | None:
    """Give the conditions of a column's people: of the other date those of that day; a change has none."""
    own = counted.of_crossed(layout.columns, (column.code,))
    if own is None or column.role is Role.CHANGE:
        return None
    day = (("as_of", layout.beside.isoformat()),) if column.role is Role.BEFORE and layout.beside else ()
    return (*own, *day)


def _name(layout: Layout) -> str:
    return f"{reference.field_label(layout.rows)} theo {vietnamese.in_sentence(reference.field_label(layout.columns))}"


def _letters(number: int) -> str:
    """Number a table by letters, as names of tables are: a, b … z, za."""
    return "z" * ((number - 1) // 26) + chr(ord("a") + (number - 1) % 26)


def data_tables(
    source: StatisticsSource, selection: Selection, choices: Sequence[CrossChoice], *, is_demo: bool
) -> Iterator[DataTable]:
    """Make a table of each choice for a workbook: a row for each panel and row, panels in the first column."""
    for number, choice in enumerate(chosen(source, selection, choices), start=1):
        layout, grids = choice.layout, crossing.grids(source, selection, choice.layout)
        caption = crossing.caption(source, selection, layout, is_demo=is_demo)
        tables = [(grid, _table(grid, layout)) for grid in grids]
        first = [Column(reference.field_label(layout.panels), Kind.TEXT)] if layout.panels else []
        rows = [
            (*([grid.title.partition(": ")[2] or crossing.WHOLE] if first else []), *row)
            for grid, table in tables
            for row in table.rows
        ]
        headers = [replace(column, header=column.header.replace(PATH, ", ")) for column in tables[0][1].columns]
        yield DataTable(
            f"bang_cheo_{_letters(number)}",
            f"Bảng chéo {number}",
            title=f"{choice.name} · {caption.title}",
            subtitle=caption.subtitle,
            columns=(*first, *headers),
            rows=tuple(rows),
            remarks=caption.notes,
            totals=0 if first else len(grids[0].totals),
        )
