"""The page «Sổ xuất báo cáo», its upper half: reports under an address, their QR codes, corrections, withdrawal."""

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

import database
import settings
from dashboard import cached
from dashboard.parts import asking, jobs
from dashboard.parts.jobs import Progress
from dashboard.parts.markdown import escape_markdown
from dissemination import comparing, publishing, qr
from reference import vietnamese
from reports.export_request import ExportRequest
from reports.inputs import ReportError
from stats import queries
from stats.queries import PublicationRow
from stats.selection import Selection
from stats.shares import Rounding
from stats.source import StatisticsSource

PATH = "cong-bo"
REFUSALS = (publishing.NotPublishedError, publishing.NotIssuedError, ReportError)
"""Errors whose messages are sentences for people."""
_SETTING = "public_url"
_TROUBLE = "publication_trouble"
_QR_WIDTH = 210
_LOCAL_ONLY = (
    "Địa chỉ này chỉ mở được trên chính máy chạy chương trình, nên điện thoại quét mã sẽ không xem được. Hãy nhờ người "
    f"quản trị mở riêng đường dẫn /{PATH}/ cho mạng của cơ quan (các trang khác không cần mở), rồi ghi địa chỉ đó vào "
    "ô «Địa chỉ máy chủ» ở cuối trang «Sổ xuất báo cáo»."
)


def rows() -> list[PublicationRow]:
    """List all publications, newest first; asked anew at each run, since another window may have withdrawn one."""
    with database.reading(cached.state().url) as connection:
        return queries.publications(connection)


def base() -> str:
    """Give the server's address for links and QR codes: the office's setting, the environment's, else this page's."""
    with database.reading(cached.state().url) as connection:
        setting = queries.setting(connection, _SETTING, settings.from_environment().public_url)
    if setting:
        return setting.rstrip("/")
    here = urlsplit(str(st.context.url or ""))
    return f"{here.scheme}://{here.netloc}" if here.netloc else ""


def is_local(address: str) -> bool:
    """Tell whether only this machine can open the address."""
    host = urlsplit(address).hostname or "localhost"
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def show(publications: Sequence[PublicationRow]) -> None:
    """Show the publications, and all about the one that is chosen; the newest is chosen at first."""
    st.header("Báo cáo đã công bố", anchor=False)
    if problem := st.session_state.pop(_TROUBLE, ""):
        st.warning(problem)
    if not publications:
        st.markdown(
            "Chưa có báo cáo nào được công bố. Ở trang **Báo cáo**, bấm «Công bố» để có địa chỉ và mã QR cho cuộc họp "
            "không giấy."
        )
        return
    names = {row.id: _name(row) for row in publications}
    publication_id = st.selectbox(
        "Bản công bố", list(names), format_func=names.__getitem__, key="publication", width=720
    )
    row = next(row for row in publications if row.id == publication_id)
    with st.container(border=True):
        _publication(row, publications)


def _name(row: PublicationRow) -> str:
    return f"{row.export.number} · {row.export.title} · {row.export.scope} · {_status(row)}"


def _status(row: PublicationRow) -> str:
    if row.withdrawn_at is not None:
        return "Đã thu hồi"
    return "Đang công bố" if row.stands else "Đã có bản đính chính"


def _publication(row: PublicationRow, publications: Sequence[PublicationRow]) -> None:
    if row.withdrawn_at is not None:
        _words(row, publications)
        reason = f" Lý do: {row.withdrawn_reason}" if row.withdrawn_reason else ""
        st.caption(escape_markdown(f"Thu hồi lúc {vietnamese.moment(row.withdrawn_at)} ({row.withdrawn_by}).{reason}"))
        _offer_restoring(row)
        return
    left, right = st.columns([1, 3], gap="medium")
    with left:
        code(row)
    with right:
        _words(row, publications)
        address(row)
        _actions(row)


