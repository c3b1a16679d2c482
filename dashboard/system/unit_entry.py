"""The form for a unit or a body that the office adds or corrects, and the file of several."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import streamlit as st

from dashboard.parts.markdown import escape_markdown
from presentation import unit_register
from presentation.unit_register import RegisterLine
from reference import vietnamese
from reference.bodies import body_kinds
from reference.office_units import COLUMNS, OPEN, OPEN_WORDS

Entry = TypeVar("Entry")

_DONE = "unit_entered"
_PAGE = "Trang «Danh mục đơn vị»"
_OF_UNIT = (("code", "name", "parent"), ("first", "last", "resolution"), ("origins",))
_OF_BODY = (("name", "kind", "parent"), ("first", "last", "resolution", "identifier"), ("origins",))
_LONGEST = {"origins": 500, "resolution": 60, "identifier": 30}
_HELP = {
    "code": "5 chữ số với cấp xã, 3 với cấp huyện, 2 với cấp tỉnh.",
    "name": "Tên đủ, mở đầu bằng loại: «Xã …», «Phường …», «Đặc khu …».",
    "parent": "Mã của tỉnh, thành phố; trước 01/07/2025 là mã của huyện.",
    "first": "Ngày bắt đầu hiệu lực, ví dụ 01/01/2027.",
    "last": "Ngày cuối cùng còn hiệu lực; để trống nếu đang có.",
    "resolution": "Số, ký hiệu của nghị quyết.",
    "origins": "«09367 toàn bộ; 09370 một phần». Đơn vị cũ nhập toàn bộ sẽ tự được ghi thôi tồn tại từ ngày hôm trước.",
}
_HELP_OF_BODY = _HELP | {
    "name": "Tên đủ như trong danh sách: «Sở Nội vụ», «Phòng Nội vụ huyện Kim Động».",
    "parent": "Mã của tỉnh, thành phố (2 chữ số); của cơ quan cấp huyện trước 01/07/2025: mã huyện (3 chữ số).",
    "resolution": "Số, ký hiệu của quyết định thành lập, tổ chức lại.",
    "origins": "«33.SKHDT toàn bộ; 33.SLDTB một phần». Cơ quan cũ nhập toàn bộ thì tự thôi tồn tại từ hôm trước.",
    "identifier": "H31.13 hoặc 000.00.14.H05; để trống nếu chưa có.",
}


@dataclass(frozen=True, slots=True)
class Doors(Generic[Entry]):
    """The ways to write: an entry of cells, what is wrong with entries, entering them, reading those of a file."""

    make: Callable[[Mapping[str, str]], Entry]
    check: Callable[[Sequence[Entry]], Sequence[str]]
    enter: Callable[[Sequence[Entry], str], object]
    read: Callable[[str, bytes], Sequence[Entry]]


def show(line: RegisterLine | None, province: str, doors: Doors[Entry], *, of_bodies: bool) -> None:
    """Ask for a unit or body, or a file of them; what is wrong is told, and nothing is written until all is right."""
    done = st.session_state.pop(_DONE, None)
    if done:
        st.success(escape_markdown(done))
    new = "Thêm một cơ quan" if of_bodies else "Thêm một đơn vị"
    by_hand, by_file = st.tabs(["Sửa dòng đã chọn" if line else new, "Nhập từ tệp"])
    with by_hand:
        _form(line, province, doors, of_bodies=of_bodies)
    with by_file:
        _file(province, doors, of_bodies=of_bodies)


def _form(line: RegisterLine | None, province: str, doors: Doors[Entry], *, of_bodies: bool) -> None:
    key = f"{line.unit.code}_{line.replaces}" if line else "new_body" if of_bodies else "new"
    with st.form(f"unit_{key}", border=False):
        values = _values(line) or ({"parent": province} if of_bodies else {})
        cells = _ask(values, key, of_bodies=of_bodies, is_known=line is not None)
        sent = st.form_submit_button("Ghi sửa đổi" if line else "Thêm", type="primary")
    if line:
        replaces = OPEN_WORDS if line.replaces == OPEN else line.replaces
        cells |= {"code": line.unit.code, "replaces": replaces}
    if sent:
        _enter([doors.make(cells)], _PAGE, doors)


def _values(line: RegisterLine | None) -> dict[str, str]:
    if line is None:
        return {}
    unit = line.unit
    days = {"first": unit.valid_from, "last": unit.valid_to}
    texts = {
        "code": unit.code,
        "name": unit.name,
        "kind": body_kinds().get(unit.kind, ""),
        "parent": unit.parent_code,
        "resolution": unit.resolution,
        "identifier": line.identifier,
    }
    return {name: text or "" for name, text in texts.items()} | {
        name: vietnamese.day(day) if day else "" for name, day in days.items()
    }


def _ask(values: Mapping[str, str], key: str, *, of_bodies: bool, is_known: bool) -> dict[str, str]:
    helps = _HELP_OF_BODY if of_bodies else _HELP
    answers: dict[str, str] = {}
    for names in _OF_BODY if of_bodies else _OF_UNIT:
        for column, name in zip(st.columns(len(names)), names, strict=True):
            label = "Tên cơ quan, đơn vị" if of_bodies and name == "name" else COLUMNS[name]
            label = "Quyết định" if of_bodies and name == "resolution" else label
            if name == "kind":
                kinds = list(body_kinds().values())[::-1]
                place = kinds.index(values[name]) if values.get(name) else kinds.index(_first_kind())
                answers[name] = column.selectbox(label, kinds, place, key=f"unit_{key}_{name}") or ""
                continue
            answers[name] = column.text_input(
                label,
                values.get(name, ""),
                max_chars=_LONGEST.get(name, 120),
                help=helps[name],
                disabled=name == "code" and is_known,
                key=f"unit_{key}_{name}",
            ).strip()
    return answers


def _first_kind() -> str:
    return body_kinds()["provincial_office"]


def _file(province: str, doors: Doors[Entry], *, of_bodies: bool) -> None:
    st.caption(
        "Tệp .xlsx hoặc .csv có các cột như tệp «Dòng của cơ quan» tải ở dưới; sáp nhập nhiều đơn vị thì ghi chung một "
        "tệp để được kiểm tra cùng nhau."
    )
    if of_bodies:
        st.download_button(
            "Các sở, ban, ngành thường gặp (.xlsx)",
            partial(_usual, province),
            "co-quan-thuong-gap.xlsx",
            on_click="ignore",
            help="Tên các cơ quan cấp tỉnh thường có từ 01/07/2025: bỏ dòng không có, thêm dòng thiếu rồi nhập.",
            key="usual_bodies",
        )
    upload = st.file_uploader("Tệp đơn vị", type=["xlsx", "csv", "xls", "ods"], key="unit_file")
    if upload is None or not st.button("Kiểm tra và ghi", type="primary", key="unit_file_send"):
        return
    try:
        entries = doors.read(upload.name, upload.getvalue())
    except Exception as error:  # etl.problems.Refused, which this room does not know
        if not hasattr(error, "problem"):
            raise
        st.error(escape_markdown(str(error)))
        return
    _enter(entries, upload.name, doors)


def _usual(province: str) -> bytes:
    from reports.excel import unit_list  # XlsxWriter is loaded by those who want a file

    return unit_list.as_file(unit_register.usual_rows(province), ".xlsx")


def _enter(entries: Sequence[Entry], note: str, doors: Doors[Entry]) -> None:
    sentences = doors.check(entries)
    for sentence in sentences:
        st.error(escape_markdown(sentence))
    if sentences:
        return
    number = doors.enter(entries, note)
    st.session_state[_DONE] = f"Đã ghi (thay đổi số {number}). Các bảng, biểu đồ và tệp từ nay theo danh mục này."
    st.rerun()
