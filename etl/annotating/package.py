"""A workbook as the archive that it is: parts, their kinds, and how they refer to each other."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import NamedTuple

from etl.annotating.xml_text import Edits, Unfamiliar, escaped, parse, prefix_of

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
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_NEW_PART_TIME = (1980, 1, 1, 0, 0, 0)


class Relation(NamedTuple):
    """What one part says of another: `kind` is the last word of the type, `target` the other part's name."""

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
        workbook = self.read(WORKBOOK)
        self.is_strict = _STRICT.rpartition("/")[0].encode() in workbook[:4096]
        self.relations_namespace = _STRICT if self.is_strict else _TRANSITIONAL
        self.namespace = _MAIN_STRICT if self.is_strict else _MAIN

    @property
    def has_macros(self) -> bool:
        """Whether the workbook is of the kind that carries macros, and must be named so."""
        return b"macroEnabled" in self.read(TYPES)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._parts

    def read(self, name: str) -> bytes:
        """A part's bytes; Unfamiliar where there is none."""
        if name not in self._parts:
            raise Unfamiliar(f"no part {name}")
        return self._parts[name].content

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
        """What a part says of others inside the archive."""
        name = _relations_name(part)
        if not self.has(name):
            return []
        relations = []
        for node in parse(self.read(name)).all("Relationship"):
            if node.said("TargetMode") != "External":
                kind = node.said("Type").rpartition("/")[2]
                target = posixpath.join("/", posixpath.dirname(part), node.said("Target"))
                relations.append(Relation(node.said("Id"), kind, posixpath.normpath(target).lstrip("/")))
        return relations

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part speak of another; gives the relation's id."""
        name = _relations_name(part)
        xml = self.read(name) if self.has(name) else _RELATIONS.encode()
        root = parse(xml)
        taken = {node.attributes.get("Id") for node in root.children}
        new = next(id for number in range(1, len(taken) + 2) if (id := f"rId{number}") not in taken)
        words = f'Id="{new}" Type="{self.relations_namespace}/{kind}" Target="/{escaped(target)}"'
        edits = Edits(xml)
        edits.append(root, f"<{prefix_of(xml)}Relationship {words}/>")
        self.write(name, edits.result())
        return new

    def declare(self, part: str, content_type: str) -> None:
        """Say what kind a new part is."""
        self._add_type(f'Override PartName="/{escaped(part)}" ContentType="{content_type}"')

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say what kind all parts of an ending are, unless it has been said."""
        known = {node.attributes.get("Extension", "").lower() for node in parse(self.read(TYPES)).all("Default")}
        if ending not in known:
            self._add_type(f'Default Extension="{ending}" ContentType="{content_type}"')

    def _add_type(self, words: str) -> None:
        xml = self.read(TYPES)
        edits = Edits(xml)
        edits.append(parse(xml), f"<{prefix_of(xml)}{words}/>")
        self.write(TYPES, edits.result())

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
