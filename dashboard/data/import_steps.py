"""The steps of the import page in the order in which a clerk meets them; `report` as in `import_view`."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import streamlit as st

import reference
from dashboard import cached
from dashboard.data import import_days, import_units
from dashboard.parts import blank_roster, register, selection_row
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese
from stats.queries import ImportRow
from stats.selection import Selection

Record = Mapping[str, Any]

OVERVIEW_PAGE = "pages/figures/overview.py"
_REFUSALS_SHOWN = 10
_ABOUT_DAYS = {"no_date", "dates_disagree", "date_in_future", "chosen_date_in_future", "no_units_on_date"}
"""Refusals that speak of all files, though they may name one."""
_ANSWERED_HERE = {
    "no_date": "Không thấy danh sách tính đến ngày nào. Hãy nhập ngày vào khung ở dưới.",
    "date_in_future": "Danh sách ghi tính đến ngày {value}, là ngày chưa tới. "
    "Hãy nhập ngày đúng vào khung ở dưới, hoặc sửa trong tệp.",
    "no_name_column": "Chưa rõ cột nào là «Họ và tên» nên trang chưa được đọc. Hãy trả lời ở mục 1.",
}
_OR_HERE = " Hoặc chọn đơn vị ở dưới, nếu cả danh sách là của một đơn vị."
_ROUND, _DONE, _PREVIEW = "import_round", "import_done", "import_preview"


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


def introduction(*, waits: bool) -> None:
    """Say what can be dropped and what will happen; shown as long as nothing was."""
    last = (
        "3. Khi bấm **Gửi duyệt** thì danh sách được giữ lại chờ tỉnh duyệt; số liệu chỉ thay đổi sau khi được duyệt."
        if waits
        else "3. Chỉ khi bấm **Nạp vào cơ sở dữ liệu** thì số liệu mới thay đổi; mỗi lần nạp đều hoàn tác được."
    )
    st.markdown(
        "Nhận danh sách cán bộ, công chức như các đơn vị vẫn gửi: một tệp cho cả tỉnh, mỗi đơn vị một tệp, "
        "mỗi xã một trang; cột đánh dấu «x» hay cột ghi chữ đều được. Không cần sửa lại mẫu.\n\n"
        "1. Chương trình đọc thử và cho biết đã hiểu từng trang, từng cột thế nào.\n"
        "2. Những ô không hiểu hoặc đáng ngờ được liệt kê kèm địa chỉ ô và cách sửa.\n" + last
    )
    with st.expander("Mẫu danh sách để xã, phường điền"):
        blank_roster.offer(cached.state())


def can_be_loaded(report: Record) -> bool:
    """Tell whether the dropped files can be loaded at all."""
    return report["status"] not in ("already_loaded", "refused")


def verdict(report: Record, dropped: Sequence[str]) -> None:
    """Say what can be done with the dropped files (their names)."""
    if report["status"] == "already_loaded":
        st.info("Các tệp này đã được nạp trước đây, không có gì mới. Xem «Lịch sử nạp» để biết nạp khi nào.")
    elif report["read_anew"]:
        st.info(
            f"Các tệp này đã được nạp (lần nạp số {report['read_anew']}), nhưng những câu trả lời từ đó đến nay làm "
            "thay đổi cách đọc. Nạp lại để số liệu theo các câu trả lời đó."
        )
    elif report["status"] == "refused":
        refusals = [_refusal(report, problem) for problem in _blocking(report)]
        bullets = [f"- {escape_markdown(message)}" for message in refusals[:_REFUSALS_SHOWN]]
        if len(refusals) > _REFUSALS_SHOWN:
            bullets.append(f"- … và {vietnamese.number(len(refusals) - _REFUSALS_SHOWN)} lỗi khác như vậy.")
        lines = ["**Chưa nạp được; số liệu không thay đổi.**", "", *bullets, "", _without_the_refused(report, dropped)]
        st.warning("\n".join(lines).strip())


def _blocking(report: Record) -> list[Record]:
    """List the errors that keep the files from being loaded; those with a question on this page come alone."""
    errors = [problem for problem in report["problems"] if problem["severity"] == "error"]
    unread = [problem for problem in errors if problem["file"] in report["unread"]]
    asked = [problem for problem in errors if problem["code"] in _ANSWERED_HERE]
    here = [*unread, *asked]
    return here if here and report["files"] else errors


def _refusal(report: Record, problem: Record) -> str:
    """Give the problem's sentence, or what can be told on this page, whose fields stand above and below."""
    here = _ANSWERED_HERE.get(problem["code"])
    if here is None:
        return str(problem["message"]) + (_OR_HERE if import_units.are_missing(report, problem) else "")
    unreal = [each for each in report["problems"] if each["code"] == "unreal_day" and each["file"] == problem["file"]]
    if problem["code"] == "no_date" and unreal:  # a day is written, but there is none such
        return str(unreal[0]["message"])
    sheet = f", trang «{problem['sheet']}»" if problem["sheet"] else ""
    return f"Tệp «{problem['file']}»{sheet}: {here.format(value=problem['value'])}"


