"""The quality list of 48 numbered columns: a sheet a district, communes, in them posts, and numbering from 1 again."""

from collections.abc import Sequence
from datetime import date

import reference
from data.samples.generator.layouts.district import short_name
from data.samples.generator.layouts.marks import column_counts, one_of
from data.samples.generator.posts import Slot, title
from data.samples.generator.qualifications import People
from data.samples.generator.sheets import Book, Cell, Heading, Sheet
from data.samples.generator.staff import Staff, years_between
from data.samples.generator.words import ROMAN, Hand, dotted

_AGES = "Chia theo độ tuổi"
_FIFTIES = "Từ 51 đến 60"


def _thrice(label: str) -> tuple[str, str, str]:
    return label, label, label


def _block(parent: str, leaves: Sequence[str]) -> list[tuple[tuple[str, str, str], float, str]]:
    return [((parent, parent, leaf), 4, "centre") for leaf in leaves]


_COLUMNS: list[tuple[tuple[str, str, str], float, str]] = [
    (_thrice("STT"), 5, "centre"),
    (_thrice("Họ và tên"), 25, "left"),
    (("Ngày, tháng, năm sinh", "Ngày, tháng, năm sinh", "Nam"), 11.5, "centre"),
    (("Ngày, tháng, năm sinh", "Ngày, tháng, năm sinh", "Nữ"), 11.5, "centre"),
    (_thrice("Tháng, năm bắt đầu tham gia BHXH"), 9, "centre"),
    (_thrice("Đảng viên"), 4, "centre"),
    (_thrice("Dân tộc"), 7, "centre"),
    (_thrice("Tôn giáo"), 10, "centre"),
    *[(("Đại biểu HĐND", level, level), 4, "centre") for level in ("Xã", "Huyện", "Tỉnh")],
    (_thrice("Tham gia cấp uỷ cấp xã"), 4, "centre"),
    *_block("Trình độ văn hoá", ["Tiểu học", "THCS", "THPT"]),
    *_block("Trình độ chuyên môn", ["Chưa qua ĐT", "SC", "TC", "CĐ", "ĐH", "Thạc sỹ, tiến sỹ"]),
    *_block("Trình độ lý luận chính trị", ["SC", "TC", "CC", "CN"]),
    *_block("Trình độ quản lý nhà nước",
            ["Chưa qua đào tạo", "Chuyên viên và tương đương", "Chuyên viên chính và tương đương"]),
    *_block("Trình độ tin học", ["Chứng chỉ (A, B, C)", "TC", "CĐ", "ĐH"]),
    *_block("Trình độ ngoại ngữ", ["Chứng chỉ (A, B, C)", "TC", "CĐ", "ĐH"]),
    (_thrice("Tr.độ an ninh, quốc phòng"), 4, "centre"),
    *[((_AGES, level, level), 4, "centre") for level in ("Từ 30 trở xuống", "Từ 31 đến 40", "Từ 41 đến 50")],
    *[((_AGES, _FIFTIES, level), 4, "centre") for level in ("Tổng số", "Nữ từ 51 đến 55", "Nam từ 56 đến 60")],
    ((_AGES, "Trên 60 tuổi", "Trên 60 tuổi"), 4, "centre"),
    *_block("Thời gian công tác có tham gia BHXH", ["<15 năm", "15-20 năm", "21-30 năm", ">30 năm"]),
    (_thrice("Ghi chú"), 12, "left"),
]  # fmt: skip
_STYLES = [style for _, _, style in _COLUMNS]
_COUNTED = [2, 3, 5, *range(8, 48)]
_EDUCATION = ["untrained", "elementary", "intermediate", "college", "bachelors", "masters"]
_OF_COMMITTEE = {"secretary", "deputy_secretary", "party_deputy", "council_chair", "people_chair"}
_AS_NUMBERS = {"256", "258", "262", "264"}
"""Districts that mark with the number 1, the others with «x»."""


def workbook(people: People, units: dict[str, reference.Unit], as_of: date, signed: date) -> bytes:
    """The province's workbook; `units` are the units of that day by code."""
    book = Book("Thống kê chất lượng cán bộ, công chức cấp xã", signed, font_size=10)
    for code in sorted({p.district_code for p in people}):
        of_district = [p for p in people if p.district_code == code]
        _district_sheet(book, of_district, units, as_of, signed)
    return book.close()


