"""Gaps to the standard of a day: how many people of each unit and post are below it, and of whom nobody can say so.

What is asked of a category's people, and which posts have a rule of their own, are rows of `standards.csv`.
Certificates of information technology are no standard: there is no row of them, and nobody is called below one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reference.bodies import Tier
from reference.findings import Standard, standard_on
from stats.cube import Question
from stats.selection import Selection
from stats.source import StatisticsSource

FIELD = "education"


@dataclass(frozen=True, slots=True)
class GapLine:
    """A unit or a post (`field`): people who have to meet the standard, those below it, those of no known level."""

    field: str
    code: str
    name: str
    people: int
    below: int
    undeclared: int


@dataclass(frozen=True, slots=True)
class StandardGap:
    """The standard of a day (None: the table has none) and those below it; `exempt`: people of posts with own rules."""

    standard: Standard | None
    units: tuple[GapLine, ...] = ()
    posts: tuple[GapLine, ...] = ()
    exempt: int = 0

    @property
    def is_measured(self) -> bool:
        """True where the standard is a level that people can be held against."""
        return self.standard is not None and bool(self.standard.codes)

    @property
    def people(self) -> int:
        """Everybody who has to meet the standard."""
        return sum(line.people for line in self.posts)

    @property
    def below(self) -> int:
        """Those whose declared level is lower."""
        return sum(line.below for line in self.posts)

    @property
    def undeclared(self) -> int:
        """Those of whom no level is known."""
        return sum(line.undeclared for line in self.posts)


def standard_gap(source: StatisticsSource, selection: Selection) -> StandardGap:
    """Hold a selection's people against the education standard of its day; of bodies above communes none is known."""
    standard = standard_on(selection.as_of, FIELD) if selection.level is Tier.COMMUNE else None
    if standard is None or not standard.codes or selection.category not in (None, standard.category):
        return StandardGap(standard)
    where = (("category", standard.category),)
    counts = source.cube(Question(selection, ("unit", "position", FIELD), where=where)).counts
    held = [(unit or "", post or "", level, number) for (unit, post, level), number in counts.items()]
    bound = [row for row in held if row[1] not in standard.exempt]
    names = source.names_of(selection).units
    units = _lines(((unit, level, number) for unit, _, level, number in bound), standard)
    posts = _lines(((post, level, number) for _, post, level, number in bound), standard)
    return StandardGap(
        standard,
        tuple(GapLine("unit", code, names.get(code, ""), *numbers) for code, *numbers in units),
        tuple(GapLine("position", code, code, *numbers) for code, *numbers in posts),
        sum(row[3] for row in held if row[1] in standard.exempt),
    )


def _lines(rows: Iterable[tuple[str, str | None, int]], standard: Standard) -> list[tuple[str, int, int, int]]:
    """Sum people, those below and those undeclared by the first value; those with most below first."""
    sums: dict[str, tuple[int, int, int]] = {}
    for code, level, number in rows:
        people, below, undeclared = sums.get(code, (0, 0, 0))
        is_below = level is not None and level not in standard.codes
        sums[code] = (people + number, below + number * is_below, undeclared + number * (level is None))
    return sorted(((code, *numbers) for code, numbers in sums.items()), key=lambda line: (-line[2], line[0]))