def _words(row: PublicationRow, publications: Sequence[PublicationRow]) -> None:
    day = [f"tính đến {vietnamese.day(row.export.as_of)}"] if row.export.as_of else []
    facts = [f"Số {row.export.number}", vietnamese.moment(row.export.made_at), row.export.made_by, *day, _status(row)]
    st.markdown(f"**{escape_markdown(row.export.title)}** · {escape_markdown(row.export.scope)}")
    st.caption(escape_markdown(" · ".join(facts)))
    _chain(row, publications)


def _chain(row: PublicationRow, publications: Sequence[PublicationRow]) -> None:
    numbers = {each.id: each.export.number for each in publications}
    if row.replaces is not None:
        with st.expander(
            f"Đính chính bản số {numbers[row.replaces]}: {vietnamese.number(len(row.changes))} điểm thay đổi"
        ):
            _changes(row.changes)
    if row.replaced_by is not None:
        st.caption(f"Đã có bản đính chính số {numbers[row.replaced_by]}; địa chỉ này dẫn người đọc tới bản đó.")


def _changes(lines: Sequence[str]) -> None:
    """Show what a correction changes as a table: where, old, new, and how far two numbers are apart."""
    rows = ["| Chỗ thay đổi | Cũ | Mới | ± |", "|:---|---:|---:|---:|"]
    for change in map(comparing.parts, lines):
        cells = (change.place, change.old, change.new, change.difference)
        rows.append("| " + " | ".join(escape_markdown(cell) for cell in cells) + " |")
    st.markdown("\n".join(rows))


def address(row: PublicationRow) -> None:
    """Show the address to copy, and whether a phone can open it."""
    link = f"{base()}/{PATH}/{row.token}"
    st.code(link, language=None, wrap_lines=True)
    if is_local(link):
        st.warning(_LOCAL_ONLY)


def code(row: PublicationRow) -> None:
    """Show the QR code, and its files for slides and paper."""
    link = f"{base()}/{PATH}/{row.token}"
    st.image(qr.png(link), width=_QR_WIDTH, alt=f"Mã QR của báo cáo số {row.export.number}")
    with st.container(horizontal=True, gap="xsmall"):
        for form, content in (("png", qr.png(link, 20)), ("svg", qr.svg(link).encode())):
            name = f"ma-qr_{row.export.number}.{form}"
            st.download_button(f"QR .{form}", content, name, on_click="ignore", type="tertiary", key=f"qr_{form}")


def _actions(row: PublicationRow) -> None:
    url = cached.state().url
    with st.container(horizontal=True, gap="small"):
        withdraws = st.button("Thu hồi…", key=f"withdraw_{row.id}")
        wants = row.stands and st.button("So với số liệu hiện nay", key=f"compare_{row.id}")
    if withdraws:
        asking.with_reason(
            f"Thu hồi báo cáo số {row.export.number}?",
            "Ai mở địa chỉ hoặc quét mã QR từ nay sẽ thấy câu «đã được thu hồi» cùng lý do, không thấy báo cáo nữa. "
            "Có thể mở lại dưới đúng địa chỉ này.",
            "Thu hồi báo cáo",
            lambda reason: _withdraw(url, row.id, reason),
            key=f"withdraw_{row.id}",
            longest=publishing.LONGEST_REASON,
        )
    if row.stands:
        _correction(row, wants=bool(wants))


def _offer_restoring(row: PublicationRow) -> None:
    if st.button("Mở lại địa chỉ này…", key=f"restore_{row.id}"):
        asking.before(
            f"Mở lại báo cáo số {row.export.number}?",
            "Địa chỉ và mã QR cũ lại mở đúng báo cáo đã công bố, không đổi số.",
            "Mở lại",
            lambda: _restore(cached.state().url, row.id),
            key=f"restore_{row.id}",
        )


def _restore(url: str, publication_id: int) -> None:
    try:
        publishing.restore(url, publication_id)
    except (publishing.NotPublishedError, publishing.NotIssuedError) as error:
        st.session_state[_TROUBLE] = escape_markdown(str(error))


