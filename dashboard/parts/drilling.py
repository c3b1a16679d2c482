"""From the province into a district into a commune, and back: breadcrumb, clicks on bars, clicks on rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import streamlit as st

import reference
from dashboard import cached
from dashboard.parts import listing, page_tables, selection_row
from dashboard.parts.frames import Frame
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from presentation.table_rows import CODE, DISTRICT, TOTAL, UNIT, Rows, units_rows
from presentation.tiers import places_of
from reference import vietnamese
from stats.disclosure import is_withheld
from stats.names import Names, place_of
from stats.selection import Selection
from stats.source import StatisticsSource

_TEXTS = (UNIT, DISTRICT, "Loại")
_ALL, _NOT_SENT = "Tổng cộng", "chưa có"


def heading(selection: Selection) -> None:
    """Head the table of units by the level of government that they are of."""
    st.header(_title(selection), anchor=False)


def _title(selection: Selection) -> str:
    return f"Các {places_of(selection.level)}"


def breadcrumb(selection: Selection) -> None:
    """Show the way back, always in sight once a place is chosen: «Toàn tỉnh › Huyện Gia Bình › Xã Đại Bái»."""
    if not selection.is_of_place:
        return
    names = cached.source().names_of(selection)
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        _step("Toàn tỉnh", selection.whole_province())
        _old_province(selection, names)
        if selection.district is not None:
            district = names.districts[selection.district]
            if selection.unit is None:
                st.markdown(f"› **{escape_markdown(district)}**", width="content")
            else:
                st.markdown("›", width="content")
                _step(district, replace(selection, unit=None))
        if selection.unit is not None:
            st.markdown(f"› **{escape_markdown(names.units[selection.unit])}**", width="content")


def _old_province(selection: Selection, names: Names) -> None:
    """Show the province of before that the place is or lies in."""
    home = names.old_province_above(selection)
    if home is None:
        return
    if selection.old_province is not None:
        st.markdown(f"› **{escape_markdown(names.old_provinces[home])}**", width="content")
    else:
        st.markdown("›", width="content")
        _step(names.old_provinces[home], selection.at(old_province=home))


def _step(label: str, to: Selection) -> None:
    st.button(
        escape_markdown(label), type="tertiary", on_click=selection_row.choose, args=(to,), key=f"back_to_{label}"
    )


def go_to(selection: Selection) -> Callable[[str], None]:
    """Give what a click does: a district's, a commune's or a kind's code is chosen."""

    def go(code: str) -> None:
        selection_row.choose(led_to(selection, code, cached.source().names_of(selection)))

    return go


def led_to(selection: Selection, code: str, names: Names) -> Selection:
    """Give the selection of a district, a commune or a kind of communes; the same one for every other code."""
    if code in (*names.old_provinces, *names.districts, *names.units):
        return place_of(selection, code, names)
    if code in {value.code for value in reference.code_lists()["unit_type"]}:
        return replace(selection, unit_type=code)
    return selection


@dataclass(frozen=True, slots=True)
class _Units:
    """The table of units, and whether it withholds a share."""

    listing: listing.FinishedListing
    withholds: bool


def unit_table(selection: Selection, on_pick: Callable[[str], None]) -> None:
    """Show each unit with its figures and small bars, under them those of all; a unit's name opens it."""
    units = cached.source().derive(_units, selection)
    page_tables.add(
        page_tables.Listed(
            "units",
            _title(selection),
            subtitle="Đơn vị tính: người; tỷ lệ trong số người của từng đơn vị",
            make=lambda source: _frame(source, selection),
            selection=selection,
            state=cached.state(),
        )
    )
    listing.show(units.listing, on_pick, key=units.listing.key_of("units"))
    if units.withholds:
        st.caption(labels.few_people_note())


def _units(source: StatisticsSource, selection: Selection) -> _Units:
    units = sorted(source.units(selection), key=lambda unit: not unit.coverage.units_with_roster)
    profile = source.overview(selection).profile
    everybody = replace(
        units[0],
        name=_name_of_all(profile.headcount - sum(unit.profile.headcount for unit in units)),
        district_name="",
        coverage=source.coverage(selection),
        profile=profile,
    )
    lines = units_rows([*units, everybody]).without({CODE})
    if len({*lines.column(DISTRICT)[:-1]} - {None}) < 2:
        lines = lines.without({DISTRICT})
    *rows, total = _rows(lines, source.rounding.decimals)
    withholds = any(unit.profile.headcount and unit.profile.university.share is None for unit in units)
    names = source.names_of(selection)
    places = [place_of(selection, unit.code, names) for unit in units]
    table = listing.Listing(
        caption=_title(selection),
        headers=lines.headers,
        numeric=tuple(name not in _TEXTS for name in lines.headers),
        rows=tuple(rows),
        codes=tuple(unit.code for unit in units),
        total=total,
        links=tuple(f"?{urlencode(place.to_query())}" for place in places),
    )
    return _Units(listing.finish(table), withholds)


def _name_of_all(nowhere: int) -> str:
    """Name the row of all; it holds more than the rows above where people are in no place of today."""
    people = f"{vietnamese.number(nowhere)} người {vietnamese.in_sentence(vietnamese.NO_UNIT)}"
    return f"{_ALL} (gồm {people})" if nowhere and not is_withheld(nowhere) else _ALL


def _frame(source: StatisticsSource, selection: Selection) -> Frame:
    from presentation import tables

    return tables.units_table(source.units(selection))


def _rows(lines: Rows, decimals: int) -> Iterator[tuple[listing.ListedCell, ...]]:
    """Make the cells of each row; the bars of people are measured by the unit that has most, those of shares by 100."""
    most = max((people for people in lines.column(TOTAL)[:-1] if isinstance(people, int)), default=1) or 1
    columns = lines.headers
    for values in lines.rows:
        row = dict(zip(columns, values, strict=True))
        has_roster = row[TOTAL] is not None
        is_total = str(row[columns[0]]).startswith(_ALL)
        row["Loại"] = "" if is_total else row["Loại"]
        top = 0 if is_total else most
        yield tuple(_cell(name, row[name], top, decimals, has_roster=has_roster) for name in columns)


def _cell(name: str, value: Any, most: int, decimals: int, *, has_roster: bool) -> listing.ListedCell:
    """Word one value: a share as the cards show it, «chưa có» where the unit has sent nothing."""
    if name in _TEXTS:
        return listing.ListedCell(value or "", value or "")
    if value is None:
        return listing.ListedCell("–" if has_roster else _NOT_SENT if name == TOTAL else "")
    if name.endswith("(%)"):
        return listing.ListedCell(_percent(decimals, value), value, value / 100 if most else None)
    bar = value / most if most and name == TOTAL else None
    return listing.ListedCell(vietnamese.number(value), value, bar)


def _percent(decimals: int, value: object) -> str:
    """Word a share as the cards show it; the frame's floats came from decimals of so many places."""
    return vietnamese.percent(Decimal(f"{value:.{decimals}f}"))
