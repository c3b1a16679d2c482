"""The style sheet beside the theme: readable greys, a visible focus, paper. Part of the page's HTML (app.py)."""

from pathlib import Path

STYLE = f"<style>{(Path(__file__).with_name('look.css')).read_text(encoding='utf-8')}</style>"
"""Stands at the end of the body: of rules of one weight the later one holds, and Streamlit's own come in the head."""
