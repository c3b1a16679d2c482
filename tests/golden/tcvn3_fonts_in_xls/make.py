"""A workbook typed in .VnTime, its titles and one name in .VnTimeH: small letters there that are shown as capitals.

A capital with a tone was typed as one small letter in .VnTimeH (Ánh). The last row was typed later, in Unicode.
"""

from tests.golden.legacy_xls.biff import Typed, Value, workbook
from tests.golden.old_letters import tcvn3

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Chức vụ", "Trình độ chuyên môn", "Lý luận chính trị",
        "Tin học")  # fmt: skip
PEOPLE = (
    (1, "Nguyễn Thị Phượng", "02/03/1975", "Nữ", "Tày", "Bí thư Đảng ủy", "Thạc sĩ", "Cao cấp", "Chứng chỉ B"),
    (2, "Trần Văn Đức", "04/05/1986", "Nam", "Kinh", "Chủ tịch UBND", "Đại học", "Trung cấp", "Không"),
)
IN_CAPITALS = ("06/07/1990", "Nữ", "Nùng", "Tư pháp - hộ tịch", "Cao đẳng", "Sơ cấp", "Có")
LATER = (5, "Đỗ Hải Yến", "10/11/1994", "Nữ", "Kinh", "Văn phòng - thống kê", "Đại học", "Sơ cấp", "Chứng chỉ A")


def make() -> dict[str, bytes]:
    rows: list[tuple[Value, ...]] = [
        (_capitals("UBND huyện Yên Phong"),),
        (),
        (_capitals("Danh sách cán bộ, công chức xã Tam Đa"),),
        (_typed("(Tính đến ngày 31/12/2023)"),),
        (),
        tuple(map(_typed, HEAD)),
        *(tuple(_typed(cell) if isinstance(cell, str) else cell for cell in row) for row in PEOPLE),
        (3, _capitals("Lưu Quỳnh Nga"), *map(_typed, IN_CAPITALS)),
        (4, _first_in_capitals("Ánh"), *map(_typed, ("08/09/1992", "Nam", "Tày", "Địa chính - xây dựng", "Trung cấp"))),
        LATER,
    ]
    return {"roster.xls": workbook("Sheet1", rows, ())}


def _typed(text: str) -> Typed:
    return Typed(((tcvn3(text), ".VnTime"),))


def _capitals(text: str) -> Typed:
    return Typed(((tcvn3(text.lower()), ".VnTimeH"),))


def _first_in_capitals(name: str) -> Typed:
    """«Vi Ngọc Ánh» with one letter in the other font."""
    return Typed(((tcvn3("Vi Ngọc "), ".VnTime"), (tcvn3(name[0].lower()), ".VnTimeH"), (tcvn3(name[1:]), ".VnTime")))
