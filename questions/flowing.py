"""Questions about who came and went between two dates, and about mean ages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from presentation.movement_words import held, lacking, usual_start
from questions.intents import LEAVING, Intent, reasons_of
from questions.reading import REASON, Understood
from questions.units import Result
from reference import vietnamese
from reference.ages import AgeBand, age_bands, age_on
from reference.forms import EVERYBODY, Rule, is_kept_back
from reference.forms.facts import columns_of_rules, facts_of_rules
from reference.leaving import leaving_reasons
from stats import queries
from stats.disclosure import is_enough
from stats.flows import Flow, Kind
from stats.measures.form_counts import marks_of_people
from stats.movements import flows_behind
from stats.queries.movers import named_rows
from stats.rule_counts import AGE_RULE
from stats.scope import NotToldError, Scope
from stats.selection import Selection, View
from stats.source import StatisticsSource

_RULE = "rule"
_AGES, _DISTRICT = "age_band", "district"
_KINDS: Mapping[Intent, tuple[Kind, ...]] = {
    Intent.LEFT: (Kind.LEFT,),
    Intent.JOINED: (Kind.JOINED,),
    Intent.MOVED_IN: (Kind.MOVED_IN,),
    Intent.MOVED: (Kind.MOVED, Kind.MOVED_IN, Kind.MOVED_OUT),
}
_BESIDE = {Intent.LEFT: Kind.MOVED_OUT, Intent.JOINED: Kind.MOVED_IN, Intent.MOVED_IN: Kind.JOINED}
"""Those of whom the number alone is given beside the ones in question."""
_WORDS = {
    Kind.LEFT: "rời đi",
    Kind.MOVED_OUT: "chuyển đi nơi khác trong tỉnh",
    Kind.JOINED: "mới vào",
    Kind.MOVED_IN: "chuyển đến từ nơi khác trong tỉnh",
    Kind.MOVED: "chuyển đơn vị trong tỉnh",
}
_NAMED = 3
"""So many of the units that cannot be compared are named."""
_TENTH = Decimal("0.1")


def came_or_went(source: StatisticsSource, understood: Understood, people: Scope) -> Result:
    """Count who left, came or moved since the date before the period, and name those who may be named."""
    start_on = _start(source, understood)
    first, beside = _KINDS[understood.intent][0], _BESIDE.get(understood.intent)
    behind = [flow for kind in _KINDS[understood.intent] for flow in _flows(source, understood, start_on, kind)]
    words = _WORDS[first]
    if understood.reasons:
        labels = (label for role, label in LEAVING.items() if reasons_of(role) <= understood.reasons)
        words += f" ({', '.join(map(vietnamese.in_sentence, labels))})"
    days = f"từ {vietnamese.day(start_on)} đến {vietnamese.day(understood.selection.as_of)}"
    lead = f"{vietnamese.number(len(behind))} người {words} {days}."
    if beside and (others := _flows(source, understood, start_on, beside)):
        lead += f" Ngoài ra {vietnamese.number(len(others))} người {_WORDS[beside]}."
    if not_compared := held(source, understood.selection, start_on).not_compared:
        number, names = vietnamese.number(len(not_compared)), lacking(not_compared, _NAMED)
        lead += f" Không so được {number} đơn vị thiếu danh sách ở một trong hai ngày: {names}."
    if understood.reasons:
        unsure = sum(not flow.reason for flow in flows_behind(source, understood.selection, start_on, first))
        lead += f" {vietnamese.number(unsure)} người rời đi chưa rõ lý do nên không tính." if unsure else ""
    if understood.by:
        return len(behind), lead, _by_part(source, behind, understood, start_on)
    rows = _named(source, behind, people)
    if len(rows) < len(behind):
        lead += f" Tài khoản này xem được tên {vietnamese.number(len(rows))} người."
    return len(behind), lead, sorted(rows, key=lambda row: (row[1], vietnamese.collation_key(row[0])))


def _flows(source: StatisticsSource, understood: Understood, start_on: date, kind: Kind) -> list[Flow]:
    return _of_rule(source, flows_behind(source, understood.selection, start_on, kind), understood, start_on)


def _named(source: StatisticsSource, flows: Sequence[Flow], people: Scope) -> list[tuple[str, str]]:
    """Name each whom the scope sees, with unit and post; who moved with both units, as far as they are seen."""
    ids = {number for flow in flows for number in (flow.earlier, flow.later) if number is not None}
    seen = source.ask(named_rows, ids, scope=people)
    rows = []
    for flow in flows:
        held = [seen[number] for number in (flow.earlier, flow.later) if number is not None and number in seen]
        if held:
            units = " → ".join(row.unit for row in held)
            rows.append((held[-1].full_name, f"{units} · {held[-1].position}" if held[-1].position else units))
    return rows


def _start(source: StatisticsSource, understood: Understood) -> date:
    """Find the date to count from: for a part of a year the last one before it, which must be its neighbour."""
    selection, period = understood.selection, understood.period
    if period is None or period.is_year:
        start_on = usual_start(source, selection)
        if start_on is None:
            raise NotToldError(f"Chưa có danh sách nào trước ngày {vietnamese.day(selection.as_of)} để so.")
        return start_on
    before = [day for day in source.dates(selection.level) if day < period.first]
    if not before or (period.first - max(before)).days > (period.last - period.first).days + 1:
        raise NotToldError(
            f"Không có danh sách nào ngay trước {period.words} nên không tách được biến động của kỳ này."
        )
    return max(before)


def _of_rule(source: StatisticsSource, flows: list[Flow], understood: Understood, start_on: date) -> list[Flow]:
    """Keep those of the reasons and the rule in question: leavers by their last row, comers by their first.

    Ages are those of that row's day.
    """
    if understood.reasons:
        flows = [flow for flow in flows if flow.reason in understood.reasons]
    if understood.rule == EVERYBODY:
        return flows
    if is_kept_back(understood.rule):
        raise NotToldError("Người vào, người ra theo dân tộc, tôn giáo không trả lời ở đây: số nhỏ được giữ kín.")
    leaves = understood.intent is Intent.LEFT
    day = start_on if leaves else understood.selection.as_of
    everywhere = Selection(day, level=understood.selection.level)
    names = ("id", *columns_of_rules([understood.rule]))
    columns = source.ask(queries.person_columns, everywhere, names, province=source.province)
    facts = facts_of_rules([understood.rule], AGE_RULE, day, columns)
    marks = marks_of_people({_RULE: understood.rule}, len(columns["id"]), facts)
    own = {number for number, mark in zip(columns["id"], marks, strict=True) if mark[_RULE]}
    return [flow for flow in flows if (flow.earlier if leaves else flow.later) in own]


def _by_part(
    source: StatisticsSource, flows: list[Flow], understood: Understood, start_on: date
) -> list[tuple[str, str]]:
    """Count those who came or went by what they are to be parted by, the most first for places."""
    by, leaves = understood.by[0], understood.intent is Intent.LEFT
    if by == REASON:
        labels = {code: reason.label for code, reason in leaving_reasons().items()} | {"": "Chưa rõ lý do"}
        counts = Counter(flow.reason for flow in flows)
        return [(label, vietnamese.number(counts[code])) for code, label in labels.items() if counts[code]]
    day = start_on if leaves else understood.selection.as_of
    if by == _AGES:
        ages = Counter(None if flow.born is None else age_on(day, flow.born, AGE_RULE) for flow in flows)
        bands = [
            (band.label, sum(n for age, n in ages.items() if age is not None and _is_in(age, band)))
            for band in age_bands()
        ]
        return [(label, vietnamese.number(count)) for label, count in (*bands, ("Không khai", ages[None])) if count]
    names = source.names_of(understood.selection.on(day))
    units = Counter((flow.unit_from if leaves else flow.unit_to) or "" for flow in flows)
    places = Counter[str]()
    for unit, count in units.items():
        place = (names.district_of.get(unit) or unit) if by == _DISTRICT else unit
        places[names.of(place)] += count
    return [(name, vietnamese.number(count)) for name, count in sorted(places.items(), key=lambda p: (-p[1], p[0]))]


def _is_in(age: int, band: AgeBand) -> bool:
    return (band.first is None or band.first <= age) and (band.last is None or age <= band.last)


def mean_age(source: StatisticsSource, understood: Understood) -> Result:
    """Give the mean of completed years on the selection's date, of those whose birth date is known."""
    selection, rule = understood.selection, understood.rule
    if is_kept_back(rule):
        raise NotToldError("Tuổi trung bình theo dân tộc, tôn giáo không trả lời ở đây: số nhỏ được giữ kín.")
    if selection.territory is not View.REPORTED and selection.is_of_place:
        raise NotToldError("Tuổi trung bình tính theo đơn vị như đã báo cáo: hãy chọn địa giới «Như đã báo cáo».")
    ages, undated = _ages(source, understood, rule)
    if not is_enough(len(ages)):
        return None, "Không có ai, hoặc quá ít người có ngày sinh, nên không tính tuổi trung bình.", []
    mean = (Decimal(sum(ages)) / len(ages)).quantize(_TENTH, ROUND_HALF_UP)
    lead = f"{vietnamese.decimal(mean)} tuổi: trung bình số tuổi tròn của {vietnamese.number(len(ages))} người."
    if undated:
        lead += f" {vietnamese.number(undated)} người không khai ngày sinh nên không tính."
    return len(ages), lead, []


def _ages(source: StatisticsSource, understood: Understood, rule: Rule) -> tuple[list[int], int]:
    names = tuple(dict.fromkeys(("birth_number", *columns_of_rules([rule]))))
    columns = source.ask(queries.person_columns, understood.selection, names, province=source.province)
    as_of = understood.selection.as_of
    marks = (
        [{_RULE: True}] * len(columns["unit_code"])
        if rule == EVERYBODY
        else marks_of_people({_RULE: rule}, len(columns["unit_code"]), facts_of_rules([rule], AGE_RULE, as_of, columns))
    )
    born = [number for number, mark in zip(columns["birth_number"], marks, strict=True) if mark[_RULE]]
    known = [age_on(as_of, number, AGE_RULE) for number in born if number is not None]
    return known, len(born) - len(known)
