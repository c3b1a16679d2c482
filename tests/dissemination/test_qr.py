"""The QR code read back by a decoder written from the standard, not by the library that made it."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from dissemination import qr

TOKEN = "Zq3-_" * 8 + "abc"
ADDRESSES = ["http://127.0.0.1:8501/cong-bo/" + TOKEN, "https://thongke.bacninh.gov.vn/cong-bo/" + TOKEN]
# Version -> data codewords of each block at error level M (ISO/IEC 18004, table 9), and alignment pattern's centre.
BLOCKS = {4: [32, 32], 5: [43, 43], 6: [27] * 4}


def modules(picture: bytes, scale: int) -> list[list[bool]]:
    """Read the modules, True where dark; the quiet zone of four modules must be white."""
    image = Image.open(io.BytesIO(picture)).convert("1")
    side = image.width // scale
    grid = [[not image.getpixel((x * scale, y * scale)) for x in range(side)] for y in range(side)]
    assert not any(any(row) for row in [*grid[:4], *grid[-4:]])
    assert not any(any(row[:4]) or any(row[-4:]) for row in grid)
    return [row[4:-4] for row in grid[4:-4]]


def is_function(x: int, y: int, side: int) -> bool:
    """Tell whether a module is of finders with format bits, a timing line or an alignment pattern (versions 2-6)."""
    corner = (x < 9 and y < 9) or (x >= side - 8 and y < 9) or (x < 9 and y >= side - 8)
    return corner or x == 6 or y == 6 or (abs(x - side + 7) <= 2 and abs(y - side + 7) <= 2)


MASKS: list[Callable[[int, int], bool]] = [
    lambda x, y: (x + y) % 2 == 0, lambda x, y: y % 2 == 0, lambda x, y: x % 3 == 0, lambda x, y: (x + y) % 3 == 0,
    lambda x, y: (y // 2 + x // 3) % 2 == 0, lambda x, y: x * y % 2 + x * y % 3 == 0,
    lambda x, y: (x * y % 2 + x * y % 3) % 2 == 0, lambda x, y: ((x + y) % 2 + x * y % 3) % 2 == 0,
]  # fmt: skip


def bits(grid: list[list[bool]]) -> Iterator[int]:
    """Read the data bits in the order of two-column strips from the right, upwards and downwards by turns."""
    side = len(grid)
    level_and_mask = [grid[8][x] for x in range(5)]
    value = sum(bit << (4 - place) for place, bit in enumerate(level_and_mask)) ^ 0b10101
    assert value >> 3 == 0, "the error level is not M"
    mask = MASKS[value & 0b111]
    right, upwards = side - 1, True
    while right > 0:
        right -= right == 6
        for y in range(side - 1, -1, -1) if upwards else range(side):
            for x in (right, right - 1):
                if not is_function(x, y, side):
                    yield int(grid[y][x] ^ mask(x, y))
        right, upwards = right - 2, not upwards


def decoded(picture: bytes, scale: int) -> str:
    """Read the text of one byte-mode segment; the words of the blocks are woven into each other."""
    grid = modules(picture, scale)
    stream = list(bits(grid))
    words = [int("".join(map(str, stream[place : place + 8])), 2) for place in range(0, len(stream) - 7, 8)]
    sizes = BLOCKS[(len(grid) - 17) // 4]
    data = [word for block in range(len(sizes)) for word in words[block : sum(sizes) : len(sizes)]]
    line = "".join(f"{word:08b}" for word in data)
    assert line[:4] == "0100"
    length = int(line[4:12], 2)
    return bytes(int(line[12 + 8 * place : 20 + 8 * place], 2) for place in range(length)).decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_picture_holds_the_address(address: str) -> None:
    assert decoded(qr.png(address), 10) == address


def test_another_address_gives_another_code() -> None:
    assert qr.png(ADDRESSES[0]) != qr.png(ADDRESSES[0][:-1] + "d")


def test_the_drawing_is_well_formed_named_and_without_a_size() -> None:
    root = ET.fromstring(qr.svg(ADDRESSES[0], "Mã QR của báo cáo <1>"))  # noqa: S314  our own file
    assert root.tag.endswith("svg")
    assert root[0].text == "Mã QR của báo cáo <1>"
    assert "viewBox" in root.attrib
    assert "width" not in root.attrib
