"""Rows of a sheet as trees, one at a time, between the bytes of all others."""

from lxml import etree

from etl.annotating.xml_parts import Element, Unfamiliar, children, parse, sibling_name


class Rows:
    """A parser and writer of the rows in an element `sheetData`, with its namespaces and in its encoding."""

    def __init__(self, sheet_data: Element) -> None:
        self._encoding = sheet_data.getroottree().docinfo.encoding or "UTF-8"
        self._name = sibling_name(sheet_data, "row")
        empty = etree.tostring(etree.Element("rows", nsmap=sheet_data.nsmap), encoding="ASCII", xml_declaration=False)
        self._opening = empty.removesuffix(b"/>") + b">"
        self._closing = b"</rows>"

    def parsed(self, text: bytes) -> Element:
        """Parse the row that a text begins with. Raises Unfamiliar where it is none."""
        declaration = f'<?xml version="1.0" encoding="{self._encoding}"?>'.encode("ascii")
        rows = children(parse(declaration + self._opening + text + self._closing))
        if len(rows) != 1:
            raise Unfamiliar("a row in a row")
        return rows[0]

    def new(self, number: int) -> Element:
        """Make a row without cells; `number` counts from 1."""
        row = etree.SubElement(parse(self._opening + self._closing), self._name)
        row.set("r", str(number))
        return row

    def written(self, row: Element) -> bytes:
        """Write a row of `parsed` or `new`, and what stood behind it, as it stands in the sheet."""
        text = bytes(etree.tostring(row.getparent(), encoding=self._encoding, xml_declaration=False))
        return text[len(self._opening) : -len(self._closing)]
