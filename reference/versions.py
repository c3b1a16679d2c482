"""The check of what changes with the years: units, what became of them, and posts, each valid from a day to another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from reference.bodies import Tier, check_bodies, unit_types_of
from reference.tables import day_in, place_of, rows, wrong_row
from reference.units import Succession, Unit, successions, units, version_on, versions_of
from reference.vietnamese import DISTRICT_KINDS

_ABOVE = {"province": (), "district": ("province",), "commune": ("district", "province")}
"""Level -> the levels that a unit of it may lie in."""
_ALL = ("whole", "all_people")
_PEOPLED = (*_ALL, "part", "people_only")
_EXTENTS = (*_PEOPLED, "area_only")


def check_register() -> None:
    """Hold units, what became of them and their other names against each other; ReferenceError for a wrong row."""
    check_units()
    check_successions()
    check_bodies()
    check_days(rows("bodies"), ("code",))
    check_days(rows("bodies"), ("name", "parent_code"))
    for row in rows("unit_name_variants"):
        if not versions_of(row["code"]):
            raise wrong_row(row, f"cột code ghi «{row['code']}», units.csv không có mã ấy.")


def check_units() -> None:
    """Hold each version of a unit against the others; ReferenceError, with file and line, for the first wrong one."""
    for number, unit in enumerate(units()):
        for sentence in _wrong_unit(unit):
            raise wrong_row(rows("units")[number], sentence)


def _wrong_unit(unit: Unit) -> Iterator[str]:
    level, parent = unit.level, unit.parent_code or ""
    if level not in _ABOVE:
        yield f"cột level ghi «{level}», chỉ được là: {', '.join(_ABOVE)}."
        return
    if not unit.code or not unit.name.strip():
        yield "thiếu mã hoặc tên."
    if unit.kind not in _kinds()[level]:
        yield f"cột kind ghi «{unit.kind}», cấp {level} chỉ có: {', '.join(_kinds()[level])}."
    first, last = unit.valid_from or date.min, unit.valid_to or date.max
    if first > last:
        yield f"valid_from {unit.valid_from} sau valid_to {unit.valid_to}."
    above = [other for other in versions_of(parent) if other.level in _ABOVE[level]]
    if bool(parent) != bool(_ABOVE[level]) or (parent and not above):
        yield f"cột parent_code ghi «{parent}», không có đơn vị cấp trên mang mã ấy."
    if above and not all(any(other.is_valid_on(day) for other in above) for day in (first, last)):
        yield f"cột parent_code ghi «{parent}», đơn vị ấy không có suốt thời gian hiệu lực của dòng này."
    for other in versions_of(unit.code):
        if other is unit:
            break
        if other.level == level and first <= (other.valid_to or date.max) and (other.valid_from or date.min) <= last:
            yield f"có hiệu lực cùng ngày với {place_of(rows('units')[units().index(other)])}."


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[str, ...]]:
    """List the kinds of units of each level."""
    return {
        "province": ("province", "central_city"),
        "district": tuple(DISTRICT_KINDS),
        "commune": unit_types_of(Tier.COMMUNE),
    }


def check_successions() -> None:
    """Each succession is of two units of the register, on a day, and none counts anybody twice."""
    whole: set[tuple[date, str]] = set()
    parts: set[tuple[date, str]] = set()
    for number, step in enumerate(successions()):
        unit = (step.on, step.old_code)
        for sentence in _wrong_step(step, is_whole=unit in whole, is_split=unit in parts):
            raise wrong_row(rows("unit_successions")[number], sentence)
        if step.extent in _PEOPLED:
            (whole if step.extent in _ALL else parts).add(unit)


def _wrong_step(step: Succession, *, is_whole: bool, is_split: bool) -> Iterator[str]:
    """Say what is wrong with a step; the rows above say that the old unit went whole to another, or in parts."""
    if step.on == date.max:
        yield "thiếu ngày (on)."
        return
    if step.extent not in _EXTENTS:
        yield f"cột extent ghi «{step.extent}», chỉ được là: {', '.join(_EXTENTS)}."
    for column, code, day in (
        ("old_code", step.old_code, step.on - timedelta(days=1)),
        ("new_code", step.new_code, step.on),
    ):
        if not versions_of(code):
            yield f"cột {column} ghi «{code}», units.csv không có mã ấy."
        elif version_on(code, day) is None:
            yield f"cột {column} ghi «{code}», không có đơn vị nào mang mã ấy ngày {day:%d/%m/%Y}."
    if (is_whole and step.extent in _PEOPLED) or (is_split and step.extent in _ALL):
        yield f"người của đơn vị «{step.old_code}» sẽ được tính hai lần: dòng trên đã đưa họ đi."


def check_days(table: Iterable[Mapping[str, str]], columns: tuple[str, ...]) -> None:
    """No two rows of one thing, which those columns name, are valid on one day; an empty end is open."""
    above: dict[tuple[str, ...], list[tuple[date, date, str]]] = {}
    for row in table:
        first, last = day_in(row, "valid_from") or date.min, day_in(row, "valid_to") or date.max
        if first > last:
            raise wrong_row(row, f"valid_from {row['valid_from']} sau valid_to {row['valid_to']}.")
        same = above.setdefault(tuple(row[column] for column in columns), [])
        for begin, end, place in same:
            if first <= end and begin <= last:
                raise wrong_row(row, f"có hiệu lực cùng ngày với {place}.")
        same.append((first, last, place_of(row)))
