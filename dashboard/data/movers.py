"""The people of «Biến động» for whoever may see them: those of a bar, doubtful pairs, why people left."""

from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st

import reference
from access.actors import Act
from access.users import current_user
from dashboard import cached
from dashboard.figures.movements import CHOSEN, PART
from dashboard.parts import listing, people_seen
from dashboard.parts.markdown import escape_markdown
from dissemination import person_answers
from dissemination.person_answers import MatchedTwiceError, PairAnswer, ReasonAnswer
from presentation.movement_words import NAMES, NO_BIRTH, NO_REASON
from reference import vietnamese
from reference.leaving import leaving_reasons
from stats.flows import DoubtfulRows, Kind, flows
from stats.matching import Doubt, digest
from stats.movements import flows_behind, is_in_place, is_leaver_of
from stats.queries.movers import NamedRow, Person, named_rows
from stats.selection import Selection

_MOST = 500
"""People in a list at most."""
_DOUBTS = {
    Doubt.NAMESAKES: "nhiều người trùng họ tên, ngày sinh",
    Doubt.OTHER_NUMBER: "trùng họ tên, ngày sinh; số định danh khác",
    Doubt.PART_OF_DATE: "trùng họ tên; một bên chỉ ghi một phần ngày sinh",
    Doubt.OTHER_DATE: "trùng họ tên, đơn vị; ngày sinh khác",
    Doubt.SLIP_IN_DATE: "trùng họ tên; ngày sinh lệch một chữ số hoặc đảo ngày, tháng",
    Doubt.ONE_LETTER: "trùng ngày sinh; họ tên khác một chữ cái",
    Doubt.OTHER_SPELLING: "trùng ngày sinh; họ tên khác dấu hoặc thiếu tên đệm",
}
_REFUSED, PAIRS = "pairs_refused", "doubtful_pairs_open"
_EARLIER, _LATER = ("Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "Tệp, dòng"), "(sau)"


def show(selection: Selection, start_on: date) -> None:
    """Show the people of the chosen bar and the doubtful pairs; nothing to whoever sees nobody's names."""
    if current_user().people.places == frozenset():
        return
    with st.container(key="movers" if st.session_state.get(CHOSEN) else "screen_only_movers"):
        st.header("Ai trong số này?", anchor=False)
        _people(selection, start_on)
    _pairs(selection, start_on)


def _people(selection: Selection, start_on: date) -> None:
    options = list(Kind)
    wish = st.session_state.get(CHOSEN)
    if wish not in options:
        st.session_state[CHOSEN] = None
    kind = st.segmented_control(
        "Loại biến động", options, format_func=lambda each: NAMES[each], key=CHOSEN, label_visibility="collapsed"
    )
    if kind is None:
        st.caption("Chọn một loại, hoặc bấm vào một thanh của biểu đồ, để xem từng người với tệp, trang, dòng.")
        return
    source = cached.source()
    behind = flows_behind(source, selection, start_on, Kind(kind))
    part: tuple[str, str | None] | None = st.session_state.get(PART) if Kind(kind) is Kind.LEFT else None
    if part:
        by, code = part
        behind = [flow for flow in behind if is_leaver_of(flow, by, code, start_on)]
        _narrowed(by, code)
    rows = _rows(number for flow in behind for number in (flow.earlier, flow.later))
    people_seen.note("Biến động", selection, loại=NAMES[Kind(kind)], từ_ngày=start_on.isoformat())
    lines, persons, reasons = [], [], []
    for flow in behind:
        old, new = rows.get(flow.earlier or 0), rows.get(flow.later or 0)
        if old or new:
            lines.append((*_cells(old), *_cells(new)))
            persons.append(old or new)
            reasons.append(flow.reason)
    shown = min(len(lines), _MOST)
    st.caption(f"{vietnamese.number(len(behind))} người; liệt kê {vietnamese.number(shown)} người được phép xem.")
    if not lines:
        return
    headers = [*(f"{head} (trước)" for head in _EARLIER), *(f"{head} {_LATER}" for head in _EARLIER)]
    table = listing.of_rows("Người của loại biến động", headers, lines[:_MOST], codes=range(shown))
    chosen = listing.pick(table, key=f"movers_{kind}")
    if Kind(kind) is Kind.LEFT and current_user().may(Act.TEACH):
        place = int(chosen) if chosen is not None else None
        _reason(None if place is None else persons[place], "" if place is None else reasons[place])


def _narrowed(by: str, code: str | None) -> None:
    """Say of which bar of leavers the people are, with the way back to all of them."""
    label = NO_REASON if by == "reason" else NO_BIRTH
    if code:
        label = leaving_reasons()[code].label if by == "reason" else reference.code_label("age_band", code)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Chỉ người rời đi: **{escape_markdown(label)}**.", width="content")
        st.button("Mọi người rời đi", type="tertiary", on_click=_all_leavers)


def _all_leavers() -> None:
    st.session_state[PART] = None


def _rows(ids: Iterable[int | None]) -> dict[int, NamedRow]:
    return cached.source().ask(named_rows, {each for each in ids if each is not None}, scope=current_user().people)


def _cells(row: NamedRow | None) -> tuple[str, ...]:
    if row is None:
        return ("",) * len(_EARLIER)
    born = "/".join(reversed((row.birth_date or "").split("-")))
    place = " › ".join([row.file, *([row.sheet] if row.sheet else []), f"dòng {row.row}"])
    return row.full_name, born, row.unit, row.position or "", place


def _title(row: NamedRow) -> str:
    _, born, unit, *_ = _cells(row)
    return f"{row.full_name} ({born or 'không rõ ngày sinh'}, {unit})"


def _digest(row: NamedRow) -> str:
    return digest(Person(row.id, row.unit_code, row.full_name, row.birth_date, *[None] * (len(Person._fields) - 4)))


def _reason(row: NamedRow | None, before: str) -> None:
    """Ask why the chosen person left."""
    if row is None:
        st.caption("Bấm vào một tên để ghi lý do rời đi của người đó.")
        return
    reasons = list(leaving_reasons())
    with st.form(f"reason_{row.id}", border=True):
        st.markdown(f"**Lý do rời đi của {escape_markdown(_title(row))}**")
        reason = st.selectbox(
            "Lý do",
            reasons,
            index=reasons.index(before) if before in reasons else None,
            format_func=lambda code: f"{leaving_reasons()[code].group}: {leaving_reasons()[code].label}",
            placeholder="Chọn lý do",
        )
        with st.container(horizontal=True):
            decided = st.date_input("Ngày quyết định", value=None, format="DD/MM/YYYY")
            effective = st.date_input("Ngày có hiệu lực", value=None, format="DD/MM/YYYY")
        if st.form_submit_button("Ghi nhớ lý do") and reason:
            answer = ReasonAnswer(
                _digest(row), _title(row), unit=row.unit_code, reason=reason, decided_on=decided, effective_on=effective
            )
            person_answers.keep_reason(cached.state().url, answer)
            st.rerun()


def _pairs(selection: Selection, start_on: date) -> None:
    """Show how many pairs may be one person; opened, the pairs, any of which can be answered once and for all."""
    source = cached.source()
    everybody = source.derive(flows, start_on, selection.as_of)
    pairs = [each for each in everybody.doubtful if is_in_place(source, selection, start_on, each[3], each[4])]
    if not pairs:
        return
    box = st.expander(
        f"{vietnamese.number(len(pairs))} cặp nghi là một người: xem và trả lời", on_change="rerun", key=PAIRS
    )
    if box.open:  # names are read, and the look is written down, for who asks for them
        with box:
            _opened_pairs(selection, start_on, pairs)


def _opened_pairs(selection: Selection, start_on: date, pairs: Sequence[DoubtfulRows]) -> None:
    rows = _rows(number for _, old, new, *_ in pairs for number in (old, new))
    known = [(doubt, rows[old], rows[new]) for doubt, old, new, *_ in pairs if old in rows and new in rows]
    if len(known) < len(pairs):
        st.caption(f"{vietnamese.number(len(known))} cặp thuộc phạm vi của tài khoản này.")
    if not known:
        return
    people_seen.note("Cặp nghi là một người", selection, từ_ngày=start_on.isoformat())
    if refused := st.session_state.pop(_REFUSED, None):
        st.warning(escape_markdown(refused))
    st.caption("Chưa trả lời thì tính là một người ra và một người vào. Câu trả lời được nhớ cho mọi lần xem sau.")
    headers = [*(f"{head} (trước)" for head in _EARLIER[:3]), *(f"{head} {_LATER}" for head in _EARLIER[:3]), "Vì sao"]
    lines = [(*_cells(old)[:3], *_cells(new)[:3], _DOUBTS[doubt]) for doubt, old, new in known[:_MOST]]
    table = listing.of_rows("Cặp nghi là một người", headers, lines, codes=range(len(lines)))
    if not current_user().may(Act.TEACH):
        listing.show(listing.finish(table), key="doubtful_pairs")
        return
    ticked = listing.tick(table, key=f"doubtful_{len(known)}")
    chosen = [known[int(code)][1:] for code in ticked]
    with st.container(horizontal=True):
        for label, is_same in (("Là một người", True), ("Là hai người", False)):
            st.button(
                label,
                disabled=not chosen,
                on_click=_answer,
                args=(chosen,),
                kwargs={"is_same": is_same},
                key=f"pair_{is_same}",
            )


def _answer(chosen: list[tuple[NamedRow, NamedRow]], *, is_same: bool) -> None:
    answers = [
        PairAnswer(
            _digest(old),
            _digest(new),
            title=f"{_title(old)} – {_title(new)}",
            earlier_unit=old.unit_code,
            later_unit=new.unit_code,
            is_same=is_same,
        )
        for old, new in chosen
    ]
    try:
        person_answers.keep_pairs(
            cached.state().url, answers, {_digest(row): _where(row) for pair in chosen for row in pair}
        )
    except MatchedTwiceError as error:
        st.session_state[_REFUSED] = str(error)


def _where(row: NamedRow) -> str:
    """Name a row for a sentence: who it is, and where it stands."""
    return f"{_title(row)} ở {_cells(row)[-1]}"
