"""The answers of clerks on the import page: who, when, and forgetting it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

import database
import reference
from dashboard.data import import_view
from dashboard.parts import asking
from reference import vietnamese
from stats import queries
from stats.queries import ColumnRow, SpellingRow

Row = TypeVar("Row", SpellingRow, ColumnRow)

_FORGOTTEN = "memory_forgotten"
_MARK = ":mark"
_ROWS_IN_VIEW, _HEIGHT = 12, 420


def version(url: str) -> str:
    """Give a text that changes with everything that is learned or forgotten."""
    with database.reading(url) as connection:
        return queries.learned_version(connection)


def rows(url: str) -> tuple[list[SpellingRow], list[ColumnRow]]:
    """List every answer about spellings and about columns, newest first."""
    with database.reading(url) as connection:
        return queries.learned_spellings(connection), queries.learned_columns(connection)


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
    table = [
        {
            "Cách ghi": row.spelling,
            "Ở cột": _field(row.field),
            "Nghĩa là": import_view.answer(row.field, row.meaning),
            "Gặp ở": row.source,
            "Người trả lời": row.by,
            "Lúc": vietnamese.moment(row.at),
        }
        for row in answers
    ]
    _table("Cách ghi", table, answers, forget, "spellings")


def columns(answers: Sequence[ColumnRow], forget: Callable[[ColumnRow], bool]) -> None:
    """Show the columns with their meanings."""
    table = [
        {
            "Tiêu đề cột": row.title or "(không có tiêu đề)",
            "Cột thứ": row.number + 1,
            "Nghĩa là": import_view.answer("column", row.meaning),
            "Bảng gặp ở": row.source,
            "Người trả lời": row.by,
            "Lúc": vietnamese.moment(row.at),
        }
        for row in answers
    ]
    _table("Ý nghĩa cột", table, answers, forget, "columns")


def _table(
    title: str, table: Sequence[Mapping[str, object]], answers: Sequence[Row], forget: Callable[[Row], bool], key: str
) -> None:
    """Show the answers, any of which can be picked and forgotten."""
    if not answers:
        return
    st.header(title, anchor=False)
    picked = st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table) < _ROWS_IN_VIEW else _HEIGHT,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"learned_{key}",
    )
    choices = [answers[i] for i in picked["selection"]["rows"] if i < len(answers)]
    label = f"Xóa {vietnamese.number(len(choices))} câu trả lời đã chọn" if choices else "Chọn dòng để xóa"
    if st.button(label, disabled=not choices, key=f"forget_{key}"):
        asking.before(
            f"Xóa {vietnamese.number(len(choices))} câu trả lời?",
            "Mọi người nạp tệp sau này sẽ được hỏi lại. Số liệu đã nạp không thay đổi cho đến khi nạp lại tệp.",
            "Xóa",
            lambda: _forget(choices, forget, key),
            key=f"forget_{key}",
        )


def _forget(choices: Sequence[Row], forget: Callable[[Row], bool], key: str) -> None:
    st.session_state[_FORGOTTEN] = (sum(forget(row) for row in choices), len(choices))
    st.session_state.pop(f"learned_{key}", None)


def _field(name: str) -> str:
    field = reference.field_label(name.removesuffix(_MARK))
    return f"{field} (cột đánh dấu)" if name.endswith(_MARK) else field
