"""Charts of indicators: the ranking of units, parts as small multiples, the line over their days."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import reference
from presentation import charts, completeness, labels
from presentation.charts import style
from presentation.charts.amounts import Amounts, amounts
from presentation.charts.bars import SHARE
from presentation.charts.lines import Tie, tied_ends
from presentation.charts.model import Caption, Cell, Chart, Column, Kind, Line
from presentation.charts.panels import Panel, panels
from presentation.charts.requests import ChartRequest
from reference import vietnamese
from reference.figures import Measure, MeasureKind
from stats.indicators import (
    BODIES,
    COMMUNES,
    DISTRICTS,
    Indicator,
    IndicatorValue,
    PartValue,
    history,
    indicator,
    indicator_catalogue,
    periods_of,
    units_within,
)
from stats.measures import Order
from stats.measures.rankings import bands_of
from stats.selection import Selection

PREFIX = "indicator_"
_FULL, _ZERO = 100.0, Decimal(0)
_NOTHING = "Chưa có số liệu của chỉ tiêu này đến ngày đang xem; hãy nạp ở trang «Nạp biên chế, chỉ số»."
_ONE_PERIOD = "Mới có số liệu của một kỳ ({day}) nên chưa vẽ được đường theo thời gian."
_VIEWS = ("parts", "trend", "beside", "distribution")
_SUFFIXES = {BODIES: "_bodies", DISTRICTS: "_districts"}


def indicator_chart(name: str, request: ChartRequest) -> Chart:
    """Make the chart of a name: `indicator_<code>`, then one of `_VIEWS`, then `_bodies` or `_districts`.

    Of the newest of the indicator's days up to the selection's date. KeyError for an indicator that is none.
    """
    code, view, level = _read_name(name, request)
    days = [day for day in periods_of(request.source, code, level) if day <= request.selection.as_of]
    if not days:
        measure = indicator_catalogue(request.source)[code]
        caption = Caption(measure.label, "", f"Nguồn: {measure.source}", name, heading=measure.label)
        return amounts(
            name, caption, columns=(Column("Đơn vị", Kind.TEXT),), rows=(), keys=(), series=(), note=_NOTHING
        )
    within = units_within(request.source, request.selection.on(days[0]), level)
    numbers = request.source.derive(indicator, code, days[0], level, within)
    make = {"": _ranking, "parts": _parts, "trend": _trend, "beside": _beside, "distribution": _spread}[view]
    return make(name, request, numbers, level)


def _spread(name: str, request: ChartRequest, numbers: Indicator, level: str) -> Chart:
    """Draw how many units lie in which band of the numbers that they are compared by."""
    bands = bands_of(numbers.values, lambda value: value.shown)
    what = f"Số {vietnamese.in_sentence(_place(level))} theo {vietnamese.in_sentence(numbers.measure.label)}"
    subtitle = " · ".join(filter(None, [_unit_words(numbers), _middle(numbers)]))
    caption = _caption(name, request, numbers, what, subtitle)
    unit = "%" if numbers.is_of_own_maxima else f" {numbers.measure.unit}"
    labels_of_bands = [f"{_exact(band.low or _ZERO)} – dưới {_exact(band.high or _ZERO)}{unit}" for band in bands]
    return charts.distribution(name, caption, bands, labels_of_bands, numbers.measure.short_label)


def chart_name(code: str, view: str = "", level: str = "") -> str:
    """Name a chart of an indicator."""
    return PREFIX + "_".join(filter(None, [code, view])) + _SUFFIXES.get(level, "")


def _read_name(name: str, request: ChartRequest) -> tuple[str, str, str]:
    rest = name.removeprefix(PREFIX)
    level = next((level for level, suffix in _SUFFIXES.items() if rest.endswith(suffix)), COMMUNES)
    rest = rest.removesuffix(_SUFFIXES.get(level, ""))
    catalogue = indicator_catalogue(request.source)
    if rest in catalogue:
        return rest, "", level
    code, _, view = rest.rpartition("_")
    if code not in catalogue or view not in _VIEWS:
        raise KeyError(name)
    return code, view, level


def amount(measure: Measure, value: Decimal | None) -> str:
    """Word a number of a measure: «1.263», points with two decimals at least «92,80», «93,415»."""
    if value is None:
        return ""
    if measure.kind is MeasureKind.POINTS:
        return _exact(value, 2)
    if measure.kind is MeasureKind.COUNT or value == value.to_integral_value():
        return vietnamese.number(int(value))
    return _exact(value)


def _exact(value: Decimal, least: int = 0) -> str:
    """Write a decimal with its own decimals, and `least` at least."""
    text = f"{value:,f}"
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0").ljust(least, "0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def shown_text(numbers: Indicator, value: Decimal | None) -> str:
    """Word a number that units are compared by, or the mean of them: «92,83», of own maxima «81,33%»."""
    if value is None or not numbers.is_of_own_maxima:
        return amount(numbers.measure, value)
    return vietnamese.percent(value)


def value_text(numbers: Indicator, value: IndicatorValue) -> str:
    """Word a unit's number: «92,83», of own maxima «81,33% (68,32/84)»."""
    points = amount(numbers.measure, value.value)
    if value.share is None or not numbers.is_of_own_maxima:
        return points
    return f"{vietnamese.percent(value.share)} ({points}/{_exact(value.maximum or Decimal(0))})"


