"""A unit through time: the territory that a code stands for on a day, and what it was made of on another.

A body is a unit here, too: a sở stands for the same people as long as nothing went into it and its province was not
put together with another. A code outlives its unit: 09367 was Phường Đông Ngàn before 01/07/2025 and is Phường Từ Sơn
since, made of four wards. Whatever a unit is asked here is asked of a code *and* a day. Codes of communes have five
digits, those of districts three, those of bodies letters.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from reference.unit_kinds import ALL, NOBODY, WHOLE, last_day_of, moves
from reference.units import Succession, Unit, holder_on, per_register, successions, units, version_on

_BODY, _HOLDING_BODIES = "body", ("province", "district")
NEWEST = date.max
"""The day of the register's newest state: «địa giới hiện nay»."""


def last_day_of_districts() -> date:
    """Give the last day on which there were districts, by `unit_kinds.csv`: 30/06/2025."""
    return last_day_of("district")


@dataclass(frozen=True, slots=True)
class Origin:
    """The units of an earlier day that hold exactly the people of a unit, where nothing speaks against it.

    `split`: units of which only a part went into it. `lost`: units of its district that ended without the register
    knowing into which unit they went. Where there are any of these, the people of `codes` need not be the unit's.
    """

    codes: tuple[str, ...]
    split: tuple[Succession, ...] = ()
    lost: tuple[Unit, ...] = ()

    @property
    def is_whole(self) -> bool:
        """True where the unit's people are those of `codes`, no more and no less."""
        return bool(self.codes) and not self.split and not self.lost


def is_same_territory(code: str, earlier: date, later: date) -> bool:
    """Tell whether a code stood for the same people on both days."""
    start = territory_start(code, later)
    return start is not None and start <= earlier


@per_register(maxsize=20_000)
def territory_start(code: str, day: date) -> date | None:
    """Find the day since which a code has stood for the territory that it has on `day`; date.min: ever since known.

    None: no unit has that code on the day.
    """
    unit = holder_on(code, day)
    if unit is None:
        return None
    start = unit.valid_from or date.min
    known = {*_changes().get(code, ()), *_days_of_place(unit)}
    changes = [on for on in known if start <= on <= day]
    if changes or unit.valid_from is None:
        return max(changes, default=start)
    before = _eve(unit.valid_from)
    # Without a step the unit was only renamed, or its code was given to another after a pause.
    return territory_start(code, before) if holder_on(code, before) else unit.valid_from


@per_register(maxsize=20_000)
def origin(code: str, later: date, earlier: date) -> Origin:
    """Find what a unit of `later` was made of on `earlier`: units of that day, in the order of their codes."""
    start = territory_start(code, later)
    if start is None:
        return Origin(())
    if start <= earlier:
        return Origin((code,))
    steps = _steps_into(code, start)
    split = tuple(step for step in steps if moves(step.extent) != ALL)
    parts = [origin(step.old_code, _eve(start), earlier) for step in steps if moves(step.extent) == ALL]
    lost = _lost_beside(code, start)
    return Origin(
        tuple(sorted({code for part in parts for code in part.codes})),
        (*split, *(step for part in parts for step in part.split)),
        tuple(dict.fromkeys((*lost, *(unit for part in parts for unit in part.lost)))),
    )


@per_register(maxsize=20_000)
def predecessors(code: str, later: date, earlier: date) -> frozenset[str]:
    """Collect the units of `earlier` some or all of whose people may be those of a unit of `later`.

    Who was in one of them and is in the unit has not moved, however units were put together, divided or renamed.
    """
    start = territory_start(code, later)
    if start is None:
        return frozenset()
    if start <= earlier:
        return frozenset({code})
    lost = _lost_beside(code, start)
    former = {*(step.old_code for step in _steps_into(code, start)), *(other.code for other in lost)}
    return frozenset().union(*(predecessors(other, _eve(start), earlier) for other in former))


@per_register(maxsize=20_000)
def old_district(code: str, day: date) -> str | None:
    """Find the district that held all of a commune when districts ended; None where it lay in several, or is unknown.

    On a day with districts it is the commune's own.
    """
    if day <= last_day_of_districts():
        unit = version_on(code, day)
        return unit.parent_code if unit else None
    districts = districts_under(code, day)
    return next(iter(districts)) if len(districts) == 1 else None


def are_whole_districts(codes: Iterable[str], day: date) -> dict[str, bool]:
    """Tell of each old district of the communes of a day whether it is the sum of whole communes of that day."""
    whole: dict[str, bool] = {}
    for code in codes:
        districts = districts_under(code, day)
        for district in districts:
            whole[district] = whole.get(district, True) and len(districts) == 1
    return whole


