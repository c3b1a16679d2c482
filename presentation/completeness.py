"""Words for what is missing: how many units have sent, which have not, and what stands in an empty place."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import reference
from presentation import labels
from reference import vietnamese
from stats import held_back as held
from stats.disclosure import SIGN, is_withheld

if TYPE_CHECKING:
    from stats.cube import Coverage
    from stats.measures import Group, GroupedBreakdown, MissingPlace, MissingUnits, TrendGap
    from stats.selection import Selection
    from stats.source import StatisticsSource

NOT_KNOWN = "chưa có số liệu"
"""Beside a place of which no unit has a roster."""
LOAD = "lan"
"""The name in an address of «Lịch sử nạp» that opens a load."""


def next_due(due: tuple[date, date] | None) -> str:
    """«Kỳ tới: danh sách tính đến 31/12/2026, hạn gửi 15/01/2027.»; «» where no deadline is to come."""
    if due is None:
        return ""
    return f"Kỳ tới: danh sách tính đến {vietnamese.day(due[0])}, hạn gửi {vietnamese.day(due[1])}."


def units_sent(coverage: "Coverage") -> str:
    """«69/126 đơn vị đã gửi»: beside a figure that is not of the whole; «» where it is."""
    return "" if coverage.is_complete else f"{labels.units_covered(coverage)} đã gửi"


def covered(name: str, coverage: "Coverage | None") -> str:
    """A place's name; of a part of its units with how many: «Thành phố Bắc Ninh (1/19)», «Toàn tỉnh (69/126)»."""
    if coverage is None or coverage.is_complete or coverage.units_total == 1:
        return name
    return f"{name} ({vietnamese.number(coverage.units_with_roster)}/{vietnamese.number(coverage.units_total)})"


def people_of(group: "Group") -> str:
    """Give what stands where a place's share would: «dưới 10 người», «chưa có số liệu»."""
    if is_withheld(group.breakdown.base):
        return SIGN
    return labels.few_people(group.breakdown.base) if group.is_known else NOT_KNOWN


def empty_cells(grouped: "GroupedBreakdown", *, shares: bool) -> str:
    """Give what stands in a table's empty cells: too few people for a share, a field not declared, or no roster."""
    reasons = [labels.few_people()] if shares else []
    if any(group.breakdown.is_untold for group in grouped.groups):
        reasons.append(vietnamese.in_sentence(vietnamese.NOT_DECLARED))
    return " hoặc ".join([*reasons, *([NOT_KNOWN] if grouped.without_roster else [])])


def files_of(cells: Iterable[str]) -> str:
    """«Tệp: bc.xlsx. »: the file of figures whose cells («tệp › trang › ô») these are; of many their number."""
    files = list(dict.fromkeys(cell.partition(" › ")[0] for cell in cells if cell))
    return f"Tệp: {files[0]}. " if len(files) == 1 else f"{vietnamese.number(len(files))} tệp. " if files else ""


def missing_units(missing: "MissingUnits") -> str:
    """«69/126 đơn vị đã gửi; chưa có: Quế Võ, Thuận Thành, 18/19 phường của Bắc Ninh»; «» where none is missing."""
    if not missing.places:
        return ""
    return f"{units_sent(missing.coverage)}; chưa có: {missing_places(missing)}"


def missing_places(missing: "MissingUnits", most: int = 0) -> str:
    """«Quế Võ (21), Thuận Thành (18), 18/19 phường của Bắc Ninh và 3 đơn vị khác»: a few places, the rest as a number.

    A whole district says of how many units it is where a number of other units follows, so that all add up. `most`: so
    many names; 0: as many as `places_named`.
    """
    most = most or int(reference.limit("places_named"))
    named, others = missing.places[:most], sum(place.missing for place in missing.places[most:])
    return ", ".join(_missing_place(place, is_counted=others > 0) for place in named) + _and_others(others)


def some_places(names: Sequence[str]) -> str:
    """«Xã An, Xã Ba và 3 đơn vị khác»: at most `places_named` names, the rest as a number."""
    most = int(reference.limit("places_named"))
    return ", ".join(names[:most]) + _and_others(len(names) - most)


def _and_others(number: int) -> str:
    return f" và {vietnamese.number(number)} đơn vị khác" if number > 0 else ""


def held_back(source: "StatisticsSource", as_of: date) -> str:
    """«12 người chưa tính vì chưa rõ đơn vị»: people of a date whom no figure counts yet; «» where nobody waits.

    The public is given no number: it might be one that is kept back.
    """
    people = source.derive(held.held_back, as_of).people
    number = "một số" if source.secrecy else vietnamese.number(people)
    return f"{number} người chưa tính vì chưa rõ đơn vị" if people else ""


def gaps(source: "StatisticsSource", selection: "Selection") -> str:
    """Say which units and how many people the figures lack: «69/126 đơn vị đã gửi; …; 12 người chưa tính vì …»."""
    return "; ".join(filter(None, (missing_units(source.missing(selection)), held_back(source, selection.as_of))))


def sentence_of_gaps(source: "StatisticsSource", selection: "Selection") -> str:
    """The same as a sentence under a figure: «69/126 đơn vị đã gửi; chưa có: Quế Võ.»"""
    return as_sentence(gaps(source, selection))


def as_sentence(line: str) -> str:
    """«Một số người chưa tính vì chưa rõ đơn vị.»; «» of nothing."""
    return f"{vietnamese.capitalised(line)}." if line else ""


def _missing_place(place: "MissingPlace", *, is_counted: bool) -> str:
    if not place.is_district:
        return place.name
    name = vietnamese.bare_district(place.name)
    if place.is_whole:
        return f"{name} ({vietnamese.number(place.total)})" if is_counted else name
    kind = reference.code_label("unit_type", place.unit_type) if place.unit_type else "đơn vị"
    return f"{place.missing}/{place.total} {vietnamese.in_sentence(kind)} của {name}"


def gap_notes(gaps: "Sequence[TrendGap]") -> list[str]:
    """Say on which dates a line over time has no point; a sentence for each reason."""
    days: dict[str, list[str]] = {}
    for gap in gaps:
        days.setdefault(labels.unit_gap((gap.reason, gap.units)), []).append(vietnamese.day(gap.as_of))
    return [f"Không có điểm ngày {', '.join(each)}: {reason}." for reason, each in days.items()]
