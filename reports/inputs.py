"""The inputs of a report's maker."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from reports.letterhead import Letterhead
from reports.progress import Progress, silent
from reports.stamp import Stamp
from stats.cube import Conditions
from stats.measures.layouts import Layout
from stats.scope import NOBODY, Scope
from stats.selection import Selection
from stats.source import StatisticsSource


class ReportError(Exception):
    """A report cannot be made for what was asked; the message is a Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class CrossChoice:
    """A cross-table that a document shall have, under its name."""

    name: str
    layout: Layout


@dataclass(frozen=True, slots=True)
class Options:
    """The look of a document. `pictures`: charts as pictures like those on the page, not as charts of the document.

    `template`: an office's own .docx, which gives the frame of the Word document. `expanded`: a form of a province
    shows a line for each commune, too.
    """

    pictures: bool = False
    template: bytes | None = None
    expanded: bool = False
    deadline: date | None = None
    """The day until which the late ones are asked to send."""
    parts: tuple[str, ...] = ()
    """The names of the parts that are switched on (`FURTHER` of `reports/contents/further.py`)."""
    crosses: tuple[CrossChoice, ...] = ()
    """The cross-tables of the report and of the workbook; empty: the usual ones."""
    without_findings: bool = False
    """True where the report leaves out the section on what calls for attention."""


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """A selection of a source's data, the words around it and what the export knows of itself."""

    source: StatisticsSource
    selection: Selection
    letterhead: Letterhead
    stamp: Stamp | None
    is_demo: bool
    progress: Progress = silent
    options: Options = field(default_factory=Options)
    people: Scope = NOBODY
    """Those who may be named to whoever asked."""
    link: Callable[[Conditions], str] | None = None
    """The address of the people whom a number counts, in a preview; a file has none."""
