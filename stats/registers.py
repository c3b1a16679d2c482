"""Views of the register's units on a date: those of a selection, how many have a roster, how far each one is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from stats import measures, queries
from stats.cube import Coverage
from stats.selection import Selection

PLACE_OF: dict[str, Callable[[queries.UnitRow], str | None]] = {
    "unit": lambda row: row.code,
    "unit_code": lambda row: row.code,
    "unit_name": lambda row: row.name,
    "unit_type": lambda row: row.unit_type,
    "district": lambda row: row.district_code,
    "district_code": lambda row: row.district_code,
    "district_name": lambda row: row.district_name,
}
"""Names of dimensions that are places -> the code or name that a unit has there."""


def submission_of(
    row: queries.UnitRow, sent: queries.SentRow | None, problems: Sequence[measures.UnitProblem]
) -> measures.Submission:
    """Say how far a unit is: what it sent (None: nothing), and which problems concern it."""
    unit = measures.Submission(row.code, row.name, row.unit_type, row.district_code, row.district_name)
    if sent is None:
        return unit
    own = [problem.severity for problem in problems if problem.is_own]
    return replace(
        unit,
        people=sent.people,
        loaded_at=sent.loaded_at,
        import_id=sent.import_id,
        errors=own.count("error"),
        warnings=own.count("warning"),
        shared=len(problems) - len(own),
        kinds=frozenset(problem.code for problem in problems),
    )


def coverage_of(rows: Iterable[queries.UnitRow]) -> Coverage:
    """Count units and those that have a roster."""
    known = [row.has_roster for row in rows]
    return Coverage(sum(known), len(known))


def within(register: Iterable[queries.UnitRow], selection: Selection) -> list[queries.UnitRow]:
    """List the units that the selection's place and unit type leave."""
    return [
        row
        for row in register
        if selection.district in (None, row.district_code)
        and selection.unit in (None, row.code)
        and selection.unit_type in (None, row.unit_type)
    ]


def codes_with_roster(rows: Iterable[queries.UnitRow]) -> set[str]:
    """Collect the codes of the units that have a roster."""
    return {row.code for row in rows if row.has_roster}
