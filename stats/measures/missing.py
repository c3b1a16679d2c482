"""The places without a roster: whole districts together, parts of districts, single communes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from reference import vietnamese
from stats.cube import Coverage


class _Unit(Protocol):
    """A commune of a register."""

    @property
    def name(self) -> str: ...
    @property
    def unit_type(self) -> str: ...
    @property
    def district_name(self) -> str | None: ...
    @property
    def has_roster(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class MissingPlace:
    """A district with communes that have no roster, or (`district` None) one such commune.

    `name`: the district's or the commune's own; `unit_type`: that of all communes of the district, None where they
    differ.
    """

    name: str
    missing: int
    total: int
    unit_type: str | None = None
    is_district: bool = False

    @property
    def is_whole(self) -> bool:
        """True where nothing of the place is there."""
        return self.missing == self.total


@dataclass(frozen=True, slots=True)
class MissingUnits:
    """The places of a selection that have no roster, whole districts first; `places` is empty where all have one."""

    coverage: Coverage
    places: tuple[MissingPlace, ...] = ()


def missing_units(units: Iterable[_Unit], *, by_district: bool) -> MissingUnits:
    """Collect the communes without a roster; `by_district`: together where two or more of a district are missing."""
    rows = list(units)
    districts: dict[str | None, list[_Unit]] = {}
    for unit in rows:
        districts.setdefault(unit.district_name if by_district else None, []).append(unit)
    places = [place for name, members in districts.items() for place in _places(name, members)]
    sent = sum(unit.has_roster for unit in rows)
    return MissingUnits(Coverage(sent, len(rows)), tuple(sorted(places, key=_order)))


def _places(district: str | None, members: list[_Unit]) -> list[MissingPlace]:
    missing = [unit for unit in members if not unit.has_roster]
    if district is None or len(missing) < 2:
        return [MissingPlace(unit.name, 1, 1, unit.unit_type) for unit in missing]
    kinds = {unit.unit_type for unit in members}
    kind = kinds.pop() if len(kinds) == 1 else None
    return [MissingPlace(district, len(missing), len(members), kind, is_district=True)]


def _order(place: MissingPlace) -> tuple[bool, bool, object]:
    return not (place.is_district and place.is_whole), not place.is_district, vietnamese.collation_key(place.name)
