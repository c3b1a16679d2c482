"""One workbook a district: births under Nam | Nữ, levels marked with «x» under three header rows and a number row.

Some districts write a sheet for each commune and a summary, the others one sheet with a Roman group row a commune.
"""

from collections.abc import Sequence
from datetime import date

import reference
from data.samples.generator.layouts.marks import column_counts, one_of
from data.samples.generator.qualifications import People
from data.samples.generator.sheets import Book, Cell, Heading, Sheet
from data.samples.generator.staff import Staff
from data.samples.generator.words import ROMAN, Hand, dotted

_TRAINING = "Trình độ đào tạo"
_EDUCATION = ["doctorate", "masters", "bachelors", "college", "intermediate", "elementary"]
_SCHOOLING = ["upper_secondary", "lower_secondary", "primary"]
_THEORY = ["bachelors", "advanced", "intermediate", "elementary"]
_STATE_MANAGEMENT = ["principal", "specialist", ""]


def _thrice(label: str) -> tuple[str, str, str]:
    return label, label, label


def _block(parent: str, leaves: Sequence[str]) -> list[tuple[tuple[str, str, str], float, str]]:
    return [((_TRAINING, parent, leaf), 4.5, "centre") for leaf in leaves]


_COLUMNS: list[tuple[tuple[str, str, str], float, str]] = [
    (_thrice("STT"), 5, "centre"),
    (_thrice("Họ và tên"), 25, "left"),
    (("Ngày, tháng, năm sinh", "Nam", "Nam"), 11.5, "centre"),
    (("Ngày, tháng, năm sinh", "Nữ", "Nữ"), 11.5, "centre"),
    (_thrice("Chức vụ, chức danh"), 43, "left"),
    (("Trong đó", "Cán bộ cấp xã", "Cán bộ cấp xã"), 4.5, "centre"),
    (("Trong đó", "Công chức chuyên môn", "Công chức chuyên môn"), 4.5, "centre"),
    (_thrice("Đảng viên"), 4.5, "centre"),
    (_thrice("Dân tộc"), 7, "centre"),
    (_thrice("Tôn giáo"), 10, "centre"),
    *_block("Chuyên môn", ["Tiến sĩ", "Thạc sĩ", "Đại học", "Cao đẳng", "Trung cấp", "Sơ cấp"]),
    ((_TRAINING, "Chuyên ngành đào tạo", "Chuyên ngành đào tạo"), 37, "left"),
    *_block("Học vấn phổ thông", ["Trung học phổ thông", "Trung học cơ sở", "Tiểu học"]),
    *_block("Lý luận chính trị", ["Cử nhân", "Cao cấp", "Trung cấp", "Sơ cấp"]),
    *_block("Quản lý nhà nước", ["Chuyên viên chính & TĐ", "Chuyên viên & TĐ", "Chưa qua đào tạo"]),
    *_block("Tin học", ["Trung cấp trở lên", "Chứng chỉ"]),
    *_block("Tiếng Anh", ["Đại học trở lên", "Chứng chỉ (A, B, C)"]),
    *_block("Ngoại ngữ khác", ["Đại học trở lên", "Chứng chỉ (A, B, C)"]),
    ((_TRAINING, "Chứng chỉ tiếng dân tộc", "Chứng chỉ tiếng dân tộc"), 4.5, "centre"),
    (_thrice("Ghi chú"), 15, "left"),
]
_TEXT_COLUMNS = {0, 1, 4, 8, 9, 16, len(_COLUMNS) - 1}
_COUNTED = [column for column in range(len(_COLUMNS)) if column not in _TEXT_COLUMNS]
_STYLES = [style for _, _, style in _COLUMNS]

SHEET_PER_COMMUNE = {"258", "260", "261", "263"}
_NUMBER_APART = {"262", "264"}
"""Districts whose group rows have the Roman number in a cell of its own."""


def workbook(people: People, units: dict[str, reference.Unit], district: str, as_of: date, signed: date) -> bytes:
    """The workbook of one district; `people` are the whole province's, `units` the units of that day by code."""
    people = [p for p in people if p.district_code == district]
    name = units[district].name
    book = Book(f"Danh sách cán bộ, công chức cấp xã {name}", signed)
    hand = Hand(f"district {district}")
    if district in SHEET_PER_COMMUNE:
        _summary(book, people, units, as_of, signed)
        for code in sorted({p.unit_code for p in people}):
            _commune_sheet(
                book, hand, people=[p for p in people if p.unit_code == code], units=units, as_of=as_of, signed=signed
            )
    else:
        _district_sheet(book, hand, people=people, units=units, as_of=as_of, signed=signed)
    return book.close()


def _open_sheet(book: Book, name: str, heading: Heading) -> Sheet:
    sheet = book.sheet(name, [width for _, width, _ in _COLUMNS])
    sheet.heading(heading)
    sheet.header([labels for labels, _, _ in _COLUMNS], (20, 34, 122))
    sheet.number_row()
    sheet.out.freeze_panes(sheet.row, 2)
    return sheet


