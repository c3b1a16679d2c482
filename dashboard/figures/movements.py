"""The page «Biến động»: the bars between two dates, places, the series, leavers by age and reason."""

from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlencode

import streamlit as st

import reference
from dashboard import cached
from dashboard.parts import cards, drilling, headings, headlines, listing, page_tables, sentences, tracing
from dashboard.parts.frames import Frame
from dashboard.parts.headlines import Headline
from dashboard.parts.markdown import escape_markdown
from presentation.charts.of_movements import AGES, BARS, PLACES, REASONS, SERIES, UNKNOWN, name_of
from presentation.movement_words import DIVIDED, NAMES, held, notes_of, of_part, source_of, usual_start
from presentation.sentences.movements import movement_sentences
from reference import vietnamese
from stats import groups
from stats.cube import Conditions
from stats.flows import COMING, GOING, Kind
from stats.groups import moved
from stats.measures import Order
from stats.movements import Movements
from stats.selection import Selection
from stats.source import StatisticsSource

CHOSEN = "movement_bar"
"""The bar whose people are looked at."""
PART = "movement_part"
"""The bar of leavers alone, («age» | «reason», code); None: all of them."""
_START = "movement_start"


def choose_start(selection: Selection) -> date | None:
    """Ask for the date that the movements begin with; say so where there is none before the selection's."""
    source = cached.source()
    days = [day for day in source.dates(selection.level) if day < selection.as_of]
    usual = usual_start(source, selection)
    if usual is None:
        st.markdown(
            f"**Chưa có số liệu nào trước ngày {vietnamese.day(selection.as_of)}** để so sánh. Hãy chọn ngày mới hơn, "
            "hoặc nhập danh sách của một ngày trước đó."
        )
        return None
    if st.session_state.get(_START) not in days:
        st.session_state[_START] = usual
    return st.selectbox("So với ngày", days, format_func=vietnamese.day, key=_START, width=160)


def show(selection: Selection, start_on: date) -> bool:
    """Show headlines, charts and the table of places; False where the two dates cannot be compared."""
    source = cached.source()
    numbers = held(source, selection, start_on)
    if not (numbers.counts.start or numbers.counts.end):
        st.markdown(
            " ".join(["**Không so được hai ngày ở phạm vi này.**", *map(escape_markdown, notes_of(numbers)[1:])])
        )
        return False
    figures, notes = source.derive(_opening, selection, start_on, is_demo=cached.state().is_demo)
    headlines.row(figures)
    st.caption(notes)
    cards.card(cached.chart(name_of(BARS, start_on), selection), on_pick=_open)
    if len(numbers.places) > 1:
        name = name_of(PLACES, start_on)
        order = cards.order_of(PLACES) if len(numbers.places) > reference.limit("ranking_whole") else Order.ENDS
        cards.card(cached.chart(name, selection, order=order), order=order, on_pick=drilling.go_to(selection))
    cards.card(cached.chart(SERIES, selection))
    if numbers.counts[Kind.LEFT]:
        for name, by in ((AGES, "age"), (REASONS, "reason")):
            cards.card(cached.chart(name_of(name, start_on), selection), on_pick=partial(_open_leavers, by))
    sentences.copied(source.derive(movement_sentences, selection, start_on), "movements", selection)
    _table(numbers, selection)
    return True


def _open(bar: str) -> None:
    st.session_state[CHOSEN], st.session_state[PART] = bar, None


def _open_leavers(by: str, bar: str) -> None:
    st.session_state[CHOSEN] = Kind.LEFT
    st.session_state[PART] = by, None if bar == UNKNOWN else bar


def _opening(
    source: StatisticsSource, selection: Selection, start_on: date, *, is_demo: bool
) -> tuple[tuple[Headline, ...], str]:
    """Make the headlines and the notes under them."""
    numbers = held(source, selection, start_on)
    line = source_of(numbers, is_demo=is_demo)
    figures = tuple(replace(figure, field="movements", source=line) for figure in _figures(numbers))
    return figures, escape_markdown(" ".join(notes_of(numbers)))


