"""Horizontal bars: people by place, levels of one selection, a share by place against the province's."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import reference
from presentation.charts import style
from presentation.charts.model import Caption, Cell, Chart, Column, Kind, Native, Series, Shape, Table
from presentation.charts.words import alt_text, both_label, compared_label, hover, share_label
from reference import vietnamese
from stats.measures import Breakdown, Group, Proportion, combined_share
from stats.measures.level_groups import group_rank, level_groups

TOTAL = "Tổng số"
PEOPLE = "Số người"
SHARE = "Tỷ lệ (%)"
WHOLE_PROVINCE = "Toàn tỉnh"


def keys_of(groups: Sequence[Group]) -> list[str]:
    """Give the keys that place the bars: the codes, which are unique where names need not be."""
    return [group.code or "none" for group in groups]


def part_colour(field: str, code: str | None) -> str:
    """Give a category's colour, which is one in all charts; levels that are merged elsewhere share theirs."""
    return style.GREY if code is None else style.colour(group_rank(field, code))


def headcount(name: str, caption: Caption, groups: Sequence[Group], place: str) -> Chart:
    """Draw the people of each place, cán bộ beside công chức, the total at the bar's end; in the order given.

    `groups` hold breakdowns by `category`; `place` is the header of the places' column («Đơn vị»).
    """
    kinds = _kinds(groups)
    columns = (Column(place, Kind.TEXT), *(Column(label, Kind.COUNT) for _, label, _ in kinds))
    rows: list[tuple[Cell, ...]] = [
        (g.name, *(_count(g.breakdown, code) for code, _, _ in kinds), g.breakdown.base) for g in groups
    ]
    table = Table((*columns, Column(TOTAL, Kind.COUNT)), tuple(rows))
    series = tuple(
        Series(1 + place, ground, labels=_segment_texts(groups, code)) for place, (code, _, ground) in enumerate(kinds)
    )
    facts = [f"{g.name}: {vietnamese.number(g.breakdown.base)} người" for g in groups]
    return Chart(
        name,
        caption,
        figure=_headcount_figure(groups, kinds),
        table=table,
        native=Native(Shape.STACK, series),
        alt=alt_text("Biểu đồ thanh ngang", caption, facts),
    )


_Kinds = list[tuple[str | None, str, str]]


def _kinds(groups: Sequence[Group]) -> _Kinds:
    """Code, label and colour of the kinds of people that occur; the first kind also where nobody is there."""
    ranks = {group.code: group.rank for group in level_groups("category")}
    parts = {part.code: part for g in groups for part in g.breakdown.parts if part.count}
    ranked = sorted((part for part in parts.values() if part.code in ranks), key=lambda part: ranks[part.code or ""])
    kinds: _Kinds = [(part.code, part.short_label, part_colour("category", part.code)) for part in ranked]
    if None in parts:
        kinds.append((None, vietnamese.NOT_DECLARED, style.GREY))
    return kinds or [("cadre", reference.code_label("category", "cadre"), style.colour(1))]


def _count(breakdown: Breakdown, code: str | None) -> int:
    return sum(part.count for part in breakdown.parts if part.code == code)


def _headcount_figure(groups: Sequence[Group], kinds: _Kinds) -> style.Figure:
    keys, totals = keys_of(groups), [vietnamese.number(g.breakdown.base) for g in groups]
    names = [g.name for g in groups]
    right = max((style.text_width(f"<b>{total}</b>") for total in totals), default=0)
    several = len(kinds) > 1
    layout = style.layout(
        style.bars_height(names, legend_entries=len(kinds) if several else 0),
        right,
        barmode="stack",
        bargap=style.BAR_GAP,
        showlegend=several,
        legend=style.legend(),
        uniformtext={"minsize": style.LABEL_SIZE, "mode": "hide"},
        xaxis=style.axis_numbers(max((g.breakdown.base for g in groups), default=0)),
        yaxis=style.axis_names(keys, names),
    )
    if several:
        layout["margin"]["t"] = style.LEGEND_HEIGHT
    traces = [_kind_trace(groups, kind, labelled=several) for kind in kinds]
    return {"data": [*traces, style.end_labels(keys, [g.breakdown.base for g in groups], totals)], "layout": layout}


def _segment_texts(groups: Sequence[Group], code: str | None) -> tuple[str, ...]:
    counts = (_count(g.breakdown, code) for g in groups)
    return tuple(vietnamese.number(count) if count else "" for count in counts)


def _kind_trace(groups: Sequence[Group], kind: tuple[str | None, str, str], *, labelled: bool) -> dict[str, Any]:
    code, label, ground = kind
    counts = [_count(g.breakdown, code) for g in groups]
    texts = list(_segment_texts(groups, code)) if labelled else [""] * len(groups)
    hovers = [
        hover(
            g.name,
            f"{label}: {vietnamese.number(count)} người",
            f"{TOTAL}: {vietnamese.number(g.breakdown.base)} người",
        )
        for g, count in zip(groups, counts, strict=True)
    ]
    return style.bar(keys_of(groups), counts, name=label, ground=ground, texts=texts, hovers=hovers, inside=True)


