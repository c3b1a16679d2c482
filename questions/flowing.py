"""Questions about who came and went between two dates, and about mean ages."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from presentation.movement_words import held, usual_start
from questions.counting import is_kept_back
from questions.intents import Intent
from questions.reading import Understood
from questions.units import Result
from reference import vietnamese
from reference.ages import age_on
from reference.forms import EVERYBODY, Rule
from reference.forms.facts import columns_of_rules, facts_of_rules
from stats import queries
from stats.disclosure import is_enough
from stats.flows import Flow, Kind
from stats.measures.form_counts import marks_of_people
from stats.movements import flows_behind
from stats.queries.movers import named_rows
from stats.rule_counts import AGE_RULE
from stats.scope import NotToldError, Scope
from stats.selection import View
from stats.source import StatisticsSource

_RULE = "rule"
_GENDER, _CATEGORY = "gender", "category"
_KINDS = {Intent.LEFT: (Kind.LEFT, Kind.MOVED_OUT), Intent.JOINED: (Kind.JOINED, Kind.MOVED_IN)}
_WORDS = {
    Intent.LEFT: ("rời đi", "chuyển đi nơi khác trong tỉnh"),
    Intent.JOINED: ("mới vào", "chuyển đến từ nơi khác trong tỉnh"),
}
_TENTH = Decimal("0.1")


def came_or_went(source: StatisticsSource, understood: Understood, people: Scope) -> Result:
    """Count who left or joined since the date before the period, and name those who may be named."""
    start_on = _start(source, understood)
    first, second = _KINDS[understood.intent]
    behind = _of_rule(flows_behind(source, understood.selection, start_on, first), understood)
    moved = _of_rule(flows_behind(source, understood.selection, start_on, second), understood)
    words, moved_words = _WORDS[understood.intent]
    days = f"từ {vietnamese.day(start_on)} đến {vietnamese.day(understood.selection.as_of)}"
    lead = f"{vietnamese.number(len(behind))} người {words} {days}."
    if moved:
        lead += f" Ngoài ra {vietnamese.number(len(moved))} người {moved_words}."
    lacking = held(source, understood.selection, start_on).not_compared
    if lacking:
        lead += f" Không so được {vietnamese.number(len(lacking))} đơn vị thiếu danh sách ở một trong hai ngày."
    ids = {number for flow in behind for number in (flow.earlier, flow.later) if number is not None}
    rows = [
        (row.full_name, f"{row.unit} · {row.position}" if row.position else row.unit)
        for row in source.ask(named_rows, ids, scope=people).values()
    ]
    if len(rows) < len(behind):
        lead += f" Tài khoản này xem được tên {vietnamese.number(len(rows))} người."
    return len(behind), lead, sorted(rows, key=lambda row: (row[1], vietnamese.collation_key(row[0])))


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


def _of_rule(flows: list[Flow], understood: Understood) -> list[Flow]:
    """Keep those of the gender and the category in question; nothing else is known of a movement."""
    for condition in understood.rule[0]:
        if condition.field not in (_GENDER, _CATEGORY) or condition.is_negated:
            raise NotToldError(
                "Người vào, người ra mới hỏi được theo giới tính và loại cán bộ; xem từng người ở trang «Biến động»."
            )
        if condition.field == _GENDER:
            flows = [flow for flow in flows if flow.gender in condition.values]
        else:
            flows = [flow for flow in flows if (flow.category_from or flow.category_to) in condition.values]
    return flows


def mean_age(source: StatisticsSource, understood: Understood) -> Result:
    """Give the mean of completed years on the selection's date, of those whose birth date is known."""
    selection, rule = understood.selection, understood.rule
    if is_kept_back(rule):
        raise NotToldError("Tuổi trung bình theo dân tộc, tôn giáo không trả lời ở đây: số nhỏ được giữ kín.")
    if selection.territory is not View.REPORTED and (selection.unit or selection.district):
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
