"""The page «Chuẩn và nghỉ hưu»: retirements and posts after them, the gap to the standard, people to train."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

import reference
from dashboard import cached
from dashboard.parts import cards, drilling, headlines, listing, named_lists, page_part, page_tables, tracing
from dashboard.parts.headlines import Headline
from dashboard.parts.listing import KeyedListing
from dashboard.parts.markdown import escape_markdown
from presentation import labels, retirements, standards
from presentation.charts import Chart, Column, Kind, Table, counted, of_standards
from presentation.charts.requests import ChartRequest
from presentation.prose import Prose, joined
from reference import vietnamese
from stats.groups import retiring
from stats.measures import Order
from stats.retirements import DUE, PAST
from stats.retirements import retirements as retirements_of
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.standards import standard_gap
from stats.training import Training, training

_YEARS = "retirement_years_shown"
_CHOICES = (1, 3, 5, 10)
YEARS, UNITS, LOSSES, STANDARD, TRAINING = "years", "units", "losses", "standard", "training"
_PARTS = {
    YEARS: "Nghỉ hưu theo năm",
    UNITS: "Theo đơn vị",
    LOSSES: "Chức danh, trình độ",
    STANDARD: "So với chuẩn",
    TRAINING: "Bồi dưỡng",
}
"""The parts of the page: name in the address -> label."""
_OF_RETIREMENTS = frozenset({YEARS, UNITS, LOSSES})


def show(selection: Selection) -> None:
    """Show the sums, then the part that is looked at; the page's workbook has the tables of all parts."""
    source = cached.source()
    years = _years()
    headlines.row(source.derive(_figures, selection, years), source.missing(selection).coverage)
    parts = page_part.choice(_PARTS)
    if parts & _OF_RETIREMENTS:
        sums, convention = source.derive(_words, selection, years)
        st.markdown(tracing.in_prose(selection, sums))
        st.caption(escape_markdown(convention))
    _note_tables(selection, years)
    months, *losses = source.derive(_listings, selection, years, traced=tracing.is_offered())
    _by_year(selection, years, months, is_shown=YEARS in parts)
    _by_unit(selection, years, is_shown=UNITS in parts)
    if LOSSES in parts:
        _losses(losses)
    _standard(selection, is_shown=STANDARD in parts)
    if TRAINING in parts:
        _training(selection)
    if not parts.isdisjoint({*_OF_RETIREMENTS, TRAINING}):
        named_lists.offer(selection, years)


def _by_year(selection: Selection, years: int, months: KeyedListing | None, *, is_shown: bool) -> None:
    """Show the years, and the months behind them."""
    _card(of_standards.BY_YEAR, of_standards.by_year, selection, years, is_shown=is_shown)
    if is_shown and months is not None:
        st.header("Từng tháng", anchor=False)
        _listed(months)


def _by_unit(selection: Selection, years: int, *, is_shown: bool) -> None:
    """Show the units, and beside them what is left of their quota."""
    held = cached.source().derive(retirements_of, selection, years)
    left, right = st.columns(2) if is_shown and held.measure and selection.unit is None else (st.container(),) * 2
    if selection.unit is None:
        count = sum(unit.due.people > 0 for unit in held.units)
        with left:
            _ranked(of_standards.BY_UNIT, of_standards.by_unit, selection, years, count, is_shown=is_shown)
    if held.measure:
        count = sum(unit.gap_after is not None for unit in held.units)
        with right:
            _ranked(of_standards.POSTS, of_standards.posts, selection, years, count, is_shown=is_shown)


def _losses(losses: list[KeyedListing | None]) -> None:
    """Show the posts of those who retire, beside them their levels."""
    st.header("Chức danh, trình độ của người đến tuổi", anchor=False)
    if not any(losses):
        st.markdown("Không có ai đến tuổi trong những năm này.")
        return
    posts, *levels = losses
    left, right = st.columns(2)
    with left:
        _listed(posts)
    with right:
        for level in levels:
            _listed(level)


def _years() -> int:
    """Ask how many years are looked at; ten where nothing is chosen."""
    st.session_state.setdefault(_YEARS, int(reference.limit("retirement_years")))
    years = st.segmented_control(
        "Số năm kể từ ngày đang xem",
        list(_CHOICES),
        format_func=lambda years: f"{years} năm",
        key=_YEARS,
        required=True,
        persist_state="session",
    )
    return years or int(reference.limit("retirement_years"))


