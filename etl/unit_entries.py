"""The rows of units that an office enters: from texts, or the cells of a file, to a change of the register."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from etl.problems import Problem, Refused, problem
from etl.reading import read_workbook
from etl.records import SourceFile
from reference import office_units
from reference.addresses import address
from reference.office_units import COLUMNS, LEVEL_OF_LENGTH, OPEN, WITHDRAWN, Change, OfficeUnit
from reference.spelling import key, tidy
from reference.unit_kinds import ALL, WHOLE, extents, kinds_of, moves
from reference.units import Register, Succession, Unit
from settings import Settings

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ORIGIN = re.compile(r"(\d{2,5})\s*([^\d(]*)(?:\(?\s*([\d/.-]{8,10})\s*\)?)?\s*")
_LONGEST = {"name": 120, "resolution": 60}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as somebody entered it, texts by the names of `COLUMNS`; where each stands, if it stands in a file."""

    cells: Mapping[str, str]
    file: str = ""
    sheet: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)


class WrongCellError(ValueError):
    """A cell that cannot be used: its column, and a sentence."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


def entries_in(source: SourceFile, limits: Settings) -> list[Entry]:
    """Read the rows of a file (.xlsx, .ods, .xls, .csv) under the headings of `COLUMNS`, in any order.

    Raises Refused for a file that is no workbook, or has no such headings.
    """
    for sheet in read_workbook(source, limits).sheets:
        for number, row in enumerate(sheet.rows):
            columns = _headings(row)
            if {"code", "name"} <= columns.keys():
                rows = enumerate(sheet.rows[number + 1 :], number + 1)
                return [_entry(source.name, sheet.name, columns, *each) for each in rows if any(map(_text, each[1]))]
    raise Refused(problem("unit_heading_missing", file=source.name))


def _headings(row: Sequence[Any]) -> dict[str, int]:
    names = {key(heading): name for name, heading in COLUMNS.items()}
    return {names[key(cell)]: at for at, cell in enumerate(row) if isinstance(cell, str) and key(cell) in names}


def _entry(file: str, sheet: str, columns: Mapping[str, int], number: int, row: Sequence[Any]) -> Entry:
    cells = {name: _text(row[at]) if at < len(row) else "" for name, at in columns.items()}
    return Entry(cells, file, sheet, {name: address(number, at) for name, at in columns.items()})


def _text(value: Any) -> str:
    if isinstance(value, date):  # a datetime is one too
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tidy(str(value).removeprefix("'"))


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
            unit = _unit(entry.cells)
            units.append(unit)
            steps += _steps(entry.cells, unit.unit, register, names)
        except WrongCellError as error:
            at = {"file": entry.file, "sheet": entry.sheet, "cell": entry.addresses.get(error.column, "")}
            value = entry.cells.get(error.column, "")
            problems.append(problem("unit_cell_wrong", value=value, why=str(error), **at))
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
    for part in filter(None, map(str.strip, cells.get("origins", "").split(";"))):
        match = _ORIGIN.fullmatch(part)
        extent = words.get(key(match[2])) if match else None
        if match is None or extent is None or len(match[1]) not in LEVEL_OF_LENGTH:
            known = ", ".join(extents().values())
            raise WrongCellError("origins", f"hãy ghi «09175 toàn bộ; 09178 một phần», phạm vi là một trong: {known}.")
        on = _read_day(match[3], "origins") if match[3] else unit.valid_from
        if on is None:
            raise WrongCellError("origins", "cần ngày: đơn vị chưa có ngày bắt đầu («Từ ngày»).")
        old = register.version_on(match[1], on - timedelta(days=1))
        name = old.name if old else names.get(match[1], match[1])
        yield Succession(on, match[1], name, unit.code, unit.name, extent, unit.resolution or "")


def _ended(units: Sequence[OfficeUnit], steps: Sequence[Succession], register: Register) -> Iterator[OfficeUnit]:
    """Give the versions that end because of what was entered, with the day before as their last."""
    ends = {step.old_code: step.on for step in steps if moves(step.extent) == ALL}
    ends |= {entry.unit.code: entry.unit.valid_from for entry in units if not entry.replaces and entry.unit.valid_from}
    corrected = {(entry.unit.code, entry.replaces) for entry in units}
    for code, on in ends.items():
        before = register.version_on(code, on - timedelta(days=1))
        if before is None or (before.valid_to is not None and before.valid_to < on):
            continue
        replaces = before.valid_from.isoformat() if before.valid_from else OPEN
        if (code, replaces) not in corrected:
            yield OfficeUnit(before._replace(valid_to=on - timedelta(days=1)), replaces)
