"""Lines over the dates that have data, each named at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from presentation import labels
from presentation.charts import counted, style
from presentation.charts.date_axis import AFTER, BEFORE, axis_of_dates, between, date_words
from presentation.charts.model import Break, Caption, Cell, Chart, Column, Kind, Line, Native, Series, Shape, Table
from presentation.charts.numbers import DOT, number_sides
from presentation.charts.words import alt_text, hover
from reference import vietnamese
from stats.disclosure import SIGN

ONE_DATE = (
    "Tính đến ngày đang xem mới có số liệu của một ngày ({day}) nên chưa vẽ được biểu đồ theo thời gian. "
    "Hãy chọn ngày mới hơn, hoặc nhập danh sách của các năm trước để so sánh."
)
FEW_PEOPLE = "Ở các ngày này đều có {few}, nên không tính tỷ lệ và không vẽ biểu đồ."
HEIGHT = 250
_MARGINS = {"t": 26, "b": 34}
_PLOT = HEIGHT - sum(_MARGINS.values())
"""Pixels between the ends of the axis of values; more where the names need them."""
_NAME_LINE = 17
"""Pixels of a line of a name beside a line's end."""
_NAME_AT_MOST = 12
"""Letters in a line of a name beside a line's end: longer ones leave a phone no room for the dates."""
_LEFT, _BESIDE_NAMES, _KEY = 30, 24, 16
"""Pixels left of the first date, around the names, and of a sign before a name."""
_ABOVE_NUMBERS = 6
"""Pixels between the highest number of the axis and words above the lines."""
_RHOMB = 11
"""Pixels of a hollow rhomb, which looks as large as a dot."""


def over_time(
    name: str,
    caption: Caption,
    dates: Sequence[date],
    lines: Sequence[Line],
    marks: Sequence[str] = (),
    *,
    numbered: bool = True,
    days: Sequence[str] = (),
) -> Chart:
    """Draw lines over dates, oldest first; with one date, or without any value, a chart without figure that says why.

    The axis of dates is to scale. Where a line is interrupted a rule says why. `marks` are words under the dates
    («1/126 đơn vị»); "": none. `numbered` False: of many lines the last numbers alone are written.
    `days`: the dates in the words of the table, where they say more than the date.
    """
    written = list(days) or list(map(vietnamese.day, dates))
    values = [value for line in lines for value in line.values if value is not None]
    share = not any(isinstance(value, int | float) for value in values)
    unit = Kind.SHARE if share else Kind.NUMBER if any(isinstance(value, float) for value in values) else Kind.COUNT
    columns = [Column("Tính đến ngày", Kind.TEXT)]
    columns += [Column(f"{line.name} (%)" if share else line.name, unit) for line in lines]
    rows: list[tuple[Cell, ...]] = [(day, *(_cell(line, place) for line in lines)) for place, day in enumerate(written)]
    frame = _frame(dates, lines, numbered=numbered)
    drawn = len(dates) > 1 and bool(values)
    note = FEW_PEOPLE if len(dates) > 1 else ONE_DATE
    facts = [
        f"{line.name}: " + ", ".join(f"{day} {text}" for day, text in zip(written, line.texts, strict=True) if text)
        for line in lines
    ]
    return Chart(
        name,
        caption,
        figure=_figure(dates, frame, marks or [""] * len(dates)) if drawn else None,
        table=_table(columns, rows, dates, lines),
        native=Native(
            Shape.LINE,
            tuple(_series(place, line, frame.sides_of(line)) for place, line in enumerate(lines, start=1)),
            (frame.low, frame.high),
            days=tuple(dates),
            breaks=_breaks(lines),
        ),
        alt=alt_text("Biểu đồ đường", caption, facts),
        note="" if drawn else note.format(day=vietnamese.day(dates[0]) if dates else "–", few=labels.few_people()),
    )


