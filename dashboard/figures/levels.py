"""A page about one field's levels: the levels themselves, the years, the places, the comparison, the full table."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

import reference
from dashboard import cached
from dashboard.parts import cards, drilling, headlines, listing, page_tables, selection_row, sentences, tracing
from dashboard.parts.frames import Frame
from dashboard.parts.listing import FinishedListing, Listing
from presentation import completeness, labels
from presentation.table_rows import codes_of, grouped_rows
from reference import vietnamese
from stats.measures import Breakdown, GroupedBreakdown, Level
from stats.selection import Selection
from stats.source import StatisticsSource

_LEVEL = "places_by"
_LEVELS_SHOWN = 3
_OPENED = "full_table_opened"


def show(field: str, *, compared: str, trend: str, distribution: str) -> None:
    """Show the whole page; the other words name the charts of the field's main share."""
    selection = selection_row.current()
    drilling.breadcrumb(selection)
    headlines.row(_figures(field, selection), cached.source().missing(selection).coverage)
    st.caption(labels.compared_with(cached.source().overview(selection)))
    left, right = st.columns(2)
    with left:
        cards.card(cached.chart(field, selection))
    with right:
        cards.card(cached.chart(trend, selection))
    level = _level(selection)
    pick = drilling.go_to(selection)
    cards.by_place(f"{field}_by_place", selection, level=level, on_pick=pick, distribution=distribution)
    cards.by_place(compared, selection, level=level, on_pick=pick)
    sentences.show(selection, [field, compared])
    _full_table(field, selection, level)


def _figures(field: str, selection: Selection) -> list[headlines.Headline]:
    """Give the main share with its change, then the largest levels that anybody has, «Không khai» among them."""
    overview = cached.source().overview(selection)
    main = headlines.university if field == "education" else headlines.it_evidence
    breakdown: Breakdown = getattr(overview.profile, field)
    levels = [part for part in breakdown.parts if part.count]
    largest = sorted(levels, key=lambda part: -part.count)[:_LEVELS_SHOWN]
    figures = [headlines.of_part(part, field=field) for part in levels if part in largest]
    return [headlines.total(overview), main(overview), *figures]


def _level(selection: Selection) -> Level:
    """Ask by which places a selection is shown, one commune excepted; one answer for both pages of levels."""
    if selection.unit is not None:
        return Level.UNIT
    has_districts = selection.district is None and cached.source().names_of(selection).districts
    levels = [level for level in Level if level is not Level.DISTRICT or has_districts]
    if st.session_state.get(_LEVEL) not in levels:
        st.session_state[_LEVEL] = levels[0]
    level = st.segmented_control(
        "So sánh giữa các đơn vị",
        levels,
        format_func=lambda level: f"Theo {vietnamese.in_sentence(labels.level_name(level, selection.level))}",
        key=_LEVEL,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return level or levels[0]


def _full_table(field: str, selection: Selection, by: Level) -> None:
    """Show every level of every place, made only while it is open."""
    for shares, what in ((False, "số người"), (True, "tỷ lệ")):
        make = partial(_grouped_table, field=field, selection=selection, by=by, shares=shares)
        title = f"{reference.field_label(field)} theo từng đơn vị, {what}"
        unit = "Đơn vị tính: % số người của từng đơn vị" if shares else "Đơn vị tính: người"
        name = f"{field}_{'shares' if shares else 'people'}"
        page_tables.add(
            page_tables.Listed(name, title, subtitle=unit, make=make, selection=selection, state=cached.state())
        )
    fold = st.expander(
        f"Bảng đầy đủ: {reference.field_label(field)} theo từng đơn vị", on_change="rerun", key=f"full_{field}"
    )
    if fold.open:
        with fold:
            _levels_of_places(field, selection, by)


@st.fragment
def _levels_of_places(field: str, selection: Selection, by: Level) -> None:
    """Show people or shares of each level of every place."""
    words = {False: "Số người", True: "Tỷ lệ (%)"}
    shares = st.segmented_control(
        "Đơn vị tính", list(words), format_func=words.__getitem__, default=False, required=True
    )
    traced = tracing.is_offered()
    table = cached.source().derive(_listing, field, selection, by, shares=bool(shares), traced=traced)
    listing.show(table, partial(_open, drilling.go_to(selection)), key=f"full_{field}_{by}_{bool(shares)}")
    if st.session_state.pop(_OPENED, False):
        st.rerun()


def _open(pick: Callable[[str], None], code: str) -> None:
    """Choose the place, for the whole page: the click itself only runs the table."""
    pick(code)
    st.session_state[_OPENED] = True


def _listing(
    source: StatisticsSource, field: str, selection: Selection, by: Level, *, shares: bool, traced: bool
) -> FinishedListing:
    """Make the table: names lead to their place, numbers to their people where `traced`, the last row is the whole."""
    grouped = source.grouped(selection, field, by)
    rows = grouped_rows(grouped, shares=shares)
    places = [] if by is Level.SIZE else [place.code or "" for place in (*grouped.groups, *grouped.without_roster)]
    names = source.names_of(selection)
    table = listing.of_rows(
        f"{reference.field_label(field)} theo từng đơn vị",
        rows.headers,
        rows.rows[:-1],
        codes=places,
        links=[f"?{urlencode(drilling.led_to(selection, code, names).to_query())}" for code in places],
        total=rows.rows[-1],
        decimals=source.rounding.decimals,
        empty=completeness.empty_cells(grouped, shares=shares),
    )
    return listing.finish(_traced(table, grouped, selection) if traced else table)


def _traced(table: Listing, grouped: GroupedBreakdown, selection: Selection) -> Listing:
    """Let the number of each column lead to its people; the total is the whole province's."""
    columns = [tracing.words(((grouped.field, code),)) for code in codes_of(grouped)]
    everybody = f"?{urlencode(selection.whole_province().to_query())}"
    return replace(table, traces=(None, tracing.words(()), *columns), everybody=everybody)


def _grouped_table(source: StatisticsSource, field: str, selection: Selection, by: str, *, shares: bool) -> Frame:
    from presentation import tables

    return tables.grouped_table(source.grouped(selection, field, by), shares=shares)
