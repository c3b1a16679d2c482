"""The page «Duyệt danh sách»: what communes sent and waits, what it would change, and the decision on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import Any

import streamlit as st

import database
from access import events
from access.actors import Act, NotAllowedError
from access.users import current_user
from dashboard import cached
from dashboard.data import import_problems, import_steps, import_view
from dashboard.parts import asking, jobs, listing, register
from dashboard.parts.markdown import escape_markdown
from presentation.upload_words import STATUSES
from reference import vietnamese
from stats import queries
from stats.queries import UploadRow

_DONE, _WRONG = "approvals_done", "approvals_wrong"
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of the write side that the page offers, each of an upload's number; this room does not know that side.

    They raise NotAllowedError, whose words are for people.
    """

    attempt: Callable[[int, jobs.Progress], Any]
    """Function that reads the files and gives a report of what would change."""
    approve: Callable[[int, jobs.Progress], Any]
    refuse: Callable[[int, str], None]
    withdraw: Callable[[int], None]
    original: Callable[[str, str], Callable[[], bytes] | None]
    """Function that gives what reads a file's bytes, of its SHA-256 and name."""


def rows() -> list[UploadRow]:
    """List the uploads of one's own places, those that wait first."""
    with database.reading(cached.state().url) as connection:
        return queries.uploads(connection, current_user().scope)


def notice() -> None:
    """Say on another page how many uploads wait, to whoever may decide on them."""
    if not current_user().may(Act.APPROVE):
        return
    waiting = sum(row.status == "waiting" for row in rows())
    if waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{vietnamese.number(waiting)} bản danh sách chờ duyệt.**", width="content")
            entry = register.APPROVALS
            st.page_link(entry.script, label=entry.title, icon=":material/task_alt:", width="content")


def tell() -> None:
    """Show what came of the last decision."""
    done, wrong = st.session_state.pop(_DONE, ""), st.session_state.pop(_WRONG, "")
    if done:
        st.success(escape_markdown(done))
    if wrong:
        st.warning(escape_markdown(wrong))


def chosen_from(uploads: Sequence[UploadRow]) -> UploadRow | None:
    """Show the table of uploads; give the one whose number is clicked, else None."""
    waiting = sum(row.status == "waiting" for row in uploads)
    st.caption(
        f"{vietnamese.number(waiting)} bản chờ duyệt. Bấm vào số để xem bản đó sẽ thay đổi gì; số liệu chỉ đổi sau khi "
        "được duyệt."
    )
    table: list[Mapping[str, listing.Value]] = [
        {
            "Số": str(row.id),
            "Trạng thái": STATUSES[row.status],
            "Tính đến ngày": vietnamese.day(row.as_of),
            "Đơn vị": _units(row),
            "Số người": row.people,
            "Lỗi": row.errors,
            "Cảnh báo": row.warnings,
            "Gửi lúc": vietnamese.moment(row.sent_at),
            "Người gửi": row.sent_by,
        }
        for row in uploads
    ]
    number = listing.pick_row("Các bản danh sách gửi duyệt", table, [row.id for row in uploads], key="approval_rows")
    return None if number is None else uploads[number]


def _units(row: UploadRow) -> str:
    names = [name for _, _, name, _ in row.units]
    more = f" và {len(names) - 1} đơn vị khác" if len(names) > 1 else ""
    return names[0] + more if names else ""


def details(row: UploadRow, acts: Acts) -> None:
    """Show one upload: who sent it, its files, and what can be done with it."""
    st.header(f"Bản danh sách số {row.id}", anchor=False)
    st.caption(escape_markdown(_history(row)))
    if row.status != "waiting":
        return
    if current_user().may(Act.APPROVE):
        _originals(row, acts)
        _decision(row, acts)
    elif row.sent_by == current_user().name:
        _offer_withdrawal(row, acts)


def _history(row: UploadRow) -> str:
    words = f"{row.sent_by} gửi lúc {vietnamese.moment(row.sent_at)}."
    if row.decided_at is None:
        return words
    done = {"approved": "duyệt", "refused": "từ chối", "withdrawn": "rút lại"}[row.status]
    words += f" {row.decided_by} {done} lúc {vietnamese.moment(row.decided_at)}"
    words += f" (lần nạp số {row.import_id})" if row.import_id else ""
    return f"{words}: {row.reason}" if row.reason else f"{words}."


def _originals(row: UploadRow, acts: Acts) -> None:
    """Offer the files as they were sent; that somebody takes one is written down."""
    with st.container(horizontal=True):
        for name, sha256, _ in row.files:
            read = acts.original(sha256, name)
            if read is not None:
                content = _noted(read, name)
                icon, place = ":material/download:", f"upload_{row.id}_{sha256[:12]}"
                st.download_button(f"Tải {name}", content, PurePath(name).name, key=place, on_click="ignore", icon=icon)


