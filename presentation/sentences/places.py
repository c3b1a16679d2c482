"""Sentences about how many people and units there are, who has not sent, and which places stand out."""

from collections.abc import Sequence
from datetime import date

import reference
from presentation import labels
from presentation.charts import counted
from presentation.prose import finished
from presentation.sentences import wording
from presentation.tiers import bodies_in_words
from reference import vietnamese
from reference.bodies import Tier
from stats.cube import Coverage
from stats.disclosure import is_withheld
from stats.measures import Breakdown, Extremes, Group, Territory
from stats.selection import Selection

_NAMED_AT_MOST = 3
_KINDS = {
    "cadre": "cán bộ",
    "civil_servant": "công chức",
    "part_time": "người hoạt động không chuyên trách",
    "public_employee": "viên chức",
    "contract": "người lao động hợp đồng",
}


@finished
def headcount(selection: Selection, place: str, territory: Territory, category: Breakdown, sent: str = "") -> str:
    """«Tỉnh Bắc Ninh có 126 đơn vị hành chính cấp xã trong đó có 70 xã, … Số lượng cán bộ cấp xã … là 1.263 người, …»

    `place` as inside a sentence; about one commune the units are left out. `sent`: «của 69 đơn vị đã gửi» where units
    are missing.
    """
    if selection.unit is not None:
        return _people(selection.as_of, f"của {place}", category)
    if selection.level is not Tier.COMMUNE:
        return bodies(place, territory, category, sent)
    if not territory.units:
        return (
            f"Ngày {vietnamese.day(selection.as_of)}, {place} không có đơn vị hành chính cấp xã nào trong phạm vi này."
        )
    return f"{_units(place, territory)} {_people(selection.as_of, f'cấp xã {sent}'.strip(), category)}"


@finished
def bodies(place: str, territory: Territory, category: Breakdown, sent: str = "") -> str:
    """«Tỉnh Hưng Yên có 20 cơ quan hành chính cấp tỉnh, 110 cơ quan chuyên môn … với 1.597 người làm việc.»"""
    if not territory.units:
        return f"{vietnamese.capitalised(place)} không có cơ quan, đơn vị nào của cấp này trong danh mục."
    kinds_of_bodies = ", ".join(bodies_in_words(territory.units))
    people = f"{wording.people(category.people, counted.EVERYBODY)} làm việc {sent}".rstrip()
    kinds = [f"{_KINDS[p.code]} {_of_kind(p.code, p.count)}" for p in category.parts if p.code and p.count]
    parts = f", trong đó {wording.listed(kinds)}" if len(kinds) > 1 else ""
    return f"{vietnamese.capitalised(place)} có {kinds_of_bodies} với {people}{parts}."


def _of_kind(code: str, count: int) -> str:
    return wording.people(count, counted.of_codes("category", (code,)))


def _units(place: str, territory: Territory) -> str:
    kinds = [
        f"{vietnamese.small_count(n)} {vietnamese.in_sentence(reference.code_label('unit_type', code))}"
        for code, n in territory.units
    ]
    where = vietnamese.capitalised(place)
    if len(kinds) == 1:
        return f"{where} có {kinds[0]}{_districts(territory)}."
    total = vietnamese.small_count(territory.units_total)
    return f"{where} có {total} đơn vị hành chính cấp xã trong đó có {wording.listed(kinds)}{_districts(territory)}."


def _districts(territory: Territory) -> str:
    """«, thuộc 08 đơn vị hành chính cấp huyện, gồm 02 thành phố (Bắc Ninh, Từ Sơn), …»; «» without that level."""
    if not territory.districts:
        return ""
    kinds = [
        f"{vietnamese.small_count(len(names))} {vietnamese.in_sentence(vietnamese.district_kind(kind))} "
        f"({', '.join(names)})"
        for kind, names in territory.districts
    ]
    total = vietnamese.small_count(territory.districts_total)
    return f", thuộc {total} đơn vị hành chính cấp huyện, gồm {wording.listed(kinds)}"


def _people(as_of: date, where: str, category: Breakdown) -> str:
    day = vietnamese.day(as_of)
    if not category.people:
        return f"Tính đến ngày {day}, danh sách không có người nào."
    if is_withheld(category.people):
        return ""
    parts = [part for part in category.parts if part.count and not is_withheld(part.count)]
    kinds = [(_KINDS[part.code], _of_kind(part.code, part.count)) for part in parts if part.code in _KINDS]
    phrases = [f"{name} là {people}" for name, people in kinds[1:]]
    whole = wording.people(category.people, counted.EVERYBODY)
    if kinds:
        first, people = kinds[0]
        phrases.insert(0, f"Số lượng {first} {where} tính đến ngày {day} là {people}")
    else:
        phrases.append(f"Số lượng người {where} tính đến ngày {day} là {whole}")
    if any(part.code is None for part in parts):
        phrases.append(
            f"{wording.people(category.undeclared, (('category', None),))} chưa khai là cán bộ hay công chức"
        )
    is_partial = len(phrases) > 1 or (bool(kinds) and category.is_withheld)
    total = f"; tổng số {whole}" if is_partial else ""
    return f"{', '.join(phrases)}{total}."


