"""A workbook's zip, packed the same way on every machine.

Python's `zipfile` leaves the packing to the zlib it was built with, and those differ (zlib, zlib-ng): the same members
then have other bytes. This packer is slower and packs less tightly, but it is ours, and always the same.
"""

import io
import struct
import zipfile
import zlib

_WINDOW = 32768
_LONGEST = 258
_FULL = (1 << 64) - 1
_DOS_DATE = 0x21  # 01/01/1980, the earliest that a zip can say

_Bits = tuple[int, int]
"""A value and its number of bits, the first bit lowest."""


def repack(workbook: bytes) -> bytes:
    """The same workbook with its members packed here, in their order, with one fixed date."""
    body, directory, count = io.BytesIO(), io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(workbook)) as source:
        for info in source.infolist():
            _add_member(body, directory, info.filename, source.read(info))
            count += 1
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, directory.tell(), body.tell(), 0)
    return body.getvalue() + directory.getvalue() + end


def _add_member(body: io.BytesIO, directory: io.BytesIO, name: str, content: bytes) -> None:
    packed, label, offset = deflate(content), name.encode("ascii"), body.tell()
    common = struct.pack(
        "<HHHHHIIIHH",
        20,
        0,
        zipfile.ZIP_DEFLATED,
        0,
        _DOS_DATE,
        zlib.crc32(content),
        len(packed),
        len(content),
        len(label),
        0,
    )
    body.write(struct.pack("<I", 0x04034B50) + common + label + packed)
    directory.write(struct.pack("<IH", 0x02014B50, 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + label)


def deflate(data: bytes) -> bytes:
    """`data` as one block of RFC 1951 with the fixed codes: repeats are found by their first four bytes."""
    writer = _BitWriter()
    writer.write(0b011, 3)
    newest: dict[bytes, int] = {}
    position = 0
    while position < len(data):
        start = data[position : position + 4]
        earlier = newest.get(start, -1)
        newest[start] = position
        if earlier < 0 or position - earlier > _WINDOW or len(start) < 4:
            writer.write(*_LITERALS[data[position]])
            position += 1
            continue
        length = _common(data, earlier, position)
        long, bits = _LENGTHS[length]
        far, far_bits = _distance(position - earlier)
        writer.write(long | far << bits, bits + far_bits)
        position += length
    writer.write(*_LITERALS[256])
    return writer.finish()


def _common(data: bytes, earlier: int, position: int) -> int:
    """How many bytes are the same from both places on, at most what one repeat can say."""
    most = min(_LONGEST, len(data) - position)
    length = 4
    while length + 16 <= most and data.startswith(data[earlier + length : earlier + length + 16], position + length):
        length += 16
    while length < most and data[earlier + length] == data[position + length]:
        length += 1
    return length


class _BitWriter:
    def __init__(self) -> None:
        self._bytes = bytearray()
        self._held = 0
        self._count = 0

    def write(self, value: int, bits: int) -> None:
        self._held |= value << self._count
        self._count += bits
        if self._count >= 64:
            self._bytes += (self._held & _FULL).to_bytes(8, "little")
            self._held >>= 64
            self._count -= 64

    def finish(self) -> bytes:
        return bytes(self._bytes) + self._held.to_bytes((self._count + 7) // 8, "little")


def _reversed(code: int, bits: int) -> _Bits:
    """Huffman codes go out with their highest bit first, everything else with its lowest."""
    return int(format(code, f"0{bits}b")[::-1], 2), bits


def _literal(symbol: int) -> _Bits:
    if symbol < 144:
        return _reversed(0x30 + symbol, 8)
    if symbol < 256:
        return _reversed(0x190 + symbol - 144, 9)
    if symbol < 280:
        return _reversed(symbol - 256, 7)
    return _reversed(0xC0 + symbol - 280, 8)


def _steps(first: int, extras: list[int]) -> list[tuple[int, int]]:
    """(first value, extra bits) of each code of a table of RFC 1951, 3.2.5."""
    steps = []
    for extra in extras:
        steps.append((first, extra))
        first += 1 << extra
    return steps


_LENGTH_STEPS = _steps(3, [0] * 8 + [n for n in range(1, 6) for _ in range(4)])[:28]
_DISTANCE_STEPS = _steps(1, [0, 0] + [n for n in range(14) for _ in range(2)])


def _length(length: int) -> _Bits:
    if length == _LONGEST:
        return _literal(285)
    index = max(i for i, (first, _) in enumerate(_LENGTH_STEPS) if first <= length)
    first, extra = _LENGTH_STEPS[index]
    code, bits = _literal(257 + index)
    return code | (length - first) << bits, bits + extra


_DISTANCE_CODES = [_reversed(index, 5) for index in range(30)]
_LITERALS = [_literal(symbol) for symbol in range(257)]
_LENGTHS = [_length(max(length, 3)) for length in range(_LONGEST + 1)]


def _distance(distance: int) -> _Bits:
    """The code of a distance: two codes for each doubling after the first four."""
    far = distance - 1
    index = far if far < 4 else 2 * (far.bit_length() - 1) + ((far >> (far.bit_length() - 2)) & 1)
    first, extra = _DISTANCE_STEPS[index]
    code, bits = _DISTANCE_CODES[index]
    return code | (distance - first) << bits, bits + extra
