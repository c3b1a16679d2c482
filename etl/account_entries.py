"""The rows of a table of accounts: what each cell says, or why it cannot be used; and the rows proposed to an office.

A place is written «Xã Bình Sơn (21022)», its name or its code alone; who may work for the whole province says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from etl.problems import Problem, Refused, problem
from etl.reading.entered_rows import Entry, WrongCellError, rows_under
from etl.records import SourceFile
from reference import limit, vietnamese
from reference.provinces import communes_on, province_name, units_of
from reference.spelling import key
from reference.territory import NEWEST
from reference.units import Unit, units, versions_of
from settings import Settings

COLUMNS = {"name": "Tên đăng nhập", "full_name": "Họ và tên", "roles": "Vai trò", "places": "Phạm vi"}
"""The columns of a table and their headings."""
WHOLE = "Cả tỉnh"
WRONG = "account_cell_wrong"
_HEADING_MISSING = "account_heading_missing"
_PARTED = re.compile(r"[;\n]")
_PLACE = re.compile(r"(?P<name>.+?)\s*\((?P<code>\d{3}|\d{5})\)|(?P<bare>\d{2,5})")
"""A name with its code, or a code alone, of which a workbook may have dropped the noughts before it."""
_DISTRICT, _COMMUNE = 3, 5
"""Digits of a code."""
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row whose cells can all be used; `places` empty: the whole province."""

    entry: Entry
    name: str
    full_name: str
    roles: tuple[str, ...]
    places: tuple[str, ...]


def entries_in(source: SourceFile, limits: Settings) -> list[Entry]:
    """Read the rows of a table (.xlsx, .ods, .xls, .csv) under the headings of `COLUMNS`, in any order.

    Raises Refused for a file that is no workbook, has no such headings, no row, or more than are made at once.
    """
    entries = rows_under(COLUMNS, COLUMNS, source, limits, missing=_HEADING_MISSING)
    if not entries:
        raise Refused(problem("account_table_empty", file=source.name))
    if len(entries) > (most := int(limit("accounts_at_once"))):
        raise Refused(problem("account_table_long", file=source.name, value=len(entries), most=most))
    return entries


def read(entries: Iterable[Entry], roles: Mapping[str, str], province: str) -> tuple[list[Wanted], list[Problem]]:
    """Read rows; problems for each cell that cannot be used. `roles`: code -> its words; `province`: the office's."""
    wanted: list[Wanted] = []
    problems: list[Problem] = []
    first_of: dict[str, str] = {}
    for entry in entries:
        readers = (
            ("name", partial(_name, entry, first_of)),
            ("full_name", partial(_full_name, entry)),
            ("roles", partial(_roles, entry, roles)),
            ("places", partial(_places, entry, province)),
        )
        cells = dict(_read(entry, readers, problems))
        if cells.keys() == COLUMNS.keys():
            wanted.append(Wanted(entry, **cells))
    return wanted, problems


def _read(
    entry: Entry, readers: Iterable[tuple[str, Callable[[], Any]]], problems: list[Problem]
) -> Iterator[tuple[str, Any]]:
    for column, reader in readers:
        try:
            yield column, reader()
        except WrongCellError as error:
            problems.append(entry.problem(WRONG, error))


def _name(entry: Entry, first_of: dict[str, str]) -> str:
    name = entry.cells["name"].lower()
    if not name:
        raise WrongCellError("name", "Thiếu tên đăng nhập.")
    here = entry.addresses.get("name", "")
    if (first := first_of.setdefault(name, here)) != here:
        raise WrongCellError("name", f"Tên đăng nhập «{name}» đã ghi ở ô {first}; mỗi người một tên riêng.")
    return name


def _full_name(entry: Entry) -> str:
    name = vietnamese.printable(entry.cells["full_name"])
    if not name:
        raise WrongCellError("full_name", "Thiếu họ và tên; đơn vị chưa có người làm thì xóa cả dòng.")
    if len(name) > _LONGEST:
        raise WrongCellError("full_name", f"Họ và tên dài quá {_LONGEST} ký tự.")
    return name


def _roles(entry: Entry, roles: Mapping[str, str]) -> tuple[str, ...]:
    codes = {key(word): code for code, label in roles.items() for word in (code, label)}
    texts = _parts(entry.cells["roles"])
    unknown = [text for text in texts if key(text) not in codes]
    if unknown or not texts:
        why = f"Không có vai trò «{unknown[0]}»" if unknown else "Thiếu vai trò"
        words = "; ".join(f"«{label}»" for label in roles.values())
        raise WrongCellError("roles", f"{why}; các vai trò là {words}.")
    return tuple(dict.fromkeys(codes[key(text)] for text in texts))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PARTED.split(text) if part.strip()]


