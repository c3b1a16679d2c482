"""The page «Nhật ký»: who did what, searched and taken along, and whether the chain is whole."""

import csv
import io
from collections.abc import Sequence

import streamlit as st

import database
from access import events
from access.events import ACTS, EventRow
from dashboard import cached
from dashboard.parts import listing
from dashboard.system import event_words
from reference import vietnamese

_SHOWN = 500
_ALL = ""


def show() -> None:
    """Show the newest events that fit, how many there are, and offer all that fit as a file."""
    url = cached.state().url
    with database.reading(url) as connection:
        authors, total = events.authors(connection), events.count(connection)
        act, by, words = _filter(authors)
        rows = events.events(connection, act=act, by=by, words=words, most=_SHOWN)
    if not rows:
        st.markdown("Không có sự kiện nào như vậy." if total else "Chưa có sự kiện nào.")
        return
    shown = vietnamese.number(len(rows))
    more = f"{shown} sự kiện mới nhất phù hợp" if len(rows) == _SHOWN else f"{shown} sự kiện"
    st.caption(f"{more} trong {vietnamese.number(total)} sự kiện. Sự kiện chỉ được ghi thêm, không sửa, không xóa.")
    listing.show_rows("Nhật ký", _table(rows, in_words=True), key="events")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Tải về (.csv)",
            lambda: _file(url, act, by, words),
            "nhat-ky.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        if st.button("Kiểm tra chuỗi"):
            _check(url)


def _filter(authors: Sequence[str]) -> tuple[str, str, str]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        acts = {_ALL: "Mọi việc"} | ACTS
        act: str = st.selectbox("Việc", list(acts), format_func=acts.__getitem__, key="events_act", width=240)
        people = {_ALL: "Mọi người"} | {name: name for name in authors}
        by: str = st.selectbox("Người", list(people), format_func=people.__getitem__, key="events_by", width=200)
        words = st.text_input("Tìm trong nội dung", key="events_words", width=240)
    return act, by, words.strip()


def _table(rows: Sequence[EventRow], *, in_words: bool = False) -> list[dict[str, str]]:
    """Make the table's rows; `in_words`: for people, without what only programs read."""
    return [
        {
            "Số": str(row.id),
            "Lúc": f"{vietnamese.moment(row.at)}",
            "Ai": row.by,
            "Từ đâu": row.origin,
            "Việc": ACTS.get(row.act, row.act),
            "Với": event_words.subject(row),
            "Chi tiết": event_words.details(row, technical=not in_words),
        }
        for row in rows
    ]


def _file(url: str, act: str, by: str, words: str) -> bytes:
    """Write all events that fit as CSV that Excel opens with its letters, and that it cannot take for formulas."""
    with database.reading(url) as connection:
        rows = _table(events.events(connection, act=act, by=by, words=words))
    events.record(url, "export", "Nhật ký sự kiện (.csv)", {"dòng": len(rows)})
    text = io.StringIO()
    table = csv.DictWriter(text, list(rows[0]) if rows else ["Số"])
    table.writeheader()
    table.writerows({name: _plain(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _check(url: str) -> None:
    with database.reading(url) as connection:
        broken = events.broken_at(connection)
    if broken is None:
        st.success("Chuỗi liền mạch: không có sự kiện nào bị sửa, bớt hoặc chèn.")
    else:
        st.warning(f"Chuỗi bị đứt từ sự kiện số {vietnamese.number(broken)}: có sự kiện bị sửa, bớt hoặc chèn.")
