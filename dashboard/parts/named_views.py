"""«Màn hình đã lưu»: pages with their selection under a name, opened by a click, kept and removed."""

from collections.abc import Mapping

import streamlit as st

from dashboard import cached
from dashboard.parts import register
from dashboard.parts.markdown import escape_markdown
from dissemination import named_views
from dissemination.named_views import KeptView

_REMOVING, _KEPT = "named_view_to_remove", "named_view_kept"
_WHOM = {False: "Riêng tôi", True: "Cả cơ quan"}
_SCRIPTS = {entry.slug: entry for entries in register.SECTIONS.values() for entry in entries}


def offer(query: Mapping[str, str], page: str) -> None:
    """Show the button that opens the list, below the menu; `page` and `query` are the address that is looked at."""
    with st.sidebar:
        is_wanted = st.button("Màn hình đã lưu", type="tertiary", icon=":material/bookmark:", key="named_views")
    if is_wanted:
        st.session_state.pop(_REMOVING, None)
        _list(query, page)


@st.dialog("Màn hình đã lưu")
def _list(query: Mapping[str, str], page: str) -> None:
    """Show the views with their links, and the form that keeps the page as it is now."""
    url = cached.state().url
    kept = named_views.views(url)
    if not kept:
        st.caption("Chưa lưu màn hình nào. Lưu trang đang xem cùng phạm vi, ngày đang chọn để mở lại bằng một lần bấm.")
    for view in kept:
        _line(url, view)
    name = st.session_state.pop(_KEPT, None)
    if name:
        st.success(f"Đã lưu «{escape_markdown(name)}».")
    _form(url, query, page)


def _line(url: str, view: KeptView) -> None:
    entry = _SCRIPTS.get(view.page)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if entry is None:
            st.markdown(f"{escape_markdown(view.name)} (trang này không còn)", width="stretch")
        else:
            label = f"{escape_markdown(view.name)} · {entry.title}"
            st.page_link(entry.script, label=label, query_params=dict(view.query), width="stretch")
        st.caption("Cơ quan" if view.is_of_office else "Riêng tôi", width="content")
        if view.may_be_removed and st.session_state.get(_REMOVING) != view.id:
            st.button("Xóa", type="tertiary", key=f"ask_{view.id}", on_click=_ask, args=(view.id,))
    if st.session_state.get(_REMOVING) == view.id:
        _question(url, view)


def _ask(view_id: int | None) -> None:
    st.session_state[_REMOVING] = view_id


def _question(url: str, view: KeptView) -> None:
    """Ask before a view is removed; one of the office is everybody's."""
    whose = f" Màn hình này của cả cơ quan, do {view.made_by} lưu." if view.is_of_office else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"Xóa «{escape_markdown(view.name)}»?{escape_markdown(whose)}", width="stretch")
        st.button("Xóa hẳn", key=f"remove_{view.id}", on_click=named_views.remove, args=(url, view.id))
        st.button("Giữ lại", key=f"spare_{view.id}", on_click=_ask, args=(None,))


def _form(url: str, query: Mapping[str, str], page: str) -> None:
    with st.form("keep_view", clear_on_submit=True, border=False):
        name = st.text_input("Tên cho màn hình đang xem", max_chars=named_views.LONGEST)
        whom = False
        if named_views.may_keep_for_office():
            whom = bool(st.radio("Ai thấy", list(_WHOM), format_func=_WHOM.__getitem__, horizontal=True))
        sent = st.form_submit_button("Lưu", type="primary")
    if not sent:
        return
    if named_views.keep(url, name, page, query, for_office=whom):
        st.session_state[_KEPT] = name.strip()
        st.rerun(scope="fragment")
    st.warning("Hãy đặt tên." if not name.strip() else f"Đã có màn hình tên «{escape_markdown(name.strip())}».")
