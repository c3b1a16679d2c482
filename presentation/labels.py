"""Vietnamese words and numbers for people: the only place where a number becomes text that a person reads."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import reference
from presentation.secrecy import WITHHELD_BAND
from presentation.tiers import BODY, people_of, tier_name
from presentation.views import view_in_title
from reference import vietnamese
from reference.bodies import Tier
from stats.measures.rankings import size_range
from stats.names import Names
from stats.selection import Selection, View

if TYPE_CHECKING:
    from stats.cube import Coverage
    from stats.measures import (
        Band,
        Breakdown,
        Comparison,
        Gap,
        Group,
        Interruption,
        Level,
        Order,
        OtherTerritory,
        Overview,
        TrendPoint,
    )
    from stats.shares import Rule

DEMO_NOTE = "Số liệu minh họa"
OTHER_DEPARTMENTS = "Lãnh đạo, bộ phận khác"
"""The line for what no department of a quota holds."""

_ROUNDING_NOTES = {
    "half_up": "Tỷ lệ được làm tròn đến {decimals} chữ số thập phân.",
    "cut": "Tỷ lệ được cắt ở {decimals} chữ số thập phân, không làm tròn.",
    "largest_remainder": "Tỷ lệ được làm tròn theo phần dư lớn nhất để tổng các phần bằng đúng 100%.",
}
_ROUNDING_NAMES = {
    "half_up": "Làm tròn (từ 5 trở lên làm tròn lên)",
    "cut": "Cắt bỏ, không làm tròn",
    "largest_remainder": "Phần dư lớn nhất (tổng đúng 100%)",
}
_SMALL_NUMBERS = {1: "một", 2: "hai"}
_SUM_OFF_NOTES = {
    rule: f"{note} Tổng có thể không bằng 100% do làm tròn." for rule, note in _ROUNDING_NOTES.items()
} | {"cut": "Tỷ lệ được cắt ở {decimals} chữ số thập phân, không làm tròn, nên tổng có thể nhỏ hơn 100%."}
_GAPS = {
    "other_body": "cơ quan mang mã này khi đó chưa hợp nhất; chọn «Theo tổ chức hiện nay» để cộng các cơ quan cũ",
    "other_unit": "mã này khi đó là của đơn vị có địa giới khác; chọn «Theo địa giới hiện nay» để cộng các đơn vị cũ",
    "split": "chỉ một phần của {units} thuộc đơn vị này, không rõ ai thuộc phần nào",
    "lost": "danh mục không rõ {units} đã nhập vào đơn vị nào",
    "missing": "chưa có danh sách của {units}",
}
_INTERRUPTIONS = {
    "territory": ("Địa giới thay đổi", "địa giới đã thay đổi"),
    "units": ("Khác đơn vị đã gửi", "các đơn vị đã gửi danh sách không giống ngày trước"),
}
_LEVELS = {
    "district": "Đơn vị cấp huyện",
    "unit": "Đơn vị cấp xã",
    "unit_type": "Loại đơn vị",
    "size": "Quy mô (số người)",
}
_ORDERS = {
    "ends": "Cao nhất và thấp nhất",
    "lowest": "Thấp nhất",
    "highest": "Cao nhất",
    "name": "Tên",
    "all": "Tất cả",
}
_VIEW_OF_A_NUMBER = re.compile(r"(_(\d{8}|by_[a-z]+|trend|distribution|map|allocated|temporary|reserve|norm))+$")
_IMPORT_STATUSES = {
    "standing": "Đang dùng",
    "replaced": "Đã được thay thế",
    "undone": "Đã hoàn tác",
    "erased": "Đã xóa dữ liệu",
    "demo_withdrawn": "Số liệu minh họa đã rút",
}
_EXPORT_STATUSES = {"making": "Chưa hoàn tất", "done": "Đã xuất", "failed": "Không thành"}
_SUBMISSION_STATUSES = {"missing": "Chưa gửi", "doubtful": "Có vấn đề", "accepted": "Đạt"}


# Codes


def demo_note(is_demo: bool, is_withdrawn: bool) -> str:
    """Give what stands beside an import of invented data: that it is one, or that it does not count any more."""
    return import_status("demo_withdrawn") if is_withdrawn else DEMO_NOTE if is_demo else ""


def words_in_prose(name: str, code: str | None) -> tuple[str, str] | None:
    """Give the words for a field's value in a sentence, and the words where nobody has it («»: nothing is said).

    `code` None: the words that begin a sentence about the field. None where the table has no words for it.
    """
    return _words_in_prose().get((name, code or ""))


@lru_cache(maxsize=1)
def _words_in_prose() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["field"], row["code"]): (row["words"], row["nobody"]) for row in reference.rows("sentence_words")}


@lru_cache(maxsize=1)
def screen_words() -> dict[str, str]:
    """Give the words of the screen's own controls, English -> Vietnamese; «/…/» is a JavaScript pattern."""
    return {row["english"]: row["vietnamese"] for row in reference.rows("screen_words")}


