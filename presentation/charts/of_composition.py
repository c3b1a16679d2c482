"""Charts of who the people are by gender: the age pyramid, and a field by men and women; both sides on one scale."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import reference
from presentation import completeness
from presentation.charts import counted, style
from presentation.charts.model import Chart, Column, Kind, Native, Series, Shape, Table
from presentation.charts.requests import ChartRequest, caption_of
from presentation.charts.words import alt_text, hover
from reference import vietnamese
from reference.fields import charted_fields
from stats.composition import FEMALE, MALE, GenderRow, by_gender, pyramid
from stats.protected import NotGivenError

PYRAMID, BY_GENDER = "pyramid", "gender_by_"
FIELDS = ("category", *(name for name in charted_fields() if name not in ("age_band", "gender")), "department")
"""The fields that are shown by men and women."""
MEN, WOMEN = style.PALETTE[0], style.PALETTE[1]
GENDERS = tuple(counted.of_codes("gender", (code,)) for code in (MALE, FEMALE, None))
"""The conditions of the columns «Nam», «Nữ», «Không khai giới tính»."""
_KEPT_BACK = (
    "Dân tộc, tôn giáo theo giới tính không có trong tệp không đóng dấu «LƯU HÀNH NỘI BỘ», để không lộ từng người."
)
_NOTHING = "Danh sách không ghi giới tính hoặc không ghi mục này nên không vẽ được biểu đồ."


def charts() -> dict[str, tuple[str, Callable[[str, ChartRequest], Chart]]]:
    """Give label and maker of each chart of composition by its name."""
    fields = {f"{BY_GENDER}{name}": (f"{reference.field_label(name)} theo giới tính", _by_field) for name in FIELDS}
    return {PYRAMID: ("Tháp tuổi theo giới tính", _pyramid), **fields}


def _pyramid(name: str, request: ChartRequest) -> Chart:
    numbers = pyramid(request.source, request.selection)
    undated = numbers.undated.people
    notes = [f"{vietnamese.number(undated)} người không khai ngày sinh không có trong tháp."] if undated else []
    what = "Tháp tuổi theo giới tính"
    return _sides(name, request, what=what, head="Độ tuổi", rows=numbers.rows[::-1], notes=notes, field="age_band")


def _by_field(name: str, request: ChartRequest) -> Chart:
    field = name.removeprefix(BY_GENDER)
    label = reference.field_label(field)
    try:
        rows = by_gender(request.source, request.selection, field)
    except NotGivenError:  # a file that leaves without «LƯU HÀNH NỘI BỘ»
        return replace(
            _sides(name, request, what=f"{label} theo giới tính", head=label, rows=(), notes=[], field=field),
            note=_KEPT_BACK,
        )
    return _sides(name, request, what=f"{label} theo giới tính", head=label, rows=rows, notes=[], field=field)


def _sides(
    name: str,
    request: ChartRequest,
    what: str,
    head: str,
    rows: Sequence[GenderRow],
    notes: Sequence[str],
    field: str,
) -> Chart:
    men, women, unknown = (sum(getattr(row, which) for row in rows) for which in ("men", "women", "unknown"))
    known = (
        ""
        if not rows or any(row.is_untold for row in rows)
        else f"nam {vietnamese.number(men)}, nữ {vietnamese.number(women)}"
    )
    without = f"không khai giới tính {vietnamese.number(unknown)}" if unknown else ""
    sent = completeness.units_sent(request.source.missing(request.selection).coverage)
    people = ", ".join(filter(None, (known, without)))
    subtitle = " · ".join(filter(None, ["Đơn vị tính: người", sent, people]))
    caption = caption_of(request, what, subtitle, notes, heading=what)
    columns = [Column(head, Kind.TEXT), Column("Nam", Kind.COUNT), Column("Nữ", Kind.COUNT)]
    columns += [Column("Không khai giới tính", Kind.COUNT)] if unknown else []
    cells = tuple((row.label, row.men, row.women, row.unknown)[: len(columns)] for row in rows)
    values = [counted.of_codes(field, (row.code,)) for row in rows]
    table = Table(tuple(columns), cells).with_people(values, GENDERS[: len(columns) - 1])
    facts = [f"{row.label}: nam {vietnamese.number(row.men)}, nữ {vietnamese.number(row.women)}" for row in rows]
    is_drawn = any(row.men + row.women for row in rows if row.code is not None)
    return Chart(
        name,
        caption,
        figure=_figure(rows) if is_drawn else None,
        table=table,
        native=_native(rows),
        alt=alt_text("Biểu đồ hai phía", caption, facts),
        note="" if is_drawn else _NOTHING,
    )


def _native(rows: Sequence[GenderRow]) -> Native:
    end = max((max(row.men, row.women) for row in rows), default=0) or 1
    return Native(Shape.BAR, (Series(1, MEN), Series(2, WOMEN)), axis=(-end, end), is_two_sided=True)


def _figure(rows: Sequence[GenderRow]) -> style.Figure:
    """Draw men to the left and women to the right of one line, on one scale."""
    keys = [row.code or "unknown" for row in rows]
    names = [row.label for row in rows]
    end = max(max(row.men, row.women) for row in rows)
    men = [vietnamese.number(row.men) for row in rows]
    layout = style.layout(
        style.bars_height(names, 0, 2),
        style.text_width(max((vietnamese.number(row.women) for row in rows), key=len)) + 8,
        barmode="overlay",
        bargap=style.BAR_GAP,
        showlegend=True,
        legend=style.legend(),
        xaxis=style.axis_numbers(end) | {"range": [-end, end]} | style.ZERO_LINE,
        yaxis=style.names_beside(keys, names, men),
    )
    layout["margin"]["t"] = style.LEGEND_HEIGHT
    data = []
    for word, colour, sign, which in (("Nam", MEN, -1, "men"), ("Nữ", WOMEN, 1, "women")):
        values = [getattr(row, which) for row in rows]
        texts = [vietnamese.number(value) for value in values]
        hovers = [hover(label, f"{word}: {text}") for label, text in zip(names, texts, strict=True)]
        drawn = [sign * value for value in values]
        data.append(style.bar(keys, drawn, word, ground=colour, texts=texts, hovers=hovers))
    return {"data": data, "layout": layout}
