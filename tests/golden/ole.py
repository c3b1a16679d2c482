"""OLE containers, the wrapping of .xls files and of encrypted ones: as little as a reader needs."""

import struct
from collections.abc import Mapping

_SECTOR = 512
_SMALLEST = 8 * _SECTOR
"""Shorter streams would have to lie in a table of small sectors of their own; ours are filled up instead."""
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def container(streams: Mapping[str, bytes]) -> bytes:
    """At most three streams by name: sector 0 is the table of sectors, 1 the directory, then the streams follow."""
    chain, entries, body = [_FAT, _END], b"", b""
    for number, (name, content) in enumerate(streams.items(), start=1):
        filled = content.ljust(_SMALLEST, b"\0")
        filled += bytes(-len(filled) % _SECTOR)
        start, sectors = len(chain), len(filled) // _SECTOR
        chain += [*range(start + 1, start + sectors), _END]
        right = number + 1 if number < len(streams) else _FREE
        entries += _entry(name, 2, right=right, child=_FREE, start=start, size=len(filled))
        body += filled
    directory = _entry("Root Entry", 5, right=_FREE, child=1, start=_END, size=0)
    directory += entries + (3 - len(streams)) * _no_entry()
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    return _header() + table + directory + body


def _header() -> bytes:
    start = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    numbers = struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return start + numbers + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(text), kind, 1, _FREE, right, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def _no_entry() -> bytes:
    return bytes(68) + struct.pack("<III", _FREE, _FREE, _FREE) + bytes(48)
