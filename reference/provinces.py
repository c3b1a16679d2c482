"""Provinces of today with those that went into them: known by a code and a day, never by a name.

Since 20/9/2026 code 24 is «Thành phố Bắc Ninh», from 01/7/2025 it was «Tỉnh Bắc Ninh», before it «Tỉnh Bắc Giang», and
Bắc Ninh was 27. `code` is always the code of today.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from reference.tables import ReferenceError
from reference.unit_kinds import without_kind
from reference.units import Unit, per_register, successions, units, units_on
from reference.vietnamese import in_sentence, slug

_KIND_WORDS = re.compile("^(tinh|thanh-pho|tp)-")


@per_register(maxsize=1)
def provinces() -> tuple[Unit, ...]:
    """List the provinces of today, in the order of their codes."""
    return tuple(unit for unit in _versions() if unit.valid_to is None)


def find_province(text: str) -> str | None:
    """Find the code of today of a province by a code or a name that it, or one that went into it, has or had.

    «24», «27», «Tỉnh Bắc Ninh», «Bắc Ninh» and «Bắc Giang» are all 24; a code or a name of today goes first.
    """
    word = _KIND_WORDS.sub("", slug(text))
    today = (unit.code for unit in provinces() if word in _words(unit))
    once = (here.code for here in provinces() if any(word in _words(unit) for unit in lineage(here.code)))
    return next(today, None) or next(once, None)


def home(chosen: str, text: str) -> str:
    """Give the code of the office's province: the one that it chose, else the one that its settings name.

    Raises ReferenceError for what names no province.
    """
    code = find_province(chosen or text)
    if code is None:
        raise ReferenceError(f"WORKFORCE_PROVINCE ghi «{chosen or text}», không có tỉnh nào mang mã hay tên ấy.")
    return code


def _words(unit: Unit) -> tuple[str, str]:
    return unit.code, slug(bare_name(unit.name))


@per_register(maxsize=64)
def lineage(code: str) -> tuple[Unit, ...]:
    """List all versions of a province of today and of those that it was made of, its own name's line first."""
    return tuple(dict.fromkeys(version for unit in provinces() if unit.code == code for version in _line(unit)))


def origins(province: Unit, day: date) -> tuple[Unit, ...]:
    """List the versions of `day` that a later version of a province was made of, the line of its name first."""
    return tuple(unit for unit in _line(province) if unit.is_valid_on(day))


@per_register(maxsize=256)
def provinces_on(code: str, day: date) -> tuple[Unit, ...]:
    """List what the province of today was on a day: itself, or those that went into it, its own name's first."""
    return tuple(unit for unit in lineage(code) if unit.is_valid_on(day))


def province_on(code: str, day: date) -> Unit | None:
    """Find the province under its own name on a day; None where the register knows none of that code then."""
    return next(iter(provinces_on(code, day)), None)


def province_name(code: str, day: date) -> str:
    """Name the province as it was called on a day; its name of today where it was not there yet."""
    unit = province_on(code, day) or next(iter(lineage(code)), None)
    return unit.name if unit else code


def bare_name(name: str) -> str:
    """Take the kind off a province's name: «Tỉnh Bắc Ninh» -> «Bắc Ninh»."""
    return without_kind(name, "province")


def office_of(code: str) -> str:
    """Name the province's Department of Home Affairs as it is called today: «Sở Nội vụ tỉnh Cà Mau»."""
    return f"Sở Nội vụ {in_sentence(province_name(code, date.max))}"


@per_register(maxsize=8)
def units_of(code: str) -> tuple[Unit, ...]:
    """List all versions of the units that ever lay in a province of today, or in one that went into it; itself too."""
    held: dict[str, list[Unit]] = {}
    for unit in lineage(code):
        held.setdefault(unit.code, []).append(unit)
    for level in ("district", "commune"):
        for unit in units():
            if unit.level == level and any(meet(above, unit) for above in held.get(unit.parent_code or "", ())):
                held.setdefault(unit.code, []).append(unit)
    return tuple(unit for versions in held.values() for unit in versions)


def meet(unit: Unit, other: Unit) -> bool:
    """Tell whether two versions were valid on some day together."""
    begins = max(unit.valid_from or date.min, other.valid_from or date.min)
    return begins <= min(unit.valid_to or date.max, other.valid_to or date.max)


@per_register(maxsize=64)
def communes_on(day: date, code: str) -> tuple[Unit, ...]:
    """List the commune-level units of a province of today as it was under its own name on `day`, by their codes."""
    province = province_on(code, day)
    return communes_of(province, day) if province else ()


@per_register(maxsize=64)
def communes_of(province: Unit, day: date) -> tuple[Unit, ...]:
    """List the commune-level units of one province on `day`, in the order of their codes."""
    parents = {unit.code for unit in districts_of(province, day)} | {province.code}
    communes = (unit for unit in units_on(day) if unit.level == "commune" and unit.parent_code in parents)
    return tuple(sorted(communes, key=lambda unit: unit.code))


@per_register(maxsize=64)
def districts_of(province: Unit, day: date) -> tuple[Unit, ...]:
    """List the districts of one province on `day`, in the order of their codes; none since 01/7/2025."""
    districts = (unit for unit in units_on(day) if unit.level == "district" and unit.parent_code == province.code)
    return tuple(sorted(districts, key=lambda unit: unit.code))


@per_register(maxsize=32)
def district_names(day: date) -> Mapping[str, str]:
    """Name the districts of a day by their codes, with the province where two of a province of today bear one name.

    An Giang and Kiên Giang are one since 01/7/2025: «Huyện Châu Thành (An Giang)», «Huyện Châu Thành (Kiên Giang)».
    """
    names: dict[str, str] = {}
    for today in provinces():
        homes = {unit.code: unit for unit in provinces_on(today.code, day)}
        districts = [unit for home in homes.values() for unit in districts_of(home, day)]
        borne = Counter(unit.name for unit in districts)
        for unit in districts:
            whose = f" ({bare_name(homes[unit.parent_code or ''].name)})" if borne[unit.name] > 1 else ""
            names[unit.code] = unit.name + whose
    return names


def _versions() -> tuple[Unit, ...]:
    return tuple(unit for unit in units() if unit.level == "province")


def _line(unit: Unit) -> Iterator[Unit]:
    """Give a version of a province, then back in time those that it came of, the one of its name first."""
    yield unit
    if unit.valid_from is None:
        return
    codes = {step.old_code for step in successions() if step.on == unit.valid_from and step.new_code == unit.code}
    eve = unit.valid_from - timedelta(days=1)
    before = [other for other in _versions() if other.code in (codes or {unit.code}) and other.is_valid_on(eve)]
    for other in sorted(before, key=lambda other: bare_name(other.name) != bare_name(unit.name)):
        yield from _line(other)
