"""The printed answers of `stats`: JSON and CSV with codes for programs, a table with words for people."""

import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import reference
from presentation import labels
from presentation.printed_counts import TABLES
from presentation.views import view_in_title
from reference import vietnamese
from reference.bodies import Tier
from reports.delimited import harmless
from stats.disclosure import is_untold
from stats.measures import CrossRow, Crosstab
from stats.measures.crosstabs import known_counts
from stats.names import Names
from stats.queries import UnitRow
from stats.registers import PLACE_OF
from stats.selection import View

_AT_THE_END = "~"
_NOTHING = Decimal("0.00")
_UNITS = ("unit", "unit_code")
_PLACES = {"district": ("district_code", "district_name"), "unit": ("unit_code", "unit_name")}
"""The columns of a place: its code and its name."""


@dataclass(frozen=True)
class Beside:
    """The same counted on another date; `is_fair` False: other units, or another territory, have sent on it.

    `is_printed`: its counts are those of printed tables.
    """

    as_of: date
    crosstab: Crosstab
    names: Names
    is_fair: bool
    is_printed: bool = False
    others: frozenset[str] = frozenset()
    """The codes that stood for other units on it."""

    @property
    def rows(self) -> dict[tuple[str | None, ...], CrossRow]:
        """The rows by their codes."""
        return {row.key: row for row in self.crosstab.rows}


@dataclass(frozen=True, slots=True)
class Line:
    """A row with that of the date beside; `is_of_then`: that date alone has it, and nobody is there now.

    `known` and `known_before` are their people, UNTOLD where nobody of the place declares the field.
    """

    row: CrossRow
    before: CrossRow | None
    known: int
    known_before: int = 0
    is_of_then: bool = False


@dataclass(frozen=True)
class Answer:
    """An answer of `stats`, ready to be printed in any format."""

    as_of: date
    where: Mapping[str, str | None]
    crosstab: Crosstab
    names: Names
    is_demo: bool
    view: View = View.REPORTED
    gaps: tuple[UnitRow, ...] = ()
    """The units that have no figures under the view, with the reason."""
    is_printed: bool = False
    """The counts are those of printed tables; there are no lists of people of that date."""
    beside: Beside | None = None
    level: Tier = Tier.COMMUNE

    @property
    def rows(self) -> list[Line]:
        """The rows, each with that of the date beside; rows of that date alone come last, with nobody now."""
        known = known_counts(self.crosstab, PLACE_OF)
        if self.beside is None:
            return [Line(row, None, known[row.key]) for row in self.crosstab.rows]
        others, before = self.beside.rows, known_counts(self.beside.crosstab, PLACE_OF)
        lines = []
        for row in self.crosstab.rows:
            then = None if self._was_another(row.key) else others.pop(row.key, None)
            lines.append(
                Line(row, then or CrossRow(row.key, 0, _NOTHING), known[row.key], before[row.key] if then else 0)
            )
        for row in others.values():
            lines.append(Line(CrossRow(row.key, 0, _NOTHING), row, 0, before[row.key], is_of_then=True))
        return lines

    def _was_another(self, key: Sequence[str | None]) -> bool:
        """Tell whether a row's unit shares no more than its code with that of the date beside."""
        codes = {code for name, code in zip(self.by, key, strict=True) if name in _UNITS}
        return self.beside is not None and not self.beside.others.isdisjoint(codes)

    def names_of(self, line: Line) -> Names:
        """Give the names of a row's places: those of the date beside where it is of that date alone."""
        return self.beside.names if self.beside is not None and line.is_of_then else self.names

    def change(self, count: int, other: int) -> int:
        """Subtract the earlier date's people from the later one's; `other` are those of the date beside."""
        more = count - other
        return -more if self.beside is not None and self.beside.as_of > self.as_of else more

    @property
    def unanswered(self) -> tuple[UnitRow, ...]:
        """The units that a table by unit names without a count."""
        return self.gaps if self.by[:1] == ["unit"] and not self.where else ()

    @property
    def by(self) -> list[str]:
        """The dimensions' names."""
        return [axis.name for axis in self.crosstab.axes]

    def columns(self) -> list[str]:
        """Name the columns before `count` and `share`."""
        return [column for name in self.by for column in _PLACES.get(name, (name,))]

    def cells(self, line: Line) -> list[str | None]:
        """Give a row's codes; a place's code is followed by its name."""
        cells: list[str | None] = []
        for name, code in zip(self.by, line.row.key, strict=True):
            cells.append(code)
            if name in _PLACES:
                cells.append(self.place(name, code, self.names_of(line)))
        return cells

    def place(self, name: str, code: str | None, names: Names) -> str | None:
        """Give the name of a district's or unit's code."""
        places = names.districts if name == "district" else names.units
        if code is not None and code not in places and self.beside is not None:
            names = self.beside.names
            places = names.districts if name == "district" else names.units
        return None if code is None else places.get(code)


