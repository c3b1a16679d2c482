"""The unit of each dropped file that names none, or none of the province, asked on the import page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard import selection_from_url
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

Record = Mapping[str, Any]

_CHOSEN, _KEY = "import_units_chosen", "import_unit"
_ASKED_AT_ONCE = 12


def entered() -> dict[str, str]:
    """Give the codes of the communes that were chosen, by file."""
    chosen: dict[str, str] = st.session_state.get(_CHOSEN, {})
    return chosen


def forget() -> None:
    """Begin anew with other files."""
    st.session_state.pop(_CHOSEN, None)


def are_missing(report: Record, problem: Record) -> bool:
    """Tell whether a problem is that a sheet as a whole names no unit, or in its title one that cannot be meant."""
    if problem["code"] == "no_unit":
        return True
    if problem["field"] != "unit" or problem["severity"] != "error":
        return False
    row = int(problem["cell"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0) if problem["cell"].isalnum() else 0
    sheets = {(file["file"], sheet["sheet"]): sheet for file in report["files"] for sheet in file["sheets"]}
    sheet = sheets.get((problem["file"], problem["sheet"]))
    return sheet is not None and 0 < row < sheet["header_rows"][0]


def missing(report: Record) -> list[str]:
    """List the files whose unit nobody knows yet."""
    return list(dict.fromkeys(each["file"] for each in report["problems"] if are_missing(report, each)))


def told_apart(report: Record, province: str) -> Record:
    """Give a report in which units of one name bear their districts' names, too: «Xã Tân Hà (Huyện Lâm Hà)».

    `units_of` gives the names of each file's units in place of their codes.
    """
    names = {code: name for code, name, _ in report["units"]}
    if report["as_of"]:
        names |= {code: name for code, name in _names_on(report["as_of"], province).items() if code in names}
    return {
        **report,
        "units": [(code, names[code], people) for code, _, people in report["units"]],
        "units_of": {file: [names[code] for code in codes] for file, codes in report["units_of"].items()},
        "changes": [{**each, "name": names.get(each["code"], each["name"])} for each in report["changes"]],
    }


def _names_on(day: date, province: str) -> dict[str, str]:
    places = selection_from_url.places_on(day, province)
    return places.names_of(places.units)


def ask(report: Record, province: str) -> None:
    """Ask for the unit of each file that names none; what was chosen stays in sight."""
    files = list(dict.fromkeys([*entered(), *missing(report)]))
    if not files or not report["as_of"]:
        return
    names = _names_on(report["as_of"], province)
    st.header("Đơn vị của danh sách", anchor="don-vi")
    for file in files[:_ASKED_AT_ONCE]:
        _ask(file, _likely_first(names, report, file))
    if len(files) > _ASKED_AT_ONCE:
        left = vietnamese.number(len(files) - _ASKED_AT_ONCE)
        st.caption(
            f"Còn {left} tệp nữa chưa rõ đơn vị; hãy ghi tên xã, phường vào tiêu đề hoặc tên tệp thì không phải hỏi."
        )


def _likely_first(names: Mapping[str, str], report: Record, file: str) -> dict[str, str]:
    """Put the units first that a file's problem names as what its title may mean."""
    messages = [each["message"] for each in report["problems"] if each["file"] == file and are_missing(report, each)]
    likely = {code: name for code, name in names.items() if any(name in message for message in messages)}
    return {**likely, **names}


def _ask(file: str, names: Mapping[str, str]) -> None:
    key = f"{_KEY}_{file}"
    if key not in st.session_state and file in entered():
        st.session_state[key] = entered()[file]
    st.selectbox(
        escape_markdown(f"«{file}» là danh sách của đơn vị nào?"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="Chọn xã, phường, thị trấn",
        key=key,
        width=480,
        on_change=_keep,
        args=(key, file),
    )


def _keep(key: str, file: str) -> None:
    code = st.session_state[key]
    kept = {name: own for name, own in entered().items() if name != file}
    st.session_state[_CHOSEN] = kept | ({file: code} if code else {})


def open_causes(report: Record) -> Sequence[str]:
    """Say of which files the unit is open, in a few words; nothing where of none."""
    files = missing(report)
    if not files:
        return ()
    return (f"đơn vị của {files[0] if len(files) == 1 else f'{vietnamese.number(len(files))} tệp'}",)
