"""The sentences of a report about quotas: given and present, who is short, who is over, where it is most."""

from collections.abc import Sequence

from presentation import labels
from presentation.prose import Prose, proses
from presentation.quota_words import no_rosters
from presentation.sentences import wording
from reference import vietnamese
from reference.figures import measures
from stats.groups import QUOTA, group
from stats.quotas import DepartmentStanding, Quotas, UnitStanding, kinds_given, quotas
from stats.selection import Selection
from stats.source import StatisticsSource

_NAMED = 3


def quota_sentences(source: StatisticsSource, selection: Selection) -> tuple[Prose, ...]:
    """Word every kind of quota that was given up to the selection's date; none where nothing was."""
    kinds = kinds_given(source, selection.as_of, selection.level)
    held = (source.derive(quotas, selection, kind) for kind in kinds)
    return proses(_of_kind(numbers, selection) for numbers in held)


def _of_kind(numbers: Quotas, selection: Selection) -> str:
    if not numbers.has_quotas:
        return ""
    kind = measures()[numbers.measure].label
    begin = f"{kind}: {vietnamese.number(numbers.quota)} người"
    if not numbers.compared:
        return " ".join([f"{begin}; {no_rosters(numbers) or 'chưa so được với người có mặt'}.", *_as_reported(numbers)])
    compared = numbers.compared
    quota, present = sum(unit.quota or 0 for unit in compared), sum(unit.present or 0 for unit in compared)
    is_whole = len(compared) == len(numbers.units)
    who = wording.number(present, vietnamese.number(present), group(QUOTA, numbers.measure) if is_whole else None)
    part = "" if is_whole else f" (so được {len(compared)}/{len(numbers.units)} đơn vị)"
    balance = present - quota
    words = "đủ" if not balance else f"{'thừa' if balance > 0 else 'thiếu'} {vietnamese.number(abs(balance))} người"
    sentences = [f"{begin}; có mặt {who} người{part}, {words}."]
    if selection.unit is None:
        sentences += [_places(numbers.short, "thiếu"), _places(numbers.over[::-1], "vượt")]
    departments = [line for line in numbers.departments if line.gap is not None]
    if departments:
        sentences.append(f"Theo phòng: {'; '.join(_department(line, numbers.measure) for line in departments)}.")
    return " ".join(filter(None, sentences))


def _as_reported(numbers: Quotas) -> list[str]:
    """Word the people whom the quotas' own workbook counts."""
    if numbers.reported is None:
        return []
    gap = numbers.reported_gap or 0
    words = "đủ" if not gap else f"{'thừa' if gap > 0 else 'thiếu'} {vietnamese.number(abs(gap))} người"
    return [f"Theo số ghi trong chính biểu biên chế thì có mặt {vietnamese.number(numbers.reported)} người, {words}."]


def _places(units: Sequence[UnitStanding], word: str) -> str:
    """Say how many units are short or over by how much, and which most: «93 đơn vị thiếu 579 người, nhiều nhất …»."""
    if not units:
        return ""
    total = sum(abs(unit.gap or 0) for unit in units)
    named = ", ".join(f"{vietnamese.in_sentence(unit.name)} ({abs(unit.gap or 0)})" for unit in units[:_NAMED])
    most = f", nhiều nhất là {named}" if len(units) > _NAMED else f": {named}"
    return f"{vietnamese.number(len(units))} đơn vị {word} {vietnamese.number(total)} người{most}."


def _department(line: DepartmentStanding, measure: str) -> str:
    gap = line.gap or 0
    name = line.name or vietnamese.in_sentence(labels.OTHER_DEPARTMENTS)
    difference = "đủ" if not gap else f"{'thừa' if gap > 0 else 'thiếu'} {vietnamese.number(abs(gap))}"
    present = line.present or 0
    people = wording.number(present, vietnamese.number(present), group(QUOTA, measure, line.name))
    return f"{name} {people}/{vietnamese.number(line.quota or 0)} ({difference})"