def print_json(answer: Answer) -> None:
    """Print the contract's JSON object."""
    columns, crosstab = answer.columns(), answer.crosstab
    rows: list[dict[str, Any]] = [
        dict(zip(columns, answer.cells(line), strict=True))
        | {"count": line.row.count, "share": str(line.row.share)}
        | _before(answer, line)
        for line in answer.rows
    ]
    if answer.view is not View.REPORTED:
        rows += [
            dict.fromkeys(columns)
            | {"unit_code": unit.code, "unit_name": unit.name, "count": None, "share": None}
            | {"reason": labels.unit_gap(unit.gap)}
            for unit in answer.unanswered
        ]
        if answer.unanswered:
            rows.sort(key=lambda row: row["unit_code"] or _AT_THE_END)
    result: dict[str, Any] = {"as_of": answer.as_of.isoformat(), "by": answer.by, "where": dict(answer.where)}
    if answer.view is not View.REPORTED:
        result["territory"] = answer.view.value
    result |= {"base": crosstab.base, "rounding": crosstab.rounding.value, "rows": rows}
    if answer.beside is not None:
        table = answer.beside.crosstab
        result["beside"] = {
            "as_of": answer.beside.as_of.isoformat(),
            "base": table.base,
            "comparable": answer.beside.is_fair,
        }
        if answer.beside.is_printed:
            result["beside"]["aggregate"] = True
    if answer.is_printed:
        result["aggregate"] = True
    if answer.is_demo:
        result["demo"] = True
    print(json.dumps(result, ensure_ascii=False, indent=1))


def _before(answer: Answer, line: Line) -> dict[str, Any]:
    """Give what a row has beside it: the other date's count and share, and how many more there are on the later one."""
    row, before = line.row, line.before
    if before is None:
        return {}
    return {
        "count_beside": before.count,
        "share_beside": str(before.share),
        "change": answer.change(row.count, before.count),
    }


