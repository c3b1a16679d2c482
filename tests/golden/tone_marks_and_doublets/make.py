"""Old and new places of the tone mark, i and y, in headers, units, posts and levels; names stay as written."""

from tests.golden.paper import Book

HEAD = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Chức vụ", "Trình độ văn hoá", "Trình độ chuyên môn",
    "Lí luận chính trị", "Tôn giáo",
)  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    page.rows(
        6,
        HEAD,
        (
            1,
            "Nguyễn Thị Thuỷ",
            "01/01/1975",
            "Nữ",
            "Xã Thuỵ Hoà",
            "Chủ tịch Uỷ ban nhân dân",
            "12/12",
            "Thạc sỹ",
            "Cao cấp",
            "Không",
        ),
        (
            2,
            "Hoàng Thị Thúy",
            "02/02/1985",
            "Nữ",
            "Xã Thụy Hòa",
            "Văn hoá - xã hội",
            "12/12",
            "Thạc sĩ",
            "Trung cấp",
            "Không",
        ),
        (
            3,
            "Lê Văn Quý",
            "03/03/1972",
            "Nam",
            "Phường Hoà Long",
            "Bí thư Đảng uỷ",
            "12/12",
            "Kỹ sư",
            "Cao cấp",
            "Phật giáo Hoà Hảo",
        ),
        (
            4,
            "Phạm Mỹ Kỷ",
            "04/04/1990",
            "Nam",
            "phường hòa long",
            "Phó Bí thư Đảng ủy",
            "12/12",
            "Kĩ sư",
            "Sơ cấp",
            "Không",
        ),
        (
            5,
            "LÊ THỊ THUÝ HOÀ",
            "05/05/1982",
            "Nữ",
            "XÃ HOÀ TIẾN",
            "CHỦ TỊCH HĐND",
            "12/12",
            "TIẾN SỸ",
            "CỬ NHÂN",
            "KHÔNG",
        ),
    )
    return {"roster.xlsx": book.close()}
