"""Bars of amounts that are no people of rosters: quotas, gaps, points; one or two bars for each name."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from presentation.charts import dots, style
from presentation.charts.model import Caption, Cell, Chart, Column, Native, Series, Shape, Table
from presentation.charts.words import alt_text, hover
from stats.cube import Conditions

_BESIDE_BARS = 16
"""Pixels that a second bar of a name needs."""
Amount = int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Amounts:
    """A series: a value, its text and its hover line for each name; `colours`: one for all, or one for each."""

    name: str
    column: int
    """The table's column that it draws."""
    values: tuple[Amount, ...]
    texts: tuple[str, ...]
    hovers: tuple[str, ...]
    colours: tuple[str, ...]


def amounts(
    name: str,
    caption: Caption,
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    keys: Sequence[str],
    series: Sequence[Amounts],
    *,
    top: float | None = None,
    scale: str = "",
    note: str = "",
    is_either: bool = False,
    people: tuple[Sequence[Conditions | None], Sequence[Conditions | None]] | None = None,
) -> Chart:
    """Draw bars for rows that begin with a name, in the order given; below zero they go to the left.

    `keys` place the bars. `top`: the end of the axis; None: what the largest needs. `scale`: the name of the numbers,
    where values that lie close are drawn as dots on a scale that shows how they differ. Without rows a chart without a
    figure says `note`. `is_either`: each row has a number in one series alone.
    `people`: the conditions of the rows' people and of the columns', as for `Table.with_people`.
    """
    names = [str(row[0]) for row in rows]
    table = Table(tuple(columns), tuple(rows))
    facts = [f"{row[0]}: {_facts(series, place, is_either=is_either)}" for place, row in enumerate(rows)]
    ends = _ends(series, top)
    is_dotted = bool(rows and scale) and _are_close(series)
    draw = partial(_dotted, scale=scale) if is_dotted else partial(_figure, ends=ends, is_either=is_either)
    native = _native_dots(series[0], scale) if is_dotted else _native_bars(series, ends, top=top, is_either=is_either)
    return Chart(
        name,
        caption,
        figure=draw(keys, names, series) if rows else None,
        table=table.with_people(*people) if people and rows else table,
        native=native,
        alt=alt_text("Biểu đồ thanh ngang", caption, facts),
        note="" if rows else note,
    )


def _native_bars(series: Sequence[Amounts], ends: tuple[float, float], *, top: float | None, is_either: bool) -> Native:
    natives = tuple(
        Series(each.column, each.colours[0], each.colours if len(each.colours) > 1 else (), labels=tuple(each.texts))
        for each in series
    )
    return Native(Shape.BAR, natives, axis=ends if ends[0] < 0 or top is not None else None, is_either=is_either)


def _native_dots(only: Amounts, scale: str) -> Native:
    low, high, _ = dots.scale(_known(only))
    return dots.native(only.column, _grounds(only), only.texts, (low, high), scale)


def _known(only: Amounts) -> list[Decimal]:
    return [Decimal(str(value)) for value in only.values if value is not None]


def _grounds(only: Amounts) -> tuple[str, ...]:
    return only.colours if len(only.colours) > 1 else only.colours * len(only.values)


def _facts(series: Sequence[Amounts], place: int, *, is_either: bool) -> str:
    """Word a row's numbers; the series that has none says so, but not where only one of them can have any."""
    if is_either:
        return next((each.texts[place] for each in series if each.values[place] is not None), "chưa có")
    texts = ((each, each.texts[place] or "chưa có") for each in series)
    return ", ".join(f"{each.name} {text}" if len(series) > 1 else text for each, text in texts)


def _ends(series: Sequence[Amounts], top: float | None) -> tuple[float, float]:
    values = [float(value) for each in series for value in each.values if value is not None]
    high = top if top is not None else max([*values, 0.0])
    return min([*values, 0.0]), high or (0.0 if any(value < 0 for value in values) else 1.0)


def _are_close(series: Sequence[Amounts]) -> bool:
    """Tell whether bars from zero would all look alike: the lowest is more than half of the highest."""
    values = [float(value) for each in series for value in each.values if value is not None]
    return len(series) == 1 and len(values) > 1 and 2 * min(values) > max(values)


def _dotted(keys: Sequence[str], names: Sequence[str], series: Sequence[Amounts], scale: str) -> style.Figure:
    (only,) = series
    layout = dots.rows_of_dots(keys, names, only.texts, dots.axis(*dots.scale(_known(only)), scale))
    grounds = _grounds(only)
    trace = {
        "type": "scatter",
        "mode": "markers",
        "name": only.name,
        "x": [None if value is None else float(value) for value in only.values],
        "y": list(keys),
        "customdata": list(keys),
        "marker": dots.dot(grounds, grounds),
        "hovertext": [hover(name, line) for name, line in zip(names, only.hovers, strict=True)],
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
    }
    return {"data": [trace, dots.ends(keys, only.texts, layout)], "layout": layout}


def _figure(
    keys: Sequence[str],
    names: Sequence[str],
    series: Sequence[Amounts],
    ends: tuple[float, float],
    *,
    is_either: bool,
) -> style.Figure:
    low, high = ends
    several, beside = len(series) > 1, 0 if is_either else len(series) - 1
    widest = max((style.text_width(text) for each in series for text in each.texts), default=0) + 8
    below = [
        text for each in series for text, value in zip(each.texts, each.values, strict=True) if value and value < 0
    ]
    layout = style.layout(
        style.bars_height(names, beside * _BESIDE_BARS * len(names), len(series) if several else 0),
        widest,
        barmode="overlay" if is_either else "group",
        bargap=style.BAR_GAP,
        bargroupgap=0.08,
        showlegend=several,
        legend=style.legend(),
        xaxis=style.axis_numbers(high) | {"range": [low, high]} | (style.ZERO_LINE if low < 0 else {}),
        yaxis=style.names_beside(keys, names, below) if low < 0 else style.axis_names(keys, names),
    )
    if several:
        layout["margin"]["t"] = style.LEGEND_HEIGHT
    data = []
    for each in series:
        hovers = [hover(name, line) for name, line in zip(names, each.hovers, strict=True)]
        trace = style.bar(keys, each.values, each.name, ground=each.colours[0], texts=each.texts, hovers=hovers)
        if len(each.colours) > 1:
            trace["marker"] = style.markers(each.colours)
        data.append(trace)
    return {"data": data, "layout": layout}