def _without_the_refused(report: Record, dropped: Sequence[str]) -> str:
    """Say which files to take away so that the others can go on; empty where that would not help."""
    refused = {problem["file"].partition("/")[0] for problem in report["problems"]}
    about_days = any(problem["code"] in _ABOUT_DAYS for problem in report["problems"])
    if report["files"] or about_days or not refused < set(dropped):
        return ""
    return f"Hãy bỏ {'tệp này' if len(refused) == 1 else 'các tệp này'} khỏi khung để xem và nạp các tệp còn lại."


def wants_to_load(*, consented: bool, is_current: bool, waits: bool) -> bool:
    """Tell whether the button that loads, or sends to be approved, was clicked under what is true now.

    What a first real roster does to invented ones is said beside it.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        label = "Gửi duyệt" if waits else "Nạp vào cơ sở dữ liệu"
        pressed = st.button(label, type="primary", disabled=not consented)
        if cached.state().is_demo:
            st.markdown("Đây là danh sách thật đầu tiên: số liệu minh họa sẽ được rút đi.", width="content")
    if pressed and not is_current:
        st.warning("Chưa nạp: số liệu vừa thay đổi ở cửa sổ khác. Hãy xem lại phần trên rồi bấm lần nữa.")
    return pressed and is_current


def consent(report: Record, gaps: Sequence[str]) -> bool:
    """Tell whether the person wants to load although something is doubtful; where nothing is, nothing is asked."""
    answers = [_consents_to_errors(report), _consents_to_gaps(gaps), _consents_to_other_people(report)]
    return all(answers)


def _consents_to_errors(report: Record) -> bool:
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


def _consents_to_gaps(gaps: Sequence[str]) -> bool:
    """Ask where no column of education, IT or post was understood: those people would all be «Không khai»."""
    if not gaps:
        return True
    st.header("Thiếu cột", anchor="thieu-cot")
    st.markdown("\n".join(f"- {escape_markdown(gap)}" for gap in gaps))
    st.caption(
        "Nếu cột có trong tệp dưới tên khác, hãy chọn ý nghĩa của cột ở mục 1. Người thiếu cột tính là không khai."
    )
    return st.checkbox("Đúng, danh sách không có các cột này: vẫn nạp")


def _consents_to_other_people(report: Record) -> bool:
    """Ask where nearly all people of a unit are others than those that stand: it may be another unit's list."""
    units = replaced_units(report["changes"])
    if not units:
        return True
    lines = [
        f"- {escape_markdown(unit['name'])}: {vietnamese.number(unit['gone'])}/{vietnamese.number(unit['before'])} "
        "người đang có không còn trong danh sách này."
        for unit in units
    ]
    st.markdown("\n".join(["**Gần như toàn người khác với số liệu đang có**", "", *lines]))
    return st.checkbox("Đúng là danh sách mới của các đơn vị này: thay số liệu đang có")


def replaced_units(changes: Sequence[Record]) -> list[Record]:
    """List the units of which nearly all people that stand are not in the new list."""
    share, least = reference.limit("people_replaced_share"), reference.limit("people_replaced_least")
    return [
        unit
        for unit in changes
        if unit["before"] is not None and unit["before"] >= least and unit["gone"] >= share * unit["before"]
    ]


