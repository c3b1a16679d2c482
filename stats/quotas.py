"""Quota and present: what was given to each unit and department, who is there by the rosters, and the gap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from reference.blocs import bloc_of, department_of
from reference.bodies import KINDS, Tier, bodies_on
from reference.bodies import LEVEL as BODY
from reference.figures import QUOTAS, PresentRule, measures, present_rules_on, quota_kinds
from reference.provinces import units_of
from stats import queries
from stats.cube import Question
from stats.queries.figures import FigureRow, FigureRows, figures, in_force, is_same_unit, vacancies, whole_of
from stats.registers import within
from stats.selection import Selection
from stats.source import StatisticsSource

REPORTED = "reported_present"


@dataclass(frozen=True, slots=True)
class DepartmentStanding:
    """A department's quota and the people in it; None: not given, or nothing known. "" is what no department holds."""

    name: str
    quota: int | None
    present: int | None
    held: tuple[str, ...] = ()
    """The names of those people's departments in a unit's roster, where the line is of one unit."""

    @property
    def gap(self) -> int | None:
        """People beyond the quota; below zero: posts that are free."""
        return None if self.quota is None or self.present is None else self.present - self.quota


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A unit's quota and the people who count against it.

    `present` None: no roster; `reported`: what the quota's own workbook says is there; `vacant`: posts that the roster
    lists as vacant; `given_on`: the day of the quota; `where`: its file, sheet and cell.
    """

    code: str
    name: str
    district: str
    quota: int | None
    present: int | None
    reported: int | None
    vacant: int
    given_on: date | None
    where: str
    departments: tuple[DepartmentStanding, ...] = ()

    @property
    def gap(self) -> int | None:
        """People beyond the quota; below zero: posts that are free."""
        return None if self.quota is None or self.present is None else self.present - self.quota


@dataclass(frozen=True, slots=True)
class Quotas:
    """A kind of quota of a place on a day: the units by their gap, those that are short most first.

    `is_demo`: the quotas are invented. `is_beside`: the rosters are of the same kind, real or invented; where they
    are not, nobody is held against a quota. `later`: days of quotas that were not given yet. `gone`: units whose quota
    was given before they became others. `apart`: people of categories and blocs that do not count; `unplaced`: people
    who count though neither department nor post tells their bloc.
    """

    measure: str
    as_of: date
    units: tuple[UnitStanding, ...]
    departments: tuple[DepartmentStanding, ...]
    rules: tuple[PresentRule, ...]
    is_demo: bool
    is_beside: bool
    later: tuple[date, ...]
    gone: tuple[str, ...]
    apart: int
    unplaced: int
    bodies: tuple[UnitStanding, ...] = ()
    """Beside communes: the bodies that have a quota, provincial ones first; they stand in no sum of the communes."""
    level: Tier = Tier.COMMUNE
    """The level of government of `units`."""
    apart_of: Mapping[str, int] = field(default_factory=dict)
    """Of those apart the people of departments that the rules leave out: «Ban Chỉ huy quân sự»."""
    has_rosters: bool = True
    """True where anybody of the level has sent a roster of the day."""
    nearest: date | None = None
    """Of a day without rosters: the nearest one with some."""

    @property
    def compared(self) -> tuple[UnitStanding, ...]:
        """The units with a quota and a roster."""
        return tuple(unit for unit in self.units if unit.gap is not None)

    @property
    def quota(self) -> int:
        """The quota of all units together."""
        return sum(unit.quota or 0 for unit in self.units)

    @property
    def has_quotas(self) -> bool:
        """True where any unit has one."""
        return any(unit.quota is not None for unit in self.units)

    @property
    def present(self) -> int | None:
        """Count the people who count, of all units with a roster; None where no unit has any."""
        known = [unit.present for unit in self.units if unit.present is not None]
        return sum(known) if known else None

    @property
    def gap(self) -> int | None:
        """People beyond the quota of the units that have both."""
        return sum(unit.gap or 0 for unit in self.compared) if self.compared else None

    @property
    def reported(self) -> int | None:
        """Count the people whom the quotas' own workbook counts, of all units; None where it counts none."""
        known = [unit.reported for unit in self.units if unit.reported is not None]
        return sum(known) if known else None

    @property
    def reported_gap(self) -> int | None:
        """People beyond the quota by the count of the quotas' own workbook, of the units that have both."""
        known = [(unit.reported, unit.quota) for unit in self.units]
        gaps = [reported - quota for reported, quota in known if reported is not None and quota is not None]
        return sum(gaps) if gaps else None

    @property
    def short(self) -> tuple[UnitStanding, ...]:
        """The units with free posts."""
        return tuple(unit for unit in self.compared if (unit.gap or 0) < 0)

    @property
    def over(self) -> tuple[UnitStanding, ...]:
        """The units with more people than posts."""
        return tuple(unit for unit in self.compared if (unit.gap or 0) > 0)


