"""The steps of the import page in the order in which a clerk meets them; `report` as in `import_view`."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

import streamlit as st

from dashboard import cached, selection_from_url
from dashboard.parts import selection_row
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese
from stats.selection import Selection

Record = Mapping[str, Any]

OVERVIEW_PAGE = "pages/figures/overview.py"
_REFUSALS_SHOWN = 10
_ABOUT_DAYS = {"no_date", "dates_disagree", "date_in_future", "chosen_date_in_future", "no_units_on_date"}
"""Refusals that speak of all files, though they may name one."""
_ANSWERED_HERE = {
    "no_date": "Không thấy danh sách tính đến ngày nào. Hãy nhập ngày vào khung ở trên.",
    "no_name_column": "Chưa rõ cột nào là «Họ và tên» nên trang chưa được đọc. Hãy chọn cột đó ở dưới hình của trang.",
}
_OR_HERE = {"no_unit": " Hoặc chọn đơn vị ở khung trên, nếu cả danh sách là của một đơn vị."}
_A_DAY = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*((?:19|20)?\d\d)")
_CENTURY, _LAST_SHORT_YEAR = 2000, 99
"""A year of two digits is one of this century: no roster is older."""
_ROUND, _DATE, _UNIT, _ANNOUNCED = "import_round", "import_as_of", "import_unit", "import_told"


def uploads(limit_mb: int) -> list[Any]:
    """Give the files that were dropped; each round of the page has its own field, so that a new one starts empty."""
    files: list[Any] = st.file_uploader(
        f"Thả tệp danh sách vào đây hoặc bấm để chọn: .xlsx, .xls, .ods, .csv, hoặc .zip gồm nhiều tệp "
        f"(mỗi tệp không quá {limit_mb} MB)",
        # Any kind of file may be dropped: the sentence that refuses it says more than the red sign of the control.
        accept_multiple_files=True,
        max_upload_size=limit_mb,
        key=f"import_files_{st.session_state.get(_ROUND, 0)}",
    )
    return files


def introduction() -> None:
    """Say what can be dropped and what will happen; shown as long as nothing was."""
    st.markdown(
        "Nhận danh sách cán bộ, công chức cấp xã như các xã, huyện vẫn gửi: một tệp cho cả tỉnh, mỗi huyện một tệp, "
        "mỗi xã một trang; cột đánh dấu «x» hay cột ghi chữ đều được. Không cần sửa lại mẫu.\n\n"
        "1. Chương trình đọc thử và cho biết đã hiểu từng trang, từng cột thế nào.\n"
        "2. Những ô không hiểu hoặc đáng ngờ được liệt kê kèm địa chỉ ô và cách sửa.\n"
        "3. Chỉ khi bấm **Nạp vào cơ sở dữ liệu** thì số liệu mới thay đổi; mỗi lần nạp đều hoàn tác được."
    )


def entered_date() -> date | None:
    """Give the date that the person typed because the files say none: «31/12/2023», «31-12-23»; None for no date."""
    match = _A_DAY.fullmatch(str(st.session_state.get(_DATE) or "").strip())
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year if year > _LAST_SHORT_YEAR else _CENTURY + year, month, day)
    except ValueError:
        return None


def entered_unit() -> str | None:
    """Give the unit that the person named because the files name none."""
    name: str | None = st.session_state.get(_UNIT)
    return name


def ask_for_what_is_missing(report: Record, province: str) -> None:
    """Ask for the date and the unit where the files do not tell them; what was given stays in sight."""
    codes = {problem["code"] for problem in report["problems"]}
    if "no_date" in codes or entered_date():
        # Streamlit's calendar speaks English only.
        st.text_input(
            "Danh sách tính đến ngày nào? (ngày/tháng/năm, rồi Enter)", placeholder="31/12/2023", key=_DATE, width=360
        )
        if st.session_state[_DATE] and not entered_date():
            st.caption(f"«{escape_markdown(st.session_state[_DATE])}» không phải là ngày; hãy ghi như 31/12/2023.")
    if report["as_of"] and ("no_unit" in codes or entered_unit()):
        places = selection_from_url.places_on(report["as_of"], province)
        names = places.names_of(places.units)
        st.selectbox(
            "Danh sách của đơn vị nào?",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="Chọn xã, phường, thị trấn",
            key=_UNIT,
            width=320,
        )


def verdict(report: Record, dropped: Sequence[str]) -> bool:
    """Say what can be done with the dropped files (their names); tell whether they can be loaded at all."""
    if report["status"] == "already_loaded":
        st.info("Các tệp này đã được nạp trước đây, không có gì mới. Xem «Lịch sử nạp» để biết nạp khi nào.")
    elif report["read_anew"]:
        st.info(
            f"Các tệp này đã được nạp (lần nạp số {report['read_anew']}), nhưng những câu trả lời từ đó đến nay làm "
            "thay đổi cách đọc. Nạp lại để số liệu theo các câu trả lời đó."
        )
    elif report["status"] == "refused":
        refusals = [_refusal(problem) for problem in report["problems"] if problem["severity"] == "error"]
        bullets = [f"- {escape_markdown(message)}" for message in refusals[:_REFUSALS_SHOWN]]
        if len(refusals) > _REFUSALS_SHOWN:
            bullets.append(f"- … và {vietnamese.number(len(refusals) - _REFUSALS_SHOWN)} lỗi khác như vậy.")
        lines = ["**Chưa nạp được; số liệu không thay đổi.**", "", *bullets, "", _without_the_refused(report, dropped)]
        st.warning("\n".join(lines).strip())
    return report["status"] not in ("already_loaded", "refused")


def _refusal(problem: Record) -> str:
    """Give the problem's sentence, or what can be told on this page, whose fields stand above and below."""
    here = _ANSWERED_HERE.get(problem["code"])
    if here is None:
        return str(problem["message"]) + _OR_HERE.get(problem["code"], "")
    sheet = f", trang «{problem['sheet']}»" if problem["sheet"] else ""
    return f"Tệp «{problem['file']}»{sheet}: {here}"


