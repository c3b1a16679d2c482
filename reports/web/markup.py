"""Pieces of HTML: escaped words, elements, and the shell that a whole page stands in."""

import html
from functools import lru_cache
from pathlib import Path

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""No script and no other address, whatever stands in a name: browsers keep to it."""


def text(words: object) -> str:
    """Words as HTML, letter by letter."""
    return html.escape(str(words), quote=True)


def element(tag: str, inside: str = "", css: str = "", **attributes: str) -> str:
    """`<tag class=css …>inside</tag>`; `inside` is HTML, attributes are words («aria_label» is aria-label)."""
    told = {"class": css} if css else {}
    told |= {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    written = "".join(f' {name}="{text(value)}"' for name, value in told.items())
    return f"<{tag}{written}>{inside}</{tag}>"


def paragraph(words: str, css: str = "") -> str:
    """A paragraph of words."""
    return element("p", text(words), css)


def shell(title: str, body: str, paper: str = "") -> str:
    """The whole page: title, language, rules of style inside; `paper` is CSS for printing alone."""
    return (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{text(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{text(title)}</title>\n<style>\n{_style()}{paper}</style>\n</head>\n"
        f'<body>\n<main class="document">\n{body}\n</main>\n</body>\n</html>\n'
    )


def css_string(words: str) -> str:
    """Words as a string of CSS that cannot end itself or the style element."""
    return '"' + "".join(f"\\{ord(letter):x} " if letter in '"\\<>\n\r\f' else letter for letter in words) + '"'


@lru_cache(maxsize=1)
def _style() -> str:
    return (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
