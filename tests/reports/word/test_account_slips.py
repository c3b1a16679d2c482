"""Slips of accounts as Word shows them: one a person, whole on a page, with everything that signs them in."""

import io
from typing import Any

import docx

from reports.word import account_slips

SLIPS = [
    (f"Người Thử {number}", "Xã Bình Sơn (21040)", f"nguoi-{number}", f"abcd-efgh-{number:04}") for number in range(7)
]


def rows(address: str = "https://thongke.example.vn") -> list[Any]:
    content = account_slips.document(SLIPS, address, "Sở Nội vụ\x0b tỉnh Quảng Ngãi")
    file: Any = docx.Document(io.BytesIO(content))
    return list(file.tables[0].rows)


def test_each_slip_says_all_that_its_person_needs() -> None:
    for row, slip in zip(rows(), SLIPS, strict=True):
        text = row.cells[0].text
        assert [text.count(word) for word in (*slip, "https://thongke.example.vn")] == [1] * 5
        assert "phải đổi mật khẩu" in text
        assert "hủy phiếu" in text


def test_a_slip_is_not_cut_by_a_page() -> None:
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in rows())


def test_an_address_that_nobody_has_said_is_written_by_hand() -> None:
    assert all("Địa chỉ: ......" in row.cells[0].text for row in rows(address=""))