def _table(
    columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], dates: Sequence[date], lines: Sequence[Line]
) -> Table:
    """Make the table; a point that is not counted from lists leads to nobody."""
    printed = frozenset().union(*(line.hollow for line in lines))
    days = [counted.of_day(day, is_printed=place in printed) for place, day in enumerate(dates)]
    return Table(tuple(columns), tuple(rows)).with_people(days, [line.where for line in lines])


def _cell(line: Line, place: int) -> Cell:
    """Give a point's number, the sign where it is withheld."""
    return SIGN if line.values[place] is None and line.texts[place] == SIGN else line.values[place]


def _series(column: int, line: Line, sides: Sequence[str | None]) -> Series:
    """Give a spreadsheet the numbers of the figure's points, and the last, which stands beside the name there."""
    texts = (*(text if side else "" for text, side in zip(line.texts[:-1], sides, strict=False)), *line.texts[-1:])
    breaks = tuple(each.row for each in line.breaks)
    return Series(column, line.colour, labels=texts, breaks=breaks, hollow=line.hollow)


def _breaks(lines: Sequence[Line]) -> tuple[Break, ...]:
    """Collect the places where any line is interrupted; where two are for different reasons the first one's counts."""
    words: dict[int, str] = {}
    for each in (each for line in lines for each in line.breaks):
        words.setdefault(each.row, each.words)
    return tuple(Break(row, words[row]) for row in sorted(words))


@dataclass(frozen=True, slots=True)
class _Frame:
    """The measures of a figure: its lines from the highest end, their names there, and where their numbers stand.

    `low` and `high` end the axis of values, `plot` pixels apart; `right` pixels are kept for the names; on a phone the
    dates are `width` pixels apart from the first to the last.
    """

    order: tuple[Line, ...]
    names: tuple[str, ...]
    low: float
    high: float
    plot: int
    right: int
    width: float
    sides: tuple[tuple[str | None, ...], ...]
    keyed: bool
    """True where a name begins with a sign in its line's colour: of many lines it may stand far from its own."""

    def sides_of(self, line: Line) -> tuple[str | None, ...]:
        """The side of each point on which its number stands."""
        return self.sides[self.order.index(line)]


def _frame(dates: Sequence[date], lines: Sequence[Line], *, numbered: bool) -> _Frame:
    low, high = _range(lines)
    order = tuple(sorted(lines, key=_last, reverse=True))
    names = tuple(style.wrapped(f"{line.name} {_last_text(line)}".rstrip(), _NAME_AT_MOST) for line in order)
    right = max(map(style.text_width, names), default=0) + _BESIDE_NAMES + (0 if numbered else _KEY)
    width, plot = _on_a_phone(right), max(_PLOT, sum(name.count("<br>") + 1 for name in names) * _NAME_LINE)
    days = [width * (on - dates[0]).days / max(1, (dates[-1] - dates[0]).days) for on in dates]
    nothing = ((None,) * len(dates),) * len(order)
    sides = tuple(map(tuple, number_sides(order, days, low, plot / (high - low)))) if numbered else nothing
    return _Frame(
        order, names, low=low, high=high, plot=plot, right=right, width=width, sides=sides, keyed=not numbered
    )


def _figure(dates: Sequence[date], frame: _Frame, marks: Sequence[str]) -> style.Figure:
    order, bottom, pixels = frame.order, frame.low, frame.plot / (frame.high - frame.low)
    data, breaks = [], _breaks(order)
    for line in order:
        sides = frame.sides_of(line)
        data += [_trace(dates, line, span, sides) for span in _series(0, line, sides).spans(len(dates))]
    ticks = date_words(dates, marks, frame.width)
    # Room for what is under the axis without taking it from the lines; two lines are in the margin already.
    under = max(0, max(tick.count("<br>") for tick in ticks) - 1) * _NAME_LINE
    above = _word_rows(breaks) * _NAME_LINE
    layout = style.layout(
        frame.plot + sum(_MARGINS.values()) + under + above,
        frame.right,
        xaxis=axis_of_dates(dates, ticks),
        yaxis=_axis_of_values(bottom, frame.high),
        annotations=_end_names(order, frame.names, dates[-1], pixels, bottom, keyed=frame.keyed)
        + _break_words(dates, breaks, frame.width),
        shapes=_break_rules(dates, breaks),
    )
    layout["margin"] |= {"t": _MARGINS["t"] + above, "b": _MARGINS["b"] + under, "l": _LEFT}
    return {"data": data, "layout": layout}


