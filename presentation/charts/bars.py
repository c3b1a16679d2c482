"""Horizontal bars: people by place, levels of one selection, places by band."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

import reference
from presentation import completeness
from presentation.charts import counted, style
from presentation.charts.model import Caption, Cell, Chart, Column, Kind, Native, Series, Shape, Table
from presentation.charts.words import alt_text, both_label, hover, share_label, some_names
from reference import vietnamese
from reference.fields import has_order
from stats.measures import Band, Breakdown, Group, Proportion, combined_share
from stats.measures.level_groups import group_rank, is_grouped, level_groups
from stats.measures.rankings import Named

TOTAL = "Tổng số"
PEOPLE = "Số người"
UNITS = "Số đơn vị"
SHARE = "Tỷ lệ (%)"
WHOLE_PROVINCE = "Toàn tỉnh"


def keys_of(groups: Sequence[Group]) -> list[str]:
    """Give the keys that place the bars: the codes, which are unique where names need not be."""
    return [group.code or "none" for group in groups]


def part_colour(field: str, code: str | None) -> str:
    """Give a category's colour, which is one in all charts; levels that are merged elsewhere share theirs."""
    if code is None:
        return style.GREY
    return style.colour(group_rank(field, code) if is_grouped(field) else 1, ordered=has_order(field))


def headcount(
    name: str,
    caption: Caption,
    groups: Sequence[Group],
    place: str,
    by: str = "",
    together: Container[str] = (),
) -> Chart:
    """Draw the people of each place, cán bộ beside công chức, the total at the bar's end; in the order given.

    `groups` hold breakdowns by `category`; `place` is the header of the places' column («Đơn vị»); `by`: the level of
    the places, where their numbers lead to their people; `together`: the codes of lines for several places.
    """
    kinds = _kinds(groups)
    columns = (Column(place, Kind.TEXT), *(Column(label, Kind.COUNT) for _, label, _ in kinds))
    rows: list[tuple[Cell, ...]] = [
        (g.name, *(_count(g.breakdown, code) for code, _, _ in kinds), g.breakdown.base)
        if g.is_known
        else (g.name, *[None] * (len(kinds) + 1))
        for g in groups
    ]
    table = Table((*columns, Column(TOTAL, Kind.COUNT)), tuple(rows))
    if by:
        people = [counted.of_codes("category", (code,)) for code, _, _ in kinds]
        table = table.with_people(counted.of_groups(by, groups, together), [*people, counted.EVERYBODY])
    series = tuple(
        Series(1 + place, ground, labels=_segment_texts(groups, code) if len(kinds) > 1 else ("",) * len(groups))
        for place, (code, _, ground) in enumerate(kinds)
    )
    facts = [f"{g.name}: {_total(g)}{' người' if g.is_known else ''}" for g in groups]
    return Chart(
        name,
        caption,
        figure=_headcount_figure(groups, kinds),
        table=table,
        native=Native(Shape.STACK, series, totals=tuple(map(_total, groups))),
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


def _total(group: Group) -> str:
    """Everybody of a place; «chưa có số liệu» where it has no roster."""
    return vietnamese.number(group.breakdown.base) if group.is_known else completeness.NOT_KNOWN


def _headcount_figure(groups: Sequence[Group], kinds: _Kinds) -> style.Figure:
    keys, totals = keys_of(groups), [_total(g) for g in groups]
    names = [g.name for g in groups]
    right = max(map(style.text_width, totals), default=0) + 16
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
    drawn = [count if g.is_known else None for g, count in zip(groups, counts, strict=True)]
    return style.bar(keys_of(groups), drawn, name=label, ground=ground, texts=texts, hovers=hovers, inside=True)


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
    only = only_level(breakdown)
    return Chart(
        name,
        caption,
        figure=None if only else {"data": [bars], "layout": layout},
        table=_levels_table(breakdown),
        native=Native(Shape.BAR, (Series(1, grounds[0], grounds, labels=tuple(texts)),)),
        alt=alt_text("Biểu đồ thanh ngang", caption, facts),
        note=only,
    )


def only_level(breakdown: Breakdown) -> str:
    """Say what everybody has, where that is the same: a chart of one bar says no more; «» where there is a choice."""
    filled = [part for part in breakdown.parts if part.count]
    if len(filled) != 1:
        return ""
    field, people = reference.field_label(breakdown.field), vietnamese.number(breakdown.people)
    if filled[0].code is None:
        return f"{field}: chưa ai trong {people} người khai."
    return f"{field}: tất cả {people} người đều là «{filled[0].label}»."


def _levels_table(breakdown: Breakdown) -> Table:
    columns = [
        Column(reference.field_label(breakdown.field), Kind.TEXT),
        Column(PEOPLE, Kind.COUNT),
        Column(SHARE, Kind.SHARE),
    ]
    rows: list[tuple[Cell, ...]] = [(part.label, part.count, part.share) for part in breakdown.parts]
    width = len(columns) if breakdown.has_shares else len(columns) - 1
    table = Table(tuple(columns[:width]), tuple(row[:width] for row in rows))
    values = [counted.of_part(breakdown.field, part.code) for part in breakdown.parts]
    return table.with_people(values, [counted.EVERYBODY] * (width - 1))


@dataclass(frozen=True, slots=True)
class Subset:
    """People counted together: the codes that they declare, and what they are called («Đại học trở lên»)."""

    name: str
    codes: tuple[str, ...]

    def of(self, whole: Breakdown) -> Proportion:
        """These people among a breakdown's."""
        return combined_share(whole, self.codes)


def distribution(
    name: str,
    caption: Caption,
    bands: Sequence[Band[Named]],
    labels: Sequence[str],
    what: str,
    *,
    grounds: tuple[str, ...] = (),
) -> Chart:
    """Draw how many places lie in each band, in the order given; `what` is the header of the bands' column.

    `grounds`: a colour for each band, where the bands differ in kind and their labels say how.
    """
    numbers, keys = [len(band.places) for band in bands], [f"band {place}" for place in range(len(bands))]
    texts = [f"{vietnamese.number(number)} đơn vị" if number else "0" for number in numbers]
    hovers = [
        hover(label, text, *some_names([group.name for group in band.places]))
        for label, text, band in zip(labels, texts, bands, strict=True)
    ]
    bars = style.bar(keys, numbers, name=UNITS, ground=style.PALETTE[0], texts=texts, hovers=hovers)
    if grounds:
        bars["marker"] = style.markers(grounds)
    layout = style.layout(
        style.bars_height(labels),
        max(map(style.text_width, texts), default=0) + 8,
        bargap=style.BAR_GAP,
        xaxis=style.axis_numbers(max(numbers, default=0)),
        yaxis=style.axis_names(keys, labels),
    )
    facts = [f"{label}: {text}" for label, text in zip(labels, texts, strict=True)]
    return Chart(
        name,
        caption,
        figure={"data": [bars], "layout": layout},
        table=Table((Column(what, Kind.TEXT), Column(UNITS, Kind.COUNT)), tuple(zip(labels, numbers, strict=True))),
        native=Native(Shape.BAR, (Series(1, style.PALETTE[0], grounds, labels=tuple(texts)),)),
        alt=alt_text("Biểu đồ thanh ngang", caption, facts),
    )
