"""The day of each dropped file that says none, asked on the import page."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

Record = Mapping[str, Any]

ASKED = ("no_date", "date_in_future")
"""Problems of files whose day is asked: none is written, or only one that has not come."""
_TYPED, _KEY = "import_days", "import_as_of"
_A_DAY = re.compile(
    r"(?:ngày\s+)?(\d{1,2})\s*(?:[./-]|\btháng\b)\s*(\d{1,2})\s*(?:[./-]|\bnăm\b)\s*((?:19|20)?\d\d)", re.IGNORECASE
)
_CENTURY, _LAST_SHORT_YEAR = 2000, 99
"""A year of two digits is one of this century: no roster is older."""


def read_day(text: str) -> date | None:
    """Read a day as people type it: «31/12/2023», «31-12-23», «31 tháng 12 năm 2023»; None for anything else."""
    match = _A_DAY.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year if year > _LAST_SHORT_YEAR else _CENTURY + year, month, day)
    except ValueError:
        return None


def entered() -> dict[str, date]:
    """Give the days that were typed, by file."""
    days = {file: read_day(text) for file, text in _typed().items()}
    return {file: day for file, day in days.items() if day is not None}


def forget() -> None:
    """Begin anew with other files."""
    st.session_state.pop(_TYPED, None)


def missing(report: Record) -> list[str]:
    """List the files whose day nobody knows yet."""
    return list(dict.fromkeys(each["file"] for each in _open(report)))


def _open(report: Record) -> list[Record]:
    return [each for each in report["problems"] if each["code"] in ASKED]


def ask(report: Record) -> None:
    """Ask for the day of each file that says none; what was typed stays in sight."""
    files = list(dict.fromkeys([*_typed(), *missing(report)]))
    if not files:
        return
    st.header("Ngày của danh sách", anchor="ngay")
    if len(files) == 1:
        _ask(files[0], _KEY, files, f"«{files[0]}» tính đến ngày nào? (ngày/tháng/năm, rồi Enter)")
    else:
        names = ", ".join(f"«{file}»" for file in files)
        st.markdown(f"{vietnamese.number(len(files))} tệp chưa rõ ngày: {escape_markdown(names)}.")
        _ask("", _KEY, files, "Cả các tệp này tính đến ngày nào? (ngày/tháng/năm, rồi Enter)")
        with st.expander("Ghi riêng từng tệp"):
            for number, file in enumerate(files):
                _ask(file, f"{_KEY}_{number}", [file], f"«{file}»")
    _propose({each["file"]: each["suggestion"] for each in _open(report) if each["suggestion"]})
    for text in dict.fromkeys(_typed().values()):
        if text.strip() and read_day(text) is None:
            st.caption(f"«{escape_markdown(text)}» không phải là ngày; hãy ghi như 31/12/2023.")


def _propose(days: Mapping[str, str]) -> None:
    """Offer the days in the names of files, to be taken with one click."""
    if days:
        written = ", ".join(dict.fromkeys(days.values()))
        st.button(f"Lấy ngày trong tên tệp: {written}", on_click=_take, args=(days,), key=f"{_KEY}_named")


def _take(days: Mapping[str, str]) -> None:
    st.session_state[_TYPED] = {**_typed(), **days}
    st.session_state.pop(_KEY, None)


def _ask(file: str, key: str, files: Sequence[str], label: str) -> None:
    """Ask in one field for the day of these files. Streamlit's calendar speaks English only."""
    texts = {_typed().get(each, "") for each in files}
    if key not in st.session_state or file:
        st.session_state[key] = texts.pop() if len(texts) == 1 else ""
    st.markdown(f":small[{escape_markdown(label)}]")
    st.text_input(
        label,  # never drawn, only read aloud: as it is written
        placeholder="31/12/2023",
        key=key,
        width=480,
        label_visibility="collapsed",
        on_change=_keep,
        args=(key, tuple(files)),
    )


def _keep(key: str, files: Sequence[str]) -> None:
    st.session_state[_TYPED] = _typed() | dict.fromkeys(files, st.session_state[key])


def _typed() -> dict[str, str]:
    texts: dict[str, str] = st.session_state.get(_TYPED, {})
    return texts
