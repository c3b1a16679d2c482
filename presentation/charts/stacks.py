"""Levels side by side for many places: bars of 100 %, merged to four levels, the province on top."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from presentation import completeness
from presentation.charts import counted, style
from presentation.charts.bars import SHARE, TOTAL, WHOLE_PROVINCE, part_colour
from presentation.charts.model import Caption, Cell, Chart, Column, Kind, Native, Series, Shape, Table
from presentation.charts.words import alt_text, bare_share, hover, share_label, some_names
from reference import vietnamese
from stats.cube import Conditions
from stats.disclosure import is_untold
from stats.measures import Breakdown, Group, Part
from stats.measures.level_groups import level_groups, merged

SHORTEST_LABELLED = Decimal(5)
"""Per cent: a shorter segment has no label, its number is in the table and in the hover text."""
_PROVINCE = "province"


def by_place(
    name: str,
    caption: Caption,
    groups: Sequence[Group],
    province: Breakdown,
    place: str,
    members: Mapping[str, tuple[str, ...]] | None = None,
    whole: str = WHOLE_PROVINCE,
    by: str = "",
) -> Chart:
    """Draw the merged levels of each place in the order given, under the whole province's bar.

    A place of too few people, or without a roster, has no bar and says so. `members`: the names of the places that a
    bar stands for. `groups` and `province` hold breakdowns by the field's own codes; `place` is the header of the
    places' column, `whole` what the province is called; `by`: the places' level, where numbers lead to people.
    """
    bars = [Group(_PROVINCE, whole, merged(province))]
    bars += [replace(g, breakdown=merged(g.breakdown)) for g in groups]
    heads = _levels(province.field, bars)
    facts = [f"{bar.name}: {_listed(bar, heads)}" for bar in bars]
    rows = [counted.PROVINCE, *(counted.of_groups(by, groups, members or {}) if by else ())]
    series = tuple(
        Series(3 + 2 * place, ground, labels=_texts(bars, code)) for place, (code, _, ground) in enumerate(heads)
    )
    return Chart(
        name,
        caption,
        figure=_figure(bars, heads, members or {}),
        table=_with_people(_table(bars, heads, place), province.field, heads, rows)
        if by
        else _table(bars, heads, place),
        native=Native(Shape.STACK, series, axis=(0, 100)),
        alt=alt_text("Biểu đồ thanh ngang chồng 100%", caption, facts),
    )


_Heads = list[tuple[str | None, str, str]]


def _levels(field: str, bars: Sequence[Group]) -> _Heads:
    """Code, label and colour of each level that anybody has, in order; «Không khai» last."""
    present = {part.code for bar in bars for part in bar.breakdown.parts if part.count}
    heads: _Heads = [
        (group.code, group.label, part_colour(field, group.code))
        for group in level_groups(field)
        if group.code in present or not present
    ]
    return [*heads, (None, vietnamese.NOT_DECLARED, style.GREY)] if None in present else heads


def _part(bar: Group, code: str | None) -> Part:
    """The bar's part; nobody where the place has no «Không khai» of its own."""
    matches = (part for part in bar.breakdown.parts if part.code == code)
    nothing = bar.breakdown.shares[0] * 0 if bar.breakdown.has_shares else None
    return next(matches, Part(code, vietnamese.NOT_DECLARED, vietnamese.NOT_DECLARED, 0, nothing))


def _listed(bar: Group, heads: _Heads) -> str:
    if not bar.breakdown.has_shares:
        return completeness.people_of(bar)
    parts = [(label, _part(bar, code)) for code, label, _ in heads]
    return ", ".join(f"{label} {share_label(part)}" for label, part in parts if part.count)


