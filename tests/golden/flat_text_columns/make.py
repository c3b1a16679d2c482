"""One flat sheet for several units, every level written as text in its own column."""

from tests.golden.paper import Book

HEAD = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo", "Đơn vị công tác", "Huyện/TX/TP", "Chức vụ",
    "Cán bộ/Công chức", "Đảng viên", "Trình độ GDPT", "Trình độ chuyên môn", "Chuyên ngành", "LLCT", "QLNN", "Tin học",
    "Ngoại ngữ", "Tiếng dân tộc", "Ghi chú",
)  # fmt: skip
PEOPLE = (
    (1, "Nguyễn Văn Hưng", "02/03/1975", "Nam", "Kinh", "Không", "Xã Phù Lãng", "Thị xã Quế Võ", "Bí thư Đảng ủy",
     "Cán bộ", "x", "12/12", "Thạc sĩ", "Quản lý công", "Cao cấp", "CVC", "UDCNTT cơ bản", "Anh B"),
    (2, "Trần Thị Mai", "15/11/1982", "Nữ", "Tày", "Không", "Xã Phù Lãng", "TX Quế Võ", "Văn phòng - thống kê",
     "Công chức", "x", "THPT", "ĐH", "Kế toán", "TC", "CV", "Tin B", "Tiếng Trung A", "x"),
    (3, "Lê Quang Dũng", "30/01/1990", "Nam", "Kinh", "Phật giáo", "Phường Đáp Cầu", "Thành phố Bắc Ninh",
     "Chủ tịch UBND", "CB", "x", "12/12", "Đại học", "Luật", "Cao cấp", "Chuyên viên", "Kỹ sư CNTT", "Tiếng Anh B"),
    (4, "Phạm Thị Hồng Nhung", "08/09/1995", "Nữ", "Kinh", "Công giáo", "P. Đáp Cầu", "TP. Bắc Ninh",
     "Tư pháp - hộ tịch", "CC", None, "12/12", "Cao đẳng", "Luật", "Sơ cấp", "Chưa qua đào tạo", "IC3",
     "Cử nhân Tiếng Anh"),
    (5, "Đỗ Mạnh Cường", "21/07/1968", "Nam", "Kinh", "Không", "TT Lim", "Tiên Du", "Chủ tịch Hội Nông dân", "Cán bộ",
     "x", "10/10", "Trung cấp", "Nông nghiệp", "Trung cấp", "Cán sự", "A", "B", None, "Nghỉ ốm dài ngày"),
    (6, "Vũ Thị Lan", "19/05/2000", "Nữ", "Kinh", "Không", "Thị trấn Lim", "Huyện Tiên Du", "Tài chính - kế toán",
     "Công chức", None, "9/12", "Sơ cấp", None, "Không", None, "ƯDCNTT nâng cao"),
)  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ", office="SỞ NỘI VỤ")
    page.rows(6, HEAD, *PEOPLE)
    page.put("A13", "Tổng cộng: 6 người")
    page.put("M15", "Bắc Ninh, ngày 05 tháng 01 năm 2024")
    page.put("B16", "NGƯỜI LẬP BIỂU")
    page.put("M16", "TRƯỞNG PHÒNG")
    page.put("B17", "(Ký, họ tên)")
    page.put("B20", "Nguyễn Thị Thu Hà")
    page.put("M20", "Trần Văn Long")
    return {"roster.xlsx": book.close()}
