"""The records of a workbook of figures: headings' meanings, the numbers that it has, the report of a load."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from etl.problems import Problem
from reference.figures import Measure, Role


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a heading's path: a role, or (with a measure) the numbers of a measure, department and day.

    `limit`: the points that the heading itself gives as the most («(18 điểm)»).
    """

    role: Role | None = None
    measure: str = ""
    department: str = ""
    day: date | None = None
    limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, counted from 0, with its heading as written."""

    index: int
    path: tuple[str, ...]
    meaning: Meaning

    @property
    def title(self) -> str:
        """The heading, «Biên chế giao › Phòng Kinh tế»."""
        return " › ".join(dict.fromkeys(self.path))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that a row speaks of: its level is `commune`, `district` or `body`."""

    level: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A number of a workbook: of which unit (and department), of which measure, on which day, where it stands."""

    unit: Unit
    department: str
    measure: str
    as_of: date
    value: Decimal
    sheet: str
    cell: str
    maximum: Decimal | None = None
    label: str = ""
    """The headings of a count, whose measure is a counting rule."""
    tier: str = ""
    """The level of government of the people whom a count is of."""

    @property
    def name(self) -> str:
        """The measure as people read it: a count's headings, else the measure's code."""
        return self.label or self.measure


FindBody = Callable[[str, date], Unit | None]
"""Finds the body of the register of bodies that a text names on a day."""


@dataclass(frozen=True, slots=True)
class OwnMeasureRow:
    """An indicator of the office's own, as a sheet «Danh mục chỉ tiêu» or a command adds it."""

    code: str
    name: str
    unit: str
    maximum: Decimal | None = None
    higher_is_better: bool = True
    source: str = ""


@dataclass(slots=True)
class FigureReading:
    """The content of one workbook: numbers, problems, the sheets passed over, and indicators that it adds."""

    file: str
    sha256: str
    figures: list[FigureCell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    """The sheet -> the column's letter -> what it was read as, in Vietnamese."""
    passed_over: dict[str, str] = field(default_factory=dict)
    own: list[OwnMeasureRow] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The problems that block a load."""
        return [problem for problem in self.problems if problem.severity == "error"]


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """The decisions of whoever loads; `as_of` is the day where the workbook says none."""

    as_of: date | None = None
    dry_run: bool = False
    accept: bool = False
    loaded_by: str = ""
    is_demo: bool = False


@dataclass(slots=True)
class FigureReport:
    """The outcome of a load of figures: `loaded`, `would_load`, `already_loaded` or `refused`."""

    catalogue: str
    status: str
    imports: list[int] = field(default_factory=list)
    readings: Sequence[FigureReading] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def figures(self) -> list[FigureCell]:
        """All numbers of all files."""
        return [cell for reading in self.readings for cell in reading.figures]

    @property
    def days(self) -> list[date]:
        """The days that the numbers are of, oldest first."""
        return sorted({cell.as_of for cell in self.figures})

    @property
    def errors(self) -> list[Problem]:
        """The problems that block a load."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def as_json(self) -> dict[str, Any]:
        """Give the contract's object."""
        units = {(cell.unit.level, cell.unit.code) for cell in self.figures}
        return {
            "catalogue": self.catalogue,
            "status": self.status,
            "imports": self.imports,
            "days": [day.isoformat() for day in self.days],
            "units": len(units),
            "figures": len(self.figures),
            "measures": sorted({cell.measure for cell in self.figures}),
            "files": [
                {
                    "file": reading.file,
                    "sha256": reading.sha256,
                    "columns": reading.columns,
                    "passed_over": reading.passed_over,
                }
                for reading in self.readings
            ],
            "problems": [asdict(problem) for problem in self.problems],
        }


def label_of(meaning: Meaning, catalogue: dict[str, Measure]) -> str:
    """Word what a column was read as, «Biên chế giao, Phòng Kinh tế»."""
    words = [catalogue[meaning.measure].label if meaning.measure in catalogue else meaning.measure]
    words += [meaning.department] if meaning.department else []
    words += [f"{meaning.day:%d/%m/%Y}"] if meaning.day else []
    return ", ".join(filter(None, words)) or (meaning.role.value if meaning.role else "")
