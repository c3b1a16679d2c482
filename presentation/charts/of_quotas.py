"""Charts of quotas: the gap of each unit, quota and present of each department."""

from collections.abc import Sequence

from presentation import charts, labels
from presentation.charts import counted, style
from presentation.charts.amounts import Amounts, amounts
from presentation.charts.lines import Tie, tied_ends
from presentation.charts.model import Caption, Chart, Column, Kind
from presentation.charts.requests import ChartRequest
from presentation.quota_words import balance, notes_of, quota_source, signed, why_not_compared
from reference import vietnamese
from reference.figures import Measure, measures
from stats.groups import QUOTA, group
from stats.measures import Band, Order
from stats.measures.rankings import bands_around_zero
from stats.quotas import Quotas, UnitStanding, kinds_given, quotas

PREFIX = "quota_"
GAP, SPREAD, DEPARTMENTS = "quota_gap", "quota_gap_distribution", "quota_departments"
SHORT, ENOUGH, OVER = style.PALETTE[1], style.PALETTE[3], style.PALETTE[2]
"""Colours of units below, at and above their quota: any two differ in grey, too."""
SHORT_NAME, OVER_NAME = "Thiếu (−)", "Thừa (+)"
_NO_QUOTA = (
    "Chưa có biên chế giao của ngày này. Hãy nạp biểu biên chế ở trang «Nạp biên chế, chỉ số», hoặc chọn ngày khác."
)
_NOT_COMPARED = "Chưa so được với người có mặt: các đơn vị có biên chế chưa có danh sách của ngày này."
_NO_DEPARTMENTS = "Biểu biên chế không chia theo phòng."


def request_quotas(request: ChartRequest, measure: str = "") -> Quotas | None:
    """Ask for a kind of quota (else the first that is given) of the request's place; None where none is given."""
    given = kinds_given(request.source, request.selection.as_of, request.selection.level)
    kind = measure or next(iter(given), "")
    return request.source.derive(quotas, request.selection, kind) if kind in given else None


def gap(name: str, request: ChartRequest) -> Chart:
    """Draw the gap of each unit, the shortest first; of many units the ends."""
    numbers = request_quotas(request, _measure_of(name, GAP))
    if numbers is None or not numbers.compared:
        return _nothing(name, request, numbers, "Thừa, thiếu biên chế theo đơn vị", _NOT_COMPARED)
    is_mixed = bool(numbers.short and numbers.over)
    words = ("thiếu nhiều nhất", "thừa nhiều nhất") if is_mixed else ("thấp nhất", "cao nhất")
    lines, left_out = tied_ends(numbers.compared, request.order, Order.LOWEST, words, lambda unit: unit.gap)
    kind = measures()[numbers.measure]
    what = f"{kind.label}: thừa, thiếu theo đơn vị"
    subtitle = (
        f"Có mặt trừ {vietnamese.in_sentence(kind.label)}, đơn vị tính: người · {balance(numbers)}"
        f"{f' · {left_out}' if left_out else ''}"
    )
    columns = (
        Column("Đơn vị", Kind.TEXT),
        Column(kind.label, Kind.COUNT),
        Column("Có mặt", Kind.COUNT),
        Column(SHORT_NAME, Kind.COUNT),
        Column(OVER_NAME, Kind.COUNT),
    )
    gaps = [line.first.gap or 0 for line in lines]
    short, over = tuple(gap if gap <= 0 else None for gap in gaps), tuple(gap if gap > 0 else None for gap in gaps)
    rows = [
        (line.name, line.only.quota if line.only else None, line.only.present if line.only else None, *sides)
        for line, *sides in zip(lines, short, over, strict=True)
    ]
    places = [counted.of_place("unit", line.only.code) if line.only else None for line in lines]
    hovers = tuple(_hover(line, kind) for line in lines)
    series = [_side(SHORT_NAME, 3, short, SHORT, hovers), _side(OVER_NAME, 4, over, OVER, hovers)]
    return amounts(
        name,
        _caption(request, numbers, what, subtitle),
        columns=columns,
        rows=rows,
        keys=[line.key for line in lines],
        series=[side for side in series if any(value is not None for value in side.values)],
        is_either=True,
        people=(places, [None, group(QUOTA, numbers.measure), None, None]),
    )


def _side(name: str, column: int, values: tuple[int | None, ...], colour: str, hovers: tuple[str, ...]) -> Amounts:
    """Make the bars of the units on one side of their quota."""
    texts = tuple("" if value is None else signed(value) for value in values)
    return Amounts(name, column, values=values, texts=texts, hovers=hovers, colours=(colour,))


