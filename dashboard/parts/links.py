"""Links inside sentences: to pages that whoever is here may open; in_browser.py keeps them in the same tab."""

from collections.abc import Mapping
from urllib.parse import urlencode

from access.users import current_user
from dashboard.parts import register
from dashboard.parts.markdown import escape_markdown


def to_page(text: str, page: str, query: Mapping[str, str]) -> str:
    """Give the Markdown of a link to a page by its address; the bare text for those who may not open it."""
    words = escape_markdown(text)
    return f"[{words}](/{page}?{urlencode(query)})" if current_user().may(register.NEEDS[page]) else words