def follow_changes(files: object, version: str, imports: Sequence[ImportRow]) -> bool:
    """Tell whether the page that was seen last spoke of the data of now; say which load came meanwhile."""
    before = st.session_state.get(_PREVIEW)
    st.session_state[_PREVIEW] = (files, version)
    is_current = before is None or before[0] != files or before[1] == version
    if not is_current:
        newest = f"Lần nạp số {imports[0].id} vừa xong lúc {_at(imports[0])}. " if imports else ""
        st.info(escape_markdown(f"{newest}Số liệu vừa thay đổi, các phần dưới đã được tính lại theo đó."))
    return is_current


def _at(row: ImportRow) -> str:
    return f"{vietnamese.moment(row.loaded_at)} ({row.by})"


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


def finish(report: Record) -> None:
    """Begin anew after a load: the page says what happened, the other pages show the new date."""
    st.session_state[_DONE] = report
    if report["status"] == "loaded":
        selection_row.choose(Selection(report["as_of"]))
    _next_round()
    st.rerun()


def last_load(imports: Sequence[ImportRow]) -> None:
    """Say what the newest load came to: to whoever made it, after F5, and in every other window."""
    report = st.session_state.get(_DONE)
    if report is not None and report["status"] == "waiting":
        _sent(report)
        return
    row = next((row for row in imports if not row.is_demo), None)
    if row is None:
        return
    if report is not None and report["import_id"] == row.id and row.undone_at is None:
        st.success(" ".join(_what_happened(report)))
    else:
        undone = " Lần nạp này đã được hoàn tác." if row.undone_at else _left_out_of(row)
        st.info(
            f"Lần nạp số {row.id} xong lúc {escape_markdown(_at(row))}: {vietnamese.number(row.rows)} người của "
            f"{vietnamese.number(row.units)} đơn vị, tính đến {vietnamese.day(row.as_of)}.{undone}"
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if row.undone_at is None and st.button(f"Xem Tổng quan ngày {vietnamese.day(row.as_of)}", type="primary"):
            st.switch_page(OVERVIEW_PAGE, query_params=Selection(row.as_of).to_query())
        st.page_link("pages/data/imports.py", label="Lịch sử nạp", icon=":material/history:", width="content")


def _sent(report: Record) -> None:
    st.success(
        f"Đã gửi duyệt {vietnamese.number(report['rows_loaded'])} người của {vietnamese.number(len(report['units']))} "
        f"đơn vị, tính đến {vietnamese.day(report['as_of'])} (bản danh sách số {report['import_id']}). Số liệu chưa "
        "thay đổi; kết quả ở trang «Duyệt danh sách»."
    )
    st.page_link(register.APPROVALS.script, label=register.APPROVALS.title, icon=":material/task_alt:", width="content")


def _left_out_of(row: ImportRow) -> str:
    """Say which files an import went on without."""
    problems = (cached.import_details(row.id) or (None, ()))[1]
    return _left_out([problem.file for problem in problems if problem.code == "file_left_out"])


def _left_out(files: Sequence[str]) -> str:
    """« Đã bỏ qua, chưa nạp: «a.xlsx».», «» for none."""
    names = ", ".join(f"«{escape_markdown(name)}»" for name in files)
    return f" Đã bỏ qua, chưa nạp: {names}." if files else ""


def _what_happened(report: Record) -> Iterator[str]:
    held, units = report["rows_held"], len(report["units"])
    yield (
        f"Đã nạp {vietnamese.number(report['rows_loaded'])} người của {vietnamese.number(units)} đơn vị, "
        f"tính đến {vietnamese.day(report['as_of'])} (lần nạp số {report['import_id']})."
    )
    skipped = [problem["file"] for problem in report["problems"] if problem["code"] == "file_left_out"]
    if skipped:
        yield _left_out(skipped).strip()
    if held:
        yield f"{vietnamese.number(held)} người được giữ lại vì chưa rõ đơn vị hoặc họ tên."
    if report["demo_withdrawn"]:
        yield "Số liệu minh họa đã được rút: từ nay chỉ còn số liệu thật."


def offer_other_files() -> None:
    """Offer an empty field where the load came to nothing."""
    st.button("Nạp tệp khác", on_click=_next_round)


def _next_round() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    import_units.forget()
    import_days.forget()