def _table(bars: Sequence[Group], heads: _Heads, place: str) -> Table:
    columns = [Column(place, Kind.TEXT), Column(TOTAL, Kind.COUNT)]
    for _, label, _ in heads:
        columns += [Column(f"{label} (người)", Kind.COUNT), Column(f"{label} (%)", Kind.SHARE)]
    rows: list[tuple[Cell, ...]] = []
    for bar in bars:
        if not bar.is_known:
            rows.append((bar.name, *[None] * (len(columns) - 1)))
            continue
        parts = [_part(bar, code) for code, _, _ in heads]
        rows.append((bar.name, bar.breakdown.base, *(cell for part in parts for cell in (part.count, part.share))))
    return Table(tuple(columns), tuple(rows))


def _with_people(table: Table, field: str, heads: _Heads, rows: Sequence[Conditions | None]) -> Table:
    levels = [where for code, _, _ in heads for where in [counted.of_level(field, code)] * 2]
    return table.with_people(rows, [counted.EVERYBODY, *levels])


def _figure(bars: Sequence[Group], heads: _Heads, members: Mapping[str, tuple[str, ...]]) -> style.Figure:
    keys, names = [bar.code or "none" for bar in bars], [bar.name for bar in bars]
    layout = style.layout(
        style.bars_height(names, 24, len(heads)),
        12,
        barmode="stack",
        bargap=style.BAR_GAP,
        showlegend=True,
        legend=style.legend(),
        uniformtext={"minsize": style.LEAST_LABEL_SIZE, "mode": "hide"},
        xaxis=style.axis_numbers(_longest(bars), SHARE),
        yaxis=style.axis_names(keys, names, bold=frozenset({_PROVINCE})),
        shapes=[_rule_under_province()],
    )
    layout["margin"] |= {"t": style.LEGEND_HEIGHT, "b": 28}
    small = [(key, bar) for key, bar in zip(keys, bars, strict=True) if not bar.breakdown.has_shares]
    words = [completeness.people_of(bar) for _, bar in small]
    remarks = [style.end_labels([key for key, _ in small], [0.0] * len(small), words)]
    return {
        "data": [*(_trace(bars, keys, head, members) for head in heads), *(remarks if small else [])],
        "layout": layout,
    }


def _longest(bars: Sequence[Group]) -> float:
    """Give the end of the axis in per cent: rounded shares may add up to 100.01, which must not be cut off."""
    return max(100.0, *(float(sum(bar.breakdown.shares)) for bar in bars))


def _texts(bars: Sequence[Group], code: str | None) -> tuple[str, ...]:
    """The share in each bar's segment; nothing where it is too short for one."""
    shares = (_part(bar, code).share for bar in bars)
    return tuple("" if share is None or share < SHORTEST_LABELLED else bare_share(share) for share in shares)


def _trace(
    bars: Sequence[Group],
    keys: Sequence[str],
    head: tuple[str | None, str, str],
    members: Mapping[str, tuple[str, ...]],
) -> dict[str, Any]:
    code, label, ground = head
    parts = [_part(bar, code) for bar in bars]
    shares = [part.share for part in parts]
    hovers = [
        hover(
            bar.name,
            f"{label}: {_share_and_people(part)}",
            f"{TOTAL}: {vietnamese.number(bar.breakdown.base)} người",
            *some_names(members.get(bar.code or "", ())),
        )
        for bar, part in zip(bars, parts, strict=True)
    ]
    return style.bar(keys, shares, name=label, ground=ground, texts=_texts(bars, code), hovers=hovers, inside=True)


def _share_and_people(part: Part) -> str:
    """«77,98% (1.845 người)»; the words alone where nobody declares the field."""
    people = "" if is_untold(part.count) else f" ({vietnamese.number(part.count)} người)"
    return f"{share_label(part)}{people}"


def _rule_under_province() -> dict[str, Any]:
    """A thin line that parts the province's bar from the places'."""
    return {
        "type": "line",
        "xref": "paper",
        "yref": "y",
        "x0": 0,
        "x1": 1,
        "y0": 0.5,
        "y1": 0.5,
        "line": {"color": style.MUTED, "width": 1},
        "layer": "below",
    }
