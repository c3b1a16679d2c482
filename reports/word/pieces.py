"""Pieces of WordprocessingML as text: a table is parsed once instead of being built cell by cell."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_NAMESPACES = nsdecls("w", "r", "wp", "a", "c", "pic")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(content: str) -> list[Any]:
    """The elements of a text such as `paragraph` and `tables.table` give."""
    return list(parse_xml(f"<w:body {_NAMESPACES}>{content}</w:body>"))


def escaped(text: str) -> str:
    """The text as XML may hold it: signs that no document can hold are left out."""
    return html.escape(storable(text), quote=True)


def storable(text: str) -> str:
    """The text without signs that no XML can hold."""
    return _NO_XML.sub("", text)


def run(text: str, style: str = "") -> str:
    """Text in one character style; a line break in it is one in the document."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = (f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of runs; `properties` stand after its style, in the order that the schema wants."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def line(style: str, text: str, properties: str = "") -> str:
    """A paragraph of plain text."""
    return paragraph(style, run(text), properties)


def field(instruction: str, shown: str) -> str:
    """A field that Word can count anew, with what it shows until then."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{marks['begin']}{code}{marks['separate']}{run(shown)}{marks['end']}"


def rule(style: str, width: int, length: int) -> str:
    """A horizontal line in the middle of a column: an empty paragraph's border between indents, all in twips.

    Drawn lines move in other programs and disappear from some; a border stays where its paragraph is.
    """
    side = max(0, (width - length) // 2)
    return paragraph(style, "", f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>')


def columns(widths: Iterable[int], rows: Iterable[Iterable[str]]) -> str:
    """A table without borders that holds blocks side by side; a row stays on one page."""
    sizes = list(widths)
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    body = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(_cells(sizes, row))}</w:tr>" for row in rows)
    look = f'<w:tblPr><w:tblStyle w:val="Khung"/><w:tblW w:w="{sum(sizes)}" w:type="dxa"/>'
    return f'<w:tbl>{look}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def _cells(sizes: Iterable[int], row: Iterable[str]) -> Iterator[str]:
    for size, content in zip(sizes, row, strict=True):
        yield f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