def spread(name: str, request: ChartRequest) -> Chart:
    """Draw how many units have which gap."""
    numbers = request_quotas(request, _measure_of(name, SPREAD))
    if numbers is None or not numbers.compared:
        return _nothing(name, request, numbers, "Số đơn vị theo mức thừa, thiếu", _NOT_COMPARED)
    bands = bands_around_zero(numbers.compared, lambda unit: unit.gap or 0)
    few, many = len(numbers.short), len(numbers.over)
    counts = {"thiếu": few, "đủ": len(numbers.compared) - few - many, "thừa": many}
    words = ", ".join(f"{vietnamese.number(count)} đơn vị {word}" for word, count in counts.items())
    kind = vietnamese.in_sentence(measures()[numbers.measure].label)
    caption = _caption(request, numbers, f"Số đơn vị theo mức thừa, thiếu so với {kind}", words)
    grounds = tuple(SHORT if _ends(band)[1] < 0 else OVER if _ends(band)[0] > 0 else ENOUGH for band in bands)
    names = [_gap_band(*_ends(band)) for band in bands]
    return charts.distribution(name, caption, bands, names, "So với biên chế", grounds=grounds)


def _ends(band: Band[UnitStanding]) -> tuple[int, int]:
    """The lowest and the highest gap of a band."""
    return int(band.low or 0), int(band.high or 0) - 1


def _gap_band(low: int, high: int) -> str:
    """Word a band: «thiếu 5», «thiếu 3 đến 5», «đủ», «thừa 1»."""
    if low <= 0 <= high:
        return "đủ" if low == high else f"{signed(low)} đến {signed(high)}"
    word, ends = ("thừa" if low > 0 else "thiếu"), sorted({abs(low), abs(high)})
    return f"{word} {' đến '.join(map(vietnamese.number, ends))}"


def departments(name: str, request: ChartRequest) -> Chart:
    """Draw quota and present of each department beside each other."""
    numbers = request_quotas(request, _measure_of(name, DEPARTMENTS))
    if numbers is None or not numbers.departments:
        return _nothing(name, request, numbers, "Biên chế theo phòng", _NO_DEPARTMENTS)
    lines, kind = numbers.departments, measures()[numbers.measure]
    columns = (Column("Phòng, ban", Kind.TEXT), Column(kind.label, Kind.COUNT), Column("Có mặt", Kind.COUNT))
    rows = [(line.name or labels.OTHER_DEPARTMENTS, line.quota, line.present) for line in lines]
    given = tuple(line.quota for line in lines)
    present = tuple(line.present for line in lines)
    series = [
        Amounts(
            kind.label,
            1,
            values=given,
            texts=_texts(given),
            hovers=_texts(given, kind.label),
            colours=(style.PALETTE[3],),
        ),
        Amounts(
            "Có mặt",
            2,
            values=present,
            texts=tuple(map(_against, present, given)),
            hovers=_texts(present, "Có mặt"),
            colours=(style.PALETTE[0],),
        ),
    ]
    caption = _caption(request, numbers, f"{kind.label} và có mặt theo phòng", "Đơn vị tính: người")
    wheres = [group(QUOTA, numbers.measure, line.name) for line in lines]
    keys = [line.name or "rest" for line in lines]
    people = wheres, (None, counted.EVERYBODY)
    return amounts(name, caption, columns=columns, rows=rows, keys=keys, series=series, people=people)


def _measure_of(name: str, stem: str) -> str:
    return name.removeprefix(stem).removeprefix("_")


def _texts(values: Sequence[int | None], label: str = "") -> tuple[str, ...]:
    before = f"{label}: " if label else ""
    return tuple("" if value is None else f"{before}{vietnamese.number(value)}" for value in values)


def _against(present: int | None, given: int | None) -> str:
    """Word the people present with their gap to the quota: «431 (−24)»."""
    if present is None:
        return ""
    gap = "" if given is None else f" ({signed(present - given)})"
    return vietnamese.number(present) + gap


def _hover(line: Tie[UnitStanding], kind: Measure) -> str:
    unit = line.only
    if unit is None:
        return "<br>".join([signed(line.first.gap or 0), *line.members])
    quota, present = vietnamese.number(unit.quota or 0), vietnamese.number(unit.present or 0)
    return f"{kind.label}: {quota} · có mặt: {present} · {signed(unit.gap or 0)}"


def _caption(request: ChartRequest, numbers: Quotas | None, what: str, subtitle: str) -> Caption:
    selection, names = request.selection, request.names
    title = labels.title(what, selection, names)
    source = quota_source(numbers) if numbers else "Nguồn: biểu biên chế"
    stem = labels.file_name(what, names.slug(selection), selection.as_of, "").rstrip(".")
    is_demo = request.is_demo or bool(numbers and numbers.is_demo)
    notes = notes_of(numbers) if numbers else ()
    return Caption(title, subtitle, source, stem, notes, is_demo=is_demo, heading=what)


def _nothing(name: str, request: ChartRequest, numbers: Quotas | None, what: str, why: str) -> Chart:
    note = why if numbers is not None else _NO_QUOTA
    if numbers is not None and why == _NOT_COMPARED:
        note = why_not_compared(numbers) or why
    return amounts(
        name,
        _caption(request, numbers, what, ""),
        columns=(Column("Đơn vị", Kind.TEXT),),
        rows=(),
        keys=(),
        series=(),
        note=note,
    )