def _district_sheet(book: Book, people: People, units: dict[str, reference.Unit], as_of: date, signed: date) -> None:
    district = units[people[0].district_code]
    hand = Hand(f"quality {district.code}")
    sheet = book.sheet(short_name(district), [width for _, width, _ in _COLUMNS])
    name = f"THỐNG KÊ CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ {district.name.upper()}"
    office = ("ỦY BAN NHÂN DÂN TỈNH BẮC NINH", f"UBND {district.name}".upper())
    sheet.heading(Heading(office, name, as_of, form="Mẫu số 02/CL.CBCCX"))
    sheet.header([labels for labels, _, _ in _COLUMNS], (20, 20, 125))
    sheet.cells(["A", *range(1, 49)], ["number_row"] * sheet.width)
    sheet.out.freeze_panes(sheet.row, 2)
    totals: list[int] = []
    rows: list[list[Cell]] = []
    for place, code in enumerate(sorted({p.unit_code for p in people})):
        of_unit = [p for p in people if p.unit_code == code]
        rows += _commune(sheet, hand, number=ROMAN[place], people=of_unit, unit=units[code], as_of=as_of)
        totals.append(sheet.row - 1)
    sheet.sum_total(f"Tổng cộng: {dotted(len(people))} người", 2, totals, column_counts(rows, _COUNTED))
    sheet.signatures(
        short_name(district).removeprefix("TP "), signed, "NGƯỜI LẬP BIỂU", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    )


def _commune(
    sheet: Sheet, hand: Hand, number: str, people: People, unit: reference.Unit, as_of: date
) -> list[list[Cell]]:
    """A commune's group row, its posts with their people, and its total row."""
    sheet.cells([number, unit.name, *[None] * (sheet.width - 2)], ["group_number", *["group"] * (sheet.width - 1)])
    first = sheet.row
    rows: list[list[Cell]] = []
    mark: Cell = 1 if unit.parent_code in _AS_NUMBERS else "x"
    for slot in dict.fromkeys(p.slot for p in people):
        sheet.merged(0, sheet.width - 1, _post(slot, unit.kind), "post")
        sheet.row += 1
        for place, person in enumerate((p for p in people if p.slot == slot), start=1):
            rows.append(_row(hand, place, person, as_of, mark))
            sheet.cells(rows[-1], _STYLES)
    sheet.total(f"Cộng: {len(people)} người", 2, first, column_counts(rows, _COUNTED))
    return rows


def _post(slot: Slot, kind: str) -> str:
    return " - ".join(title(code, kind) for code in slot)


def _row(hand: Hand, number: int, person: Staff, as_of: date, mark: Cell) -> list[Cell]:
    return [
        number,
        person.name,
        *one_of("female" if person.female else "male", ["male", "female"], _birth(hand, person)),
        f"{person.insured_since:%m/%Y}",
        mark if person.party else None,
        person.ethnicity,
        person.religion,
        *_mandates(hand, person, mark),
        *one_of(person.schooling, ["primary", "lower_secondary", "upper_secondary"], mark),
        *one_of("masters" if person.education == "doctorate" else person.education, _EDUCATION, mark),
        *one_of(person.theory, ["elementary", "intermediate", "advanced", "bachelors"], mark),
        *one_of(person.state_management, ["", "specialist", "principal"], mark),
        *one_of(_it_column(person), ["certificate", "intermediate", "college", "bachelors"], mark),
        *one_of(_language_column(person), ["certificate", "intermediate", "college", "bachelors"], mark),
        mark if hand.chance(700) else None,
        *_age_cells(person, as_of, mark),
        *one_of(_insured_band(person, as_of), ["<15", "15-20", "21-30", ">30"], mark),
        None,
    ]


def _birth(hand: Hand, person: Staff) -> Cell:
    """A real date or a text; of a few older people the file records the year only."""
    if person.leaves and person.birth.year < 1967 and hand.chance(250):
        return str(person.birth.year)
    return f"{person.birth:%d/%m/%Y}" if hand.chance(800 if hand.shortens else 100) else person.birth


def _mandates(hand: Hand, person: Staff, mark: Cell) -> list[Cell]:
    """Seats in the councils of commune, district, province, and in the commune's party committee."""
    committee = bool(_OF_COMMITTEE & set(person.slot))
    cadre = person.category == "cadre"
    seat = committee or (cadre and hand.chance(650))
    district = person.slot[0] == "secretary" and hand.chance(120)
    return [
        mark if seat else None,
        mark if district else None,
        None,
        mark if committee or hand.chance(500 if cadre else 60) else None,
    ]


def _it_column(person: Staff) -> str:
    if person.it != "degree":
        return person.it
    return "bachelors" if person.education == "masters" else person.education


def _language_column(person: Staff) -> str:
    if person.english == "degree":
        return "bachelors"
    return "certificate" if person.english or person.other_language else ""


def _age_cells(person: Staff, as_of: date, mark: Cell) -> list[Cell]:
    age = person.age_on(as_of)
    band = "<=30" if age <= 30 else "<=40" if age <= 40 else "<=50" if age <= 50 else "<=60" if age <= 60 else ">60"
    first, second, third, fifties, over = one_of(band, ["<=30", "<=40", "<=50", "<=60", ">60"], mark)
    women = mark if person.female and 51 <= age <= 55 else None
    men = mark if not person.female and 56 <= age <= 60 else None
    return [first, second, third, fifties, women, men, over]


def _insured_band(person: Staff, as_of: date) -> str:
    years = years_between(person.insured_since, as_of)
    return "<15" if years < 15 else "15-20" if years <= 20 else "21-30" if years <= 30 else ">30"
