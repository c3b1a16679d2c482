"""One commune's own list as it sends it in: the commune stands in the title only; levels as text or as marks."""

from collections.abc import Mapping
from datetime import date

import reference
from data.samples.generator.layouts.flat import schooling
from data.samples.generator.layouts.marks import column_counts, one_of
from data.samples.generator.qualifications import People
from data.samples.generator.sheets import Book, Cell, Heading
from data.samples.generator.staff import Staff
from data.samples.generator.words import EDUCATION, ENGLISH, STATE_MANAGEMENT, Hand

_THEORY = "Trình độ lý luận chính trị"
_COLUMNS: list[tuple[tuple[str, str], float, str]] = [
    (("STT", "STT"), 6, "centre"),
    (("Họ và tên", "Họ và tên"), 25, "left"),
    (("Ngày, tháng, năm sinh", "Nam"), 12, "centre"),
    (("Ngày, tháng, năm sinh", "Nữ"), 12, "centre"),
    (("Chức vụ, chức danh", "Chức vụ, chức danh"), 44, "left"),
    (("Đảng viên", "Đảng viên"), 7, "centre"),
    (("Dân tộc", "Dân tộc"), 8, "centre"),
    (("Tôn giáo", "Tôn giáo"), 11, "centre"),
    (("Trình độ văn hóa", "Trình độ văn hóa"), 8, "centre"),
    (("Trình độ chuyên môn", "Trình độ chuyên môn"), 12, "centre"),
    (("Chuyên ngành đào tạo", "Chuyên ngành đào tạo"), 38, "left"),
    ((_THEORY, "Cử nhân"), 8, "centre"),
    ((_THEORY, "Cao cấp"), 8, "centre"),
    ((_THEORY, "Trung cấp"), 8, "centre"),
    ((_THEORY, "Sơ cấp"), 8, "centre"),
    (("Quản lý nhà nước", "Quản lý nhà nước"), 16, "centre"),
    (("Trình độ tin học", "Trung cấp trở lên"), 10, "centre"),
    (("Trình độ tin học", "Chứng chỉ"), 10, "centre"),
    (("Tiếng Anh", "Tiếng Anh"), 10, "centre"),
    (("Ghi chú", "Ghi chú"), 14, "left"),
]
_COUNTED = [2, 3, 5, 11, 12, 13, 14, 16, 17]
EDUCATION_COLUMN, THEORY_COLUMNS = 9, {"bachelors": 11, "advanced": 12, "intermediate": 13, "elementary": 14}


def workbook(
    people: People,
    units: Mapping[str, reference.Unit],
    as_of: date,
    signed: date,
    mistakes: Mapping[int, Mapping[int, Cell]],
) -> bytes:
    """The workbook of the one commune that `people` are of; `mistakes` are wrong cells by person and column."""
    unit, district = units[people[0].unit_code], units[people[0].district_code]
    book = Book(f"Danh sách cán bộ, công chức {unit.name}", signed)
    sheet = book.sheet("Danh sách", [width for _, width, _ in _COLUMNS])
    office = (f"UBND {district.name}".upper(), f"UBND {unit.name}".upper())
    title = f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {unit.name.upper()}"
    sheet.heading(Heading(office, title, as_of, notice=False))
    sheet.header([labels for labels, _, _ in _COLUMNS], (20, 34))
    sheet.out.freeze_panes(sheet.row, 2)
    first, hand = sheet.row, Hand(f"single {unit.code}")
    rows = [_row(hand, number, person, unit) for number, person in enumerate(people, start=1)]
    for number, row in enumerate(rows):
        for column, value in mistakes.get(number, {}).items():
            row[column] = value
        sheet.cells(row, [style for _, _, style in _COLUMNS])
    sheet.total(f"Tổng cộng: {len(people)} người", 2, first, column_counts(rows, _COUNTED))
    place = unit.name.split(" ", 1)[1]
    sheet.signatures(place, signed, "NGƯỜI LẬP BIỂU", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"])
    return book.close()


def birth_column(person: Staff) -> int:
    """The column that the person's birth date stands in."""
    return 3 if person.female else 2


def _row(hand: Hand, number: int, person: Staff, unit: reference.Unit) -> list[Cell]:
    return [
        number,
        person.name,
        *one_of("female" if person.female else "male", ["male", "female"], f"{person.birth:%d/%m/%Y}"),
        hand.post(person.slot, unit.kind),
        "x" if person.party else None,
        person.ethnicity,
        person.religion,
        schooling(person),
        hand.write(EDUCATION[person.education][:2]),
        person.major,
        *one_of(person.theory, list(THEORY_COLUMNS), "x"),
        hand.write(STATE_MANAGEMENT[person.state_management]),
        *one_of(person.it, ["degree", "certificate"], "x"),
        hand.write(ENGLISH[person.english]),
        None,
    ]
