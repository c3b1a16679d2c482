"""Changing an XML text in places: where its elements stand as bytes, and pieces put between them.

A parser that writes the whole text anew would lose what it does not know (prefixes, extensions, the order of
attributes); here every byte that is not meant stays as it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class Unfamiliar(Exception):  # noqa: N818 - it is no defect but a reason to go another way
    """A workbook is not laid out as expected, so it cannot be changed in places."""


@dataclass(slots=True)
class Node:
    """An element: its local name, its attributes as written, and its place in the bytes.

    The start tag is `start:inside`, the whole element `start:end`.
    """

    name: str
    attributes: dict[str, str]
    start: int
    inside: int
    end: int = 0
    children: list["Node"] = field(default_factory=list)

    def said(self, name: str, otherwise: str = "") -> str:
        """The attribute of a name, whatever its prefix."""
        return next((text for key, text in self.attributes.items() if key.rpartition(":")[2] == name), otherwise)

    def all(self, name: str) -> list["Node"]:
        """The children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Node | None":
        """The first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator["Node"]:
        """The element and everything in it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


def parse(xml: bytes) -> Node:
    """The outermost element with all that is in it.

    Raises Unfamiliar for a text that is no XML, has a document type of its own, or is not written byte by byte.
    """
    if xml.startswith(_OTHER_ENCODINGS):
        raise Unfamiliar("not in an encoding of single bytes")
    builder = _Builder(xml)
    try:
        return builder.build()
    except expat.ExpatError as error:
        raise Unfamiliar("not XML") from error


class _Builder:
    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.roots: list[Node] = []
        self.path: list[Node] = []

    def build(self) -> Node:
        self.parser.Parse(self.xml, True)
        return self.roots[0]

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self.xml, start)
        if tag is None:
            raise Unfamiliar("a tag without an end")
        node = Node(name.rpartition(":")[2], attributes, start, tag.end())
        (self.path[-1].children if self.path else self.roots).append(node)
        self.path.append(node)

    def _close(self, _name: str) -> None:
        node = self.path.pop()
        if self.xml.startswith(b"/>", node.inside - 2):
            node.end = node.inside
        else:
            node.end = self.xml.index(b">", self.parser.CurrentByteIndex) + 1

    def _refuse(self, *_declaration: Any) -> None:
        raise Unfamiliar("a document type of its own")


class Edits:
    """Pieces to be put into a text; places are those of the text as it was, and so is the encoding."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        told = _ENCODING.match(text)
        self._is_utf8 = told is None or told[1].lower() in (b"utf-8", b"utf8")
        self._pieces: list[tuple[int, int, bytes]] = []

    def encoded(self, new: str) -> bytes:
        """A piece as bytes; where the text is not in UTF-8, other letters are written by their numbers."""
        return new.encode() if self._is_utf8 else new.encode("ascii", "xmlcharrefreplace")

    def replace(self, start: int, end: int, new: str | bytes) -> None:
        """Put `new` where `start:end` was."""
        self._pieces.append((start, end, self.encoded(new) if isinstance(new, str) else new))

    def insert(self, at: int, new: str | bytes) -> None:
        """Put `new` before the byte `at`; pieces for one place stay in the order in which they came."""
        self.replace(at, at, new)

    def append(self, node: Node, new: str | bytes) -> None:
        """Put `new` at the end of an element, which may be an empty tag."""
        new = self.encoded(new) if isinstance(new, str) else new
        if node.end != node.inside:
            self.insert(self.text.rindex(b"</", node.start, node.end), new)
            return
        tag = self.text[node.start : node.inside]
        name = tag[1:-2].split(None, 1)[0]
        self.replace(node.start, node.inside, tag[:-2].rstrip() + b">" + new + b"</" + name + b">")

    def set(self, node: Node, **values: object) -> None:
        """Give an element's start tag other attributes."""
        self.replace(node.start, node.inside, with_attributes(self.text[node.start : node.inside], **values))

    def result(self) -> bytes:
        """The text with all pieces in their places."""
        parts, at = [], 0
        for start, end, new in sorted(self._pieces, key=lambda piece: piece[:2]):
            parts += [self.text[at:start], new]
            at = end
        return b"".join([*parts, self.text[at:]])


def with_attributes(tag: bytes, **values: object) -> bytes:
    """A start tag with these attributes in place of its own of the same names."""
    for name, value in values.items():
        written = f'{name}="{escaped(str(value))}"'.encode("ascii", "xmlcharrefreplace")
        pattern = re.compile(rb"(?<=\s)" + name.encode() + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')")
        match = pattern.search(tag)
        if match:
            tag = tag[: match.start()] + written + tag[match.end() :]
        else:
            cut = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:cut].rstrip() + b" " + written + tag[cut:]
    return tag


def escaped(text: str) -> str:
    """A text as it may stand in XML, between tags and in an attribute; what XML cannot hold is left out."""
    plain = _NO_XML.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace('"', "&quot;").replace("\n", "&#10;")


def prefix_of(xml: bytes) -> str:
    """«x:» where the outermost element is written with such a prefix, else nothing."""
    match = re.search(rb"<([A-Za-z_][\w.-]*:)?[A-Za-z_]", xml)
    return match[1].decode() if match and match[1] else ""
