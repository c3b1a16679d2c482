"""The sidebar: the office's name and the menu, nothing else."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache

import streamlit as st

from access.actors import Actor
from access.gate import PASSWORD, SIGN_OUT
from dashboard.parts import register
from dashboard.parts.markdown import escape_markdown


def show(
    office: str, sections: Mapping[str, Sequence[st.Page]], carrying: Mapping[str, Mapping[str, str]], actor: Actor
) -> None:
    """Show the menu; links of a section named in `carrying` take those query parameters along.

    Whoever signed in sees under which name, and the way out.

    Streamlit's own menu would drop them and leave two steps in the browser's history for one click.
    """
    with st.sidebar:
        st.markdown(f"**{escape_markdown(office)}**")
        if actor.account is not None:
            name = escape_markdown(actor.full_name or actor.name)
            # in_browser.py opens the two links in this very tab.
            st.caption(f"{name}  \n[Đổi mật khẩu]({PASSWORD}) · [Đăng xuất]({SIGN_OUT})")
        for section, pages in sections.items():
            allowed = [page for page in pages if actor.may(register.NEEDS[page.url_path])]
            if allowed:
                st.caption(section)
            for page in allowed:
                st.page_link(page, query_params=dict(carrying.get(section, {})), width="stretch")


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
