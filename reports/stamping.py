"""The stamp inside a file: what it knows of itself in the properties of a PNG, SVG, PDF, HTML page or workbook.

Two files of one content differ in nothing but their stamp.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from presentation.charts import Chart
from reports.stamp import INTERNAL, Stamp
from reports.templating import render

_PNG_HEAD = 33
"""Bytes of the signature and the header, which come first in every PNG."""
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_FOOT_LETTERS = 250
"""Letters of the line in a page's footer, where Excel takes 255."""


def captioned(chart: Chart, stamp: Stamp) -> Chart:
    """The chart with the stamp's line as the last of its notes, which every picture of it shows at its foot."""
    return replace(chart, caption=replace(chart.caption, notes=(*chart.caption.notes, stamp.line)))


def png(content: bytes, stamp: Stamp, title: str) -> bytes:
    """The picture with text chunks behind its header."""
    texts = {"Title": title, "Author": stamp.made_by, "Description": stamp.line} | stamp.properties
    return content[:_PNG_HEAD] + b"".join(_text_chunks(texts)) + content[_PNG_HEAD:]


def _text_chunks(texts: dict[str, str]) -> Iterator[bytes]:
    """International text: a keyword is Latin-1, hence without Vietnamese signs; its translation bears them."""
    for name, value in texts.items():
        keyword = name.encode("latin-1", "ignore")
        data = keyword + b"\0\0\0vi\0" + name.encode() + b"\0" + value.encode()
        yield struct.pack(">I", len(data)) + b"iTXt" + data + struct.pack(">I", zlib.crc32(b"iTXt" + data))


def svg(content: bytes, stamp: Stamp, title: str) -> bytes:
    """The drawing with a <title> and <metadata> as its first elements."""
    head, bracket, body = content.decode().partition(">")
    metadata = render("stamp.svg", title=title, properties=list(_dublin_core(stamp, title)))
    return "".join((head, bracket, metadata, body)).encode()


def _dublin_core(stamp: Stamp, title: str) -> Iterator[tuple[str, str]]:
    yield from (("title", title), ("identifier", stamp.number), ("creator", stamp.made_by))
    yield from (("date", stamp.made_at.isoformat(timespec="seconds")), ("language", "vi"))
    yield from (("description", f"{name}: {value}") for name, value in stamp.properties.items())


def pdf(content: bytes, stamp: Stamp, title: str) -> bytes:
    """The document with new properties, appended as the format provides for: what was there stays as it is.

    Raises ValueError for a PDF without a plain trailer.
    """
    trailer = _TRAILER.search(content)
    size = trailer and re.search(rb"/Size (\d+)", trailer[1])
    root = trailer and re.search(rb"/Root \d+ \d+ R", trailer[1])
    if trailer is None or size is None or root is None:
        raise ValueError("a PDF without a plain trailer")
    number, place = int(size[1]), len(content)
    info = b"%d 0 obj\n<<%s>>\nendobj\n" % (number, b"\n".join(_pdf_properties(stamp, title)))
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d\n%s\n/Info %d 0 R\n/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
    return content + info + table % (number, place, number + 1, root[0], number, trailer[2], place + len(info))


def _pdf_properties(stamp: Stamp, title: str) -> Iterator[bytes]:
    texts = {"Title": title, "Author": stamp.made_by, "Subject": stamp.scope, "Keywords": stamp.line}
    for name, value in texts.items():
        yield b"/%s <%s>" % (name.encode(), ("\ufeff" + value).encode("utf-16-be").hex().upper().encode())
    yield b"/CreationDate (%s)" % _pdf_date(stamp.made_at)


def _pdf_date(moment: datetime) -> bytes:
    zone = f"{moment:%z}"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}'".encode()


def workbook(book: Any, stamp: Stamp, properties: dict[str, Any]) -> None:
    """An XlsxWriter book's properties, of which `properties` are those that its content gives; before it is closed."""
    own = {"author": stamp.made_by, "created": stamp.made_at.astimezone(UTC), "keywords": f"Số xuất {stamp.number}"}
    book.set_properties(properties | own | ({"category": INTERNAL} if stamp.is_internal else {}))
    for name, value in stamp.properties.items():
        book.set_custom_property(name, value, "text")
    for sheet in book.worksheets():
        # «&» begins a command there.
        sheet.set_footer("&L&8" + stamp.line.replace("&", "&&")[:_FOOT_LETTERS] + "&R&8&P/&N")
