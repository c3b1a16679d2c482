"""Text from files and registers inside Streamlit's Markdown: shown letter by letter, never taken for formatting."""

import re
from functools import lru_cache

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")


@lru_cache(maxsize=1024)  # a page says the same words at each run
def escape_markdown(text: str) -> str:
    """Escape every sign of a text that Markdown reads; line ends become spaces."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def escape_piece(piece: str) -> str:
    """Escape a piece of a text; the spaces at its ends, which part it from its neighbours, stay."""
    inner = piece.strip()
    return piece.replace(inner, escape_markdown(inner)) if inner else piece
