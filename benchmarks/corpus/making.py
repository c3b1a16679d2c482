"""Invented workbooks: one to three sheets of people in a layout of chance, and what a reader must find there."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count, groupby
from random import Random
from typing import Any
from unicodedata import normalize

import xlsxwriter

import reference
from benchmarks.corpus import columns, wordings
from benchmarks.corpus.columns import Column, Person
from benchmarks.corpus.wordings import Meaning

PROVINCE = "24"
DAYS = (date(2023, 12, 31), date(2025, 12, 31))
_REFORM = date(2025, 7, 1)
_DAY_LINES = (
    "(Tính đến ngày {:%d/%m/%Y})", "Tính đến {:%d/%m/%Y}", "(Có mặt đến 24h00 ngày {:%d/%m/%Y})",
    "Kỳ báo cáo: {:%d/%m/%Y}", "Thời điểm: {:%d-%m-%Y}", "Số liệu tính đến hết ngày {:%d.%m.%Y}",
)  # fmt: skip
_TITLES = (
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC {}",
    "DANH SÁCH TRÍCH NGANG CÁN BỘ, CÔNG CHỨC {}",
    "THỐNG KÊ ĐỘI NGŨ CÁN BỘ, CÔNG CHỨC {}",
)
_SIGNATURES = (
    ("NGƯỜI LẬP BIỂU", "CHỦ TỊCH"), ("Người lập", "Thủ trưởng đơn vị"), ("NGƯỜI LẬP DANH SÁCH", "TM. ỦY BAN NHÂN DÂN"),
)  # fmt: skip
_OF_TRAINING = ("schooling", "education", "political_theory", "state_management", "it", "language", "english", "rank")
_NOBODY_COUNTS = 97
"""People too many in a wrong total: no vacant posts, rows without a name or people of other sheets are so many."""


_FURTHER_TITLES = (
    "DANH SÁCH BỔ SUNG",
    "II. DANH SÁCH CÁN BỘ, CÔNG CHỨC MỚI TIẾP NHẬN",
    "DANH SÁCH CÔNG CHỨC BIỆT PHÁI ĐẾN",
)
_TYPING: tuple[Callable[[str], str], ...] = (
    *(str,) * 9,
    lambda text: normalize("NFD", text),
    lambda text: f" {text} ",
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "  "),
)
"""The ways in which the letters of a text lie in the file."""


@dataclass(slots=True)
class Invented:
    """A workbook and its truth; places are («Sheet1», row as Excel numbers it, column from 0)."""

    content: bytes = b""
    day: date = DAYS[0]
    people: dict[tuple[str, int], Meaning] = field(default_factory=dict)
    """The sheet and row of each person -> the flat table's columns."""
    fields: dict[str, list[tuple[str, int, int, int]]] = field(default_factory=dict)
    """The sheet -> for each column its field, its index, the first and the last row of its header."""
    must_tell: set[tuple[str, int, int | None]] = field(default_factory=set)
    """The cells (rows, with None) of which a reader has to say that something is wrong."""
    may_tell: set[tuple[str, int, int | None]] = field(default_factory=set)
    cells: int = 0


def invent(seed: int) -> Invented:
    """Invent a workbook; the same seed makes the same one."""
    dice = Random(seed)  # noqa: S311 - invented people, no secret
    made = Invented(day=dice.choice(DAYS))
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 1, 5)})  # noqa: DTZ001 - the same file for the same seed
        namer = _names(dice)
        units = dice.sample(_units(made.day), 12)
        for number in range(dice.choice((1, 1, 2, 3))):
            own = [units.pop() for _ in range(dice.choice((1, 1, 3)))]
            _SheetWriter(dice, book, made, namer).write(number, own)
    made.content = file.getvalue()
    return made


def _units(day: date) -> list[reference.Unit]:
    """List the communes that share their name with no other one of the day."""
    communes = reference.communes_on(day, PROVINCE)
    names = [unit.name.split(" ", 1)[1] for unit in communes]
    return [unit for unit, name in zip(communes, names, strict=True) if names.count(name) == 1]


