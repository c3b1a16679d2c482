"""Invented people's names: common family, middle and given names, put together by chance."""

from random import Random

from data.samples.generator.dice import weighted

_FAMILY = [
    ("Nguyễn", 380), ("Trần", 85), ("Lê", 65), ("Phạm", 50), ("Vũ", 45), ("Ngô", 42), ("Đỗ", 40), ("Hoàng", 26),
    ("Đặng", 26), ("Bùi", 22), ("Dương", 22), ("Đào", 18), ("Trịnh", 16), ("Lưu", 14), ("Cao", 10), ("Phan", 12),
    ("Mai", 10), ("Hà", 8), ("Tạ", 12), ("Chu", 12), ("Vương", 10), ("Nghiêm", 10), ("Đàm", 8), ("Đinh", 8),
    ("Lại", 6), ("Quách", 5), ("Khổng", 4), ("Thân", 5), ("Giáp", 4), ("Phùng", 8), ("Tô", 5), ("Hồ", 6), ("La", 3),
]  # fmt: skip
_FAMILY_OF = {
    "Tày": [("Nông", 3), ("Hoàng", 3), ("Lương", 2), ("Vi", 2), ("Triệu", 1), ("Ma", 1)],
    "Nùng": [("Nông", 3), ("Lý", 2), ("Hoàng", 2), ("Lục", 1), ("Triệu", 1)],
    "Mường": [("Bùi", 3), ("Quách", 2), ("Đinh", 2), ("Hà", 1)],
}
_MALE_MIDDLE = [
    ("Văn", 300), ("Đức", 60), ("Xuân", 55), ("Quang", 55), ("Hữu", 50), ("Minh", 40), ("Ngọc", 40), ("Thế", 36),
    ("Đình", 60), ("Công", 30), ("Mạnh", 28), ("Tiến", 26), ("Bá", 32), ("Huy", 18), ("Tuấn", 16), ("Quốc", 20),
    ("Trọng", 26), ("Duy", 24), ("Thành", 18), ("Viết", 22), ("Khắc", 18), ("Anh", 12), ("Danh", 14), ("Sỹ", 12),
    ("Hồng", 14), ("Thanh", 14), ("Trung", 12), ("Đăng", 16), ("Phú", 10), ("Nho", 4), ("Gia", 8),
]  # fmt: skip
_FEMALE_MIDDLE = [
    ("Thị", 520), ("Thị Thu", 60), ("Thị Thanh", 55), ("Thị Kim", 30), ("Thị Hồng", 45), ("Thị Ngọc", 32),
    ("Thị Minh", 24), ("Thị Bích", 22), ("Thị Phương", 26), ("Thị Lan", 14), ("Thị Mai", 14), ("Thị Thúy", 20),
    ("Thị Quỳnh", 12), ("Thu", 18), ("Thanh", 16), ("Ngọc", 14), ("Hồng", 14), ("Phương", 12), ("Minh", 10),
    ("Thị Tuyết", 10), ("Thị Khánh", 8), ("Thị Hoài", 10), ("Thị Như", 4), ("Diệu", 5),
]  # fmt: skip
_MALE_GIVEN = (
    "Hùng Dũng Tuấn Thắng Hải Cường Thành Sơn Long Nam Trung Bình Minh Hiếu Hưng Toàn Quân Quyết Kiên Tùng Hòa "
    "Phong Tiến Đạt Đức Chiến Chung Công Dương Giang Hà Hậu Hiển Hoan Hoàng Huân Huy Khánh Khoa Lâm Lập Linh Lộc "
    "Luân Lực Mạnh Năm Nghĩa Ngọc Nhân Nhất Oánh Phương Phúc Quảng Quang Quý Sáng Sinh Tài Tân Tấn Thái Thanh "
    "Thao Thiện Thịnh Thọ Thông Thuận Thủy Thức Tiệp Tình Tính Tĩnh Toản Trường Trọng Tú Tuyên Tuyến Vinh Việt Vũ "
    "Vượng Xuân Ý Điệp Đoàn Đông Định Ánh Ân Bách Bảo Bắc Cảnh Cương Duy Hạnh Hoạch Khải Khang Lợi Lương"
)
_FEMALE_GIVEN = (
    "Hương Hằng Hà Hoa Huyền Hạnh Hiền Hòa Hồng Huệ Lan Liên Linh Loan Mai Minh Nga Ngân Ngọc Nhung Oanh Phương "
    "Phượng Quyên Quỳnh Thảo Thanh Thủy Thúy Thu Thoa Thơm Tâm Trang Trà Tuyết Vân Yến Xuân Anh Ánh Bình Bích Chi "
    "Chinh Chuyên Cúc Diệp Diệu Dung Duyên Duyến Gấm Giang Hải Hảo Hậu Hợp Hường Khuyên Lành Lệ Luyến Lương Lý "
    "Mến Mơ Na Nết Ngà Ngoan Nguyệt Nhàn Nhạn Nhâm Ninh Nụ Phúc Sen Sâm Thắm Thêm Thìn Thịnh Thuận Thư Thương "
    "Tình Tơ Tươi Tuyến Út Vinh Vui Hiên Hoài Hoàn Doan Điệp Đào Lụa Thuần"
)


def full_name(dice: Random, female: bool, ethnicity: str) -> str:
    """A full name as a personnel list writes it."""
    family = weighted(dice, _FAMILY_OF.get(ethnicity, _FAMILY))
    middle = weighted(dice, _FEMALE_MIDDLE if female else _MALE_MIDDLE)
    givens = (_FEMALE_GIVEN if female else _MALE_GIVEN).split()
    # The first ones are the more common names.
    given = givens[dice.randrange(len(givens)) * (1 + dice.randrange(4)) // 4]
    while given in middle.split() or given == family:
        given = dice.choice(givens)
    return f"{family} {middle} {given}"
