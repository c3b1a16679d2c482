"""The tables of a blank form's sheet: where each has its header, its columns, and its rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from blank_forms.grid import Grid
from reference import phrases
from reference.form_words import FormWord, begins_as, is_a
from reference.spelling import words_of

_MOST_LABELS = 3
"""Columns at the left that name a row: «TT», «Nội dung», «Chia ra»."""
_FEWEST_LABELS, _TWO = 2, 2
"""Rows with words from which on a column is one of labels."""
_POINT = re.compile(r"\d+(?:\.\d+)+\.?")
_SHARE = "Tỷ lệ (%)"
"""The label of a row that is counted in per cent."""
_RATE = (words_of("Tỷ lệ"), words_of("Tỉ lệ"))
_LEADING = (FormWord.ORDINAL, FormWord.UNIT, FormWord.LABEL, FormWord.NAME)
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|20\d{2}")
"""A day or a year, which heads a column as words do."""
_ROMAN = re.compile(r"[IVX]+[.)]?")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its number in the sheet, its header path from the outermost label, its cell of the row of numbers."""

    at: int
    path: tuple[str, ...]
    numbered: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its number in the sheet, the texts of its label columns without running numbers, its mark («1.», «-»)."""

    at: int
    labels: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """The columns of the sheet that are a table's own, and the last row of all tables beside each other."""

    first: int
    last: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `labels` are the columns that name rows, `values` those that wait for figures.

    `top`, `bottom`: the header's first and last row, the row of numbers among them. `rows`: printed rows; `free`: rows
    without any label, which wait for units or people (none where a form leaves no room for them).
    """

    top: int
    bottom: int
    labels: tuple[TableColumn, ...]
    values: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    free: tuple[int, ...]
    beside: "Beside | None" = None
    """Its place among tables that stand beside each other; None where it stands alone."""

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """All columns from left to right."""
        return self.labels + self.values

    @property
    def last(self) -> int:
        """The last row of its header and its body."""
        return max(self.bottom, *(row.at for row in self.rows), *self.free, 0)

    def with_role(self, role: FormWord) -> TableColumn | None:
        """Find the column whose heading has that role: the running number, the unit's or the person's name."""
        return next((column for column in self.columns if column.path and is_a(role, column.path[-1])), None)

    @property
    def lists_people(self) -> bool:
        """True where each row shall be a person."""
        return self.with_role(FormWord.NAME) is not None

    @property
    def is_open(self) -> bool:
        """True where the units are still to be written: no label is printed but that of the total."""
        is_total = all(phrases.read(row.labels).is_everybody for row in self.rows)
        return is_total and not self.lists_people and self.with_role(FormWord.UNIT) is not None


def tables_of(grid: Grid) -> list[Table]:
    """Find the tables of a sheet from top to bottom."""
    tables, row = [], 1
    while row <= grid.last_row:
        beside = _tables_at(grid, row) if _begins_header(grid, row) else []
        beside += _lower_beside(grid, beside)
        tables += beside if len(beside) < _TWO else _side_by_side(grid, beside)
        row = max((each.last for each in beside), default=row) + 1
    return tables


def _tables_at(grid: Grid, top: int) -> list[Table]:
    """Give the tables whose headers begin in a row, from left to right: one may stand beside another."""
    table = _table_at(grid, top)
    if table is None:
        return []
    second = _second_labels(grid, table)
    if second is None:
        return [table]
    end = max(_body(grid, table.bottom + 1, grid.last_column), default=table.bottom)
    return [
        each
        for first, last in ((1, second - 1), (second, grid.last_column))
        for each in _tables_at(grid.within(first, last, end), top)
    ]


def _lower_beside(grid: Grid, tables: Sequence[Table]) -> list[Table]:
    """Find tables at the right of others whose headers begin in a lower row."""
    if not tables or (right := tables[-1].columns[-1].at) + 2 > grid.last_column:
        return []
    rows = range(tables[-1].top + 1, max(table.last for table in tables) + 1)
    strip = grid.within(right + 1, grid.last_column, grid.last_row)
    return next((lower for row in rows if _begins_header(strip, row) and (lower := _tables_at(strip, row))), [])


def _second_labels(grid: Grid, table: Table) -> int | None:
    """Find a column among the values that names rows itself, with values behind it.

    Where rows are still to be written, its heading tells: another running number, or whatever begins a row behind a
    gap; in a list of people words under any other heading are theirs.
    """
    body = list(_body(grid, table.bottom + 1, grid.last_column))
    filled = [column.at for column in table.columns]
    for column in table.values[:-1]:
        heading, is_behind_gap = column.path[-1], column.at - 1 not in filled
        if is_a(FormWord.ORDINAL, heading) or (is_behind_gap and any(is_a(role, heading) for role in _LEADING)):
            return column.at
        words = [row for row in body if column.at in _words_in(grid, row)]
        if len(words) >= _FEWEST_LABELS and (is_behind_gap or not table.lists_people):
            return column.at
    return None


def _side_by_side(grid: Grid, tables: Sequence[Table]) -> list[Table]:
    """Say of tables beside each other which columns each has, and where the last of them ends.

    A row that is of several of them, such as a total printed once, stands below them all.
    """
    starts = [table.columns[0].at for table in tables]
    bounds = list(zip([1, *starts[1:]], [*(at - 1 for at in starts[1:]), grid.sheet.max_column], strict=True))
    bottom = max(table.last for table in tables)
    while any(grid.has_border(column, bottom + 1) for column in _columns(grid)):
        bottom += 1
    first = max((table.free[-1] if table.free else table.bottom) for table in tables)
    shared = (row for row in range(first + 1, bottom + 1) if _is_shared(grid, row, tables, starts))
    bottom = next(shared, bottom + 1) - 1
    return [replace(table, beside=Beside(*bound, bottom=bottom)) for table, bound in zip(tables, bounds, strict=True)]


def _is_shared(grid: Grid, row: int, tables: Sequence[Table], starts: Sequence[int]) -> bool:
    """Tell whether a row is of several tables: a cell is merged over them, or one has figures under no own label."""
    regions = [grid.region(row, at) for at in starts[1:]]
    if any(region.left < at for region, at in zip(regions, starts[1:], strict=True)):
        return True
    labelled = [any(grid.shown(row, column.at) for column in table.labels) for table in tables]
    figured = [any(grid.sheet.cell(row, column.at).value is not None for column in table.values) for table in tables]
    return any(labelled) and any(has and not own for own, has in zip(labelled, figured, strict=True))


def _begins_header(grid: Grid, row: int) -> bool:
    """Tell whether a row can be the first of a header: at least two texts, none of a title or a signature."""
    texts = _words_in(grid, row)
    framing = (FormWord.TITLE, FormWord.FOOTER)
    is_frame = any(
        begins_as(role, text) and not is_a(FormWord.NOTE, text) for role in framing for text in texts.values()
    )
    is_frame = is_frame and not any(is_a(role, text) for role in _LEADING for text in texts.values())
    return len(texts) >= 2 and not is_frame and not grid.is_number_row(row, len(texts))


def _words_in(grid: Grid, row: int) -> dict[int, str]:
    """List the texts of a row that are words or days and no running numbers («III»), by column."""
    return {
        column: text
        for column, text in grid.texts_in(row).items()
        if (any(map(str.isalpha, text)) and len(text) > 1 and not is_roman(text)) or _DAY.fullmatch(text)
    }


def _table_at(grid: Grid, top: int) -> Table | None:
    bottom = _header_end(grid, top)
    left, right = _span(grid, top, bottom)
    left = min([left, *(column for row in range(bottom + 1, bottom + 4) for column in grid.texts_in(row))])
    has_numbers = grid.is_number_row(bottom + 1, right - left + 1)
    end = bottom + 1 if has_numbers else bottom
    columns = [
        TableColumn(at, _path(grid, (top, bottom), left, at), grid.own(end, at) if has_numbers else "")
        for at in range(left, right + 1)
    ]
    body = _boxed(grid, list(_body(grid, end + 1, right)), left)
    measure = next((column.at for column in columns if column.path and is_a(FormWord.MEASURE, column.path[-1])), 0)
    columns = [column for column in columns if column.at != measure]
    labels = _label_columns(grid, columns, body)
    values = tuple(column for column in columns[len(labels) :] if column.path)
    if not values or not labels:
        return None
    rows, free = _rows(grid, labels, values, body)
    rows = tuple(
        row
        if "%" not in grid.shown(row.at, measure) or any(_begins_share(label) for label in row.labels)
        else replace(row, labels=(*row.labels, _SHARE))
        for row in rows
    )
    table = Table(top, end, labels=labels, values=values, rows=rows, free=free)
    return table if rows or table.lists_people or table.is_open else None


def _begins_share(label: str) -> bool:
    """Tell whether a label says itself that a share stands there: «2. Tỷ lệ đảng viên»."""
    words = words_of(label)
    return any(words[at : at + _TWO] in _RATE for at in (0, 1))


def _header_end(grid: Grid, top: int) -> int:
    """Find the header's last row: down to the ends of its merged cells, and rows that part a wide heading."""
    end = top
    while True:
        reach = max(grid.region(row, column).bottom for row in range(top, end + 1) for column in _columns(grid))
        if reach > end:
            end = reach
        elif _parts_headings(grid, end):
            end += 1
        else:
            return end


