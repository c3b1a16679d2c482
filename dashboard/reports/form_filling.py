"""The page «Điền biểu mẫu»: what a blank form asks, its labels corrected by choosing, and the filled file."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import streamlit as st

import database
from access.actors import Act, NotAllowedError
from access.users import current_user
from blank_forms import choices, learned
from blank_forms.answers import label_key, written_answer
from blank_forms.form import PEOPLE_KEY, BlankForm, ReadTable, read_form
from blank_forms.meanings import is_unread
from blank_forms.opening import FormRefusedError
from blank_forms.outcome import Outcome
from blank_forms.saving import meanings
from dashboard import cached
from dashboard.parts import jobs, selection_row
from dashboard.parts.markdown import escape_markdown
from dissemination import filled_forms, form_labels, issuing
from reference import forms, vietnamese
from reports.forms.rule_words import in_words
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.spoken_places import WHOLE

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_MB = 20
_ROWS_IN_VIEW, _HEIGHT = 15, 560
_KNOWN_ERRORS = (FormRefusedError, NotAllowedError, issuing.NotIssuedError)
"""Errors whose messages are sentences for people."""


@dataclass(frozen=True, slots=True)
class ReadyForm:
    """A filled form that has its number."""

    content: bytes
    file_name: str
    number: str
    outcome: Outcome


def upload() -> Any:
    """Ask for the blank form."""
    return st.file_uploader(
        "Biểu mẫu trống (.xlsx)", ["xlsx", "xlsm", "xls"], max_upload_size=_MOST_MB, key="blank_form"
    )


def introduction() -> None:
    """Say what the page does, before a form is dropped."""
    st.markdown(
        "Thả biểu mẫu trống mà bộ, Đảng hoặc tỉnh gửi đến. Chương trình đọc tiêu đề cột và tên dòng, cho xem mỗi nhãn "
        "đếm những ai để bạn sửa, rồi điền số vào đúng ô: công thức, ô gộp, khung kẻ của biểu giữ nguyên. "
        "Ô nào danh sách không trả lời được thì để trống, kèm lý do."
    )


def read(name: str, content: bytes, selection: Selection) -> BlankForm | None:
    """Read the form for the chosen date; says why and gives None where it cannot be filled."""
    state = cached.state()
    try:
        return read_form(cached.document_source(state), _place(selection), name, content, learned.answers(state.url))
    except FormRefusedError as error:
        st.error(escape_markdown(str(error)))
        return None


def _place(selection: Selection) -> Selection:
    """Keep the day, the place and the territory of a selection: a form says itself whom it counts."""
    return replace(selection, unit_type=None, category=None)


# The file


def fill(form: BlankForm, selection: Selection) -> None:
    """Offer the filled file for the chosen day and place, and say what came of it."""
    place, state = _place(selection), cached.state()
    if form.lists_people and not current_user().may(Act.PEOPLE):
        st.warning("Biểu này ghi tên từng người; tài khoản này không có quyền xem danh sách người.")
        return
    if place != selection:
        st.caption("Biểu đếm mọi người của ngày và nơi đã chọn; các lọc khác không dùng.")
    names = cached.source().names(place.as_of, place.territory)
    is_open = any(table.table.is_open for table in form.tables)
    by_commune = bool(
        is_open
        and names.districts
        and place.district is None
        and st.checkbox("Mỗi dòng một đơn vị cấp xã (không chọn: cấp huyện)", key="form_by_commune")
    )
    digest = sha256(form.content).hexdigest()
    key = repr((digest, form.tables, place, by_commune, state.url, state.version, state.rounding, current_user().name))
    job = jobs.started("blank_form_filled", key)
    if job is None:

        def begin() -> None:
            jobs.start("blank_form_filled", key, lambda _: _made(state, place, form, by_commune))

        if unread := sum(is_unread(each) for table in form.tables for each in (*table.columns, *table.rows)):
            st.warning(
                f"{vietnamese.number(unread)} nhãn chưa hiểu, đứng đầu mỗi bảng dưới đây: chọn nghĩa ở «Sửa nghĩa của "
                "một nhãn», nếu không ô của chúng để trống."
            )
        st.button("Điền số liệu", type="primary", on_click=begin, key="fill_form")
        return
    try:
        ready: ReadyForm = job.result()
    except _KNOWN_ERRORS as error:
        st.error(escape_markdown(str(error)))
        return
    _give(ready)


def _made(state: cached.State, place: Selection, form: BlankForm, by_commune: bool) -> ReadyForm:
    """Fill the form in a thread of its own: nothing here may speak to the page."""
    with database.reading(state.url) as connection:
        source = StatisticsSource.of_connection(connection, state.province, state.rounding)
        issued, filled = filled_forms.issue(state.url, source, place, form, by_commune=by_commune)
    return ReadyForm(issued.content, filled_forms.file_name_of(form), issued.stamp.number, filled.outcome)


def _give(ready: ReadyForm) -> None:
    outcome = ready.outcome
    st.success(escape_markdown(outcome.sentence))
    st.download_button(
        "Tải biểu đã điền (.xlsx)",
        ready.content,
        ready.file_name,
        _EXCEL,
        type="primary",
        on_click="ignore",
        key="take_form",
    )
    st.caption(escape_markdown(f"Số xuất {ready.number} · {vietnamese.size(len(ready.content))}"))
    for remark in outcome.remarks:
        st.caption(escape_markdown(remark))
    if outcome.failures:
        st.warning("Biểu có phép cộng in sẵn không khớp với số đếm:")
        _table([{"Ô": check.where, "Phép cộng": check.sentence} for check in outcome.failures], "form_failures")
    if outcome.gaps:
        st.header("Chỗ để nguyên và lý do", anchor=False)
        _table([{"Ô": gap.where, "Nhãn": gap.label, "Lý do": gap.reason} for gap in outcome.gaps], "form_gaps")


# The labels


def tables(form: BlankForm) -> None:
    """Show what each label of the form counts; whoever may teach the program can correct it."""
    for number, table in enumerate(form.tables):
        st.header(f"Mỗi nhãn đếm những ai · {escape_markdown(table.name)}", anchor=False)
        if table.statutory:
            st.caption(f"Đây là biểu {table.statutory}: các cột đếm theo quy tắc của biểu đó.")
        rows = [{"Loại": kind, "Nhãn": label, "Chương trình đếm": words} for kind, label, words in meanings(table)]
        _table(rows, f"form_labels_{number}")
        if current_user().may(Act.TEACH):
            _correction(form, table, number)


def _correction(form: BlankForm, table: ReadTable, number: int) -> None:
    titles = learned.titles(table)
    with st.expander("Sửa nghĩa của một nhãn"):
        label = st.selectbox("Nhãn", list(titles), format_func=titles.__getitem__, key=f"form_label_{number}")
        known = choices.conditions()
        picked = st.multiselect(
            "Đếm những ai (cùng tiêu thức: một trong số đó; khác tiêu thức: thỏa tất cả)",
            list(known),
            _now(table, label),
            format_func=lambda text: in_words(known[text]),
            key=f"form_choice_{number}_{label}",
            placeholder="Chọn điều kiện",
        )
        place = _place_of(table, label, number)
        with st.container(horizontal=True):
            st.button(
                "Nhớ cho biểu này",
                disabled=not picked and place is None,
                on_click=_learn,
                args=(form, table, label, forms.written(choices.together(picked)), place),
                key=f"form_learn_{number}",
            )
            if label != PEOPLE_KEY:
                st.button(
                    "Để trống chỗ này",
                    on_click=_learn,
                    args=(form, table, label, None, None),
                    key=f"form_empty_{number}",
                    type="tertiary",
                )
        st.caption("Điều đã chọn được nhớ cho mọi lần sau của đúng biểu này; xem và xóa ở trang «Điều đã nhớ».")


def _place_of(table: ReadTable, label: str, number: int) -> str | None:
    """Ask which unit a label is, where its own words do not tell; None: as they say."""
    now = next((each.place for each in (*table.columns, *table.rows) if each.key == label), None)
    if label == PEOPLE_KEY or table.listing:
        return None
    names = cached.source().names_of(_place(selection_row.current()))
    places = {None: "Như nhãn ghi", WHOLE: names.province}
    places |= {code: names.of(code) for code in (*names.districts, *names.units)}
    return st.selectbox(
        "Của đơn vị nào",
        list(places),
        list(places).index(now) if now in places else 0,
        format_func=places.__getitem__,
        key=f"form_place_{number}_{label}",
    )


def _now(table: ReadTable, label: str) -> list[str]:
    """List the conditions that a label counts by now, as far as they can be chosen."""
    rules = {each.key: each.rule for each in (*table.columns, *table.rows)} | {PEOPLE_KEY: table.people}
    rules |= {label_key("column", each.path): each.rule for each in table.listing if not each.shows}
    rule = rules.get(label)
    if rule is None or len(rule) != 1:
        return []
    singles = [
        forms.written(((condition,),))
        if not condition.values or condition.is_negated
        else f"{condition.field}={forms.UNKNOWN if value is None else value}"
        for condition in rule[0]
        for value in (condition.values if condition.values and not condition.is_negated else (None,))
    ]
    known = choices.conditions()
    return [text for text in (singles or ["*"]) if text in known]


def _learn(form: BlankForm, table: ReadTable, label: str, rule: str | None, place: str | None) -> None:
    meaning = written_answer(None if rule is None else forms.parse(rule, {}), place)
    form_labels.learn(cached.state().url, form.name, table, label, meaning)


def _table(rows: list[dict[str, str]], key: str) -> None:
    is_long = len(rows) >= _ROWS_IN_VIEW
    st.dataframe(rows, hide_index=True, height=_HEIGHT if is_long else "content", key=key)
