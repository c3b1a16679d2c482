"""Lists of công chức above the communes: BM03's columns with levels beside them, by a column or by headings."""

from collections.abc import Sequence
from datetime import date

from data.samples.generator.hung_yen import Official
from data.samples.generator.sheets import Book, Cell, Heading, Sheet
from data.samples.generator.words import EDUCATION, ROMAN, STATE_MANAGEMENT, THEORY, Hand, dotted
from reference.bodies import bare_name
from reference.units import version_on

_BODY = ("Cơ quan, đơn vị đang làm việc", 34.0, "left")
_COLUMNS: list[tuple[tuple[str, ...], float, str]] = [
    (("Stt",), 6, "centre"),
    (("Họ và tên",), 25, "left"),
    (("Ngày, tháng, năm sinh", "Nam"), 12, "centre"),
    (("Ngày, tháng, năm sinh", "Nữ"), 12, "centre"),
    (("Chức vụ hoặc chức danh công tác",), 22, "left"),
    (("Thời gian giữ ngạch (kể cả ngạch tương đương)",), 10, "centre"),
    (("Mã số ngạch hiện giữ",), 10, "centre"),
    (("Đảng viên",), 7, "centre"),
    (("Trình độ chuyên môn",), 12, "centre"),
    (("Lý luận chính trị",), 12, "centre"),
    (("Quản lý nhà nước",), 14, "centre"),
    (("Tin học",), 14, "centre"),
    (("Tiếng Anh",), 9, "centre"),
    (("Ghi chú",), 12, "left"),
]
_BEFORE_BODY = 5
"""The columns before that of the body."""
_OFFICE = ("UBND TỈNH HƯNG YÊN", "SỞ NỘI VỤ")


def provincial(people: Sequence[Official], as_of: date, signed: date) -> bytes:
    """One list with a column of bodies."""
    title = "DANH SÁCH CÔNG CHỨC CÁC CƠ QUAN HÀNH CHÍNH CẤP TỈNH"
    book = Book(title.capitalize(), signed)
    columns = [*_COLUMNS[:_BEFORE_BODY], ((_BODY[0],), *_BODY[1:]), *_COLUMNS[_BEFORE_BODY:]]
    sheet = book.sheet("Cấp tỉnh", [width for _, width, _ in columns])
    sheet.heading(Heading(_OFFICE, title, as_of))
    sheet.header([_two(path) for path, _, _ in columns], (32, 32))
    first = sheet.row
    hand = Hand("hung-yen provincial")
    for number, person in enumerate(people, start=1):
        row = _row(hand, number, person)
        sheet.cells([*row[:_BEFORE_BODY], person.body.name, *row[_BEFORE_BODY:]], [style for _, _, style in columns])
    sheet.out.freeze_panes(first, 2)
    _end(sheet, len(people), signed)
    return book.close()


def districts(people: Sequence[Official], as_of: date, signed: date) -> bytes:
    """A sheet for each district, an office's people under its name."""
    title = "DANH SÁCH CÔNG CHỨC CÁC CƠ QUAN CHUYÊN MÔN THUỘC UBND CẤP HUYỆN"
    book = Book(title.capitalize(), signed)
    for code in sorted({person.body.parent_code for person in people}):
        district = version_on(code, as_of)
        here = [person for person in people if person.body.parent_code == code]
        if district is not None:
            _district(book, district.name, here, as_of, signed)
    return book.close()


def _district(book: Book, name: str, people: Sequence[Official], as_of: date, signed: date) -> None:
    sheet = book.sheet(name, [width for _, width, _ in _COLUMNS])
    office = (f"UBND {name.upper()}", "PHÒNG NỘI VỤ")
    sheet.heading(Heading(office, "DANH SÁCH CÔNG CHỨC CÁC CƠ QUAN CHUYÊN MÔN THUỘC UBND CẤP HUYỆN", as_of))
    sheet.header([_two(path) for path, _, _ in _COLUMNS], (32, 32))
    first, hand = sheet.row, Hand(f"hung-yen {name}")
    bodies = dict.fromkeys(person.body for person in people)
    for place, body in enumerate(bodies):
        sheet.merged(0, sheet.width - 1, f"{ROMAN[place]}. {bare_name(body).upper()}", "group")
        sheet.row += 1
        for number, person in enumerate((person for person in people if person.body == body), start=1):
            sheet.cells(_row(hand, number, person), [style for _, _, style in _COLUMNS])
    sheet.out.freeze_panes(first, 2)
    _end(sheet, len(people), signed)


def _end(sheet: Sheet, people: int, signed: date) -> None:
    sheet.merged(0, sheet.width - 1, f"Tổng cộng: {dotted(people)} người", "total")
    sheet.row += 1
    sheet.signatures("Hưng Yên", signed, "NGƯỜI LẬP BẢNG", ["THỦ TRƯỞNG ĐƠN VỊ"])


def _two(path: tuple[str, ...]) -> list[str]:
    """A heading as two rows of labels."""
    return [path[0], path[-1]]


def _row(hand: Hand, number: int, person: Official) -> list[Cell]:
    return [
        number,
        person.name,
        None if person.female else person.birth,
        person.birth if person.female else None,
        person.title,
        person.months,
        person.rank_code,
        "x" if person.party else None,
        hand.write(EDUCATION[person.education]),
        hand.write(THEORY[person.theory]),
        hand.write(STATE_MANAGEMENT[person.state_management]),
        "UDCNTT cơ bản" if person.has_it else None,
        "B1" if person.has_english else None,
        None,
    ]
