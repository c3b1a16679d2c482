"""Charts of retirements, of posts that they leave, and of the gap to the education standard. All counts are exact."""

from collections.abc import Callable, Sequence

import reference
from presentation import labels, retirements
from presentation.charts import counted, style
from presentation.charts.amounts import Amounts, amounts
from presentation.charts.lines import Tie, tied_ends
from presentation.charts.model import Chart, Column, Kind
from presentation.charts.requests import ChartRequest, caption_of
from presentation.standards import (
    NOT_MEASURED,
    PEOPLE,
    STANDING,
    measured,
    people_of_line,
    standard_name,
    standard_notes,
)
from reference import vietnamese
from stats.cube import Conditions
from stats.groups import QUOTA, group, reaching
from stats.measures import Order
from stats.retirements import DUE, Retirements, UnitOutlook
from stats.retirements import retirements as retirements_of
from stats.standards import GapLine, StandardGap, standard_gap

BY_YEAR, BY_UNIT, POSTS = "retirements_by_year", "retirements_by_unit", "posts_after_retirements"
BELOW_BY_UNIT, BELOW_BY_POST = "below_standard_by_unit", "below_standard_by_post"
Lines = Sequence[Tie[UnitOutlook]] | Sequence[Tie[GapLine]]
_NOBODY = "Không có ai đến tuổi nghỉ hưu {time}."
_NO_QUOTA = "Chưa có biên chế giao của ngày này, hoặc phạm vi đang xem không so được với biên chế."
_NONE_BELOW = "Không có công chức nào khai trình độ thấp hơn chuẩn của ngày này."


def _held(request: ChartRequest, years: int) -> Retirements:
    return request.source.derive(retirements_of, request.selection, years or int(reference.limit("retirement_years")))


def by_year(name: str, request: ChartRequest, years: int = 0) -> Chart:
    """Draw those who reach the retirement age by year, beside them those of whom only the birth year is known."""
    held = _held(request, years)
    sums = held.by_year() if held.of_group(DUE).people else {}
    columns = (Column("Năm", Kind.TEXT), *_counts(retirements.DUE_PEOPLE, retirements.YEAR_ONLY))
    rows = [(str(year), number.people, number.year_only) for year, number in sums.items()]
    numbers = tuple(number.people for number in sums.values())
    series = [_bars(retirements.DUE_PEOPLE, 1, numbers, style.PALETTE[0])]
    if held.of_group(DUE).year_only:
        only = tuple(number.year_only for number in sums.values())
        series.append(_bars(retirements.YEAR_ONLY, 2, only, style.PALETTE[1]))
    words = retirements.caption(request.source, request.selection, held, "Nghỉ hưu theo năm", is_demo=request.is_demo)
    note = _NOBODY.format(time=retirements.time(held))
    people = [reaching(year) for year in sums], retirements.due_columns(held)
    keys = [str(year) for year in sums]
    return amounts(name, words, columns=columns, rows=rows, keys=keys, series=series, note=note, people=people)


def by_unit(name: str, request: ChartRequest, years: int = 0) -> Chart:
    """Draw those who reach the retirement age by unit, most first; of many units the ends."""
    held = _held(request, years)
    due = [unit for unit in held.units if unit.due.people]
    lines, left_out = tied_ends(
        due, request.order, Order.HIGHEST, ("nhiều nhất", "ít nhất"), lambda unit: unit.due.people
    )
    columns = (Column(retirements.UNIT, Kind.TEXT), *_counts(retirements.DUE_PEOPLE, retirements.YEAR_ONLY))
    rows = [(line.name, line.first.due.people, line.only.due.year_only if line.only else None) for line in lines]
    series = [_bars(retirements.DUE_PEOPLE, 1, tuple(line.first.due.people for line in lines), style.PALETTE[0], lines)]
    what = "Nghỉ hưu theo đơn vị"
    subtitle = f"Đơn vị tính: người · {retirements.headline(held)}{f' · {left_out}' if left_out else ''}"
    words = retirements.caption(
        request.source, request.selection, held, what, is_demo=request.is_demo, subtitle=subtitle
    )
    note = _NOBODY.format(time=retirements.time(held))
    people = _places(lines), retirements.due_columns(held)
    keys = [line.key for line in lines]
    return amounts(name, words, columns=columns, rows=rows, keys=keys, series=series, note=note, people=people)