def figure_rows(source: StatisticsSource, catalogue: str) -> FigureRows:
    """Give a catalogue's numbers, asked once."""
    return source.derive(_rows, catalogue)


def _rows(source: StatisticsSource, catalogue: str) -> FigureRows:
    """Give the numbers of the province's own units and bodies: another's demonstration is nobody's here."""
    numbers = source.ask(figures, catalogue)
    own = {unit.code for unit in units_of(source.province)}
    rows = tuple(row for row in numbers.rows if row.unit_code.partition(".")[0] in own)
    return FigureRows(rows, is_demo=numbers.is_demo and bool(rows))


def kinds_given(source: StatisticsSource, as_of: date, level: Tier = Tier.COMMUNE) -> tuple[str, ...]:
    """List the kinds of quotas of which any unit has one on a day, in the catalogue's order.

    `level`: of the province's or the districts' bodies alone; with communes the bodies stand beside.
    """
    rows = [row for row in figure_rows(source, QUOTAS).rows if row.as_of <= as_of]
    if level in (Tier.PROVINCE, Tier.DISTRICT):
        codes = {body.code for body in bodies_on(as_of, source.province, level)}
        rows = [row for row in rows if row.level == BODY and row.unit_code in codes]
    given = {row.measure for row in rows}
    return tuple(measure.code for measure in quota_kinds() if measure.code in given)


def days_given(source: StatisticsSource) -> tuple[date, ...]:
    """List the days on which quotas were given, newest first."""
    kinds = {measure.code for measure in quota_kinds()}
    days = {row.as_of for row in figure_rows(source, QUOTAS).rows if row.measure in kinds}
    return tuple(sorted(days, reverse=True))


def quotas(source: StatisticsSource, selection: Selection, measure: str) -> Quotas:
    """Hold a kind of quota against the people of a selection's place and level, by the units as they reported.

    A quota is in force from its day on, until the same unit has a newer one; it stays with the unit that it was given
    to and goes to no successor. Raises KeyError for a measure that is none.
    """
    kind = measures()[measure]
    numbers = figure_rows(source, QUOTAS)
    given = in_force((row for row in numbers.rows if row.measure == kind.code), selection.as_of)
    reported = in_force((row for row in numbers.rows if row.measure == REPORTED), selection.as_of)
    is_beside = not numbers.rows or numbers.is_demo == source.ask(queries.is_demo)
    register = _units_of(source, selection)
    bodies = _bodies(source, selection, given)
    rules = present_rules_on(measure, selection.as_of)
    kinds = {row.code: row.unit_type for row in (*register, *bodies)}
    people = _People(source, selection.as_of, rules, kinds) if is_beside else None
    free = source.ask(vacancies, selection.as_of, source.province)

    def standing(row: queries.UnitRow) -> UnitStanding:
        own, stated = given.get(row.code, {}), reported.get(row.code, {})
        return _unit(row, own, stated, people=people, vacant=free.get(row.code, 0))

    units = tuple(map(standing, register))
    codes = {row.code for row in register}
    return Quotas(
        measure,
        selection.as_of,
        tuple(sorted(units, key=_by_gap)),
        _departments(units),
        tuple(rule for rule in rules if any(is_about(rule, row.unit_type) for row in register)),
        is_demo=numbers.is_demo,
        is_beside=is_beside,
        later=tuple(sorted({r.as_of for r in numbers.rows if r.measure == measure and r.as_of > selection.as_of})),
        gone=_gone(numbers.rows, measure, selection),
        apart=sum(people.apart.get(code, 0) for code in codes) if people else 0,
        unplaced=sum(people.unplaced.get(code, 0) for code in codes) if people else 0,
        bodies=tuple(map(standing, bodies)),
        level=selection.level,
        apart_of=_summed(people.apart_of[code] for code in codes if code in people.apart_of) if people else {},
        has_rosters=selection.as_of in source.dates(selection.level),
        nearest=_nearest(source, selection),
    )