def _without_the_refused(report: Record, dropped: Sequence[str]) -> str:
    """Say which files to take away so that the others can go on; empty where that would not help."""
    refused = {problem["file"].partition("/")[0] for problem in report["problems"]}
    about_days = any(problem["code"] in _ABOUT_DAYS for problem in report["problems"])
    if report["files"] or about_days or not refused < set(dropped):
        return ""
    return f"Hãy bỏ {'tệp này' if len(refused) == 1 else 'các tệp này'} khỏi khung để xem và nạp các tệp còn lại."


def wants_to_load(*, consented: bool) -> bool:
    """Tell whether the button that loads was clicked; say beside it what a first real roster does to invented ones."""
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button("Nạp vào cơ sở dữ liệu", type="primary", disabled=not consented)
        if cached.state().is_demo:
            st.markdown("Đây là danh sách thật đầu tiên: số liệu minh họa sẽ được rút đi.", width="content")
    return pressed


def consent(report: Record) -> bool:
    """Tell whether the person wants to load although cells are in error; without errors nothing is asked."""
    errors = sum(problem["severity"] == "error" for problem in report["problems"])
    if not errors:
        return True
    held = report["rows_held"]
    waiting = f" {vietnamese.number(held)} người chưa rõ đơn vị hoặc họ tên sẽ được giữ lại, chưa tính." if held else ""
    unread = sum(problem["code"] == "no_name_column" for problem in report["problems"])
    waiting += f" {vietnamese.number(unread)} trang chưa rõ cột họ tên sẽ không được nạp." if unread else ""
    st.markdown(
        f"**Còn {vietnamese.number(errors)} lỗi.** Nên sửa trong tệp rồi thả lại; chưa sửa được thì nạp tạm.{waiting}"
    )
    return st.checkbox("Nạp cả khi còn lỗi (bỏ trống ô lỗi)")


def offer_marked_copies(files: Sequence[str], copies: Callable[[], Iterable[tuple[str, bytes]]]) -> None:
    """Offer the files with their bad cells marked, made when somebody asks: one as it is, several in a .zip."""
    single = len(files) == 1 and not files[0].lower().endswith(".zip")
    name = f"{PurePath(files[0]).stem}_loi.xlsx" if single else "danh-sach_loi.zip"

    def content() -> bytes:
        workbooks = list(copies())
        return workbooks[0][1] if single and workbooks else _zipped(workbooks)

    st.download_button("Tải tệp đã đánh dấu ô lỗi", content, name, on_click="ignore", icon=":material/download:")


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def outcome(report: Record, dropped: Sequence[str]) -> None:
    """Say what the load of the dropped files came to, in numbers, and where to look next."""
    if report["status"] != "loaded":
        verdict(report, dropped)
    else:
        _refresh_frame_once(report)
        units, held = len(report["units"]), report["rows_held"]
        sentences = [
            f"Đã nạp {vietnamese.number(report['rows_loaded'])} người của {vietnamese.number(units)} đơn vị, "
            f"tính đến {vietnamese.day(report['as_of'])} (lần nạp số {report['import_id']})."
        ]
        if held:
            sentences.append(f"{vietnamese.number(held)} người được giữ lại vì chưa rõ đơn vị hoặc họ tên.")
        if report["demo_withdrawn"]:
            sentences.append("Số liệu minh họa đã được rút: từ nay chỉ còn số liệu thật.")
        st.success(" ".join(sentences))
    with st.container(horizontal=True):
        if report["status"] == "loaded" and st.button(
            f"Xem Tổng quan ngày {vietnamese.day(report['as_of'])}", type="primary"
        ):
            st.switch_page(OVERVIEW_PAGE, query_params=Selection(report["as_of"]).to_query())
        st.button("Nạp tệp khác", on_click=_next_round)


def _refresh_frame_once(report: Record) -> None:
    """Draw menu and notice of invented data again, with the new date chosen: they were drawn before the load."""
    if st.session_state.get(_ANNOUNCED) != report["import_id"]:
        st.session_state[_ANNOUNCED] = report["import_id"]
        selection_row.choose(Selection(report["as_of"]))
        st.rerun()


def _next_round() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    for name in (_DATE, _UNIT):
        st.session_state.pop(name, None)
