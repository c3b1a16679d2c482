"""Spellings that nobody has explained yet, as questions for a clerk; each is asked once, however many cells have it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

import reference
from etl.normalising import values
from etl.normalising.answers import BLANK, MARK, mark_field, spelling_key
from etl.normalising.position_tables import tenures
from etl.problems import Problem
from etl.records import FileReport, Question, SheetReport
from reference.fields import fields_read_as
from reference.provinces import communes_of, district_names, districts_of, provinces_on
from reference.spelling import key
from reference.units import per_register

_CELLS_NAMED = 5
_LONGEST = 255
_LEFT_BLANK = "Để trống các ô này, chỉ cảnh báo"
_KEPT_AS_WRITTEN = "Giữ nguyên như đã ghi, không phải chức danh trong danh mục"
_A_MARK = "Là dấu «x» (có)"
_PLACES = {"unit": "commune", "district": "district"}
_LISTED = fields_read_as(reference.Reading.LIST)


def questions(problems: Iterable[Problem], files: Sequence[FileReport], as_of: date, province: str) -> list[Question]:
    """Make one question for each field and spelling, those in most cells first."""
    tables: dict[tuple[str, str], list[SheetReport]] = {}
    for file in files:
        for sheet in file.sheets:
            tables.setdefault((file.file, sheet.sheet), []).append(sheet)
    cells_of: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        name = _asked_about(problem, tables.get((problem.file, problem.sheet), ()))
        if name and key(problem.value) and len(problem.value) <= _LONGEST:
            cells_of.setdefault((name, spelling_key(problem.value, problem.district)), []).append(problem)
    several = len(files) > 1
    rows = [
        _question(name, spelled, cells=cells, as_of=as_of, province=province, several=several)
        for (name, spelled), cells in cells_of.items()
    ]
    return sorted(rows, key=lambda question: -question.count)


def _asked_about(problem: Problem, tables: Sequence[SheetReport]) -> str:
    """The field that an answer about the problem's value is kept under; "" where a clerk's word would not help.

    `tables` are those of the problem's sheet: several may stand side by side or one below another.
    """
    if problem.code == "unknown_value" and (problem.field in values.CODED_FIELDS or problem.field in _LISTED):
        return problem.field
    if problem.code == "unknown_mark":
        return mark_field(problem.field)
    if problem.code == "unknown_position":
        return "position"
    if problem.code == "unknown_unit" or (problem.code == "unit_not_then" and problem.suggestion):
        return "district" if _column_of(problem.cell, tables) == "district" else "unit"
    return ""


def _column_of(cell: str, tables: Sequence[SheetReport]) -> str | None:
    """The meaning of the cell's column in the table that the cell stands in."""
    letters = cell.rstrip("0123456789")
    row = int(cell.removeprefix(letters) or 0)
    around = (table for table in tables if table.data_rows[0] <= row <= table.data_rows[1])
    return next((table.columns[letters] for table in around if letters in table.columns), None)


def _question(name: str, spelled: str, cells: Sequence[Problem], as_of: date, province: str, several: bool) -> Question:
    first = cells[0]
    field, _, _ = name.partition(":")
    return Question(
        field=name,
        key=spelled,
        spelling=_spelling(first, as_of),
        column=reference.field_label(field),
        count=len(cells),
        cells=_addresses(cells[:_CELLS_NAMED], several),
        proposal=_proposal(name, first.suggestion, as_of, province),
        source=f"{first.file} › {_address(first, several=False)}"[:_LONGEST],
    )


def _spelling(problem: Problem, as_of: date) -> str:
    """Give a spelling as written, with the district in which alone an answer holds."""
    district = district_names(as_of).get(problem.district, "")
    return f"{problem.value} ({district})" if district else problem.value


def _addresses(cells: Sequence[Problem], several: bool) -> list[str]:
    """The addresses «Sheet1!H7», «H8»: file and sheet are named where they change."""
    befores = [None, *cells]
    return [
        problem.cell
        if before and (before.file, before.sheet) == (problem.file, problem.sheet)
        else _address(problem, several)
        for before, problem in zip(befores, cells, strict=False)
    ]


def _address(problem: Problem, several: bool) -> str:
    cell = "!".join(filter(None, (problem.sheet, problem.cell)))
    return f"{problem.file}: {cell}" if several else cell


