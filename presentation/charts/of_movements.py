"""Charts of movements: the bars, places, the series of comings and goings, leavers by age and by reason.

A name may end in the day that the movements begin with (`movements_20231231`); else it is a year before, or the date
before.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import reference
from presentation import labels
from presentation.charts import counted, style
from presentation.charts.amounts import Amounts, amounts
from presentation.charts.lines import tied_ends
from presentation.charts.model import Break, Caption, Chart, Column, Line, Table
from presentation.charts.model import Kind as CellKind
from presentation.charts.requests import ChartRequest, caption_of
from presentation.charts.trends import over_time
from presentation.movement_words import DIVIDED, NAMES, NO_BIRTH, NO_REASON, balance, held, notes_of, usual_start
from reference import vietnamese
from reference.leaving import leaving_reasons
from stats.flows import COMING, GOING, STAYING, Kind
from stats.groups import CAME, MOVEMENT, WENT, group, moved, since
from stats.measures import Order
from stats.movements import Movements, PlaceMovements, SeriesPoint, series

BARS, PLACES, SERIES = "movements", "movements_by_place", "movement_series"
AGES, REASONS = "leavers_by_age", "leavers_by_reason"
UNKNOWN = "unknown"
"""The key of the bar of leavers without a birth date, or without a reason."""
COME, GO, _STAY = style.PALETTE[1], style.PALETTE[2], style.PALETTE[0]
_COLOURS = dict.fromkeys(COMING, COME) | dict.fromkeys(GOING, GO)
_DAY = re.compile(r"_(\d{8})$")
_NOTHING = (
    "Chưa có hai ngày số liệu để so sánh ở phạm vi này. Hãy chọn ngày khác, hoặc nhập danh sách của một ngày trước đó."
)

_ONE_STEP = (
    "Mới so được hai ngày số liệu ({before} và {day}: {came} người vào, {went} người ra) nên chưa vẽ được biểu đồ qua "
    "các ngày. Hãy nhập thêm danh sách của những ngày trước đó."
)


def name_of(stem: str, start_on: date) -> str:
    """Name a chart of movements from a day on."""
    return f"{stem}_{start_on:%Y%m%d}"


def charts() -> dict[str, tuple[str, Callable[[str, ChartRequest], Chart]]]:
    """Give label and maker of each chart of movements by its name."""
    return {
        BARS: ("Biến động giữa hai ngày", _bars),
        PLACES: ("Biến động theo đơn vị", _by_place),
        SERIES: ("Số người vào, ra qua các ngày", _series),
        AGES: ("Người rời đi theo độ tuổi", _ages),
        REASONS: ("Người rời đi theo lý do", _reasons),
    }


def maker(name: str) -> Callable[[str, ChartRequest], Chart] | None:
    """Give the maker of a chart of that name; None for a name that is none."""
    label_and_maker = charts().get(_DAY.sub("", name))
    return label_and_maker[1] if label_and_maker else None


def _asked(name: str, request: ChartRequest) -> Movements | None:
    """Count what the request asks for; None where there is nothing to compare."""
    written = _DAY.search(name)
    day = date.fromisoformat(written[1]) if written else usual_start(request.source, request.selection)
    numbers = held(request.source, request.selection, day) if day and day < request.selection.as_of else None
    return numbers if numbers and (numbers.counts.start or numbers.counts.end) else None


def _bars(name: str, request: ChartRequest) -> Chart:
    numbers = _asked(name, request)
    kinds = [kind for kind in (*COMING, *GOING, *STAYING) if kind is not Kind.SAME]
    values = tuple(_signed(kind, numbers.counts[kind]) for kind in kinds) if numbers else ()
    rows = [(NAMES[kind], value) for kind, value in zip(kinds, values, strict=False)]
    texts = tuple(_text(kind, value) for kind, value in zip(kinds, values, strict=False))
    bars = Amounts(
        "Số người",
        1,
        values=values,
        texts=texts,
        hovers=texts,
        colours=tuple(_COLOURS.get(kind, _STAY) for kind in kinds),
    )
    caption = _caption(request, numbers, "Biến động", f"Đơn vị tính: người · {balance(numbers)}" if numbers else "")
    columns = (Column("Biến động", CellKind.TEXT), Column("Số người", CellKind.COUNT))
    return amounts(
        name,
        caption,
        columns=columns,
        rows=rows,
        keys=list(kinds) if rows else [],
        series=[bars] if rows else [],
        note=_NOTHING,
        people=([moved(kind, numbers.start_on) for kind in kinds], [counted.EVERYBODY]) if numbers else None,
    )


def _signed(kind: Kind, number: int) -> int:
    return -number if kind in GOING else number


def _text(kind: Kind, value: int) -> str:
    return vietnamese.signed(value) if value and kind in _COLOURS else vietnamese.number(value)


def _by_place(name: str, request: ChartRequest) -> Chart:
    """Draw those who came to and went from each place, the greatest loss first; of many places the ends."""
    numbers = _asked(name, request)
    if numbers is None:
        return _nothing(name, request, "Biến động theo đơn vị")
    ordered = sorted(numbers.places, key=lambda place: (sum(_both(place)), *_both(place), place.name))
    ends = ("giảm nhiều nhất", "tăng nhiều nhất")
    lines, left_out = tied_ends(ordered, request.order, Order.LOWEST, ends, _both)
    columns = (
        Column("Đơn vị", CellKind.TEXT),
        Column("Vào", CellKind.COUNT),
        Column("Ra", CellKind.COUNT),
        Column("Tăng (+), giảm (−)", CellKind.COUNT),
    )
    came, went = zip(*(_both(line.first) for line in lines), strict=True) if lines else ((), ())
    rows = [(line.name or DIVIDED, more, less, more + less) for line, more, less in zip(lines, came, went, strict=True)]
    both = [
        Amounts(
            word,
            column,
            values=values,
            texts=(texts := tuple(map(_plain, values))),
            hovers=tuple("<br>".join([text, *line.members]) for text, line in zip(texts, lines, strict=True)),
            colours=(colour,),
        )
        for word, column, values, colour in (("Vào", 1, came, COME), ("Ra", 2, went, GO))
    ]
    subtitle = f"Đơn vị tính: người · {balance(numbers)}" + (f" · {left_out}" if left_out else "")
    caption = _caption(request, numbers, "Biến động theo đơn vị", subtitle)
    keys = ["divided" if line.only and line.only.code is None else line.key for line in lines]
    places = [counted.of_place(numbers.by, line.only.code) if line.only else None for line in lines]
    people = places, [moved(CAME, numbers.start_on), moved(WENT, numbers.start_on), None]
    return amounts(name, caption, columns=columns, rows=rows, keys=keys, series=both, people=people)


def _both(place: PlaceMovements) -> tuple[int, int]:
    """Count those who came to a place, and as a number below zero those who went."""
    came = sum(place.counts[kind] for kind in COMING)
    return came, -sum(place.counts[kind] for kind in GOING)


def _plain(number: int) -> str:
    return vietnamese.signed(number) if number else "0"


def _series(name: str, request: ChartRequest) -> Chart:
    """Draw comings and goings over all dates; each date's headcount stands under it."""
    points = request.source.derive(series, request.selection)
    known = [point for point in points if point.came is not None]
    joined = list(enumerate(known))[1:]  # the first is joined to nothing
    breaks = tuple(Break(row, labels.interruption(p.interruption)) for row, p in joined if p.interruption)
    lines = [
        Line(
            word,
            values := tuple(getattr(point, which) for point in known),
            tuple(map(_number, values)),
            colour,
            breaks,
        )
        for word, which, colour in (("Vào", "came", COME), ("Ra", "went", GO))
    ]
    subtitle = "Đơn vị tính: người; so với ngày số liệu liền trước, dưới mỗi ngày là số người của các đơn vị so được"
    caption = replace(
        caption_of(request, "Số người vào, ra", subtitle, heading="Số người vào, ra qua các ngày"),
    )
    marks = [vietnamese.number(point.headcount) for point in known]
    chart = over_time(name, caption, [point.as_of for point in known], lines, marks)
    chart = replace(chart, table=_with_people(chart.table, points))
    if chart.figure is not None:
        return chart
    return replace(chart, note=_only_step(points, known[0]) if len(known) == 1 else chart.note if known else _NOTHING)


