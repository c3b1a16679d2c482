"""The rows of units and bodies that an office enters: from texts, or the cells of a file, to a change."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from etl.problems import Problem
from etl.reading.entered_rows import Entry, WrongCellError, rows_under
from etl.records import SourceFile
from reference import office_units
from reference.bodies import LEVEL as BODY
from reference.bodies import LONGEST_CODE, bodies_in, body_kinds
from reference.office_units import COLUMNS, LEVEL_OF_LENGTH, OPEN, WITHDRAWN, Change, OfficeUnit
from reference.spelling import key
from reference.unit_kinds import ALL, WHOLE, extents, kinds_of, moves
from reference.units import Register, Succession, Unit
from reference.vietnamese import slug
from settings import Settings

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ORIGIN = re.compile(r"(\d{2,5}(?:\.[0-9A-Z.]+)?|[A-Z][0-9A-Z.]*)\s*([^\d(]*)(?:\(?\s*([\d/.-]{8,10})\s*\)?)?\s*")
"""A code (of a body: 33.SNV), how much of it, the day."""
_AND = "VA"
_LONGEST = {"name": 120, "resolution": 60, "identifier": 30}


def entries_in(source: SourceFile, limits: Settings) -> list[Entry]:
    """Read the rows of a file (.xlsx, .ods, .xls, .csv) under the headings of `COLUMNS`, in any order.

    Raises Refused for a file that is no workbook, or has no such headings.
    """
    return rows_under(COLUMNS, {"code", "name"}, source, limits, missing="unit_heading_missing")


def change_of(entries: Iterable[Entry], register: Register) -> tuple[Change, list[Problem]]:
    """Make a change of entered rows, with what follows from them; problems where a cell cannot be used.

    A unit that goes on in another, or whose code another takes over, ends on the day before without a row of its own.
    """
    units: list[OfficeUnit] = []
    steps: list[Succession] = []
    problems: list[Problem] = []
    rows = list(entries)
    names = {entry.cells.get("code", ""): entry.cells.get("name", "") for entry in rows}
    for entry in rows:
        try:
            unit = _body(entry.cells, _taken(units, register)) if _is_body(entry.cells) else _unit(entry.cells)
            units.append(unit)
            steps += _steps(entry.cells, unit.unit, register, names)
        except WrongCellError as error:
            problems.append(entry.problem("unit_cell_wrong", error))
    return Change(0, (*_ended(units, steps, register), *units), tuple(steps)), problems


def _unit(cells: Mapping[str, str]) -> OfficeUnit:
    code = _code(cells.get("code", ""), "code")
    level = LEVEL_OF_LENGTH[len(code)]
    name = cells.get("name", "")
    kind = next((kind.code for kind in kinds_of(level) if name.startswith(f"{kind.word} ")), None)
    if kind is None:
        words = ", ".join(kind.word for kind in kinds_of(level))
        raise WrongCellError("name", f"tên phải mở đầu bằng loại đơn vị ({words}).")
    for column, most in _LONGEST.items():
        if len(cells.get(column, "")) > most:
            raise WrongCellError(column, f"dài hơn {most} ký tự.")
    parent = cells.get("parent", "")
    return OfficeUnit(
        Unit(
            code,
            name,
            kind=kind,
            level=level,
            parent_code=_code(parent, "parent") if parent else None,
            valid_from=_day(cells, "first"),
            valid_to=_day(cells, "last"),
            resolution=cells.get("resolution") or None,
        ),
        _replaces(cells),
    )


# Bodies beside the communes


def _is_body(cells: Mapping[str, str]) -> bool:
    """Tell whether a row is about a body: its kind is one of bodies, or its code has letters."""
    code = cells.get("code", "")
    return _body_kind(cells) is not None or any(letter.isalpha() for letter in code)


def _body_kind(cells: Mapping[str, str]) -> str | None:
    words = {key(word): code for code, label in body_kinds().items() for word in (label, code)}
    return words.get(key(cells.get("kind", "")))


def _taken(entered: Iterable[OfficeUnit], register: Register) -> dict[str, tuple[str, str]]:
    """Give the codes of bodies that are in use, each with its body's name and the unit above."""
    codes = {body.code: (body.name, body.parent_code) for body in bodies_in(register)}
    return codes | {entry.unit.code: (entry.unit.name, entry.unit.parent_code or "") for entry in entered}


def _body(cells: Mapping[str, str], taken: Mapping[str, tuple[str, str]]) -> OfficeUnit:
    kind, name, parent = _body_kind(cells), cells.get("name", ""), cells.get("parent", "")
    if kind is None:
        raise WrongCellError("kind", f"loại của cơ quan là một trong: {', '.join(body_kinds().values())}.")
    for column, most in _LONGEST.items():
        if len(cells.get(column, "")) > most:
            raise WrongCellError(column, f"dài hơn {most} ký tự.")
    if not name:
        raise WrongCellError("name", "thiếu tên cơ quan.")
    if cells.get("replaces") and not cells.get("code"):
        raise WrongCellError("code", "cần mã của cơ quan được sửa.")
    code = cells.get("code", "").upper() or _new_code(name, _code(parent, "parent"), taken)
    days = _day(cells, "first"), _day(cells, "last")
    unit = Unit(code, name, kind, BODY, parent or None, *days, resolution=cells.get("resolution") or None)
    return OfficeUnit(unit, _replaces(cells), cells.get("identifier", ""))