# Places


def _places(entry: Entry, province: str) -> tuple[str, ...]:
    texts = _parts(entry.cells["places"])
    if not texts:
        raise WrongCellError("places", f"Thiếu phạm vi: hãy ghi đơn vị, hoặc «{WHOLE}».")
    if any(key(text) == key(WHOLE) for text in texts):
        if len(texts) > 1:
            raise WrongCellError("places", f"«{WHOLE}» đã gồm mọi đơn vị; hãy chỉ ghi một trong hai.")
        return ()
    return tuple(dict.fromkeys(_place(text, province) for text in texts))


def _place(text: str, province: str) -> str:
    match = _PLACE.fullmatch(text)
    if match is None:
        return _named(text, province)
    digits = match["code"] or match["bare"]
    code = digits.zfill(_DISTRICT if len(digits) <= _DISTRICT else _COMMUNE)
    versions = versions_of(code)
    if not versions:
        raise WrongCellError("places", f"Danh mục không có đơn vị mã {code}.")
    if match["name"] and not is_same_name(match["name"], versions[-1].name):
        raise WrongCellError("places", f"Mã {code} là của {versions[-1].name}, không phải «{match['name']}».")
    _require_here(versions, province)
    return code


def _named(text: str, province: str) -> str:
    today = [unit.code for unit in communes_on(NEWEST, province) if key(unit.name) == key(text)]
    codes = today or sorted({unit.code for unit in units_of(province) if _is_place(unit) and _bears(unit.code, text)})
    if not codes:
        elsewhere = [unit for unit in units() if _is_place(unit) and _bears(unit.code, text)]
        if elsewhere:
            _require_here(elsewhere, province)
        raise WrongCellError("places", f"Không có đơn vị «{text}» hiện nay; hãy ghi đủ loại, dấu, hoặc ghi mã.")
    if len(codes) > 1:
        raise WrongCellError("places", f"Có {len(codes)} đơn vị tên «{text}»; hãy ghi mã: {', '.join(codes)}.")
    return codes[0]


def _bears(code: str, name: str) -> bool:
    """Tell whether the last unit of a code has a name: whoever had it before stood for other people."""
    return is_same_name(_newest_name(code), name)


def _is_place(unit: Unit) -> bool:
    return unit.level in ("district", "commune")


def _require_here(versions: Sequence[Unit], province: str) -> None:
    """Raise WrongCellError for what never was a district or commune of the province, or of those that went into it."""
    here = {unit.code for unit in units_of(province) if _is_place(unit)}
    if not here & {unit.code for unit in versions}:
        name = vietnamese.in_sentence(province_name(province, NEWEST))
        raise WrongCellError("places", f"{versions[-1].name} không thuộc {name}.")


def place_words(codes: Iterable[str]) -> str:
    """Name places as a table does: «Xã Bình Sơn (21022)», several parted by «;», «Cả tỉnh» where there are none."""
    return "; ".join(f"{_newest_name(code)} ({code})" for code in codes) or WHOLE


def _newest_name(code: str) -> str:
    versions = versions_of(code)
    return versions[-1].name if versions else code


def is_same_name(name: str, other: str) -> bool:
    """Tell whether two full names are spellings of one."""
    return key(name) == key(other)


# Proposals


def proposed(
    province: str, role: str, known: Mapping[str, tuple[str, str]], taken: Iterable[str]
) -> list[tuple[str, ...]]:
    """Propose a row for each commune of today, in alphabetical order; the full name is left to the office.

    `known`: commune -> the sign-in and full name of whoever works for it; `taken`: all sign-in names there are.
    """
    used = set(taken)
    communes = sorted(communes_on(NEWEST, province), key=lambda unit: vietnamese.collation_key(unit.name))
    return [(*_proposal(unit, known, used), role, place_words([unit.code])) for unit in communes]


def _proposal(unit: Unit, known: Mapping[str, tuple[str, str]], used: set[str]) -> tuple[str, str]:
    if unit.code in known:
        return known[unit.code]
    word = vietnamese.slug(unit.name)
    tries = [word, *(f"{word}-{number}" for number in range(2, len(used) + 3))]
    name = next(each for each in tries if each not in used)
    used.add(name)
    return name, ""


def places_to_choose(province: str) -> list[str]:
    """List what the column of places may say: the whole province, and each commune of today."""
    return [WHOLE, *(place for *_, place in proposed(province, "", known={}, taken=()))]
