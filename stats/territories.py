"""The register of a date under a view of territory: as reported, on the territory of today, by districts of before.

Figures of one date are moved from unit to unit, never split: a unit of today has figures of an earlier date where all
that it was made of are whole units with a roster; everybody else stays in the province's total without a unit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reference.bodies import Tier, bodies_on
from reference.old_provinces import is_sum_of_communes, old_province
from reference.provinces import communes_of, district_names, origins, province_on, provinces_on
from reference.territory import (
    NEWEST,
    Origin,
    are_whole_districts,
    is_same_territory,
    last_day_of_districts,
    old_district,
    origin,
)
from reference.units import Unit, holder_on, version_on
from stats.cube import AS_OF, Conditions, Key, Question
from stats.measures import OtherTerritory
from stats.queries import UnitRow
from stats.registers import PLACE_OF, within
from stats.selection import PLACED, Selection, View

_OLD_PROVINCE = "old_province"


@dataclass(frozen=True)
class Register:
    """The units of a date under a view.

    `row_of`: the code of a unit that reported -> the row that its people count in; None: in no unit of the view.
    """

    rows: tuple[UnitRow, ...]
    row_of: Mapping[str, UnitRow | None]

    def place(self, reported: str | None, dimension: str) -> str | None:
        """Give the code or name of a place dimension of the people whom a unit reported."""
        row = self.row_of.get(reported or "")
        return PLACE_OF[dimension](row) if row else None


def register_of(
    reported: Sequence[UnitRow], view: View, as_of: date, province: str, level: Tier = Tier.COMMUNE
) -> Register:
    """Give the register of a date and level under a view; `reported`: the date's own, `province`: its code of today."""
    if view is View.TODAY:
        return _of_units_of_today(reported, as_of, _units_of_today(province, level))
    if view is View.OLD and level is Tier.COMMUNE and as_of > last_day_of_districts():
        reported = [_in_old_district(row, as_of) for row in reported]
    return Register(tuple(reported), {row.code: row for row in reported})


class Moving:
    """A question about places under a view: the people are counted by the units that reported, then moved."""

    def __init__(self, question: Question) -> None:
        self._question = question
        chosen = ((name, getattr(question.selection, name)) for name in PLACED)
        conditions = (*question.where, *((name, value) for name, value in chosen if value))
        self._placed = {name: value for name, value in conditions if name in PLACE_OF}
        self._others = [name for name in question.by if name not in PLACE_OF]

    @property
    def is_needed(self) -> bool:
        """True where the question chooses places, or counts by them, that no column of a roster has."""
        is_about_places = bool(self._placed) or len(self._others) < len(self._question.by)
        is_of_old_provinces = _OLD_PROVINCE in self._placed or _OLD_PROVINCE in self._question.by
        return is_about_places and (self._question.selection.territory is not View.REPORTED or is_of_old_provinces)

    @property
    def to_ask(self) -> tuple[Selection, tuple[str, ...], Conditions]:
        """The selection of all places, the axes and the conditions to count by: the date, the unit, the fields."""
        everywhere = self._question.selection.everywhere()
        where = tuple((name, value) for name, value in self._question.where if name not in PLACE_OF)
        return everywhere, (AS_OF, "unit", *self._others), where

    def move(self, counts: Mapping[Key, int], registers: Mapping[date, Register]) -> dict[Key, int]:
        """Move what was counted to the places of each date's register, and leave out what the question does."""
        moved: dict[Key, int] = {}
        for (day, unit, *codes), people in counts.items():
            register = registers[date.fromisoformat(day or "")]
            if all(register.place(unit, name) == value for name, value in self._placed.items()):
                known = {AS_OF: day, **dict(zip(self._others, codes, strict=True))}
                axes = self._question.axes
                key = tuple(register.place(unit, name) if name in PLACE_OF else known[name] for name in axes)
                moved[key] = moved.get(key, 0) + people
        return moved


def _units_of_today(province: str, level: Tier) -> list[Unit]:
    home = province_on(province, NEWEST)
    communes = communes_of(home, NEWEST) if home and level in (Tier.COMMUNE, Tier.ALL) else ()
    return [*communes, *(body.unit for body in bodies_on(NEWEST, province, level))]


