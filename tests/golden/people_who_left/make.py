"""People who have left: under a heading, by a column, in a remark, on a sheet of their own; and those who will."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ HUYỆN GIA BÌNH")
    page.rows(
        6,
        ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "Lý do nghỉ", "Ngày nghỉ việc", "Ghi chú"),
        (1, "Cù Thị Hưu", "02/03/1969", "Xã Đại Lai", "Bí thư Đảng ủy", "Nghỉ hưu", "01/10/2023"),
        (2, "Cù Văn Sau", "04/05/1963", "Xã Đại Lai", "Chủ tịch UBND", "Nghỉ hưu", "01/02/2024"),
        (3, "Cù Văn Ở", "04/05/1981", "Xã Đại Lai", "Văn phòng - thống kê", None, None, "Luân chuyển từ xã Song Giang"),
        (
            4,
            "Cù Văn Ghi",
            "06/07/1983",
            "Xã Đại Lai",
            "Phó Chủ tịch UBND",
            None,
            None,
            "nghỉ hưu sớm từ 01/5/2023",
        ),
        (5, "Cù Thị Ngờ", "08/09/1984", "Xã Đại Lai", "Phó Bí thư Đảng ủy", None, None, "nghỉ hưu"),
        (6, "Cù Thị Sinh", "08/10/1994", "Xã Đại Lai", "Văn hóa - xã hội", None, None, "nghỉ thai sản từ 01/11/2023"),
        (7, "Cù Văn Lạ", "08/11/1974", "Xã Đại Lai", "Văn hóa - xã hội", "vân vân"),
        (None, "Cộng: 4 người"),
        (8, "Cù Văn Có", "06/07/1987", "Xã Song Giang", "Bí thư Đảng ủy"),
        (None, "Danh sách nghỉ việc trong năm"),
        (9, "Cù Thị Đi", "06/08/1987", "Xã Song Giang", "Chủ tịch UBND", "Chuyển công tác ngoài tỉnh"),
        (10, "Cù Thị Thôi", "06/09/1987", "Xã Song Giang", "Phó Chủ tịch UBND"),
    )
    other = book.page("Nghỉ hưu")
    other.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC NGHỈ HƯU NĂM 2023")
    other.rows(
        6,
        ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ"),
        (1, "Cù Thị Già", "02/03/1966", "Xã Song Giang", "Phó Bí thư Đảng ủy"),
        (2, "Cù Văn Có", "06/07/1987", "Xã Song Giang", "Bí thư Đảng ủy"),
    )
    return {"roster.xlsx": book.close()}
