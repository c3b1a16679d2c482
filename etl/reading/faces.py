"""Fonts that draw Vietnamese letters in the place of Western ones, by their names."""

import re
from dataclasses import dataclass

_TCVN3 = re.compile(r"\.vn(?=\w)", re.IGNORECASE)
_VNI = re.compile(r"vni[- ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Face:
    """How a legacy font shows its text: in which encoding, and whether all in capitals."""

    encoding: str
    """`tcvn3` or `vni`."""
    capitals: bool = False


Runs = list[tuple[str, Face | None]]
"""The parts of a cell's text, each with the legacy font that it is typed in, or None for a Unicode font."""

CellFaces = dict[tuple[int, int], Face | Runs]
"""Row and column (from 0) of the cells typed in legacy fonts, wholly or in parts."""


def face_of(font: str) -> Face | None:
    """«.VnTime» -> TCVN3, «.VnTimeH» -> TCVN3 in capitals, «VNI-Times» -> VNI, any other font -> None."""
    name = font.strip()
    if _TCVN3.match(name):
        return Face("tcvn3", capitals=name.endswith("H") or (name.islower() and name.endswith("h")))
    return Face("vni") if _VNI.match(name) else None
