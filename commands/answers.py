"""The printed answers of `stats`: JSON and CSV with codes for programs, a table with words for people."""

import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import reference
from presentation import labels
from reference import vietnamese
from reports.delimited import harmless
from stats.measures import Crosstab
from stats.names import Names

_PLACES = {"district": ("district_code", "district_name"), "unit": ("unit_code", "unit_name")}
"""The columns of a place: its code and its name."""


@dataclass(frozen=True)
class Answer:
    """An answer of `stats`, ready to be printed in any format."""

    as_of: date
    where: Mapping[str, str | None]
    crosstab: Crosstab
    names: Names
    is_demo: bool

    @property
    def by(self) -> list[str]:
        """The dimensions' names."""
        return [axis.name for axis in self.crosstab.axes]

    def columns(self) -> list[str]:
        """Name the columns before `count` and `share`."""
        return [column for name in self.by for column in _PLACES.get(name, (name,))]

    def cells(self, key: Sequence[str | None]) -> list[str | None]:
        """Give a row's codes; a place's code is followed by its name."""
        cells: list[str | None] = []
        for name, code in zip(self.by, key, strict=True):
            cells.append(code)
            if name in _PLACES:
                cells.append(self.place(name, code))
        return cells

    def place(self, name: str, code: str | None) -> str | None:
        """Give the name of a district's or unit's code."""
        places = self.names.districts if name == "district" else self.names.units
        return None if code is None else places.get(code)


def print_json(answer: Answer) -> None:
    """Print the contract's JSON object."""
    columns, crosstab = answer.columns(), answer.crosstab
    rows: list[dict[str, Any]] = [
        dict(zip(columns, answer.cells(row.key), strict=True)) | {"count": row.count, "share": str(row.share)}
        for row in crosstab.rows
    ]
    result: dict[str, Any] = {"as_of": answer.as_of.isoformat(), "by": answer.by, "where": dict(answer.where)}
    result |= {"base": crosstab.base, "rounding": crosstab.rounding.value, "rows": rows}
    if answer.is_demo:
        result["demo"] = True
    print(json.dumps(result, ensure_ascii=False, indent=1))


def print_csv(answer: Answer) -> None:
    """Print the rows with a header; an empty cell for those who declare nothing, a «'» before what begins a formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*answer.columns(), "count", "share"])
    writer.writerows(
        [*(cell and harmless(cell) for cell in answer.cells(row.key)), row.count, str(row.share)]
        for row in answer.crosstab.rows
    )
    if answer.is_demo:
        print(labels.DEMO_NOTE, file=sys.stderr)


def print_table(answer: Answer) -> None:
    """Print for people: Vietnamese labels and numbers, the base, the rule of rounding."""
    crosstab = answer.crosstab
    heads = [reference.field_label(column) for column in answer.columns()]
    rows = [
        [*_words(answer, row.key), vietnamese.number(row.count), vietnamese.percent(row.share, row.count)]
        for row in crosstab.rows
    ]
    lines = _aligned([[*heads, "Số người", "Tỷ lệ"], *rows])
    rule = "─" * max(map(len, lines))
    print(lines[0], rule, *lines[1:], rule, sep="\n")
    print(f"Tổng số: {vietnamese.number(crosstab.base)} người, tính đến {vietnamese.day(answer.as_of)}")
    conditions = "; ".join(
        f"{reference.field_label(name)}: {_word(answer, name, value)}" for name, value in answer.where.items()
    )
    if conditions:
        print(f"Chỉ đếm: {conditions}")
    # With several dimensions each group has its own 100%.
    shares = [row.share for row in crosstab.rows] if len(crosstab.axes) == 1 else []
    print(labels.rounding_note(crosstab.rounding, shares))
    if answer.is_demo:
        print(labels.DEMO_NOTE)


def _words(answer: Answer, key: Sequence[str | None]) -> list[str]:
    words: list[str] = []
    for name, code in zip(answer.by, key, strict=True):
        words += [code or "", _word(answer, name, code)] if name in _PLACES else [_word(answer, name, code)]
    return words


def _word(answer: Answer, name: str, code: str | None) -> str:
    if name in _PLACES:
        return answer.place(name, code) or (vietnamese.NO_DISTRICT if name == "district" else vietnamese.NOT_DECLARED)
    return reference.code_label(name, code)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Set columns under each other, the last two (numbers) to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-2], widths[:-2], strict=True)]
        cells += [cell.rjust(width) for cell, width in zip(row[-2:], widths[-2:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return lines


FORMATS: dict[str, Callable[[Answer], None]] = {"table": print_table, "csv": print_csv, "json": print_json}
