"""The provinces that were joined into one, as places: a unit lies in the one that held all of it before.

Lâm Đồng consists of Lâm Đồng, Bình Thuận and Đắk Nông since 01/7/2025. A commune made of communes of two of them lies
in none.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from reference.bodies import bodies
from reference.provinces import lineage, provinces_on
from reference.territory import districts_under, last_day_of_districts
from reference.units import Unit, holder_on, per_register, units_on

_PAST = "cũ"


@per_register(maxsize=64)
def joined_provinces(home: str) -> tuple[Unit, ...]:
    """List what a province of today (its code) was on the last day on which it was several; none where it never was."""
    ends = sorted((unit.valid_to for unit in lineage(home) if unit.valid_to), reverse=True)
    return next((several for day in ends if len(several := provinces_on(home, day)) > 1), ())


@per_register(maxsize=64)
def old_province_names(home: str, day: date) -> Mapping[str, str]:
    """Name the provinces that a province was joined from; since then «Tỉnh Lâm Đồng cũ», which is not that of today."""
    several = joined_provinces(home)
    is_past = any(unit.valid_to and unit.valid_to < day for unit in several)
    return {unit.code: f"{unit.name} {_PAST}" if is_past else unit.name for unit in several}


@per_register(maxsize=20_000)
def old_province(code: str, day: date) -> str | None:
    """Find the province in which all of a unit of a day lay when provinces were joined; None where it lay in several.

    On a day before it is the unit's own.
    """
    homes = _provinces_under(code, day)
    return next(iter(homes)) if len(homes) == 1 else None


@per_register(maxsize=64)
def units_of_old_province(province: str, day: date) -> tuple[str, ...]:
    """List the communes and bodies of a day that lie in a province of before."""
    communes = (unit.code for unit in units_on(day) if unit.level == "commune")
    others = (body.code for body in bodies() if body.is_valid_on(day))
    return tuple(code for code in (*communes, *others) if old_province(code, day) == province)


def is_sum_of_communes(province: str, codes: Iterable[str], day: date) -> bool:
    """Tell whether a province of before is the sum of whole units among these of a day."""
    return all(len(homes) == 1 for code in codes if province in (homes := _provinces_under(code, day)))


def _provinces_under(code: str, day: date) -> frozenset[str]:
    end = min(day, last_day_of_districts())
    parts = {code} if day == end else districts_under(code, day)
    return frozenset(home for part in parts if (home := _province_above(part, end)))


def _province_above(code: str, day: date) -> str | None:
    unit = holder_on(code, day)
    while unit and unit.parent_code:
        unit = holder_on(unit.parent_code, day)
    return unit.code if unit and unit.level == "province" else None
