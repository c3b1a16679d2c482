"""The page «Chuẩn và nghỉ hưu»: retirements and posts after them, the gap to the standard, people to train."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

import reference
from dashboard import cached
from dashboard.parts import cards, drilling, headlines, listing, named_lists, page_tables
from dashboard.parts.headlines import Headline
from dashboard.parts.markdown import escape_markdown
from presentation import labels, retirements, standards
from presentation.charts import Chart, Column, Kind, Table, of_standards
from presentation.charts.requests import ChartRequest
from reference import vietnamese
from stats.measures import Order
from stats.retirements import DUE, PAST, Retirements
from stats.retirements import retirements as retirements_of
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.standards import standard_gap
from stats.training import training

_YEARS = "retirement_years_shown"
_CHOICES = (1, 3, 5, 10)


def show(selection: Selection) -> None:
    """Show the sums, retirements by year, unit and month, what leaves, the gap to the standard, people to train."""
    source = cached.source()
    years = _years()
    held = source.derive(retirements_of, selection, years)
    headlines.row(_figures(selection, held))
    st.markdown(escape_markdown(f"{retirements.headline(held)}. {retirements.apart(held)}"))
    st.caption(escape_markdown(retirements.convention(held)))
    _card(of_standards.BY_YEAR, of_standards.by_year, selection, years)
    if selection.unit is None:
        _ranked(of_standards.BY_UNIT, of_standards.by_unit, selection, years, sum(u.due.people > 0 for u in held.units))
    if held.measure:
        count = sum(unit.gap_after is not None for unit in held.units)
        _ranked(of_standards.POSTS, of_standards.posts, selection, years, count)
    _months(selection, held)
    _standard(selection)
    _training(selection)
    named_lists.offer(selection, years)


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


def _figures(selection: Selection, held: Retirements) -> list[Headline]:
    due, past = held.of_group(DUE), held.of_group(PAST)
    only = f"{vietnamese.number(due.year_only)} người chỉ biết năm sinh" if due.year_only else retirements.time(held)
    only = f"trong {held.years} năm · {only}"
    figures = [
        Headline("Đến tuổi", vietnamese.number(due.people), only),
        Headline(retirements.PAST_PEOPLE, vietnamese.number(past.people), "vẫn còn trong danh sách"),
    ]
    gap = cached.source().derive(standard_gap, selection)
    if gap.is_measured:
        of = f"trong {vietnamese.number(gap.people)} công chức thuộc diện"
        figures.append(Headline(standards.BELOW, vietnamese.number(gap.below), of))
    for need in cached.source().derive(training, selection):
        note = f"{vietnamese.number(need.undeclared)} người không khai"
        what = f"Cần {need.need.label}"
        figures.append(Headline(what, vietnamese.number(need.to_train), note))
    return figures


def _card(name: str, draw: Callable[..., Chart], selection: Selection, years: int, order: Order = Order.ENDS) -> None:
    """Show a chart of so many years; its files are made of the same."""
    make = partial(_drawn, name, draw, selection, years, order, is_demo=cached.state().is_demo)
    pick = drilling.go_to(selection) if order is not Order.ENDS or name != of_standards.BY_YEAR else None
    cards.card(make(cached.source()), order=order, selection=selection, make=make, on_pick=pick)


def _ranked(name: str, draw: Callable[..., Chart], selection: Selection, years: int, count: int) -> None:
    """Show a chart of units, of many those that the reader asks for."""
    order = cards.order_of(name) if count > reference.limit("ranking_whole") else Order.ENDS
    _card(name, draw, selection, years, order)


def _drawn(
    name: str,
    draw: Callable[..., Chart],
    selection: Selection,
    years: int,
    order: Order,
    source: StatisticsSource,
    *,
    is_demo: bool,
) -> Chart:
    return draw(name, ChartRequest(source, selection, is_demo, order), years)


def _months(selection: Selection, held: Retirements) -> None:
    """Show the months, and what leaves with those who retire; all tables go into the page's workbook."""
    is_demo = cached.state().is_demo
    for place, table in enumerate(_tables(selection, held.years, cached.source(), is_demo=is_demo)):
        make = partial(_table_of, selection, held.years, place, is_demo=is_demo)
        page_tables.add(page_tables.Shown(table, selection, cached.state(), make=make))
    if not held.of_group(DUE).people:
        return
    st.header("Từng tháng", anchor=False)
    _listed("Nghỉ hưu theo tháng", retirements.by_month(held), "months")
    st.header("Chức danh, trình độ của người đến tuổi", anchor=False)
    for field in ("position", "education", "it"):
        _listed(f"{reference.field_label(field)} của người đến tuổi", retirements.leaving(held, field), field)


