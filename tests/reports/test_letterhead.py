"""The words around a document: told by the office, or following from its name and its province."""

from datetime import UTC, datetime

from reports.letterhead import letterhead
from reports.stamp import Stamp


def test_an_office_that_told_nothing_has_a_letterhead_from_its_name_and_province() -> None:
    head = letterhead({}, "Sở Nội vụ tỉnh Bắc Ninh", "Tỉnh Bắc Ninh")
    assert (head.superior, head.place) == ("Ủy ban nhân dân tỉnh Bắc Ninh", "Bắc Ninh")
    assert head.signer_title == ("Giám đốc",)
    assert letterhead({}, "Sở Nội vụ", "Thành phố Hà Nội").place == "Hà Nội"


def test_lines_are_told_apart_and_empty_ones_left_out() -> None:
    values = {"signer_title": "KT. Giám đốc\n\n Phó Giám đốc ", "recipients": "Bộ Nội vụ\nLưu: VT"}
    head = letterhead(values, "Sở Nội vụ", "Tỉnh Bắc Ninh")
    assert head.signer_title == ("KT. Giám đốc", "Phó Giám đốc")
    assert head.recipients == ("Bộ Nội vụ", "Lưu: VT")


def test_an_exports_line_tells_number_time_maker_state_and_marks() -> None:
    made = datetime(2024, 1, 5, 1, 30, tzinfo=UTC)
    stamp = Stamp(
        "2024-000007",
        made_at=made,
        made_by="lan",
        scope="Tỉnh Bắc Ninh",
        query="as_of=2023-12-31",
        data_version="3.0",
        rounding="cut",
        is_demo=True,
    )
    assert stamp.line == "Số xuất 2024-000007 · 05/01/2024 08:30 · lan · dữ liệu 3.0 · Số liệu minh họa"
