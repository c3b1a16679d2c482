"""Vietnamese words and numbers for people: the only place where a number becomes text that a person reads."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import reference
from dashboard.selection import Selection

if TYPE_CHECKING:
    from dashboard.measures import Breakdown, Coverage, Gap, Overview, Rounding

MINUS = "−"
_VIET_NAM = timezone(timedelta(hours=7))
DEMO_NOTE = "Số liệu minh họa"
NO_DISTRICT = "Không có cấp huyện"
NOT_DECLARED = "Không khai"

_ROUNDING_NOTES = {
    "half_up": "Tỷ lệ được làm tròn đến hai chữ số thập phân.",
    "cut": "Tỷ lệ được cắt ở hai chữ số thập phân, không làm tròn.",
    "largest_remainder": "Tỷ lệ được làm tròn theo phần dư lớn nhất để tổng các phần bằng đúng 100%.",
}
_ROUNDING_NAMES = {
    "half_up": "Làm tròn (từ 5 trở lên làm tròn lên)",
    "cut": "Cắt bỏ, không làm tròn",
    "largest_remainder": "Phần dư lớn nhất (tổng đúng 100%)",
}
_SUM_OFF_NOTES = {
    rule: f"{note} Tổng có thể không bằng 100% do làm tròn." for rule, note in _ROUNDING_NOTES.items()
} | {"cut": "Tỷ lệ được cắt ở hai chữ số thập phân, không làm tròn, nên tổng có thể nhỏ hơn 100%."}
_PEOPLE = {
    None: "Cán bộ, công chức cấp xã",
    "cadre": "Cán bộ cấp xã",
    "civil_servant": "Công chức cấp xã",
    "part_time": "Người hoạt động không chuyên trách cấp xã",
}
_DISTRICT_KINDS = {"city": "Thành phố", "town": "Thị xã", "rural_district": "Huyện"}
_IMPORT_STATUSES = {
    "standing": "Đang dùng",
    "replaced": "Đã được thay thế",
    "undone": "Đã hoàn tác",
    "demo_withdrawn": "Số liệu minh họa đã rút",
}
_EXPORT_STATUSES = {"making": "Chưa hoàn tất", "done": "Đã xuất", "failed": "Không thành"}
_SUBMISSION_STATUSES = {"missing": "Chưa gửi", "doubtful": "Có vấn đề", "accepted": "Đạt"}


# Numbers and dates


def number(value: int) -> str:
    """1263 -> «1.263»; a negative number has a true minus sign."""
    return f"{abs(value):,}".replace(",", ".") if value >= 0 else MINUS + number(-value)


def signed(value: int) -> str:
    """12 -> «+12», -3 -> «−3», 0 -> «0»: a change in people."""
    return f"+{number(value)}" if value > 0 else number(value)


def small_count(value: int) -> str:
    """2 -> «02», as office documents write one digit; 0 stays «0»."""
    return f"{value:02d}" if 0 < value < 10 else number(value)


def decimal(value: Decimal) -> str:
    """Decimal("1234.50") -> «1.234,50»: its own decimals, neither more nor fewer."""
    text = f"{abs(value):,f}".translate(str.maketrans(",.", ".,"))
    return MINUS + text if value < 0 else text


def percent(share: Decimal, count: int | None = None) -> str:
    """Decimal("77.98") -> «77,98%»; a share of 0.00 of a `count` that is not 0 is «<0,01%»."""
    if count and share == 0:
        return "<0,01%"
    return f"{decimal(share)}%"


def points(change: Decimal) -> str:
    """Decimal("1.20") -> «+1,20 điểm phần trăm»."""
    sign = "+" if change > 0 else ""
    return f"{sign}{decimal(change)} điểm phần trăm"


def percent_in_prose(share: Decimal, count: int | None = None) -> str:
    """The form of a share in running text, without zeros at its end: «92,3%», «77,97%», «100%», «dưới 0,01%»."""
    return "dưới 0,01%" if count and share == 0 else f"{_in_prose(share)}%"


def points_in_prose(change: Decimal) -> str:
    """A change in running text: Decimal("1.20") -> «1,2 điểm phần trăm»; without a sign, for «tăng» says it."""
    return f"{_in_prose(change)} điểm phần trăm"


def _in_prose(value: Decimal) -> str:
    text = decimal(value)
    return text.rstrip("0").rstrip(",") if "," in text else text


def day(value: date) -> str:
    """date(2023, 12, 31) -> «31/12/2023»."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def moment(value: datetime) -> str:
    """«05/01/2024 15:30», the hour in Viet Nam; a value without a time zone is UTC, as the database keeps it."""
    here = in_viet_nam(value)
    return f"{day(here)} {here.hour:02d}:{here.minute:02d}"


