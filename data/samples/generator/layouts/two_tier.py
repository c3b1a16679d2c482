"""One list for a part of the province after the reform: unit, office, post, job and rank in columns, levels as text."""

from datetime import date

import reference
from data.samples.generator.qualifications import People
from data.samples.generator.sheets import Book, Cell, Heading
from data.samples.generator.staff import Staff
from data.samples.generator.words import (
    EDUCATION,
    ENGLISH,
    IT_CERTIFICATE,
    IT_DEGREE,
    STATE_MANAGEMENT,
    THEORY,
    Hand,
    dotted,
)

_COLUMNS: list[tuple[str, float, str]] = [
    ("STT", 6, "centre"),
    ("Họ và tên", 25, "left"),
    ("Ngày, tháng, năm sinh", 12, "centre"),
    ("Giới tính", 7, "centre"),
    ("Xã, phường", 20, "left"),
    ("Phòng, ban, đơn vị", 32, "left"),
    ("Chức vụ, chức danh", 42, "left"),
    ("Cán bộ/ Công chức", 10, "centre"),
    ("Vị trí việc làm", 20, "left"),
    ("Ngạch công chức", 18, "left"),
    ("Dân tộc", 8, "centre"),
    ("Tôn giáo", 11, "centre"),
    ("Đảng viên", 7, "centre"),
    ("Trình độ chuyên môn", 12, "centre"),
    ("Chuyên ngành", 36, "left"),
    ("Lý luận chính trị", 12, "centre"),
    ("Quản lý nhà nước", 16, "centre"),
    ("Tin học", 18, "centre"),
    ("Tiếng Anh", 10, "centre"),
    ("Bồi dưỡng kỹ năng số", 10, "centre"),
    ("Ghi chú", 16, "left"),
]
_RANKS = {"principal": "Chuyên viên chính", "specialist": "Chuyên viên", "officer": "Cán sự"}
_SKILLS = {"yes": ["Có", "Đã bồi dưỡng"], "no": ["Không", "Chưa"], "": [""]}


def workbook(people: People, units: dict[str, reference.Unit], area: str, as_of: date, signed: date) -> bytes:
    """The list of the communes that lay in one of the two old provinces; `area` says which."""
    title = "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ TỈNH BẮC NINH"
    book = Book(f"{title.capitalize()} ({area})", signed)
    sheet = book.sheet("Danh sách", [width for _, width, _ in _COLUMNS])
    sheet.heading(Heading(("UBND TỈNH BẮC NINH", "SỞ NỘI VỤ"), f"{title} ({area.upper()})", as_of))
    sheet.header([[label] for label, _, _ in _COLUMNS], (48,))
    first = sheet.row
    hands = {code: Hand(f"two-tier {code}") for code in sorted({person.unit_code for person in people})}
    styles = [style for _, _, style in _COLUMNS]
    for number, person in enumerate(people, start=1):
        sheet.cells(_row(hands[person.unit_code], number, person, units[person.unit_code]), styles)
    sheet.out.freeze_panes(first, 2)
    sheet.total(f"Tổng cộng: {dotted(len(people))} người", 6, first, {12: sum(bool(p.party) for p in people)})
    sheet.signatures("Bắc Ninh", signed, "NGƯỜI LẬP BIỂU", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"])
    return book.close()


def _row(hand: Hand, number: int, person: Staff, unit: reference.Unit) -> list[Cell]:
    it = IT_DEGREE.get(person.education, ["ĐH"]) if person.it == "degree" else IT_CERTIFICATE[person.it_detail]
    return [
        number,
        person.name,
        person.birth,
        "Nữ" if person.female else "Nam",
        unit.name,
        person.department,
        person.title,
        "Cán bộ" if person.category == "cadre" else "Công chức",
        person.job,
        _RANKS[person.rank],
        person.ethnicity,
        person.religion,
        "x" if person.party else None,
        hand.write(EDUCATION[person.education]),
        person.major,
        hand.write(THEORY[person.theory]),
        hand.write(STATE_MANAGEMENT[person.state_management]),
        hand.write(it),
        hand.write(ENGLISH[person.english]),
        hand.write(_SKILLS[person.digital_skills]),
        None,
    ]
