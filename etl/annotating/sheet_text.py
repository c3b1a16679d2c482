"""One sheet's XML: other styles for some of its cells, and what stands around the cells.

A sheet may be hundreds of megabytes, so its rows never become one tree. What stands around them is a tree (the frame);
rows are found by their tags, and only those that are meant are parsed and written anew, while all bytes between them
are copied. Measured with 100,000 rows of 20 cells (102 MB) and a thousand bad cells: the whole marked workbook takes
2.5 s and 0.36 GB; one tree of that sheet takes 3.4 s and 2.3 GB to be parsed and written alone, `iterparse` into
`xmlfile` 4.2 s in little memory.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from lxml import etree

from etl.annotating.rows import Rows
from etl.annotating.xml_parts import (
    Element,
    Unfamiliar,
    attribute,
    children,
    is_set,
    local_name,
    parse,
    serialised,
    sibling_name,
)
from reference.addresses import address, column_index

Cell = tuple[int, int]
"""Row and column, from 0."""

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_SHEET_DATA = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData\b[^>]*>")
_ROWS_HERE = b"<?rows-here?>"
"""The mark in the frame at the place of the rows."""
_AFTER_THE_DRAWING = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    "AlternateContent",
}  # fmt: skip
"""Tags that follow the reference to the comments' boxes in the order that the format asks for."""
_DEFAULT_COLUMN, _DEFAULT_ROW = 64, 20
"""Sizes of a column and a row of which nothing is said, in pixels."""