def in_viet_nam(value: datetime) -> datetime:
    """The same moment on this country's clock; a value without a time zone is UTC."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(_VIET_NAM)


# Codes


def field_label(name: str) -> str:
    """The Vietnamese name of a field of the flat table or of a dimension; the name itself where there is none."""
    return reference.field_labels().get(name, name)


def code_label(name: str, code: str | None, *, short: bool = False) -> str:
    """The label of a field's code: («education», «masters») -> «Thạc sĩ»; None is «Không khai»; a text is itself."""
    if code is None:
        return NOT_DECLARED
    values = reference.age_bands() if name == "age_band" else reference.code_lists().get(name, ())
    for value in values:
        if value.code == code:
            return value.short_label if short else value.label
    return code


def district_kind(code: str) -> str:
    """The words for a district's kind: «city» -> «Thành phố»; a code that is none is itself."""
    return _DISTRICT_KINDS.get(code, code)


def words_in_prose(name: str, code: str | None) -> tuple[str, str] | None:
    """What a field's value is called in a sentence, and what is said where nobody has it («»: nothing).

    `code` None: how a sentence about the field begins. None where the table has no words for it.
    """
    return _words_in_prose().get((name, code or ""))


@lru_cache(maxsize=1)
def _words_in_prose() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["field"], row["code"]): (row["words"], row["nobody"]) for row in reference.rows("sentence_words")}


def screen_words() -> dict[str, str]:
    """What the screen's own controls say in English -> what they shall say; «/…/» is a JavaScript pattern."""
    return {row["english"]: row["vietnamese"] for row in reference.rows("screen_words")}


def import_status(code: str) -> str:
    """The words for `queries.ImportRow.status`."""
    return _IMPORT_STATUSES[code]


def export_status(code: str) -> str:
    """The words for `queries.ExportRow.status`."""
    return _EXPORT_STATUSES[code]


def severity(code: str) -> str:
    """The words for a problem's severity."""
    return {"error": "Lỗi", "warning": "Cảnh báo"}[code]


def problem_kind(code: str) -> str:
    """The short name of a kind of problem: «age_out_of_range» -> «Tuổi ngoài 18–65»; an unknown code is itself."""
    return reference.problem_labels().get(code, code)


def submission_status(code: str) -> str:
    """The words for `measures.Status`: has a unit sent its roster?"""
    return _SUBMISSION_STATUSES[code]


# Names, titles, notes


@dataclass(frozen=True)
class Names:
    """The names of the places of one date, for titles: codes -> names as the register writes them."""

    province: str
    districts: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    district_of: Mapping[str, str | None] = field(default_factory=dict)
    """Unit code -> district code: two wards of one province may have one name."""

    def place(self, selection: Selection) -> str:
        """The chosen place inside a sentence: «phường Đáp Cầu, thành phố Bắc Ninh», «huyện Gia Bình»."""
        if selection.unit is not None:
            unit = in_sentence(self.units.get(selection.unit, selection.unit))
            district = self.districts.get(self.district_of.get(selection.unit) or "")
            return f"{unit}, {in_sentence(district)}" if district else unit
        if selection.district is not None:
            return in_sentence(self.districts.get(selection.district, selection.district))
        return in_sentence(self.province)

    def slug(self, selection: Selection) -> str:
        """The selection for a file's name, its kind word only where it tells apart: «bac-ninh», «huyen-gia-binh»."""
        if selection.unit is not None or selection.district is not None:
            place = slug(self.place(selection))
        else:
            place = slug(self.province.split(" ", 1)[-1])
        chosen = (("unit_type", selection.unit_type), ("category", selection.category))
        return "_".join([place, *(slug(code_label(name, code)) for name, code in chosen if code)])


def in_sentence(name: str) -> str:
    """A place's name inside a sentence: «Huyện Gia Bình» -> «huyện Gia Bình»."""
    return name[:1].lower() + name[1:]


def people(selection: Selection, names: Names) -> str:
    """Who: «Cán bộ, công chức cấp xã, huyện Gia Bình», «Công chức cấp xã, các phường, tỉnh Bắc Ninh»."""
    who = _PEOPLE.get(selection.category, _PEOPLE[None])
    kind = "" if selection.unit_type is None else code_label("unit_type", selection.unit_type)
    kinds = [f"các {in_sentence(kind)}"] if kind and selection.unit is None else []
    return ", ".join([who, *kinds, names.place(selection)])


def title(what: str, selection: Selection, names: Names) -> str:
    """Who · what · when: «Cán bộ, công chức cấp xã, tỉnh Bắc Ninh · Trình độ chuyên môn · 31/12/2023»."""
    return f"{people(selection, names)} · {what} · {day(selection.as_of)}"