def _columns(grid: Grid) -> range:
    return range(1, grid.last_column + 1)


def _parts_headings(grid: Grid, end: int) -> bool:
    """Tell whether the row below parts the headings above it: its texts stand under wide headings or under nothing.

    A heading over cells that nobody merged stands over the first of them alone, the others are empty.
    """
    texts = _words_in(grid, end + 1)
    if not texts or 1 in texts or min(texts) == min(grid.texts_in(end), default=0):
        return False
    above = [grid.region(end, column) for column in texts]
    if any(grid.own(end, column) and not _is_wide(grid, end, column, texts) for column in texts):
        return False
    return any(region.right > region.left or grid.own(end, region.left - 1) for region in above if region.left > 1)


def _is_wide(grid: Grid, row: int, column: int, below: Mapping[int, str]) -> bool:
    """Tell whether a heading is over several columns: merged, or with nothing at its right over words below."""
    region = grid.region(row, column)
    beside = region.right + 1
    return region.right > region.left or (not grid.shown(row, beside) and beside in below)


def _span(grid: Grid, top: int, bottom: int) -> tuple[int, int]:
    taken = [
        grid.region(row, column) for row in range(top, bottom + 1) for column in _columns(grid) if grid.own(row, column)
    ]
    return min(region.left for region in taken), max(region.right for region in taken)


