"""The loads of others that are at work, on whichever process of the server, and how they ended."""

import streamlit as st

from access import under_way
from access.under_way import Load
from access.users import current_user
from dashboard.parts.markdown import escape_markdown

_EVERY = 2.0
"""Seconds between two looks at a load that runs."""
_WORDS = {
    "loaded": "vừa nạp xong; số liệu ở các trang đã là số liệu mới.",
    "lost": "bị ngắt giữa chừng (máy chủ khởi động lại): chưa có gì được nạp, hãy nạp lại tệp đó.",
}


def show(url: str) -> None:
    """Show the loads that run until they have ended, then the page anew; and those that ended lately."""
    loads = under_way.loads(url)
    for load in loads:
        if load.outcome in _WORDS and (load.outcome == "lost" or load.by != current_user().name):
            st.info(f"Lần nạp của {escape_markdown(load.by)} {_WORDS[load.outcome]}")
    if _running(loads):
        _watch(url)


@st.fragment(run_every=_EVERY)
def _watch(url: str) -> None:
    running = _running(under_way.loads(url))
    if not running:
        st.rerun()
    for load in running:
        st.progress(load.percent / 100, f"{escape_markdown(load.by)} đang nạp danh sách ({load.percent}%)")


def _running(loads: list[Load]) -> list[Load]:
    return [load for load in loads if not load.outcome]
