"""One flat list for the province: a row a person, unit and district in columns, levels as text; and a summary sheet."""

from datetime import date

import reference
from data.samples.generator.qualifications import People
from data.samples.generator.sheets import Book, Cell, Heading, Sheet
from data.samples.generator.staff import Staff
from data.samples.generator.words import (
    EDUCATION,
    ENGLISH,
    IT_CERTIFICATE,
    IT_DEGREE,
    OTHER_LANGUAGE,
    ROMAN,
    STATE_MANAGEMENT,
    THEORY,
    Hand,
    dotted,
)

_COLUMNS: list[tuple[tuple[str, str], float, str]] = [
    (("STT", "STT"), 6, "centre"),
    (("Họ và tên", "Họ và tên"), 25, "left"),
    (("Ngày sinh", "Ngày sinh"), 12, "centre"),
    (("Giới tính", "Giới tính"), 6, "centre"),
    (("Dân tộc", "Dân tộc"), 8, "centre"),
    (("Tôn giáo", "Tôn giáo"), 11, "centre"),
    (("Đảng viên", "Đảng viên"), 7, "centre"),
    (("Đơn vị (xã, phường, thị trấn)", "Đơn vị (xã, phường, thị trấn)"), 21, "left"),
    (("Huyện, thị xã, thành phố", "Huyện, thị xã, thành phố"), 18, "left"),
    (("Chức vụ, chức danh", "Chức vụ, chức danh"), 44, "left"),
    (("Cán bộ/ Công chức", "Cán bộ/ Công chức"), 10, "centre"),
    (("Trình độ", "Văn hóa"), 7, "centre"),
    (("Trình độ", "Chuyên môn"), 11, "centre"),
    (("Trình độ", "Chuyên ngành"), 38, "left"),
    (("Trình độ", "Lý luận chính trị"), 11, "centre"),
    (("Trình độ", "Quản lý nhà nước"), 16, "centre"),
    (("Trình độ", "Tin học"), 18, "centre"),
    (("Trình độ", "Tiếng Anh"), 11, "centre"),
    (("Trình độ", "Ngoại ngữ khác"), 14, "centre"),
    (("Ghi chú", "Ghi chú"), 21, "left"),
]
_OFFICE = ("UBND TỈNH BẮC NINH", "SỞ NỘI VỤ")
_SIGNERS = ("Bắc Ninh", "NGƯỜI LẬP BIỂU", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"])
_TEXT_DATES = {"258", "262", "264"}
"""Districts whose clerks type birth dates as text; in one of them without leading zeros."""


def workbook(people: People, units: dict[str, reference.Unit], as_of: date, signed: date) -> bytes:
    """The province's workbook; `units` are the units of that day by code, districts too."""
    book = Book("Danh sách cán bộ, công chức cấp xã tỉnh Bắc Ninh", signed)
    _list(book, people, units, as_of, signed)
    _summary(book, people, units, as_of, signed)
    return book.close()


def _list(book: Book, people: People, units: dict[str, reference.Unit], as_of: date, signed: date) -> None:
    sheet = book.sheet("Danh sách", [width for _, width, _ in _COLUMNS])
    sheet.heading(Heading(_OFFICE, "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ TỈNH BẮC NINH", as_of))
    sheet.header([labels for labels, _, _ in _COLUMNS], (20, 34))
    first = sheet.row
    hands = {code: Hand(f"flat {code}") for code in sorted({p.district_code for p in people})}
    styles = [style for _, _, style in _COLUMNS]
    for number, person in enumerate(people, start=1):
        unit, district = units[person.unit_code], units[person.district_code]
        sheet.cells(_row(hands[district.code], number, person, unit, district), styles)
    sheet.out.freeze_panes(first, 2)
    sheet.total(f"Tổng cộng: {dotted(len(people))} người", 6, first, {6: sum(bool(p.party) for p in people)})
    sheet.signatures(_SIGNERS[0], signed, _SIGNERS[1], _SIGNERS[2])


def _row(hand: Hand, number: int, person: Staff, unit: reference.Unit, district: reference.Unit) -> list[Cell]:
    it = IT_DEGREE[person.education] if person.it == "degree" else IT_CERTIFICATE[person.it_detail]
    return [
        number,
        person.name,
        _birth(hand, person),
        "Nữ" if person.female else "Nam",
        person.ethnicity,
        person.religion,
        {"yes": "x", "probation": "DB"}.get(person.party),
        unit.name,
        hand.write([district.name, district.name.replace("Thành phố", "TP").replace("Thị xã", "TX")]),
        hand.post(person.slot, unit.kind),
        _category(hand, person),
        schooling(person),
        _education(hand, person),
        person.major,
        hand.write(THEORY[person.theory]),
        hand.write(STATE_MANAGEMENT[person.state_management]),
        hand.write(it),
        hand.write(ENGLISH[person.english]),
        hand.write(OTHER_LANGUAGE[person.other_language]),
        _note(hand, person),
    ]


def _birth(hand: Hand, person: Staff) -> Cell:
    birth = person.birth
    if (person.district_code in _TEXT_DATES) != hand.chance(40):
        if person.district_code == "264":
            return f"{birth.day}/{birth.month}/{birth.year}"
        return f"{birth:%d/%m/%Y}"
    return birth


def _category(hand: Hand, person: Staff) -> str:
    return hand.write(["Cán bộ", "CB"] if person.category == "cadre" else ["Công chức", "CC"])


def _education(hand: Hand, person: Staff) -> str:
    spellings = EDUCATION[person.education]
    if person.education == "bachelors" and not person.major.startswith(("Kỹ thuật", "Khoa học", "Chăn nuôi")):
        spellings = spellings[:4]
    return hand.write(spellings[:2] if hand.chance(700) else spellings)


def schooling(person: Staff) -> str:
    """12/12, or 10/10 for those who went to the ten-year school of the north; 9/12 and 7/10 for lower secondary."""
    old = person.birth.year <= 1971
    if person.schooling == "lower_secondary":
        return "7/10" if old else "9/12"
    return "10/10" if old else "12/12"


def _note(hand: Hand, person: Staff) -> str:
    if person.female and person.birth.year > 1988 and hand.chance(30):
        return "Nghỉ thai sản"
    if person.slot[0] in ("secretary", "people_chair") and hand.chance(60):
        return "Luân chuyển từ huyện"
    return "Đang học thạc sĩ" if person.education == "bachelors" and hand.chance(6) else ""


def _summary(book: Book, people: People, units: dict[str, reference.Unit], as_of: date, signed: date) -> None:
    """The sheet «Tổng hợp»: counts without people, which must not be counted a second time."""
    sheet = book.sheet("Tổng hợp", [6, 34, 11, 11, 11, 11, 11])
    sheet.out.set_portrait()
    sheet.heading(Heading(_OFFICE, "TỔNG HỢP SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ", as_of))
    names = ["STT", "Đơn vị", "Tổng số", "Cán bộ", "Công chức", "Nữ", "Đảng viên"]
    sheet.header([[name] for name in names], [20])
    for place, code in enumerate(sorted({p.district_code for p in people})):
        of_district = [p for p in people if p.district_code == code]
        _summary_row(sheet, ROMAN[place], units[code].name, of_district, ("group", "total_count"))
        for number, unit in enumerate(sorted({p.unit_code for p in of_district}), start=1):
            of_unit = [p for p in of_district if p.unit_code == unit]
            _summary_row(sheet, number, units[unit].name, of_unit, ("left", "centre"))
    _summary_row(sheet, None, "Tổng cộng", people, ("total", "total_count"))
    sheet.signatures(_SIGNERS[0], signed, _SIGNERS[1], _SIGNERS[2])


def _summary_row(sheet: Sheet, number: Cell, name: str, people: People, styles: tuple[str, str]) -> None:
    everybody, cadres = len(people), sum(p.category == "cadre" for p in people)
    women, members = sum(p.female for p in people), sum(bool(p.party) for p in people)
    counts = [everybody, cadres, everybody - cadres, women, members]
    sheet.cells([number, name, *counts], ["centre", styles[0], *[styles[1]] * 5])