def levels(name: str, caption: Caption, breakdown: Breakdown) -> Chart:
    """Draw one selection's people by the levels of a field, in the list's order, «1.845 · 77,98%» at each bar's end.

    Of people too few for shares the counts alone: at the bars, in the texts and in the table.
    """
    parts = breakdown.parts
    texts = [both_label(part) for part in parts]
    grounds = tuple(part_colour(breakdown.field, part.code) for part in parts)
    keys, names = [part.code or "undeclared" for part in parts], [part.label for part in parts]
    hovers = [
        hover(part.label, *filter(None, [f"{vietnamese.number(part.count)} người", share_label(part)]))
        for part in parts
    ]
    bars = style.bar(keys, [part.count for part in parts], name=PEOPLE, ground=grounds[0], texts=texts, hovers=hovers)
    bars["marker"] = style.markers(grounds)
    layout = style.layout(
        style.bars_height(names),
        max(map(style.text_width, texts)) + 8,
        bargap=style.BAR_GAP,
        xaxis=style.axis_numbers(max(part.count for part in parts)),
        yaxis=style.axis_names(keys, names),
    )
    facts = [f"{part.label}: {text}" for part, text in zip(parts, texts, strict=True)]
    return Chart(
        name,
        caption,
        figure={"data": [bars], "layout": layout},
        table=_levels_table(breakdown),
        native=Native(Shape.BAR, (Series(1, grounds[0], grounds, labels=tuple(texts)),)),
        alt=alt_text("Biểu đồ thanh ngang", caption, facts),
    )


def _levels_table(breakdown: Breakdown) -> Table:
    columns = [
        Column(reference.field_label(breakdown.field), Kind.TEXT),
        Column(PEOPLE, Kind.COUNT),
        Column(SHARE, Kind.SHARE),
    ]
    rows: list[tuple[Cell, ...]] = [(part.label, part.count, part.share) for part in breakdown.parts]
    width = len(columns) if breakdown.has_shares else len(columns) - 1
    return Table(tuple(columns[:width]), tuple(row[:width] for row in rows))


@dataclass(frozen=True, slots=True)
class Subset:
    """People counted together: the codes that they declare, and what they are called («Đại học trở lên»)."""

    name: str
    codes: tuple[str, ...]

    def of(self, whole: Breakdown) -> Proportion:
        """These people among a breakdown's."""
        return combined_share(whole, self.codes)


def compared(
    name: str, caption: Caption, groups: Sequence[Group], province: Breakdown, subset: Subset, place: str
) -> Chart:
    """Draw the share of a subset in each place, in the order given, with the province's as a line.

    A place of too few people has no bar and says so. `place` is the header of the places' column.
    """
    what, average = subset.name, subset.of(province)
    wholes = [subset.of(g.breakdown) for g in groups]
    columns = (
        Column(place, Kind.TEXT),
        Column(f"{what} (người)", Kind.COUNT),
        Column(f"{TOTAL} (người)", Kind.COUNT),
        Column(SHARE, Kind.SHARE),
    )
    rows: list[tuple[Cell, ...]] = [(g.name, p.count, p.base, p.share) for g, p in zip(groups, wholes, strict=True)]
    rows.append((WHOLE_PROVINCE, average.count, average.base, average.share))
    grounds = (*[style.PALETTE[0]] * len(groups), style.PALETTE[3])
    texts = tuple(map(compared_label, [*wholes, average]))
    facts = [f"{WHOLE_PROVINCE}: {texts[-1]}"]
    facts += [f"{g.name}: {text}" for g, text in zip(groups, texts, strict=False)]
    return Chart(
        name,
        caption,
        figure=_compared_figure(groups, wholes, average, what),
        table=Table(columns, tuple(rows)),
        native=Native(Shape.BAR, (Series(3, style.PALETTE[0], grounds, labels=texts),), axis=(0, 100)),
        alt=alt_text("Biểu đồ thanh ngang", caption, facts),
    )


def _compared_figure(
    groups: Sequence[Group], wholes: Sequence[Proportion], average: Proportion, what: str
) -> style.Figure:
    keys, names = keys_of(groups), [g.name for g in groups]
    texts = [compared_label(p) for p in wholes]
    hovers = [
        hover(g.name, f"{what}: {both_label(p)}", f"{TOTAL}: {vietnamese.number(p.base)} người")
        for g, p in zip(groups, wholes, strict=True)
    ]
    bars = style.bar(
        keys, [p.share for p in wholes], name=what, ground=style.PALETTE[0], texts=[""] * len(keys), hovers=hovers
    )
    layout = style.layout(
        style.bars_height(names, 20),
        max(map(style.text_width, texts), default=0) + 12,
        bargap=style.BAR_GAP,
        xaxis=style.axis_numbers(100),
        yaxis=style.axis_names(keys, names),
        shapes=[] if average.share is None else [_average_line(average.share)],
        annotations=[]
        if average.share is None
        else [_average_label(f"{WHOLE_PROVINCE} {share_label(average)}", average.share)],
    )
    layout["margin"]["t"] = 26
    # In a column of their own: at the bars' ends the line of the province would cross them.
    return {"data": [bars, style.end_labels(keys, [100.0] * len(keys), texts)], "layout": layout}


def _average_line(share: Decimal) -> dict[str, Any]:
    """A line from the label down over all bars; dashed, so that it is none of the axis's own."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": float(share),
        "x1": float(share),
        "y0": 0,
        "y1": 1,
        "line": {"color": style.PALETTE[3], "width": 2, "dash": "dash"},
        "layer": "above",
    }


def _average_label(text: str, share: Decimal) -> dict[str, Any]:
    """A label above the line; it grows to the side that has more room, so that it is never cut off."""
    return {
        "xref": "x",
        "yref": "paper",
        "x": float(share),
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "xanchor": "left" if share < 30 else "right" if share > 70 else "center",
        "text": f"<b>{text}</b>",
        "font": {"size": style.LABEL_SIZE, "color": style.INK},
    }
