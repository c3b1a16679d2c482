"""The content of a report before it is a file: sections with sentences, charts and tables, and annexes.

One `Report` gives the Word document, the page of HTML, the PDF and the preview; each renderer adds only its form.
Everything in it is a frozen value of words and numbers, so that it can be kept as JSON and compared with a later one.
"""

from dataclasses import dataclass
from datetime import date

from presentation.charts import Chart, Table
from stats.selection import Selection
from stats.shares import Rounding


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class NumberedChart:
    """A chart with its number in the report («Hình 1»)."""

    number: int
    chart: Chart


@dataclass(frozen=True, slots=True)
class Tabular:
    """A table under its title, with its number («Bảng 1»; an annex's only table may have none) and notes below."""

    title: str
    table: Table
    number: int | None = None
    notes: tuple[str, ...] = ()
    total_rows: tuple[int, ...] = ()
    """Rows (from 0) that are totals and are set in bold."""


Block = Paragraph | NumberedChart | Tabular


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body: heading without its numeral («KHÁI QUÁT»), which the renderer counts, and its blocks."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A «Phụ lục» on landscape pages of its own."""

    title: str
    tables: tuple[Tabular, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report about one selection.

    `name` is its name on the command line; `kind` the type of document («Báo cáo»), `subject` its trích yếu; `opening`
    stands before the first section, `closing` after the last.
    """

    name: str
    kind: str
    subject: str
    selection: Selection
    place: str
    as_of: date
    rounding: Rounding
    is_demo: bool
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...] = ()
    opening: tuple[Paragraph, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    sources: tuple[str, ...] = ()
    """SHA-256 of the roster files behind the numbers, in order."""
    addressees: tuple[str, ...] = ()
    """Those to whom it goes; empty: those whom the office's letterhead names."""
    is_sheet: bool = False
    """One page in small letters without the decree's frame: tables, and charts, stand side by side in pairs."""
