"""A workbook as the archive that it is: parts, their kinds, and how they refer to each other."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from etl.annotating.xml_parts import Element, Unfamiliar, children, namespace_of, parse, serialised, sibling_name

WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
SHEET_TYPE = f"{_SPREADSHEET}worksheet+xml"
COMMENTS_TYPE = f"{_SPREADSHEET}comments+xml"
STYLES_TYPE = f"{_SPREADSHEET}styles+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>"""
_NEW_PART_TIME = (1980, 1, 1, 0, 0, 0)


class Relation(NamedTuple):
    """A reference from one part to another: `kind` is the last word of the type, `target` the other part's name."""

    id: str
    kind: str
    target: str


@dataclass(slots=True)
class _Part:
    info: zipfile.ZipInfo
    content: bytes


class Package:
    """The parts of a workbook; those that nobody writes stay as they are, byte by byte."""

    def __init__(self, content: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                self._parts = {info.filename: _Part(info, archive.read(info)) for info in archive.infolist()}
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, zlib.error) as error:
            raise Unfamiliar("the archive cannot be read") from error
        is_strict = namespace_of(self.tree(WORKBOOK)) == _MAIN_STRICT
        self.relations_namespace = _STRICT if is_strict else _TRANSITIONAL
        self.namespace = _MAIN_STRICT if is_strict else _MAIN

    @property
    def has_macros(self) -> bool:
        """Tell whether the workbook is of the kind that carries macros, and must be named so."""
        return b"macroEnabled" in self.read(TYPES)

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name in self._parts

    def read(self, name: str) -> bytes:
        """A part's bytes; Unfamiliar where there is none."""
        if name not in self._parts:
            raise Unfamiliar(f"no part {name}")
        return self._parts[name].content

    def tree(self, name: str) -> Element:
        """A part's outermost element; Unfamiliar where there is none."""
        return parse(self.read(name))

    def write_tree(self, name: str, root: Element) -> None:
        """Give a part what a tree says."""
        self.write(name, serialised(root))

    def write(self, name: str, content: bytes) -> None:
        """Give a part other bytes, or add it."""
        if name in self._parts:
            self._parts[name].content = content
        else:
            info = zipfile.ZipInfo(name, _NEW_PART_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            self._parts[name] = _Part(info, content)

    def free_name(self, pattern: str) -> str:
        """The first name that no part has: «xl/comments{}.xml»."""
        taken = {name.lower() for name in self._parts}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part to others inside the archive."""
        name = _relations_name(part)
        if not self.has(name):
            return []
        inside = (node for node in children(self.tree(name), "Relationship") if node.get("TargetMode") != "External")
        return [_relation(node, part) for node in inside]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part speak of another; gives the relation's id."""
        name = _relations_name(part)
        root = self.tree(name) if self.has(name) else parse(_RELATIONS)
        taken = {node.get("Id") for node in children(root)}
        new = next(id for number in range(1, len(taken) + 2) if (id := f"rId{number}") not in taken)
        words = {"Id": new, "Type": f"{self.relations_namespace}/{kind}", "Target": f"/{target}"}
        etree.SubElement(root, sibling_name(root, "Relationship"), words)
        self.write_tree(name, root)
        return new

    def declare(self, part: str, content_type: str) -> None:
        """Say what kind a new part is."""
        self._add_type("Override", PartName=f"/{part}", ContentType=content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say what kind all parts of an ending are, unless it has been said."""
        known = {node.get("Extension", "").lower() for node in children(self.tree(TYPES), "Default")}
        if ending not in known:
            self._add_type("Default", Extension=ending, ContentType=content_type)

    def _add_type(self, name: str, **words: str) -> None:
        root = self.tree(TYPES)
        etree.SubElement(root, sibling_name(root, name), words)
        self.write_tree(TYPES, root)

    def save(self) -> bytes:
        """The archive: the same parts in the same order, then the new ones."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self._parts.items():
                info = zipfile.ZipInfo(name, part.info.date_time)
                info.compress_type = part.info.compress_type
                info.external_attr = part.info.external_attr
                archive.writestr(info, part.content)
        return buffer.getvalue()


def _relations_name(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _relation(node: Element, part: str) -> Relation:
    target = posixpath.join("/", posixpath.dirname(part), node.get("Target", ""))
    kind = node.get("Type", "").rpartition("/")[2]
    return Relation(node.get("Id", ""), kind, posixpath.normpath(target).lstrip("/"))