@lru_cache(maxsize=1)
def _definitions() -> dict[str, str]:
    """Name of a measure, or the words that it is shown under -> its definition, base and source in one line."""
    sentences: dict[str, str] = {}
    for row in reference.rows("definitions"):
        base = f" Tỷ lệ tính trên {row['base']}." if row["base"] else ""
        text = f"{row['definition']}.{base} Căn cứ: {row['source']}."
        sentences.setdefault(row["name"], text)
        sentences[row["label"]] = text
    return sentences


def definition(name: str) -> str | None:
    """Define a number by its name (a field, a chart) or by the words that it is shown under; None for others."""
    return _definitions().get(_VIEW_OF_A_NUMBER.sub("", name))


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


def people(selection: Selection, names: Names) -> str:
    """The people: «Cán bộ, công chức cấp xã, huyện Gia Bình», «Công chức cấp xã, các phường, tỉnh Bắc Ninh»."""
    return f"{people_of(selection.category, selection.level)}, {units_of(selection, names)}"


def units_of(selection: Selection, names: Names) -> str:
    """The place with the kind of its units and the view of territory: «các phường, tỉnh Bắc Ninh»."""
    kind = selection.unit_type if selection.unit is None else None
    kinds = [f"các {vietnamese.in_sentence(reference.code_label('unit_type', kind))}"] if kind else []
    return ", ".join([*kinds, names.place(selection), *view_in_title(selection.territory, selection.level)])


def no_place(dimension: str, view: View) -> str:
    """Name the place of people who are counted in no `district` or `unit` under a view."""
    if dimension == "unit":
        return vietnamese.NO_UNIT if view is View.TODAY else vietnamese.NOT_DECLARED
    return vietnamese.NO_DISTRICT if view is not View.OLD else vietnamese.SEVERAL_DISTRICTS


def unit_gap(gap: tuple[str, tuple[str, ...]]) -> str:
    """Say why a unit of today has no figures of a date."""
    reason, units = gap
    return _GAPS[reason or "missing"].format(units=some_places(units) or "đơn vị này")


def interruption(reason: "Interruption") -> str:
    """The words at the place where a line over time is interrupted."""
    return _INTERRUPTIONS[reason.value][0]


def interruption_notes(points: Iterable["TrendPoint"]) -> list[str]:
    """Say before which dates a line over time is interrupted, and why; nothing where it runs through."""
    days: dict[str, list[str]] = {}
    for point in points:
        if point.interruption:
            days.setdefault(point.interruption.value, []).append(vietnamese.day(point.as_of))
    return [
        f"Số liệu ngày {', '.join(dates)} không so sánh được với trước đó vì {_INTERRUPTIONS[reason][1]}."
        for reason, dates in days.items()
    ]


def some_places(names: Sequence[str]) -> str:
    """Name at most `units_named` places."""
    most = int(reference.limit("units_named"))
    return ", ".join(names[:most]) + (f" và {len(names) - most} đơn vị khác" if len(names) > most else "")


def summed(number: int) -> str:
    """«4 đơn vị»: the mark of a figure that is a sum over units of before; «» for a unit's own."""
    return f"{vietnamese.number(number)} đơn vị" if number > 1 else ""


