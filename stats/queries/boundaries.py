"""The office's own boundaries of communes."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from models import Boundary

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A commune's boundary: rings of points of degrees east and north; `valid_on`: a day on which it is the unit's."""

    valid_on: date
    rings: tuple[Ring, ...]


def boundaries(c: Connection) -> dict[str, Outline]:
    """Give the boundaries that the office keeps by the code of the unit."""
    rows = c.execute(select(Boundary.code, Boundary.valid_on, Boundary.rings).order_by(Boundary.code))
    return {row.code: Outline(row.valid_on, _rings(row.rings)) for row in rows}


def _rings(text: str) -> tuple[Ring, ...]:
    return tuple(tuple((east, north) for east, north in ring) for ring in json.loads(text))