def _last(line: Line) -> float:
    return next((float(value) for value in reversed(line.values) if value is not None), 0.0)


def _last_text(line: Line) -> str:
    """Give the last number that a line has."""
    return next((text for text in reversed(line.texts) if text), "")


def _range(lines: Sequence[Line]) -> tuple[float, float]:
    """Give the axis's ends: from zero, but where all values lie far above it from below the lowest.

    The axis then shows its numbers.
    """
    values = [float(value) for line in lines for value in line.values if value is not None]
    low, high = min(values, default=0.0), max(values, default=1.0) or 1.0
    if low < high / 2:
        return 0.0, high * 1.12
    span = max(high - low, high * 0.08)
    return max(0.0, low - span * 0.6), high + span * 0.6


def _trace(dates: Sequence[date], line: Line, span: range, sides: Sequence[str | None]) -> dict[str, Any]:
    days = [vietnamese.day(dates[place]) for place in span]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": line.name,
        "x": [dates[place].isoformat() for place in span],
        "y": [None if (value := line.values[place]) is None else float(value) for place in span],
        # The last value stands beside the line's name, so that it has no side of its own.
        "text": [line.texts[place] if sides[place] else "" for place in span],
        "textposition": [sides[place] or "top center" for place in span],
        "textfont": {"size": style.LABEL_SIZE, "color": style.INK},
        "hovertext": [hover(line.name, f"{day}: {line.texts[place]}") for day, place in zip(days, span, strict=True)],
        "hoverinfo": "text",
        "line": {"color": line.colour, "width": 2.5},
        "marker": _markers(line, span),
        "connectgaps": False,
        "cliponaxis": False,
        "showlegend": False,
    }


def _markers(line: Line, span: range) -> dict[str, Any]:
    """A dot at each point; a hollow rhomb where the number is not counted from lists of people."""
    markers: dict[str, Any] = {"color": line.colour, "size": DOT}
    if line.hollow.intersection(span):
        # Filled with the ground: the line would show through an open one.
        markers["color"] = [style.WHITE if place in line.hollow else line.colour for place in span]
        markers["symbol"] = ["diamond" if place in line.hollow else "circle" for place in span]
        markers["size"] = [_RHOMB if place in line.hollow else DOT for place in span]
        markers["opacity"] = 1  # sizes of their own would make them pale
        markers["line"] = {"width": [2 if place in line.hollow else 0 for place in span], "color": line.colour}
    return markers


def _on_a_phone(right: int) -> float:
    """Give the pixels between the first and the last date on a phone."""
    return (style.PHONE - _LEFT - right) / (1 + BEFORE + AFTER)


def _axis_of_values(bottom: float, top: float) -> dict[str, Any]:
    """The axis of values: few light lines; the numbers stand at the points."""
    return {
        "type": "linear",
        "range": [bottom, top],
        "nticks": 5,
        "tickangle": 0,
        "ticks": "",
        "automargin": True,
        "showgrid": True,
        "gridcolor": style.GRID,
        "zeroline": False,
        "fixedrange": True,
        "tickformat": ",",
        "tickfont": {"size": style.LABEL_SIZE, "color": style.MUTED},
    }


