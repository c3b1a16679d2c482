"""The style sheet beside the theme: readable greys, a visible focus, paper. Put on the page once, by the frame."""

from pathlib import Path

import streamlit as st

_STYLE = f"<style>{(Path(__file__).with_name('look.css')).read_text(encoding='utf-8')}</style>"


def apply() -> None:
    """Hand the style sheet to the browser; Streamlit gives it no room on the page."""
    st.html(_STYLE)
