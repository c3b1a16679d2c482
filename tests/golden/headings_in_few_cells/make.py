"""A header of a text file, where nothing is merged: its second row fills one cell; both stand again further down."""

LINES = (
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ GIANG SƠN;;;;;;",
    "Tính đến ngày 31 tháng 12 năm 2023;;;;;;",
    "STT;Họ và tên;Ngày sinh;Giới tính;Chức vụ;Văn hóa;Trình độ",
    ";;;;;;Lý luận chính trị",
    "1;Mạc Thị Một;02/03/1975;Nữ;Bí thư Đảng ủy;12/12;CC",
    "2;Mạc Văn Hai;04/05/1986;Nam;Văn phòng - thống kê;12/12;TC",
    "STT;Họ và tên;Ngày sinh;Giới tính;Chức vụ;Văn hóa;Trình độ",
    ";;;;;;Lý luận chính trị",
    "3;Mạc Văn Ba;06/07/1987;Nam;Tài chính - kế toán;10/10;CN",
)


def make() -> dict[str, bytes]:
    return {"roster.csv": "\r\n".join(LINES).encode("utf-8-sig")}
