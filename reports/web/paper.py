"""Pages of paper as CSS: sizes, margins, the page's number centred on top, what the export knows of itself below."""

from reports.templating import Markup

_NUMBER = 'font: 13pt "Times New Roman", "Liberation Serif", serif'
_FOOT = "font-size: 8pt; color: #454B50; font-family: Arial, sans-serif"

_EDGE = 12
"""Millimetres around a form."""
_LONG_SIDES = {"A3": 420, "A4": 297}
"""Millimetres."""
_MM_OF_A_POINT = 25.4 / 72


def rules(annexes: int, foot: str) -> Markup:
    """A4 portrait without a number on its first page; each annex lies across and counts its own pages."""
    below = f"@bottom-center {{ content: {_css_string(foot)}; {_FOOT} }}" if foot else ""
    lines = [
        f"@page {{ size: A4 portrait; margin: 20mm 15mm 20mm 30mm; {_top('page')} {below} }}",
        '@page :first { @top-center { content: "" } }',
    ]
    for number in range(1, annexes + 1):
        # A counter of the annex's own: Chromium counts «page» through the whole document.
        lines.append(
            f"@page annex-{number} {{ size: A4 landscape; margin: 20mm 15mm 20mm 20mm; "
            f"counter-increment: annex-{number}; {_top(f'annex-{number}')} {below} }}"
        )
        lines.append(f".annex-{number} {{ page: annex-{number} }}")
    return Markup("\n".join(lines) + "\n")


def sheet(size: str, foot: str) -> Markup:
    """One paper for all pages («A3 landscape»), numbered below as the workbook's are."""
    number = '"Trang " counter(page) "/" counter(pages)'
    return Markup(
        f"@page {{ size: {size}; margin: {_EDGE}mm; @bottom-left {{ content: {_css_string(foot)}; {_FOOT} }} "
        f"@bottom-right {{ content: {number}; {_FOOT} }} }}\n"
    )


def across(size: str) -> float:
    """Points between the margins of a paper that lies across."""
    return (_LONG_SIDES[size] - 2 * _EDGE) / _MM_OF_A_POINT


def _top(counter: str) -> str:
    return f"@top-center {{ content: counter({counter}); {_NUMBER} }}"


def _css_string(words: str) -> str:
    """Words as a string of CSS that cannot end itself or the style element."""
    return '"' + "".join(f"\\{ord(letter):x} " if letter in '"\\<>\n\r\f' else letter for letter in words) + '"'
