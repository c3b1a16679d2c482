"""The boxes that Excel draws for comments, in VML: one shape a comment, in a part of the sheet's own."""

import math
import re
from collections.abc import Callable, Iterable

from etl.addresses import column_index
from etl.annotating.package import VML_TYPE, Package
from etl.annotating.sheet_text import Cell, SheetText
from etl.annotating.xml_text import Unfamiliar

_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    '<v:shapetype{names} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{names} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:{width}px;height:{height}px;z-index:{id};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>\n"
)
_NEW = f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>\n</xml>'
_ANY_SHAPE = re.compile(rb"<((?:\w+:)?shape)\b[^>]*>.*?</\1>\s*", re.DOTALL)
_ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*<")
_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*<")
_ANCHOR = re.compile(rb"(?<=Anchor>)[\d,\s-]+(?=<)")
_HEIGHT = re.compile(rb"(?<=height:)[\d.]+(?:px|pt)")
_ID = re.compile(rb"_x0000_s(\d+)")
_FIRST_ID = 1025
"""Excel counts the shapes of a sheet from here."""
_WIDTH, _WIDE, _LINE_HEIGHT, _EDGE = 300, 440, 15, 14
_LETTERS_PER_PIXEL = 1 / 6
_MOST_LINES = 12
"""A comment of more lines gets the wide box."""
_LAST_COLUMN = 16_383


class Boxes:
    """The boxes of a sheet's comments."""

    def __init__(self, package: Package, part: str, sheet: SheetText) -> None:
        self._package, self._sheet_part, self._sheet = package, part, sheet
        relation = sheet.drawing_of_comments()
        known = {one.id: one.target for one in package.relations(part)}
        if relation and relation not in known:
            raise Unfamiliar("boxes that are not there")
        self._part = known.get(relation, "")
        self._xml = package.read(self._part) if self._part else _NEW.encode()
        self._names = "" if b'xmlns:v="urn:schemas-microsoft-com:vml"' in self._xml else f" {_NAMESPACES}"
        self._next_id = max([_FIRST_ID - 1, *(int(number) for number in _ID.findall(self._xml))]) + 1
        self._added: list[str] = []
        self._sizes: tuple[Callable[[int], int], Callable[[int], int]] | None = None

    def remove(self, cells: Iterable[str]) -> None:
        """Take the boxes of cells («K17») away."""
        gone = set(cells)
        if gone:
            places = {(int(re.sub(r"\D", "", cell)) - 1, column_index(re.sub(r"\d", "", cell))) for cell in gone}
            self._xml = _ANY_SHAPE.sub(lambda shape: b"" if _cell_of(shape[0]) in places else shape[0], self._xml)

    def add(self, cell: Cell, text: str) -> None:
        """Draw the box of a new comment, large enough for its text."""
        width, height = _size(text)
        self._added.append(
            _SHAPE.format(
                names=self._names,
                id=self._next_id,
                width=width,
                height=height,
                anchor=self._anchor(cell, width, height),
                row=cell[0],
                column=cell[1],
            )
        )
        self._next_id += 1

    def resize(self, cell: Cell, text: str) -> None:
        """Make room in a box for a longer text; the box stays where it is."""

        def grown(shape: re.Match[bytes]) -> bytes:
            if _cell_of(shape[0]) != cell:
                return shape[0]
            width, height = _size(text)
            anchored = _ANCHOR.sub(self._anchor(cell, width, height).encode(), shape[0])
            return _HEIGHT.sub(f"{height}px".encode(), anchored, count=1)

        self._xml = _ANY_SHAPE.sub(grown, self._xml)

    def _anchor(self, cell: Cell, width: int, height: int) -> str:
        """Column, pixels in it, row, pixels in it: of the box's first corner, then of its last."""
        if self._sizes is None:
            self._sizes = self._sheet.column_widths(), self._sheet.row_heights()
        widths, heights = self._sizes
        left, top = min(cell[1] + 1, _LAST_COLUMN), max(cell[0] - 1, 0)
        right, across = _walk(left, 12 + width, widths)
        bottom, down = _walk(top, 4 + height, heights)
        return f"{left}, 12, {top}, 4, {right}, {across}, {bottom}, {down}"

    def write(self) -> None:
        """Put the boxes into the workbook, and let the sheet speak of them."""
        if self._added:
            if b"_x0000_t202" not in self._xml:
                self._added.insert(0, _SHAPE_TYPE.format(names=self._names))
            end = self._xml.rindex(b"</")
            self._xml = self._xml[:end] + "".join(self._added).encode("ascii") + self._xml[end:]
        if self._part:
            self._package.write(self._part, self._xml)
        elif self._added:
            part = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
            self._package.write(part, self._xml)
            self._package.declare_ending("vml", VML_TYPE)
            relation = self._package.relate(self._sheet_part, "vmlDrawing", part)
            self._sheet.add_drawing_of_comments(relation, self._package.relations_namespace)


def _cell_of(shape: bytes) -> Cell | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return (int(row[1]), int(column[1])) if row and column else None


def _size(text: str) -> tuple[int, int]:
    """Width and height in pixels of a box in which a text can be read as a whole."""
    for width in (_WIDTH, _WIDE):
        letters = round((width - _EDGE) * _LETTERS_PER_PIXEL)
        lines = sum(max(1, math.ceil(len(line) / letters)) for line in text.split("\n"))
        if lines <= _MOST_LINES:
            break
    return width, lines * _LINE_HEIGHT + _EDGE


def _walk(start: int, distance: int, size_of: Callable[[int], int]) -> tuple[int, int]:
    """The column or row, and the pixels in it, that lie so far behind the beginning of another."""
    index = start
    while distance > (size := size_of(index)) and index < start + 1000:
        distance -= size
        index += 1
    return index, min(distance, size)
