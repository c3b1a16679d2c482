"""A cross-table drawn: bars of parts for each row, or small multiples that share one scale and one order of rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

import reference
from presentation import crossing
from presentation.charts import counted, style
from presentation.charts.bars import TOTAL, part_colour
from presentation.charts.model import Caption, Cell, Chart, Column, Kind, Native, Series, Shape, Table
from presentation.charts.stacks import SHORTEST_LABELLED
from presentation.charts.words import alt_text, hover
from presentation.crossing import CrossedWords
from reference import vietnamese
from stats.crossing import refusal
from stats.cube import Conditions
from stats.disclosure import shown_shares
from stats.measures import is_listed
from stats.measures.cross_tables import ALL, CrossTable
from stats.measures.layouts import Layout, Measure
from stats.measures.level_groups import group_rank, is_grouped, level_groups
from stats.selection import Selection
from stats.source import StatisticsSource

NAME = "crosstab"
_OTHERS = "Các giá trị khác"
_FACETS_IN_A_ROW = 2
_BAR, _HEAD = 32, 34
"""Pixels of a bar, and of the title over a small chart."""


class Drawing(StrEnum):
    """The shapes that a cross-table is drawn in."""

    STACK = "stack"
    MULTIPLES = "multiples"


DRAWINGS = {Drawing.STACK: "Thanh chồng", Drawing.MULTIPLES: "Nhiều biểu đồ nhỏ"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A colour of the bars: the column codes that it stands for."""

    label: str
    ground: str
    codes: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Facet:
    """A small chart: of each row the people of each part, and their shares where those are drawn."""

    title: str
    counts: tuple[tuple[int, ...], ...]
    shares: tuple[tuple[Decimal | None, ...], ...]
    where: Conditions | None
    """The conditions of its people, beside those of the rows and the parts."""


def crossed(
    source: StatisticsSource, selection: Selection, layout: Layout, drawing: Drawing, *, is_demo: bool
) -> Chart:
    """Draw a layout's table; of many rows the largest, of many columns the largest and all others together.

    Where the source does not give the table, there is nothing to draw and a note that says why.
    """
    if note := refusal(source, layout):
        return _refused(source, selection, layout, note, is_demo=is_demo)
    table, words = crossing.table_of(source, selection, layout), crossing.words_of(source, selection)
    rows = _largest(table, 1, int(reference.limit("cross_rows_drawn")))
    by_share = layout.measure is not Measure.PEOPLE
    if drawing is Drawing.STACK or table.panels.name:
        by_share = layout.measure is Measure.ROW
        parts = _parts(table, words)
        panels = [ALL] if drawing is Drawing.STACK else _largest(table, 0, int(reference.limit("cross_panels_drawn")))
        facets = [_of_panel(table, words, panel, rows, parts, by_share=by_share) for panel in panels]
    else:
        parts = [_Part(TOTAL, style.PALETTE[0], (ALL,))]
        columns = _largest(table, 2, int(reference.limit("cross_panels_drawn")))
        facets = [_of_column(table, words, code, rows, layout.measure) for code in columns]
    left_out = [_cut(len(rows), len(table.rows.values), "dòng")]
    if drawing is Drawing.MULTIPLES:
        left_out.append(
            _cut(len(facets), len((table.panels if table.panels.name else table.columns).values), "biểu đồ")
        )
    caption = crossing.caption(source, selection, layout, is_demo=is_demo)
    caption = replace(caption, subtitle=". ".join(filter(None, [caption.subtitle, *left_out])))
    names = [words.of(table.rows.name, code) for code in rows]
    chart = _chart(caption, reference.field_label(table.rows.name), names, parts, facets, by_share=by_share)
    return replace(chart, table=_with_people(chart.table, layout, rows, parts, facets, by_share=by_share))


def _with_people(
    table: Table,
    layout: Layout,
    rows: Sequence[str | None],
    parts: Sequence[_Part],
    facets: Sequence[_Facet],
    *,
    by_share: bool,
) -> Table:
    """Lead numbers to their people; of small charts either the rows or, where each is a column, the columns are."""
    heads: list[Conditions | None]
    lines: list[Conditions | None]
    if _is_of_columns(parts, facets):
        heads, lines = [facet.where for facet in facets], [counted.EVERYBODY]
    else:
        heads, lines = (
            [counted.of_crossed(layout.columns, part.codes) for part in parts],
            [facet.where for facet in facets],
        )
    codes = [counted.of_crossed(layout.rows, (code,)) for code in rows]
    wheres = [None if line is None or row is None else (*layout.where, *line, *row) for line in lines for row in codes]
    return table.with_people(wheres, [head for head in heads for _ in range(2 if by_share else 1)])


def _refused(source: StatisticsSource, selection: Selection, layout: Layout, note: str, *, is_demo: bool) -> Chart:
    caption = replace(crossing.heading(source, selection, layout, is_demo=is_demo), notes=(note,))
    table = Table((Column(reference.field_label(layout.rows), Kind.TEXT),), ())
    return Chart(NAME, caption, figure=None, table=table, native=Native(Shape.BAR, ()), alt=note, note=note)


