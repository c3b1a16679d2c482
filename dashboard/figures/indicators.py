"""The page «Chuyển đổi số, cải cách hành chính»: an indicator's values and ranks, parts, line, and per head."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import streamlit as st

import reference
from dashboard import cached
from dashboard.figures.quotas import LOAD_PAGE
from dashboard.parts import cards, drilling, headings, headlines, listing, page_tables
from dashboard.parts.frames import Frame
from dashboard.parts.headlines import Headline
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from presentation.charts.of_indicators import (
    amount,
    beside_text,
    chart_name,
    coverage_line,
    indicator_source,
    notes_of,
    shown_text,
    value_text,
)
from reference import vietnamese
from reference.figures import Measure
from stats.indicators import (
    BODIES,
    COMMUNES,
    DISTRICTS,
    Indicator,
    IndicatorValue,
    indicator,
    known_indicators,
    levels_of,
    periods_of,
    units_within,
)
from stats.measures import Order
from stats.selection import Selection, View
from stats.source import StatisticsSource

_CHOSEN, _LEVEL, _PERIOD = "indicator", "indicator_level", "indicator_period"
_LEVELS = {COMMUNES: "Cấp xã", DISTRICTS: "Cấp huyện", BODIES: "Sở, ban, ngành"}


def show(selection: Selection) -> None:
    """Show the choice of indicator and period, the headlines, the ranking, parts, line, per head, and all units."""
    known = known_indicators(cached.source())
    if not known:
        _nothing()
        return
    measure, level, day = _choice(known, selection)
    place = replace(selection, as_of=day, category=None)
    if units_within(cached.source(), place, level) is None:
        place = Selection(day, unit=selection.unit)
    numbers = _of_place(cached.source(), measure.code, place, level)
    if not numbers.values:
        st.info("Không đơn vị nào của nơi và kỳ này có chỉ tiêu ấy. Hãy chọn nơi, kỳ hoặc chỉ tiêu khác.")
        return
    source = coverage_line(numbers)
    headlines.row([replace(figure, source=source) for figure in _figures(numbers, selection)])
    about = [f"{indicator_source(numbers)}.", *notes_of(numbers)]
    if day > selection.as_of:
        until = vietnamese.day(selection.as_of)
        about.append(f"Chưa có số liệu của chỉ tiêu này đến ngày {until}; đang xem kỳ {vietnamese.day(day)}.")
    if numbers.is_of_part:
        names = cached.source().names_of(place)
        about.append(f"Chỉ xếp hạng các đơn vị của nơi đang chọn: {labels.units_of(place, names)}.")
    elif selection.is_narrowed:
        about.append("Xếp hạng mọi đơn vị đã báo cáo.")
    if selection.territory is not View.REPORTED and not numbers.is_of_part:
        about.append("Số liệu theo đơn vị của ngày báo cáo, không quy đổi theo địa giới khác.")
    if selection.category:
        about.append("Ô «Cán bộ/công chức» không lọc chỉ tiêu của đơn vị.")
    st.caption(escape_markdown(" ".join(about)))
    _charts(numbers, place, level)
    _table(numbers, place, level)


def _nothing() -> None:
    """Say that nothing was loaded yet, what can be, and lead to the page that loads."""
    st.markdown(
        "**Chưa có chỉ số nào của đơn vị.** Nạp biểu Excel mỗi đơn vị một dòng: chỉ số theo Quyết định 766 (sáu thành "
        "phần), chỉ số cải cách hành chính, DTI, máy tính, chữ ký số, người được bồi dưỡng, xác nhận kỹ năng số, hoặc "
        "chỉ tiêu riêng của cơ quan."
    )
    st.page_link(LOAD_PAGE, label="Nạp biên chế, chỉ số", icon=":material/upload_file:")


def _choice(known: tuple[Measure, ...], selection: Selection) -> tuple[Measure, str, date]:
    """Ask for the indicator, the level where it has several, and the period."""
    by_code = {measure.code: measure for measure in known}
    # The index that everybody publishes each week is what the page opens with.
    first = "service_index" if "service_index" in by_code else known[0].code
    if st.session_state.get(_CHOSEN) not in by_code:
        st.session_state[_CHOSEN] = first
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            "Chỉ tiêu",
            list(by_code),
            format_func=lambda each: by_code[each].label,
            key=_CHOSEN,
            width=420,
            persist_state="session",
        )
        levels = levels_of(cached.source(), code)
        level = levels[0]
        if len(levels) > 1:
            level = (
                st.segmented_control(
                    "Cấp", list(levels), format_func=_LEVELS.__getitem__, default=levels[0], required=True, key=_LEVEL
                )
                or levels[0]
            )
        days = periods_of(cached.source(), code, level)
        day = st.selectbox(
            "Kỳ số liệu",
            list(days),
            index=_first(days, selection),
            format_func=vietnamese.day,
            key=f"{_PERIOD}_{code}_{level}",
            width=160,
        )
    return by_code[code], level, day


def _first(days: tuple[date, ...], selection: Selection) -> int:
    """Open with the newest period where the newest rosters are looked at, else with the newest up to their day."""
    dates = cached.source().dates()
    if not dates or selection.as_of == dates[0]:
        return 0
    return next((place for place, day in enumerate(days) if day <= selection.as_of), 0)


def _figures(numbers: Indicator, selection: Selection) -> list[Headline]:
    measure, values = numbers.measure, numbers.values
    count = f"{vietnamese.number(len(values))} đơn vị"
    if measure.is_whole:
        middle = Headline(measure.short_label, f"{amount(measure, numbers.total)} {measure.unit}", count)
    else:
        middle = Headline("Trung bình", shown_text(numbers, numbers.mean), count)
    figures = [middle]
    own = next((value for value in values if value.code == selection.unit), None)
    if own is not None:
        rank = f"hạng {own.rank}/{len(values)}" if own.rank else ""
        figures.append(Headline(own.name, value_text(numbers, own), rank))
    if values:
        figures.append(Headline("Đứng đầu", value_text(numbers, values[0]), values[0].name))
        figures.append(Headline("Đứng cuối", value_text(numbers, values[-1]), values[-1].name))
    if measure.beside:
        words = beside_text(measure, numbers.beside) or "chưa có"
        people = f"{vietnamese.number(numbers.present)} người" if numbers.present else "chưa có danh sách"
        figures.append(Headline("Trên đầu người" if measure.beside == "per_head" else "Tỷ lệ người", words, people))
    return [replace(figure, field=measure.part_of or measure.code) for figure in figures]


def _charts(numbers: Indicator, place: Selection, level: str) -> None:
    code = numbers.measure.code
    if len(numbers.values) >= reference.limit("distribution_from"):
        _card(chart_name(code, "distribution", level), place)
    many = len(numbers.values) > reference.limit("ranking_whole")
    order = cards.order_of(chart_name(code)) if many else Order.ENDS
    _card(chart_name(code, level=level), place, order)
    if numbers.parts:
        _card(chart_name(code, "parts", level), place)
    if numbers.measure.beside:
        _card(chart_name(code, "beside", level), place, order)
    _card(chart_name(code, "trend", level), place)


def _card(name: str, place: Selection, order: Order = Order.ENDS) -> None:
    cards.card(cached.chart(name, place, order=order), order=order, selection=place)


def _table(numbers: Indicator, place: Selection, level: str) -> None:
    """Show every unit with rank, value and what stands beside; as a file with the page's other tables."""
    measure, code = numbers.measure, numbers.measure.code
    page_tables.add(
        page_tables.Listed(
            "indicator_units",
            f"{measure.label} theo đơn vị",
            subtitle=f"Đơn vị tính: {measure.unit}",
            make=lambda source: _frame(source, code, place, level),
            selection=place,
            state=cached.state(),
        )
    )
    headings.show("Từng đơn vị", "Cột thành phần: % điểm tối đa của thành phần." if numbers.parts else "")
    finished = cached.source().derive(_units, code, place, level)
    pick = drilling.go_to(replace(place, as_of=cached.state().dates[0]))
    listing.show(finished, pick, key=finished.key_of("indicators"))


