"""The page «Lịch sử nạp»: every import, what was recognised in it, and taking it back."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import PurePath

import streamlit as st

from access import events
from dashboard import cached
from dashboard.data import import_comparison, import_problems, import_view
from dashboard.parts import asking, listing
from dashboard.parts.markdown import escape_markdown
from presentation import completeness, labels
from reference import vietnamese
from stats.queries import ImportDetails, ImportFileRow, ImportRow, ProblemRow

Original = Callable[[ImportFileRow], Callable[[], bytes] | None]
"""Function that gives what reads a file's bytes as they were handed in; None where they are not kept any more."""

_HEADERS = (
    "Lần nạp", "Tính đến ngày", "Trạng thái", "Số người", "Đơn vị", "Dòng chưa nạp", "Tệp", "Nạp lúc", "Người nạp"
)  # fmt: skip

_HELD_BEFORE = (
    "{rows} dòng chưa nạp vì chưa rõ đơn vị. Không rõ những người ấy đã có trong danh sách khác chưa: khi nạp lần này, "
    "chương trình chưa ghi lại từng người, nên đầu trang số liệu không nhắc. Muốn biết thì nạp lại tệp."
)
"""Of a load from before held-back people were kept one by one."""


def chosen_from(rows: Sequence[ImportRow]) -> ImportRow | None:
    """Show the table of imports, newest first; give the one whose number is clicked, else None."""
    st.caption("Bấm vào số của một lần nạp để xem chương trình đã hiểu tệp thế nào, còn lỗi gì, hoặc để hoàn tác.")
    values = [
        (
            row.id, row.as_of, labels.import_status(row.status), row.rows, row.units, row.rows_held,
            _files_in_words(row.files), vietnamese.in_viet_nam(row.loaded_at), row.by,
        )
        for row in rows
    ]  # fmt: skip
    table = listing.of_rows("Các lần nạp", _HEADERS, values, codes=[row.id for row in rows])
    if linked := st.query_params.pop(completeness.LOAD, ""):
        st.session_state["import_rows_chosen"] = linked
    code = listing.pick(table, key="import_rows")
    return next((row for row in rows if str(row.id) == code), None)


def _files_in_words(names: Sequence[str]) -> str:
    return names[0] + (f" và {len(names) - 1} tệp khác" if len(names) > 1 else "") if names else ""


def details(row: ImportRow, undo: Callable[[], None] | None, original: Original) -> None:
    """Show one import: how it ended, taking it back, its files, beside another one, problems, what was recognised.

    `undo` is None where only others may take it back.
    """
    record = cached.import_details(row.id)
    if record is None:
        st.info(f"Lần nạp số {row.id} có cả đơn vị ngoài phạm vi của tài khoản này nên không xem chi tiết được.")
        return
    import_details, problems = record
    st.header(f"Lần nạp số {row.id}", anchor=False)
    if row.undone_at is None and undo is not None:
        _offer_undo(row, import_details.people_current, undo)
    elif row.undone_at is not None:
        st.caption(f"Đã hoàn tác lúc {vietnamese.moment(row.undone_at)} ({escape_markdown(row.undone_by or '')}).")
    if row.rows_held and not import_details.held_known:
        st.caption(_HELD_BEFORE.format(rows=vietnamese.number(row.rows_held)))
    _originals(import_details.files, original)
    with st.expander("So sánh từng người với lần nạp khác của một đơn vị"):
        import_comparison.show(row.id)
    _problems(problems)
    _recognised(import_details)


def _offer_undo(row: ImportRow, people: int, undo: Callable[[], None]) -> None:
    """Offer to take an import back, and say first what it changes: `people` of it count now."""
    if st.button("Hoàn tác lần nạp này…", key=f"undo_{row.id}"):
        asking.before(
            f"Hoàn tác lần nạp số {row.id}?",
            f"{_effect(row, people)} Tệp gốc vẫn được giữ.",
            "Hoàn tác",
            undo,
            key=f"undo_{row.id}",
        )


def _effect(row: ImportRow, people: int) -> str:
    """Say who would not count any more; units of which a newer roster came stay as they are."""
    if not row.units_current:
        return "Lần nạp này không còn được tính: số liệu đang xem không đổi."
    gone = (
        f"{vietnamese.number(people)} người của {vietnamese.number(row.units_current)} đơn vị ngày "
        f"{vietnamese.day(row.as_of)} sẽ không được tính nữa; số liệu mà nó đã thay thế, nếu có, được tính trở lại."
    )
    replaced = row.units - row.units_current
    stay = f" {vietnamese.number(replaced)} đơn vị đã có danh sách nạp sau không đổi." if replaced else ""
    return gone + stay


def _originals(files: Sequence[ImportFileRow], original: Original) -> None:
    """Offer each file as it was handed in."""
    if not files:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = 0
        if len(files) > 1:
            number = st.selectbox(
                f"Tệp gốc ({vietnamese.number(len(files))} tệp)",
                range(len(files)),
                format_func=lambda each: files[each].name,
                key="original_file",
                width=420,
            )
        file = files[min(number or 0, len(files) - 1)]
        read = original(file)
        content = read and _noted(read, file.name)
        if content is None:
            st.caption("Tệp gốc không còn trong kho lưu.")
        else:
            st.download_button(
                "Tải tệp gốc", content, PurePath(file.name).name, on_click="ignore", icon=":material/download:"
            )
    st.caption(escape_markdown(f"{file.name} · {vietnamese.size(file.size)}"))
    with st.expander("Chi tiết kỹ thuật", type="compact"):
        st.caption(f"SHA-256 {file.sha256}")


def _noted(read: Callable[[], bytes], name: str) -> Callable[[], bytes]:
    """Give what reads a file of named people and writes down that somebody took it."""
    url = cached.state().url

    def content() -> bytes:
        events.record(url, "people", f"Tải tệp gốc {name}")
        return read()

    return content


def _problems(problems: Sequence[ProblemRow]) -> None:
    st.markdown("**Lỗi và cảnh báo khi nạp**")
    import_problems.show([asdict(problem) for problem in problems], key="history")


def _recognised(import_details: ImportDetails) -> None:
    st.markdown("**Đã hiểu các tệp thế nào**")
    import_view.recognised([file.record for file in import_details.files if "sheets" in file.record])
