"""The page «Biên chế»: quota, present and the gap of each unit and department."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

import reference
from dashboard import cached
from dashboard.parts import cards, drilling, headings, headlines, listing, page_tables, tracing
from dashboard.parts.frames import Frame
from dashboard.parts.headlines import Headline
from dashboard.parts.markdown import escape_markdown
from presentation.charts.of_quotas import DEPARTMENTS, GAP, SPREAD
from presentation.quota_words import coverage_line, no_rosters, notes_of, quota_source, signed
from reference import vietnamese
from reference.figures import measures
from stats.groups import QUOTA, group
from stats.measures import Order
from stats.quotas import Quotas, UnitStanding, days_given, kinds_given, quotas
from stats.selection import Selection, View
from stats.source import StatisticsSource

LOAD_PAGE = "pages/data/figures.py"
_KIND = "quota_kind"
_NOT_KNOWN, _PRESENT = "chưa có", "Có mặt"
_ALWAYS_SHOWN = 4
"""The columns unit, quota, present, gap; the others only where any unit has something there."""


def show(selection: Selection) -> None:
    """Show the kind's choice, the balance, the gaps by unit and by department, and the table of units."""
    given = kinds_given(cached.source(), selection.as_of, selection.level)
    if not given:
        _nothing(selection)
        return
    measure = _kind(given)
    numbers = cached.source().derive(quotas, selection, measure)
    source = coverage_line(numbers)
    headlines.row([replace(figure, source=source) for figure in _figures(numbers)])
    _about(numbers, selection)
    if selection.unit is None:
        if len(numbers.compared) >= reference.limit("distribution_from"):
            cards.card(cached.chart(f"{SPREAD}_{measure}", selection))
        name = f"{GAP}_{measure}"
        order = cards.order_of(GAP) if len(numbers.compared) > reference.limit("ranking_whole") else Order.ENDS
        cards.card(cached.chart(name, selection, order=order), order=order, on_pick=drilling.go_to(selection))
    if numbers.departments:
        cards.card(cached.chart(f"{DEPARTMENTS}_{measure}", selection))
    _table(numbers, selection)