def _names(dice: Random) -> Iterator[tuple[str, str]]:
    """Give names and genders, none of them twice."""
    used: set[str] = set()
    while True:
        gender = dice.choice(("male", "female"))
        name = " ".join(
            (dice.choice(wordings.FAMILY), dice.choice(wordings.MIDDLE[gender]), dice.choice(wordings.GIVEN))
        )
        if name not in used:
            used.add(name)
            yield name, gender


class _SheetWriter:
    def __init__(self, dice: Random, book: Any, made: Invented, namer: Iterator[tuple[str, str]]) -> None:
        self.dice, self.book, self.made, self.namer = dice, book, made, namer
        self.date = book.add_format({"num_format": "dd/mm/yyyy"})

    def write(self, number: int, units: list[reference.Unit]) -> None:
        """Write one sheet of those units' people: letterhead, a table, its total, signatures."""
        dice = self.dice
        self.mode = dice.choice(("title", "column", "sheet")) if len(units) == 1 else dice.choice(("column", "groups"))
        self.name = (
            units[0].name if self.mode == "sheet" else f"{dice.choice(('Danh sách', 'DS', 'Sheet'))} {number + 1}"
        )
        self.sheet = self.book.add_worksheet(self.name)
        self.departments = dice.choice(("", "column", "groups")) if self.made.day >= _REFORM else ""
        if self.departments == "groups" and len(units) > 1:
            self.departments = ""
        self.left = dice.choice((0, 0, 0, 1))
        self.typing = dice.choice(_TYPING)
        self.has_gaps = dice.random() < 0.1
        row = self._letterhead(units[0].name if self.mode == "title" else "")
        row = self._table(row, units)
        if dice.random() < 0.15:
            self._put(row + 1, 1, dice.choice(_FURTHER_TITLES))
            row = self._table(row + 2 + dice.randrange(2), units)
        self._signatures(row + 1)

    def _table(self, row: int, units: list[reference.Unit]) -> int:
        """Write a header with people under it; give the first row under the table."""
        people = [person for unit in units for person in self._people(unit)]
        table = self._columns(people)
        row = self._header(row, table)
        return self._body(row, people, table, {unit.code: unit.name for unit in units})

    # --- people --------------------------------------------------------------------------------------------------

    def _people(self, unit: reference.Unit) -> list[Person]:
        people = [self._person(unit) for _ in range(self.dice.randint(2, 14))]
        return sorted(people, key=lambda person: person.department) if self.departments == "groups" else people

    def _person(self, unit: reference.Unit) -> Person:
        dice = self.dice
        name, gender = next(self.namer)
        person = Person(name, gender, date(1966, 1, 1) + timedelta(days=dice.randrange(33 * 365)), unit.code)
        if self.departments:
            person.department = dice.choice(list(wordings.departments()))
            person.meaning["department"] = person.department
        reform = "since" if self.made.day >= _REFORM else "before"
        posts = wordings.posts(reform, in_departments=bool(self.departments))
        post = dice.choice([post for post in posts if post.department == person.department])
        person.post, person.position, person.category = post.cell, post.position, post.category
        person.meaning |= {"unit_code": unit.code, "full_name": name}
        return person

    # --- columns -------------------------------------------------------------------------------------------------

    def _columns(self, people: list[Person]) -> list[Column]:
        dice, day = self.dice, self.made.day
        blocks = [make(dice, people, day) for make in columns.choose(dice, day)]
        blocks += [self._unit_column(people)] if self.mode == "column" else []
        blocks += [self._department_column(people)] if self.departments == "column" else []
        dice.shuffle(blocks)
        if dice.random() < 0.3:
            blocks = self._under_training(blocks)
        ordinals = Column("ordinal", (dice.choice(wordings.headings("ordinal"))[0],), self._ordinals(len(people)))
        return [ordinals, *columns.names(dice, people, day), *(column for block in blocks for column in block)]

    def _ordinals(self, number: int) -> list[Any]:
        as_text = self.dice.random() < 0.2
        return [f"{n:02}" if as_text else n for n in range(1, number + 1)]

    def _under_training(self, blocks: list[list[Column]]) -> list[list[Column]]:
        """Put the blocks of training side by side under one more heading."""
        training = [block for block in blocks if block[0].tells in _OF_TRAINING]
        heading, _ = self.dice.choice(wordings.headings("training"))
        for column in (column for block in training for column in block):
            column.path = (heading, *column.path)
        return [block for block in blocks if block not in training] + training

    def _unit_column(self, people: list[Person]) -> list[Column]:
        dice = self.dice
        names = {unit.code: unit.name for unit in _units(self.made.day)}
        small = {code: f"{name[0].lower()}{name[1:]}" for code, name in names.items()}
        way = dice.choice(("{0}", "{1}", "UBND {1}", "capitals"))
        cells = [way.format(names[person.unit], small[person.unit]) for person in people]
        cells = [names[person.unit].upper() for person in people] if way == "capitals" else cells
        return [Column("unit_code", (dice.choice(wordings.headings("unit_code"))[0],), self._with_dittos(cells))]

    def _department_column(self, people: list[Person]) -> list[Column]:
        typed = {name: self.dice.choice(written) for name, written in wordings.departments().items()}
        heading, _ = self.dice.choice(wordings.headings("department"))
        return [Column("department", (heading,), self._with_dittos([typed[p.department] for p in people]))]

    def _with_dittos(self, cells: list[str]) -> list[Any]:
        """Write «nt» or its like where the cell above says the same, in some columns."""
        ditto = self.dice.choice(('"', "nt", "-nt-", "//")) if self.dice.random() < 0.15 else ""
        return [ditto or cell if cell == before else cell for before, cell in zip(["", *cells], cells, strict=False)]

    # --- rows ----------------------------------------------------------------------------------------------------

    def _put(self, row: int, column: int, value: Any) -> None:
        """Write a cell of Excel's row number and a column from 0, right of the empty ones."""
        column += self.left
        if isinstance(value, bool):
            self.sheet.write_boolean(row - 1, column, value)
        elif isinstance(value, date):
            self.sheet.write_datetime(row - 1, column, value, self.date)
        elif isinstance(value, str):
            self.sheet.write_string(row - 1, column, self.typing(value))
        elif value is not None:
            self.sheet.write_number(row - 1, column, value)
        self.made.cells += value not in (None, "")

    def _letterhead(self, unit: str) -> int:
        dice = self.dice
        row = 1
        if dice.random() < 0.7:
            self._put(1, 0, "ỦY BAN NHÂN DÂN")
            self._put(1, 4, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            row = 3
        self._put(row, 1, dice.choice(_TITLES).format(unit.upper() or "CẤP XÃ"))
        self._put(row + 1, 1, dice.choice(_DAY_LINES).format(self.made.day))
        return row + 2 + dice.randrange(3)

    def _header(self, row: int, table: Sequence[Column]) -> int:
        """Write the header; give the first row under it."""
        depth = max(len(column.path) for column in table)
        is_merged = self.dice.random() < 0.7
        for level in range(depth):
            number = 0
            for (head, is_there), group in groupby(
                table, key=lambda column: (column.path[: level + 1], len(column.path) > level)
            ):
                width = len(list(group))
                is_last = is_there and len(head) == len(table[number].path)
                if is_there:
                    # Levels of one block have headings of their own; one above them stands over all.
                    self._heading(
                        row + level,
                        number,
                        head[-1],
                        (1 if is_last else width, depth - level if is_last else 1),
                        is_merged,
                    )
                    for extra in range(1, width if is_last else 1):
                        self._heading(row + level, number + extra, head[-1], (1, depth - level), is_merged)
                number += width
        last = row + depth - 1
        self.made.fields.setdefault(self.name, []).extend(
            (column.tells, n + self.left, row, last) for n, column in enumerate(table)
        )
        for n, column in enumerate(table):
            places = {(self.name, at, n + self.left) for at in range(row, last + 1)}
            if column.is_strange:
                self.made.must_tell.add((self.name, row, n + self.left))
            if column.is_strange or column.has_slip:
                self.made.may_tell |= places
        if self.dice.random() < 0.3:
            last += 1
            for n in range(len(table)):
                self._put(last, n, n + 1)
        return last + 1

    def _heading(self, row: int, column: int, text: str, size: tuple[int, int], is_merged: bool) -> None:
        width, height = size
        text = self.typing(text.replace(" ", "\n", 1) if self.dice.random() < 0.1 else text)
        self._put(row, column, text)
        if is_merged and (width > 1 or height > 1):
            first = column + self.left
            self.sheet.merge_range(row - 1, first, row + height - 2, first + width - 1, text)

    def _body(self, row: int, people: list[Person], table: Sequence[Column], units: dict[str, str]) -> int:
        dice = self.dice
        typed = {name: dice.choice(written) for name, written in wordings.departments().items()}
        romans = count(1)
        of_groups = self.mode == "groups"
        is_counted = dice.random() < 0.3
        above: tuple[str, str] = ("", "")
        for number, person in enumerate(people):
            here = (person.unit if of_groups else "", person.department if self.departments == "groups" else "")
            if here != above:
                heading = units[person.unit].upper() if of_groups else typed[person.department]
                members = sum(
                    (p.unit, p.department) == (person.unit, person.department) or (of_groups and p.unit == person.unit)
                    for p in people
                )
                self._put(row, 0, _ROMAN[next(romans) - 1])
                self._put(row, 1, f"{heading} ({members} người)" if is_counted else heading)
                above, row = here, row + 1
            if dice.random() < 0.01:
                row = self._vacant(row, table)
            is_nameless = number > 0 and dice.random() < 0.008
            for n, column in enumerate(table):
                if not (is_nameless and column.tells == "full_name"):
                    self._put(row, n, column.cells[number])
                if number in column.bad and not is_nameless:
                    self.made.must_tell.add((self.name, row, n + self.left))
            if is_nameless:
                self.made.must_tell.add((self.name, row, None))
            else:
                self.made.people[self.name, row] = person.meaning
            row += 1 + (self.has_gaps and dice.random() < 0.1)
        return self._total(row, table, len(people))

    def _vacant(self, row: int, table: Sequence[Column]) -> int:
        """Write a post that nobody holds; a reader says so once a list."""
        for n, column in enumerate(table):
            if column.tells == "position":
                self._put(row, n, column.cells[0])
        name = next(n for n, column in enumerate(table) if column.tells == "full_name")
        self._put(row, name, self.dice.choice(wordings.cells("vacant"))[0])
        self.made.may_tell.add((self.name, row, None))
        return row + 1

    def _total(self, row: int, table: Sequence[Column], people: int) -> int:
        dice = self.dice
        if dice.random() < 0.5:
            return row
        is_wrong = dice.random() < 0.2
        says = people + is_wrong * _NOBODY_COUNTS
        label = dice.choice(("Tổng cộng: {} người", "Tổng số: {}", "Cộng: {} người", "Tổng cộng {} người"))
        self._put(row, 1, label.format(says))
        if is_wrong:
            self.made.must_tell.add((self.name, row, None))
        elif dice.random() < 0.5:
            for n, column in enumerate(table):
                if column.marks is not None and n > 1:
                    self._put(row, n, column.marks)
        return row + 1

    def _signatures(self, row: int) -> None:
        left, right = self.dice.choice(_SIGNATURES)
        self._put(row + 1, 1, left)
        self._put(row + 1, 4, right)
        if self.dice.random() < 0.5:
            self._put(row + 4, 1, "Nguyễn Thị Lập")


_ROMAN = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
