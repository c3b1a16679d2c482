"""The dropped files: which of them are a corrected copy of another, and all of them in one table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import streamlit as st

import reference
from dashboard.parts import listing
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from reference import vietnamese
from stats.queries import ImportRow

Record = Mapping[str, Any]


_LEFT_OUT = "import_left_out"
_MARKED = re.compile(r"(?P<stem>.+)_loi(?:-\d+)?(?: ?\(\d+\))?", re.IGNORECASE)
"""The name of a marked copy; several of one name in an archive are numbered, and so is one that a browser has."""
_UNITS_NAMED = 2
_FILES_NAMED = 5
_PASSED_OVER = {"file_left_out": "Đã bỏ qua", "file_replaced": "Đã có bản sửa"}
_STATES = {
    "no_date": "Chưa có ngày",
    "date_in_future": "Ngày chưa tới",
    "no_name_column": "Chưa rõ cột họ tên",
    "doubtful_heading": "Có tiêu đề cột chưa chắc",
}
"""The states of files that wait for an answer, by the problem; the first that holds is told."""


def corrections(names: Sequence[str]) -> dict[str, str]:
    """Map each corrected copy «a_loi.xlsx» among the names to the file «a.…» that it was made from.

    Names inside a .zip are «archive.zip/a.xlsx». Where two files are of that name, nobody knows which.
    """
    stems: dict[str, list[str]] = {}
    for name in names:
        stems.setdefault(PurePath(name).stem.casefold(), []).append(name)
    pairs: dict[str, str] = {}
    for name in names:
        match = _MARKED.fullmatch(PurePath(name).stem)
        originals = stems.get(match["stem"].casefold(), []) if match else []
        if len(originals) == 1:
            pairs[name] = originals[0]
    return pairs


def say_what_is_corrected(names: Sequence[str], imports: Sequence[ImportRow]) -> list[str]:
    """Tell which dropped files are corrected copies of files of an earlier import; give their names."""
    standing = [row for row in imports if row.undone_at is None and not row.is_demo]
    marked: dict[str, int] = {}
    for name in names:
        match = _MARKED.fullmatch(PurePath(name).stem)
        stem = match["stem"].casefold() if match else None
        row = next((row for row in standing if stem in {PurePath(file).stem.casefold() for file in row.files}), None)
        if row is not None:
            marked[name] = row.id
    for number in dict.fromkeys(marked.values()):
        files = [f"«{name}»" for name, row_id in marked.items() if row_id == number]
        shown = ", ".join(files[:_FILES_NAMED]) + (", …" if len(files) > _FILES_NAMED else "")
        verb = f"{shown} là bản đã sửa của tệp đã nạp (lần nạp số {number}); nạp vào sẽ thay danh sách đó."
        st.info(escape_markdown(verb))
    return list(marked)


def replaced(names: Sequence[str]) -> dict[str, str]:
    """Map the files of which a corrected copy was dropped, too, to that copy, unless the clerk wants both.

    The copies of one .zip are asked about together.
    """
    pairs = corrections(names)
    dropped: dict[str, list[str]] = {}
    for copy in pairs:
        dropped.setdefault(copy.partition("/")[0], []).append(copy)
    taken = [copy for file, copies in dropped.items() if _is_taken_instead(file, copies, pairs) for copy in copies]
    return {pairs[copy]: copy for copy in taken}


def _is_taken_instead(file: str, copies: Sequence[str], pairs: Mapping[str, str]) -> bool:
    originals = f"«{pairs[copies[0]]}»" if len(copies) == 1 else f"{vietnamese.number(len(copies))} tệp gốc"
    number = "" if copies == [file] else f", {vietnamese.number(len(copies))} tệp"
    with st.container(horizontal=True, vertical_alignment="center"):
        takes = st.toggle(
            f"Dùng «{file}» (bản đã sửa)", value=True, label_visibility="collapsed", key=f"replace_{file}"
        )
        sentence = f"Dùng «{file}» (bản đã sửa{number}) thay cho {originals}"
        st.markdown(escape_markdown(sentence), width="content")
    return takes


def left_out(digests: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Map each file that the clerk leaves out to why it cannot be used, as long as the same bytes lie here.

    `digests`: name and SHA-256 of the dropped files.
    """
    here = set(digests)
    kept: dict[str, tuple[str, tuple[str, str]]] = st.session_state.get(_LEFT_OUT, {})
    return {file: reason for file, (reason, dropped) in kept.items() if dropped in here}


def offer_to_leave_out(report: Record, digests: Sequence[tuple[str, str]]) -> None:
    """Offer to go on without the files that cannot be used, and to take them back."""
    unread = report["unread"]
    if unread:
        number = "tệp" if len(unread) == 1 else f"{vietnamese.number(len(unread))} tệp"
        st.button(
            f"Bỏ qua {number} không đọc được, nạp các tệp còn lại",
            type="primary",
            on_click=_leave_out,
            args=({file: _reason(report, file) for file in unread}, digests),
        )
    if left_out(digests):
        st.button("Đọc lại các tệp đã bỏ qua", on_click=_take_back)


