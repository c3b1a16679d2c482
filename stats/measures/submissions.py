"""The state of submissions: every unit of the register on a date, and the problems that were accepted with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from reference import vietnamese
from reference.bodies import Tier
from stats.shares import Rounding, Rule, share


class Status(StrEnum):
    """The state of a unit's submission; in the order in which somebody has to act."""

    MISSING = "missing"
    DOUBTFUL = "doubtful"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class UnitProblem:
    """A problem of rosters that count; `units`: the codes of those it concerns, of which it `is_own` if it is one's."""

    code: str
    severity: str
    file: str
    sheet: str
    cell: str
    units: frozenset[str]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """One unit of the register; without a roster `people`, `loaded_at` (UTC) and `import_id` are None.

    `errors` (accepted when it was loaded) and `warnings` are the unit's own, `shared` those of its whole sheet or file;
    `kinds` are the codes of all of them.
    """

    code: str
    name: str
    unit_type: str
    district_code: str | None
    district_name: str | None
    people: int | None = None
    loaded_at: datetime | None = None
    import_id: int | None = None
    errors: int = 0
    warnings: int = 0
    shared: int = 0
    kinds: frozenset[str] = frozenset()
    old_province: str | None = None

    @property
    def status(self) -> Status:
        """A warning of the whole file is told beside, but makes no unit doubtful: nobody could say which."""
        if self.people is None:
            return Status.MISSING
        return Status.DOUBTFUL if self.errors or self.warnings else Status.ACCEPTED


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The number of problems of one kind: all, of how many units the own one, and how many of a whole file."""

    code: str
    severity: str
    count: int
    units: int
    shared: int


@dataclass(frozen=True, slots=True)
class DistrictProgress:
    """The number of a district's units that have sent."""

    code: str
    name: str
    total: int
    sent: int
    share: Decimal
    doubtful: int

    @property
    def missing(self) -> int:
        """Units without a roster."""
        return self.total - self.sent


@dataclass(frozen=True)
class Submissions:
    """One date: `units` in the order of the codes."""

    as_of: date
    units: tuple[Submission, ...]
    problems: tuple[UnitProblem, ...]
    rounding: Rule = Rounding.HALF_UP
    level: Tier = Tier.COMMUNE

    def count(self, status: Status) -> int:
        """Count the units in that state."""
        return sum(unit.status is status for unit in self.units)

    @property
    def sent(self) -> int:
        """Units with a roster, with problems or without."""
        return len(self.units) - self.count(Status.MISSING)

    @property
    def sent_share(self) -> Decimal:
        """Units with a roster as per cent of the register."""
        return share(self.sent, len(self.units), self.rounding)

    @cached_property
    def urgent_first(self) -> tuple[Submission, ...]:
        """Units that somebody has to call before the others; within a status by errors, district and name."""
        order = list(Status)

        def key(unit: Submission) -> Any:
            names = (vietnamese.collation_key(unit.district_name or ""), vietnamese.collation_key(unit.name))
            return order.index(unit.status), -unit.errors, -unit.warnings, *names

        return tuple(sorted(self.units, key=key))

    @cached_property
    def missing(self) -> tuple[Submission, ...]:
        """The late ones, by district and name."""
        return tuple(unit for unit in self.urgent_first if unit.status is Status.MISSING)

    @cached_property
    def shared(self) -> tuple[UnitProblem, ...]:
        """Problems that no single unit can be asked about."""
        return tuple(problem for problem in self.problems if not problem.is_own)

    @cached_property
    def rules(self) -> tuple[RuleCount, ...]:
        """Each kind of problem that stands: errors first, the most frequent first."""
        kinds: dict[tuple[str, str], list[UnitProblem]] = {}
        for problem in self.problems:
            kinds.setdefault((problem.severity, problem.code), []).append(problem)
        counts = (_rule(code, severity, problems) for (severity, code), problems in kinds.items())
        return tuple(sorted(counts, key=lambda rule: (rule.severity, -rule.count, rule.code)))

    @cached_property
    def districts(self) -> tuple[DistrictProgress, ...]:
        """Each district: the one with most units missing first, then most doubtful; empty without district level."""
        groups: dict[tuple[str, str], list[Submission]] = {}
        for unit in self.units:
            if unit.district_code is not None:
                groups.setdefault((unit.district_code, unit.district_name or ""), []).append(unit)
        progress = [self._progress(code, name, units) for (code, name), units in groups.items()]
        return tuple(
            sorted(progress, key=lambda row: (-row.missing, -row.doubtful, vietnamese.collation_key(row.name)))
        )

    def _progress(self, code: str, name: str, units: list[Submission]) -> DistrictProgress:
        total, sent = len(units), sum(unit.status is not Status.MISSING for unit in units)
        doubtful = sum(unit.status is Status.DOUBTFUL for unit in units)
        return DistrictProgress(
            code, name, total=total, sent=sent, share=share(sent, total, self.rounding), doubtful=doubtful
        )


def _rule(code: str, severity: str, problems: Sequence[UnitProblem]) -> RuleCount:
    own = {unit for problem in problems if problem.is_own for unit in problem.units}
    return RuleCount(code, severity, len(problems), len(own), sum(not problem.is_own for problem in problems))