@per_register(maxsize=20_000)
def districts_under(code: str, day: date) -> frozenset[str]:
    """Collect the districts that a unit's territory lay in when districts ended; of a body the bodies it came of."""
    if day <= last_day_of_districts():
        unit = version_on(code, day)
        held = unit.parent_code if unit and unit.level == "commune" else code
        return frozenset({held} if held else ())
    start = territory_start(code, day)
    if start is None:
        return frozenset()
    if start <= last_day_of_districts():
        return districts_under(code, last_day_of_districts())
    return frozenset().union(*(districts_under(step.old_code, _eve(start)) for step in _steps_into(code, start)))


def units_without_successor(districts: Collection[str], day: date) -> tuple[Unit, ...]:
    """List the communes of those districts that ended by `day` and of which the register does not know what came."""
    days = (lost for district in districts for on, lost in _lost_in().get(district, {}).items() if on <= day)
    return tuple(unit for lost in days for unit in lost)


def _days_of_place(unit: Unit) -> Iterable[date]:
    """List the days that change a unit by what happened around it: units lost beside it, its province put together."""
    above = unit.parent_code or ""
    return _joined_into().get(above, {}) if unit.level == _BODY else _lost_in().get(above, {})


def _lost_beside(code: str, on: date) -> tuple[Unit, ...]:
    """List the units that may have gone into a unit on a day without the register knowing it.

    For a body they are the provinces that went into its own on that day, and of which no body is known to have gone
    into it.
    """
    unit = holder_on(code, on)
    if unit is None:
        return ()
    if unit.level != _BODY:
        return _lost_in().get(unit.parent_code or "", {}).get(on, ())
    old = (holder_on(step.old_code, _eve(on)) for step in _steps_into(code, on))
    known = {body.parent_code for body in old if body}
    return tuple(
        place for place in _joined_into().get(unit.parent_code or "", {}).get(on, ()) if place.code not in known
    )


@per_register(maxsize=1)
def _joined_into() -> dict[str, dict[date, tuple[Unit, ...]]]:
    """Give for each province or district the days on which it was put together, and the units that it was made of."""
    table: dict[str, dict[date, tuple[Unit, ...]]] = {}
    for code, steps in _by_new().items():
        for on in {step.on for step in steps if step.old_code != code and moves(step.extent) == ALL}:
            olds = (version_on(step.old_code, _eve(on)) for step in steps if step.on == on)
            units_before = tuple(unit for unit in olds if unit and unit.level in _HOLDING_BODIES)
            if units_before:
                table.setdefault(code, {})[on] = units_before
    return table


@per_register(maxsize=1)
def _lost_in() -> dict[str, dict[date, tuple[Unit, ...]]]:
    """Give for each district the units that ended without a successor, by the day after."""
    table: dict[str, dict[date, tuple[Unit, ...]]] = {}
    for unit in units():
        on = _morrow(unit.valid_to) if unit.valid_to and unit.level == "commune" else None
        if on is not None and version_on(unit.code, on) is None and not _goes_on(unit.code, on):
            lost = table.setdefault(unit.parent_code or "", {})
            lost[on] = (*lost.get(on, ()), unit)
    return table


def _goes_on(code: str, on: date) -> bool:
    return any(step.on == on for step in _by_old().get(code, ()))


@per_register(maxsize=1)
def _by_new() -> dict[str, list[Succession]]:
    table: dict[str, list[Succession]] = {}
    for step in successions():
        if moves(step.extent) != NOBODY:
            table.setdefault(step.new_code, []).append(step)
    return table


@per_register(maxsize=1)
def _by_old() -> dict[str, list[Succession]]:
    table: dict[str, list[Succession]] = {}
    for step in successions():
        table.setdefault(step.old_code, []).append(step)
    return table


@per_register(maxsize=1)
def _changes() -> dict[str, tuple[date, ...]]:
    """Give for each code the days on which people came to its unit or went from it to another."""
    days: dict[str, set[date]] = {}
    for step in successions():
        is_change = step.old_code != step.new_code or moves(step.extent) != ALL
        if is_change and moves(step.extent) != NOBODY:
            days.setdefault(step.new_code, set()).add(step.on)
            if moves(step.extent) != ALL:
                days.setdefault(step.old_code, set()).add(step.on)
    return {code: tuple(sorted(on)) for code, on in days.items()}


def _steps_into(code: str, on: date) -> list[Succession]:
    """List what went into a unit on a day; a unit that stood before and is in no step goes on in itself."""
    steps = [step for step in _by_new().get(code, ()) if step.on == on]
    before = holder_on(code, _eve(on))
    if before is not None and not _goes_on(code, on):
        steps.append(
            Succession(on, code, old_name=before.name, new_code=code, new_name=before.name, extent=WHOLE, resolution="")
        )
    return steps


def _eve(day: date) -> date:
    return day - timedelta(days=1)


def _morrow(day: date) -> date:
    return day + timedelta(days=1)
