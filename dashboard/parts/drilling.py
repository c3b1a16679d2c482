"""From the province into a district into a commune, and back: breadcrumb, clicks on bars, clicks on rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

import reference
from dashboard import cached
from dashboard.parts import page_tables, selection_row
from dashboard.parts.finished_table import FinishedTable, finish
from dashboard.parts.markdown import escape_markdown
from presentation import labels, tables
from reference import vietnamese
from stats.selection import Selection
from stats.source import StatisticsSource

_BAR = " (thanh)"
_DISTRICT = "Đơn vị cấp huyện"
_ROWS_IN_VIEW, _HEIGHT = 15, 560
"""The table's height in pixels where it has more rows than these; the rest scrolls."""


def breadcrumb(selection: Selection) -> None:
    """Show the way back, always in sight once a place is chosen: «Toàn tỉnh › Huyện Gia Bình › Xã Đại Bái»."""
    if selection.district is None and selection.unit is None:
        return
    names = cached.source().names(selection.as_of, selection.territory)
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        _step("Toàn tỉnh", selection.whole_province())
        if selection.district is not None:
            district = names.districts[selection.district]
            if selection.unit is None:
                st.markdown(f"› **{escape_markdown(district)}**", width="content")
            else:
                st.markdown("›", width="content")
                _step(district, replace(selection, unit=None))
        if selection.unit is not None:
            st.markdown(f"› **{escape_markdown(names.units[selection.unit])}**", width="content")


def _step(label: str, to: Selection) -> None:
    st.button(
        escape_markdown(label), type="tertiary", on_click=selection_row.choose, args=(to,), key=f"back_to_{label}"
    )


def go_to(selection: Selection) -> Callable[[str], None]:
    """Give what a click does: a district's, a commune's or a kind's code is chosen."""

    def go(code: str) -> None:
        names = cached.source().names(selection.as_of, selection.territory)
        if code in names.districts:
            selection_row.choose(replace(selection, district=code, unit=None))
        elif code in names.units:
            selection_row.choose(replace(selection, district=names.district_of.get(code), unit=code))
        elif code in {value.code for value in reference.code_lists()["unit_type"]}:
            selection_row.choose(replace(selection, unit_type=code))

    return go


@dataclass(frozen=True, slots=True)
class _Units:
    """The table of units: their codes in its order, the table, its columns' settings, whether a share is withheld."""

    codes: tuple[str, ...]
    table: FinishedTable
    columns: Mapping[str, Any]
    withholds: bool


def unit_table(selection: Selection, on_pick: Callable[[str], None]) -> None:
    """Show each unit with its figures and small bars; sorted by its headers, a click at a row's head opens the unit."""
    units = cached.source().derive(_units, selection)
    page_tables.add(
        page_tables.Listed(
            "units",
            "Các đơn vị cấp xã",
            "Đơn vị tính: người; tỷ lệ trong số người của từng đơn vị",
            lambda source: tables.units_table(source.units(selection)),
            selection,
            cached.state(),
        )
    )
    key = f"units_{units.codes[0]}_{len(units.codes)}"

    def picked() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            on_pick(units.codes[rows[0]])

    st.dataframe(
        units.table,
        placeholder="chưa có",
        hide_index=True,
        height=_HEIGHT if len(units.codes) > _ROWS_IN_VIEW else "content",
        column_config=units.columns,
        on_select=picked,
        selection_mode="single-row",  # a header's click, which sorts, would select a cell, too
        key=key,
    )
    if units.withholds:
        st.caption(labels.few_people_note())


def _units(source: StatisticsSource, selection: Selection) -> _Units:
    units = source.units(selection)
    frame = tables.units_table(units).drop(columns="Mã")
    if frame[_DISTRICT].nunique() < 2:
        frame = frame.drop(columns=_DISTRICT)
    shares = [name for name in frame.columns if name.endswith("(%)")]
    columns: dict[str, Any] = {shares[-1]: st.column_config.NumberColumn("Tin học (%)", help=shares[-1])}
    for name in [tables.TOTAL, *shares]:
        bar = frame[name].astype("float64").fillna(0)
        frame.insert(list(frame.columns).index(name) + 1, f"{name}{_BAR}", bar)
        top = 100 if name in shares else max(bar.max(), 1)
        columns[f"{name}{_BAR}"] = st.column_config.ProgressColumn("So sánh", width=84, format=" ", max_value=top)
    withholds = any(unit.profile.headcount and unit.profile.university.share is None for unit in units)
    words = dict.fromkeys(shares, partial(_percent, source.rounding.decimals))
    return _Units(tuple(unit.code for unit in units), finish(frame, words), columns, withholds)


def _percent(decimals: int, value: object) -> str:
    """Word a share as the cards show it; the frame's floats came from decimals of so many places."""
    return vietnamese.percent(Decimal(f"{value:.{decimals}f}"))
