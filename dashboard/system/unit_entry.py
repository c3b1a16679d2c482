"""The form for a unit that the office adds or corrects, and the file of several."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from dashboard.parts.markdown import escape_markdown
from presentation.unit_register import RegisterLine
from reference import vietnamese
from reference.office_units import COLUMNS, OPEN, OPEN_WORDS

Entry = TypeVar("Entry")

_DONE = "unit_entered"
_PAGE = "Trang «Danh mục đơn vị»"
_HELP = {
    "code": "5 chữ số với cấp xã, 3 với cấp huyện, 2 với cấp tỉnh.",
    "name": "Tên đủ, mở đầu bằng loại: «Xã …», «Phường …», «Đặc khu …».",
    "parent": "Mã của tỉnh, thành phố; trước 01/07/2025 là mã của huyện.",
    "first": "Ngày bắt đầu hiệu lực, ví dụ 01/01/2027.",
    "last": "Ngày cuối cùng còn hiệu lực; để trống nếu đang có.",
    "resolution": "Số, ký hiệu của nghị quyết.",
    "origins": "«09367 toàn bộ; 09370 một phần». Đơn vị cũ nhập toàn bộ sẽ tự được ghi thôi tồn tại từ ngày hôm trước.",
}


def show(
    line: RegisterLine | None,
    make: Callable[[Mapping[str, str]], Entry],
    *,
    check: Callable[[Sequence[Entry]], Sequence[str]],
    enter: Callable[[Sequence[Entry], str], object],
    read: Callable[[str, bytes], Sequence[Entry]],
) -> None:
    """Ask for a unit, or a file of them; what is wrong is told, and nothing is written until all is right."""
    done = st.session_state.pop(_DONE, None)
    if done:
        st.success(escape_markdown(done))
    by_hand, by_file = st.tabs(["Sửa dòng đã chọn" if line else "Thêm một đơn vị", "Nhập từ tệp"])
    with by_hand:
        _form(line, make, check, enter)
    with by_file:
        _file(check, enter, read)


def _form(
    line: RegisterLine | None,
    make: Callable[[Mapping[str, str]], Entry],
    check: Callable[[Sequence[Entry]], Sequence[str]],
    enter: Callable[[Sequence[Entry], str], object],
) -> None:
    key = f"{line.unit.code}_{line.replaces}" if line else "new"
    with st.form(f"unit_{key}", border=False):
        cells = _ask(_values(line), key)
        sent = st.form_submit_button("Ghi sửa đổi" if line else "Thêm", type="primary")
    if line:
        replaces = OPEN_WORDS if line.replaces == OPEN else line.replaces
        cells |= {"code": line.unit.code, "replaces": replaces}
    if sent:
        _enter([make(cells)], _PAGE, check, enter)


def _values(line: RegisterLine | None) -> dict[str, str]:
    if line is None:
        return {}
    unit = line.unit
    days = {"first": unit.valid_from, "last": unit.valid_to}
    texts = {"code": unit.code, "name": unit.name, "parent": unit.parent_code, "resolution": unit.resolution}
    return {name: text or "" for name, text in texts.items()} | {
        name: vietnamese.day(day) if day else "" for name, day in days.items()
    }


def _ask(values: Mapping[str, str], key: str) -> dict[str, str]:
    answers: dict[str, str] = {}
    for names in (("code", "name", "parent"), ("first", "last", "resolution"), ("origins",)):
        for column, name in zip(st.columns(len(names)), names, strict=True):
            answers[name] = column.text_input(
                COLUMNS[name],
                values.get(name, ""),
                max_chars=500 if name == "origins" else 120,
                help=_HELP[name],
                disabled=name == "code" and bool(values),
                key=f"unit_{key}_{name}",
            ).strip()
    return answers


def _file(
    check: Callable[[Sequence[Entry]], Sequence[str]],
    enter: Callable[[Sequence[Entry], str], object],
    read: Callable[[str, bytes], Sequence[Entry]],
) -> None:
    st.caption(
        "Tệp .xlsx hoặc .csv có các cột như tệp «Dòng của cơ quan» tải ở dưới; sáp nhập nhiều đơn vị thì ghi chung một "
        "tệp để được kiểm tra cùng nhau."
    )
    upload = st.file_uploader("Tệp đơn vị", type=["xlsx", "csv", "xls", "ods"], key="unit_file")
    if upload is None or not st.button("Kiểm tra và ghi", type="primary", key="unit_file_send"):
        return
    try:
        entries = read(upload.name, upload.getvalue())
    except Exception as error:  # etl.problems.Refused, which this room does not know
        if not hasattr(error, "problem"):
            raise
        st.error(escape_markdown(str(error)))
        return
    _enter(entries, upload.name, check, enter)


def _enter(
    entries: Sequence[Entry],
    note: str,
    check: Callable[[Sequence[Entry]], Sequence[str]],
    enter: Callable[[Sequence[Entry], str], object],
) -> None:
    sentences = check(entries)
    for sentence in sentences:
        st.error(escape_markdown(sentence))
    if sentences:
        return
    number = enter(entries, note)
    st.session_state[_DONE] = f"Đã ghi (thay đổi số {number}). Các bảng, biểu đồ và tệp từ nay theo danh mục này."
    st.rerun()