def beside_text(measure: Measure, value: Decimal | None) -> str:
    """Word a number beside people: «0,97 máy/người», «98,50%»."""
    if value is None:
        return ""
    if measure.beside == "per_head":
        return f"{vietnamese.decimal(value)} {measure.unit}/người"
    return vietnamese.percent(value)


def _ranking(name: str, request: ChartRequest, numbers: Indicator, level: str) -> Chart:
    measure = numbers.measure
    ends = ("đứng đầu", "đứng cuối")
    lines, left_out = tied_ends(
        numbers.values, request.order, Order.HIGHEST, ends, lambda value: value_text(numbers, value)
    )
    values = [line.first for line in lines]
    share = numbers.is_of_own_maxima
    middle = _middle(numbers)
    subtitle = " · ".join(filter(None, [_unit_words(numbers), middle, left_out]))
    columns = [Column(_place(level), Kind.TEXT), Column(f"{measure.short_label} ({measure.unit})", _kind(measure))]
    columns += [Column("Điểm tối đa", Kind.NUMBER), Column("% điểm tối đa", Kind.SHARE)] if share else []
    columns.append(Column("Hạng", Kind.COUNT))
    rows: list[tuple[Cell, ...]] = [
        (
            line.name,
            _cell(measure, value.value),
            *((float(value.maximum or 0), value.share) if share else ()),
            value.rank,
        )
        for line, value in zip(lines, values, strict=True)
    ]
    texts = tuple(value_text(numbers, value) for value in values)
    series = Amounts(
        measure.short_label,
        3 if share else 1,
        tuple(value.shown if share else _cell(measure, value.value) for value in values),
        texts=texts,
        hovers=tuple("<br>".join([_hover(numbers, line.first), *line.members]) for line in lines),
        colours=_colours(lines, request.selection.unit),
    )
    caption = _caption(name, request, numbers, measure.label, subtitle)
    return amounts(
        name,
        caption,
        columns=columns,
        rows=rows,
        keys=[line.key for line in lines],
        series=[series],
        top=_top(numbers),
        scale=_scale(numbers),
    )


def _colours(lines: Sequence[Tie[IndicatorValue]], chosen: str | None) -> tuple[str, ...]:
    """Give the lines' colours: beside the unit that is looked at the others are light."""
    is_chosen = [any(value.code == chosen for value in line.units) for line in lines]
    return tuple(style.BESIDE_CHOSEN if any(is_chosen) and not own else style.CHOSEN for own in is_chosen)


def _kind(measure: Measure) -> Kind:
    if measure.is_whole:
        return Kind.COUNT
    return Kind.SHARE if measure.kind is MeasureKind.PERCENT else Kind.NUMBER


def _cell(measure: Measure, value: Decimal) -> int | float | Decimal:
    """Give a number as a table holds it: a count, per cent, or points."""
    if measure.is_whole:
        return int(value)
    return value if measure.kind is MeasureKind.PERCENT else float(value)


def _top(numbers: Indicator) -> float | None:
    if numbers.is_of_own_maxima or numbers.measure.kind is MeasureKind.PERCENT:
        return _FULL
    return None if numbers.measure.maximum is None else float(numbers.measure.maximum)


def _scale(numbers: Indicator) -> str:
    """Name the scale of a ranking of shares or of points of a hundred, which may begin above zero; «»: it may not."""
    return (SHARE if numbers.is_of_own_maxima else numbers.measure.unit.capitalize()) if _top(numbers) == _FULL else ""


def _unit_words(numbers: Indicator) -> str:
    measure = numbers.measure
    if numbers.is_of_own_maxima:
        return "Tỷ lệ điểm đạt trên điểm tối đa của từng đơn vị (%)"
    highest = f", tối đa {_exact(measure.maximum)}" if measure.maximum else ""
    return f"Đơn vị tính: {measure.unit}{highest}"


