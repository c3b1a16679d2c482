"""The styles of an .ods, and the legacy fonts that they name: by themselves, by their parents, or by default."""

import html
import re
from itertools import repeat

from etl.reading.fonts import LegacyFont, legacy_font

# Each of them goes over a byte a few times at most, whatever stands there.
_ATTRIBUTE = re.compile(rb"""(?<![\w:-])([\w:-]++)\s*+=\s*+(?:"([^"<]*+)"|'([^'<]*+)')""")
_STYLE_TAG = re.compile(rb"<(/?)(style:(?:font-face|default-style|style|text-properties))\b(?!-)([^<>]*)>")

_Key = tuple[str, str]
"""A style's family (`table-cell`, `text`) and name."""


class Styles:
    """The fonts of cells and of parts of texts, by their styles."""

    def __init__(self) -> None:
        self._families: dict[str, str] = {}
        self._fonts: dict[_Key, str] = {}
        self._parents: dict[_Key, _Key] = {}
        self._found_fonts: dict[_Key, LegacyFont | None] = {}

    def add(self, xml: bytes) -> None:
        """Read a part's fonts and styles; the last word on a style counts."""
        style: _Key | None = None
        for closing, tag, inside in _STYLE_TAG.findall(xml):
            words = {} if closing else attributes(inside)
            if tag == b"style:font-face":
                self._families[words.get("style:name", "")] = words.get("svg:font-family", "")
            elif tag == b"style:text-properties":
                font = words.get("style:font-name") or words.get("fo:font-family")
                if style is not None and font:
                    self._fonts[style] = font
            elif closing:
                style = None
            else:
                style = self._begin(words)
                style = None if inside.endswith(b"/") else style

    def _begin(self, words: dict[str, str]) -> _Key:
        family = words.get("style:family", "")
        style = family, words.get("style:name", "")
        self._fonts.pop(style, None)
        self._parents[style] = family, words.get("style:parent-style-name", "")
        return style

    @property
    def has_legacy_fonts(self) -> bool:
        """True where some style is in such a font."""
        return any(self._font_of(font) for font in self._fonts.values())

    def of_cell(self, name: str) -> LegacyFont | None:
        """Give the legacy font of a cell's style, or of its parents."""
        return self._of(("table-cell", name))

    def of_part(self, name: str, around: LegacyFont | None) -> LegacyFont | None:
        """Give the legacy font of a part of a text; where its style names no font, that of what is `around` it."""
        return self._of(("text", name)) if ("text", name) in self._fonts else around

    def _of(self, style: _Key) -> LegacyFont | None:
        """Go up to the parent that names a font; each style is gone through once, also where parents make a ring."""
        if style in self._found_fonts:
            return self._found_fonts[style]
        passed: list[_Key] = []
        place = style if style in self._parents else (style[0], "")
        while place not in self._found_fonts and place not in self._fonts:
            self._found_fonts[place] = None
            passed.append(place)
            place = self._parents.get(place, (place[0], ""))
        cell_font = self._found_fonts[place] if place in self._found_fonts else self._font_of(self._fonts[place])
        self._found_fonts.update(zip([*passed, place], repeat(cell_font), strict=False))
        return cell_font

    def _font_of(self, font: str) -> LegacyFont | None:
        family = self._families.get(font) or font
        return legacy_font(family.split(",")[0].strip(" '\""))


def attributes(tag: bytes) -> dict[str, str]:
    """Read a tag's attributes by name, with its prefix."""
    pairs = ((name, double or single) for name, double, single in _ATTRIBUTE.findall(tag))
    return {name.decode(): html.unescape(value.decode("utf-8", "replace")) for name, value in pairs}
