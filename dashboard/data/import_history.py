"""The page «Lịch sử nạp»: every import, what was recognised in it, and taking it back."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

import streamlit as st

from dashboard import cached
from dashboard.data import import_problems, import_view
from dashboard.parts import asking
from presentation import labels
from reference import vietnamese
from stats.queries import ImportDetails, ImportRow, ProblemRow

_HELD = "Dòng chưa nạp"
_NUMBERS = ("Số người", "Đơn vị", _HELD)


def chosen_from(rows: Sequence[ImportRow]) -> ImportRow | None:
    """Show the table of imports, newest first; give the one whose row is selected, else None."""
    table = [
        {
            "Lần": row.id,
            "Tính đến ngày": vietnamese.day(row.as_of),
            "Trạng thái": labels.import_status(row.status),
            "Số người": vietnamese.number(row.rows),
            "Đơn vị": vietnamese.number(row.units),
            _HELD: vietnamese.number(row.rows_held),
            "Tệp": _files_in_words(row.files),
            "Nạp lúc": vietnamese.moment(row.loaded_at),
            "Người nạp": row.by,
        }
        for row in rows
    ]
    st.caption("Chọn một dòng để xem chương trình đã hiểu tệp thế nào, còn lỗi gì, hoặc để hoàn tác.")
    picked = st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table) < 12 else 420,
        on_select="rerun",
        selection_mode="single-row",
        column_config={name: st.column_config.TextColumn(alignment="right") for name in _NUMBERS},
        key="import_rows",
    )
    numbers = picked["selection"]["rows"]
    return rows[numbers[0]] if numbers and numbers[0] < len(rows) else None


def _files_in_words(names: Sequence[str]) -> str:
    return names[0] + (f" và {len(names) - 1} tệp khác" if len(names) > 1 else "") if names else ""


def details(row: ImportRow, undo: Callable[[], None]) -> None:
    """Show one import: how it ended, taking it back, its problems, what was recognised."""
    record = cached.import_details(row.id)
    if record is None:
        return
    import_details, problems = record
    st.subheader(f"Lần nạp số {row.id}", anchor=False)
    if row.undone_at is None:
        _offer_undo(row, undo)
    else:
        st.caption(f"Đã hoàn tác lúc {vietnamese.moment(row.undone_at)} ({row.undone_by}).")
    _problems(problems)
    _recognised(import_details)


def _offer_undo(row: ImportRow, undo: Callable[[], None]) -> None:
    if st.button("Hoàn tác lần nạp này…", key=f"undo_{row.id}"):
        asking.before(
            f"Hoàn tác lần nạp số {row.id}?",
            f"{vietnamese.number(row.rows)} người của {vietnamese.number(row.units)} đơn vị ngày "
            f"{vietnamese.day(row.as_of)} sẽ không được tính nữa; số liệu mà nó đã thay thế được tính trở lại. "
            "Tệp gốc vẫn được giữ.",
            "Hoàn tác",
            undo,
            key=f"undo_{row.id}",
        )


def _problems(problems: Sequence[ProblemRow]) -> None:
    st.markdown("**Lỗi và cảnh báo khi nạp**")
    import_problems.show([asdict(problem) for problem in problems], key="history")


def _recognised(import_details: ImportDetails) -> None:
    st.markdown("**Đã hiểu các tệp thế nào**")
    import_view.recognised([file.record for file in import_details.files if "sheets" in file.record])
    for file in import_details.files:
        st.caption(f"{file.name} · {vietnamese.number(file.size)} byte · SHA-256 {file.sha256}")