def _path(grid: Grid, rows: tuple[int, int], left: int, column: int) -> tuple[str, ...]:
    """Give a column's labels from top to bottom, each merged cell once; a wide one may stand unmerged at its left."""
    path: list[str] = []
    seen = set()
    for row in range(rows[0], rows[1] + 1):
        region = grid.region(row, column)
        text = grid.own(region.top, region.left)
        if not text and region.left == region.right and row < rows[1]:
            text = _inherited(grid, (row, rows[1]), left, column)
        if text and region not in seen and text not in path[-1:]:
            path.append(text)
        seen.add(region)
    return tuple(path)


def _inherited(grid: Grid, rows: tuple[int, int], left: int, column: int) -> str:
    """Find the heading at the left that an empty header cell belongs to: one that is parted below, as this is."""
    row, last = rows

    def is_parted(at: int) -> bool:
        return any(grid.own(below, at) for below in range(row + 1, last + 1))

    if not is_parted(column):
        return ""
    before = next((at for at in range(column - 1, left - 1, -1) if grid.shown(row, at)), None)
    return grid.shown(row, before) if before is not None and is_parted(before) else ""


def _body(grid: Grid, first: int, right: int) -> Iterator[int]:
    """Give the rows under a header, down to a signature, another header, or the end of the sheet.

    The header of a table behind the column `right` ends nothing.
    """
    empty, own = 0, grid.within(1, right, grid.last_row)
    for row in range(first, max(grid.last_row, first) + 1):
        texts = grid.texts_in(row)
        is_frame = any(begins_as(FormWord.FOOTER, text) for text in texts.values()) or any(
            begins_as(FormWord.TITLE, text) for text in list(texts.values())[:1]
        )
        if is_frame or (_begins_header(own, row) and _is_next_header(own, row, is_parted=empty > 0)):
            return
        empty = 0 if texts else empty + 1
        yield row


