"""The row of figures that a page opens with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from dashboard import labels


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as people read it: «Đại học trở lên», «89,64%», «2.121 người», «+1,20 điểm phần trăm»."""

    label: str
    value: str
    detail: str = ""
    change: str = ""
    direction: int = 0
    """Above, below or equal to 0: which way the change's arrow points."""


def of_people(label: str, count: int, change: int | None, detail: str = "") -> Figure:
    """A number of people and its change in people."""
    words = "" if change is None else f"{labels.signed(change)} người"
    return Figure(label, labels.number(count), detail, words, change or 0)


def of_share(label: str, share: Decimal, count: int, change: Decimal | None) -> Figure:
    """A share, the people behind it, and its change in percentage points."""
    words = "" if change is None else labels.points(change)
    direction = 0 if not change else (1 if change > 0 else -1)
    return Figure(label, labels.percent(share, count), f"{labels.number(count)} người", words, direction)


def row(figures: Sequence[Figure]) -> None:
    """The figures side by side, on a phone below each other; changes in a quiet colour, for they are no verdict."""
    grid = st.grid(len(figures), min_column_width=150, gap="small")
    for figure in figures:
        grid.metric(
            figure.label,
            figure.value,
            figure.change or None,
            delta_color="off",
            delta_arrow="up" if figure.direction > 0 else "down" if figure.direction < 0 else "off",
            delta_description=figure.detail or None,
            border=True,
        )
