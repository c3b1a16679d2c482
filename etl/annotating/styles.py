"""The workbook's styles: each style of a bad cell once more with another fill, and those of the list of problems."""

from copy import deepcopy

from lxml import etree

from etl.annotating.package import STYLES_TYPE, WORKBOOK, Package
from etl.annotating.xml_parts import Element, Unfamiliar, children, fragment, namespace_of

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
        self._root = package.tree(self._part)
        self._tables = {name: self._table(name) for name in ("fonts", "fills", "borders", "cellXfs")}
        self._cells = children(self._tables["cellXfs"])
        self._sizes = {name: len(children(table)) for name, table in self._tables.items()}
        self._added: dict[tuple[str, bytes], int] = {}
        self._refilled: dict[tuple[int, str | None], int] = {}
        self._mark_fills = {i for i, node in enumerate(children(self._tables["fills"])) if _is_mark(node)}

    def _table(self, name: str) -> Element:
        node = self._root.find(f"{{*}}{name}")
        if node is None or not children(node):
            raise Unfamiliar(f"no {name}")
        return node

    def marked(self, style: int, severity: str) -> int:
        """Give the style that differs from another only in its fill, which says how bad a cell is."""
        return self._with_fill(style, COLOURS[severity])

    def cleared(self, style: int) -> int:
        """Give the style without a mark of ours."""
        return self._with_fill(style, None)

    def old_marks(self) -> set[int]:
        """Find the styles whose fill is a mark of ours, from an earlier time."""
        return {i for i, xf in enumerate(self._cells) if int(xf.get("fillId", "0")) in self._mark_fills}

    def _with_fill(self, style: int, colour: str | None) -> int:
        if (style, colour) not in self._refilled:
            xf = deepcopy(self._cells[style if 0 <= style < len(self._cells) else 0])
            xf.set("fillId", str(self._fill(colour) if colour else 0))
            xf.set("applyFill", "1")
            self._refilled[style, colour] = self._add("cellXfs", xf)
        return self._refilled[style, colour]

    def list_styles(self) -> dict[str, int]:
        """Give the styles of the list of problems by their names in `_LIST_STYLES`."""
        fonts = {name: self._add("fonts", self._own(f"<font>{words}</font>")) for name, words in _FONTS.items()}
        border = self._add("borders", self._own(f"<border>{_BORDER}</border>"))
        styles = {}
        for name, (font, colour, has_border, alignment) in _LIST_STYLES.items():
            ids = f'numFmtId="0" fontId="{fonts[font]}" fillId="{self._fill(colour) if colour else 0}"'
            ids += f' borderId="{border if has_border else 0}" xfId="0" applyFont="1" applyFill="1" applyBorder="1"'
            xf = f'<xf {ids} applyAlignment="1"><alignment {alignment}/></xf>'
            styles[name] = self._add("cellXfs", self._own(xf))
        return styles

    def _fill(self, colour: str) -> int:
        solid = f'<patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill>'
        return self._add("fills", self._own(f"<fill>{solid}</fill>"))

    def _own(self, xml: str) -> Element:
        return fragment(xml, namespace_of(self._root))

    def _add(self, table: str, entry: Element) -> int:
        """The number of an entry of a table, added unless it was added before."""
        key = table, etree.tostring(entry, with_tail=False)
        if key not in self._added:
            self._added[key] = self._sizes[table]
            self._sizes[table] += 1
            self._tables[table].append(entry)
        return self._added[key]

    def write(self) -> None:
        """Put what was added into the workbook."""
        for name, size in self._sizes.items():
            self._tables[name].set("count", str(size))
        self._package.write_tree(self._part, self._root)


def _is_mark(fill: Element) -> bool:
    return any(node.get("rgb") in COLOURS.values() for node in fill.iter("{*}fgColor"))


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
