"""One sheet's XML: other styles for some of its cells, and what stands around the cells.

The cells of a sheet are many, so rows are found by their tags and only those that are meant are parsed.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import pairwise

from etl.addresses import address, column_index
from etl.annotating.xml_text import Edits, Node, Unfamiliar, parse, prefix_of

Cell = tuple[int, int]
"""Row and column, from 0."""

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_AFTER_THE_DRAWING = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    "AlternateContent",
}  # fmt: skip
"""What follows the reference to the comments' boxes in the order that the format asks for."""
_DEFAULT_COLUMN, _DEFAULT_ROW = 64, 20
"""Sizes of a column and a row of which nothing is said, in pixels."""


class SheetText:
    """A sheet whose pieces are changed; `result` gives its XML."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.edits = Edits(xml)
        self._prefix = prefix_of(xml)
        self._find_cells()
        before, after = xml[: self._first], xml[self._last :]
        self._gap = self._last - self._first
        self.frame = parse(before + after)
        self._rows: list[tuple[int, int, bytes]] | None = None
        self._new_rows: dict[int, list[tuple[int, str]]] = {}

    def _find_cells(self) -> None:
        """Where the rows begin and end; the same place twice in a sheet without rows."""
        name = f"{self._prefix}sheetData".encode()
        tag = re.search(rb"<" + re.escape(name) + rb"\b[^>]*>", self.xml)
        self._empty_tag = tag if tag and tag[0].endswith(b"/>") else None
        self._first = self._last = tag.end() if tag else 0
        if tag and not self._empty_tag:
            self._last = self.xml.rfind(b"</" + name)
            if self._last < self._first:
                raise Unfamiliar("rows without an end")

    def _at(self, offset: int) -> int:
        """A place of the frame in the sheet's own XML."""
        return offset + self._gap if offset >= self._first else offset

    def rows(self) -> list[tuple[int, int, bytes]]:
        """Every row's number (from 0), the place of its tag, the tag."""
        if self._rows is None:
            pattern = re.compile(rb"<" + self._prefix.encode() + rb"row\b[^>]*>")
            number, self._rows = -1, []
            for match in pattern.finditer(self.xml, self._first, self._last):
                told = re.search(rb"\sr\s*=\s*[\"'](\d+)", match[0])
                number = int(told[1]) - 1 if told else number + 1
                self._rows.append((number, match.start(), match[0]))
            if any(low >= high for (low, _, _), (high, _, _) in pairwise(self._rows)):
                raise Unfamiliar("rows out of order")
        return self._rows

    # --- styles ------------------------------------------------------------------------------------------------

    def restyle(self, cells: Iterable[Cell], style_of: Callable[[Cell, int], int]) -> None:
        """Give cells the styles that `style_of` names for the cell and its own style; missing cells are added."""
        wanted: dict[int, list[int]] = {}
        for row, column in sorted(set(cells)):
            wanted.setdefault(row, []).append(column)
        numbers = [number for number, _, _ in self.rows()]
        for row, columns in wanted.items():
            place = bisect_left(numbers, row)
            if place < len(numbers) and numbers[place] == row:
                self._restyle_row(place, columns, style_of)
            else:
                self._add_row(place, row, columns, style_of)

    def _slice(self, place: int) -> tuple[int, bytes]:
        """Where a row begins, and its text up to the next."""
        rows = self.rows()
        start = rows[place][1]
        return start, self.xml[start : rows[place + 1][1] if place + 1 < len(rows) else self._last]

    def _restyle_row(self, place: int, columns: list[int], style_of: Callable[[Cell, int], int]) -> None:
        number = self.rows()[place][0]
        start, text = self._slice(place)
        row = parse(text)
        edits = Edits(text)
        known = _cells_of(row)
        own = int(row.said("s", "0")) if row.said("customFormat") in ("1", "true") else None
        added = []
        for column in columns:
            cell = known.get(column)
            if cell is not None:
                edits.set(cell, s=style_of((number, column), int(cell.said("s", "0"))))
                continue
            inherited = self._column_style(column) if own is None else own
            new = self._new_cell(number, column, style_of((number, column), inherited))
            later = [known[other].start for other in known if other > column]
            if later:
                edits.insert(min(later), new)
            else:
                added.append(new)
        if added:
            edits.append(row, "".join(added))
        self.edits.replace(start, start + len(text), edits.result())

    def _add_row(self, place: int, number: int, columns: list[int], style_of: Callable[[Cell, int], int]) -> None:
        cells = [self._new_cell(number, c, style_of((number, c), self._column_style(c))) for c in columns]
        name = f"{self._prefix}row"
        new = f'<{name} r="{number + 1}">{"".join(cells)}</{name}>'
        if self._empty_tag:
            raise Unfamiliar("a bad cell in a sheet without cells")
        rows = self.rows()
        self.edits.insert(rows[place][1] if place < len(rows) else self._last, new)

    def _new_cell(self, row: int, column: int, style: int) -> str:
        return f'<{self._prefix}c r="{address(row, column)}" s="{style}"/>'

    def cells_of_styles(self, styles: set[int]) -> set[Cell]:
        """The cells that have one of these styles."""
        if not styles:
            return set()
        numbers = "|".join(map(str, sorted(styles)))
        pattern = rf"<{self._prefix}c\s(?=[^>]*\bs=[\"'](?:{numbers})[\"'])[^>]*?\br=[\"']([A-Z]{{1,3}})(\d+)"
        found = re.compile(pattern.encode()).finditer(self.xml, self._first, self._last)
        return {(int(match[2]) - 1, column_index(match[1].decode())) for match in found}

    # --- around the cells --------------------------------------------------------------------------------------

    def deselect(self) -> None:
        """The sheet is no longer the one in front: two chosen sheets would be typed into at once."""
        for view in (node for views in self.frame.all("sheetViews") for node in views.children):
            if view.said("tabSelected") in ("1", "true"):
                tag = self.xml[self._at(view.start) : self._at(view.start) + view.inside - view.start]
                plain = re.sub(rb"\stabSelected\s*=\s*[\"'](?:1|true)[\"']", b"", tag)
                self.edits.replace(self._at(view.start), self._at(view.start) + len(tag), plain)

    def drawing_of_comments(self) -> str:
        """The relation's id of the part with the comments' boxes, "" where there is none."""
        node = self.frame.first("legacyDrawing")
        return node.said("id") if node else ""

    def add_drawing_of_comments(self, relation: str, namespace: str) -> None:
        """Speak of a new part with the comments' boxes, in the place that the format asks for."""
        new = f'<{self._prefix}legacyDrawing xmlns:r="{namespace}" r:id="{relation}"/>'
        followers = [node for node in self.frame.children if node.name in _AFTER_THE_DRAWING]
        if followers:
            self.edits.insert(self._at(followers[0].start), new)
        else:
            self.edits.insert(self.xml.rindex(b"</"), new)

    # --- sizes -------------------------------------------------------------------------------------------------

    def column_widths(self) -> Callable[[int], int]:
        """Tells a column's width in pixels."""
        format_ = self.frame.first("sheetFormatPr")
        default = _pixels(format_.said("defaultColWidth")) if format_ else 0
        columns = self._columns()

        def width(column: int) -> int:
            node = next((n for first, last, n in columns if first <= column <= last), None)
            if node is None or not node.said("width"):
                return default or _DEFAULT_COLUMN
            return 0 if node.said("hidden") in ("1", "true") else _pixels(node.said("width"))

        return width

    def row_heights(self) -> Callable[[int], int]:
        """Tells a row's height in pixels."""
        format_ = self.frame.first("sheetFormatPr")
        default = round(float(format_.said("defaultRowHeight", "0") or 0) * 4 / 3) if format_ else 0
        told: dict[int, int] = {}
        for number, _, tag in self.rows():
            height = re.search(rb"\sht\s*=\s*[\"']([\d.]+)", tag)
            if re.search(rb"\shidden\s*=\s*[\"'](?:1|true)", tag):
                told[number] = 0
            elif height:
                told[number] = round(float(height[1]) * 4 / 3)
        return lambda row: told.get(row, default or _DEFAULT_ROW)

    def _columns(self) -> list[tuple[int, int, Node]]:
        columns = self.frame.first("cols")
        nodes = columns.children if columns else []
        return [(int(node.said("min", "1")) - 1, int(node.said("max", "1")) - 1, node) for node in nodes]

    def _column_style(self, column: int) -> int:
        return next((int(n.said("style", "0")) for first, last, n in self._columns() if first <= column <= last), 0)

    def result(self) -> bytes:
        """The sheet's XML with everything in its place."""
        return self.edits.result()


def _cells_of(row: Node) -> dict[int, Node]:
    """A row's cells by column; a cell without an address follows the one before it."""
    cells: dict[int, Node] = {}
    column = -1
    for node in row.all("c"):
        match = _REFERENCE.fullmatch(node.said("r"))
        column = column_index(match[1]) if match else column + 1
        cells[column] = node
    return cells


def _pixels(width: str) -> int:
    """A column's width in characters as pixels of Excel's standard font."""
    return round(float(width) * 7 + 5) if width else 0
