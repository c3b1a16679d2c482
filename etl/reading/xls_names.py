"""Names in an old workbook that are no text, as macro viruses leave them: xlrd opens no workbook that has one."""

import struct

_RECORD = struct.Struct("<HH")
_BIFF8 = b"\x09\x08\x10\x00\x00\x06"
"""The beginning of a stream whose texts are Unicode."""
_NAMES = {0x0085: (6, 1, 7), 0x0031: (14, 1, 15), 0x0018: (3, 1, 14), 0x0293: (2, 2, 4), 0x041E: (2, 2, 4)}
"""The kinds of records with a name (sheets, fonts, ranges, styles, formats): where its length stands and in how many
bytes, and where the byte that tells how its letters are kept."""
_HALVES = range(0xD800, 0xE000)
_TWO_BYTES = 0x01
_PRIVATE = 1 << 11
"""The distance from them to as many letters for private use: two names that differ still do."""


def mended(stream: bytes) -> bytes:
    """Give a workbook's stream with a letter for private use for each half of a letter without its other half."""
    if not stream.startswith(_BIFF8):
        return stream
    changed, place = bytearray(stream), 0
    while place + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, place)
        place += _RECORD.size
        if kind in _NAMES:
            start, end = _letters(stream[place : place + length], *_NAMES[kind])
            changed[place + start : place + end] = _whole(stream[place + start : place + end])
        place += length
    return bytes(changed)


def _letters(body: bytes, length_at: int, length_size: int, kept_at: int) -> tuple[int, int]:
    """The part of a record's body that holds the letters of its name, where they take two bytes each; else nothing."""
    if len(body) <= kept_at or not body[kept_at] & _TWO_BYTES:
        return 0, 0
    count = int.from_bytes(body[length_at : length_at + length_size], "little")
    return kept_at + 1, min(kept_at + 1 + 2 * count, len(body) - (len(body) - kept_at - 1) % 2)


def _whole(letters: bytes) -> bytes:
    text = letters.decode("utf-16-le", "surrogatepass")
    return "".join(chr(ord(x) + _PRIVATE) if ord(x) in _HALVES else x for x in text).encode("utf-16-le")
