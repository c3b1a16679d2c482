"""Nothing but the title says whose people these are; the sheet keeps Excel's name."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC PHƯỜNG KINH BẮC, THÀNH PHỐ BẮC NINH")
    page.rows(
        6,
        ("Số TT", "Họ tên", "Ngày sinh", "Giới tính", "Chức danh", "Trình độ chuyên môn"),
        (1, "Nguyễn Văn An", "02/03/1972", "Nam", "Bí thư Đảng ủy", "Thạc sĩ"),
        (2, "Nguyễn Văn An", "04/05/1986", "Nam", "Chủ tịch UBND", "Đại học"),
        (3, "Trần Thị Bình", "06/07/1990", "Nữ", "Văn phòng - thống kê", "Đại học"),
        (4, "Lê Thị Cộng", "08/09/1992", "Nữ", "Tài chính - kế toán", "Đại học"),
        (5, "Tổng Văn Thành", "10/11/1994", "Nam", "Tư pháp - hộ tịch", "Đại học"),
    )
    return {"roster.xlsx": book.close()}
