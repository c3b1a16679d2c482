"""A file as Excel writes «Unicode Text»: UTF-16 with a byte-order mark, tabs between the cells."""

LINES = (
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ GIANG SƠN",
    "Tính đến ngày 31 tháng 12 năm 2023",
    "STT\tHọ và tên\tNgày sinh\tGiới tính\tChức vụ\tTrình độ chuyên môn",
    "1\tNguyễn Thị Phượng\t02/03/1975\tNữ\tBí thư Đảng ủy\tThạc sĩ",
    '2\t"Trần Văn ""Đức"""\t04/05/1986\tNam\tVăn phòng - thống kê\tĐại học',
    "Tổng cộng: 2 người",
)


def make() -> dict[str, bytes]:
    return {"roster.csv": b"\xff\xfe" + "\r\n".join(LINES).encode("utf-16-le")}