def _only_step(points: Sequence[SeriesPoint], last: SeriesPoint) -> str:
    """Tell the numbers of the only two dates that are compared: a line has no other point."""
    before = vietnamese.day(points[points.index(last) - 1].as_of)
    return _ONE_STEP.format(
        before=before, day=vietnamese.day(last.as_of), came=_number(last.came), went=_number(last.went)
    )


def _with_people(table: Table, points: Sequence[SeriesPoint]) -> Table:
    """Lead each date's comings and goings to their people: since the date before it."""
    before = {point.as_of: earlier.as_of for earlier, point in pairwise(points)}
    days = [point.as_of for point in points if point.came is not None]
    rows = [(("as_of", day.isoformat()), *since(before[day])) for day in days]
    return table.with_people(rows, [group(MOVEMENT, CAME), group(MOVEMENT, WENT)]) if table.rows else table


def _number(value: int | None) -> str:
    return "" if value is None else vietnamese.number(value)


def _ages(name: str, request: ChartRequest) -> Chart:
    numbers = _asked(name, request)
    subtitle = ""
    if numbers:
        left, end = numbers.counts[Kind.LEFT], vietnamese.day(request.selection.as_of)
        subtitle = (
            f"{vietnamese.number(left)} người; tuổi tính đến {vietnamese.day(numbers.start_on)}; "
            f"{vietnamese.number(numbers.of_age)} người đến tuổi nghỉ hưu trước {end}"
        )
    rows = [
        (code or UNKNOWN, reference.code_label("age_band", code) if code else NO_BIRTH, number)
        for code, number in (numbers.ages if numbers and numbers.counts[Kind.LEFT] else ())
    ]
    return _leavers(
        name,
        request,
        numbers=numbers,
        what="Người rời đi theo độ tuổi",
        head="Độ tuổi",
        by="age",
        lines=rows,
        subtitle=subtitle,
    )