def _middle(numbers: Indicator) -> str:
    if numbers.measure.is_whole:
        return f"Tổng số: {amount(numbers.measure, numbers.total)} {numbers.measure.unit}"
    mean = numbers.mean
    return "" if mean is None else f"Trung bình {len(numbers.values)} đơn vị: {shown_text(numbers, mean)}"


def _hover(numbers: Indicator, value: IndicatorValue) -> str:
    rank = f" · hạng {value.rank}/{len(numbers.values)}" if value.rank else ""
    return f"{numbers.measure.short_label}: {value_text(numbers, value)}{rank}"


def _parts(name: str, request: ChartRequest, numbers: Indicator, level: str) -> Chart:
    """Draw each part in a panel: the share of its maximum of every unit, and the mean (or the chosen unit)."""
    unit = next((value for value in numbers.values if value.code == request.selection.unit), None)
    columns = (
        Column("Thành phần", Kind.TEXT),
        Column("Điểm trung bình" if unit is None else f"Điểm trung bình các {_places(level)}", Kind.NUMBER),
        Column("Điểm tối đa", Kind.NUMBER),
        Column("% tối đa", Kind.SHARE),
        Column("Thấp nhất (%)", Kind.SHARE),
        Column("Cao nhất (%)", Kind.SHARE),
    )
    known = [part for part in numbers.parts if part.share is not None and part.shares]
    rows: list[tuple[Cell, ...]] = [
        (
            part.label,
            float(part.mean),
            float(part.maximum or 0),
            part.share,
            min(s for _, s in part.shares),
            max(s for _, s in part.shares),
        )
        for part in known
    ]
    what = f"{numbers.measure.short_label}: điểm thành phần"
    focus = "" if unit is None else f" · chấm đậm: {unit.name}"
    subtitle = f"Tỷ lệ điểm đạt trên điểm tối đa (%); mỗi chấm một {_places(level)}, vạch là trung bình{focus}"
    caption = _caption(name, request, numbers, what, subtitle)
    held = [_panel(part, unit.name if unit else "") for part in known]
    return panels(name, caption, columns, rows, held, note="Không có điểm thành phần.")


def _panel(part: PartValue, focus: str) -> Panel:
    points = tuple((label, float(share), f"{label}: {vietnamese.percent(share)}") for label, share in part.shares)
    mean = part.share or Decimal(0)
    maximum = _exact(part.maximum) if part.maximum else ""
    title = f"{part.label} · {_exact(part.mean, 2)}/{maximum} · {vietnamese.percent(mean)}"
    return Panel(title, points, float(mean), focus)


def _trend(name: str, request: ChartRequest, numbers: Indicator, level: str) -> Chart:
    measure, selection = numbers.measure, request.selection
    points = history(request.source, measure.code, selection.on(numbers.as_of), level)
    whole = "Tổng số" if measure.is_whole else "Trung bình các đơn vị"
    lines = []
    own = tuple(point.own for point in points)
    shown = numbers.is_of_own_maxima
    if any(value is not None for value in own):
        unit = next(value.name for value in numbers.values if value.code == selection.unit)
        lines.append(
            Line(unit, _drawn(measure, own, shown), tuple(shown_text(numbers, v) for v in own), style.PALETTE[0])
        )
    if not (lines and measure.is_whole):
        values = tuple(point.whole for point in points)
        ground = style.PROVINCE if lines else style.PALETTE[0]
        lines.append(Line(whole, _drawn(measure, values, shown), tuple(shown_text(numbers, v) for v in values), ground))
    caption = _caption(name, request, numbers, f"{measure.short_label} theo thời gian", _unit_words(numbers))
    chart = charts.over_time(name, caption, [point.as_of for point in points], lines)
    if len(points) > 1:
        return chart
    return replace(chart, note=_ONE_PERIOD.format(day=vietnamese.day(numbers.as_of)))


def _drawn(
    measure: Measure, values: Sequence[Decimal | None], are_shares: bool
) -> tuple[int | float | Decimal | None, ...]:
    return tuple(value if value is None or are_shares else _cell(measure, value) for value in values)


