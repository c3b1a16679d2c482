"""Our packer against zlib's unpacker, which knows nothing of it."""

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.samples.generator.zipping import deflate, repack


def unpacked(packed: bytes) -> bytes:
    return zlib.decompress(packed, wbits=-15)


@given(st.lists(st.tuples(st.binary(max_size=9), st.integers(1, 90))))
def test_what_is_packed_comes_out_again(parts: list[tuple[bytes, int]]) -> None:
    data = b"".join(part * times for part, times in parts)
    assert unpacked(deflate(data)) == data


@pytest.mark.parametrize("gap", [1, 4, 5, 255, 4096, 32767, 32768, 32769, 70000])
def test_repeats_near_and_far_come_out_again(gap: int) -> None:
    filler = b"".join(number.to_bytes(4, "big") for number in range(gap // 4 + 1))[:gap]
    data = b"<row r=" + filler + b"<row r=" * 80
    assert unpacked(deflate(data)) == data


def test_rows_of_a_sheet_shrink() -> None:
    rows = b"".join(b'<c r="A%d" s="5"/><c r="B%d" s="5"/>' % (number, number) for number in range(3000))
    assert len(deflate(rows)) < len(rows) / 3


def test_a_repacked_zip_has_the_same_members_in_order_and_no_clock() -> None:
    first = io.BytesIO()
    with zipfile.ZipFile(first, "w") as archive:
        for name in ("b.xml", "a/c.xml"):
            archive.writestr(zipfile.ZipInfo(name, (2023, 5, 6, 7, 8, 10)), name * 50)
    with zipfile.ZipFile(io.BytesIO(repack(first.getvalue()))) as again:
        assert again.testzip() is None
        assert again.namelist() == ["b.xml", "a/c.xml"]
        assert again.read("a/c.xml") == b"a/c.xml" * 50
        assert {info.date_time for info in again.infolist()} == {(1980, 1, 1, 0, 0, 0)}