def _nearest(source: StatisticsSource, selection: Selection) -> date | None:
    days = source.dates(selection.level)
    if selection.as_of in days:
        return None
    return min(days, key=lambda day: abs(day - selection.as_of), default=None)


def _summed(numbers: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for held in numbers:
        for name, number in held.items():
            total[name] = total.get(name, 0) + number
    return total


def _bodies(
    source: StatisticsSource, selection: Selection, given: Mapping[str, Mapping[str, FigureRow]]
) -> list[queries.UnitRow]:
    """List the bodies of the province that have a quota on a day, beside its communes; those of districts last."""
    if selection.level is not Tier.COMMUNE or selection.whole_province() != selection:
        return []
    register = source.register(selection.as_of, level=Tier.ALL)
    bodies = (row for row in register if row.unit_type in KINDS and row.code in given)
    return sorted(bodies, key=lambda row: (KINDS[row.unit_type] is not Tier.PROVINCE, row.code))


def _units_of(source: StatisticsSource, selection: Selection) -> list[queries.UnitRow]:
    """List the day's own units of a place; of a place of another territory those whose people are all in it."""
    rows = source.register(selection.as_of, level=selection.level)
    reporting = source.reported_units(selection, {})
    return within(rows, selection) if reporting is None else [row for row in rows if row.code in reporting]


def _by_gap(unit: UnitStanding) -> tuple[bool, int, str]:
    return unit.gap is None, unit.gap or 0, unit.code


def _gone(rows: Iterable[FigureRow], measure: str, selection: Selection) -> tuple[str, ...]:
    """Name the units whose quota was given before they became others, where nothing stands in its place."""
    if selection.whole_province() != selection:
        return ()
    before = [row for row in rows if row.measure == measure and row.as_of <= selection.as_of]
    newest = max((row.as_of for row in before), default=None)
    gone = (row.unit_name for row in before if row.as_of == newest and not is_same_unit(row, selection.as_of))
    return tuple(dict.fromkeys(gone))


class Standing(Enum):
    """The standing of somebody against a quota: counted, counted though nothing tells the bloc, or not counted."""

    COUNTED = auto()
    UNPLACED = auto()
    APART = auto()


def standing_of(
    rules: Iterable[PresentRule],
    unit_type: str,
    category: str | None,
    department: str | None,
    position: str | None,
) -> Standing:
    """Tell whether a unit's people of a category, department and post count against a quota under its rules."""
    rule = next((rule for rule in rules if rule.category == category and is_about(rule, unit_type)), None)
    bloc = bloc_of(department, position)
    department = department_of(department, position)
    if rule is None or (rule.blocs and bloc and bloc not in rule.blocs) or department in rule.without:
        return Standing.APART
    return Standing.UNPLACED if rule.blocs and not bloc else Standing.COUNTED


def is_about(rule: PresentRule, unit_type: str) -> bool:
    """Tell whether a rule is about units of a type."""
    return unit_type in rule.kinds if rule.kinds else unit_type not in KINDS


class _People:
    """The people of a date who count against a quota, by unit and department."""

    def __init__(
        self, source: StatisticsSource, as_of: date, rules: tuple[PresentRule, ...], kinds: Mapping[str, str]
    ) -> None:
        level = Tier.ALL if any(kind in KINDS for kind in kinds.values()) else Tier.COMMUNE
        cube = source.cube(Question(Selection(as_of, level=level), ("unit", "category", "department", "position")))
        self.of: dict[str, dict[str, int]] = {}
        self.apart: dict[str, int] = {}
        self.apart_of: dict[str, dict[str, int]] = {}
        left_out = {name for rule in rules for name in rule.without}
        self.unplaced: dict[str, int] = {}
        for (unit, category, department, position), number in cube.counts.items():
            if unit is None or unit not in kinds:
                continue
            standing = standing_of(rules, kinds[unit], category, department, position)
            if standing is Standing.APART:
                self.apart[unit] = self.apart.get(unit, 0) + number
                apart = department_of(department, position)
                if apart in left_out:
                    of_unit = self.apart_of.setdefault(unit, {})
                    of_unit[apart or ""] = of_unit.get(apart or "", 0) + number
                continue
            if standing is Standing.UNPLACED:
                self.unplaced[unit] = self.unplaced.get(unit, 0) + number
            held = self.of.setdefault(unit, {})
            held[department or ""] = held.get(department or "", 0) + number


def _unit(
    row: queries.UnitRow,
    given: Mapping[str, FigureRow],
    reported: Mapping[str, FigureRow],
    *,
    people: _People | None,
    vacant: int,
) -> UnitStanding:
    held = people.of.get(row.code, {}) if people and row.has_roster else None
    whole = given.get("")
    parts = {name: int(figure.value) for name, figure in given.items() if name}
    quota = whole_of(given)
    present = None if held is None else sum(held.values())
    first = whole or next(iter(given.values()), None)
    reported_row = reported.get("")
    return UnitStanding(
        row.code,
        row.name,
        row.district_name or "",
        quota,
        present,
        reported=int(reported_row.value) if reported_row else None,
        vacant=vacant,
        given_on=first.as_of if first else None,
        where=f"{first.file} › {first.sheet} › ô {first.cell}" if first else "",
        departments=_of_departments(quota, parts, held),
    )


def _of_departments(
    quota: int | None, parts: Mapping[str, int], held: Mapping[str, int] | None
) -> tuple[DepartmentStanding, ...]:
    """Hold the quota of each department against its people; what no department of the quota has is one line, «»."""
    if not parts:
        return ()
    left = dict(held or {})
    lines = []
    for name, number in parts.items():
        alike = _alike(name, left)
        present = None if held is None else left.pop(alike, 0)
        lines.append(DepartmentStanding(name, number, present, (alike,)))
    rest = None if quota is None else quota - sum(parts.values())
    if rest or sum(left.values()):
        lines.append(DepartmentStanding("", rest, None if held is None else sum(left.values()), tuple(left)))
    return tuple(lines)


def _alike(name: str, held: Mapping[str, int]) -> str:
    """Find the department of a roster that a quota's department is: «Phòng Kinh tế» is a ward's «Phòng Kinh tế, …»."""
    longer = [other for other in held if other and (other.startswith(f"{name},") or other.startswith(f"{name} và"))]
    shorter = [other for other in held if other and name.startswith((f"{other},", f"{other} và"))]
    return name if name in held else next(iter([*longer, *shorter]), name)


def _departments(units: Iterable[UnitStanding]) -> tuple[DepartmentStanding, ...]:
    """Sum the departments of all units, in the order of their first mention, what none holds last."""
    sums: dict[str, list[int | None]] = {}
    for unit in units:
        for line in unit.departments:
            total = sums.setdefault(line.name, [None, None])
            for place, value in enumerate((line.quota, line.present)):
                if value is not None:
                    total[place] = (total[place] or 0) + value
    names = sorted(sums, key=lambda name: not name)
    return tuple(DepartmentStanding(name, quota, present) for name in names for quota, present in [sums[name]])