def _beside(name: str, request: ChartRequest, numbers: Indicator, level: str) -> Chart:
    """Draw the number of each unit for each person, or as a share of the people present."""
    measure = numbers.measure
    known = sorted((v for v in numbers.values if v.beside is not None), key=lambda v: (-(v.beside or 0), v.code))
    ends = ("đứng đầu", "đứng cuối")
    lines, left_out = tied_ends(
        known, request.order, Order.HIGHEST, ends, lambda value: beside_text(measure, value.beside)
    )
    values = [line.first for line in lines]
    per_head = measure.beside == "per_head"
    what = f"{measure.label} trên đầu người" if per_head else f"{measure.label}: tỷ lệ người"
    people = vietnamese.day(numbers.people_on) if numbers.people_on else ""
    whole = beside_text(measure, numbers.beside)
    unit = f"{measure.unit}/người" if per_head else "% số cán bộ, công chức"
    subtitle = " · ".join(
        filter(
            None,
            [
                f"Đơn vị tính: {unit}",
                f"Chung: {whole}" if whole else "",
                left_out,
                f"người ngày {people}" if people else "",
            ],
        )
    )
    columns = (
        Column(_place(level), Kind.TEXT),
        Column(f"{measure.short_label} ({measure.unit})", _kind(measure)),
        Column("Số người", Kind.COUNT),
        Column(unit, Kind.NUMBER if per_head else Kind.SHARE),
    )
    besides = [_beside_cell(measure, value.beside) for value in values]
    rows: list[tuple[Cell, ...]] = [
        (line.name, *((_cell(measure, v.value), v.present) if (v := line.only) else (None, None)), beside)
        for line, beside in zip(lines, besides, strict=True)
    ]
    texts = tuple(beside_text(measure, value.beside) for value in values)
    series = Amounts(
        what,
        3,
        tuple(besides),
        texts=texts,
        hovers=tuple(
            f"{amount(measure, v.value)} {measure.unit}, {vietnamese.number(v.present or 0)} người: {text}"
            if (v := line.only)
            else "<br>".join([text, *line.members])
            for line, text in zip(lines, texts, strict=True)
        ),
        colours=(style.PALETTE[0],),
    )
    caption = _caption(name, request, numbers, what, subtitle)
    note = "Chưa có danh sách người của các đơn vị này đến ngày của số liệu, nên chưa tính trên đầu người được."
    return amounts(
        name, caption, columns=columns, rows=rows, keys=[line.key for line in lines], series=[series], note=note
    )


def _beside_cell(measure: Measure, value: Decimal | None) -> float | Decimal | None:
    return float(value) if value is not None and measure.beside == "per_head" else value


def _place(level: str) -> str:
    return "Cơ quan" if level == BODIES else "Đơn vị"


def _places(level: str) -> str:
    return "cơ quan" if level == BODIES else "đơn vị"


def notes_of(numbers: Indicator) -> tuple[str, ...]:
    """Say which units have no number, and what the figures are beside."""
    notes = []
    if numbers.without and numbers.values:
        shown = int(reference.limit("places_named"))
        rest = len(numbers.without) - shown
        names = ", ".join(numbers.without[:shown]) + (f" và {vietnamese.number(rest)} đơn vị khác" if rest > 0 else "")
        notes.append(f"Chưa có số liệu: {names}.")
    if numbers.people_on and numbers.measure.beside:
        notes.append(f"Số người theo danh sách ngày {vietnamese.day(numbers.people_on)}.")
    return tuple(notes)


def indicator_source(numbers: Indicator) -> str:
    """Name what the numbers come from: the report's day, and on what ground."""
    line = f"Nguồn: số liệu của đơn vị ngày {vietnamese.day(numbers.as_of)}"
    line += f" ({numbers.measure.source})" if numbers.measure.source else ""
    return f"{line} · {labels.DEMO_NOTE}" if numbers.is_demo else line


def coverage_line(numbers: Indicator) -> str:
    """The source, its file, and how many of the units have a number: «… Tệp: 766.xlsx. 69/126 đơn vị có số liệu»."""
    given, all_units = len(numbers.values), len(numbers.values) + len(numbers.without)
    units = f"{vietnamese.number(given)}/{vietnamese.number(all_units)} đơn vị có số liệu"
    return f"{indicator_source(numbers)}. {completeness.files_of(value.where for value in numbers.values)}{units}"


def _caption(name: str, request: ChartRequest, numbers: Indicator, what: str, subtitle: str) -> Caption:
    whole = Selection(numbers.as_of)
    selection = replace(request.selection, as_of=numbers.as_of, category=None) if numbers.is_of_part else whole
    names = request.source.names_of(selection)
    title = f"{what} · {labels.units_of(selection, names)} · {vietnamese.day(numbers.as_of)}"
    place = names.slug(selection) if numbers.is_of_part else vietnamese.slug(names.province)
    stem = labels.file_name(what, place, numbers.as_of, "").rstrip(".")
    is_demo = numbers.is_demo or (request.is_demo and name.endswith("_beside"))
    return Caption(title, subtitle, indicator_source(numbers), stem, notes_of(numbers), is_demo=is_demo, heading=what)
