"""Headings with the line below them as one element: Streamlit's headings show what follows their first line as text."""

import streamlit as st

from dashboard.parts.markdown import escape_markdown


def show(title: str, line: str = "", about: str = "") -> None:
    """Show a heading; `line` stands below it in grey, `about` behind ⓘ (Markdown).

    One element instead of two: a page has a dozen of them, and each costs as much of a run as all its words.
    """
    body = "\n".join(filter(None, [escape_markdown(title), escape_markdown(line)]))
    st.header(body, anchor=False, help=about or None)