def _boxed(grid: Grid, body: Sequence[int], left: int) -> list[int]:
    """Keep the rows within the table's lines, where its rows have lines: a title below them has none."""
    boxed = [row for row in body if grid.has_border(left, row)]
    return boxed or list(body)


def _is_next_header(grid: Grid, row: int, *, is_parted: bool) -> bool:
    texts = _words_in(grid, row)
    return any(is_a(role, text) for role in _LEADING for text in texts.values()) or (is_parted and max(texts) > 2)


def _label_columns(grid: Grid, columns: Sequence[TableColumn], body: Sequence[int]) -> tuple[TableColumn, ...]:
    """Take the columns at the left that name rows: by their heading, or because words are printed in them.

    Behind the name of people whatever follows is theirs.
    """
    labels: list[TableColumn] = []
    for column in columns[:_MOST_LABELS]:
        is_named = any(is_a(role, column.path[-1]) for role in _LEADING) if column.path else False
        if labels and not is_named and not any(column.at in _words_in(grid, row) for row in body):
            break
        labels.append(column)
        if column.path and is_a(FormWord.NAME, column.path[-1]):
            break
    return tuple(labels)


def _rows(
    grid: Grid, labels: Sequence[TableColumn], values: Sequence[TableColumn], body: Sequence[int]
) -> tuple[tuple[TableRow, ...], tuple[int, ...]]:
    """Part a table's body into printed rows and free ones; a row that is merged over all figures is a heading."""
    rows: list[TableRow] = []
    free: list[int] = []
    for at in body:
        texts = dict.fromkeys(grid.shown(at, column.at) for column in labels)
        words = tuple(text for text in texts if _is_label(text))
        mark = next((text for text in texts if text and text not in words), "")
        if words:
            rows.append(TableRow(at, words, mark))
        elif not any(grid.own(at, column.at) for column in values):
            free.append(at)
    return tuple(rows), tuple(_together(free, rows))


def _is_label(text: str) -> bool:
    """Tell a label from a running number: «12», «B», «VIII»."""
    return (len(text) > 2 or (len(text) == 2 and text.isalpha())) and not (is_roman(text) or _POINT.fullmatch(text))


def is_roman(text: str) -> bool:
    """Tell whether a text is a running number in Roman letters: «VIII», «ii»."""
    return _ROMAN.fullmatch(text) is not None or (text == text.lower() and _ROMAN.fullmatch(text.upper()) is not None)


def _together(free: Sequence[int], rows: Sequence[TableRow]) -> Iterator[int]:
    """Give the free rows that stand together first: before the total, or at the end of the sheet."""
    first_row = min((row.at for row in rows), default=0)
    for before, at in zip([None, *free], free, strict=False):
        if before is not None and at != before + 1:
            return
        if rows and at > first_row and len(rows) > 1:
            return
        yield at