def _figures(numbers: Movements) -> list[Headline]:
    counts = numbers.counts
    came, went = (sum(counts[kind] for kind in kinds) for kinds in (COMING, GOING))
    grown = f"{vietnamese.signed(counts.end - counts.start)} người so với đầu kỳ"
    before = vietnamese.day(numbers.start_on)
    figures = (
        ("Đầu kỳ", counts.start, " · ".join(filter(None, [before, of_part(numbers)])), groups.START),
        ("Vào", came, _parts(numbers, COMING), groups.CAME),
        ("Ra", went, _parts(numbers, GOING), groups.WENT),
        ("Cuối kỳ", counts.end, " · ".join(filter(None, [grown, of_part(numbers)])), groups.END),
        ("Không thay đổi", counts[Kind.SAME], "ở các mục được theo dõi", Kind.SAME),
    )
    return [
        headlines.of_people(label, count, None, detail, moved(bar, numbers.start_on))
        for label, count, detail, bar in figures
    ]


def _parts(numbers: Movements, kinds: tuple[Kind, ...]) -> str:
    return ", ".join(
        f"{vietnamese.in_sentence(NAMES[kind])} {vietnamese.number(numbers.counts[kind])}" for kind in kinds
    )


def _table(numbers: Movements, selection: Selection) -> None:
    """Show each place, the greatest loss first; as a file with the page's other tables."""
    start_on = numbers.start_on
    page_tables.add(
        page_tables.Listed(
            "movement_places",
            f"Biến động theo đơn vị từ {vietnamese.day(start_on)}",
            subtitle="Đơn vị tính: người",
            make=lambda source: _frame(source, selection, start_on),
            selection=selection,
            state=cached.state(),
        )
    )
    if len(numbers.places) == 1:
        return
    headings.show("Từng nơi", listing.HINT)
    finished = cached.source().derive(_listing, selection, start_on, traced=tracing.is_offered())
    listing.show(finished, drilling.go_to(selection), key=finished.key_of("movements"))


def _listing(
    source: StatisticsSource, selection: Selection, start_on: date, *, traced: bool
) -> listing.FinishedListing:
    """Make the table of places once for all runs; numbers lead to their people where `traced`."""
    numbers = held(source, selection, start_on)
    names = source.names_of(selection)
    every = [numbers.counts, *(place.counts for place in numbers.places)]
    kinds = [kind for kind in NAMES if any(counts[kind] for counts in every)]
    headers = ["Đơn vị", "Đầu kỳ", *(NAMES[kind] for kind in kinds), "Cuối kỳ"]
    places = sorted(numbers.places, key=lambda place: (place.counts.end - place.counts.start, place.name))
    ways = [drilling.led_to(selection, place.code or "", names) for place in places]
    counts = numbers.counts
    table = listing.of_rows(
        "Biến động theo đơn vị",
        headers,
        [
            (place.name or DIVIDED, place.counts.start, *(place.counts[kind] for kind in kinds), place.counts.end)
            for place in places
        ],
        codes=[place.code or "" for place in places],
        links=[f"?{urlencode(way.to_query())}" for way in ways],
        total=(
            "Cả phạm vi" if counts[Kind.MOVED] else "Tổng cộng",
            counts.start,
            *(counts[kind] for kind in kinds),
            counts.end,
        ),
    )
    if not traced:
        return listing.finish(table)
    bars: list[Conditions] = [moved(bar, start_on) for bar in (groups.START, *kinds, groups.END)]
    everybody = f"?{urlencode(selection.to_query())}"
    return listing.finish(replace(table, traces=(None, *map(tracing.words, bars)), everybody=everybody))


def _frame(source: StatisticsSource, selection: Selection, start_on: date) -> Frame:
    from presentation import tables

    return tables.movement_table(held(source, selection, start_on))