def sums_note(points: "Iterable[TrendPoint]") -> list[str]:
    """Say what the marks of sums mean, where there are any: «4 đơn vị cũ cộng lại»."""
    numbers = sorted({point.summed for point in points if point.summed > 1})
    words = ", ".join(map(vietnamese.number, numbers))
    return [f"Điểm ghi «{words} đơn vị»: số của các đơn vị cũ cộng lại theo địa giới hiện nay."] if numbers else []


def title(what: str, selection: Selection, names: Names) -> str:
    """Title by who, what, when: «Cán bộ, công chức cấp xã, tỉnh Bắc Ninh · Trình độ chuyên môn · 31/12/2023»."""
    return f"{people(selection, names)} · {what} · {vietnamese.day(selection.as_of)}"


def source_line(coverage: "Coverage", as_of: date, demo: bool, level: Tier = Tier.COMMUNE) -> str:
    """The line under every figure: what list, how many of the units, which date, and whether people are invented."""
    return source_of(f"{units_covered(coverage)}, tính đến {vietnamese.day(as_of)}", demo, level)


def source_line_of_dates(
    coverages: Mapping[date, "Coverage"], as_of: date, demo: bool, level: Tier = Tier.COMMUNE
) -> str:
    """The same under a figure over time: where dates differ, how many of the units each has; else as for `as_of`."""
    days: dict[str, list[str]] = {}
    for on, coverage in coverages.items():
        days.setdefault(units_covered(coverage), []).append(vietnamese.day(on))
    if len(days) == 1:
        return source_of(f"{next(iter(days))}, tính đến {vietnamese.day(as_of)}", demo, level)
    return source_of("; ".join(f"{units} ngày {', '.join(dates)}" for units, dates in days.items()), demo, level)


def source_of(what: str, demo: bool, level: Tier) -> str:
    """Name rosters as a source; `what`: of which units and days."""
    line = f"Nguồn: danh sách cán bộ, công chức {tier_name(level)}, {what}"
    return f"{line} · {DEMO_NOTE}" if demo else line


def units_covered(coverage: "Coverage") -> str:
    """«126/126 đơn vị»: how many of the units have a roster."""
    return f"{vietnamese.number(coverage.units_with_roster)}/{vietnamese.number(coverage.units_total)} đơn vị"


def compared_with(overview: "Overview") -> str:
    """Say what the changes of an overview are against, or why there are none."""
    if hindrance := why_not_compared(overview):
        return hindrance
    if overview.changes is None:
        return "Chưa có số liệu năm trước để so sánh trong cùng phạm vi."
    return f"Tăng, giảm so với {vietnamese.day(overview.changes.since)}."


def why_not_compared(held: "Overview | Comparison") -> str:
    """Say why figures of two dates are not compared; «» where nothing is known to hinder it."""
    if held.gap is not None:
        return _withheld(held.gap)
    return "" if held.other is None else _not_compared(held.other)


def how_to_compare(overview: "Overview") -> str:
    """Say what to do so that a figure has its change; «» where it has one, or nothing can be done."""
    if overview.gap is not None:
        return "Hãy nạp danh sách của các đơn vị còn thiếu để so sánh."
    if overview.changes is None and overview.other is None:
        return "Hãy nạp danh sách của năm trước để so sánh."
    return ""


def _not_compared(other: "OtherTerritory") -> str:
    """Say why figures of another territory are not compared, and what would make them so."""
    day = vietnamese.day(other.since)
    if not other.is_province:
        if other.is_body:
            return (
                f"Ngày {day} cơ quan này chưa hợp nhất nên không so sánh; «Theo tổ chức hiện nay» cộng các cơ quan cũ."
            )
        return f"Ngày {day} đơn vị này có địa giới khác nên không so sánh; «Theo địa giới hiện nay» cộng các đơn vị cũ."
    lacking = ", ".join(map(vietnamese.in_sentence, other.provinces))
    why = f": chưa có danh sách của {lacking} ngày {day}" if lacking else ", vì địa giới của tỉnh đã thay đổi"
    return f"Phạm vi cũ {vietnamese.number(other.units)} đơn vị (ngày {day}) không so được{why}."


