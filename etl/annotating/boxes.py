"""The boxes that Excel draws for comments, in VML: one shape a comment, in a part of the sheet's own."""

import math
import re
from collections.abc import Callable, Iterable

from etl.annotating.package import VML_TYPE, Package
from etl.annotating.sheet_text import Cell, SheetText
from etl.annotating.xml_parts import Element, Unfamiliar, parse
from reference.addresses import column_index

_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    f"<v:shape {_NAMESPACES}"
    ' id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:{width}px;height:{height}px;z-index:{id};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NEW = f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>\n</xml>'
_HEIGHT = re.compile(r"(?<=height:)[\d.]+(?:px|pt)")
_BREAK = re.compile(rb"<br\s*>")
_ID = re.compile(rb"_x0000_s(\d+)")
_VML, _EXCEL = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"
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
        known = {other.id: other.target for other in package.relations(part)}
        if relation and relation not in known:
            raise Unfamiliar("boxes that are not there")
        self._part = known.get(relation, "")
        xml = package.read(self._part) if self._part else _NEW.encode()
        self._root = _parsed(xml)
        self._shapes: dict[Cell | None, list[Element]] = {}
        for shape in self._root.iter(f"{_VML}shape"):
            self._shapes.setdefault(_cell_of(shape), []).append(shape)
        self._next_id = max([_FIRST_ID - 1, *(int(number) for number in _ID.findall(xml))]) + 1
        self._is_changed = False
        self._has_type = b"_x0000_t202" in xml
        self._sizes: tuple[Callable[[int], int], Callable[[int], int]] | None = None

    def remove(self, cells: Iterable[str]) -> None:
        """Take the boxes of cells («K17») away."""
        for cell in cells:
            place = int(re.sub(r"\D", "", cell)) - 1, column_index(re.sub(r"\d", "", cell))
            for shape in self._shapes.pop(place, ()):
                shape.getparent().remove(shape)
                self._is_changed = True

    def add(self, cell: Cell, text: str) -> None:
        """Draw the box of a new comment, large enough for its text."""
        width, height = _size(text)
        shape = _SHAPE.format(
            id=self._next_id,
            width=width,
            height=height,
            anchor=self._anchor(cell, width, height),
            row=cell[0],
            column=cell[1],
        )
        if not self._has_type:
            self._root.append(parse(_SHAPE_TYPE.encode()))
            self._has_type = True
        self._root.append(parse(shape.encode()))
        self._root[-1].tail = "\n"
        self._next_id += 1
        self._is_changed = True

    def resize(self, cell: Cell, text: str) -> None:
        """Make room in a box for a longer text; the box stays where it is."""
        width, height = _size(text)
        for shape in self._shapes.get(cell, ()):
            for anchor in shape.iter(f"{_EXCEL}Anchor"):
                anchor.text = self._anchor(cell, width, height)
            shape.set("style", _HEIGHT.sub(f"{height}px", shape.get("style", ""), count=1))
            self._is_changed = True

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
        if not self._is_changed:
            return
        if not self._part:
            self._part = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
            self._package.declare_ending("vml", VML_TYPE)
            relation = self._package.relate(self._sheet_part, "vmlDrawing", self._part)
            self._sheet.add_drawing_of_comments(relation, self._package.relations_namespace)
        self._package.write_tree(self._part, self._root)


def _parsed(xml: bytes) -> Element:
    """The drawing; Excel itself writes the HTML of its text boxes with breaks that do not end."""
    return parse(_BREAK.sub(b"<br/>", xml))


def _cell_of(shape: Element) -> Cell | None:
    row, column = shape.findtext(f".//{_EXCEL}Row"), shape.findtext(f".//{_EXCEL}Column")
    return (int(row), int(column)) if row and column else None


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
