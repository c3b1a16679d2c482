"""Administrative units in all their versions, and what became of them: the tables, with what the office added.

The tables are read once. What an office adds or corrects comes from outside (`reference.office_units`) and may change
while the program runs: then another `Register` stands, and whatever was derived from the one before it
(`per_register`) is not asked any more.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache, wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

from reference.tables import day_in, records, rows


class Unit(NamedTuple):
    """One version of an administrative unit; `valid_from`/`valid_to` None: open at that end."""

    code: str
    name: str
    kind: str
    level: str
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None
    resolution: str | None

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the unit existed in this version on `day`."""
        starts = self.valid_from is None or self.valid_from <= day
        return starts and (self.valid_to is None or day <= self.valid_to)


class Succession(NamedTuple):
    """A unit that became (part of) another on a day.

    `extent`: `whole`; `all_people` (all its people, not all its land); `part`; `people_only` (some of its people and
    no land); `area_only` (land where nobody lives).
    """

    on: date
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    extent: str
    resolution: str


class Register:
    """One state of all units and of what became of them; it never changes."""

    def __init__(
        self, units: Iterable[Unit], successions: Iterable[Succession], bodies: tuple[Any, ...] | None = None
    ) -> None:
        self.units, self.successions = tuple(units), tuple(successions)
        self.bodies = bodies
        """Rows of `reference.bodies`, which lies above this module; None: those of `bodies.csv`."""
        self._by_body: dict[str, list[Unit]] = {}
        self._by_code: dict[str, list[Unit]] = {}
        self._below: dict[str, list[Unit]] = {}
        for unit in self.units:
            self._by_code.setdefault(unit.code, []).append(unit)
            self._below.setdefault(unit.parent_code or "", []).append(unit)

    def versions_of(self, code: str) -> tuple[Unit, ...]:
        """List all versions of the units that ever had a code, in the register's order; none for one that it lacks."""
        return tuple(self._by_code.get(code, ()))

    def version_on(self, code: str, day: date) -> Unit | None:
        """Find the unit that has a code on a day."""
        for unit in self._by_code.get(code, ()):
            if unit.is_valid_on(day):
                return unit
        return None

    def holders_of(self, code: str) -> tuple[Unit, ...]:
        """List all versions of the units, or of the bodies, that ever had a code."""
        return self.versions_of(code) or tuple(self._bodies().get(code, ()))

    def holder_on(self, code: str, day: date) -> Unit | None:
        """Find the unit, or the body, that has a code on a day."""
        return self.version_on(code, day) or next((u for u in self.holders_of(code) if u.is_valid_on(day)), None)

    def _bodies(self) -> dict[str, list[Unit]]:
        if not self._by_body:
            for unit in _tabled_bodies() if self.bodies is None else (body.unit for body in self.bodies):
                self._by_body.setdefault(unit.code, []).append(unit)
        return self._by_body

    def below(self, code: str) -> tuple[Unit, ...]:
        """List all versions of the units that ever lay in the units of a code."""
        return tuple(self._below.get(code, ()))


SUCCESSIONS = {"unit_successions": "resolution", "body_successions": "source"}
"""The tables of what became of units, and of bodies, in the order in which a register has their rows; each with its
column of sources."""


def _tabled_bodies() -> Iterator[Unit]:
    for row in rows("bodies"):
        days = day_in(row, "valid_from"), day_in(row, "valid_to")
        yield Unit(row["code"], row["name"], row["kind"], "body", row["parent_code"], *days, resolution=None)


@lru_cache(maxsize=1)
def tabled() -> Register:
    """Give the register as `units.csv` and the tables of successions have it."""
    steps = (step for table, source in SUCCESSIONS.items() for step in _steps(table, source))
    return Register(_units(), steps)


class _Days(dict[str, date | None]):
    """The day of each text of a table's column: few days stand in thousands of rows."""

    def __init__(self, table: str, *columns: str) -> None:
        super().__init__({"": None})
        self._of = table, columns

    def __missing__(self, text: str) -> date | None:
        try:
            self[text] = date.fromisoformat(text)
        except ValueError:
            table, columns = self._of
            for row in rows(table):  # knows the line
                for column in columns:
                    day_in(row, column)
            raise
        return self[text]


def _units() -> Iterator[Unit]:
    days, make = _Days("units", "valid_from", "valid_to"), Unit._make
    for code, name, kind, level, parent, first, last, resolution in records("units", Unit._fields):
        yield make((code, name, kind, level, parent or None, days[first], days[last], resolution or None))


def _steps(table: str, source: str) -> Iterator[Succession]:
    days, make = _Days(table, "on"), Succession._make
    for on, *words in records(table, (*Succession._fields[:-1], source)):
        yield make((days[on] or date.max, *words))


class _Standing:
    """The register that stands now in this process: its number, and the register itself; None: the tables' own."""

    now: tuple[int, Register | None] = (0, None)


_About = ParamSpec("_About")
_Answer = TypeVar("_Answer")


def let_stand(other: Register | None) -> None:
    """Have another register stand from now on; None: that of the tables."""
    _Standing.now = (_Standing.now[0] + 1, other)


def per_register(maxsize: int) -> Callable[[Callable[_About, _Answer]], Callable[_About, _Answer]]:
    """Keep a function's answers, as `lru_cache` does, as long as the register stands that they were derived from.

    Each register that stands has a number of its own: an answer that a thread began under an older one is kept under
    that one's number, and never asked again.
    """

    def decorate(function: Callable[_About, _Answer]) -> Callable[_About, _Answer]:
        kept: Any = lru_cache(maxsize=maxsize)(lambda _number, *about, **more: function(*about, **more))

        @wraps(function)
        def ask(*about: _About.args, **more: _About.kwargs) -> _Answer:
            answer: _Answer = kept(_Standing.now[0], *about, **more)
            return answer

        return ask

    return decorate


def standing() -> Register:
    """Give the register that stands now."""
    return _Standing.now[1] or tabled()


def units() -> tuple[Unit, ...]:
    """Give every version of every unit of the register that stands."""
    return standing().units


def successions() -> tuple[Succession, ...]:
    """List which unit became which, in the register's order."""
    return standing().successions


@per_register(maxsize=64)
def units_on(day: date) -> tuple[Unit, ...]:
    """The units of all levels that existed on `day`."""
    return tuple(unit for unit in units() if unit.is_valid_on(day))


def holder_on(code: str, day: date) -> Unit | None:
    """Find the unit, or the body, that has a code on a day."""
    return standing().holder_on(code, day)


def versions_of(code: str) -> tuple[Unit, ...]:
    """List all versions of the units that ever had a code, as the register has them; none for a code that it lacks."""
    return standing().versions_of(code)


def version_on(code: str, day: date) -> Unit | None:
    """Find the unit that has a code on a day."""
    return standing().version_on(code, day)
