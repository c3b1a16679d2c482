"""The sidebar: the office's name and the menu, nothing else."""

import json
from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from access.actors import Actor
from access.gate import PASSWORD, SIGN_OUT
from dashboard.parts import register
from dashboard.parts.markdown import escape_markdown

_PARTS = Path(__file__).parent
Parameters = tuple[tuple[str, str], ...]
"""The query parameters that links of a section take along."""


def show(
    office: str,
    sections: Mapping[str, Sequence[st.Page]],
    carrying: Mapping[str, Mapping[str, str]],
    actor: Actor,
    here: str,
) -> None:
    """Show the menu on the page of that slug; links of a section named in `carrying` take its parameters along.

    Whoever signed in sees under which name, and the way out.

    Streamlit's own menu would drop the parameters and leave two steps in the browser's history for one click; a
    `st.page_link` for each page was a fifth of a run. The links are real ones, so that a page opens in another window.
    """
    with st.sidebar:
        if actor.account is not None:
            name = escape_markdown(actor.full_name or actor.name)
            # in_browser.py opens the two links in this very tab.
            st.caption(f"{name}  \n[Đổi mật khẩu]({PASSWORD}) · [Đăng xuất]({SIGN_OUT})")
        entries = tuple(
            (section, allowed, tuple(carrying.get(section, {}).items()))
            for section, pages in sections.items()
            if (allowed := tuple((p.url_path, p.title) for p in pages if actor.may(register.NEEDS[p.url_path])))
        )
        _component()(key="menu", data=_encoded(office, entries, here), height="content")


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    css, script = ((_PARTS / name).read_text(encoding="utf-8") for name in ("menu.css", "menu.js"))
    # In a root of its own its links would hide the first one, «to the content», from whoever checks or counts links.
    return st.components.v2.component("menu", html='<nav class="menu"></nav>', css=css, js=script, isolate_styles=False)


@lru_cache(maxsize=32)  # each holds the links of all pages
def _encoded(office: str, entries: tuple[tuple[str, tuple[tuple[str, str], ...], Parameters], ...], here: str) -> bytes:
    """Encode the office's name and the sections with their pages as the browser gets them."""
    sections = [
        {
            "title": section,
            "pages": [
                {"slug": slug, "title": title, "link": f"/{slug}?{urlencode(query)}" if query else f"/{slug}"}
                for slug, title in pages
            ],
        }
        for section, pages, query in entries
    ]
    return json.dumps(
        {"office": office, "label": "Các trang", "menu": sections, "here": here}, ensure_ascii=False
    ).encode()


def pages() -> dict[str, list[st.Page]]:
    """Give the pages by section, for this run: Streamlit notes in a page that it was run."""
    return {section: [copy(page) for page in entries] for section, entries in _found_pages().items()}


@lru_cache(maxsize=1)
def _found_pages() -> Mapping[str, tuple[st.Page, ...]]:
    """Look for each page's script in the folder, once: twelve times at each run were a twentieth of it."""
    return {
        section: tuple(
            st.Page(entry.script, title=entry.title, url_path=entry.slug or None, default=not entry.slug)
            for entry in entries
        )
        for section, entries in register.SECTIONS.items()
    }