def _cut(drawn: int, all_of_them: int, what: str) -> str:
    """Say that a chart has only the largest of something; «» where it has all."""
    if drawn >= all_of_them:
        return ""
    return f"Vẽ {vietnamese.number(drawn)}/{vietnamese.number(all_of_them)} {what} có nhiều người nhất"


def _largest(table: CrossTable, place: int, most: int) -> list[str | None]:
    """List an axis's values: levels in their order, others and places by size; of too many the largest."""
    axis = (table.panels, table.rows, table.columns)[place]
    sizes = {code: table.count(*((code if i == place else ALL) for i in range(3))) for code in axis.values}
    by_size = sorted(axis.values, key=lambda code: (code is None, -sizes[code]))
    chosen = by_size[:most]
    return [code for code in axis.values if code in chosen] if is_listed(axis.name) else chosen


def _parts(table: CrossTable, words: CrossedWords) -> list[_Part]:
    """Give the parts of a bar: levels merged as in all charts, few values each, of many the largest and the rest."""
    field = table.columns.name
    known = [code for code in table.columns.values if code is not None]
    undeclared = [_Part(words.of(field, None), style.GREY, (None,))] if None in table.columns.values else []
    if not field:
        return [_Part(TOTAL, style.PALETTE[0], (ALL,))]
    if is_grouped(field):
        groups = [
            _Part(group.label, part_colour(field, group.code), tuple(c for c in known if _is_in(field, c, group.rank)))
            for group in level_groups(field)
        ]
        return [*(part for part in groups if part.codes), *undeclared]
    if len(known) <= len(style.PALETTE):
        single = zip(known, style.PALETTE, strict=False)
        return [*(_Part(words.of(field, code), ground, (code,)) for code, ground in single), *undeclared]
    largest = [code for code in _largest(table, 2, len(style.PALETTE) - 1) if code is not None]
    rest = tuple(code for code in known if code not in largest)
    named = [
        _Part(words.of(field, code), ground, (code,)) for code, ground in zip(largest, style.PALETTE, strict=False)
    ]
    return [*named, _Part(_OTHERS, style.PALETTE[-1], rest), *undeclared]


def _is_in(field: str, code: str, rank: int) -> bool:
    return group_rank(field, code) == rank


def _of_panel(
    table: CrossTable,
    words: CrossedWords,
    panel: str | None,
    rows: Sequence[str | None],
    parts: Sequence[_Part],
    *,
    by_share: bool,
) -> _Facet:
    counts = tuple(tuple(table.together(panel, row, part.codes) for part in parts) for row in rows)
    shares = tuple(tuple(shown_shares(line, table.rounding)) for line in counts) if by_share else ()
    title = "" if panel == ALL else words.of(table.panels.name, panel)
    return _Facet(title, counts, shares, counted.of_crossed(table.panels.name, (panel,)))


def _of_column(
    table: CrossTable, words: CrossedWords, column: str | None, rows: Sequence[str | None], measure: Measure
) -> _Facet:
    cells = table.cells(ALL, measure)
    counts = tuple((cells[row, column].count,) for row in rows)
    shares = () if measure is Measure.PEOPLE else tuple((cells[row, column].share,) for row in rows)
    title = words.of(table.columns.name, column) if table.columns.name else ""
    return _Facet(title, counts, shares, counted.of_crossed(table.columns.name, (column,)))


def _chart(
    caption: Caption, corner: str, names: list[str], parts: list[_Part], facets: list[_Facet], *, by_share: bool
) -> Chart:
    is_single = _is_of_columns(parts, facets)
    if is_single:  # a facet is a column of the table
        heads = [_Part(facet.title, style.PALETTE[i % len(style.PALETTE)], ()) for i, facet in enumerate(facets)]
        lines = [(name, tuple(f.counts[i][0] for f in facets), _row_shares(facets, i)) for i, name in enumerate(names)]
    else:
        heads = parts
        lines = [
            (f"{facet.title} · {name}" if facet.title else name, facet.counts[i], facet.shares[i] if by_share else ())
            for facet in facets
            for i, name in enumerate(names)
        ]
    table = _table(corner, heads, lines, by_share=by_share)
    step = 2 if by_share else 1
    series = tuple(Series(step * (1 + place), head.ground) for place, head in enumerate(heads))
    facts = [f"{name}: {', '.join(map(vietnamese.number, counts))}" for name, counts, _ in lines]
    native = Native(Shape.BAR if is_single or len(heads) == 1 else Shape.STACK, series)
    figure = _figure(names, parts, facets, by_share=by_share)
    return Chart(
        NAME,
        caption,
        figure=figure,
        table=table,
        native=native,
        alt=alt_text("Biểu đồ thanh ngang", caption, facts),
    )


def _is_of_columns(parts: Sequence[_Part], facets: Sequence[_Facet]) -> bool:
    return len(parts) == 1 and len(facets) > 1 and parts[0].codes == (ALL,)


