"""The places whose people may be named to somebody: handed to each question whose answer names people."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Codes of districts (3 digits) and communes (5 digits); None: every place, empty: none.

    A code stands for its unit on whatever date: a commune's own past is its own.
    """

    places: frozenset[str] | None = None

    @property
    def is_whole(self) -> bool:
        """True where every place belongs to it."""
        return self.places is None

    def covers(self, unit: str, district: str | None = None) -> bool:
        """Tell whether a commune, in that district, belongs to it."""
        return self.places is None or unit in self.places or district in self.places

    def covers_all(self, units: Iterable[tuple[str, str | None]]) -> bool:
        """Tell whether all of these communes with their districts belong to it; nothing is covered by a whole scope."""
        units = list(units)
        return self.is_whole or (bool(units) and all(self.covers(*unit) for unit in units))


EVERYBODY, NOBODY = Scope(), Scope(frozenset())
