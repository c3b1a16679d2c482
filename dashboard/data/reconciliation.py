"""The page «Đối chiếu số công bố»: a published table or article, what of it agrees, and our rosters beside it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from access.users import current_user
from dashboard import cached
from dashboard.parts import listing
from dashboard.parts.listing import ListedCell, Listing
from dashboard.parts.markdown import escape_markdown
from presentation.printed_counts import marked_day
from reconciling import words
from reconciling.agreement import Verdict
from reconciling.figures import Published
from reconciling.publication import Reconciliation, reconcile
from reconciling.rosters import Comparison, counts_by_unit
from reference import vietnamese
from stats.scope import Scope
from stats.selection import Selection
from stats.source import StatisticsSource

ENDINGS = ["xlsx", "xls", "ods", "csv", "docx", "txt"]
_PICKED = "reconcile_picked"
_NAMED = "reconcile_named_day"
_NONE = "Không so với danh sách"


def introduction() -> None:
    """Say what the page is for, before anything is handed in."""
    st.markdown(
        "Thả một bảng đã công bố (.xlsx, .docx, .csv …) hoặc dán một đoạn bài viết. Chương trình kiểm tra các con số "
        "có khớp với nhau không, tỷ lệ làm tròn theo cách nào, chỗ nào không thể đúng và sửa ít nhất ở đâu thì khớp; "
        "rồi đặt từng con số cạnh số đếm từ danh sách đã nạp."
    )


def chosen_day(dates: Sequence[date], named: date | None, year: int | None) -> date | None:
    """Ask for the day of the rosters to compare with; None: with none.

    The day that the publication names is chosen first, else the last one of the `year` that it speaks of.
    """
    printed = {day for day, _ in cached.source().printed()} - set(dates)
    days = sorted({*dates, *printed}, reverse=True)
    choices: list[date | None] = [*days, None]
    named = named or next((day for day in days if day.year == year), None)
    if named in choices and named is not None and st.session_state.get(_NAMED) != named:
        st.session_state["reconcile_day"] = named
    st.session_state[_NAMED] = named
    return st.selectbox(
        "So với danh sách tính đến ngày",
        choices,
        format_func=lambda day: _NONE if day is None else marked_day(day, is_printed=day in printed),
        width=220,
        key="reconcile_day",
    )


def nothing_read() -> None:
    """Say what a table or a sentence must look like to be read."""
    st.warning(
        "Không thấy con số nào đọc được. Bảng cần có nhãn bên trái và tiêu đề phía trên; câu cần ghi như "
        "«thạc sĩ 274 người chiếm 11,58%»."
    )


def outcome(published: Published, day: date | None) -> Reconciliation:
    """Judge what was handed in, with the rosters of a day where one is chosen."""
    if day is None:
        return reconcile(published)
    return cached.source().derive(_with_rosters, published, Selection(day), current_user().people)


def _with_rosters(
    source: StatisticsSource, published: Published, selection: Selection, people: Scope
) -> Reconciliation:
    return reconcile(published, source, selection, people)


def show(done: Reconciliation) -> None:
    """Show the answer first, then what does not agree, then each figure beside ours."""
    _answer(done)
    wrong = [verdict for verdict in done.verdicts if not verdict.agrees]
    right = [verdict for verdict in done.verdicts if verdict.agrees and verdict.is_verifiable]
    unverifiable = [verdict for verdict in done.verdicts if verdict.agrees and not verdict.is_verifiable]
    for verdict in wrong:
        _verdict(verdict)
    if done.changes:
        ways = "" if len(done.changes) == 1 else f", một trong {len(done.changes)} cách"
        st.header(f"Sửa ít nhất để khớp{ways}", anchor=False)
        st.markdown("\n".join(f"- {escape_markdown(words.change_sentence(changes))}" for changes in done.changes))
    for verdict in unverifiable:
        _verdict(verdict)
    if right:
        with st.expander(f"{len(right)} nhóm khớp", expanded=not wrong and not done.comparisons):
            for verdict in right:
                _verdict(verdict)
    if done.comparisons:
        _comparisons(done.comparisons)


def _answer(done: Reconciliation) -> None:
    held = [verdict.agrees for verdict in done.verdicts if verdict.is_verifiable or not verdict.agrees]
    parts = [f"{sum(held)}/{len(held)} nhóm số khớp với nhau"] if held else []
    if unverifiable := len(done.verdicts) - len(held):
        parts.append(f"{vietnamese.number(unverifiable)} nhóm không kiểm tra được")
    compared = [each for each in done.comparisons if each.difference is not None]
    if compared:
        same = sum(each.difference == 0 for each in compared)
        parts.append(f"{same}/{len(compared)} số khớp với {words.our_side(compared[0])}")
    if others := sum(each.is_of_other_year for each in done.comparisons):
        parts.append(f"{vietnamese.number(others)} số của năm khác")
    if unread := sum(not (each.is_understood or each.is_of_other_year or each.is_hidden) for each in done.comparisons):
        parts.append(f"{vietnamese.number(unread)} nhãn chưa hiểu")
    st.header(" · ".join(parts) or "Không có nhóm số nào kiểm tra được", anchor=False)


def _verdict(verdict: Verdict) -> None:
    title = f"**{escape_markdown(verdict.block.title or 'Bảng')}**: {words.standing(verdict)}"
    st.markdown("\n".join([title, "", *(f"- {escape_markdown(text)}" for text in words.sentences(verdict))]))


def _comparisons(comparisons: Sequence[Comparison]) -> None:
    ours = words.our_side(comparisons[0])
    st.header(f"Từng con số cạnh {ours} đã nạp", anchor=False)
    rows = tuple(map(_row, comparisons))
    headers = ("Nhãn", "Công bố", vietnamese.capitalised(ours), "Kết quả", "Tỷ lệ in", "Ô, câu")
    table = Listing(
        f"Số công bố và {'số đếm từ ' if ours == words.LISTS else ''}{ours}",
        headers,
        (False, True, True, False, True, False),
        rows,
        tuple(each.figure.where if _has_units(each) else "" for each in comparisons),
    )
    listing.show(listing.finish(table), lambda code: st.session_state.update({_PICKED: code}), key="reconcile_listing")
    picked = st.session_state.get(_PICKED)
    chosen = next((each for each in comparisons if each.figure.where == picked), None)
    if chosen is not None and _has_units(chosen):
        _units(chosen)


def _has_units(comparison: Comparison) -> bool:
    """Tell whether people of ours stand behind a figure, whose units a click on its label shows."""
    return comparison.is_understood and not comparison.is_printed


def _row(each: Comparison) -> tuple[ListedCell, ...]:
    figure = each.figure
    count = "" if figure.count is None else vietnamese.number(figure.count)
    share = vietnamese.percent(figure.share.value) if figure.share else ""
    ours = vietnamese.number(each.counted) if each.is_understood else ""
    return (
        ListedCell(words.label_of(figure), words.label_of(figure)),
        ListedCell(count, figure.count),
        ListedCell(ours, each.counted if each.is_understood else None),
        ListedCell(words.comparison_words(each), abs(each.difference or 0)),
        ListedCell(share, float(figure.share.value) if figure.share else None),
        ListedCell(figure.where, figure.where),
    )


def _units(comparison: Comparison) -> None:
    """Say in which units the people stand whom we count for the picked figure."""
    pairs = cached.source().derive(counts_by_unit, comparison)
    st.markdown(f"**{escape_markdown(words.label_of(comparison.figure))}**: số người trong danh sách theo đơn vị")
    rows = tuple((ListedCell(name, name), ListedCell(vietnamese.number(count), count)) for name, count in pairs)
    table = Listing("Theo đơn vị", ("Đơn vị", "Số người"), (False, True), rows, tuple(name for name, _ in pairs))
    listing.show(listing.finish(table), lambda _: None, key="reconcile_units")