def print_csv(answer: Answer) -> None:
    """Print the rows with a header; an empty cell for those who declare nothing, a «'» before what begins a formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    seen = [] if answer.view is View.REPORTED else [answer.view.value]
    extra = ["count_beside", "share_beside", "change"] if answer.beside else []
    writer.writerow([*answer.columns(), "count", "share", *extra, *(["territory", "reason"] if seen else [])])
    rows = [
        [
            *(cell and harmless(cell) for cell in answer.cells(line)),
            line.row.count,
            str(line.row.share),
            *_before(answer, line).values(),
            *seen,
            *[""] * len(seen),
        ]
        for line in answer.rows
    ]
    blank = [""] * (len(answer.columns()) - 2)
    if seen and answer.unanswered:
        rows += [
            [unit.code, unit.name, *blank, "", "", *([""] * len(extra)), *seen, labels.unit_gap(unit.gap)]
            for unit in answer.unanswered
        ]
        rows.sort(key=lambda row: row[0] or _AT_THE_END)
    writer.writerows(rows)
    for note in _notes(answer):
        print(note, file=sys.stderr)


def print_table(answer: Answer) -> None:
    """Print for people: Vietnamese labels and numbers, the base, the rule of rounding."""
    crosstab = answer.crosstab
    heads = [reference.field_label(column) for column in answer.columns()]
    rows = [[*_words(answer, line), *_numbers(answer, line)] for line in answer.rows]
    other = [vietnamese.day(answer.beside.as_of), "Tăng, giảm"] if answer.beside else []
    lines = _aligned([[*heads, *other, "Số người", "Tỷ lệ"], *rows], len(other) + 2)
    rule = "─" * max(map(len, lines))
    print(lines[0], rule, *lines[1:], rule, sep="\n")
    view = "".join(f", {words}" for words in view_in_title(answer.view, answer.level))
    print(f"Tổng số: {vietnamese.number(crosstab.base)} người, tính đến {vietnamese.day(answer.as_of)}{view}")
    conditions = "; ".join(
        f"{reference.field_label(name)}: {_word(answer, name, value, answer.names)}"
        for name, value in answer.where.items()
    )
    if conditions:
        print(f"Chỉ đếm: {conditions}")
    # With several dimensions each group has its own 100%.
    shares = [row.share for row in crosstab.rows] if len(crosstab.axes) == 1 else []
    print(labels.rounding_note(crosstab.rounding, shares))
    for unit in answer.unanswered if answer.view is not View.REPORTED else ():
        print(f"{unit.name} ({unit.code}) không có số: {labels.unit_gap(unit.gap)}.")
    if answer.beside is not None:
        base = vietnamese.number(answer.beside.crosstab.base)
        unfair = (
            ""
            if answer.beside.is_fair
            else "; hai ngày khác địa giới hoặc khác đơn vị đã gửi, tăng giảm chỉ để tham khảo"
        )
        print(f"Ngày {vietnamese.day(answer.beside.as_of)}: {base} người{unfair}.")
    print(*_notes(answer), sep="\n", end="\n" if _notes(answer) else "")


def _numbers(answer: Answer, line: Line) -> list[str]:
    """Word a row's counts and its share: «không khai» where nobody of its place declares the field."""
    share = "–" if is_untold(line.known) else vietnamese.percent(line.row.share, line.known)
    now = [vietnamese.number(line.known), share]
    if line.before is None:
        return now
    change = answer.change(line.known, line.known_before)
    return [vietnamese.number(line.known_before), "–" if is_untold(change) else vietnamese.signed(change), *now]


def _notes(answer: Answer) -> list[str]:
    """Say that people are invented, or that only counts are left of them."""
    days = [answer.as_of] if answer.is_printed else []
    days += [answer.beside.as_of] if answer.beside is not None and answer.beside.is_printed else []
    printed = [f"{TABLES}: không có danh sách của ngày {vietnamese.day(day)}." for day in days]
    return [*printed, *([labels.DEMO_NOTE] if answer.is_demo else [])]


def _words(answer: Answer, line: Line) -> list[str]:
    words: list[str] = []
    for name, code in zip(answer.by, line.row.key, strict=True):
        word = _word(answer, name, code, answer.names_of(line))
        words += [code or "", word] if name in _PLACES else [word]
    return words


def _word(answer: Answer, name: str, code: str | None, names: Names) -> str:
    if name in _PLACES:
        return answer.place(name, code, names) or labels.no_place(name, answer.view)
    return reference.code_label(name, code)


def _aligned(rows: Sequence[Sequence[str]], numbers: int) -> list[str]:
    """Set columns under each other, the last ones, of numbers, to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-numbers], widths[:-numbers], strict=True)]
        cells += [cell.rjust(width) for cell, width in zip(row[-numbers:], widths[-numbers:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return lines


FORMATS: dict[str, Callable[[Answer], None]] = {"table": print_table, "csv": print_csv, "json": print_json}
