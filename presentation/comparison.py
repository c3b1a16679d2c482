"""Places side by side with the whole province: the main figures as one table."""

from collections.abc import Iterator

import reference
from presentation import completeness
from presentation.charts import Column, Kind, Table
from presentation.charts.words import both_label
from reference import vietnamese
from reference.fields import composition
from stats.measures import Breakdown, Part, Proportion
from stats.measures.level_groups import merged
from stats.names import place_of
from stats.selection import Selection
from stats.source import StatisticsSource

HIGHEST = (("age_band", "young"), ("political_theory", "high"), ("state_management", "principal_or_higher"))
"""Fields and their group of `level_groups.csv` that are compared beside the main figures."""
_FIGURE, _PROVINCE = "Chỉ tiêu", "Toàn tỉnh"


def side_by_side(source: StatisticsSource, selection: Selection, places: tuple[str, ...]) -> Table:
    """Give a row for each main figure and a column for the province and each of these districts and communes.

    A place that has sent a part of its rosters says how many; one that has sent none has no figures.
    """
    names = source.names_of(selection)
    chosen = [selection.whole_province(), *(place_of(selection, code, names) for code in places)]
    heads = [_PROVINCE, *(names.of(code) for code in places)]
    heads = [completeness.covered(head, source.coverage(place)) for head, place in zip(heads, chosen, strict=True)]
    columns = [Column(head, Kind.TEXT) for head in (_FIGURE, *heads)]
    return Table(
        tuple(columns), tuple(zip(*([_labels(), *(list(_figures(source, place)) for place in chosen)]), strict=True))
    )


def _labels() -> list[str]:
    parts = [f"{reference.field_label(field)}: {_label(field, code)}" for field, code in HIGHEST]
    people = [_label(field, code) for field, code in composition()]
    return ["Tổng số", "Cán bộ", "Công chức", "Đại học trở lên", "Có trình độ, chứng chỉ tin học", *people, *parts]


def _label(field: str, code: str) -> str:
    return next(row["label"] for row in reference.rows("level_groups") if (row["field"], row["group"]) == (field, code))


def _figures(source: StatisticsSource, place: Selection) -> Iterator[str]:
    """Word the figures of one place in the order of the labels."""
    if not source.coverage(place).units_with_roster:
        yield from (completeness.NOT_KNOWN, *["–"] * (len(_labels()) - 1))
        return
    profile = source.overview(place).profile
    yield vietnamese.number(profile.headcount)
    yield _worded(profile.category.part("cadre"), profile.category)
    yield _worded(profile.category.part("civil_servant"), profile.category)
    yield _worded(profile.university, profile.education)
    yield _worded(profile.it_evidence, profile.it)
    for field, code in (*composition(), *HIGHEST):
        whole = merged(source.breakdown(place, field))
        yield _worded(whole.part(code), whole)


def _worded(amount: Part | Proportion, whole: Breakdown) -> str:
    """«98 · 64,1% (34 không khai)»: the count, the share, and how many of the place's people declare nothing."""
    if whole.is_untold or not whole.undeclared:
        return both_label(amount)
    undeclared = vietnamese.in_sentence(vietnamese.NOT_DECLARED)
    return f"{both_label(amount)} ({vietnamese.number(whole.undeclared)} {undeclared})"
