"""A unit through time: whether a code of today meant the same territory on another day."""

from datetime import date

from reference.units import communes_on, successions, units_on


def is_comparable(
    province: str, earlier: date, later: date, *, district: str | None = None, unit: str | None = None
) -> bool:
    """Tell whether a place of `later` was the same territory on `earlier`.

    The place is the commune of code `unit`, else the district of code `district`, else the province of that name.
    A code outlives its unit: 09184 was one ward before 01/12/2024 and is three wards' union after it.
    """
    if unit is not None:
        standing = {commune.code for commune in communes_on(earlier, province)}
        return unit in standing and not _grew(unit, earlier, later)
    if district is not None:
        return district in _codes(earlier, "district") and district in _codes(later, "district")
    return _province_code(earlier, province) == _province_code(later, province)


def _grew(code: str, earlier: date, later: date) -> bool:
    changes = (row for row in successions() if row.new_code == code and earlier < row.on <= later)
    return any(row.old_code != code for row in changes)


def _codes(day: date, level: str) -> set[str]:
    return {unit.code for unit in units_on(day) if unit.level == level}


def _province_code(day: date, name: str) -> str | None:
    return next((u.code for u in units_on(day) if u.level == "province" and u.name == name), None)