def _noted(read: Callable[[], bytes], name: str) -> Callable[[], bytes]:
    url = cached.state().url

    def content() -> bytes:
        events.record(url, "people", f"Tải tệp chờ duyệt {name}")
        return read()

    return content


def _decision(row: UploadRow, acts: Acts) -> None:
    """Show what the upload would change, read anew with the data of now, and ask for the decision."""
    version = cached.state().version
    key = f"{row.id} {version}"
    try:
        report = jobs.start("approval_check", key, lambda tell: acts.attempt(row.id, tell)).result()
    except NotAllowedError as error:
        st.warning(escape_markdown(str(error)))
        _buttons(row, acts, can_approve=False, is_current=True)
        return
    is_current = import_steps.follow_changes(("upload", row.id), version, cached.imports())
    record = asdict(replace(report, pictures=[], questions=[]))
    _preview(record)
    can_approve = report.status in ("would_load", "already_loaded")
    _buttons(row, acts, can_approve=can_approve, is_current=is_current, errors=len(report.errors))


def _preview(record: Mapping[str, Any]) -> None:
    import_view.summary(record)
    if record["status"] == "refused":
        st.warning("**Không nạp được bản này.** Hãy xem lỗi ở dưới, rồi từ chối kèm lý do để đơn vị sửa.")
    elif record["status"] == "already_loaded":
        st.info("Các tệp này đã được nạp; duyệt thì số liệu không thay đổi.")
    elif not any(unit["before"] is not None for unit in record["changes"]):
        count = vietnamese.number(len(record["changes"]))
        st.markdown(f"**Sẽ thêm** {count} đơn vị chưa có danh sách của ngày này; không thay danh sách nào.")
    import_view.changes(record["changes"])
    with st.expander("Số người từng đơn vị"):
        people = [{"Mã": code, "Đơn vị": name, "Số người": number} for code, name, number in record["units"]]
        listing.show_rows(
            "Số người từng đơn vị", people or [{"Mã": "", "Đơn vị": "", "Số người": 0}], key="upload_units"
        )
    st.markdown("**Lỗi và cảnh báo**")
    import_problems.show(record["problems"], key="approval")


def _buttons(row: UploadRow, acts: Acts, *, can_approve: bool, is_current: bool, errors: int = 0) -> None:
    """Offer the decision; whoever approves what has errors reads on the button what becomes of their cells."""
    left = f", bỏ trống {vietnamese.number(errors)} ô lỗi" if errors and can_approve else ""
    is_own = row.sent_by == current_user().name
    with st.container(horizontal=True, vertical_alignment="center"):
        approved = st.button(
            f"Duyệt và nạp{left}", type="primary", disabled=is_own or not can_approve, key=f"approve_{row.id}"
        )
        if st.button("Từ chối…", key=f"refuse_{row.id}"):
            asking.with_reason(
                f"Từ chối bản danh sách số {row.id}?",
                "Người gửi thấy lý do này. Tệp đã gửi sẽ được xóa; số liệu không thay đổi.",
                "Từ chối",
                lambda reason: _done(lambda: acts.refuse(row.id, reason), f"Đã từ chối bản danh sách số {row.id}."),
                key=f"upload_{row.id}",
                longest=_LONGEST_REASON,
            )
        if is_own:
            st.markdown("Người gửi không tự duyệt bản của mình.", width="content")
    if approved and not is_current:
        st.warning("Chưa duyệt: số liệu vừa thay đổi ở cửa sổ khác. Hãy xem lại phần trên rồi bấm lần nữa.")
    elif approved:
        _approve(row, acts)


def _approve(row: UploadRow, acts: Acts) -> None:
    def work() -> None:
        report = jobs.start("approval", str(row.id), lambda tell: acts.approve(row.id, tell)).result()
        if report.status == "refused":
            raise NotAllowedError(report.problems[0].message)

    _done(work, f"Đã duyệt và nạp bản danh sách số {row.id}; số liệu ở các trang đã là số liệu mới.")
    jobs.forget("approval")
    st.rerun()


def _offer_withdrawal(row: UploadRow, acts: Acts) -> None:
    st.markdown("Bản này đang chờ tỉnh duyệt. Gửi nhầm hoặc còn sửa thì rút lại, rồi gửi bản khác.")
    if st.button("Rút lại…", key=f"withdraw_{row.id}"):
        asking.before(
            f"Rút lại bản danh sách số {row.id}?",
            "Tệp đã gửi sẽ được xóa; số liệu không thay đổi.",
            "Rút lại",
            lambda: _done(lambda: acts.withdraw(row.id), f"Đã rút lại bản danh sách số {row.id}."),
            key=f"withdraw_{row.id}",
        )


def _done(act: Callable[[], None], sentence: str) -> None:
    """Do something and have the page say what came of it."""
    try:
        act()
        st.session_state[_DONE] = sentence
    except NotAllowedError as error:
        st.session_state[_WRONG] = str(error)