class SheetText:
    """A sheet whose pieces are changed; `result` gives its XML."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self._prefix, self._first, self._last = _extent_of_rows(xml)
        if _ROWS_HERE in xml:
            raise Unfamiliar("a mark of ours")
        mark = _ROWS_HERE if self._first else b""
        self.frame = parse(xml[: self._first] + mark + xml[self._last :])
        self._is_frame_changed = False
        self._places: list[tuple[int, int, bytes]] | None = None
        self._pieces: list[tuple[int, int, bytes]] = []

    def rows(self) -> list[tuple[int, int, bytes]]:
        """List every row's number (from 0), the place of its tag, the tag."""
        if self._places is None:
            pattern = re.compile(rb"<" + self._prefix + rb"row\b[^>]*>")
            number, self._places = -1, []
            for match in pattern.finditer(self.xml, self._first, self._last):
                own = re.search(rb"\sr\s*=\s*[\"'](\d+)", match[0])
                number = int(own[1]) - 1 if own else number + 1
                self._places.append((number, match.start(), match[0]))
            if any(low >= high for (low, _, _), (high, _, _) in pairwise(self._places)):
                raise Unfamiliar("rows out of order")
        return self._places

    # --- styles ------------------------------------------------------------------------------------------------

    def restyle(self, cells: Iterable[Cell], style_of: Callable[[Cell, int], int]) -> None:
        """Give cells the styles that `style_of` names for the cell and its own style; missing cells are added."""
        wanted: dict[int, list[int]] = {}
        for row, column in sorted(set(cells)):
            wanted.setdefault(row, []).append(column)
        if not wanted:
            return
        if not self._first:
            raise Unfamiliar("a bad cell in a sheet without cells")
        numbers = [number for number, _, _ in self.rows()]
        rows = Rows(self.frame.find("{*}sheetData"))
        for number, columns in wanted.items():
            place = bisect_left(numbers, number)
            has_row = place < len(numbers) and numbers[place] == number
            start, end = self._slice(place, has_row)
            row = rows.parsed(self.xml[start:end]) if has_row else rows.new(number + 1)
            self._restyle_row(row, number, columns, style_of)
            self._pieces.append((start, end, rows.written(row)))

    def _slice(self, place: int, has_row: bool) -> tuple[int, int]:
        """Give the places where a row and the next begin; for a missing row, twice the place to insert it at."""
        rows = self.rows()
        starts = [start for _, start, _ in rows[place : place + 2]] + [self._last] * 2
        return starts[0], starts[1] if has_row else starts[0]

    def _restyle_row(self, row: Element, number: int, columns: list[int], style_of: Callable[[Cell, int], int]) -> None:
        known = _cells_of(row)
        own = int(row.get("s", "0")) if is_set(row, "customFormat") else None
        for column in columns:
            if column in known:
                before = int(known[column].get("s", "0"))
            else:
                known[column] = _added_cell(row, known, number, column)
                before = self._column_style(column) if own is None else own
            known[column].set("s", str(style_of((number, column), before)))

    def cells_of_styles(self, styles: set[int]) -> set[Cell]:
        """Find the cells that have one of these styles."""
        if not styles:
            return set()
        numbers = "|".join(map(str, sorted(styles))).encode()
        pattern = rb"<%sc\s(?=[^>]*\bs=[\"'](?:%s)[\"'])[^>]*?\br=[\"']([A-Z]{1,3})(\d+)" % (self._prefix, numbers)
        matches = re.compile(pattern).finditer(self.xml, self._first, self._last)
        return {(int(match[2]) - 1, column_index(match[1].decode())) for match in matches}

    # --- around the cells --------------------------------------------------------------------------------------

    def deselect(self) -> None:
        """Take the sheet from the front: two chosen sheets would be typed into at once."""
        for view in self.frame.iterfind("{*}sheetViews/{*}sheetView"):
            if is_set(view, "tabSelected"):
                del view.attrib["tabSelected"]
                self._is_frame_changed = True

    def drawing_of_comments(self) -> str:
        """The relation's id of the part with the comments' boxes, "" where there is none."""
        node = self.frame.find("{*}legacyDrawing")
        return "" if node is None else attribute(node, "id")

    def add_drawing_of_comments(self, relation: str, namespace: str) -> None:
        """Speak of a new part with the comments' boxes, in the place that the format asks for."""
        new = etree.Element(sibling_name(self.frame, "legacyDrawing"), nsmap={"r": namespace})
        new.set(f"{{{namespace}}}id", relation)
        follower = next((node for node in children(self.frame) if local_name(node) in _AFTER_THE_DRAWING), None)
        if follower is None:
            self.frame.append(new)
        else:
            follower.addprevious(new)
        self._is_frame_changed = True

    # --- sizes -------------------------------------------------------------------------------------------------

    def column_widths(self) -> Callable[[int], int]:
        """Make a function that gives a column's width in pixels."""
        default = _pixels(self._default("defaultColWidth"))
        columns = self._columns()

        def width(column: int) -> int:
            node = next((n for first, last, n in columns if first <= column <= last), None)
            if node is None or not node.get("width"):
                return default or _DEFAULT_COLUMN
            return 0 if is_set(node, "hidden") else _pixels(node.get("width"))

        return width

    def row_heights(self) -> Callable[[int], int]:
        """Make a function that gives a row's height in pixels."""
        default = round(float(self._default("defaultRowHeight") or 0) * 4 / 3)
        heights: dict[int, int] = {}
        for number, _, tag in self.rows():
            height = re.search(rb"\sht\s*=\s*[\"']([\d.]+)", tag)
            if re.search(rb"\shidden\s*=\s*[\"'](?:1|true)", tag):
                heights[number] = 0
            elif height:
                heights[number] = round(float(height[1]) * 4 / 3)
        return lambda row: heights.get(row, default or _DEFAULT_ROW)

    def _default(self, name: str) -> str:
        node = self.frame.find("{*}sheetFormatPr")
        return "" if node is None else str(node.get(name, ""))

    def _columns(self) -> list[tuple[int, int, Element]]:
        nodes = self.frame.iterfind("{*}cols/{*}col")
        return [(int(node.get("min", "1")) - 1, int(node.get("max", "1")) - 1, node) for node in nodes]

    def _column_style(self, column: int) -> int:
        return next((int(n.get("style", "0")) for first, last, n in self._columns() if first <= column <= last), 0)

    # --- writing -----------------------------------------------------------------------------------------------

    def result(self) -> bytes:
        """Give the sheet's XML with everything in its place; what has not changed keeps its bytes."""
        frame = serialised(self.frame) if self._is_frame_changed else b""
        if not self._first:
            return frame or self.xml
        before, after = self.xml[: self._first], self.xml[self._last :]
        if frame:
            before, _, after = frame.partition(_ROWS_HERE)
        return b"".join([before, *self._data(), after])

    def _data(self) -> Iterator[bytes]:
        at = self._first
        for start, end, new in self._pieces:
            yield self.xml[at:start]
            yield new
            at = end
        yield self.xml[at : self._last]


def _extent_of_rows(xml: bytes) -> tuple[bytes, int, int]:
    """Find the prefix of the sheet's elements, and the begin and end of its rows; noughts for a sheet without any."""
    tag = _SHEET_DATA.search(xml)
    if tag is None or tag[0].endswith(b"/>"):
        return b"", 0, 0
    end = xml.rfind(b"</" + tag[1] + b"sheetData")
    if end < tag.end():
        raise Unfamiliar("rows without an end")
    return tag[1], tag.end(), end


def _cells_of(row: Element) -> dict[int, Element]:
    """Give a row's cells by column; a cell without an address follows the one before it."""
    cells: dict[int, Element] = {}
    column = -1
    for node in children(row, "c"):
        match = _REFERENCE.fullmatch(node.get("r", ""))
        column = column_index(match[1]) if match else column + 1
        cells[column] = node
    return cells


def _added_cell(row: Element, known: Mapping[int, Element], number: int, column: int) -> Element:
    """Put a new cell in its place among those that are known."""
    cell = etree.Element(sibling_name(row, "c"), r=address(number, column))
    before = max((other for other in known if other < column), default=None)
    if before is None:
        row.insert(0, cell)
    else:
        known[before].addnext(cell)
    return cell


def _pixels(width: str) -> int:
    """Give a column's width in characters as pixels of Excel's standard font."""
    return round(float(width) * 7 + 5) if width else 0
