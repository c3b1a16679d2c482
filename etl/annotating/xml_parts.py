"""The XML of a workbook's small parts as lxml trees: prefixes, declarations and unknown extensions survive writing.

A sheet's rows never become one tree: see `sheet_text`.
"""

import re
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml, which has no types of its own."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class Unfamiliar(Exception):  # noqa: N818 - it is no defect but a reason to go another way
    """A workbook is not laid out as expected, so it cannot be changed in places."""


def parse(xml: bytes) -> Element:
    """Parse XML to its outermost element; nothing is fetched and no entity is expanded.

    Raises Unfamiliar for bytes that are no XML, have a document type of their own, or are not in an encoding in which
    ASCII stands as it is.
    """
    if xml.startswith(_OTHER_ENCODINGS):
        raise Unfamiliar("not in an encoding of single bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise Unfamiliar("not XML") from error
    if root.getroottree().docinfo.doctype:
        raise Unfamiliar("a document type of its own")
    return root


def serialised(root: Element) -> bytes:
    """Write the whole document in the encoding that it came in, with the declaration that Excel writes."""
    tree = root.getroottree()
    encoding = tree.docinfo.encoding or "UTF-8"
    alone = ' standalone="yes"' if tree.docinfo.standalone else ""
    declaration = f'<?xml version="1.0" encoding="{encoding}"{alone}?>\n'.encode("ascii")
    return declaration + bytes(etree.tostring(tree, encoding=encoding, xml_declaration=False))


def namespace_of(element: Element) -> str | None:
    """Give the namespace of an element's name."""
    namespace: str | None = etree.QName(element).namespace
    return namespace


def sibling_name(element: Element, name: str) -> str:
    """Give `name` in the namespace of an element, as lxml writes it: «{…}row»."""
    namespace = namespace_of(element)
    return f"{{{namespace}}}{name}" if namespace else name


def local_name(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def children(element: Element, name: str = "*") -> list[Element]:
    """List the child elements of a name in whatever namespace; comments are none."""
    return list(element.iterchildren(f"{{*}}{name}"))


def attribute(element: Element, name: str) -> str:
    """Give the attribute of a name, whatever its prefix; "" where there is none."""
    return next((str(value) for key, value in element.items() if etree.QName(key).localname == name), "")


def is_set(element: Element, name: str) -> bool:
    """Tell whether an attribute says yes."""
    return element.get(name) in ("1", "true")


def plain(text: str) -> str:
    """Give a text without the signs that XML cannot hold."""
    return _NO_XML.sub("", text)


def fragment(xml: str, namespace: str | None) -> Element:
    """Make an element of our own, written down in code, in a namespace."""
    declared = f' xmlns="{namespace}"' if namespace else ""
    return etree.fromstring(re.sub(r"^<(\w+)", rf"<\1{declared}", xml, count=1))
