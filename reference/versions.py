"""The check of what changes with the years: units, what became of them, and posts, each valid from a day to another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from reference.codes import code_lists
from reference.tables import day_in, rows, wrong_row
from reference.vietnamese import DISTRICT_KINDS

_ABOVE = {"province": (), "district": ("province",), "commune": ("district", "province")}
"""Level -> the levels that a unit of it may lie in."""
_EXTENTS = ("whole",)


def check_units() -> None:
    """Hold each version of a unit against the others; ReferenceError, with file and line, for the first wrong one."""
    table = rows("units")
    codes = {(row["level"], row["code"]) for row in table}
    for row in table:
        for sentence in _wrong_unit(row, codes):
            raise wrong_row(row, sentence)
    check_days(table, ("level", "code"))


def _wrong_unit(row: Mapping[str, str], codes: Iterable[tuple[str, str]]) -> Iterator[str]:
    level, parent = row["level"], row["parent_code"]
    if level not in _ABOVE:
        yield f"cột level ghi «{level}», chỉ được là: {', '.join(_ABOVE)}."
        return
    if not row["code"] or not row["name"].strip():
        yield "thiếu mã hoặc tên."
    if row["kind"] not in _kinds(level):
        yield f"cột kind ghi «{row['kind']}», cấp {level} chỉ có: {', '.join(_kinds(level))}."
    if bool(parent) != bool(_ABOVE[level]) or (parent and not any((above, parent) in codes for above in _ABOVE[level])):
        yield f"cột parent_code ghi «{parent}», không có đơn vị cấp trên mang mã ấy."


def _kinds(level: str) -> tuple[str, ...]:
    kinds = {
        "province": ("province", "city"),
        "district": tuple(DISTRICT_KINDS),
        "commune": tuple(value.code for value in code_lists()["unit_type"]),
    }
    return kinds[level]


def check_successions() -> None:
    """Each succession is of two units of the register, on a day, and of a known extent."""
    codes = {row["code"] for row in rows("units")}
    for row in rows("unit_successions"):
        for column in ("old_code", "new_code"):
            if row[column] not in codes:
                raise wrong_row(row, f"cột {column} ghi «{row[column]}», units.csv không có mã ấy.")
        if day_in(row, "on") is None:
            raise wrong_row(row, "thiếu ngày (on).")
        if row["extent"] not in _EXTENTS:
            raise wrong_row(row, f"cột extent ghi «{row['extent']}», chỉ được là: {', '.join(_EXTENTS)}.")


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
        same.append((first, last, getattr(row, "place", "")))