def posts(name: str, request: ChartRequest, years: int = 0) -> Chart:
    """Draw each unit's people beyond its quota today and after those who retire, the shortest then first."""
    held = _held(request, years)
    ranked = sorted((u for u in held.units if u.gap_after is not None), key=lambda u: (*_gaps(u), u.code))
    lines, left_out = tied_ends(ranked, request.order, Order.LOWEST, ("thiếu nhiều nhất", "thiếu ít nhất"), _gaps)
    names = (retirements.QUOTA, retirements.PRESENT, retirements.GAP, retirements.GAP_AFTER)
    after, now = zip(*map(_gaps, (line.first for line in lines)), strict=True) if lines else ((), ())
    rows = [
        (line.name, line.only.quota if line.only else None, line.only.present if line.only else None, *gaps)
        for line, *gaps in zip(lines, now, after, strict=True)
    ]
    series = [
        _signed("Hiện nay", 3, now, style.PALETTE[1], lines),
        _signed("Sau khi nghỉ", 4, after, style.PALETTE[0], lines),
    ]
    what = "Biên chế còn lại sau nghỉ hưu"
    subtitle = f"Có mặt trừ biên chế, đơn vị tính: người · {_balance(ranked)}{f' · {left_out}' if left_out else ''}"
    words = retirements.caption(
        request.source, request.selection, held, what, is_demo=request.is_demo, subtitle=subtitle
    )
    columns = (Column(retirements.UNIT, Kind.TEXT), *_counts(*names))
    return amounts(
        name,
        words,
        columns=columns,
        rows=rows,
        keys=[line.key for line in lines],
        series=series,
        note=_NO_QUOTA,
        people=(_places(lines), [None, group(QUOTA, held.measure), None, None]),
    )


def _places(lines: Sequence[Tie[UnitOutlook]]) -> list[Conditions | None]:
    """Give the conditions of each line's people; None where it stands for several units."""
    return [counted.of_place("unit", line.only.code) if line.only else None for line in lines]


def _gaps(unit: UnitOutlook) -> tuple[int, int]:
    """The gap after those who retire, and today's."""
    return unit.gap_after or 0, unit.gap or 0


def _balance(units: Sequence[UnitOutlook]) -> str:
    now, then = sum(unit.gap or 0 for unit in units), sum(unit.gap_after or 0 for unit in units)
    return f"cả {len(units)} đơn vị: nay {_gap(now)}, sau khi nghỉ {_gap(then)}"


def below_by_unit(name: str, request: ChartRequest) -> Chart:
    """Draw the people below the standard by unit, most first; of many units the ends."""
    return _below(name, request, "Chưa đạt chuẩn trình độ theo đơn vị", lambda held: held.units)


def below_by_post(name: str, request: ChartRequest) -> Chart:
    """Draw the people below the standard by post, most first."""
    return _below(name, request, "Chưa đạt chuẩn trình độ theo chức danh", lambda held: held.posts)


def _below(
    name: str, request: ChartRequest, what: str, lines_of: Callable[[StandardGap], tuple[GapLine, ...]]
) -> Chart:
    held = request.source.derive(standard_gap, request.selection)
    lines = [line for line in lines_of(held) if line.below]
    ends = ("nhiều nhất", "ít nhất")
    shown, left_out = tied_ends(lines, request.order, Order.HIGHEST, ends, lambda line: line.below)
    nowhere, below = labels.no_place("unit", request.selection.territory), tuple(tie.first.below for tie in shown)
    rows = [
        (tie.name or nowhere, tie.first.below, *((tie.only.undeclared, tie.only.people) if tie.only else (None, None)))
        for tie in shown
    ]
    columns = (Column("Đơn vị, chức danh", Kind.TEXT), *_counts("Chưa đạt chuẩn", vietnamese.NOT_DECLARED, PEOPLE))
    series = [_bars("Chưa đạt chuẩn", 1, below, style.PALETTE[0], shown)]
    subtitle = f"{measured(held)}{f' · {left_out}' if left_out else ''}"
    words = caption_of(request, what, subtitle, standard_notes(held), heading=what)
    note = _NONE_BELOW if held.is_measured else NOT_MEASURED.format(why=standard_name(held))
    people = [people_of_line(tie.only) if tie.only else None for tie in shown], (STANDING[1], STANDING[2], STANDING[0])
    keys = [tie.key for tie in shown]
    return amounts(name, words, columns=columns, rows=rows, keys=keys, series=series, note=note, people=people)


def _bars(name: str, column: int, values: tuple[int, ...], colour: str, lines: Lines = ()) -> Amounts:
    return _worded(name, column, values=values, texts=tuple(map(vietnamese.number, values)), colour=colour, lines=lines)


def _signed(name: str, column: int, values: tuple[int, ...], colour: str, lines: Lines = ()) -> Amounts:
    return _worded(name, column, values=values, texts=tuple(map(_gap, values)), colour=colour, lines=lines)


def _worded(
    name: str, column: int, values: tuple[int, ...], texts: tuple[str, ...], colour: str, lines: Lines
) -> Amounts:
    """Make a series of which each hover has its number and the names that a line of several units stands for."""
    members = [line.members for line in lines] or [[] for _ in values]
    hovers = ("<br>".join([f"{name}: {text}", *names]) for text, names in zip(texts, members, strict=True))
    return Amounts(name, column, values=values, texts=texts, hovers=tuple(hovers), colours=(colour,))


def _gap(number: int) -> str:
    return vietnamese.signed(number) if number else "đủ"


def _counts(*headers: str) -> tuple[Column, ...]:
    return tuple(Column(header, Kind.COUNT) for header in headers)