def _commune_sheet(
    book: Book, hand: Hand, people: People, units: dict[str, reference.Unit], as_of: date, signed: date
) -> None:
    unit, district = units[people[0].unit_code], units[people[0].district_code]
    office = (f"UBND {district.name}".upper(), f"UBND {unit.name}".upper())
    heading = Heading(office, f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {unit.name.upper()}", as_of)
    sheet = _open_sheet(book, unit.name, heading)
    _people(sheet, hand, people, unit, f"Tổng cộng: {len(people)} người")
    place = unit.name.split(" ", 2 if unit.kind == "township" else 1)[-1]
    sheet.signatures(place, signed, "NGƯỜI LẬP BIỂU", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"])


def _district_sheet(
    book: Book, hand: Hand, people: People, units: dict[str, reference.Unit], as_of: date, signed: date
) -> None:
    district = units[people[0].district_code]
    short = short_name(district)
    office = (f"UBND {district.name}".upper(), "PHÒNG NỘI VỤ")
    heading = Heading(office, f"DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ {district.name.upper()}", as_of)
    sheet = _open_sheet(book, short, heading)
    totals: list[int] = []
    rows: list[list[Cell]] = []
    for place, code in enumerate(sorted({p.unit_code for p in people})):
        _group_row(sheet, ROMAN[place], units[code].name, district.code in _NUMBER_APART)
        of_unit = [p for p in people if p.unit_code == code]
        rows += _people(sheet, hand, of_unit, units[code], f"Cộng: {len(of_unit)} người")
        totals.append(sheet.row - 1)
    sheet.sum_total(f"Tổng cộng: {dotted(len(people))} người", 2, totals, column_counts(rows, _COUNTED))
    signed_at = short.removeprefix("TP ")
    sheet.signatures(signed_at, signed, "NGƯỜI LẬP BIỂU", ["TL. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"])


def short_name(district: reference.Unit) -> str:
    """«TP Bắc Ninh», «Quế Võ»."""
    return district.name.replace("Thành phố", "TP").removeprefix("Huyện ").removeprefix("Thị xã ")


def _group_row(sheet: Sheet, number: str, name: str, number_apart: bool) -> None:
    if number_apart:
        sheet.cell(0, number, "group_number")
        sheet.merged(1, sheet.width - 1, name, "group")
    else:
        sheet.merged(0, sheet.width - 1, f"{number}. {name.upper()}", "group")
    sheet.row += 1


def _people(sheet: Sheet, hand: Hand, people: People, unit: reference.Unit, total: str) -> list[list[Cell]]:
    """A commune's people and their total row; gives the rows for the totals further down."""
    first = sheet.row
    rows = [_row(hand, number, person, unit) for number, person in enumerate(people, start=1)]
    for row in rows:
        sheet.cells(row, _STYLES)
    sheet.total(total, 2, first, column_counts(rows, _COUNTED))
    return rows


def _row(hand: Hand, number: int, person: Staff, unit: reference.Unit) -> list[Cell]:
    x = "X" if hand.shortens else "x"
    birth: Cell = f"{person.birth:%d/%m/%Y}" if hand.chance(150) else person.birth
    return [
        number,
        person.name,
        *one_of("female" if person.female else "male", ["male", "female"], birth),
        hand.post(person.slot, unit.kind),
        *one_of(person.category, ["cadre", "civil_servant"], x),
        x if person.party else None,
        person.ethnicity,
        person.religion,
        *one_of(person.education, _EDUCATION, x),
        person.major,
        *one_of(person.schooling, _SCHOOLING, x),
        *one_of(person.theory, _THEORY, x),
        *one_of(person.state_management, _STATE_MANAGEMENT, x),
        *one_of(person.it, ["degree", "certificate"], x),
        *one_of("degree" if person.english == "degree" else "certificate" * bool(person.english), _ENGLISH, x),
        *one_of("certificate" * bool(person.other_language), _ENGLISH, x),
        x if person.ethnic_language else None,
        "Nghỉ thai sản" if person.female and person.birth.year > 1987 and hand.chance(30) else None,
    ]


_ENGLISH = ["degree", "certificate"]


def _summary(book: Book, people: People, units: dict[str, reference.Unit], as_of: date, signed: date) -> None:
    """The first sheet of a workbook with a sheet a commune: how many people each of them has."""
    district = units[people[0].district_code]
    sheet = book.sheet("Tổng hợp", [6, 34, 12, 12, 12])
    sheet.out.set_portrait()
    office = (f"UBND {district.name}".upper(), "PHÒNG NỘI VỤ")
    sheet.heading(Heading(office, f"TỔNG HỢP CÁN BỘ, CÔNG CHỨC CẤP XÃ {district.name.upper()}", as_of))
    sheet.header([[name] for name in ("STT", "Tên đơn vị", "Tổng số", "Cán bộ", "Công chức")], [20])
    styles = ["centre", "left", "centre", "centre", "centre"]
    for number, code in enumerate(sorted({p.unit_code for p in people}), start=1):
        sheet.cells([number, units[code].name, *_counts([p for p in people if p.unit_code == code])], styles)
    sheet.cells([None, "Tổng cộng", *_counts(people)], ["total", "total", *["total_count"] * 3])
    sheet.signatures(short_name(district), signed, "NGƯỜI LẬP BIỂU", ["TL. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"])


def _counts(people: People) -> list[Cell]:
    cadres = sum(p.category == "cadre" for p in people)
    return [len(people), cadres, len(people) - cadres]