def _withdraw(url: str, publication_id: int, reason: str) -> None:
    """Withdraw; a second click finds it withdrawn."""
    try:
        publishing.withdraw(url, publication_id, reason)
    except publishing.NotIssuedError:
        st.session_state[_TROUBLE] = "Chưa thu hồi được vì chưa ghi được cơ sở dữ liệu. Hãy thử lại sau ít phút."


def _correction(row: PublicationRow, *, wants: bool) -> None:
    """Show what a correction would change; then, when somebody asks for it, the correction."""
    state = cached.state()
    key = f"{state.url} {row.id} {state.version} {state.office}"
    comparing = jobs.started("publication_compare", key)
    if comparing is None and wants:
        comparing = jobs.start("publication_compare", key, lambda progress: _differences(row, state, progress))
    if comparing is None:
        return
    try:
        lines: tuple[str, ...] = comparing.result()
        if not lines:
            st.info("Số liệu hiện nay cho đúng báo cáo đã công bố, không có gì để đính chính.")
            return
        st.markdown(f"**{vietnamese.number(len(lines))} điểm khác với số liệu hiện nay**")
        with st.container(height=240 if len(lines) > 6 else "content", border=False):
            _changes(lines)
        if st.button("Công bố bản đính chính", type="primary", key=f"correct_{row.id}"):
            jobs.start("publication_correct", key, lambda progress: _correct(row, state, progress)).result()
            st.session_state.pop("publication", None)  # the newest is the one to look at now
            st.rerun()
    except REFUSALS as error:
        st.warning(escape_markdown(str(error)))


def _differences(row: PublicationRow, state: cached.State, progress: Progress) -> tuple[str, ...]:
    with _again(row, state, progress) as request:
        return publishing.differences(state.url, row.id, request)


def _correct(row: PublicationRow, state: cached.State, progress: Progress) -> int:
    with _again(row, state, progress) as request:
        return publishing.correct(state.url, row.id, request).id


@contextmanager
def _again(row: PublicationRow, state: cached.State, progress: Progress) -> Iterator[ExportRequest]:
    """Ask for the same report of the same selection and rule of rounding, from the data as they are now."""
    query = dict(parse_qsl(row.export.query))
    selection = Selection.from_query(query, row.export.as_of or state.dates[0])
    with database.reading(state.url) as connection:
        source = StatisticsSource.of_connection(connection, state.province, Rounding(row.export.rounding))
        yield ExportRequest(
            row.export.name,
            ".docx",
            source,
            selection,
            state.office,
            is_internal=row.export.is_internal,
            progress=progress,
        )


def ask_for_address(save: Callable[[str], object]) -> None:
    """Ask for the server's address, and once more before it is saved. Empty: back to the address of the page."""
    with st.expander("Địa chỉ máy chủ cho liên kết và mã QR"):
        st.caption(f"Hiện dùng: {escape_markdown(base())}. Để trống thì dùng địa chỉ đang mở trang này.")
        with st.form("public_url", border=False, width=560):
            text = st.text_input(
                "Địa chỉ máy chủ", base(), placeholder="https://thongke.sonoivu.gov.vn", max_chars=200, key="public_url"
            )
            sent = st.form_submit_button("Lưu")
        text = text.strip().rstrip("/")
        if not sent:
            return
        parts = urlsplit(text)
        if text and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
            st.warning("Hãy ghi địa chỉ như https://thongke.sonoivu.gov.vn, bắt đầu bằng http:// hoặc https://.")
            return
    asking.before(
        "Đổi địa chỉ máy chủ?",
        f"Mọi liên kết và mã QR tạo từ nay dùng **{escape_markdown(text or 'địa chỉ đang mở trang này')}** thay cho "
        f"{escape_markdown(base())}. Mã QR đã in vẫn dẫn tới địa chỉ cũ.",
        "Đổi địa chỉ",
        lambda: save(text),
        key="public_url",
    )
