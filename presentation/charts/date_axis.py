"""The axis of dates: to scale, its words beside each other where they have room and below each other where not."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from presentation.charts import style
from reference import vietnamese

BEFORE, AFTER = 0.12, 0.05
"""The parts of the time shown that stay free before the first date and after the last."""
_TICK_GAP = 2
"""Pixels between the words of two dates."""


def date_words(dates: Sequence[date], marks: Sequence[str], width: float) -> list[str]:
    """Write the words at the axis: a date, in two lines where there are many, and its mark («1/126 đơn vị») below.

    `width`: pixels between the first and the last date.
    """
    days = [vietnamese.day(on) for on in dates]
    texts = [f"{day[:-5]}<br>{day[-4:]}" for day in days] if len(days) > 2 else days
    levels = _levels(dates, texts, width)
    lines, deepest = texts[0].count("<br>") + 1, max(levels, default=0)
    words = ["<br>" * (level * lines) + text for level, text in zip(levels, texts, strict=True)]
    # Marks stand below all dates: they are longer, and would push dates down that have room beside each other.
    below, high = _levels(dates, marks, width), max(mark.count("<br>") for mark in marks) + 1
    return [
        text + "<br>" * ((deepest - level) * lines + mark_level * high + 1) + mark if mark else text
        for text, level, mark_level, mark in zip(words, levels, below, marks, strict=True)
    ]


def _levels(dates: Sequence[date], words: Sequence[str], width: float) -> list[int]:
    """Give each date's words a level: those that would run over others stand one lower; "" takes none."""
    span = max(1, (dates[-1] - dates[0]).days)
    ends: list[float] = []
    levels = []
    for on, text in zip(dates, words, strict=True):
        middle, half = width * (on - dates[0]).days / span, style.text_width(text) / 2
        level = next((level for level, end in enumerate(ends) if end + _TICK_GAP <= middle - half), len(ends))
        levels.append(level if text else 0)
        if text:
            ends[level : level + 1] = [middle + half]
    return levels


def axis_of_dates(dates: Sequence[date], ticks: Sequence[str]) -> dict[str, Any]:
    """Give the axis of dates, to scale, with its words."""
    return {
        "type": "date",
        "tickvals": [on.isoformat() for on in dates],
        "tickmode": "array",
        "ticktext": list(ticks),
        "tickfont": {"size": style.LABEL_SIZE},
        "range": [between(dates[0], dates[-1], -BEFORE), between(dates[0], dates[-1], 1 + AFTER)],
        "tickangle": 0,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "linecolor": style.MUTED,
        "showline": True,
        "automargin": True,
        "fixedrange": True,
    }


def between(first: date, last: date, part: float) -> str:
    """Give the moment that lies at a part of the way from one date to another, as Plotly reads it."""
    return (datetime.combine(first, time()) + (last - first) * part).isoformat(" ", "minutes")
