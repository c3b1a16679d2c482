"""The office's changes of the register: who, when, and taking one back with a reason; its rows as a file."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

import database
from dashboard.parts import asking, listing
from dashboard.parts.markdown import escape_markdown
from presentation import unit_changes
from stats import queries
from stats.queries import UnitChangeRow

_TOLD = "unit_taken_back"
_LONGEST_REASON = 500
_TYPES = {".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".csv": "text/csv"}


def show(url: str, take_back: Callable[[int, str], bool]) -> None:
    """Show the changes, newest first; the picked one can be taken back."""
    with database.reading(url) as connection:
        rows = queries.unit_changes(connection)
    st.header("Thay đổi của cơ quan", anchor=False)
    is_error, sentence = st.session_state.pop(_TOLD, (False, ""))
    if sentence:
        (st.error if is_error else st.success)(escape_markdown(sentence))
    if not rows:
        st.markdown("Cơ quan chưa thêm hay sửa đơn vị nào.")
    else:
        _table(rows, take_back)
    _downloads(rows)


def _table(rows: Sequence[UnitChangeRow], take_back: Callable[[int, str], bool]) -> None:
    number = listing.pick_row(
        "Thay đổi của cơ quan",
        [dict(zip(unit_changes.HEADERS, unit_changes.cells(row), strict=True)) for row in rows],
        [row.id for row in rows],
        key="unit_changes",
    )
    standing = [rows[number]] if number is not None and rows[number].removed_at is None else []
    label = f"Bỏ thay đổi số {standing[0].id}" if standing else "Chọn một thay đổi đang dùng để bỏ"
    if st.button(label, disabled=not standing, key="unit_take_back"):
        row = standing[0]
        asking.with_reason(
            f"Bỏ thay đổi số {row.id}?",
            escape_markdown(f"{unit_changes.summary(row)}. Danh mục trở lại như trước; lý do được giữ lại ở đây."),
            "Bỏ thay đổi",
            lambda reason: _take_back(row.id, reason, take_back),
            key="unit_change",
            longest=_LONGEST_REASON,
        )


def _take_back(number: int, reason: str, take_back: Callable[[int, str], bool]) -> None:
    try:
        done = take_back(number, reason)
    except Exception as error:  # etl.problems.Refused, which this room does not know
        if not hasattr(error, "problem"):
            raise
        st.session_state[_TOLD] = (True, str(error))
        return
    sentence = f"Đã bỏ thay đổi số {number}." if done else f"Thay đổi số {number} đã được bỏ ở cửa sổ khác."
    st.session_state[_TOLD] = (False, sentence)


def _downloads(rows: Sequence[UnitChangeRow]) -> None:
    with st.container(horizontal=True):
        for ending, kind in _TYPES.items():
            st.download_button(
                f"Dòng của cơ quan ({ending})",
                partial(_content, rows, ending),
                f"{unit_changes.TEMPLATE_NAME}{ending}",
                kind,
                on_click="ignore",
                key=f"unit_rows_{ending}",
            )


def _content(rows: Sequence[UnitChangeRow], ending: str) -> bytes:
    from reports.excel import unit_list  # XlsxWriter is loaded by those who want a file

    return unit_list.as_file(unit_changes.file_rows(rows), ending)