def source_line(coverage: "Coverage", as_of: date, demo: bool) -> str:
    """The line under every figure: what list, how many of the units, which date, and whether people are invented."""
    return _source(f"{units_covered(coverage)}, tính đến {day(as_of)}", demo)


def source_line_of_dates(coverages: Mapping[date, "Coverage"], as_of: date, demo: bool) -> str:
    """The same under a figure over time: where dates differ, how many of the units each has; else as for `as_of`."""
    days: dict[str, list[str]] = {}
    for on, coverage in coverages.items():
        days.setdefault(units_covered(coverage), []).append(day(on))
    if len(days) == 1:
        return _source(f"{next(iter(days))}, tính đến {day(as_of)}", demo)
    return _source("; ".join(f"{units} ngày {', '.join(known)}" for units, known in days.items()), demo)


def _source(what: str, demo: bool) -> str:
    line = f"Nguồn: danh sách cán bộ, công chức cấp xã, {what}"
    return f"{line} · {DEMO_NOTE}" if demo else line


def units_covered(coverage: "Coverage") -> str:
    """«126/126 đơn vị»: how many of the units have a roster."""
    return f"{number(coverage.units_with_roster)}/{number(coverage.units_total)} đơn vị"


def compared_with(overview: "Overview") -> str:
    """What the changes of an overview are against, or why there are none."""
    if overview.gap is not None:
        return _withheld(overview.gap)
    if overview.changes is None:
        return "Chưa có số liệu năm trước để so sánh trong cùng phạm vi."
    return f"Tăng, giảm so với {day(overview.changes.since)}."


def _withheld(gap: "Gap") -> str:
    """Which date lacks units; both, where different ones are missing."""
    now, then = f"{units_covered(gap.now)} có danh sách ngày {day(gap.as_of)}", day(gap.since)
    if gap.then.is_complete:
        return f"Mới có {now} nên chưa so sánh với {then}."
    if gap.now.is_complete:
        return f"Ngày {then} mới có {units_covered(gap.then)} có danh sách nên chưa so sánh."
    return f"Mới có {now}, {units_covered(gap.then)} ngày {then} và không cùng đơn vị nên chưa so sánh."


def rounding_name(rounding: "Rounding") -> str:
    """The rule's name, for a choice."""
    return _ROUNDING_NAMES[rounding.value]


def rounding_note(rounding: "Rounding", *wholes: Iterable[Decimal]) -> str:
    """How the shares were rounded; that they may not add up to 100% is said only where a whole's shares do not."""
    sums_off = any(any(shares) and sum(shares) != 100 for shares in map(list, wholes))
    return (_SUM_OFF_NOTES if sums_off else _ROUNDING_NOTES)[rounding.value]


def share_notes(rounding: "Rounding", wholes: Iterable["Breakdown"], *, all_parts: bool = True) -> list[str]:
    """The sentences under a figure or table with shares of these breakdowns: how they were rounded, and who has none.

    `all_parts`: each breakdown's parts are shown, so that it is told where they do not add up to 100%.
    """
    known = list(wholes)
    shown = [whole.shares for whole in known if whole.shares]
    notes = [rounding_note(rounding, *(shown if all_parts else ()))] if shown else []
    return notes if all(whole.has_shares for whole in known) else [*notes, few_people_note()]


def few_people(base: int = 1) -> str:
    """What stands where a share would: «dưới 10 người», of nobody «không có người»."""
    return f"dưới {reference.limit('smallest_base')} người" if base else "không có người"


def few_people_note() -> str:
    """Why a share is missing."""
    return f"Không tính tỷ lệ trong số {few_people()}."


# Order and file names

_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=100)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def collation_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Vietnamese alphabetical order: letters first (d before đ, o before ô before ơ), then tones, digits as numbers."""
    letters: list[int] = []
    tones: list[int] = []
    for piece in re.findall(r"\d+|\D", unicodedata.normalize("NFC", name).lower()):
        letter, tone = _without_tone(piece)
        letters += _place_of(letter)
        tones.append(tone)
    return tuple(letters), tuple(tones), name


def _place_of(letter: str) -> tuple[int, ...]:
    """Spaces come before numbers, numbers before letters, letters before signs; «10» is one number."""
    if letter.isspace():
        return (0,)
    return (1, int(letter)) if letter.isdecimal() else (_ALPHABET.get(letter, 500 + ord(letter[0])),)


def _without_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)), tone


def slug(text: str) -> str:
    """ASCII for file names: «Trình độ chuyên môn» -> «trinh-do-chuyen-mon»."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def file_name(chart: str, selection_slug: str, as_of: date, extension: str) -> str:
    """«trinh-do-chuyen-mon_bac-ninh_2023-12-31.png»; `chart` is a label or already a slug."""
    return f"{slug(chart)}_{selection_slug}_{as_of.isoformat()}.{extension.lstrip('.')}"
