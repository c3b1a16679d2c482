"""«Chức vụ» in two columns, in the Party and in the government; dates of joining the Party in two as well."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.headings(
        {
            "A6:A7": "STT",
            "B6:B7": "Họ và tên",
            "C6:C7": "Năm sinh",
            "D6:E6": "Chức vụ",
            "D7": "Đảng",
            "E7": "Chính quyền, đoàn thể",
            "F6:G6": "Ngày vào Đảng",
            "F7": "Kết nạp",
            "G7": "Chính thức",
        }
    )
    page.rows(
        8,
        (1, "Kiều Văn Gốc", 1971, "Bí thư Đảng ủy", "Chủ tịch HĐND", "03/02/1995", "03/02/1996"),
        (2, "Kiều Thị Ngọn", 1983, "Phó Bí thư Đảng ủy", "Chủ tịch UBND", "05/2005", "05/2006"),
        (3, "Kiều Văn Cành", 1990, None, "Tư pháp - hộ tịch", "19/05/2023", None),
        (4, "Kiều Thị Lá", 1992, None, "Văn hóa - xã hội", None, None),
        (5, "Kiều Văn Rễ", 1980, None, "Tài chính - kế toán", "31/02/2003", None),
        (6, "Kiều Văn Mầm", 1985, None, "Văn phòng - thống kê", "03/02/2001", "03/02/2002"),
    )
    return {"roster.xlsx": book.close()}