def _figures(source: StatisticsSource, selection: Selection, years: int) -> tuple[Headline, ...]:
    held = source.derive(retirements_of, selection, years)
    due, past = held.of_group(DUE), held.of_group(PAST)
    only = f"{vietnamese.number(due.year_only)} người chỉ biết năm sinh" if due.year_only else retirements.time(held)
    only = f"trong {held.years} năm · {only}"
    figures = [
        headlines.of_people("Đến tuổi", due.people, None, only, retiring(DUE, years)),
        headlines.of_people(
            retirements.PAST_PEOPLE, past.people, None, "vẫn còn trong danh sách", retiring(PAST, years)
        ),
    ]
    gap = source.derive(standard_gap, selection)
    if gap.is_measured:
        of = f"trong {vietnamese.number(gap.people)} công chức thuộc diện"
        figures.append(headlines.of_people(standards.BELOW, gap.below, None, of, standards.STANDING[1]))
    for need in source.derive(training, selection):
        note = f"{vietnamese.number(need.undeclared)} người không khai"
        what, (to_train, _) = f"Cần {need.need.label}", standards.people_to_train(need)
        known = headlines.of_people(what, need.to_train, None, note, to_train)
        figures.append(Headline(what, "chưa rõ", note) if need.is_unknown else known)
    return tuple(figures)


def _words(source: StatisticsSource, selection: Selection, years: int) -> tuple[Prose, str]:
    """Word the sums, and the convention behind them."""
    held = source.derive(retirements_of, selection, years)
    return joined([retirements.headline(held), retirements.apart(held)], ". "), retirements.convention(held)


def _card(
    name: str,
    draw: Callable[..., Chart],
    selection: Selection,
    years: int,
    order: Order = Order.ENDS,
    *,
    is_shown: bool,
) -> None:
    """Show a chart of so many years, or note its table; its files are made of the same."""
    is_demo = cached.state().is_demo

    def make(source: StatisticsSource) -> Chart:
        return source.derive(_drawn, name, draw, selection, years, order, is_demo=is_demo)

    if not is_shown:
        shown = page_tables.Shown(make(cached.source()), selection, cached.state(), order=order, make=make)
        page_tables.add(shown)
        return
    pick = drilling.go_to(selection) if order is not Order.ENDS or name != of_standards.BY_YEAR else None
    cards.card(make(cached.source()), order=order, selection=selection, make=make, on_pick=pick)


def _ranked(
    name: str, draw: Callable[..., Chart], selection: Selection, years: int, count: int, *, is_shown: bool
) -> None:
    """Show a chart of units, of many those that the reader asks for; else note the table of all of them."""
    order = Order.ENDS
    if count > reference.limit("ranking_whole"):
        order = cards.order_of(name) if is_shown else Order.ALL
    _card(name, draw, selection, years, order, is_shown=is_shown)


def _drawn(
    source: StatisticsSource,
    name: str,
    draw: Callable[..., Chart],
    selection: Selection,
    years: int,
    order: Order,
    *,
    is_demo: bool,
) -> Chart:
    return draw(name, ChartRequest(source, selection, is_demo, order), years)


def _note_tables(selection: Selection, years: int) -> None:
    """Note all tables for the page's workbook, whatever part is looked at."""
    source, is_demo = cached.source(), cached.state().is_demo
    for place, table in enumerate(source.derive(_tables, selection, years, is_demo=is_demo)):
        make = partial(_table_of, selection, years, place, is_demo=is_demo)
        page_tables.add(page_tables.Shown(table, selection, cached.state(), make=make))


def _table_of(selection: Selection, years: int, place: int, source: StatisticsSource, *, is_demo: bool) -> Chart:
    return source.derive(_tables, selection, years, is_demo=is_demo)[place]


def _tables(source: StatisticsSource, selection: Selection, years: int, *, is_demo: bool) -> tuple[Chart, ...]:
    held = source.derive(retirements_of, selection, years)
    of_retirements = retirements.tables(source, selection, held, is_demo=is_demo)
    return (*of_retirements, *standards.tables(source, selection, is_demo=is_demo))


def _listings(
    source: StatisticsSource, selection: Selection, years: int, *, traced: bool
) -> tuple[KeyedListing | None, ...]:
    """Make the tables of months and of what leaves, their numbers ways where `traced`; None where nobody retires."""
    whose = selection if traced else None
    held = source.derive(retirements_of, selection, years)
    if not held.of_group(DUE).people:
        return (None,)
    losses = (
        _finished(f"{reference.field_label(field)} của người đến tuổi", retirements.leaving(held, field), field, whose)
        for field in ("position", "education", "it")
    )
    return _finished("Nghỉ hưu theo tháng", retirements.by_month(held), "months", whose), *losses


def _finished(caption: str, table: Table, key: str, whose: Selection | None) -> KeyedListing | None:
    """Make a table of texts and counts, which lead to their people of `whose`; None where it has no row."""
    headers = [column.header for column in table.columns]
    ways = tracing.ways(table, whose) if whose else ()
    rows: Sequence[Sequence[listing.Value]] = table.rows  # type: ignore[assignment]
    return listing.finish_rows(caption, headers, rows, key=f"outlook_{key}", ways=ways)


