"""The layout of «Bảng chéo»: a part of its address, so that links, the way back and kept views have it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

import reference
from dashboard.parts import register
from reference import vietnamese
from stats.crossing import USUAL, crossed_fields
from stats.cube import Conditions
from stats.measures import is_listed
from stats.measures.layouts import NAMES, Layout
from stats.selection import SEVERAL, Selection

_LAYOUT, _WRITTEN, _CHOSEN, _PAGE = "layout", "layout_in_url", "layout_just_chosen", "layout_page"


def follow(page: str, selection: Selection, dates: Sequence[date]) -> tuple[str, ...]:
    """Settle the layout of this run from address or session, write it to the address, say what did not hold.

    On any other page nothing is settled, and the address has no layout.
    """
    before, st.session_state[_PAGE] = st.session_state.get(_PAGE), page
    just_chosen = st.session_state.pop(_CHOSEN, False)
    if page != register.CROSSTAB.slug:
        return ()
    in_url = {name: text for name, text in st.query_params.to_dict().items() if name in NAMES}
    earlier: Layout | None = st.session_state.get(_LAYOUT)
    navigated = in_url != st.session_state.get(_WRITTEN) and (bool(in_url) or before == page)
    if earlier is None or (navigated and not just_chosen):
        wish, sentences = settle(Layout.from_query(in_url) if in_url else USUAL, selection, dates)
    else:
        wish, sentences = settle(earlier, selection, dates)
    st.session_state[_LAYOUT] = wish
    query = {} if wish == USUAL and not in_url else wish.to_query()
    st.session_state[_WRITTEN] = query
    if in_url != query:
        others = {name: text for name, text in st.query_params.to_dict().items() if name not in NAMES}
        st.query_params.from_dict(others | query)
    return sentences


def settle(wish: Layout, selection: Selection, dates: Sequence[date]) -> tuple[Layout, tuple[str, ...]]:
    """Find the valid layout nearest to a wish, with a sentence for each part of it that does not hold."""
    sentences: list[str] = []
    axes: dict[str, str] = {}
    for name in ("rows", "columns", "panels"):
        field = getattr(wish, name)
        if field and (field not in crossed_fields() or field in axes.values()):
            sentences.append(f"Không lập bảng theo «{field}» được; đã bỏ.")
        else:
            axes[name] = field
    if not axes.get("rows"):
        axes["rows"] = next(field for field in (USUAL.rows, "category") if field not in axes.values())
    where, wrong = settle_filters(wish.where, set(axes.values()))
    sentences += wrong
    beside = wish.beside
    if beside and beside not in dates:
        sentences.append(f"Không có số liệu ngày {vietnamese.day(beside)} để đặt cạnh.")
        beside = None
    beside = None if beside == selection.as_of else beside
    columns, panels = axes.get("columns", ""), axes.get("panels", "")
    layout = replace(wish, rows=axes["rows"], columns=columns, panels=panels, beside=beside, where=where)
    return layout, tuple(sentences)


def settle_filters(where: Conditions, taken: set[str]) -> tuple[Conditions, list[str]]:
    """Keep the filters that can hold, each field once and none that the table stands by."""
    kept: dict[str, str | None] = {}
    sentences = []
    for name, code in where:
        known = name in crossed_fields() and name not in kept
        listed = {value.code for value in reference.code_lists().get(name, ())}
        if known and is_listed(name) and name not in ("age_band", "it_detail") and code is not None:
            known = listed.issuperset(code.split(SEVERAL))
        if not known:
            sentences.append(f"Không lọc theo «{name}» = «{code or ''}» được; đã bỏ.")
        elif name not in taken:
            kept[name] = code
    return tuple(kept.items()), sentences


def current() -> Layout:
    """Give the layout of this run; `follow` has settled it."""
    layout: Layout = st.session_state[_LAYOUT]
    return layout


def choose(layout: Layout) -> None:
    """Take another layout from the next run on; for callbacks."""
    st.session_state[_LAYOUT] = layout
    st.session_state[_CHOSEN] = True


def query() -> dict[str, str]:
    """Give what a link to this page carries beside the selection."""
    on_page = st.session_state.get(_PAGE) == register.CROSSTAB.slug and _LAYOUT in st.session_state
    return current().to_query() if on_page else {}
