"""The page «Báo cáo»: which report, how it shall look, what it will say, and its files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256

import streamlit as st

import database
from access.actors import Act
from access.users import current_user
from dashboard import cached
from dashboard.parts import jobs, people_seen, tracing
from dashboard.parts.jobs import Progress
from dashboard.parts.markdown import escape_markdown
from dissemination import issuing, named_views
from presentation import labels
from reference import vietnamese
from reports import catalogue
from reports.catalogue import (
    CROSSES,
    DEADLINE,
    EXPANDED,
    FINDINGS,
    PARTS,
    PICTURES,
    REFUSALS,
    REPORTS,
    TEMPLATE,
    Options,
    ReportKind,
)
from reports.contents.further import FURTHER
from reports.export_request import ExportRequest
from reports.inputs import CrossChoice
from reports.progress import silent
from stats import queries
from stats.cube import Conditions
from stats.scope import Scope
from stats.selection import Selection
from stats.source import StatisticsSource

_KNOWN_ERRORS = (*REFUSALS, issuing.NotIssuedError)
"""Errors whose messages are sentences for people."""
_FORMS = {".docx": "Word", ".xlsx": "Excel", ".pdf": "PDF", ".zip": "ZIP", ".csv": "CSV"}
_MIME = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".csv": "text/csv",
}
_PREVIEW_HEIGHT = 700
_TEMPLATE_MB = 10


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """The choices of the page, with the state of the data that they are made from."""

    kind: ReportKind
    selection: Selection
    state: cached.State
    is_internal: bool
    options: Options
    people: Scope
    """Those who may be named to whoever looks."""

    @property
    def key(self) -> str:
        """A text that is another one for everything that would make another document."""
        template = sha256(self.options.template or b"").hexdigest()
        data = (self.state.url, self.state.version, self.state.rounding, self.state.office, self.selection.to_query())
        return repr(
            (self.kind.name, data, self.is_internal, self.people, replace(self.options, template=None), template)
        )

    @contextmanager
    def request(self, suffix: str, progress: Progress = silent) -> Iterator[ExportRequest]:
        """Open the export, with a connection of its own: it is made beside the page."""
        with database.reading(self.state.url) as connection:
            source = StatisticsSource.of_connection(connection, self.state.province, self.state.rounding)
            yield ExportRequest(
                self.kind.name,
                suffix,
                source,
                self.selection,
                self.state.office,
                is_internal=self.is_internal,
                options=self.options,
                progress=progress,
                people=self.people,
            )


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file that was made and has its number."""

    content: bytes
    file_name: str
    number: str


def choice(selection: Selection) -> ReportChoice:
    """Ask for the report and its options; a report that is not made for the chosen place says so when it is taken."""
    offered = [name for name, kind in REPORTS.items() if not kind.names_people or current_user().may(Act.PEOPLE)]
    kind = REPORTS[st.selectbox("Báo cáo", offered, format_func=lambda name: REPORTS[name].label, key="report_name")]
    st.caption(escape_markdown(kind.description))
    state = cached.state()
    is_internal = kind.is_for_inside or st.checkbox("Đóng dấu «LƯU HÀNH NỘI BỘ»", key="report_internal")
    if kind.is_for_inside:
        why = "có tên người" if kind.names_people else "ghi số chính xác về dân tộc, tôn giáo"
        st.caption(f"Biểu {why} nên luôn ghi «LƯU HÀNH NỘI BỘ» và không được công bố.")
    pictures = PICTURES in kind.options and st.checkbox(
        "Biểu đồ là ảnh như trên màn hình",
        key="report_pictures",
        help="Không chọn: biểu đồ của chính tệp Word, mở ra sửa được; không cần trình duyệt trên máy chủ.",
    )
    expanded = EXPANDED in kind.options and st.checkbox("Mở sẵn dòng của từng xã", key="report_expanded")
    has_findings = FINDINGS not in kind.options or st.checkbox(
        "Có mục «Điều cần chú ý»", value=True, key="report_findings", help="Những điều nêu ở đầu trang Tổng quan."
    )
    parts = _further_parts() if PARTS in kind.options else ()
    has_crosses = CROSSES in kind.options and (PARTS not in kind.options or CROSSES in parts)
    crosses = _crosses() if has_crosses else ()
    template = _template() if TEMPLATE in kind.options else None
    st.caption(escape_markdown(labels.rounding_note(state.rounding)) + " Đổi cách làm tròn ở trang Thiết lập.")
    deadline = _deadline(selection.as_of) if DEADLINE in kind.options else None
    options = Options(
        pictures,
        template,
        expanded=expanded,
        deadline=deadline,
        parts=parts,
        crosses=crosses,
        without_findings=not has_findings,
    )
    return ReportChoice(
        kind, selection, state=state, is_internal=is_internal, options=options, people=current_user().people
    )


def _further_parts() -> tuple[str, ...]:
    """Ask for the parts that are switched on."""
    public = ", ".join(f"«{kind.label}»" for kind in FURTHER.values() if kind.is_for_all)
    chosen = st.multiselect(
        "Thêm mục",
        list(FURTHER),
        format_func=lambda name: FURTHER[name].label,
        placeholder="Chọn mục",
        key="report_parts",
        help=f"Trong các mục này bản để công bố chỉ có {public}.",
    )
    return tuple(name for name in FURTHER if name in chosen)


