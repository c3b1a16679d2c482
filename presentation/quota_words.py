"""The words for quota and present: the balance, the gaps, the source, who counts, and what is not compared."""

from collections.abc import Sequence

import reference
from presentation import completeness, labels, tiers
from reference import vietnamese
from reference.figures import measures
from stats.quotas import Quotas

NOT_BESIDE = (
    "Biên chế và danh sách không cùng loại (một bên là số liệu minh họa), nên không so với nhau; "
    "hãy nạp danh sách thật."
)


def signed(number: int) -> str:
    """Word a gap: «+5», «−7», «đủ»."""
    return vietnamese.signed(number) if number else "đủ"


def balance(numbers: Quotas) -> str:
    """Sum up: «giao 3.328, có mặt 3.987: thừa 659», of the units with both.

    Where no roster tells who is there, by the number that the quotas' own workbook gives, if it gives any.
    """
    kind = vietnamese.in_sentence(measures()[numbers.measure].short_label)
    if numbers.compared:
        quota = sum(unit.quota or 0 for unit in numbers.compared)
        present = sum(unit.present or 0 for unit in numbers.compared)
        return (
            f"{kind} {vietnamese.number(quota)}, có mặt {vietnamese.number(present)}: {_over_or_short(present - quota)}"
        )
    given = f"{kind} {vietnamese.number(numbers.quota)}"
    if numbers.reported is None:
        return f"{given}, chưa so được với người có mặt"
    gap = _over_or_short(numbers.reported_gap or 0)
    return f"{given}, có mặt theo biểu biên chế {vietnamese.number(numbers.reported)}: {gap}"


def _over_or_short(difference: int) -> str:
    if not difference:
        return "đủ"
    return f"thừa {vietnamese.number(difference)}" if difference > 0 else f"thiếu {vietnamese.number(-difference)}"


def no_rosters(numbers: Quotas) -> str:
    """Say that nobody has sent a roster of the day, and of which day the nearest ones are; «» where somebody has."""
    if numbers.has_rosters or not numbers.is_beside:
        return ""
    nearest = f", gần nhất là ngày {vietnamese.day(numbers.nearest)}" if numbers.nearest else ""
    return f"chưa có danh sách {tiers.tier_name(numbers.level)} tính đến {vietnamese.day(numbers.as_of)}{nearest}"


def quota_source(numbers: Quotas) -> str:
    """Name what the numbers come from: the quotas' days, the rosters' day."""
    days = sorted({unit.given_on for unit in (*numbers.units, *numbers.bodies) if unit.given_on})
    given = f"biểu biên chế ngày {', '.join(map(vietnamese.day, days))}" if days else "biểu biên chế"
    who = vietnamese.in_sentence(tiers.people_of(None, numbers.level))
    people = f"; danh sách {who} tính đến {vietnamese.day(numbers.as_of)}"
    line = f"Nguồn: {given}{people if numbers.is_beside and numbers.has_rosters else ''}"
    return f"{line} · {labels.DEMO_NOTE}" if numbers.is_demo else line


def coverage_line(numbers: Quotas) -> str:
    """The source, its files, and of how many units: «… Tệp: bc.xlsx. 69/126 đơn vị có biên chế, 41 đơn vị so được»."""
    given = sum(unit.quota is not None for unit in numbers.units)
    units = f"{vietnamese.number(given)}/{vietnamese.number(len(numbers.units))} đơn vị có biên chế"
    compared = f"{vietnamese.number(len(numbers.compared))} đơn vị so được"
    files = completeness.files_of(unit.where for unit in numbers.units)
    return f"{quota_source(numbers)}. {files}{units}, {compared}"


def notes_of(numbers: Quotas) -> tuple[str, ...]:
    """Say who counts, who stands apart, and which units are not compared."""
    notes = []
    sources = dict.fromkeys(rule.source for rule in numbers.rules)
    if sources and numbers.is_beside:
        codes = dict.fromkeys(rule.category for rule in numbers.rules)
        kinds = ", ".join(vietnamese.in_sentence(reference.code_label("category", code)) for code in codes)
        apart = f"; {vietnamese.number(numbers.apart)} người ngoài diện này không tính" if numbers.apart else ""
        named = [f"{name} {vietnamese.number(people)} người" for name, people in numbers.apart_of.items()]
        apart += f", trong đó {', '.join(named)}" if named else ""
        notes.append(f"Có mặt tính {kinds} ({'; '.join(sources)}){apart}.")
    if numbers.unplaced:
        notes.append(f"{vietnamese.number(numbers.unplaced)} người chưa rõ thuộc khối nào, vẫn được tính là có mặt.")
    without = [unit.name for unit in numbers.units if unit.quota is None]
    if without and numbers.has_quotas:
        notes.append(f"Chưa có biên chế giao: {_some(without)}.")
    unsent = [unit.name for unit in numbers.units if unit.quota is not None and unit.present is None]
    if why := why_not_compared(numbers):
        notes.append(why)
    elif unsent:
        notes.append(f"Có biên chế nhưng chưa có danh sách: {_some(unsent)}.")
    if numbers.gone:
        notes.append(
            f"Không tính biên chế giao trước khi sắp xếp cho: {_some(numbers.gone)}; biên chế không tự chuyển sang đơn "
            "vị mới."
        )
    return tuple(notes)


def why_not_compared(numbers: Quotas) -> str:
    """Say why no unit of the day is held against people; «» where nothing keeps the day from it."""
    if not numbers.is_beside:
        return NOT_BESIDE
    lacking = no_rosters(numbers)
    return f"{vietnamese.capitalised(lacking)}, nên chưa so với người có mặt." if lacking else ""


def _some(names: Sequence[str]) -> str:
    shown = int(reference.limit("places_named"))
    rest = f" và {vietnamese.number(len(names) - shown)} đơn vị khác" if len(names) > shown else ""
    return ", ".join(names[:shown]) + rest