def _listed(table: KeyedListing | None, selection: Selection | None = None) -> None:
    """Show a table; a unit's name opens the unit where the page's selection is given."""
    if table is not None:
        listing.show(table.listing, drilling.go_to(selection) if selection else None, key=table.key)


def _standard(selection: Selection, *, is_shown: bool) -> None:
    """Show the gap to the standard of the day; why there is none where none can be measured."""
    gap = cached.source().derive(standard_gap, selection)
    if is_shown:
        st.header("So với chuẩn trình độ", anchor=False)
        st.markdown(tracing.in_prose(selection, cached.source().derive(_standard_words, selection)))
    if not gap.is_measured:
        return
    lines = {of_standards.BELOW_BY_UNIT: gap.units, of_standards.BELOW_BY_POST: gap.posts}
    for name in lines if selection.unit is None else (of_standards.BELOW_BY_POST,):
        order = Order.ENDS
        if sum(line.below > 0 for line in lines[name]) > reference.limit("ranking_whole"):
            order = cards.order_of(name) if is_shown else Order.ALL
        chart = cached.chart(name, selection, order=order)
        if is_shown:
            cards.card(chart, order=order)
        else:
            page_tables.add(page_tables.Shown(chart, selection, cached.state(), order=order))


def _standard_words(source: StatisticsSource, selection: Selection) -> Prose:
    gap = source.derive(standard_gap, selection)
    whole = standards.measured(gap)
    sentence = joined([whole if gap.is_measured else vietnamese.capitalised(whole), "."], "")
    return joined([sentence, *standards.standard_notes(gap)])


def _training(selection: Selection) -> None:
    """Show whom to train, by unit and by age; the plan by unit, post and age is a table of the page's workbook."""
    st.header("Bồi dưỡng", anchor=False)
    for sentence, tables in cached.source().derive(_needs, selection, traced=tracing.is_offered()):
        st.markdown(tracing.in_prose(selection, sentence))
        for table in tables:
            _listed(table, selection)
    st.caption(
        "Kế hoạch theo đơn vị, chức danh và độ tuổi có trong tệp của nút «Tải mọi bảng của trang»; người không khai "
        "cần hỏi lại trước."
    )


def _needs(
    source: StatisticsSource, selection: Selection, *, traced: bool
) -> tuple[tuple[str, tuple[KeyedListing | None, ...]], ...]:
    """Word each need of training, and make its tables by age and by unit."""
    return tuple(
        (standards.training_sentence(held), tuple(_need_tables(source, selection, held, traced=traced)))
        for held in source.derive(training, selection)
    )


def _need_tables(
    source: StatisticsSource, selection: Selection, held: Training, *, traced: bool
) -> Iterator[KeyedListing | None]:
    if not held.to_train:
        return
    what, field = f"Cần {held.need.label}", held.need.field
    bands = {band.code: band.label for band in reference.age_bands()}
    by_age, people = held.by("age_band"), (counted.EVERYBODY, *standards.people_to_train(held))
    ages = _sums(by_age, "Độ tuổi", bands, vietnamese.NOT_DECLARED)
    ages = ages.with_people([(("age_band", code),) for code in by_age], people)
    yield _finished(f"{what} theo độ tuổi", ages, f"a_{field}", selection if traced else None)
    if selection.unit is None:
        names = source.names_of(selection)
        sums = held.by("unit")
        units = _sums(sums, "Đơn vị", names.units, labels.no_place("unit", selection.territory))
        ways = [drilling.led_to(selection, code or "", names) for code in sums]
        table = listing.of_rows(
            f"{what} theo đơn vị",
            [column.header for column in units.columns],
            units.rows,  # type: ignore[arg-type]
            codes=[code if code in names.units else "" for code in sums],
            links=[f"?{urlencode(way.to_query())}" for way in ways],
        )
        if traced:
            columns = (None if where is None else tracing.words(where) for where in people)
            table = replace(table, traces=(None, *columns))
        yield KeyedListing(listing.finish(table), f"outlook_u_{field}")


def _sums(sums: Mapping[str | None, tuple[int, int, int]], head: str, names: Mapping[str, str], nowhere: str) -> Table:
    columns = (Column(head, Kind.TEXT), *(Column(name, Kind.COUNT) for name in _HEADS))
    return Table(columns, tuple((names.get(code or "", nowhere), *numbers) for code, numbers in sums.items()))


_HEADS = ("Số người", standards.TO_TRAIN, vietnamese.NOT_DECLARED)
