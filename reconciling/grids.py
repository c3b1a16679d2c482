"""Published tables in sheets: headings above, labels beside, counts with their shares between."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from reconciling.numbers import Printed, printed_in
from reference import phrases
from reference.addresses import address
from reference.fields import Kind, catalogue
from reference.leaving import speaks_of_leaving
from reference.spelling import key, tidy

_IS_SHARE = re.compile(r"%|\btỉ lệ\b|\btỉ trọng\b|\bcơ cấu\b|\btỷ lệ\b|\btỷ trọng\b")
_IS_MEAN = re.compile(r"\btrung bình\b|\bbình quân\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"\(?(\d{1,2}(?:\.0)?|[A-Z])\)?(?:=.*)?")
_ORDINALS = frozenset({"stt", "tt", "số tt", "số thứ tự"})
_OF_IT = ("trong đó",)
_TOTALS = ("tổng số", "tổng cộng", "cộng")

Cells = list[list[object]]


@dataclass(frozen=True)
class Grid:
    """One sheet: rows of cells from A1 on, and its merged cells (first row, first column, last row, last column)."""

    name: str
    rows: Sequence[Sequence[object]]
    merges: Sequence[tuple[int, int, int, int]] = ()

    @cached_property
    def cells(self) -> Cells:
        """The cells as a rectangle; a merged cell's value stands in all of it."""
        width = max(map(len, self.rows), default=0)
        cells: Cells = [[*row, *[""] * (width - len(row))] for row in self.rows]
        for top, left, bottom, right in self.merges:
            for row in range(top, min(bottom + 1, len(cells))):
                for column in range(left, min(right + 1, width)):
                    cells[row][column] = cells[top][left]
        return cells


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers: its headings, and whether it holds shares."""

    at: int
    path: tuple[str, ...]
    is_share: bool
    count_at: int | None = None
    """Of a column of shares: the column of counts that it belongs to."""
    base_at: int | None = None
    """Of a column of shares of each row's own whole: the column of the wholes."""
    field_name: str = ""
    """The field of «Không khai» that stands behind levels without a heading over it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of numbers: its labels, and the group that it stands in."""

    at: int
    path: tuple[str, ...]
    group: int
    is_total: bool
    is_of_it: bool
    numbers: dict[int, Printed] = field(hash=False, compare=False)


@dataclass(frozen=True)
class GridTable:
    """The one table of a sheet that has numbers."""

    grid: Grid
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    corner: str = ""
    """The heading of the labels, where it names the field that they are levels of: «Trình độ chuyên môn», or tells that
    the table counts people who are gone: «Nghỉ theo Nghị định 178»."""
    titles: tuple[str, ...] = ()
    """The texts above the header."""

    def where(self, line: Line, column: Column) -> str:
        """Give a cell's address, with the sheet where it has a name."""
        cell = address(line.at, column.at)
        return f"{self.grid.name}!{cell}" if self.grid.name else cell


def table_of(grid: Grid) -> GridTable | None:
    """Find the table of a sheet; None where no row has a label and a number beside it."""
    numbers = [[printed_in(cell) for cell in row] for row in grid.cells]
    first = next((at for at, row in enumerate(numbers) if _is_line(grid.cells[at], row)), None)
    if first is None:
        return None
    lefts = _label_columns(grid.cells, numbers, first)
    columns = tuple(_columns(grid, numbers, first, lefts))
    lines = tuple(_lines(grid, numbers, first, lefts, {column.at for column in columns}))
    corner = _corner(grid.cells[:first], lefts)
    titles = tuple(_titles(grid.cells[:first], _header_top(grid.cells, first, lefts)))
    return GridTable(grid, columns, lines, corner, titles) if columns and lines else None


def _titles(above: Cells, top: int) -> Iterator[str]:
    """Give the texts above a header; where its first row is not known, those that stand alone in their row."""
    for at, row in enumerate(above):
        texts = list(dict.fromkeys(tidy(str(cell)) for cell in row if str(cell).strip()))
        if at < top or (not top and len(texts) == 1):
            yield from texts


def _corner(heads: Cells, lefts: Sequence[int]) -> str:
    texts = (tidy(str(row[left])) for row in reversed(heads) for left in reversed(lefts) if str(row[left]).strip())
    named = ((text, phrases.read([text])) for text in texts)
    return next((text for text, phrase in named if _names_levels(phrase) or speaks_of_leaving(text)), "")


def _names_levels(phrase: phrases.Phrase) -> bool:
    known = catalogue().get(phrase.field)
    is_bare = not phrase.unknown and not phrase.conditions
    return is_bare and known is not None and known.kind is not Kind.PLACE


def is_total(label: str) -> bool:
    """Tell whether a label takes everybody: «Tổng số», «Cộng», «Toàn tỉnh»."""
    phrase = phrases.read([label])
    return phrase.is_everybody and not phrase.unknown


def _categories(labels: Iterable[str]) -> frozenset[str | None]:
    """Collect the categories of people that labels speak of."""
    conditions = chain.from_iterable(phrases.read([label]).conditions for label in set(labels) if label)
    return frozenset(chain.from_iterable(c.values for c in conditions if c.field == "category"))


def _is_total_of_categories(label: str, categories: frozenset[str | None]) -> bool:
    """Tell whether a label is «Tổng số CBCC» of a table without other people."""
    own = _categories([label])
    return key(label).startswith(_TOTALS) and len(own) > 1 and own == categories


def is_mean(column: Column) -> bool:
    """Tell whether a column holds means, which do not add up: «Tuổi trung bình»."""
    return bool(_IS_MEAN.search(key(" ".join(column.path))))


def is_year(label: str) -> bool:
    """Tell whether a heading is a year: such columns are no parts of one whole."""
    return year_of(label) is not None


