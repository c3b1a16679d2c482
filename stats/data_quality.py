"""The quality of a date's rosters, unit by unit: empty fields, problems, answers by hand, days until they were there.

A field counts where anybody of the date declares it: a form that has no such column leaves nothing empty. A
department is missing only where the post does not say where somebody works: the chairman of a commune has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

import reference
from reference import vietnamese
from reference.blocs import bloc_of, department_of
from reference.bodies import Tier
from reference.codes import code_lists
from reference.fields import catalogue, charted_fields
from reference.forms.rules import DEPARTMENT, POSITION
from stats.cube import Question
from stats.measures import Submission, UnitProblem
from stats.movements import reporting_units
from stats.protected import NotGivenError
from stats.queries.quality import LoadRow, loads_of_rosters
from stats.selection import Selection
from stats.shares import Rule, share
from stats.source import StatisticsSource

_GRADES = "state_management"
"""The field whose values are the grades of civil servants, which lists give as posts, too."""
_DIVISION = "division"
"""The kind of department of which a commune has several."""
_DETAILS = ("it_detail", "contract_kind")
"""Fields that say more of another one, which may be empty for good reasons."""


@dataclass(frozen=True, slots=True)
class UnitQuality:
    """A unit's roster: `empty` cells of `cells`, by field; problems; answers; days.

    `days_after`: from the date to the first load. `days_to_correct`: from the first load to the one that counts now,
    None where there was but one. Without a roster `people` is None.
    """

    submission: Submission
    cells: int
    empty: Mapping[str, int]
    answers: int
    days_after: int | None
    days_to_correct: int | None
    loads: int
    rule: Rule

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.submission.code

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.submission.name

    @property
    def people(self) -> int | None:
        """The people on the roster."""
        return self.submission.people

    @property
    def empty_cells(self) -> int:
        """The cells that say nothing."""
        return sum(self.empty.values())

    @property
    def empty_share(self) -> Decimal | None:
        """The share of empty cells in per cent; None without a cell."""
        return share(self.empty_cells, self.cells, self.rule) if self.cells else None


@dataclass(frozen=True, slots=True)
class DataQuality:
    """A date: the fields that count, the units, and the problems of the rosters that count."""

    as_of: date
    fields: tuple[str, ...]
    units: tuple[UnitQuality, ...]
    problems: tuple[UnitProblem, ...]
    rule: Rule

    @property
    def cells(self) -> int:
        """The cells of all units."""
        return sum(unit.cells for unit in self.units)

    @property
    def empty_cells(self) -> int:
        """The cells that say nothing."""
        return sum(unit.empty_cells for unit in self.units)

    @property
    def empty_share(self) -> Decimal | None:
        """The share of empty cells in per cent; None without a cell."""
        return share(self.empty_cells, self.cells, self.rule) if self.cells else None

    def empty_of(self, field: str) -> int:
        """Count the people of whom a field says nothing."""
        return sum(unit.empty.get(field, 0) for unit in self.units)


def data_quality(source: StatisticsSource, as_of: date) -> DataQuality:
    """Measure the rosters of the communes on a date, those with the largest share of empty cells first.

    Raises NotGivenError for the public.
    """
    if source.secrecy and source.secrecy.fields is None:
        raise NotGivenError("Chất lượng số liệu là số đếm chính xác của từng đơn vị nên không có ở chế độ công bố.")
    submissions = source.submissions(as_of)
    empty, fields = _empty(source, as_of)
    loads: dict[str, list[LoadRow]] = {}
    for row in source.ask(loads_of_rosters, as_of, source.province):
        loads.setdefault(row.unit, []).append(row)
    units = (
        _unit(
            each,
            as_of,
            empty=empty.get(each.code, {}),
            fields=fields,
            loads=loads.get(each.code, []),
            rule=source.rounding,
        )
        for each in submissions.units
    )
    return DataQuality(as_of, fields, tuple(sorted(units, key=_worst)), submissions.problems, source.rounding)


def quality_of(source: StatisticsSource, selection: Selection) -> DataQuality:
    """Measure the rosters of a selection's communes alone, by the fields that count on its date."""
    held = source.derive(data_quality, selection.as_of)
    codes = reporting_units(source, selection)
    return replace(
        held,
        units=tuple(unit for unit in held.units if unit.submission.code in codes),
        problems=tuple(problem for problem in held.problems if codes & set(problem.units)),
    )


def _empty(source: StatisticsSource, as_of: date) -> tuple[dict[str, dict[str, int]], tuple[str, ...]]:
    """Count the people of each unit of whom a field says nothing, for each field that anybody declares."""
    empty: dict[str, dict[str, int]] = {}
    fields = []
    for field in (*charted_fields(), POSITION, DEPARTMENT):
        if field in _DETAILS or not catalogue()[field].is_dimension:
            continue
        axes = ("unit", field, POSITION) if field == DEPARTMENT else ("unit", field)
        # Who says nothing of an ethnic group or a religion tells nothing of them: asked past what keeps those back.
        counts = source._cube(Question(Selection(as_of, level=Tier.COMMUNE), axes)).counts
        if all(code is None for _, code, *_ in counts):
            continue
        fields.append(field)
        for (unit, code, *post), number in counts.items():
            if code is None and not (post and has_place(post[0])):
                of_unit = empty.setdefault(unit or "", {})
                of_unit[field] = of_unit.get(field, 0) + number
    return empty, tuple(fields)


def has_place(post: str | None) -> bool:
    """Tell whether a post itself says where somebody works, so that no department is missing.

    A grade («Chuyên viên») is no such post: people of one grade work in any department. Nor is «Trưởng phòng» alone,
    the head of any division.
    """
    posts = [each for each in (post or "").split("; ") if each not in _of_any_department()]
    return any(bloc_of(None, each) or department_of(None, each) for each in posts)


@lru_cache(maxsize=1)
def _of_any_department() -> frozenset[str]:
    heads = {row["role"] for row in reference.rows("department_roles") if row["heads"] == _DIVISION}
    return frozenset(heads | {value.label for value in code_lists()[_GRADES]})


def placed_by_post(source: StatisticsSource, selection: Selection) -> int:
    """Count the people without a department whose post says where they work: they are no empty cells."""
    counts = source.cube(Question(selection, (DEPARTMENT, POSITION))).counts
    return sum(number for (department, post), number in counts.items() if department is None and has_place(post))


def _unit(
    submission: Submission,
    as_of: date,
    empty: Mapping[str, int],
    fields: tuple[str, ...],
    loads: list[LoadRow],
    rule: Rule,
) -> UnitQuality:
    now = next((row for row in loads if row.is_current), None)
    first = loads[0] if now else None
    days = [vietnamese.in_viet_nam(row.loaded_at).date() for row in (first, now) if row]
    return UnitQuality(
        submission,
        (submission.people or 0) * len(fields),
        empty=empty,
        answers=now.answers if now else 0,
        days_after=(days[0] - as_of).days if days else None,
        days_to_correct=(days[1] - days[0]).days if now and first and now != first else None,
        loads=len(loads),
        rule=rule,
    )


def _worst(unit: UnitQuality) -> tuple[bool, float, str]:
    """Order by the share of empty cells, units without a roster last."""
    part = unit.empty_cells / unit.cells if unit.cells else 0.0
    return unit.people is None, -part, unit.submission.code