def _row_shares(facets: Sequence[_Facet], row: int) -> tuple[Decimal | None, ...]:
    return tuple(facet.shares[row][0] if facet.shares else None for facet in facets)


def _table(
    corner: str,
    heads: Sequence[_Part],
    lines: Sequence[tuple[str, tuple[int, ...], tuple[Decimal | None, ...]]],
    *,
    by_share: bool,
) -> Table:
    columns = [Column(corner, Kind.TEXT)]
    for head in heads:
        columns.append(Column(f"{head.label} (người)", Kind.COUNT))
        columns += [Column(f"{head.label} (%)", Kind.SHARE)] if by_share else []
    rows: list[tuple[Cell, ...]] = []
    for name, counts, shares in lines:
        cells: list[Cell] = [name]
        for place, count in enumerate(counts):
            cells += [count, shares[place]] if by_share else [count]
        rows.append(tuple(cells))
    return Table(tuple(columns), tuple(rows))


def _figure(names: list[str], parts: list[_Part], facets: list[_Facet], *, by_share: bool) -> style.Figure:
    """Lay the small charts out two in a row, on one scale; the names of the rows stand at the left ones."""
    across = min(_FACETS_IN_A_ROW, len(facets))
    down = -(-len(facets) // across)
    height = down * (len(names) * _BAR + _HEAD) + 24
    keys = [str(place) for place in range(len(names))]
    layout = style.layout(
        height + style.LEGEND_HEIGHT,
        56,
        barmode="stack",
        bargap=style.BAR_GAP,
        showlegend=len(parts) > 1,
        legend=style.legend(),
        uniformtext={"minsize": style.LABEL_SIZE, "mode": "hide"},
        annotations=[],
    )
    layout["margin"]["t"] = style.LEGEND_HEIGHT if len(parts) > 1 else 8
    top = _longest(facets, by_share=by_share)
    traces: list[dict[str, Any]] = []
    for place, facet in enumerate(facets):
        number = "" if place == 0 else str(place + 1)
        row, column = divmod(place, across)
        left, right = column / across + (0.02 if column else 0), (column + 1) / across - (0.02 if across > 1 else 0)
        head = _HEAD / height if facet.title else 0
        ceiling, floor = 1 - row / down - head, 1 - (row + 1) / down + 0.01
        axis = style.axis_names(keys, names) | {"domain": [floor, ceiling], "anchor": f"x{number}"}
        layout[f"xaxis{number}"] = style.axis_numbers(top) | {"domain": [left, right], "anchor": f"y{number}"}
        layout[f"yaxis{number}"] = axis | {"showticklabels": column == 0}
        layout["annotations"] += [_title(facet.title, left, ceiling)] if facet.title else []
        for part in range(len(parts)):
            traces.append(_trace(keys, names, parts=parts, facet=facet, part=part, number=number, is_first=place == 0))
    return {"data": traces, "layout": layout}


def _longest(facets: Sequence[_Facet], *, by_share: bool) -> float:
    if by_share:
        return max((float(sum(share or 0 for share in line)) for facet in facets for line in facet.shares), default=1)
    return max((sum(line) for facet in facets for line in facet.counts), default=1)


def _title(text: str, left: float, ceiling: float) -> dict[str, Any]:
    place = {"x": left, "y": ceiling, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return place | {"text": f"<b>{text}</b>", "showarrow": False, "font": {"size": style.FONT_SIZE}}


def _trace(
    keys: list[str], names: list[str], parts: list[_Part], facet: _Facet, part: int, number: str, *, is_first: bool
) -> dict[str, Any]:
    counts = [line[part] for line in facet.counts]
    shares = [line[part] for line in facet.shares] if facet.shares else []
    values: Sequence[int | Decimal | None] = shares or counts
    alone = len(parts) == 1
    texts = [_text(value, sum(line), alone=alone) for value, line in zip(values, facet.counts, strict=True)]
    words = [_words(count, shares[place] if shares else None) for place, count in enumerate(counts)]
    lines = [hover(name, f"{parts[part].label}: {text}") for name, text in zip(names, words, strict=True)]
    label, ground = parts[part].label, parts[part].ground
    trace = style.bar(keys, values, name=label, ground=ground, texts=texts, hovers=lines, inside=not alone)
    return trace | {"xaxis": f"x{number}", "yaxis": f"y{number}", "showlegend": is_first, "legendgroup": label}


def _text(value: int | Decimal | None, whole: int, *, alone: bool) -> str:
    """Label a bar; a segment only where it is long enough."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return vietnamese.decimal(value) if alone or value >= SHORTEST_LABELLED else ""
    return vietnamese.number(value) if alone or (value and value * 100 >= whole * SHORTEST_LABELLED) else ""


def _words(count: int, share: Decimal | None) -> str:
    people = f"{vietnamese.number(count)} người"
    return people if share is None else f"{people} · {vietnamese.percent(share, count)}"
