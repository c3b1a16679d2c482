"""The workbook's styles: each style of a bad cell once more with another fill, and those of the list of problems."""

from etl.annotating.package import STYLES_TYPE, WORKBOOK, Package
from etl.annotating.xml_text import Edits, Node, Unfamiliar, parse, prefix_of, with_attributes

COLOURS = {"error": "FFFFC7C7", "warning": "FFFFE8A8"}
"""Light red and light amber: black text stays legible on both."""

_BARE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
_FONTS = {
    "plain": '<sz val="11"/><name val="Times New Roman"/><family val="1"/>',
    "bold": '<b/><sz val="11"/><name val="Times New Roman"/><family val="1"/>',
    "title": '<b/><sz val="14"/><name val="Times New Roman"/><family val="1"/>',
    "link": '<u/><sz val="11"/><color rgb="FF0B4F9E"/><name val="Times New Roman"/><family val="1"/>',
}
_SIDES = ("left", "right", "top", "bottom")
_BORDER = "".join(f'<{side} style="thin"><color rgb="FFA6A6A6"/></{side}>' for side in _SIDES) + "<diagonal/>"
_HEAD_COLOUR = "FFDCE6F1"
_LIST_STYLES = {
    # name: font, fill, has border, alignment
    "title": ("title", None, False, 'vertical="center"'),
    "note": ("plain", None, False, 'vertical="top" wrapText="1"'),
    "head": ("bold", _HEAD_COLOUR, True, 'horizontal="center" vertical="center" wrapText="1"'),
    "text": ("plain", None, True, 'vertical="top" wrapText="1"'),
    "number": ("plain", None, True, 'horizontal="center" vertical="top"'),
    "link": ("link", None, True, 'horizontal="center" vertical="top"'),
    "error": ("plain", COLOURS["error"], True, 'horizontal="center" vertical="top"'),
    "warning": ("plain", COLOURS["warning"], True, 'horizontal="center" vertical="top"'),
}


class Styles:
    """The workbook's table of styles, to which new ones are only ever added at the end."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = _part_of(package)
        self._xml = package.read(self._part)
        self._prefix = prefix_of(self._xml)
        self._root = parse(self._xml)
        self._tables = {name: self._table(name) for name in ("fonts", "fills", "borders", "cellXfs")}
        self._cells = self._tables["cellXfs"].children
        self._added: dict[str, list[str]] = {name: [] for name in self._tables}
        self._known: dict[tuple[int, str | None], int] = {}
        self._mark_fills = {i for i, node in enumerate(self._tables["fills"].children) if _is_mark(node)}

    def _table(self, name: str) -> Node:
        node = self._root.first(name)
        if node is None or not node.children:
            raise Unfamiliar(f"no {name}")
        return node

    def marked(self, style: int, severity: str) -> int:
        """The style that differs from another only in its fill, which says how bad a cell is."""
        return self._refilled(style, COLOURS[severity])

    def cleared(self, style: int) -> int:
        """The style without a mark of ours."""
        return self._refilled(style, None)

    def old_marks(self) -> set[int]:
        """The styles whose fill is a mark of ours, from an earlier time."""
        return {i for i, xf in enumerate(self._cells) if int(xf.said("fillId", "0")) in self._mark_fills}

    def _refilled(self, style: int, colour: str | None) -> int:
        if (style, colour) not in self._known:
            node = self._cells[style if 0 <= style < len(self._cells) else 0]
            fill = self._fill(colour) if colour else 0
            tag = with_attributes(self._xml[node.start : node.inside], fillId=fill, applyFill=1)
            rest = self._xml[node.inside : node.end]
            self._known[style, colour] = self._add("cellXfs", (tag + rest).decode("latin-1"))
        return self._known[style, colour]

    def list_styles(self) -> dict[str, int]:
        """The styles of the list of problems by their names in `_LIST_STYLES`."""
        fonts = {name: self._add("fonts", self._tagged(f"<font>{words}</font>")) for name, words in _FONTS.items()}
        border = self._add("borders", self._tagged(f"<border>{_BORDER}</border>"))
        styles = {}
        for name, (font, colour, has_border, alignment) in _LIST_STYLES.items():
            ids = f'numFmtId="0" fontId="{fonts[font]}" fillId="{self._fill(colour) if colour else 0}"'
            ids += f' borderId="{border if has_border else 0}" xfId="0" applyFont="1" applyFill="1" applyBorder="1"'
            xf = f'<xf {ids} applyAlignment="1"><alignment {alignment}/></xf>'
            styles[name] = self._add("cellXfs", self._tagged(xf))
        return styles

    def _fill(self, colour: str) -> int:
        solid = f'<patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill>'
        return self._add("fills", self._tagged(f"<fill>{solid}</fill>"))

    def _tagged(self, xml: str) -> str:
        """The elements with the prefix that the workbook's styles are written with."""
        if not self._prefix:
            return xml
        return xml.replace("</", "\0").replace("<", f"<{self._prefix}").replace("\0", f"</{self._prefix}")

    def _add(self, table: str, xml: str) -> int:
        """The number of an entry of a table, added unless it was added before."""
        added = self._added[table]
        if xml not in added:
            added.append(xml)
        return len(self._tables[table].children) + added.index(xml)

    def write(self) -> None:
        """Put what was added into the workbook."""
        edits = Edits(self._xml)
        for name, added in self._added.items():
            node = self._tables[name]
            if added:
                edits.append(node, "".join(added).encode("latin-1"))
                edits.set(node, count=len(node.children) + len(added))
        self._package.write(self._part, edits.result())


def _is_mark(fill: Node) -> bool:
    return any(node.name == "fgColor" and node.said("rgb") in COLOURS.values() for node in fill.walk())


def _part_of(package: Package) -> str:
    """The part with the styles; a workbook without any gets the barest."""
    for relation in package.relations(WORKBOOK):
        if relation.kind == "styles":
            return relation.target
    # Some programs look for the styles nowhere else.
    part = package.free_name("xl/styles{}.xml") if package.has("xl/styles.xml") else "xl/styles.xml"
    package.write(part, _BARE.format(package.namespace).encode())
    package.declare(part, STYLES_TYPE)
    package.relate(WORKBOOK, "styles", part)
    return part