def _proposal(name: str, suggestion: str, as_of: date, province: str) -> str:
    """The meaning that a problem's suggestion stands for."""
    if not suggestion:
        return ""
    if name in _PLACES:
        return next((full for code, full in _full_names(_PLACES[name], as_of, province) if code == suggestion), "")
    meanings = [meaning for meaning, _ in choices(name, as_of, province)]
    fitting = [meaning for meaning in meanings if meaning in (suggestion, f"{name}={suggestion}")]
    detailed = [meaning for meaning in meanings if meaning.startswith(f"{name}={suggestion} ")]
    return next(iter([*fitting, *detailed]), "")


def choices(name: str, as_of: date, province: str) -> list[tuple[str, str]]:
    """List every meaning that an answer about spellings of `name` can give, with its Vietnamese name."""
    if name in _PLACES:
        return [(full, full) for _, full in _full_names(_PLACES[name], as_of, province)]
    if name == "position":
        return [*((title, title) for title in tenures()), (BLANK, _KEPT_AS_WRITTEN)]
    return [*_values(name), (BLANK, _LEFT_BLANK)]


@lru_cache(maxsize=1)
def column_meanings() -> tuple[tuple[str, str], ...]:
    """List everything that a column can be taken for, as `SheetReport.columns` writes it, with its Vietnamese name.

    The fields come first, then the levels that a column of marks tells: those are many.
    """
    names = {row["meaning"].partition(":")[0] for row in reference.rows("header_spellings")} | values.CODED_FIELDS
    fields: list[tuple[str, str]] = []
    levels: list[tuple[str, str]] = []
    for name, label in reference.field_labels().items():
        if name not in names:
            continue
        fields.append((name, label))
        if name in values.CODED_FIELDS:
            codes = reference.code_lists().get(name, ())
            levels += [(f"{name}:{value.code}", f"{label}: {value.label} (cột đánh dấu)") for value in codes]
    return (*fields, *levels)


def _values(name: str) -> Iterator[tuple[str, str]]:
    if name in _LISTED:
        yield from ((official, official) for official in reference.official_names(name))
    elif name.partition(":")[2]:
        yield MARK, _A_MARK
    else:
        for sets in sorted(values.known_sets(name), key=_rank):
            yield " ".join(f"{field}={code}" for field, code in sets), _label(name, sets)


def _rank(sets: values.Sets) -> tuple[tuple[str, int], ...]:
    lists = reference.code_lists()
    ranks = [[value.code for value in lists.get(field, ())] for field, _ in sets]
    return tuple(
        (field, codes.index(code) if code in codes else 0) for (field, code), codes in zip(sets, ranks, strict=True)
    )


def _label(name: str, sets: values.Sets) -> str:
    """The meaning's name: «Đại học», «Chứng chỉ (Ứng dụng CNTT cơ bản)», «Tiếng Anh: Chứng chỉ», «Đảng viên dự bị»."""
    if dict(sets).get("party_probation"):
        return "Đảng viên dự bị"
    (field, code), *details = sets
    before = "" if field == name else f"{reference.field_label(field)}: "
    detail = ", ".join(_code_label(*each) for each in details if each[0].startswith(field))
    others = "; ".join(_label(name, (each,)) for each in details if not each[0].startswith(field))
    return before + _code_label(field, code) + (f" ({detail})" if detail else "") + (f"; {others}" if others else "")


def _code_label(field: str, code: str) -> str:
    return next((value.label for value in reference.code_lists()[field] if value.code == code), code)


@per_register(maxsize=16)
def _full_names(level: str, as_of: date, province: str) -> tuple[tuple[str, str], ...]:
    """The codes and full names of the province's units of a day: «Xã Tân Lãng, Huyện Lương Tài» is one on any day."""
    names = []
    for home in provinces_on(province, as_of):
        districts = {unit.code: unit.name for unit in districts_of(home, as_of)}
        if level == "district":
            names += [(code, f"{name}, {home.name}") for code, name in districts.items()]
        else:
            communes = communes_of(home, as_of)
            names += [(u.code, f"{u.name}, {districts.get(u.parent_code or '', home.name)}") for u in communes]
    return tuple(names)