def coverage(counts: Coverage) -> str:
    """«Đã có danh sách của 123/126 đơn vị, còn 03 đơn vị chưa gửi danh sách.»; «» of one unit that sent."""
    total, sent = counts.units_total, counts.units_with_roster
    if not total:
        return "Không có đơn vị nào trong phạm vi này."
    if total == 1:
        return "" if sent else "Đơn vị chưa gửi danh sách."
    if counts.is_complete:
        return f"Tất cả {vietnamese.small_count(total)} đơn vị đã gửi danh sách."
    if not sent:
        return f"Cả {vietnamese.small_count(total)} đơn vị chưa gửi danh sách."
    missing = vietnamese.small_count(total - sent)
    return f"Đã có danh sách của {labels.units_covered(counts)}, còn {missing} đơn vị chưa gửi danh sách."


def summed(counts: Coverage) -> str:
    """Say how many of today's units can be added up from the lists of an earlier date."""
    return (
        f"Theo địa giới hiện nay, {labels.units_covered(counts)} cộng được từ các danh sách ấy; người của các đơn vị "
        "còn lại vẫn tính vào tổng số."
    )


@finished
def extremes_of_size(extremes: Extremes | None, by: str) -> str:
    """«Đông nhất là thành phố Bắc Ninh (412 người), ít nhất là huyện Gia Bình (180 người).»; «» of fewer than two.

    `by`: the level of the places.
    """
    if extremes is None:
        return ""
    most, least = (_size(groups, by) for groups in (extremes.highest, extremes.lowest))
    if extremes.is_level:
        return f"Các đơn vị có số người bằng nhau ({most})."
    return f"Đông nhất là {_named(extremes.highest, most)}, ít nhất là {_named(extremes.lowest, least)}."


def _size(groups: Sequence[Group], by: str) -> str:
    """«412 người»; those of several places of one size are nobody's alone."""
    where = counted.of_place(by, groups[0].code) if len(groups) == 1 else None
    return wording.people(groups[0].breakdown.people, where)


def extremes_of_share(what: str, extremes: Extremes | None, province: str) -> str:
    """«Tỷ lệ có trình độ đại học trở lên cao nhất là thành phố Bắc Ninh (95,2%), thấp nhất là …; toàn tỉnh 89,64%.»

    `what`: «có trình độ đại học trở lên»; `province`: its name and its share («toàn tỉnh 89,64%»), «» where that is not
    told. Places too small for a share take no part; «» of fewer than two others.
    """
    if extremes is None or extremes.most.share is None or extremes.least.share is None:
        return ""
    rule = extremes.highest[0].breakdown.rounding
    most, least = (wording.percent(amount, rule) for amount in (extremes.most, extremes.least))
    if extremes.is_level:
        return f"Các đơn vị có tỷ lệ {what} bằng nhau ({most})."
    compared = f"; {province}" if province else ""
    highest, lowest = _named(extremes.highest, most), _named(extremes.lowest, least)
    return f"Tỷ lệ {what} cao nhất là {highest}, thấp nhất là {lowest}{compared}."


def of_known(sentence: str, counts: Coverage) -> str:
    """A sentence about the highest and lowest where units are missing: one of them may stand higher."""
    within = f"Trong {vietnamese.small_count(counts.units_with_roster)} đơn vị đã gửi"
    return f"{within}, {sentence[:1].lower()}{sentence[1:]}" if sentence else ""


def of_sent(counts: Coverage) -> str:
    """«của 69 đơn vị đã gửi»: whose figures they are where units are missing; «» where none is."""
    return "" if counts.is_complete else f"của {vietnamese.small_count(counts.units_with_roster)} đơn vị đã gửi"


def _named(groups: Sequence[Group], figure: str) -> str:
    """«huyện Gia Bình (80,1%)»; of equals all names, of many their number."""
    if len(groups) == 1:
        return f"{vietnamese.in_sentence(groups[0].name)} ({figure}{_of_part(groups[0])})"
    if len(groups) > _NAMED_AT_MOST:
        return f"{vietnamese.small_count(len(groups))} đơn vị (cùng {figure})"
    return f"{wording.listed([vietnamese.in_sentence(group.name) for group in groups])} (cùng {figure})"


def _of_part(group: Group) -> str:
    """«; 1/19 đơn vị»: beside a district's figure that is of a part of its units."""
    coverage = group.coverage
    return "" if coverage is None or coverage.is_complete else f"; {labels.units_covered(coverage)}"
