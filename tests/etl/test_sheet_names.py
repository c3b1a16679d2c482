"""Names of sheets typed in the letters of old fonts: read where the sheet's cells are in them, and kept as they are."""

import pytest

from etl.reading import legacy_text
from etl.records import Sheet
from tests.golden.old_letters import tcvn3, vni

NAMES = ("Phường Đáp Cầu", "Nguyễn Thị Phượng", "Trần Văn Đức", "Lê Quỳnh Hoa")


@pytest.mark.parametrize(
    ("name", "cells", "spoken"),
    [
        (tcvn3("Phường Đáp Cầu"), tcvn3, "Phường Đáp Cầu"),
        (vni("Phường Đáp Cầu"), vni, "Phường Đáp Cầu"),
        (tcvn3("Phường Đáp Cầu"), str, tcvn3("Phường Đáp Cầu")),
        (tcvn3("Phường Đáp Cầu"), vni, tcvn3("Phường Đáp Cầu")),
        ("Phường Đáp Cầu", tcvn3, "Phường Đáp Cầu"),
        ("Hòa Long", tcvn3, "Hòa Long"),
        ("Lý", tcvn3, "Lý"),
        ("Sheet1", tcvn3, "Sheet1"),
        ("", tcvn3, ""),
    ],
)
def test_the_name_of_a_sheet_is_read_in_the_encoding_of_its_cells(name: str, cells: type[str], spoken: str) -> None:
    sheet = Sheet(name, [[cells(text)] for text in NAMES])
    legacy_text.convert([sheet])
    assert (sheet.name, sheet.spoken_name) == (name, spoken)
