"""The row of figures that a page opens with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import streamlit as st

from dashboard import cached
from dashboard.parts import about, selection_row, tracing
from presentation import completeness, labels
from reference import vietnamese
from stats.cube import Conditions, Coverage
from stats.disclosure import is_untold
from stats.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE, Overview, Part, Proportion
from stats.selection import SEVERAL, Selection

_UNCHANGED = "không đổi"
_UNIVERSITY: Conditions = (("education", SEVERAL.join(UNIVERSITY_OR_HIGHER)),)
_IT_EVIDENCE: Conditions = (("it", SEVERAL.join(WITH_IT_EVIDENCE)),)


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure as people read it: «Đại học trở lên», «89,64%», «2.121 người», «+1,20 điểm phần trăm»."""

    label: str
    value: str
    detail: str = ""
    change: str = ""
    direction: int = 0
    """A number above, below or equal to 0: the way that the change's arrow points."""
    history: tuple[float, ...] = ()
    """The figure on all dates that can be compared, oldest first, for a small line."""
    field: str = ""
    """The field whose level it is: its definition is the figure's, where its label has none of its own."""
    where: Conditions | None = None
    """The conditions of the people whom it counts; None: it leads to nobody."""
    source: str = ""
    """The source, units and days, where those are not the rosters of the units whose figures the row has."""


def of_people(
    label: str, count: int, change: int | None, detail: str = "", where: Conditions | None = None
) -> Headline:
    """Give a number of people and its change in people; a 0 leads to nobody."""
    words = "" if change is None else f"{vietnamese.signed(change)} người" if change else _UNCHANGED
    return Headline(label, vietnamese.number(count), detail, words, change or 0, where=where if count else None)


def of_share(label: str, proportion: Proportion, change: Decimal | None, where: Conditions | None = None) -> Headline:
    """Give a share, the people behind it, and its change in percentage points."""
    words = "" if change is None else vietnamese.points(change) if change else _UNCHANGED
    direction = 0 if not change else (1 if change > 0 else -1)
    return Headline(label, *_share_first(proportion), words, direction, where=_of_known(proportion, where))


def of_part(part: Part, label: str = "", field: str = "", where: Conditions | None = None) -> Headline:
    """Give one level: its share, and the people behind it; `label` where the level's own would say too little."""
    where = _of_known(part, ((field, part.code),) if field else where)
    return Headline(label or part.label, *_share_first(part), field=field, where=where)


def _of_known(amount: Part | Proportion, where: Conditions | None) -> Conditions | None:
    """Give the conditions; none where nobody declares the field: what nobody knows leads to nobody."""
    return None if is_untold(amount.count) else where


def _share_first(amount: Part | Proportion) -> tuple[str, str]:
    """Word the share and the people behind it; of too few people their number, and why there is no share.

    Where nobody declares the field there is neither.
    """
    if is_untold(amount.count):
        return vietnamese.NOT_DECLARED, ""
    people = f"{vietnamese.number(amount.count)} người"
    return (people, f"trong số {labels.few_people()}") if amount.share is None else (_share(amount), people)


def _share(amount: Part | Proportion) -> str:
    return "" if amount.share is None else vietnamese.percent(amount.share, amount.count)


def of_overview(overview: Overview, category: str | None) -> list[Headline]:
    """Give headcount, cán bộ, công chức, university or higher, evidence of IT, each with its change in a year.

    Where all are công chức, and with a `category` chosen, the two of cán bộ and công chức say nothing (all or nobody)
    and are left out.
    """
    kinds = [] if category else _kinds(overview)
    return [total(overview), *kinds, university(overview), it_evidence(overview)]


def total(overview: Overview) -> Headline:
    """Count everybody, and of how many units where all have a roster."""
    then, coverage = overview.changes, overview.coverage
    covered = labels.units_covered(coverage) if coverage.is_complete else ""
    return of_people("Tổng số", overview.profile.headcount, then.headcount if then else None, covered, ())


def _kinds(overview: Overview) -> list[Headline]:
    now, then = overview.profile.category, overview.changes
    cadres, servants = now.part("cadre"), now.part("civil_servant")
    if servants.count == now.people:
        return []
    return [
        of_people("Cán bộ", cadres.count, then.cadres if then else None, _share(cadres), _of_kind("cadre")),
        of_people(
            "Công chức",
            servants.count,
            then.civil_servants if then else None,
            _share(servants),
            _of_kind("civil_servant"),
        ),
    ]


def _of_kind(code: str) -> Conditions:
    return (("category", code),)


def university(overview: Overview) -> Headline:
    """Give the share with a university degree or a higher one."""
    then = overview.changes
    return of_share(
        "Đại học trở lên", overview.profile.university, then.university_points if then else None, _UNIVERSITY
    )


def it_evidence(overview: Overview) -> Headline:
    """Give the share with evidence of IT."""
    then = overview.changes
    points = then.it_points if then else None
    return of_share("Có trình độ, chứng chỉ tin học", overview.profile.it_evidence, points, _IT_EVIDENCE)


def beside(figures: Sequence[Headline], province: Sequence[Headline], coverage: Coverage) -> list[Headline]:
    """Put the province's value beside each figure of a smaller place."""
    name = completeness.covered("toàn tỉnh", coverage)
    return [
        replace(figure, detail=" · ".join(filter(None, [figure.detail, f"{name} {whole.value}"])))
        for figure, whole in zip(figures, province, strict=True)
    ]


def row(figures: Sequence[Headline], of: Coverage | None = None, selection: Selection | None = None) -> None:
    """Show the figures side by side, on a phone two in a row; changes in a quiet colour: they are no verdict.

    `of`: the units whose figures they are; where some are missing each figure says so. `selection`: whose figures they
    are, where that is not the page's; a page without one has numbers that lead to nobody.
    """
    is_of_people = of is not None or any(figure.where is not None for figure in figures)
    seen = selection or (selection_row.current() if is_of_people else None)
    source = labels.source_line(of, seen.as_of, cached.state().is_demo, seen.level) if of and seen else ""
    part = completeness.units_sent(of) if of else ""
    grid = st.grid(len(figures), min_column_width=150, gap="xsmall")
    for figure in figures:
        with grid:
            _figure(figure, f"của {part}" if part else "", seen, _about(figure, source))


def _about(figure: Headline, source_line: str) -> str | None:
    """Define a figure, say of which units and day it is, and when rosters are due next; None: nothing is known."""
    definition = labels.definition(figure.label) or labels.definition(figure.field)
    source = figure.source or source_line
    has_share = "%" in f"{figure.value}{figure.detail}"
    rounding = [labels.rounding_note(cached.source().rounding)] if has_share else []
    return about.words(definition, source, rounding) if definition or figure.source else None


def _figure(figure: Headline, of: str, seen: Selection | None, behind: str | None) -> None:
    """Show one figure in a frame of its own, one element in all: its number leads to the people whom it counts."""
    arrow: Literal["up", "down", "off"] = "up" if figure.direction > 0 else "down" if figure.direction < 0 else "off"
    st.metric(
        figure.label,
        tracing.link(seen, figure.where, figure.value) if seen and figure.where is not None else figure.value,
        figure.change or None,
        delta_color="off",
        delta_arrow=arrow,
        delta_description=" · ".join(filter(None, [figure.detail, of])) or None,
        help=behind,
        border=True,
        height="stretch",
        chart_data=figure.history if len(figure.history) > 1 else None,
    )
