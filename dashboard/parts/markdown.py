"""Text from files and registers inside Streamlit's Markdown: shown letter by letter, never taken for formatting."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")


def escape_markdown(text: str) -> str:
    """The text with every sign that Markdown reads escaped; line ends become spaces."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