def _of_place(source: StatisticsSource, code: str, place: Selection, level: str) -> Indicator:
    return source.derive(indicator, code, place.as_of, level, units_within(source, place, level))


def _units(source: StatisticsSource, code: str, place: Selection, level: str) -> listing.FinishedListing:
    """Make the table of every unit once for all runs."""
    numbers = _of_place(source, code, place, level)
    measure = numbers.measure
    heads = ["Đơn vị", "Hạng", measure.short_label, *(part.label for part in numbers.parts)]
    heads += ["Số người", "Trên đầu người" if measure.beside == "per_head" else "Tỷ lệ người"] if measure.beside else []
    parts = {part.code: dict(part.shares) for part in numbers.parts}
    table = listing.Listing(
        caption=measure.label,
        headers=tuple(heads),
        numeric=(False, *[True] * (len(heads) - 1)),
        rows=tuple(_row(numbers, value, parts) for value in numbers.values),
        codes=tuple(value.code for value in numbers.values),
    )
    return listing.finish(table)


def _frame(source: StatisticsSource, code: str, place: Selection, level: str) -> Frame:
    from presentation import tables

    return tables.indicator_table(_of_place(source, code, place, level))


def _row(
    numbers: Indicator, value: IndicatorValue, parts: Mapping[str, Mapping[str, Decimal]]
) -> tuple[listing.ListedCell, ...]:
    cells = [
        listing.ListedCell(value.name, value.name),
        listing.ListedCell(str(value.rank or ""), value.rank),
        listing.ListedCell(value_text(numbers, value), float(value.compared)),
    ]
    for shares in parts.values():
        share = shares.get(value.name)
        cells.append(
            listing.ListedCell(
                "" if share is None else vietnamese.percent(share), None if share is None else float(share)
            )
        )
    if numbers.measure.beside:
        people, beside = value.present, value.beside
        cells.append(listing.ListedCell("chưa có" if people is None else vietnamese.number(people), people))
        cells.append(
            listing.ListedCell(beside_text(numbers.measure, beside), None if beside is None else float(beside))
        )
    return tuple(cells)
