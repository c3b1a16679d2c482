"""«Công bố» on the page «Báo cáo»: what is chosen there goes out under an address, once however often it is clicked."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import streamlit as st

from dashboard.parts import jobs
from dashboard.parts.jobs import Progress
from dashboard.parts.markdown import escape_markdown
from dashboard.reports import publication_list
from dissemination import publishing
from presentation.secrecy import hidden_numbers
from reference import vietnamese
from reports.export_request import ExportRequest

_SLOT, _PREPARING = "publish_job", "publish_preparing"
Ask = Callable[[str, Progress], AbstractContextManager[ExportRequest]]
"""The report that is chosen, with a connection of its own: a file's ending, who is told of the progress."""


def offer(url: str, key: str, ask: Ask) -> None:
    """Show the button and, once it is done, the address with its QR code; `key` is another text for another report."""
    fold = st.expander("Công bố cho cuộc họp không giấy (địa chỉ và mã QR)", key="publish_fold", on_change="rerun")
    with fold:
        st.caption(
            "Báo cáo được giữ nguyên như lúc công bố: nạp số liệu sau này không làm nó đổi. Người có địa chỉ xem được "
            "bằng điện thoại, không cần đăng nhập; trang chỉ có số liệu tổng hợp, không có tên người."
        )
        with_annexes = st.checkbox(
            "Kèm phụ lục theo đơn vị",
            key="publish_annexes",
            help="Bảng theo xã có thể có những con số rất nhỏ (1, 2 người) mà người ở đó đoán ra được là ai.",
        )
        # After a withdrawal the same report is another question.
        withdrawn = sum(not row.stands for row in publication_list.rows())
        whole = f"{key} {with_annexes} {withdrawn}"

        def begin() -> None:
            before = jobs.started(_PREPARING, f"{key} {with_annexes}")
            jobs.start(_SLOT, whole, lambda progress: _publish(url, ask, progress, with_annexes, before))

        # Begun before the page runs again: a run that another click breaks off would never come to this line.
        st.button("Công bố", key="publish", type="primary", on_click=begin)
        job = jobs.started(_SLOT, whole)
        if job is not None:
            _outcome(job)
        elif fold.open:
            _kept_back(f"{key} {with_annexes}", ask, with_annexes)


def _kept_back(key: str, ask: Ask, with_annexes: bool) -> None:
    """Say before the click how much will be hidden; «Công bố» can be clicked while it is counted."""
    job = jobs.start(_PREPARING, key, lambda progress: _prepare(ask, progress, with_annexes))
    try:
        prepared: publishing.Prepared = job.result()
    except publication_list.REFUSALS as error:
        st.warning(escape_markdown(str(error)))
        return
    hidden = prepared.kept_back
    st.caption(hidden_numbers(hidden.rule, hidden.cells, of=hidden.of, tables=hidden.tables))


def _prepare(ask: Ask, progress: Progress, with_annexes: bool) -> publishing.Prepared:
    with ask(".docx", progress) as request:
        return publishing.prepare(request, with_annexes=with_annexes)


def _publish(
    url: str, ask: Ask, progress: Progress, with_annexes: bool, before: jobs.Job | None
) -> publishing.Published:
    """Publish in a thread of its own: nothing here may speak to the page.

    What was prepared to count the hidden numbers goes out, unless the data have changed since.
    """
    prepared: publishing.Prepared | None = before.outcome(progress) if before else None
    with ask(".docx", progress) as request:
        if prepared is None or prepared.record.data_version != request.data_version:
            prepared = publishing.prepare(request, with_annexes=with_annexes)
    return prepared.publish(url)


def _outcome(job: jobs.Job) -> None:
    try:
        publication: publishing.Published = job.result()
    except publication_list.REFUSALS as error:
        st.warning(escape_markdown(str(error)))
        return
    row = next((row for row in publication_list.rows() if row.id == publication.id), None)
    if row is None:
        return
    since = "" if publication.is_new else f" từ {vietnamese.moment(row.export.made_at)}; nội dung không có gì mới"
    st.success(f"Đã công bố, số {row.export.number}{since}.")
    publication_list.address(row)
    publication_list.code(row)
    st.caption("Thu hồi hoặc đính chính ở trang «Sổ xuất báo cáo».")
