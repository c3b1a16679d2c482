"""Fonts that draw Vietnamese letters in the place of Western ones, by their names."""

import re
from dataclasses import dataclass

_TCVN3 = re.compile(r"\.vn(?=\w)", re.IGNORECASE)
_VNI = re.compile(r"vni[- ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """A way to show a text: the encoding of a legacy font, and whether it shows all in capitals."""

    encoding: str
    """The encoding, `tcvn3` or `vni`."""
    capitals: bool = False


Runs = tuple[tuple[str, LegacyFont | None], ...]
"""The parts of a cell's text, each with the legacy font that it is typed in, or None for a Unicode font."""


class SheetFonts:
    """The cells of a sheet that are typed in legacy fonts; a byte for a cell, since there may be millions."""

    def __init__(self) -> None:
        self._distinct: list[LegacyFont] = []
        self._columns: dict[int, bytearray] = {}
        self._runs: dict[tuple[int, int], Runs] = {}

    def put(self, row: int, column: int, cell_font: LegacyFont | Runs) -> None:
        """Say in which font a cell is typed, or in which its parts are."""
        if not isinstance(cell_font, LegacyFont):
            self._runs[row, column] = cell_font
            return
        if cell_font not in self._distinct:
            self._distinct.append(cell_font)
        marks = self._columns.setdefault(column, bytearray())
        if row >= len(marks):
            marks.extend(bytes(row + 1 - len(marks)))
        marks[row] = self._distinct.index(cell_font) + 1

    def at(self, row: int, column: int) -> LegacyFont | Runs | None:
        """Give the font of a cell or of its parts; None for a Unicode font."""
        if self._runs and (row, column) in self._runs:
            return self._runs[row, column]
        marks = self._columns.get(column)
        mark = marks[row] if marks is not None and row < len(marks) else 0
        return self._distinct[mark - 1] if mark else None

    def __bool__(self) -> bool:
        return bool(self._columns or self._runs)

    @property
    def show_capitals(self) -> bool:
        """True where some font shows small letters as capitals, so that texts without a mark matter too."""
        return any(cell_font.capitals for cell_font in self._distinct) or bool(self._runs)


def legacy_font(font: str) -> LegacyFont | None:
    """Tell a font by its name: «.VnTime» TCVN3, «.VnTimeH» TCVN3 in capitals, «VNI-Times» VNI, any other None."""
    name = font.strip()
    if _TCVN3.match(name):
        return LegacyFont("tcvn3", capitals=name.endswith("H") or (name.islower() and name.endswith("h")))
    return LegacyFont("vni") if _VNI.match(name) else None