def _of_units_of_today(reported: Sequence[UnitRow], as_of: date, units: Iterable[Unit]) -> Register:
    sent = {row.code: row for row in reported}
    rows = [_of_today(unit, sent, as_of) for unit in units]
    row_of: dict[str, UnitRow | None] = dict.fromkeys(sent)
    row_of |= {code: row for row in rows if row.has_roster for code in row.origins}
    return Register(tuple(rows), row_of)


def _of_today(unit: Unit, sent: Mapping[str, UnitRow], as_of: date) -> UnitRow:
    made_of = origin(unit.code, NEWEST, as_of)
    missing = [code for code in made_of.codes if code not in sent or not sent[code].has_roster]
    return UnitRow(
        unit.code,
        unit.name,
        unit.kind,
        district_code=None,
        district_name=None,
        has_roster=made_of.is_whole and not missing,
        province_code=unit.parent_code or "",
        origins=made_of.codes,
        old_province=old_province(unit.code, NEWEST),
        gap=_gap(made_of, missing, as_of),
    )


def _gap(made_of: Origin, missing: Iterable[str], as_of: date) -> tuple[str, tuple[str, ...]]:
    """Give the reason why a unit of today has no figures, and the names of the units that it is about."""
    if made_of.split:
        return "split", tuple(dict.fromkeys(step.old_name for step in made_of.split))
    if made_of.lost:
        return "lost", tuple(unit.name for unit in made_of.lost)
    names = tuple(unit.name for code in missing if (unit := holder_on(code, as_of)))
    return ("missing", names) if names else ("", ())


def _in_old_district(row: UnitRow, as_of: date) -> UnitRow:
    code = old_district(row.code, as_of)
    return replace(row, district_code=code, district_name=district_names(last_day_of_districts()).get(code or ""))


def is_comparable(selection: Selection, earlier: Sequence[UnitRow], day: date, later: Sequence[UnitRow]) -> bool:
    """Tell whether the selection's place had the same people to count on `day` as on the selection's own date.

    `earlier` and `later`: the registers of the two dates under the selection's view; the selection's is the later.
    """
    as_of = selection.as_of
    if selection.unit is not None:
        if selection.territory is View.TODAY:
            return any(row.code == selection.unit and row.has_roster for row in earlier)
        return is_same_territory(selection.unit, day, as_of)
    if selection.district is not None:
        return _is_same_district(selection.district, earlier, day, later, as_of)
    if selection.old_province is not None:
        return _is_same_old_province(selection.old_province, {day: earlier, as_of: later}, selection.territory)
    return _provinces(earlier, day) == {
        unit for province in _provinces(later, as_of) for unit in origins(province, day)
    }


def reporting(register: Register, selection: Selection) -> tuple[str, ...] | None:
    """List the units that reported the people of a selection's place; None where the place's own code does."""
    if not selection.is_by_units:
        return None
    rows = {row.code for row in within(register.rows, selection)}
    return tuple(code for code, row in register.row_of.items() if row and row.code in rows)


def other_territory(selection: Selection, register: Sequence[UnitRow], province: str) -> OtherTerritory:
    """Say what the place was on the selection's date, and what of its province has no roster of that day."""
    sent = {row.province_code for row in register}
    lacking = tuple(unit.name for unit in provinces_on(province, selection.as_of) if unit.code not in sent)
    whole = not selection.is_of_place
    number = len(within(register, selection))
    is_body = selection.unit is not None and selection.level is not Tier.COMMUNE
    return OtherTerritory(selection.as_of, number, lacking if whole else (), whole, is_body)


def _is_same_district(code: str, earlier: Sequence[UnitRow], day: date, later: Sequence[UnitRow], as_of: date) -> bool:
    if not all(any(row.district_code == code for row in rows) for rows in (earlier, later)):
        return False
    if as_of > last_day_of_districts():
        is_whole = are_whole_districts((row.code for row in later), as_of)
        return is_whole.get(code, False)
    return is_same_territory(code, day, as_of)


def _is_same_old_province(code: str, registers: Mapping[date, Sequence[UnitRow]], view: View) -> bool:
    """Tell whether both registers have the whole of a province of before, and no more than it."""
    if not all(any(row.old_province == code for row in rows) for rows in registers.values()):
        return False
    if view is View.TODAY:
        return True
    return all(is_sum_of_communes(code, (row.code for row in rows), day) for day, rows in registers.items())


def _provinces(register: Iterable[UnitRow], day: date) -> set[Unit]:
    codes = {row.province_code for row in register}
    return {unit for code in codes if (unit := version_on(code, day))}