def _table_of(selection: Selection, years: int, place: int, source: StatisticsSource, *, is_demo: bool) -> Chart:
    return _tables(selection, years, source, is_demo=is_demo)[place]


def _tables(selection: Selection, years: int, source: StatisticsSource, *, is_demo: bool) -> tuple[Chart, ...]:
    held = source.derive(retirements_of, selection, years)
    of_retirements = retirements.tables(source, selection, held, is_demo=is_demo)
    return (*of_retirements, *standards.tables(source, selection, is_demo=is_demo))


def _listed(caption: str, table: Table, key: str) -> None:
    """Show a table of texts and counts."""
    headers = [column.header for column in table.columns]
    rows = [dict(zip(headers, row, strict=True)) for row in table.rows]
    listing.show_rows(caption, rows, key=f"outlook_{key}")  # type: ignore[arg-type]


def _standard(selection: Selection) -> None:
    """Show the gap to the standard of the day; why there is none where none can be measured."""
    st.header("So với chuẩn trình độ", anchor=False)
    gap = cached.source().derive(standard_gap, selection)
    st.markdown(
        escape_markdown(
            " ".join([f"{vietnamese.capitalised(standards.measured(gap))}.", *standards.standard_notes(gap)])
        )
    )
    if not gap.is_measured:
        return
    for name in (of_standards.BELOW_BY_UNIT, of_standards.BELOW_BY_POST):
        if name == of_standards.BELOW_BY_POST or selection.unit is None:
            lines = gap.units if name == of_standards.BELOW_BY_UNIT else gap.posts
            many = sum(line.below > 0 for line in lines) > reference.limit("ranking_whole")
            order = cards.order_of(name) if many else Order.ENDS
            cards.card(cached.chart(name, selection, order=order), order=order)


def _training(selection: Selection) -> None:
    """Show whom to train, by unit and by age; the plan by unit, post and age is a table of the page's workbook."""
    st.header("Bồi dưỡng", anchor=False)
    bands = {band.code: band.label for band in reference.age_bands()}
    names = cached.source().names_of(selection).units
    for held in cached.source().derive(training, selection):
        st.markdown(escape_markdown(standards.training_sentence(held)))
        if not held.to_train:
            continue
        field = held.need.field
        none = vietnamese.NOT_DECLARED
        _listed(f"Cần {held.need.label} theo độ tuổi", _sums(held.by("age_band"), "Độ tuổi", bands, none), f"a_{field}")
        if selection.unit is None:
            nowhere = labels.no_place("unit", selection.territory)
            _listed(
                f"Cần {held.need.label} theo đơn vị", _sums(held.by("unit"), "Đơn vị", names, nowhere), f"u_{field}"
            )
    st.caption(
        "Kế hoạch theo đơn vị, chức danh và độ tuổi có trong tệp của nút «Tải mọi bảng của trang»; người không khai "
        "cần hỏi lại trước."
    )


def _sums(sums: Mapping[str | None, tuple[int, int, int]], head: str, names: Mapping[str, str], nowhere: str) -> Table:
    columns = (Column(head, Kind.TEXT), *(Column(name, Kind.COUNT) for name in _HEADS))
    return Table(columns, tuple((names.get(code or "", nowhere), *numbers) for code, numbers in sums.items()))


_HEADS = ("Số người", standards.TO_TRAIN, vietnamese.NOT_DECLARED)
