"""The places that «So sánh» and «Xu hướng» put beside each other: a part of their addresses, which links keep."""

import streamlit as st

from dashboard import cached
from dashboard.parts import register
from presentation.charts.of_trends import HEADCOUNT, trend_measures
from stats.measures import UNIVERSITY_OR_HIGHER, Level
from stats.selection import Selection

CHOSEN = "compared_places"
FEWEST, MOST = 2, 6
NAME = "places"
"""The query parameter: the places' codes, parted by commas."""
MEASURE, MEASURE_CHOSEN = "measure", "trend_measure"
"""The query parameter of «Xu hướng», and the key of its choice."""
_PAGES = (register.COMPARISON.slug, register.TRENDS.slug)
_WRITTEN, _MEASURE_WRITTEN, _PAGE = "compared_in_url", "measure_in_url", "compared_page"


def follow(page: str, selection: Selection) -> None:
    """Settle the places of this run: the address's where somebody came by it, else the session's, else the usual ones.

    On any other page nothing is settled, and the address has no places.
    """
    before, st.session_state[_PAGE] = st.session_state.get(_PAGE), page
    in_url, written = st.query_params.get(NAME), st.session_state.get(_WRITTEN)
    if page not in _PAGES:
        return
    if page == register.TRENDS.slug:
        _follow_measure()
    extremes = _usual(selection)
    usual = extremes if page == register.COMPARISON.slug else []  # «Xu hướng» opens with the line of all
    if in_url is not None and in_url != written:
        wish = in_url.split(",")
    elif in_url is None and written and before == page:  # the way back to the page as it was opened
        wish = usual
    else:
        # Streamlit forgets a widget's value on pages that do not show it.
        wish = st.session_state.get(CHOSEN, written.split(",") if written else usual)
        if before != page and wish in ([], extremes):  # nobody has chosen them
            wish = usual
    known = names(selection)
    chosen = [code for code in dict.fromkeys(wish) if code in known][:MOST]
    st.session_state[CHOSEN] = chosen
    _write(chosen, is_usual=in_url is None and chosen == usual)


def choice(label: str, selection: Selection) -> tuple[str, ...]:
    """Ask for the places, which `follow` has settled for this run; give their codes in the order of the choice."""
    known = names(selection)
    return tuple(
        st.multiselect(
            label,
            list(known),
            format_func=known.__getitem__,
            key=CHOSEN,
            max_selections=MOST,
            placeholder="Gõ tên, không cần dấu",
            select_all=False,
        )
    )


def _write(codes: list[str], *, is_usual: bool) -> None:
    """Put the places into the address, except those that it shows without any."""
    words = ",".join(codes)
    st.session_state[_WRITTEN] = "" if is_usual else words
    if not is_usual and st.query_params.get(NAME) != words:
        st.query_params[NAME] = words


def query() -> dict[str, str]:
    """Give what a link to this page carries beside the selection."""
    page = st.session_state.get(_PAGE)
    measure = {MEASURE: str(st.session_state[MEASURE_CHOSEN])} if page == register.TRENDS.slug else {}
    return measure | {NAME: ",".join(st.session_state.get(CHOSEN, ()))} if page in _PAGES else {}


def _follow_measure() -> None:
    """Settle the measure of «Xu hướng»: the address's where somebody came by it, else the session's."""
    in_url, written = st.query_params.get(MEASURE), st.session_state.get(_MEASURE_WRITTEN)
    wish = in_url if in_url is not None and in_url != written else st.session_state.get(MEASURE_CHOSEN, written)
    chosen = wish if wish in trend_measures() else HEADCOUNT
    st.session_state[MEASURE_CHOSEN] = st.session_state[_MEASURE_WRITTEN] = chosen
    if st.query_params.get(MEASURE) != chosen:
        st.query_params[MEASURE] = chosen


def names(selection: Selection) -> dict[str, str]:
    """Name the districts and communes to choose from, by their codes."""
    places = cached.places(selection.as_of, selection.territory, selection.level)
    return {place.code: place.name for place in places.districts} | places.names_of(places.units)


def _usual(selection: Selection) -> list[str]:
    """Give the places with the highest and the lowest share of university degrees; where all are equal, the largest."""
    districts = cached.source().names_of(selection).districts
    level = Level.DISTRICT if districts else Level.UNIT
    grouped = cached.source().grouped(selection.whole_province(), "education", level)
    ends = grouped.extremes(UNIVERSITY_OR_HIGHER)
    first = [] if ends is None else [ends.highest[0].code, ends.lowest[0].code]
    largest = sorted(grouped.groups, key=lambda group: -group.breakdown.people)
    known = [code for code in (*first, *(group.code for group in largest)) if code]
    return list(dict.fromkeys(known))[:FEWEST]
