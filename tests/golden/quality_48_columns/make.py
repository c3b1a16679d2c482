"""The 48-column quality list: levels from low to high, a row with the post before each group, numbers restarting."""

from tests.golden.paper import Book

HEADINGS = {
    "A6:A8": "STT", "B6:B8": "Họ và tên", "C6:D7": "Ngày, tháng, năm sinh", "C8": "Nam", "D8": "Nữ",
    "E6:E8": "Tháng, năm bắt đầu tham gia BHXH", "F6:F8": "Đảng viên", "G6:G8": "Dân tộc", "H6:H8": "Tôn giáo",
    "I6:K7": "Đại biểu HĐND", "I8": "Xã", "J8": "Huyện", "K8": "Tỉnh", "L6:L8": "Tham gia cấp uỷ cấp xã",
    "M6:O7": "Trình độ văn hoá", "M8": "Tiểu  học", "N8": "THCS", "O8": "THPT",
    "P6:U7": "Trình độ chuyên môn", "P8": "Chưa qua ĐT", "Q8": "SC", "R8": "TC", "S8": "CĐ", "T8": "ĐH",
    "U8": "Thạc sỹ, tiến sỹ",
    "V6:Y7": "Trình độ lý luận chính trị", "V8": "SC", "W8": "TC", "X8": "CC", "Y8": "CN",
    "Z6:AB7": "Trình độ quản lý nhà nước", "Z8": "Chưa qua đào tạo", "AA8": "Chuyên viên và tuơng đương",
    "AB8": "Chuyên viên chính và tương đương",
    "AC6:AF7": "Trình độ tin học", "AC8": "Chứng chỉ (A, B, C)", "AD8": "TC", "AE8": "CĐ", "AF8": "ĐH",
    "AG6:AJ7": "Trình độ ngoại ngữ", "AG8": "Chứng chỉ (A, B, C)", "AH8": "TC", "AI8": "CĐ", "AJ8": "ĐH",
    "AK6:AK8": "Tr.độ an ninh, quốc phòng",
    "AL6:AR6": "Chia theo độ tuổi", "AL7:AL8": "Từ 30 trở xuống", "AM7:AM8": "Từ 31 đến 40", "AN7:AN8": "Từ 41 đến 50",
    "AO7:AQ7": "Từ 51 đến 60", "AO8": "Tổng số", "AP8": "Nữ từ 51 đến 55", "AQ8": "Nam từ 56 đến 60",
    "AR7:AR8": "Trên 60 tuổi",
    "AS6:AV6": "Thời gian công tác có tham gia BHXH", "AS7:AS8": "<15 năm", "AT7:AT8": "15-20 năm",
    "AU7:AU8": "21-30 năm", "AV7:AV8": ">30 năm",
    "AW6:AW8": "Ghi chú",
}  # fmt: skip
GROUPS = {
    10: "Bí thư Đảng ủy",
    12: "Phó Bí thư Đảng ủy",
    14: "Văn phòng - thống kê",
    17: "Tài chính - kế toán",
}
PEOPLE = {
    11: ((1, "Nguyễn Bá Lộc", 1969, None, "01/1995", 1, "Kinh", "Không"), "I L O U X AB AC AK AO AU"),
    13: ((1, "Trần Thị Hoan", None, "04/07/1985", "09/2008", 1, "Kinh", "Không"), "L O T X AA AC AM AT"),
    15: ((1, "Vũ Đức Anh", "12/12/1992", None, "03/2015", 1, "Tày", "Không"), "O T W AA AD AG AM AS"),
    16: ((2, "Lưu Thị Nga", None, 1996, "10/2019", None, "Kinh", "Công giáo"), "O S V Z AC AL AS"),
    18: ((1, "Phan Văn Lực", "25/05/1979", None, "05/2003", 1, "Kinh", "Không"), "N R W Z AF AJ AN AT"),
}


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("THỐNG KÊ CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    page.put("J1", "Mẫu số 02/CL.CBCCX")
    page.put("A5", "ĐƠN VỊ: XÃ VIỆT THỐNG")
    page.headings(HEADINGS)
    page.rows(9, ("A", *range(1, 49)))
    for row, post in GROUPS.items():
        page.across(f"A{row}:AW{row}", post)
    for row, (cells, marks) in PEOPLE.items():
        page.rows(row, cells)
        for column in marks.split():
            page.put(f"{column}{row}", 1)
    page.put("B19", "Tổng cộng")
    for column, count in {"C": 3, "D": 2, "F": 4, "O": 4, "T": 2, "W": 2, "AC": 3}.items():
        page.put(f"{column}19", count)
    return {"roster.xlsx": book.close()}
