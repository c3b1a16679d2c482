"""Statutory tables and articles' tables as counts by place: labels name places, days, and whom a number counts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from etl.figures.aggregate_checks import check_aggregates
from etl.figures.numbers import is_blank
from etl.figures.periods import day_of_text, day_of_title
from etl.figures.records import FigureCell, FigureReading, FindBody, Unit
from etl.figures.units import UnitFinder, no_body
from etl.normalising.place_words import strip_group_numbering
from etl.normalising.places import Match
from etl.problems import problem, refuse_flood
from etl.records import Sheet, Workbook
from reconciling.grids import Column, Grid, GridTable, Line, is_total, is_year, table_of
from reference import phrases
from reference.bodies import LEVEL, Tier, body_on
from reference.forms import EVERYBODY, Rule, written
from reference.provinces import provinces_on
from reference.spelling import key, tidy

_KINDS = tuple(map(key, ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tp", "tx")))
_LONGEST_NAME = 6
_UPPER = tuple(map(key, ("huyện trở lên", "cấp tỉnh", "cấp huyện")))
_OF_COMMUNES = key("cấp xã")
_WHOLE = tuple(map(key, ("Toàn tỉnh", "Toàn thành phố", "Cả tỉnh")))
_PROVINCE = "province"
_LONGEST_RULE = 255


def read_aggregates(
    book: Workbook, home: str, as_of: date | None = None, find_body: FindBody = no_body
) -> FigureReading:
    """Read every visible sheet that holds a table of counts of people.

    `home`: the province's code of today. `as_of` stands above the title's day, below those of columns and rows. Each
    count is of a commune, a body, a district or the province; its measure is a counting rule. A label that says no
    place, no day and nobody is a problem.
    """
    reading = FigureReading(book.file, book.sha256)
    finder = UnitFinder(book.file, home, find_body)
    for sheet in book.sheets:
        if sheet.is_error_list:
            continue
        table = None if sheet.is_hidden else table_of(Grid("", sheet.rows, sheet.merges))
        if table is None:
            empty = not any(not is_blank(value) for row in sheet.rows for value in row)
            words = "trang ẩn" if sheet.is_hidden else "trang trống" if empty else "không có bảng số"
            reading.passed_over[sheet.name] = words
            continue
        own = FigureReading(book.file, book.sha256)
        _SheetReader(own, sheet, table, finder, as_of).read()
        if len(book.sheets) > 1 and not own.figures and not own.errors:
            reading.passed_over[sheet.name] = "không có số người của đơn vị nào"
            continue
        reading.figures += own.figures
        reading.problems += own.problems
        reading.columns |= own.columns
    if not reading.columns:
        reading.problems.append(problem("aggregates_no_table", file=book.file))
    reading.problems += check_aggregates(book.file, reading.figures)
    reading.figures = list(_each_once(reading.figures))
    if not reading.figures and not reading.errors:
        reading.problems.append(problem("figures_empty", file=book.file))
    return reading


def _each_once(cells: Iterable[FigureCell]) -> Iterator[FigureCell]:
    """Give each number once: a table may print a total in two places."""
    seen = set()
    for cell in cells:
        place = cell.unit.level, cell.unit.code, cell.tier, cell.measure, cell.as_of
        if place not in seen:
            seen.add(place)
            yield cell


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels over or beside a number, parted: the place, the day, and the words about people."""

    unit: Unit | None = None
    is_wrong: bool = False
    day: date | None = None
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class _SheetReader:
    """A reader of the one table of a sheet into a reading."""

    reading: FigureReading
    sheet: Sheet
    table: GridTable
    finder: UnitFinder
    as_of: date | None
    _default: Unit | None = None
    _left_out: tuple[str, ...] = ()
    """The people whom the title leaves out of all numbers: «(không kể Ban CHQS)»."""
    _is_upper: bool = False
    _refuses_units: bool = False
    _district: str | None = None
    """The district of the rows above: its communes stand below it, and two may have one name."""
    _unread: set[tuple[str, ...]] = field(default_factory=set)

    def read(self) -> None:
        """Add each count of the table, and its problems, to the reading."""
        titles = self.table.titles
        by_title = day_of_title([*titles, self.sheet.spoken_name])
        if self.as_of and by_title and self.as_of != by_title:
            says = {"value": f"{by_title:%d/%m/%Y}", "chosen": f"{self.as_of:%d/%m/%Y}"}
            self._report("date_overridden", "", **says)
        day = self.as_of or by_title
        if self.sheet.uncomputed:
            self._report("formula_without_value", self.sheet.address(*min(self.sheet.uncomputed)))
        spoken = [key(title) for title in titles]
        self._is_upper = any(word in title for title in spoken for word in _UPPER)
        self._is_upper = self._is_upper and not any(_OF_COMMUNES in title for title in spoken)
        heads = {column.at: self._parted(column.path, day) for column in self._counts()}
        days = {day, *(labels.day for labels in heads.values() if labels.day)} - {None}
        if not days and not any(self._parted(line.path, day).day for line in self.table.lines):
            self._report("aggregates_no_day", self.sheet.address(self.table.lines[0].at, self.table.columns[0].at))
            self.reading.columns[self.sheet.name] = {}
            return
        self._left_out = tuple(part for title in titles for part in phrases.exceptions_in(title))
        self._default = self._place_of_titles(titles, day or max(filter(None, days), default=date.max))
        self._read_lines(heads, day)
        self._tell_columns(heads)

    def _counts(self) -> list[Column]:
        return [column for column in self.table.columns if not column.is_share]

    def _read_lines(self, heads: dict[int, _Labels], day: date | None) -> None:
        totals = [line for line in self.table.lines if line.is_total]
        parted: dict[tuple[int, date | None], _Labels] = {}
        units: set[str] = set()
        provinces: set[str] = set()
        for line in self.table.lines:
            for column in self._counts():
                number = line.numbers.get(column.at)
                if number is None or number.count is None or number.is_percent or heads[column.at].is_wrong:
                    continue
                on = heads[column.at].day or day
                if (line.at, on) not in parted:
                    parted[line.at, on] = self._parted(line.path, on, line)
                beside = parted[line.at, on]
                if beside.unit is not None:
                    (provinces if beside.unit.level == _PROVINCE else units).add(beside.unit.code)
                # A total of some rows only, or of two provinces that were merged later, is of no place.
                if beside.is_wrong or (line.is_total and ((units and line is not totals[-1]) or len(provinces) > 1)):
                    continue
                cell = self.sheet.address(line.at, column.at)
                self._add(heads[column.at], beside, cell, number.count, beside.day or on)
            refuse_flood(self.reading.problems)

    # Labels

    def _parted(self, path: Iterable[str], day: date | None, line: Line | None = None) -> _Labels:
        """Part the labels of a column, or (`line`) of a row; what cannot be understood is reported for rows here."""
        labels = _Labels()
        for label in path:
            text = strip_group_numbering(tidy(label))
            own_day = date(int(text[-4:]), 12, 31) if is_year(text) else day_of_text(text, years=False)
            labels = replace(labels, day=own_day or labels.day)
            if is_year(text):
                continue
            if key(text) in _WHOLE or is_total(text):
                continue
            labels = self._with_label(labels, text, labels.day or day, line)
        return labels

    def _with_label(self, labels: _Labels, text: str, day: date | None, line: Line | None) -> _Labels:
        phrase = phrases.read([text])
        begins = any(key(text).startswith(f"{kind} ") for kind in _KINDS)
        if day is not None and (phrase.unknown or begins):
            province = next((unit for unit in self._provinces(day) if key(unit.name) == key(text)), None)
            if province is not None:
                return replace(labels, unit=province)
            held = labels.unit.code if labels.unit and labels.unit.level == "district" else None
            above = held or (self._district if line is not None else None)
            unit, match = self.finder.find(text, day, above) if above else (None, None)
            if unit is None or unit.level != "commune":
                unit, match = self.finder.find(text, day)
            if unit is not None:
                if line is not None and unit.level == "district":
                    self._district = unit.code
                return replace(labels, unit=unit)
            if phrase.unknown and line is not None:
                self._report_label(text, day, match, line)
                return replace(labels, is_wrong=True)
        return replace(labels, words=(*labels.words, text))

    def _provinces(self, day: date) -> list[Unit]:
        """List the office's province on a day and those that were merged with it later, its own name's first."""
        return [Unit(_PROVINCE, unit.code, unit.name) for unit in provinces_on(self.finder.home, day)]

    def _report_label(self, text: str, day: date, match: Match | None, line: Line) -> None:
        """Report a row's label: of a table of units it is a unit that nobody knows, else words that nobody knows."""
        column = next((at for at, cell in enumerate(self.table.grid.cells[line.at]) if text in tidy(str(cell))), 0)
        cell = self.sheet.address(line.at, column)
        is_unit = self._is_of_units(day) or any(key(text).startswith(f"{kind} ") for kind in _KINDS)
        if is_unit:
            fault = self.finder.problem(text, day, match, self.sheet.name, cell)
            if fault not in self.reading.problems:
                self.reading.problems.append(fault)
        else:
            self._report("aggregate_label_unread", cell, value=text)

    def _is_of_units(self, day: date) -> bool:
        """Tell whether the table's rows are units: more of them name one than words about people."""
        ends = [strip_group_numbering(tidy(line.path[-1])) for line in self.table.lines if not line.is_total]
        units = sum(self.finder.find(text, day)[0] is not None for text in ends if phrases.read([text]).unknown)
        return units > 0

    def _place_of_titles(self, titles: Iterable[str], day: date) -> Unit | None:
        """Find the one unit that the lines above the table name: such a table is its alone."""
        named: dict[tuple[str, str], Unit] = {}
        for title in titles:
            words = title.split()
            for start in range(len(words)):
                if key(" ".join(words[start : start + 2])).startswith(tuple(f"{kind} " for kind in _KINDS)):
                    unit = self._longest_name(words[start : start + _LONGEST_NAME], day)
                    if unit is not None:
                        named.setdefault((unit.level, unit.code), unit)
        for level in ("commune", "district"):
            units = [unit for (known, _), unit in named.items() if known == level]
            if units:
                return units[0] if len(units) == 1 else None
        return self._province_of_titles(titles, day)

    def _province_of_titles(self, titles: Iterable[str], day: date) -> Unit | None:
        """Find the one province that the last line to name any names: a letterhead, above, may be another's."""
        for title in reversed(list(titles)):
            named = [
                unit for unit in self._provinces(day) if re.search(rf"\b{re.escape(key(unit.name))}\b", key(title))
            ]
            if named:
                return named[0] if len(named) == 1 else None
        return None

    def _longest_name(self, words: list[str], day: date) -> Unit | None:
        for end in range(len(words), 1, -1):
            unit, _ = self.finder.find(" ".join(words[:end]).strip(" ,.;:"), day)
            if unit is not None:
                return unit
        return None

    # Numbers

    def _add(self, head: _Labels, beside: _Labels, cell: str, count: int, day: date | None) -> None:
        corner = (self.table.corner,) if self.table.corner and beside.words else ()
        words = (*head.words, *corner, *beside.words, *self._left_out)
        rule = self._rule(words, cell)
        if rule is None:
            return
        if day is None:
            self._report("aggregates_no_day", cell)
            return
        unit = beside.unit or head.unit or self._default or self._provinces(day)[0]
        tier = self._tier(unit, day)
        if tier is None:
            # A total over bodies is only held against them.
            if beside.unit is not None and not self._refuses_units:
                self._refuses_units = True
                self._report("aggregate_needs_bodies", cell, value=unit.name)
            return
        label = " › ".join(dict.fromkeys(words)) or "Tổng số"
        self.reading.figures.append(
            FigureCell(
                *(unit, "", written(rule), day, Decimal(count)),
                sheet=self.sheet.name, cell=cell, label=label[:_LONGEST_RULE], tier=tier.value,
            )
        )  # fmt: skip

    def _tier(self, unit: Unit, day: date) -> Tier | None:
        if unit.level == LEVEL:
            body = body_on(unit.code, day)
            return body.tier if body else None
        return None if self._is_upper else Tier.COMMUNE

    def _rule(self, words: tuple[str, ...], cell: str) -> Rule | None:
        """Read whom the words count; None, and a problem, where they do not say it."""
        phrase = phrases.read(words)
        if words and (phrase.unknown or (not phrase.is_understood and phrase.field)):
            if words not in self._unread:
                self._unread.add(words)
                self._report("aggregate_label_unread", cell, value=" › ".join(words))
            return None
        rule = phrase.rule if phrase.conditions else EVERYBODY
        return rule if len(written(rule)) <= _LONGEST_RULE else None

    def _tell_columns(self, heads: dict[int, _Labels]) -> None:
        """Note what each column was read as."""
        columns: dict[str, str] = {}
        for at, labels in heads.items():
            parts = [*labels.words, *([f"{labels.day:%d/%m/%Y}"] if labels.day else [])]
            columns[self.sheet.column(at)] = " › ".join(dict.fromkeys(parts)) or "Tổng số"
        self.reading.columns[self.sheet.name] = columns

    def _report(self, code: str, cell: str, **words: str) -> None:
        fault = problem(code, file=self.reading.file, sheet=self.sheet.name, cell=cell, **words)
        if fault not in self.reading.problems:
            self.reading.problems.append(fault)
