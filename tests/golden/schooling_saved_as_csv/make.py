"""A workbook whose «12/12» Excel had taken for dates, saved as text: days and months, in both countries' order."""

LINES = (
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ BÌNH DƯƠNG",
    "Tính đến ngày 31/12/2023",
    "STT,Họ và tên,Năm sinh,Chức vụ,Trình độ văn hóa",
    "1,Phó Văn Chữ,1961,Văn phòng - thống kê,12/12",
    "2,Phó Văn Ngày,1962,Văn phòng - thống kê,12-Dec",
    "3,Phó Văn Mười,1963,Văn phòng - thống kê,12-Oct",
    "4,Phó Văn Chín,1964,Văn phòng - thống kê,9-Dec",
    "5,Phó Văn Cũ,1965,Văn phòng - thống kê,10-Oct",
    "6,Phó Văn Đủ,1966,Văn phòng - thống kê,12/12/2024",
    "7,Phó Văn Xưa,1967,Văn phòng - thống kê,2024-07-10 00:00:00",
    "8,Phó Văn Sai,1968,Văn phòng - thống kê,25-Dec",
)


def make() -> dict[str, bytes]:
    return {"roster.csv": "\r\n".join(LINES).encode("utf-8-sig")}
