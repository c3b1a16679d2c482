"""Broken rosters: a whole one and a seed make one that differs in a few bytes, tags, cells, rows or names."""

import io
import random
import re
import zipfile
from collections.abc import Callable

_STRANGE = (
    "", " ", "x", "-", "0", "-1", "1", "1e308", "-1E+400", "NaN", "99999999999999999999999", "0.1", "2958466",
    "-693594", "31/02/2020", "29/2/1900", "00/00/0000", "12/12", "1/1/1", "9999-12-31", "5/6",
    "ngày 31 tháng 12 năm 2023",
    "#REF!", "=1/0", "&#x41;", "&amp;lt;", "&#55296;", "_x000D_", "_xD83D_", "Cộng",
    "Tổng cộng: 99999999999999 người",
    "XÃ TAM ĐA", "I. PHƯỜNG ĐÁP CẦU", "Tính đến ngày 31/12/2023", "Họ và tên", "Đại học", "STT", "nt", "-//-", "Nữ",
    "NguyÔn V¨n ¸nh", "NGUYEÃN VAÊN AÙNH", "\u202e\u200b\ufeff", "e\u0301" * 40, "𝒳𝓎", "\U0010ffff", "(" * 300,
    "a" * 40_000,
    "Bí thư – " * 60, "1." * 500, "{0}{value}%s%n", "';--", "../../a", "\t\n\r",
)  # fmt: skip
_CELL = re.compile(rb"<(c|table:table-cell)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)
_ROW = re.compile(rb"<(row|table:table-row)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)
_TEXT = re.compile(rb">([^<]+)<")
_ATTRIBUTE = re.compile(rb'="([^"]*)"')
_TAG = re.compile(rb"<[^>]+>")
_LONGEST_CHAIN = 4
_MERGES_AT_MOST = 40

Dice = random.Random
Change = Callable[[bytes, Dice], bytes]


def mutate(content: bytes, seed: int) -> bytes:
    """Change `content` (.xlsx, .ods, .xls or delimited text) in one to four ways; the same seed makes the same file."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    if not zipfile.is_zipfile(io.BytesIO(content)) or dice.random() < 0.1:
        text_like = b"\x00" not in content[:512]
        return _changed(content, dice, (*_OF_BYTES, *(_OF_LINES if text_like else _OF_RECORDS)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(dice.randint(1, _LONGEST_CHAIN)):
        _change_part(parts, dice)
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            # Without a date of its own a member would bear the clock's.
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED, compresslevel=1)
    return file.getvalue()


def _change_part(parts: dict[str, bytes], dice: Dice) -> None:
    sheets = [name for name in parts if "worksheets/" in name or name == "content.xml"]
    name = dice.choice(sheets) if sheets and dice.random() < 0.7 else dice.choice(list(parts))
    if dice.random() < 0.03:
        del parts[name]
        parts.setdefault("xl/nothing.xml", b"")
        return
    changes = _OF_XML if dice.random() < 0.9 else _OF_BYTES
    parts[name] = dice.choice(changes)(parts[name], dice)


def _changed(content: bytes, dice: Dice, changes: tuple[Change, ...]) -> bytes:
    for _ in range(dice.randint(1, _LONGEST_CHAIN)):
        content = dice.choice(changes)(content, dice)
    return content


def _strange(dice: Dice) -> bytes:
    if dice.random() < 0.1:
        return "".join(chr(dice.choice((dice.randrange(32, 0xD800), dice.randrange(256)))) for _ in range(20)).encode()
    return dice.choice(_STRANGE).encode("utf-8", "replace")


def _flip(content: bytes, dice: Dice) -> bytes:
    flipped = bytearray(content)
    for _ in range(dice.randint(1, 8)) if flipped else ():
        flipped[dice.randrange(len(flipped))] = dice.randrange(256)
    return bytes(flipped)


def _cut(content: bytes, dice: Dice) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _repeat(content: bytes, dice: Dice) -> bytes:
    start = dice.randrange(len(content) + 1)
    end = min(len(content), start + dice.randrange(2000))
    return content[:end] + content[start:end] * dice.randint(1, 3) + content[end:]


def _remove(content: bytes, dice: Dice) -> bytes:
    start = dice.randrange(len(content) + 1)
    return content[:start] + content[start + dice.randrange(2000) :]


def _replace_one(pattern: re.Pattern[bytes], group: int) -> Change:
    def change(xml: bytes, dice: Dice) -> bytes:
        match = _any_match(pattern, xml, dice)
        return xml if match is None else xml[: match.start(group)] + _strange(dice) + xml[match.end(group) :]

    return change


def _any_match(pattern: re.Pattern[bytes], xml: bytes, dice: Dice) -> re.Match[bytes] | None:
    """Find one of the matches behind a place of chance; the first where there is none behind it."""
    return pattern.search(xml, dice.randrange(len(xml) + 1)) or pattern.search(xml)


def _drop_or_double(pattern: re.Pattern[bytes]) -> Change:
    def change(xml: bytes, dice: Dice) -> bytes:
        match = _any_match(pattern, xml, dice)
        if match is None:
            return xml
        return xml[: match.start()] + match[0] * dice.choice((0, 0, 2, 3)) + xml[match.end() :]

    return change


def _swap(pattern: re.Pattern[bytes]) -> Change:
    def change(xml: bytes, dice: Dice) -> bytes:
        first, second = _any_match(pattern, xml, dice), _any_match(pattern, xml, dice)
        if first is None or second is None or first.end() > second.start():
            return xml
        between = xml[first.end() : second.start()]
        return xml[: first.start()] + second[0] + between + first[0] + xml[second.end() :]

    return change


def _merge(xml: bytes, dice: Dice) -> bytes:
    """Add merged ranges of chance: overlapping, upside down, far away."""
    letters = ("A", "B", "C", "H", "Z", "AA", "XFD", "AAAA")
    cells = [f"{dice.choice(letters)}{dice.choice((0, 1, 5, 6, 7, 9, 40, 1048576))}" for _ in range(_MERGES_AT_MOST)]
    ranges = "".join(f'<mergeCell ref="{a}:{b}"/>' for a, b in zip(cells[::2], cells[1::2], strict=True))
    merges = f"<mergeCells>{ranges}</mergeCells>".encode()
    return xml.replace(b"</sheetData>", b"</sheetData>" + merges, 1)


def _number(xml: bytes, dice: Dice) -> bytes:
    """Put another number in a place that wants one: a row, a style, a shared text, a count of repetitions."""
    match = _any_match(re.compile(rb'="\w*?(\d+)"'), xml, dice)
    number = str(dice.choice((0, -1, 1, 7, 300, 65_536, 1_048_577, 2**31, 2**32, 2**63, 10**30))).encode()
    return xml if match is None else xml[: match.start(1)] + number + xml[match.end(1) :]


def _extreme(content: bytes, dice: Dice) -> bytes:
    """Put another count, length, kind or sector where a binary format may have one: numbers of two or four bytes."""
    place = dice.randrange(0, max(len(content) - 4, 1), 2)
    size, number = dice.choice((2, 4)), dice.choice((0, 1, 2, 9, 0x7F, 0xFF, 0xFFFD, 0xFFFF, 0x7FFFFFFF, 2**32 - 2))
    packed = (number % (1 << 8 * size)).to_bytes(size, "little")
    return content[:place] + packed + content[place + size :]


def _line(content: bytes, dice: Dice) -> bytes:
    lines = content.split(b"\n")
    place = dice.randrange(len(lines))
    lines[place : place + 1] = [lines[place]] * dice.choice((0, 0, 2, 3))
    return b"\n".join(lines)


def _field(content: bytes, dice: Dice) -> bytes:
    mark = dice.choice((b",", b";", b"\t"))
    fields = content.split(mark)
    fields[dice.randrange(len(fields))] = _strange(dice)
    return mark.join(fields)


def _delimiter(content: bytes, dice: Dice) -> bytes:
    marks = (b",", b";", b"\t", b'"', b"\x00", b"\n", b"|")
    return content.replace(dice.choice(marks), dice.choice(marks), dice.randint(1, 20))


_OF_BYTES: tuple[Change, ...] = (_flip, _flip, _cut, _repeat, _remove)
_OF_RECORDS: tuple[Change, ...] = (_extreme, _extreme, _extreme)
_OF_LINES: tuple[Change, ...] = (_line, _field, _field, _delimiter)
_OF_XML: tuple[Change, ...] = (
    _replace_one(_TEXT, 1), _replace_one(_TEXT, 1), _replace_one(_ATTRIBUTE, 1), _replace_one(_CELL, 0),
    _drop_or_double(_CELL), _drop_or_double(_ROW), _drop_or_double(_TAG), _swap(_CELL), _swap(_ROW), _merge, _number,
)  # fmt: skip