def year_of(label: str) -> int | None:
    """Read a heading that is a year: «2023», «Năm 2023»; None for any other."""
    text = tidy(label).removeprefix("Năm").removeprefix("năm").strip()
    return int(text) if _YEAR.fullmatch(text) else None


def _is_line(cells: Sequence[object], numbers: Sequence[Printed | None]) -> bool:
    """Tell whether a row has a label and counts or shares beside it, and is no row of years or of column numbers."""
    at = next((i for i, cell in enumerate(cells) if isinstance(cell, str) and _is_label(cell)), None)
    if at is None:
        return False
    beside = [(cells[i], number) for i, number in enumerate(numbers) if number and i > at]
    return bool(beside) and not _is_heading_of_numbers([cell for cell, _ in beside])


def _is_label(text: str) -> bool:
    plain = tidy(text)
    return bool(re.search(r"[^\W\d_]", plain)) and not _NUMBERED.fullmatch(plain) and not printed_in(plain)


def _is_heading_of_numbers(cells: Sequence[object]) -> bool:
    texts = [tidy(str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)) for cell in cells]
    if all(_YEAR.fullmatch(text) for text in texts):
        return True
    counted = [int(text) for text in texts if text.isdecimal()]
    return len(counted) == len(texts) > 2 and counted == list(range(counted[0], counted[0] + len(counted)))


def _label_columns(cells: Cells, numbers: Sequence[Sequence[Printed | None]], first: int) -> list[int]:
    """List the columns of labels: those before the first number that is no ordinal."""
    row = cells[first]
    label = next(i for i, cell in enumerate(row) if isinstance(cell, str) and _is_label(cell))
    start = next(i for i, number in enumerate(numbers[first]) if number and i > label)
    return [at for at in range(start) if not _is_ordinal(cells, first, at)]


def _is_ordinal(cells: Cells, first: int, at: int) -> bool:
    heads = {key(str(row[at])) for row in cells[:first]}
    below = [str(row[at]).strip().rstrip(".") for row in cells[first:] if str(row[at]).strip()]
    return bool(heads & _ORDINALS) or (bool(below) and all(re.fullmatch(r"\d+(?:\.0)?|[IVX]+|[a-z]", t) for t in below))


def _columns(
    grid: Grid, numbers: Sequence[Sequence[Printed | None]], first: int, lefts: Sequence[int]
) -> Iterator[Column]:
    start = max(lefts, default=-1) + 1
    heads = _heads(grid.cells, first, start, _header_top(grid.cells, first, lefts))
    last_count: int | None = None
    for at in range(start, len(grid.cells[first])):
        below = [row[at] for row in numbers[first:] if row[at]]
        if not below:
            continue
        path = _path(heads, at)
        is_share = bool(path and _IS_SHARE.search(key(" ".join(path)))) or all(n and n.count is None for n in below)
        if is_share and any(n and n.count is not None and n.share is None for n in below):
            is_share = False  # «Số lượng, tỷ lệ» over a count
        if not is_share:
            last_count = at
        yield Column(at, path, is_share, last_count if is_share else None)


def _header_top(cells: Cells, first: int, lefts: Sequence[int]) -> int:
    """Find the first row of the header where the heading of the labels is merged down over it; else the sheet's first.

    Above it stands a title, which may be parted in three as that of a statutory form.
    """
    column = max(lefts, default=0)
    texts = [str(row[column]).strip() for row in cells[:first]]
    spans = (at for at in reversed(range(1, first)) if texts[at] and texts[at - 1] == texts[at])
    top = next(spans, 0)
    while top and texts[top - 1] == texts[top]:
        top -= 1
    return top


def _heads(cells: Cells, first: int, start: int, top: int) -> list[Sequence[object]]:
    """List the rows above the numbers that head more than one thing: a title stands over everything or in one cell."""
    rows = [row for row in cells[top:first] if any(str(cell).strip() for cell in row[start:])]
    return [row for row in rows if len({str(cell) for cell in row if str(cell).strip()}) > 1]


def _path(heads: Sequence[Sequence[object]], at: int) -> tuple[str, ...]:
    """Read the headings over a column; one that was not merged reaches to the right as long as nothing else stands."""
    path: list[str] = []
    for place, row in enumerate(heads):
        text = tidy(str(row[at]))
        if not text and place < len(heads) - 1:
            text = next((tidy(str(row[left])) for left in range(at, -1, -1) if str(row[left]).strip()), "")
        if text and not _NUMBERED.fullmatch(text) and (not path or path[-1] != text):
            path.append(text.removesuffix(".0") if _YEAR.match(text) else text)
    return tuple(path)


def _lines(
    grid: Grid, numbers: Sequence[Sequence[Printed | None]], first: int, lefts: Sequence[int], used: set[int]
) -> Iterator[Line]:
    group, heading, is_of_it = 0, "", False
    categories = _categories(tidy(str(row[left])) for row in grid.cells[first:] for left in lefts)
    for at in range(first, len(grid.cells)):
        labels = [tidy(str(grid.cells[at][left])) for left in lefts]
        labels = list(dict.fromkeys(text for text in labels if text))
        row = {i: n for i, n in enumerate(numbers[at]) if n and i in used}
        if not labels:
            continue
        if not row:
            group, heading, is_of_it = group + 1, labels[-1], key(labels[-1]).startswith(_OF_IT)
            continue
        total = is_total(labels[-1]) or _is_total_of_categories(labels[-1], categories)
        path = (*([heading] if heading and not total else []), *labels)
        yield Line(
            at, path, group=group, is_total=total, is_of_it=is_of_it or key(labels[-1]).startswith(_OF_IT), numbers=row
        )
