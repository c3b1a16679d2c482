"""Sheets of counts beside the rosters («Tổng hợp»): nobody is loaded from them, but what they print must agree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import reference
from etl.addresses import address
from etl.extracting.rows import is_total_label
from etl.headers.vocabulary import path_meaning
from etl.normalising.places import Gazetteer, Place
from etl.normalising.text import key, tidy
from etl.normalising.values import as_text
from etl.problems import Problem, problem
from etl.records import Sheet, TotalReport

_LAST_ROW_OF_A_HEADER = 60


@dataclass(frozen=True, slots=True)
class Headcounts:
    """The people that one file's rosters hold, by commune code; `districts` are those that it speaks of."""

    communes: Mapping[str, int]
    districts: Mapping[str, int]

    @classmethod
    def of(cls, places: Iterable[Place | None]) -> "Headcounts":
        """Count the communes of people."""
        communes: dict[str, int] = {}
        districts: dict[str, int] = {}
        for place in places:
            if place is not None:
                communes[place.code] = communes.get(place.code, 0) + 1
                parent = place.parent_code or ""
                districts[parent] = districts.get(parent, 0) + 1
        return cls(communes, districts)


def check_summary(
    file: str, sheet: Sheet, headcounts: Headcounts, gazetteer: Gazetteer
) -> tuple[list[TotalReport], list[Problem]] | None:
    """Hold a sheet's printed headcounts against the rosters of its file; None where the sheet is no such summary."""
    header = _header(sheet)
    if header is None:
        return None
    row, names, numbers = header
    reports, problems = [], []
    for at, says, count in _printed(
        sheet, row + 1, names=names, numbers=numbers, headcounts=headcounts, gazetteer=gazetteer
    ):
        cell = address(at, numbers)
        reports.append(TotalReport(f"{sheet.name}!{cell}", says, count))
        if says != count:
            where = {"file": file, "sheet": sheet.name, "cell": cell}
            problems.append(problem("total_differs", **where, value=says, counted=count))
    return (reports, problems) if reports else None


def _header(sheet: Sheet) -> tuple[int, int, int] | None:
    """The row, the column of units and that of headcounts; a heading over several rows counts from its own row."""
    words = {key(row["word"]) for row in reference.rows("cell_words") if row["kind"] == "headcount"}
    units = None
    for row, cells in enumerate(sheet.rows[:_LAST_ROW_OF_A_HEADER]):
        for column, value in enumerate(cells):
            text = tidy(as_text(value))
            meaning = path_meaning((text,)).meaning if text else None
            if units is None and meaning and meaning.field == "unit":
                units = column
            elif units is not None and column > units and key(text) in words:
                return row, units, column
    return None


def _printed(
    sheet: Sheet, first: int, names: int, numbers: int, headcounts: Headcounts, gazetteer: Gazetteer
) -> Iterator[tuple[int, int, int]]:
    """The row, the printed headcount and the count of every row that names a unit of the file's districts or all."""
    for row in range(first, len(sheet.rows)):
        cells = sheet.rows[row]
        says = _number(cells[numbers]) if numbers < len(cells) else None
        if says is None:
            continue
        texts = [tidy(as_text(value)) for value in cells[: names + 1]]
        count = _count(texts, headcounts, gazetteer)
        if count is not None:
            yield row, says, count


def _number(value: Any) -> int | None:
    text = as_text(value).replace(".", "").strip() if value != "" else ""
    return int(text) if text.isdigit() else None


def _count(texts: list[str], headcounts: Headcounts, gazetteer: Gazetteer) -> int | None:
    if any(text and is_total_label(text) for text in texts):
        return sum(headcounts.communes.values())
    name = texts[-1]
    if not name:
        return None
    commune = gazetteer.find_commune(name).place
    if commune and commune.parent_code in headcounts.districts:
        return headcounts.communes.get(commune.code, 0)
    district = gazetteer.find_district(name).place
    return headcounts.districts.get(district.code) if district else None