def _withheld(gap: "Gap") -> str:
    """Say which date lacks units; both, where different ones are missing."""
    now, then = f"{units_covered(gap.now)} có danh sách ngày {vietnamese.day(gap.as_of)}", vietnamese.day(gap.since)
    if gap.then.is_complete:
        return f"Mới có {now} nên chưa so sánh với {then}."
    if gap.now.is_complete:
        return f"Ngày {then} mới có {units_covered(gap.then)} có danh sách nên chưa so sánh."
    return f"Mới có {now}, {units_covered(gap.then)} ngày {then} và không cùng đơn vị nên chưa so sánh."


def rounding_name(rounding: "Rule") -> str:
    """The rule's name, for a choice."""
    return _ROUNDING_NAMES[rounding.value]


def rounding_note(rounding: "Rule", *wholes: Iterable[Decimal]) -> str:
    """Say how the shares were rounded; that they may not add up to 100% only where a whole's shares do not."""
    sums_off = any(any(shares) and sum(shares) != 100 for shares in map(list, wholes))
    return (_SUM_OFF_NOTES if sums_off else _ROUNDING_NOTES)[rounding.value].format(
        decimals=_SMALL_NUMBERS[rounding.decimals]
    )


def share_notes(rounding: "Rule", wholes: Iterable["Breakdown"], *, all_parts: bool = True) -> list[str]:
    """The sentences under a figure or table with shares of these breakdowns: how they were rounded, and who has none.

    `all_parts`: each breakdown's parts are shown, so that it is told where they do not add up to 100%.
    """
    breakdowns = list(wholes)
    shared = [whole for whole in breakdowns if whole.shares]
    full = [whole.shares for whole in shared if all_parts and whole.total is None]
    notes = [rounding_note(rounding, *full)] if shared else []
    return notes if all(whole.has_shares for whole in breakdowns) else [*notes, few_people_note()]


def few_people(base: int = 1) -> str:
    """Give what stands where a share would: «dưới 10 người», of nobody «không có người»."""
    return f"dưới {reference.limit('smallest_base')} người" if base else "không có người"


def few_people_note() -> str:
    """Say why a share is missing."""
    return f"Không tính tỷ lệ trong số {few_people()}."


# Rankings


def people_beside_shares() -> str:
    """Say what the number in brackets behind the share of few people is."""
    return f" (trong ngoặc: số người, nơi có dưới {reference.limit('few_people')} người)"


def order_name(order: "Order") -> str:
    """The name of an order of places, for a choice."""
    return _ORDERS[order.value]


def share_band(band: "Band[Group]") -> str:
    """«80 – dưới 85%», «100%»; of those without a share «dưới 10 người», «không khai»."""
    if band.low is None or band.high is None:
        return " hoặc ".join(dict.fromkeys(map(_why_no_share, band.places)))
    low, high = vietnamese.number(int(band.low)), vietnamese.number(int(band.high))
    return f"{low}%" if low == high else f"{low} – {'' if band.has_high else 'dưới '}{high}%"


def _why_no_share(place: "Group") -> str:
    if place.breakdown.is_untold:
        return vietnamese.in_sentence(vietnamese.NOT_DECLARED)
    return few_people() if place.breakdown.total is None else WITHHELD_BAND


def size_band(band: "Band[Group]") -> str:
    """«15 – 19 người», «17 người» where a band is as narrow; «không công bố» of withheld numbers."""
    return WITHHELD_BAND if band.low is None else f"{size_range(band)} người"


def level_name(level: "Level", tier: Tier = Tier.COMMUNE) -> str:
    """The words for the places of a level, at the head of their column."""
    return BODY if tier is not Tier.COMMUNE and level.value == "unit" else _LEVELS[level.value]


# File names


def file_name(chart: str, selection_slug: str, as_of: date, extension: str) -> str:
    """«trinh-do-chuyen-mon_bac-ninh_2023-12-31.png»; `chart` is a label or already a slug."""
    return f"{vietnamese.slug(chart)}_{selection_slug}_{as_of.isoformat()}.{extension.lstrip('.')}"