def _new_code(name: str, parent: str, taken: Mapping[str, tuple[str, str]]) -> str:
    """Make a body's code of its parent's and the first letters of its words: «Sở Nội vụ» of 96 -> 96.SNV.

    A body that has stood under that name keeps its code.
    """
    known = next((code for code, body in taken.items() if body == (name, parent)), None)
    letters = "".join(word[0] for word in slug(name).upper().split("-") if word not in ("", _AND))
    room = LONGEST_CODE - len(parent) - 1
    tries = [letters[:room], *(f"{letters[: room - len(str(number))]}{number}" for number in range(2, 1000))]
    return known or next(code for word in tries if (code := f"{parent}.{word}") not in taken)


# Cells


def _code(text: str, column: str) -> str:
    if not text.isdecimal() or len(text) not in LEVEL_OF_LENGTH:
        raise WrongCellError(column, "mã có 5 chữ số (cấp xã), 3 (cấp huyện) hoặc 2 (cấp tỉnh).")
    return text


def _day(cells: Mapping[str, str], column: str) -> date | None:
    return _read_day(cells[column], column) if cells.get(column) else None


def _read_day(text: str, column: str) -> date:
    day_first = _DAY_FIRST.fullmatch(text)
    try:
        if day_first:
            day, month, year = map(int, day_first.groups())
            return date(year, month, day)
        return date.fromisoformat(text[:10])
    except ValueError:
        raise WrongCellError(column, "không phải là ngày; hãy ghi như 01/07/2025.") from None


def _replaces(cells: Mapping[str, str]) -> str:
    text = cells.get("replaces", "")
    if not text:
        return ""
    return OPEN if key(text) in (OPEN, key(office_units.OPEN_WORDS)) else _read_day(text, "replaces").isoformat()


def _steps(cells: Mapping[str, str], unit: Unit, register: Register, names: Mapping[str, str]) -> Iterator[Succession]:
    """Read «09175 toàn bộ; 09178 một phần (01/12/2024)»: the day is the unit's first, where none is written."""
    words = {key(label): extent for extent, label in extents().items()} | {key(extent): extent for extent in extents()}
    words |= {"": WHOLE, key(office_units.WITHDRAWN_WORDS): WITHDRAWN, WITHDRAWN: WITHDRAWN}
    seen: set[str] = set()
    for part in filter(None, map(str.strip, cells.get("origins", "").split(";"))):
        match = _ORIGIN.fullmatch(part)
        extent = words.get(key(match[2])) if match else None
        is_code = match is not None and (len(match[1]) in LEVEL_OF_LENGTH or not match[1].isdecimal())
        if match is None or extent is None or not is_code:
            known = ", ".join(extents().values())
            example = "33.SKHDT toàn bộ" if unit.level == BODY else "09175 toàn bộ; 09178 một phần"
            raise WrongCellError("origins", f"hãy ghi «{example}», phạm vi là một trong: {known}.")
        if match[1] in seen:
            raise WrongCellError("origins", f"ghi đơn vị {match[1]} hai lần.")
        seen.add(match[1])
        on = _read_day(match[3], "origins") if match[3] else unit.valid_from
        if on is None:
            raise WrongCellError("origins", "cần ngày: đơn vị chưa có ngày bắt đầu («Từ ngày»).")
        old = register.holder_on(match[1], on - timedelta(days=1))
        name = old.name if old else names.get(match[1], match[1])
        yield Succession(
            on,
            match[1],
            old_name=name,
            new_code=unit.code,
            new_name=unit.name,
            extent=extent,
            resolution=unit.resolution or "",
        )


def _ended(units: Sequence[OfficeUnit], steps: Sequence[Succession], register: Register) -> Iterator[OfficeUnit]:
    """Give the versions that end because of what was entered, with the day before as their last."""
    ends = {step.old_code: step.on for step in steps if moves(step.extent) == ALL}
    ends |= {entry.unit.code: entry.unit.valid_from for entry in units if not entry.replaces and entry.unit.valid_from}
    corrected = {(entry.unit.code, entry.replaces) for entry in units}
    for code, on in ends.items():
        before = _version_on(code, on - timedelta(days=1), register)
        if before is None or (before.unit.valid_to is not None and before.unit.valid_to < on):
            continue
        if (code, before.replaces) not in corrected:
            yield before._replace(unit=before.unit._replace(valid_to=on - timedelta(days=1)))


def _version_on(code: str, day: date, register: Register) -> OfficeUnit | None:
    """Find the unit or body that has a code on a day, as a row that takes its place."""
    unit, identifier = register.version_on(code, day), ""
    for body in bodies_in(register):
        if body.code == code and body.is_valid_on(day):
            is_own = office_units.source_of(body.unit) is not None
            unit = body.unit._replace(resolution=body.source or None) if is_own else body.unit
            identifier = body.identifier or ""
    if unit is None:
        return None
    return OfficeUnit(unit, unit.valid_from.isoformat() if unit.valid_from else OPEN, identifier)
