"""The answers of clerks on the import page: who, when, and forgetting it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

import database
import reference
from blank_forms.answers import read_answer
from dashboard.data import import_view
from dashboard.parts import asking, listing
from dashboard.parts.listing import Listing
from dissemination import form_labels as forms_of_labels
from dissemination import person_answers
from reference import vietnamese
from reference.leaving import leaving_reasons
from reports.forms.rule_words import in_words
from stats import queries
from stats.queries import ColumnRow, FormLabelRow, SpellingRow
from stats.queries.movers import MatchRow, ReasonRow, leaving_answers, person_matches

Row = TypeVar("Row", SpellingRow, ColumnRow, FormLabelRow, MatchRow, ReasonRow)

_FORGOTTEN = "memory_forgotten"
_MARK = ":mark"


def version(url: str) -> str:
    """Give a text that changes with everything that is learned or forgotten."""
    with database.reading(url) as connection:
        return queries.learned_version(connection)


def rows(url: str) -> tuple[list[SpellingRow], list[ColumnRow]]:
    """List every answer about spellings and about columns, newest first."""
    with database.reading(url) as connection:
        return queries.learned_spellings(connection), queries.learned_columns(connection)


def form_labels(url: str) -> list[FormLabelRow]:
    """List every choice about a blank form's label, newest first."""
    with database.reading(url) as connection:
        return queries.learned_form_labels(connection)


def answers_about_people(url: str) -> tuple[list[MatchRow], list[ReasonRow]]:
    """List every answer about people between two dates, newest first."""
    with database.reading(url) as connection:
        return person_matches(connection), leaving_answers(connection)


def nothing() -> None:
    """Say what will stand here, before anybody has answered."""
    st.markdown(
        "Chưa có gì được nhớ. Ở trang «Nhập số liệu», khi một tệp có cách ghi hay cột mà chương trình chưa hiểu, "
        "câu trả lời của bạn được nhớ ở đây và dùng cho mọi tệp sau."
    )


def introduction() -> None:
    """Say what the tables below are for, and what came of the last click."""
    done = st.session_state.pop(_FORGOTTEN, None)
    if done is not None:
        gone, asked = done
        tell = st.success if gone == asked else st.warning
        more = "" if gone == asked else " Số còn lại vừa được xóa hoặc trả lời lại ở cửa sổ khác nên không bị đụng tới."
        tell(f"Đã xóa {vietnamese.number(gone)}/{vietnamese.number(asked)} câu trả lời.{more}")
    st.markdown(
        "Các câu trả lời này được dùng khi đọc mọi tệp mới. Xóa một câu thì lần nạp sau sẽ hỏi lại; "
        "số liệu đã nạp không thay đổi cho đến khi nạp lại tệp."
    )


def spellings(answers: Sequence[SpellingRow], forget: Callable[[SpellingRow], bool]) -> None:
    """Show the spellings with their meanings."""
    headers = ("Cách ghi", "Ở cột", "Nghĩa là", "Gặp ở", "Người trả lời", "Lúc")
    rows = [
        (
            row.spelling, _field(row.field), import_view.answer(row.field, row.meaning),
            row.source, row.by, vietnamese.in_viet_nam(row.at),
        )
        for row in answers
    ]  # fmt: skip
    table = listing.of_rows("Cách ghi", headers, rows, codes=range(len(answers)))
    _table("Cách ghi", table, answers, forget, "spellings")


def columns(answers: Sequence[ColumnRow], forget: Callable[[ColumnRow], bool]) -> None:
    """Show the columns with their meanings."""
    headers = ("Tiêu đề cột", "Cột thứ", "Nghĩa là", "Bảng gặp ở", "Người trả lời", "Lúc")
    rows = [
        (
            row.title or "(không có tiêu đề)", row.number + 1, import_view.answer("column", row.meaning),
            row.source, row.by, vietnamese.in_viet_nam(row.at),
        )
        for row in answers
    ]  # fmt: skip
    table = listing.of_rows("Ý nghĩa cột", headers, rows, codes=range(len(answers)))
    _table("Ý nghĩa cột", table, answers, forget, "columns")