def _crosses() -> tuple[CrossChoice, ...]:
    """Ask for the cross-tables that were kept as views; without any the usual ones are in the document."""
    kept = named_views.crosses(cached.state().url)
    if not kept:
        st.caption("Muốn có bảng khác: lập ở trang «Bảng chéo», lưu bằng «Màn hình đã lưu», rồi chọn ở đây.")
        return ()
    chosen = st.multiselect(
        "Bảng chéo đã lưu",
        list(kept),
        placeholder="Ba bảng thường dùng",
        key="report_crosses",
        help="Màn hình «Bảng chéo» đã lưu: cùng hàng, cột, bảng riêng, điều kiện lọc; ngày và phạm vi là của báo cáo.",
    )
    return tuple(kept[name] for name in chosen)


def _template() -> bytes | None:
    """Ask for an office's own .docx; it gives the frame of the Word file alone."""
    with st.expander("Dùng mẫu Word riêng của cơ quan"):
        file = st.file_uploader(
            "Tệp mẫu (.docx)",
            type=["docx"],
            max_upload_size=_TEMPLATE_MB,
            key="report_template",
            help="Phần mềm thay các ô như {{noi_dung}} trong mẫu bằng nội dung báo cáo.",
        )
        return file.getvalue() if file else None


def _deadline(as_of: date) -> date | None:
    """Ask until when the late ones shall send, at first that of the date; None leaves room to write it by hand."""
    with database.reading(cached.state().url) as connection:
        due_on = queries.deadline(connection, as_of)
    text = st.text_input(
        "Hạn gửi (ngày/tháng/năm)",
        vietnamese.day(due_on) if due_on else "",
        key=f"report_deadline_{as_of}",
        placeholder="để trống thì ghi tay sau",
    )
    if not text.strip():
        return None
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007  a day has no time zone
    except ValueError:
        st.caption(f"«{escape_markdown(text)}» không phải là ngày; hãy ghi như 15/01/2024.")
        return None


def files(chosen: ReportChoice) -> None:
    """Show a button for each form: it makes the file while a bar tells how far it is, then gives it."""
    if problem := catalogue.problem(chosen.kind.name, chosen.selection):
        st.info(escape_markdown(problem))
        return
    for suffix in chosen.kind.suffixes:
        _file(chosen, suffix)


def _file(chosen: ReportChoice, suffix: str) -> None:
    slot, form = f"report_file_{suffix}", _FORMS[suffix]
    job = jobs.started(slot, chosen.key)
    if job is None:

        def begin() -> None:
            jobs.start(slot, chosen.key, lambda progress: _make(chosen, suffix, progress))

        # Begun before the page runs again, so that the bar stands where the button was.
        st.button(f"Tạo tệp {form} ({suffix})", key=f"make_{suffix}", width="stretch", on_click=begin)
        return
    try:
        file: ReadyFile = job.result()
    except _KNOWN_ERRORS as error:
        st.warning(escape_markdown(str(error)))
        return
    st.download_button(
        f"Tải tệp {form} ({suffix})",
        file.content,
        file.file_name,
        _MIME[suffix],
        type="primary",
        on_click="ignore",
        key=f"take_{suffix}",
        width="stretch",
    )
    st.caption(escape_markdown(f"Số xuất {file.number} · {vietnamese.size(len(file.content))}"))


def _make(chosen: ReportChoice, suffix: str, progress: Progress) -> ReadyFile:
    """Make the file in a thread of its own: nothing here may speak to the page."""
    with chosen.request(suffix, progress) as request:
        issued = issuing.issue_report(chosen.state.url, request)
        return ReadyFile(issued.content, request.file_name, issued.stamp.number)


def preview(chosen: ReportChoice) -> None:
    """Show what the file will say, as a page inside the page."""
    if catalogue.problem(chosen.kind.name, chosen.selection):
        return
    if chosen.kind.preview is None:
        st.caption("Báo cáo này không có bản xem trước.")
        return
    link = partial(tracing.address, chosen.selection) if tracing.is_offered() else None
    try:
        page: str = jobs.start("report_preview", chosen.key, lambda progress: _preview(chosen, progress, link)).result()
    except _KNOWN_ERRORS as error:
        st.warning(escape_markdown(str(error)))
        return
    if chosen.kind.names_people:
        people_seen.note(f"Xem trước {chosen.kind.label}", chosen.selection)
    with st.container(border=True):
        with st.container(key="on_paper"):
            st.markdown("Bản xem trước cuộn được nên không in từ trang này: hãy tạo tệp PDF hoặc Word rồi in tệp ấy.")
        st.iframe(page, height=_PREVIEW_HEIGHT, alt=f"Bản xem trước: {chosen.kind.label}")


def _preview(chosen: ReportChoice, progress: Progress, link: Callable[[Conditions], str] | None) -> str:
    with chosen.request(chosen.kind.suffixes[0], progress) as request:
        return request.preview(link)
