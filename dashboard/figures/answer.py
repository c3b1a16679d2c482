"""The answer that a page opens with: headcount and shares, their changes and history, the province beside a place."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard import cached
from dashboard.parts import headlines
from presentation import labels
from presentation.printed_counts import note_of_small_lines
from stats.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE, Trend, TrendPoint, combined_share
from stats.selection import Selection
from stats.source import StatisticsSource


def show(selection: Selection) -> None:
    """Show the row of figures, and under it what they are compared with, or why not and what to do."""
    source = cached.source()
    overview, province = source.overview(selection), selection.whole_province()
    figures = headlines.of_overview(overview, selection.category)
    if selection != province:
        whole = headlines.of_overview(source.overview(province), selection.category)
        figures = headlines.beside(figures, whole, source.missing(province).coverage)
    lines, printed = source.derive(_histories, selection)
    figures = [replace(figure, history=lines.get(figure.label, ())) for figure in figures]
    is_drawn = any(len(figure.history) > 1 for figure in figures)
    headlines.row(figures, source.missing(selection).coverage, selection)
    notes = [labels.compared_with(overview), labels.how_to_compare(overview), printed if is_drawn else ""]
    st.caption(" ".join(filter(None, notes)))


def _histories(source: StatisticsSource, selection: Selection) -> tuple[Mapping[str, tuple[float, ...]], str]:
    """Give the line of each headline by its label, and the sentence about its dates without lists.

    Dates of another territory or without all units are left out.
    """
    people, education, it = (source.trend(selection, field) for field in ("category", "education", "it"))
    by_kind = _telling(people)
    lines = {
        "Tổng số": tuple(float(point.breakdown.people) for point in people.comparable),
        "Cán bộ": tuple(float(point.breakdown.part("cadre").count) for point in by_kind),
        "Công chức": tuple(float(point.breakdown.part("civil_servant").count) for point in by_kind),
        "Đại học trở lên": _shares(education, UNIVERSITY_OR_HIGHER),
        "Có trình độ, chứng chỉ tin học": _shares(it, WITH_IT_EVIDENCE),
    }
    return lines, note_of_small_lines([*people.comparable, *education.comparable, *it.comparable])


def _telling(trend: Trend) -> list[TrendPoint]:
    """List the points that tell the field: a printed table may tell everybody alone, and lists may not declare it."""
    return [point for point in trend.comparable if not (point.is_total_only or point.breakdown.is_untold)]


def _shares(trend: Trend, codes: tuple[str, ...]) -> tuple[float, ...]:
    shares = (combined_share(point.breakdown, codes).share for point in _telling(trend))
    return tuple(float(share) for share in shares if share is not None)
