"""Words for movements: the names of the bars, the balance, the notes, and the date that they begin with."""

from collections.abc import Sequence
from datetime import date

import reference
from presentation import labels
from presentation.charts import counted
from presentation.charts.model import Cell, Column, Table
from presentation.charts.model import Kind as CellKind
from reference import vietnamese
from stats import groups
from stats.flows import COMING, GOING, Kind
from stats.movements import Movements, NotCompared, movements
from stats.selection import Selection, year_before
from stats.source import StatisticsSource

NAMES = {
    Kind.JOINED: "Mới vào",
    Kind.MOVED_IN: "Chuyển đến",
    Kind.LEFT: "Rời đi",
    Kind.MOVED_OUT: "Chuyển đi",
    Kind.MOVED: "Chuyển đơn vị trong phạm vi",
    Kind.POST: "Đổi chức vụ, ngạch",
    Kind.RAISED: "Nâng trình độ",
    Kind.CORRECTED: "Đính chính, bổ sung",
    Kind.SAME: "Không thay đổi",
}
"""Each bar's name."""
NO_REASON, NO_BIRTH = "Chưa rõ lý do", "Không rõ tuổi"
DIVIDED = "Các đơn vị chưa cộng được vào một nơi"
CODE, PLACE, START, END, ALL = "Mã", "Đơn vị", "Đầu kỳ", "Cuối kỳ", "Tổng số"

_EXPLAINED = 3
"""The most units that are left out whose missing lists are named."""
_NAMED_OF_ONE = 2
"""The units without a list that are named behind the one that they went into."""


def usual_start(source: StatisticsSource, selection: Selection) -> date | None:
    """Give the date that movements begin with where nobody chose one: a year before, else the date before."""
    earlier = [day for day in source.dates(selection.level) if day < selection.as_of]
    return year_before(earlier, selection.as_of) or next(iter(earlier), None)


def held(source: StatisticsSource, selection: Selection, start_on: date) -> Movements:
    """Count the movements of a selection's place, by the answers that clerks have given so far."""
    return source.derive(movements, selection, start_on)


def place_table(numbers: Movements) -> Table:
    """Make a row for each place: code, name, headcount before, each bar, headcount after; the whole place last."""
    heads = (START, *NAMES.values(), END)
    columns = (*(Column(name, CellKind.TEXT) for name in (CODE, PLACE)), *(Column(n, CellKind.COUNT) for n in heads))
    lines = [*((place.code or "", place.name or DIVIDED, place.counts) for place in numbers.places)]
    rows: list[tuple[Cell, ...]] = [
        (code, name, counts.start, *(counts[kind] for kind in NAMES), counts.end)
        for code, name, counts in (*lines, ("", ALL, numbers.counts))
    ]
    places = [*(counted.of_place(numbers.by, place.code) for place in numbers.places), counted.EVERYBODY]
    bars = (groups.START, *NAMES, groups.END)
    return Table(columns, tuple(rows)).with_people(places, [groups.moved(bar, numbers.start_on) for bar in bars])


def balance(numbers: Movements) -> str:
    """Sum up: «đầu kỳ 2.366, vào 120, ra 96, cuối kỳ 2.390; 1.900 người không thay đổi»."""
    counts = numbers.counts
    came, went = (sum(counts[kind] for kind in kinds) for kinds in (COMING, GOING))
    figures = (("đầu kỳ", counts.start), ("vào", came), ("ra", went), ("cuối kỳ", counts.end))
    words = ", ".join(f"{word} {vietnamese.number(number)}" for word, number in figures)
    words = f"{of_part(numbers)}: {words}" if numbers.is_of_a_part else words
    return f"{words}; {vietnamese.number(counts[Kind.SAME])} người không thay đổi"


def of_part(numbers: Movements) -> str:
    """Name the part that is compared: «41 đơn vị so được»; «» where it is the whole place."""
    return f"{vietnamese.number(numbers.compared)} đơn vị so được" if numbers.is_of_a_part else ""


def source_of(numbers: Movements, *, is_demo: bool) -> str:
    """Name the rosters of both days, and how many units have one on both."""
    days = f"{vietnamese.day(numbers.start_on)} và {vietnamese.day(numbers.selection.as_of)}"
    units = f"{vietnamese.number(numbers.compared)} đơn vị so được, tính đến {days}"
    return labels.source_of(units, is_demo, numbers.selection.level)


def notes_of(numbers: Movements) -> tuple[str, ...]:
    """Say how people are matched, which pairs are doubtful and which units are not compared."""
    notes = ["Mỗi người ở đúng một dòng; ghép theo số định danh, không có thì theo họ tên và ngày sinh."]
    if numbers.doubtful:
        notes.append(
            f"{vietnamese.number(numbers.doubtful)} cặp nghi là một người chưa được trả lời, đang tính là một người ra "
            "và một người vào."
        )
    if numbers.not_compared:
        notes.append(_not_compared(numbers.not_compared))
    if numbers.divided:
        notes.append(f"Không tính vì đã chia tách với nơi khác: {_some(numbers.divided)}.")
    return tuple(notes)


def _not_compared(units: Sequence[NotCompared]) -> str:
    """Name the units that are left out, of a few also the lists that are missing: of many that would be a wall."""
    if len(units) <= _EXPLAINED:
        return f"Không tính vì thiếu danh sách: {_some([*map(_lacking, units)])}."
    names = _some(sorted((unit.name for unit in units), key=vietnamese.collation_key))
    return f"Không tính {vietnamese.number(len(units))} đơn vị thiếu danh sách ở một trong hai ngày: {names}."


def lacking(units: Sequence[NotCompared], most: int) -> str:
    """Name the first `most` of the units that cannot be compared, with their missing lists, and count the rest."""
    return _some([*map(_lacking, units)], most)


def _lacking(unit: NotCompared) -> str:
    """«Xã Tân Thành (31/12/2024: Xã Thuận Quý)»: which list is missing; the day alone where it is the unit's own."""
    days = [
        vietnamese.day(day) + ("" if names == (unit.name,) else f": {_some(names, _NAMED_OF_ONE)}")
        for day, names in unit.missing
    ]
    return f"{unit.name} ({'; '.join(days)})" if days else unit.name


def _some(names: Sequence[str], most: int = 0) -> str:
    """Name the first `most` of some units, or as many as are named everywhere, and count the rest."""
    shown = most or int(reference.limit("places_named"))
    rest = f" và {vietnamese.number(len(names) - shown)} đơn vị khác" if len(names) > shown else ""
    return ", ".join(names[:shown]) + rest
