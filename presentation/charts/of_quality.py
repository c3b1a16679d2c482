"""Charts of the quality of rosters: the fields that are left empty, and the units that leave most empty."""

from collections.abc import Callable

import reference
from presentation.charts import counted, style
from presentation.charts.amounts import Amounts, amounts
from presentation.charts.lines import tied_ends
from presentation.charts.model import Chart, Column, Kind
from presentation.charts.requests import ChartRequest, caption_of
from presentation.quality import headline, lacking, rule
from reference import vietnamese
from stats.data_quality import DataQuality, quality_of
from stats.measures import Order

EMPTY_FIELDS, EMPTY_UNITS = "empty_by_field", "empty_by_unit"
_NONE_EMPTY = "Không có ô nào bỏ trống trong các danh sách của ngày và phạm vi này."
_NO_ROSTER = "Chưa có danh sách cấp xã nào của ngày và phạm vi này."


def charts() -> dict[str, tuple[str, Callable[[str, ChartRequest], Chart]]]:
    """Give label and maker of each chart of quality by its name."""
    return {EMPTY_FIELDS: ("Ô trống theo tiêu thức", _by_field), EMPTY_UNITS: ("Ô trống theo đơn vị", _by_unit)}


def _held(request: ChartRequest) -> DataQuality:
    return request.source.derive(quality_of, request.selection)


def _by_field(name: str, request: ChartRequest) -> Chart:
    """Draw the people of whom each field says nothing, most first; a field that all declare has no bar."""
    held = _held(request)
    fields = sorted(filter(held.empty_of, held.fields), key=lambda field: -held.empty_of(field))
    values = tuple(map(held.empty_of, fields))
    rows = [(reference.field_label(field), value) for field, value in zip(fields, values, strict=True)]
    texts = tuple(map(vietnamese.number, values))
    bars = Amounts("Số người không khai", 1, values=values, texts=texts, hovers=texts, colours=(style.PALETTE[0],))
    columns = (Column("Tiêu thức", Kind.TEXT), Column("Số người không khai", Kind.COUNT))
    people = sum(unit.people or 0 for unit in held.units)
    subtitle = f"Đơn vị tính: người, trong {vietnamese.number(people)} người · {headline(held)}"
    caption = caption_of(request, "Ô trống theo tiêu thức", subtitle, [rule(held)])
    return amounts(
        name,
        caption,
        columns=columns,
        rows=rows,
        keys=fields,
        series=[bars],
        note=_note(held),
        people=(list(map(lacking, fields)), [counted.EVERYBODY]),
    )


def _by_unit(name: str, request: ChartRequest) -> Chart:
    """Draw the share of empty cells of each unit, the largest first; of many units the ends."""
    held = _held(request)
    ranked = [unit for unit in held.units if unit.empty_cells]
    ends = ("nhiều nhất", "ít nhất")
    lines, left_out = tied_ends(ranked, request.order, Order.HIGHEST, ends, lambda unit: unit.empty_share)
    shares = tuple(line.first.empty_share for line in lines)
    rows = [
        (line.name, *((line.only.empty_cells, line.only.cells) if line.only else (None, None)), share)
        for line, share in zip(lines, shares, strict=True)
    ]
    texts = tuple(
        vietnamese.percent(share, line.first.empty_cells)
        for share, line in zip(shares, lines, strict=True)
        if share is not None
    )
    hovers = tuple("<br>".join([text, *line.members]) for text, line in zip(texts, lines, strict=True))
    bars = Amounts("Ô trống (%)", 3, values=shares, texts=texts, hovers=hovers, colours=(style.PALETTE[0],))
    columns = (
        Column("Đơn vị", Kind.TEXT),
        Column("Ô trống", Kind.COUNT),
        Column("Số ô", Kind.COUNT),
        Column("Ô trống (%)", Kind.SHARE),
    )
    subtitle = f"Tỷ lệ (%) trong số ô của từng đơn vị · {headline(held)}{f' · {left_out}' if left_out else ''}"
    caption = caption_of(request, "Ô trống theo đơn vị", subtitle, [rule(held)])
    return amounts(
        name,
        caption,
        columns=columns,
        rows=rows,
        keys=[line.key for line in lines],
        series=[bars],
        note=_note(held),
    )


def _note(held: DataQuality) -> str:
    return _NONE_EMPTY if held.cells else _NO_ROSTER
