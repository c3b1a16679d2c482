"""The page «Sổ xuất báo cáo», its lower half: what was given out, by whom, from which data; and whose a file is."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import streamlit as st

import database
from dashboard import cached
from dashboard.parts import listing
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from reference import vietnamese
from reports.stamp import INTERNAL
from stats import queries
from stats.queries import ExportRow
from stats.shares import Rounding

_MOST = 2_000
"""Rows that are looked through; older ones are found by their file."""
_LISTED = 500
"""Rows that are sent to the browser."""
_HEADERS = ("Số xuất", "Lúc", "Người xuất", "Loại", "Trạng thái", "Nội dung", "Phạm vi", "Lưu ý")
_KINDS = {
    "publication": "Công bố", "docx": "Word", "pptx": "PowerPoint", "xlsx": "Excel", "png": "Ảnh PNG", "svg": "Ảnh SVG",
    "html": "Trang HTML", "zip": "Gói ZIP",
}  # fmt: skip
_ALL = ""


@st.fragment
def table() -> None:
    """Show the ledger, to be narrowed down; the row that is chosen tells all it knows."""
    with database.reading(cached.state().url) as connection:
        rows, total = queries.exports(connection, most=_MOST), queries.export_count(connection)
    st.header("Các tệp đã xuất", anchor=False)
    if not rows:
        st.markdown("Chưa có tệp nào được xuất. Mỗi biểu đồ, bảng, báo cáo tải về sẽ có số và được ghi ở đây.")
        return
    matches = _narrowed(rows)
    st.caption(
        f"{vietnamese.number(len(matches))}/{vietnamese.number(total)} lần xuất, mới nhất ở trên{_cut(len(matches))}. "
        "Bấm vào số xuất để xem chi tiết."
    )
    row = _selected(matches)
    if row is not None:
        details(row)


def _cut(count: int) -> str:
    """Say that only the newest are listed, where there are more."""
    return (
        f"; bảng chỉ có {vietnamese.number(_LISTED)} lần mới nhất, hãy tìm để thấy lần cũ hơn"
        if count > _LISTED
        else ""
    )


def _narrowed(rows: Sequence[ExportRow]) -> list[ExportRow]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        words = vietnamese.slug(st.text_input("Tìm số, nội dung, người xuất", key="export_words", width=260))
        kinds = {_ALL: "Tất cả"} | {kind: _kind(kind) for kind in sorted({row.kind for row in rows})}
        kind = st.selectbox("Loại", list(kinds), format_func=kinds.__getitem__, key="export_kind", width=130)
        statuses = {_ALL: "Tất cả"} | {code: labels.export_status(code) for code in ("done", "failed", "making")}
        status = st.selectbox(
            "Trạng thái", list(statuses), format_func=statuses.__getitem__, key="export_status", width=160
        )
    return [
        row
        for row in rows
        if kind in (_ALL, row.kind)
        and status in (_ALL, row.status)
        and words in vietnamese.slug(" ".join((row.number, row.title, row.scope, row.made_by, row.file_name)))
    ]


def _kind(kind: str) -> str:
    return _KINDS.get(kind, kind.upper())


def _selected(rows: Sequence[ExportRow]) -> ExportRow | None:
    values = [
        (
            row.number, vietnamese.in_viet_nam(row.made_at), row.made_by, _kind(row.kind),
            labels.export_status(row.status), row.title, _scope(row), _marks(row),
        )
        for row in rows[:_LISTED]
    ]  # fmt: skip
    table = listing.of_rows("Các tệp đã xuất", _HEADERS, values, codes=[row.number for row in rows[:_LISTED]])
    number = listing.pick(table, key="export_rows")
    return next((row for row in rows if row.number == number), None)


def _scope(row: ExportRow) -> str:
    """Say of whom and of when: «Cán bộ, công chức cấp xã, tỉnh Bắc Ninh, tính đến 31/12/2023»."""
    return f"{row.scope}, tính đến {vietnamese.day(row.as_of)}" if row.as_of else row.scope


def _marks(row: ExportRow) -> str:
    marks = ((INTERNAL, row.is_internal), (labels.DEMO_NOTE, row.is_demo))
    return " · ".join(mark for mark, holds in marks if holds)


def details(row: ExportRow) -> None:
    """Show all that the ledger knows of one export."""
    st.markdown(f"**Số xuất {row.number}** · {labels.export_status(row.status)}")
    _properties(
        {
            "Nội dung": row.title,
            "Phạm vi": _scope(row),
            "Xuất lúc": f"{vietnamese.moment(row.made_at)}, {row.made_by}",
            "Tệp": row.file_name or "(in ra màn hình)",
            "Kích thước": vietnamese.size(row.size) if row.size is not None else "",
            "Cách lấy tỷ lệ": labels.rounding_name(Rounding(row.rounding)),
            "Lý do": row.reason,
        }
    )
    with st.expander("Chi tiết kỹ thuật"):
        _properties(
            {
                "Tham số": row.query,
                "Dữ liệu": row.data_version,
                "Phiên bản quy tắc": row.rule_version,
                "SHA-256": row.sha256 or "",
            }
        )
    if row.status == "making":
        st.caption("Số này đã cấp nhưng chưa ghi nhận tệp: tệp đang được tạo, hoặc chương trình đã dừng giữa chừng.")


def _properties(values: Mapping[str, str]) -> None:
    """Show names and values as a table; what has no value is left out."""
    lines = [f"| {name} | {escape_markdown(value)} |" for name, value in values.items() if value]
    st.markdown("\n".join(["| Mục | Nội dung |", "|:---|:---|", *lines]))


def whose() -> None:
    """Say whether a file that somebody brings is one of ours, and unchanged: its bytes are compared, it is not kept."""
    with st.expander("Kiểm tra một tệp có đúng là bản đã xuất không"):
        file = st.file_uploader("Thả tệp cần kiểm tra", key="export_check")
        if file is None:
            st.caption("Chương trình chỉ so mã SHA-256 của tệp với sổ, không giữ lại tệp.")
            return
        with database.reading(cached.state().url) as connection:
            matches = queries.exports(connection, sha256=sha256(file.getvalue()).hexdigest())
        if not matches:
            st.warning("Không có trong sổ: tệp này không do máy chủ này xuất, hoặc đã bị sửa sau khi xuất.")
            return
        for row in matches:
            st.success(
                escape_markdown(
                    f"Đúng là bản đã xuất, chưa bị sửa: số {row.number}, {vietnamese.moment(row.made_at)}, {row.title}."
                )
            )
