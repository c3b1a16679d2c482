"""A cross-table on the page: two rows of headings, cells that open, sorting by any column, heat by column, a total.

HTML made in the browser from texts alone, like `listing`; one cell takes the tabulator, arrow keys go on from it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import streamlit as st

import reference
from presentation.crossing import Grid, GridColumn, GridRow, Number, Role
from reference import vietnamese
from stats.measures.cross_tables import ALL

_PARTS = Path(__file__).parent
_MOST_ROWS = 25
WITHHELD = "–"


@dataclass(frozen=True, slots=True)
class FinishedGrid:
    """A grid as the browser gets it, encoded once; `left_out`: columns that the screen does not show."""

    encoded: bytes
    left_out: int


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    css, script = ((_PARTS / name).read_text(encoding="utf-8") for name in ("cross_table.css", "cross_table.js"))
    return st.components.v2.component("cross_table", html="<article></article>", css=css, js=script)


def show(grid: FinishedGrid, on_pick: Callable[[str | None, str | None], None] | None, *, key: str) -> None:
    """Show the table; `on_pick` is given the codes of the row and column of a cell that is clicked."""

    def picked() -> None:
        place = st.session_state[key].get("pick")
        if on_pick is not None and isinstance(place, list) and len(place) == 2:
            row, column = (None if code is None else str(code) for code in place)
            on_pick(row, column)

    _component()(key=key, data=grid.encoded, on_pick_change=picked, height="content")


def finish(grid: Grid, caption: str, *, opens: bool = False) -> FinishedGrid:
    """Encode a grid: its words, and how dark each cell of a column is against that column's largest.

    `opens`: the cells of the selection's own date lead to their people.
    """
    codes = list(dict.fromkeys(column.code for column in grid.columns))
    most = int(reference.limit("cross_columns"))
    shown = {*[code for code in codes if code != ALL][:most], ALL}
    places = [place for place, column in enumerate(grid.columns) if column.code in shown]
    columns = [grid.columns[place] for place in places]
    heats = list(zip(*(_heats(grid, place) for place in places), strict=True))
    folded = max(len(grid.rows) - _MOST_ROWS, 0)
    data = {
        "caption": caption,
        "corner": grid.corner,
        "over": grid.over,
        "columns": [_column(column, opens=opens) for column in columns],
        "rows": [_row(row, grid, places, heats[line]) for line, row in enumerate(grid.rows)],
        "totals": [_row(row, grid, places, [0] * len(places)) for row in grid.totals],
        "most": _MOST_ROWS,
        "more": f"Xem tất cả (thêm {vietnamese.number(folded)})" if folded else "",
        "less": f"Chỉ xem {_MOST_ROWS} dòng đầu",
    }
    return FinishedGrid(json.dumps(data, ensure_ascii=False).encode(), len(codes) - len(shown))


def _column(column: GridColumn, *, opens: bool) -> dict[str, Any]:
    words = {"code": column.code, "label": column.label, "part": column.part}
    return words | {"opens": opens and column.role is Role.NOW}


def _row(row: GridRow, grid: Grid, places: Sequence[int], heats: Sequence[float]) -> dict[str, Any]:
    pairs = zip(places, heats, strict=True)
    cells = [_cell(row.cells[place], grid.columns[place].role, row.people[place], heat) for place, heat in pairs]
    return {"code": row.code, "label": row.label, "cells": cells}


def _heats(grid: Grid, place: int) -> list[float]:
    """Measure a column's cells against its largest; none of changes and of the whole."""
    column = grid.columns[place]
    if column.role is Role.CHANGE or (column.code == ALL and grid.over):
        return [0] * len(grid.rows)
    numbers = [float(row.cells[place] or 0) for row in grid.rows]
    top = max(numbers, default=0)
    return [round(number / top, 2) if top else 0 for number in numbers]


def _cell(value: Number, role: Role, people: int, heat: float) -> dict[str, Any]:
    return {"text": word(value, role, people), "key": None if value is None else float(value), "heat": heat}


def word(value: Number, role: Role, people: int) -> str:
    """Word a number: «1.263», «77,98», «0» of nobody, «<0,1» of some, a change with its sign, «–» where withheld."""
    if value is None:
        return WITHHELD
    if role is Role.CHANGE:
        return vietnamese.signed(value) if isinstance(value, int) else _signed(value)
    if isinstance(value, int):
        return vietnamese.number(value)
    return vietnamese.percent(value, people).removesuffix("%") if people else "0"


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else ''}{vietnamese.decimal(value)}"