def _end_names(
    order: Sequence[Line], names: Sequence[str], last: date, pixels: float, bottom: float, *, keyed: bool
) -> list[dict[str, Any]]:
    """Each line's name to the right of its last point, moved where another one's or the axis needs the room.

    `keyed`: of many lines a name may stand far from its line, so that it begins with a sign in the line's colour.
    """
    natural = [(_last(line) - bottom) * pixels for line in order]
    placed = _spread(natural, [(name.count("<br>") + 1) * _NAME_LINE / 2 for name in names])
    return [
        {
            "x": last.isoformat(),
            "y": _last(line),
            "xref": "x",
            "yref": "y",
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 10,
            "yshift": there - here,
            "showarrow": False,
            "align": "left",
            "text": f"<b>{_key(line) if keyed else ''}{name}</b>",
            "font": {"size": style.LABEL_SIZE, "color": style.INK},
        }
        for line, name, here, there in zip(order, names, natural, placed, strict=True)
    ]


def _key(line: Line) -> str:
    return f'<span style="color:{line.colour}">■</span> '


def _spread(natural: Sequence[float], halves: Sequence[float]) -> list[float]:
    """Middles of labels, highest first, in pixels above the axis: none upon another, none upon the axis.

    Each gives way downwards to the one above; from the axis on, those below push up again.
    """
    placed: list[float] = []
    free = float("inf")
    for middle, half in zip(natural, halves, strict=True):
        placed.append(min(middle, free - half))
        free = placed[-1] - half
    taken = 0.0
    for place in reversed(range(len(placed))):
        placed[place] = max(placed[place], taken + halves[place])
        taken = placed[place] + halves[place]
    return placed


def _break_rules(dates: Sequence[date], breaks: Sequence[Break]) -> list[dict[str, Any]]:
    """A dotted line down in the middle between two dates that are not comparable."""
    line = {"color": style.MUTED, "width": 1, "dash": "dot"}
    down = {"type": "line", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "line": line}
    return [down | dict.fromkeys(("x0", "x1"), _middle(dates, each)) for each in breaks]


def _middle(dates: Sequence[date], where: Break) -> str:
    return between(dates[where.row - 1], dates[where.row], 0.5)


def _word_rows(breaks: Sequence[Break]) -> int:
    """Count the lines that the words above the rules need beyond the first."""
    return max(0, sum(_wrapped(words).count("<br>") + 1 for words in {each.words for each in breaks}) - 1)


def _wrapped(words: str) -> str:
    """Break words that a phone's width does not hold."""
    return style.wrapped(words, style.letters(style.PHONE, style.LABEL_SIZE))


def _break_words(dates: Sequence[date], breaks: Sequence[Break], width: float) -> list[dict[str, Any]]:
    """Each reason above the first rule that stands for it, in a line of its own, within a phone's width.

    `width`: as in `_Frame`.
    """
    firsts = {each.words: each for each in reversed(breaks)}
    font = {"size": style.LABEL_SIZE, "color": style.MUTED}
    above = {"xref": "x", "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "font": font}
    placed, line = [], 0
    for each in sorted(firsts.values(), key=lambda each: each.row):
        text = _wrapped(each.words)
        shifts = {
            "yshift": _ABOVE_NUMBERS + line * _NAME_LINE,
            "xshift": _inwards(_on_the_left(dates, each, width), text),
        }
        placed.append(above | {"x": _middle(dates, each), "text": text} | shifts)
        line += text.count("<br>") + 1
    return placed


def _on_the_left(dates: Sequence[date], where: Break, width: float) -> float:
    """Give the pixels left of a rule on a phone."""
    days = (dates[where.row - 1] - dates[0]).days + (dates[where.row] - dates[where.row - 1]).days / 2
    return _LEFT + width * (BEFORE + days / max(1, (dates[-1] - dates[0]).days))


def _inwards(left: float, text: str) -> float:
    """Give the pixels by which words in the middle of a rule have to move to stay on a phone's chart."""
    half = style.text_width(text) / 2
    return max(0, half - left) + min(0, style.PHONE - left - half)