def _reasons(name: str, request: ChartRequest) -> Chart:
    numbers = _asked(name, request)
    rows = [
        (code or UNKNOWN, leaving_reasons()[code].label if code else NO_REASON, number)
        for code, number in (numbers.reasons if numbers else ())
    ]
    subtitle = f"{vietnamese.number(numbers.counts[Kind.LEFT])} người" if numbers else ""
    return _leavers(
        name,
        request,
        numbers=numbers,
        what="Người rời đi theo lý do",
        head="Lý do",
        by="reason",
        lines=rows,
        subtitle=subtitle,
    )


def _leavers(
    name: str,
    request: ChartRequest,
    numbers: Movements | None,
    what: str,
    head: str,
    by: str,
    lines: Sequence[tuple[str, str, int]],
    subtitle: str,
) -> Chart:
    values = tuple(number for _, _, number in lines)
    texts = tuple(map(vietnamese.number, values))
    bars = Amounts("Số người", 1, values=values, texts=texts, hovers=texts, colours=(GO,))
    caption = _caption(request, numbers, what, subtitle)
    columns = (Column(head, CellKind.TEXT), Column("Số người", CellKind.COUNT))
    note = "Không có ai rời đi giữa hai ngày." if numbers else _NOTHING
    rows = [(label, number) for _, label, number in lines]
    chart = amounts(
        name,
        caption,
        columns=columns,
        rows=rows,
        keys=[code for code, _, _ in lines],
        series=[bars] if rows else [],
        note=note,
        people=(
            [moved(Kind.LEFT, start_on, by, None if code == UNKNOWN else code) for code, _, _ in lines],
            [counted.EVERYBODY],
        )
        if (start_on := numbers.start_on if numbers else None)
        else None,
    )
    if len(rows) != 1:
        return chart
    label, number = rows[0]
    sentence = f"{head}: cả {vietnamese.number(number)} người rời đi đều là «{label}»."
    return replace(chart, figure=None, note=sentence)


def _nothing(name: str, request: ChartRequest, what: str) -> Chart:
    columns = (Column("Đơn vị", CellKind.TEXT),)
    return amounts(name, _caption(request, None, what, ""), columns=columns, rows=(), keys=(), series=(), note=_NOTHING)


def _caption(request: ChartRequest, numbers: Movements | None, what: str, subtitle: str) -> Caption:
    """Word the caption with both days; the chart's heading on its page is what it shows."""
    notes = notes_of(numbers) if numbers else ()
    caption = caption_of(request, what, subtitle, notes, heading=what)
    if numbers is None:
        return caption
    days = f"{vietnamese.day(numbers.start_on)} – {vietnamese.day(numbers.selection.as_of)}"
    who = labels.people(request.selection, request.names)
    return replace(caption, title=f"{who} · {what} · {days}")