def offer_one_day(report: Record, digests: Sequence[tuple[str, str]]) -> None:
    """Offer to load the files of one day where there are several: one button for each day."""
    files: dict[str, list[str]] = {}
    for each in report["problems"]:
        if each["code"] == "file_day":
            files.setdefault(str(each["value"]), []).append(each["file"])
    everything = {file for own in files.values() for file in own}
    for day, own in files.items():
        others = everything - set(own)
        why = f"Ngày khác ({day} nạp trước)."
        st.button(
            f"Nạp trước {vietnamese.number(len(own))} tệp của ngày {day}",
            on_click=_leave_out,
            args=(dict.fromkeys(sorted(others), why), digests),
            disabled=not others,
        )


def _leave_out(reasons: Mapping[str, str], digests: Sequence[tuple[str, str]]) -> None:
    shas = dict(digests)
    chosen = {
        file: (reason, (name, shas[name]))
        for file, reason in reasons.items()
        for name in (file, file.partition("/")[0])
        if name in shas
    }
    st.session_state[_LEFT_OUT] = st.session_state.get(_LEFT_OUT, {}) | chosen


def _take_back() -> None:
    st.session_state.pop(_LEFT_OUT, None)


def _reason(report: Record, name: str) -> str:
    """Say why a file cannot be used, without the place with which the sentence begins."""
    message = next(str(each["message"]) for each in report["problems"] if each["file"] == name)
    return message.partition("»: ")[2] or message


def table(report: Record, marked: Sequence[str] = ()) -> None:
    """Show all files: what was read in each, what is wrong, what it waits for. `marked`: corrected copies."""
    rows = [_row(report, name, marked) for name in _names(report)]
    if not rows:
        return
    st.header("Các tệp", anchor="tep")
    listing.show_rows("Các tệp", rows, key="import_files")


def _names(report: Record) -> list[str]:
    """List the files in their order; those that could not be opened stand only in the problems."""
    read = [file["file"] for file in report["files"]]
    return list(dict.fromkeys([*read, *(each["file"] for each in report["problems"] if each["file"])]))


def _row(report: Record, name: str, marked: Sequence[str]) -> dict[str, str | int]:
    file = next((each for each in report["files"] if each["file"] == name), None)
    problems = [each for each in report["problems"] if each["file"] == name]
    errors = _errors(problems)
    warnings = sum(each["severity"] != "error" and each["code"] != "file_day" for each in problems)
    people = sum(sheet["people"] for sheet in file["sheets"]) if file else 0
    return {
        "Tệp": name,
        # Beside the name, where a phone shows it, too.
        "Tình trạng": _state(file, problems, is_marked=name in marked),
        "Lỗi": errors,
        "Cảnh báo": warnings,
        "Số người": people,
        "Đơn vị": _units(report["units_of"].get(name, ())),
    }


def _units(names: Sequence[str]) -> str:
    if len(names) <= _UNITS_NAMED:
        return ", ".join(names)
    return f"{names[0]} và {vietnamese.number(len(names) - 1)} đơn vị khác"


def _errors(problems: Sequence[Record]) -> int:
    return sum(each["severity"] == "error" for each in problems)


def _state(file: Record | None, problems: Sequence[Record], *, is_marked: bool) -> str:
    codes = {each["code"] for each in problems}
    if passed_over := next((words for code, words in _PASSED_OVER.items() if code in codes), ""):
        return passed_over
    if days := [str(each["value"]) for each in problems if each["code"] == "file_day"]:
        return f"Ngày {', '.join(days)}"
    waits = next((words for code, words in _STATES.items() if code in codes), "")
    if file is None:
        return waits or f"Không đọc được: {labels.problem_kind(problems[0]['code'])}"
    state = waits or ("Còn lỗi" if _errors(problems) else "Sẵn sàng")
    return f"{state} · bản đã sửa" if is_marked else state


MAIN = {
    "education": ("education",),
    "it": ("it", "it_detail"),
    "position": ("position", "job_position", "category"),
}
"""The fields that a roster is about, with the columns of which one at least has to be there."""


def gaps(report: Record) -> list[str]:
    """Say of which sheets no column of education, IT or post was understood: «Từ Sơn: không có cột … (216 người)»."""
    sheets: dict[str, list[tuple[str, int]]] = {}
    for name, people, fields in _sheets(report):
        for field, columns in MAIN.items():
            if people and not fields & set(columns):
                sheets.setdefault(field, []).append((name, people))
    return [_gap(field, places) for field, places in sheets.items()]


def _sheets(report: Record) -> Iterator[tuple[str, int, set[str]]]:
    several = len(report["files"]) > 1
    for file in report["files"]:
        for sheet in file["sheets"]:
            name = " › ".join(part for part in (file["file"] if several else "", sheet["sheet"]) if part)
            yield name or file["file"], sheet["people"], {each.partition(":")[0] for each in sheet["columns"].values()}


def _gap(field: str, places: Sequence[tuple[str, int]]) -> str:

    people = vietnamese.number(sum(number for _, number in places))
    label = reference.field_label(field)
    if len(places) == 1:
        return f"{places[0][0]}: không có cột {label} ({people} người)"
    return f"{vietnamese.number(len(places))} trang không có cột {label} ({people} người)"
