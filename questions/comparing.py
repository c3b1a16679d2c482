"""Answers that hold two dates against each other, where the place and its units are the same on both."""

from collections.abc import Sequence
from datetime import date

from questions.counting import among_whom, counted
from questions.intents import Intent
from questions.reading import Understood
from reference import vietnamese
from stats.disclosure import is_withheld, shown_share
from stats.scope import NotToldError, Scope
from stats.shares import change_in_points
from stats.source import StatisticsSource

_Result = tuple[int | None, str, Sequence[tuple[str, ...]]]


def compared(source: StatisticsSource, understood: Understood, _: Scope) -> _Result:
    """Count on the date of the question and on the other, where the place and its units are the same on both."""
    own, other = understood.selection, understood.other_day or understood.selection.as_of
    first, last = sorted((own.as_of, other))
    if not source.comparison(own.on(last), first).is_fair:
        raise NotToldError("Hai ngày ấy không so được ở nơi này: địa giới hoặc các đơn vị đã gửi không như nhau.")
    held = {day: counted(source, own.on(day), understood.rule) for day in (own.as_of, other)}
    if lacking := [vietnamese.day(day) for day in sorted(held) if not held[day].everybody]:
        place = source.names_of(own).place(own)
        return None, f"Chưa có danh sách của {place} ngày {' và '.join(lacking)}.", ()
    if Intent.SHARE in understood.roles:
        return _compared_shares(source, understood, other)
    counts = [each.count for each in held.values()]
    rows = [(vietnamese.day(day), vietnamese.number(n)) for day, n in zip((own.as_of, other), counts, strict=True)]
    change = counts[0] - counts[1]
    words = "không đổi" if not change else f"{vietnamese.signed(change)} người"
    lead = f"{vietnamese.number(counts[0])} người; {words} so với ngày {vietnamese.day(other)}."
    return counts[0], lead, rows


def _compared_shares(source: StatisticsSource, understood: Understood, other: date) -> _Result:
    """Hold the share of the people in question on one date against that on the other, in percentage points."""
    days, among = (understood.selection.as_of, other), among_whom(understood.rule)
    held = [counted(source, understood.selection.on(day), understood.rule, among) for day in days]
    if any(is_withheld(each.count) or is_withheld(each.everybody) for each in held):
        raise NotToldError("Tỷ lệ này được giữ kín ở một trong hai ngày nên không so được.")
    shares = [shown_share(each.count, each.everybody, source.rounding) for each in held]
    now, before = shares
    change = change_in_points(now, before)
    if now is None or before is None or change is None:
        raise NotToldError("Một trong hai ngày không có ai, hoặc quá ít người, nên không tính được tỷ lệ.")
    texts = [vietnamese.percent(part, each.count) for part, each in zip((now, before), held, strict=True)]
    counts = (f"{vietnamese.number(each.count)}/{vietnamese.number(each.everybody)} người" for each in held)
    rows = [(vietnamese.day(d), f"{text} ({n})") for d, text, n in zip(days, texts, counts, strict=True)]
    words = vietnamese.points(change) if change else "không đổi"
    return held[0].count, f"{texts[0]}; {words} so với ngày {vietnamese.day(other)}.", rows
