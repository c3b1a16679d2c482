"""Header rows of a text file, where nothing is merged: the second and the third fill a few cells only."""

LINES = (
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ GIANG SƠN;;;;;;;;;",
    "Tính đến ngày 31 tháng 12 năm 2023;;;;;;;;;",
    "STT;Họ và tên;Ngày sinh;Giới tính;Chức vụ;Ngoại ngữ;Văn hóa;Trình độ;;",
    ";;;;;Tiếng Anh;;Lý luận chính trị;;",
    ";;;;;;;TC;CC;CN",
    "1;Mạc Thị Một;02/03/1975;Nữ;Bí thư Đảng ủy;B1;12/12;;x;",
    "2;Mạc Văn Hai;04/05/1986;Nam;Văn phòng - thống kê;B;12/12;x;;",
    "3;Mạc Văn Ba;06/07/1987;Nam;Tài chính - kế toán;Đại học;10/10;;;x",
)


def make() -> dict[str, bytes]:
    return {"roster.csv": "\r\n".join(LINES).encode("utf-8-sig")}