def labels(url: str, answers: Sequence[FormLabelRow]) -> None:
    """Show the labels of blank forms with whom they count."""
    headers = ("Nhãn", "Đếm những ai", "Biểu gặp ở", "Người trả lời", "Lúc")
    rows = [(row.title, counted(row.meaning), row.source, row.by, vietnamese.in_viet_nam(row.at)) for row in answers]
    table = listing.of_rows("Nhãn của biểu mẫu", headers, rows, codes=range(len(answers)))
    _table("Nhãn của biểu mẫu", table, answers, lambda row: forms_of_labels.forget(url, row), "form_labels")


def people(url: str, matches: Sequence[MatchRow], reasons: Sequence[ReasonRow]) -> None:
    """Show the answers about people between two dates."""
    rows = [
        (row.title, "Một người" if row.is_same else "Hai người", row.by, vietnamese.in_viet_nam(row.at))
        for row in matches
    ]
    table = listing.of_rows(
        "Cặp nghi là một người", ("Hai dòng", "Là", "Người trả lời", "Lúc"), rows, codes=_codes(rows)
    )
    _table("Cặp nghi là một người", table, matches, lambda row: person_answers.forget_pair(url, row), "matches")
    lines = [
        (row.title, _reason(row.reason), row.decided_on, row.effective_on, row.by, vietnamese.in_viet_nam(row.at))
        for row in reasons
    ]
    headers = ("Người", "Lý do rời đi", "Ngày quyết định", "Ngày có hiệu lực", "Người trả lời", "Lúc")
    table = listing.of_rows("Lý do rời đi", headers, lines, codes=_codes(lines))
    _table("Lý do rời đi", table, reasons, lambda row: person_answers.forget_reason(url, row), "reasons")


def _codes(rows: Sequence[object]) -> range:
    return range(len(rows))


def _reason(code: str) -> str:
    reason = leaving_reasons().get(code)
    return reason.label if reason else code


def counted(meaning: str) -> str:
    """Word the people whom an answer about a label counts."""
    try:
        answer = read_answer(meaning)
        if answer.rule is None:
            return "Để trống"
        place = "" if answer.place is None else f" · đơn vị {answer.place or 'cả tỉnh'}"
        return f"{in_words(answer.rule)}{place}"
    except ValueError:
        return "Không còn đọc được; biểu được đọc theo nhãn in sẵn"


def _table(title: str, table: Listing, answers: Sequence[Row], forget: Callable[[Row], bool], key: str) -> None:
    """Show the answers, any of which can be ticked and forgotten."""
    if not answers:
        return
    st.header(title, anchor=False)
    choices = [answers[int(code)] for code in listing.tick(table, key=f"learned_{key}_{len(answers)}")]
    label = f"Xóa {vietnamese.number(len(choices))} câu trả lời đã chọn" if choices else "Đánh dấu dòng để xóa"
    if st.button(label, disabled=not choices, key=f"forget_{key}"):
        asking.before(
            f"Xóa {vietnamese.number(len(choices))} câu trả lời?",
            "Mọi người nạp tệp sau này sẽ được hỏi lại. Số liệu đã nạp không thay đổi cho đến khi nạp lại tệp.",
            "Xóa",
            lambda: _forget(choices, forget),
            key=f"forget_{key}",
        )


def _forget(choices: Sequence[Row], forget: Callable[[Row], bool]) -> None:
    st.session_state[_FORGOTTEN] = (sum(forget(row) for row in choices), len(choices))


def _field(name: str) -> str:
    field = reference.field_label(name.removesuffix(_MARK))
    return f"{field} (cột đánh dấu)" if name.endswith(_MARK) else field
