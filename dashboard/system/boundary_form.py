"""The part of the page «Thiết lập» that takes the office's own boundaries for the maps, and takes them away again."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.parts import asking
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

_DONE, _ROUND = "boundaries_done", "boundaries_round"


def show(read: Callable[[bytes], Any], keep: Callable[[Any], None], forget: Callable[[], None]) -> None:
    """Ask for a GeoJSON file, say which units it has, and keep it at a click; `read` raises with a sentence."""
    st.header("Ranh giới trên bản đồ", anchor=False)
    st.markdown(
        "Bản đồ vẽ mỗi xã, phường bằng một vòng tròn. Có tệp ranh giới (GeoJSON, hệ tọa độ WGS 84; mỗi vùng có mã hoặc "
        "tên đơn vị) thì bản đồ tô màu cả địa bàn. Ranh giới chỉ dùng để vẽ, không đổi số liệu nào."
    )
    done = st.session_state.pop(_DONE, "")
    if done:
        st.success(escape_markdown(done))
    _kept(forget)
    # Another key empties the box once its file is kept.
    upload = st.file_uploader(
        "Tệp ranh giới (.geojson, .json)", ["geojson", "json"], key=f"boundaries_{st.session_state.get(_ROUND, 0)}"
    )
    if upload is not None:
        _offer(upload.getvalue(), read, keep)


def _kept(forget: Callable[[], None]) -> None:
    """Say which boundaries the maps have now, and offer to take them away."""
    kept = cached.source().boundaries()
    if not kept:
        return
    day = max(outline.valid_on for outline in kept.values())
    st.markdown(
        f"Đang dùng ranh giới của {vietnamese.number(len(kept))} đơn vị, theo danh mục đơn vị ngày "
        f"{vietnamese.day(day)}. Chọn tệp khác thì tệp ấy thay cho ranh giới này."
    )
    if st.button("Bỏ ranh giới", key="boundaries_forget"):
        asking.before(
            "Bỏ ranh giới?",
            "Mọi bản đồ trở lại vòng tròn. Muốn dùng lại thì chọn lại tệp.",
            "Bỏ ranh giới",
            lambda: _act(forget, "Đã bỏ ranh giới; bản đồ trở lại vòng tròn."),
            key="boundaries",
        )


def _offer(content: bytes, read: Callable[[bytes], Any], keep: Callable[[Any], None]) -> None:
    try:
        boundaries = read(content)
    except Exception as error:  # etl.boundaries.NoBoundariesError, which this room does not know
        if type(error).__name__ != "NoBoundariesError":
            raise
        st.error(escape_markdown(str(error)))
        return
    (st.warning if boundaries.missing or boundaries.unused else st.info)(escape_markdown(boundaries.sentence))
    count = vietnamese.number(len(boundaries.rings))
    st.button(
        "Dùng ranh giới này",
        type="primary",
        key="boundaries_keep",
        on_click=_act,
        args=(lambda: keep(boundaries), f"Bản đồ từ nay vẽ theo ranh giới của {count} đơn vị."),
    )


def _act(act: Callable[[], None], sentence: str) -> None:
    act()
    st.session_state[_DONE] = sentence
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
