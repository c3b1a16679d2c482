"""Answers about units themselves: how many there are, their quotas and who is there."""

from collections import Counter

from presentation.quota_words import balance, signed
from questions.reading import Understood
from reference import vietnamese
from reference.codes import code_lists
from reference.figures import measures
from reference.forms import EVERYBODY
from reference.spelling import words_of
from stats.quotas import UnitStanding, kinds_given, quotas
from stats.scope import NotToldError
from stats.source import StatisticsSource

Result = tuple[int | None, str, list[tuple[str, str]]]
"""The number, the sentence, and its rows: name and number."""
_DISTRICT = "huyện"


def counted_units(source: StatisticsSource, understood: Understood) -> Result:
    """Count the units of the kinds in question, or of all kinds, in the selection's place."""
    selection, words = understood.selection, understood.kinds
    names = source.names_of(selection)
    if _DISTRICT in words:
        require_districts(source, understood)
        rows = [(name, "") for name in names.districts.values()]
        return len(rows), f"{vietnamese.number(len(rows))} đơn vị cấp huyện.", rows
    labels = {value.code: value.label for value in code_lists()["unit_type"]}
    wanted = {code for code, label in labels.items() if set(words_of(label)) <= set(words)}
    units = [row for row in source.rows_of(selection) if not wanted or row.unit_type in wanted]
    kinds = Counter(row.unit_type for row in units)
    parts = ", ".join(
        f"{vietnamese.number(kinds[code])} {vietnamese.in_sentence(label)}"
        for code, label in labels.items()
        if kinds[code]
    )
    return len(units), f"{vietnamese.number(len(units))} đơn vị: {parts}.", [(names.of(row.code), "") for row in units]


def require_districts(source: StatisticsSource, understood: Understood) -> None:
    """Raise NotToldError on a date without districts: communes are no answer to a question about them."""
    selection = understood.selection
    if not source.names_of(selection).districts:
        day = vietnamese.day(selection.as_of)
        raise NotToldError(f"Ngày {day} không có cấp huyện; hãy hỏi «xã nào», «theo xã», hoặc ghi một ngày khác.")


def quota(source: StatisticsSource, understood: Understood) -> Result:
    """Hold the quota of the selection's place against who is there; «thiếu», «thừa» list units, the farthest first."""
    selection = understood.selection
    if understood.rule != EVERYBODY:
        raise NotToldError("Biên chế giao cho cả đơn vị; hãy hỏi mà không nêu loại người: «biên chế của xã …».")
    kind = next(iter(kinds_given(source, selection.as_of, selection.level)), None)
    if kind is None:
        raise NotToldError(f"Chưa có biên chế nào giao đến ngày {vietnamese.day(selection.as_of)}.")
    numbers = quotas(source, selection, kind)
    if selection.unit is None and "over" in understood.roles:
        units, word = sorted(numbers.over, key=lambda unit: (-(unit.gap or 0), unit.code)), "thừa"
    elif selection.unit is None and {"short", "missing"} & set(understood.roles):
        units, word = list(numbers.short), "thiếu"
    else:
        lead = f"{measures()[kind].label}: {balance(numbers)}."
        return numbers.quota, lead, [_row(unit) for unit in numbers.units if unit.quota is not None]
    rows, posts = [_row(unit) for unit in units], sum(abs(unit.gap or 0) for unit in units)
    lead = f"{vietnamese.number(len(rows))} đơn vị {word} so với {measures()[kind].label.lower()}"
    return len(rows), f"{lead}, cộng lại {word} {vietnamese.number(posts)}.", rows


def _row(unit: UnitStanding) -> tuple[str, str]:
    given, present = ("chưa có" if n is None else vietnamese.number(n) for n in (unit.quota, unit.present))
    gap = "" if unit.gap is None else f": {signed(unit.gap)}"
    return unit.name, f"giao {given}, có mặt {present}{gap}"
