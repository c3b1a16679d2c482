"""Sheets of counts beside the rosters («Tổng hợp»): nobody is loaded from them, but what they print must agree."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.extracting.row_words import is_headcount, is_total_label
from etl.headers.vocabulary import path_meaning
from etl.normalising.places import Gazetteer, Place
from etl.normalising.values import as_text
from etl.problems import Problem, problem
from etl.records import Examination, ReadSheet, Sheet, TotalReport, Vacancy, Workbook
from reference.addresses import address
from reference.spelling import tidy

_LAST_ROW_OF_A_HEADER = 60


@dataclass(frozen=True, slots=True)
class Headcounts:
    """The people that one file's rosters hold, by commune and by district that they speak of, "" for all."""

    communes: Mapping[str, int]
    districts: Mapping[str, int]
    extra: Mapping[str, frozenset[int]]
    """The numbers that a total may add: rows held back for want of a name, vacant posts, or both."""

    @classmethod
    def of(cls, sheets: Sequence[ReadSheet], vacancies: Iterable[Vacancy]) -> "Headcounts":
        """Count the communes of people; a row without a name belongs where everybody on its sheet does."""
        people = [place for sheet in sheets for place in sheet.places if place]
        held: Counter[str] = Counter()
        vacant: Counter[str] = Counter()
        for sheet in sheets:
            codes = {place.code for place in sheet.places if place}
            held.update({"": sheet.nameless} | ({codes.pop(): sheet.nameless} if len(codes) == 1 else {}))
        for vacancy in vacancies:
            vacant.update({"": vacancy.count, vacancy.unit_code or "?": vacancy.count})
        extra = {code: frozenset({held[code], vacant[code], held[code] + vacant[code]}) for code in held | vacant}
        communes = Counter(place.code for place in people)
        return cls(communes, Counter(place.parent_code or "" for place in people), extra)


def compare_summaries(workbook: Workbook, examination: Examination, gazetteer: Gazetteer) -> None:
    """Hold the file's sheets of counts against its rosters."""
    if not examination.report.passed_over:
        return
    vacancies = (vacancy for sheet in examination.report.sheets for vacancy in sheet.vacancies)
    headcounts = Headcounts.of(examination.sheets, vacancies)
    for sheet in workbook.sheets:
        checked = (
            check_summary(workbook.file, sheet, headcounts, gazetteer)
            if sheet.name in examination.report.passed_over
            else None
        )
        if checked is not None:
            examination.report.totals += checked[0]
            examination.problems += checked[1]
            examination.report.passed_over[sheet.name] = "bảng tổng hợp số lượng, chỉ dùng để đối chiếu"


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
    units = None
    for row, cells in enumerate(sheet.rows[:_LAST_ROW_OF_A_HEADER]):
        for column, value in enumerate(cells):
            text = tidy(as_text(value))
            meaning = path_meaning((text,)).meaning if text else None
            if units is None and meaning and meaning.field == "unit":
                units = column
            elif units is not None and column > units and is_headcount(text):
                return row, units, column
    return None


def _printed(
    sheet: Sheet, first: int, names: int, numbers: int, headcounts: Headcounts, gazetteer: Gazetteer
) -> Iterator[tuple[int, int, int]]:
    """The row, the printed headcount and the count of every row that names a unit of the file's districts or all."""
    counted: set[str] = set()
    districts = _Districts(gazetteer)
    for row in range(first, len(sheet.rows)):
        cells = sheet.rows[row]
        texts = [tidy(as_text(value)) for value in cells[: names + 1]]
        districts.texts += filter(None, texts)
        says = _number(cells[numbers]) if numbers < len(cells) else None
        counts = {} if says is None else _counts(texts, headcounts, gazetteer, districts, counted)
        if says is not None and counts:
            agreeing = (code for code, count in counts.items() if says - count in {0, *headcounts.extra.get(code, ())})
            code = next(agreeing, None)
            counted.add(code or next(iter(counts)))
            yield row, says, says if code is not None else next(iter(counts.values()))


class _Districts:
    """The district of the rows read so far; it is looked for only where a unit's name does not do."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.texts: list[str] = []
        self._gazetteer = gazetteer
        self._last: Place | None = None

    def last(self) -> Place | None:
        """Find the last district that a heading, or a column before the unit's, names."""
        places = (self._gazetteer.find_district(text).place for text in reversed(self.texts))
        self._last = next((place for place in places if place), self._last)
        self.texts.clear()
        return self._last


def _number(value: Any) -> int | None:
    text = as_text(value).replace(".", "").strip() if value != "" else ""
    return int(text) if text.isdigit() else None


def _counts(
    texts: Sequence[str], headcounts: Headcounts, gazetteer: Gazetteer, districts: _Districts, counted: Collection[str]
) -> dict[str, int]:
    """The counts that a row may print, by code: several where units of one name stand in several districts.

    `districts` know the row's, and those over it; who was `counted` already is not meant again.
    """
    if any(text and is_total_label(text) for text in texts):
        return {"": sum(headcounts.communes.values())}
    name = texts[-1]
    if not name:
        return {}
    match = gazetteer.find_commune(name)
    if match.reason == "ambiguous":
        district = districts.last()
        within = gazetteer.find_commune(name, district.code).place if district else None
        match_codes = [within.code] if within else [place.code for place in match.candidates]
        codes = [code for code in match_codes if code in headcounts.communes and code not in counted]
        return {code: headcounts.communes[code] for code in codes}
    if match.place and match.place.parent_code in headcounts.districts:
        return {match.place.code: headcounts.communes.get(match.place.code, 0)}
    place = gazetteer.find_district(name).place
    return {place.code: headcounts.districts[place.code]} if place and place.code in headcounts.districts else {}