def _kind(given: tuple[str, ...]) -> str:
    """Ask for the kind of quota, where several were given."""
    if len(given) == 1:
        return given[0]
    if st.session_state.get(_KIND) not in given:
        st.session_state[_KIND] = given[0]
    kind = st.segmented_control(
        "Loại biên chế",
        list(given),
        format_func=lambda code: measures()[code].label,
        key=_KIND,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return kind or given[0]


def _nothing(selection: Selection) -> None:
    """Say that nothing was given up to the date, since when something is, and lead to the page that loads."""
    st.markdown(f"**Chưa có biên chế nào giao đến ngày {vietnamese.day(selection.as_of)}.**")
    if days := days_given(cached.source()):
        first = vietnamese.day(days[-1])
        st.markdown(f"Biên chế sớm nhất đã nạp là của ngày {first}; hãy chọn ngày ấy, hoặc ngày sau đó, ở đầu trang.")
    st.markdown(
        "Nạp biểu biên chế (tệp Excel, mỗi đơn vị một dòng, có cột «Biên chế giao», có thể chia theo phòng); trang này "
        "so với người có mặt trong danh sách cùng ngày."
    )
    st.page_link(LOAD_PAGE, label="Nạp biên chế, chỉ số", icon=":material/upload_file:")


def _figures(numbers: Quotas) -> list[Headline]:
    """Give quota, present, the balance, how many units are short and over, and the vacant posts that rosters list."""
    kind = measures()[numbers.measure]
    with_quota = sum(unit.quota is not None for unit in numbers.units)
    units = f"{vietnamese.number(with_quota)}/{vietnamese.number(len(numbers.units))} đơn vị"
    if not numbers.compared and numbers.reported is not None:
        return [Headline(kind.label, vietnamese.number(numbers.quota), units), *_as_reported(numbers)]
    return [Headline(kind.label, vietnamese.number(numbers.quota), units), *_from_rosters(numbers, with_quota)]


def _from_rosters(numbers: Quotas, with_quota: int) -> list[Headline]:
    """Give what follows from rosters: of how many units, where some lack one; unknown, never 0, where nobody sent."""
    sent = sum(unit.present is not None for unit in numbers.units)
    there = no_rosters(numbers) or "theo danh sách, người tính vào biên chế"
    if 0 < sent < len(numbers.units):
        there = f"của {vietnamese.number(sent)}/{vietnamese.number(len(numbers.units))} đơn vị đã có danh sách"
    counted = group(QUOTA, numbers.measure)
    rest = [
        Headline(_PRESENT, _known(numbers.present), there, where=counted if numbers.present else None),
        Headline(
            "Vị trí khuyết", _known(sum(unit.vacant for unit in numbers.units) if sent else None), "do danh sách ghi"
        ),
    ]
    if not numbers.compared:
        why = "chưa đơn vị nào có cả biên chế và danh sách"
        return [rest[0], Headline("Thừa, thiếu", _NOT_KNOWN, why), rest[1]]
    part = f", của {vietnamese.number(len(numbers.compared))} đơn vị so được"
    which = part if len(numbers.compared) < max(with_quota, sent) else ""
    short, over = sum(-(unit.gap or 0) for unit in numbers.short), sum(unit.gap or 0 for unit in numbers.over)
    return [
        rest[0],
        Headline("Thừa, thiếu", signed(numbers.gap or 0), f"có mặt trừ biên chế{which}"),
        Headline(
            "Còn thiếu", vietnamese.number(short), f"{vietnamese.number(len(numbers.short))} đơn vị thiếu", field=GAP
        ),
        Headline("Vượt", vietnamese.number(over), f"{vietnamese.number(len(numbers.over))} đơn vị vượt", field=GAP),
        rest[1],
    ]


def _known(people: int | None) -> str:
    return _NOT_KNOWN if people is None else vietnamese.number(people)


def _as_reported(numbers: Quotas) -> list[Headline]:
    """Give the people whom the quotas' own workbook counts, where no roster does."""
    gap = numbers.reported_gap
    return [
        Headline(_PRESENT, _NOT_KNOWN, no_rosters(numbers) or "chưa có danh sách của đơn vị có biên chế"),
        Headline("Có mặt (biểu)", vietnamese.number(numbers.reported or 0), "do chính biểu biên chế ghi"),
        Headline("Thừa, thiếu (biểu)", _NOT_KNOWN if gap is None else signed(gap), "có mặt theo biểu trừ biên chế"),
    ]


def _about(numbers: Quotas, selection: Selection) -> None:
    """Say what the numbers come from, who counts, and what is not compared."""
    notes = list(notes_of(numbers))
    if numbers.later:
        days = ", ".join(map(vietnamese.day, numbers.later))
        notes.append(f"Biên chế ngày {days} đã nạp nhưng sau ngày đang xem nên chưa tính.")
    if selection.category is not None:
        notes.append("Ô «Đối tượng» không áp dụng cho trang này: ai tính vào biên chế là theo quy tắc của ngày.")
    if selection.territory is not View.REPORTED:
        notes.append("Biên chế theo đơn vị của ngày đang xem, không quy đổi theo địa giới khác.")
    st.caption(escape_markdown(" ".join([f"{quota_source(numbers)}.", *notes])))


def _table(numbers: Quotas, selection: Selection) -> None:
    """Show every unit, the shortest first, its departments behind its name; as a file with the page's other tables."""
    measure = numbers.measure
    page_tables.add(
        page_tables.Listed(
            "quota_units",
            f"{measures()[measure].label} theo đơn vị",
            subtitle="Đơn vị tính: người",
            make=lambda source: _frame(source, selection, measure),
            selection=selection,
            state=cached.state(),
        )
    )
    if selection.unit is not None:
        return
    headings.show("Từng đơn vị", listing.HINT)
    finished = cached.source().derive(_units, selection, measure, traced=tracing.is_offered())
    listing.show(finished, drilling.go_to(selection), key=finished.key_of("quotas"))
    _bodies(numbers)


def _units(source: StatisticsSource, selection: Selection, measure: str, *, traced: bool) -> listing.FinishedListing:
    """Make the table of every unit once for all runs; who is present can be looked up where `traced`."""
    numbers = source.derive(quotas, selection, measure)
    rows = [_row(unit) for unit in numbers.units]
    filled = [any(cell.text for cell in cells) for cells in zip(*rows, strict=True)]
    shown = [place for place, has_text in enumerate(filled) if has_text or place < _ALWAYS_SHOWN]
    names = source.names(selection.as_of, View.REPORTED, selection.level)
    places = [
        Selection(selection.as_of, names.district_of.get(unit.code), unit.code, level=selection.level)
        for unit in numbers.units
    ]
    heads = (
        "Đơn vị",
        measures()[measure].label,
        _PRESENT,
        "Thừa, thiếu",
        "Vị trí khuyết",
        "Có mặt (biểu)",
        "Giao ngày",
    )
    table = listing.Listing(
        caption="Biên chế theo đơn vị",
        headers=tuple(heads[place] for place in shown),
        numeric=tuple(0 < place < len(heads) - 1 for place in shown),
        rows=tuple(tuple(row[place] for place in shown) for row in rows),
        codes=tuple(unit.code for unit in numbers.units),
        total=tuple(_total(numbers)[place] for place in shown),
        links=tuple(f"?{urlencode(place.to_query())}" for place in places),
    )
    if not traced:
        return listing.finish(table)
    present = tracing.words(group(QUOTA, measure))
    traces = tuple(present if heads[place] == _PRESENT else None for place in shown)
    return listing.finish(replace(table, traces=traces, everybody=f"?{urlencode(selection.to_query())}"))


def _bodies(numbers: Quotas) -> None:
    """Show the bodies that have a quota; the sums above are of the communes."""
    if not numbers.bodies:
        return
    headings.show(
        "Sở, ban, ngành và đơn vị khác",
        "Không cộng vào các con số cấp xã ở trên. «Thừa, thiếu» theo danh sách của cơ quan; cơ quan chưa gửi danh sách "
        "thì theo số có mặt ghi trong chính biểu biên chế.",
    )
    listing.show_rows("Biên chế của các cơ quan", list(map(_body, numbers.bodies)), key="quotas_bodies")


def _body(unit: UnitStanding) -> dict[str, str]:
    there = unit.reported if unit.present is None else unit.present
    gap = None if there is None or unit.quota is None else there - unit.quota
    return {
        "Cơ quan": unit.name,
        "Biên chế": vietnamese.number(unit.quota or 0),
        "Có mặt": _NOT_KNOWN if unit.present is None else vietnamese.number(unit.present),
        "Có mặt (biểu)": "" if unit.reported is None else vietnamese.number(unit.reported),
        "Thừa, thiếu": "" if gap is None else signed(gap),
        "Giao ngày": vietnamese.day(unit.given_on) if unit.given_on else "",
    }


def _frame(source: StatisticsSource, selection: Selection, measure: str) -> Frame:
    from presentation import tables

    return tables.quota_table(source.derive(quotas, selection, measure))


def _row(unit: UnitStanding) -> tuple[listing.ListedCell, ...]:
    gap = unit.gap
    return (
        listing.ListedCell(unit.name, unit.name),
        _count(unit.quota),
        _count(unit.present),
        listing.ListedCell("" if gap is None else signed(gap), gap),
        _count(unit.vacant or None, ""),
        _count(unit.reported, ""),
        listing.ListedCell(vietnamese.day(unit.given_on), unit.given_on.isoformat())
        if unit.given_on
        else listing.ListedCell(""),
    )


def _count(value: int | None, nothing: str = _NOT_KNOWN) -> listing.ListedCell:
    return listing.ListedCell(nothing) if value is None else listing.ListedCell(vietnamese.number(value), value)


def _total(numbers: Quotas) -> tuple[listing.ListedCell, ...]:
    gap = numbers.gap
    return (
        listing.ListedCell("Tổng cộng"),
        _count(numbers.quota),
        _count(numbers.present),
        listing.ListedCell("" if gap is None else signed(gap), gap),
        _count(sum(unit.vacant for unit in numbers.units) or None, ""),
        _count(numbers.reported, ""),
        listing.ListedCell(""),
    )
