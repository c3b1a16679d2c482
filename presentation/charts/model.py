"""The parts of a chart: words, figure, and the table of exactly the numbers that the figure shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any

import orjson

from presentation.charts.style import Figure
from stats.cube import Conditions
from stats.disclosure import SIGN, is_untold, is_withheld

Cell = str | int | float | Decimal | None
"""A table's cell: a name, a number of people, another number (points), a share in per cent, or nothing to tell."""


def shown(cell: Any) -> Any:
    """Give a cell as it is shown: the sign for a count that is withheld, words for one that nobody knows."""
    return SIGN if is_withheld(cell) else str(cell) if is_untold(cell) else cell


class Kind(StrEnum):
    """The kind of a column's cells."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    NUMBER = "number"
    """A number with decimals that is no share, such as points; its cells are floats."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart's table; headers are unique within a table."""

    header: str
    kind: Kind
    where: Conditions | None = field(default=None, compare=False)
    """The conditions of the people whom its numbers count, beside those of the row; None: it counts no people."""


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a chart; counts are `int`, shares `Decimal` per cent, other numbers `float`, never text."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    where: tuple[Conditions | None, ...] = field(default=(), compare=False)
    """The conditions of each row's people; None: the row is of none that could be listed. A condition on the day or
    the place stands for that of the selection."""

    def __post_init__(self) -> None:
        """Put the sign or the words where a count is no number, so that no form of the table takes it for one."""
        if any(is_withheld(cell) or is_untold(cell) for row in self.rows for cell in row):
            object.__setattr__(self, "rows", tuple(tuple(map(shown, row)) for row in self.rows))

    def people_of(self, row: int, column: int) -> Conditions | None:
        """Give the conditions of a cell's people; None where it counts nobody, or they are not known."""
        cell, of_column = self.rows[row][column], self.columns[column].where
        of_row = self.where[row] if self.where else None
        if of_row is None or of_column is None or not cell or isinstance(cell, str):
            return None
        return (*of_row, *of_column)

    def with_people(self, rows: Sequence[Conditions | None], columns: Sequence[Conditions | None]) -> "Table":
        """Tell whose people the rows and the columns count; the first columns name the rows and need nothing."""
        named = [None] * (len(self.columns) - len(columns))
        wheres = zip(self.columns, (*named, *columns), strict=True)
        return replace(self, columns=tuple(replace(column, where=w) for column, w in wheres), where=tuple(rows))


@dataclass(frozen=True, slots=True)
class Series:
    """One column of the table as a spreadsheet's own chart draws it."""

    column: int
    colour: str
    point_colours: tuple[str, ...] = ()
    """A colour for each row, where bars of one series differ."""
    labelled: bool = True
    labels: tuple[str, ...] = ()
    """The text at each row's bar or point as the figure has it, "" for none; empty: each cell as it is written."""
    breaks: tuple[int, ...] = ()
    """Rows that a line does not reach from the row before: the two are not comparable. Of dots, where another colour
    begins."""
    hollow: frozenset[int] = frozenset()
    """Rows whose point has the other marker: not counted from lists of people. Of dots, the open ones: for several
    places."""

    def spans(self, rows: int) -> list[range]:
        """List the runs of rows that a line joins; one where nothing interrupts it."""
        return [range(start, end) for start, end in pairwise([0, *self.breaks, rows])]


class Shape(StrEnum):
    """The three shapes that this office draws."""

    BAR = "bar"
    STACK = "stack"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Break:
    """A place between two dates that no line crosses: before the row of that number, for a reason in few words."""

    row: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One series: a value for each date (people as int, per cent as Decimal), and its text.

    None: nothing known, or a share of too few people. `breaks`: where the line is interrupted.
    """

    name: str
    values: tuple[int | float | Decimal | None, ...]
    texts: tuple[str, ...]
    colour: str
    breaks: tuple[Break, ...] = ()
    hollow: frozenset[int] = frozenset()
    """The places of points with the other marker: they are not counted from lists of people."""
    where: Conditions | None = None
    """The conditions of the people whom it counts, of each date; None: they are not known."""


@dataclass(frozen=True, slots=True)
class Native:
    """The table as a spreadsheet draws it: the same columns, order and colours as the figure."""

    shape: Shape
    series: tuple[Series, ...]
    axis: tuple[float, float] | None = None
    """The beginning and the end of the numbers' axis, in the table's units; None: from zero to what is needed."""
    days: tuple[date, ...] = ()
    """The rows' dates, where the axis of names is one of time, to scale."""
    breaks: tuple[Break, ...] = ()
    """Every place where a line is interrupted, in order."""
    totals: tuple[str, ...] = ()
    """The text at each stacked bar's end; empty: none."""
    is_either: bool = False
    """Each row has the bar of one series alone, in the row's middle: the others have no cell there."""
    scale: str = ""
    """The name of the numbers where dots stand at the ends of bars that are not drawn, on `axis`; empty: no dots."""
    whole: float | None = None
    """The province's number on the scale of dots, which a dashed line through all rows marks."""
    is_two_sided: bool = False
    """The bars of the first series go to the left of zero, those of the other to the right, on one line."""
    as_picture: bool = False
    """Documents and slides have the figure's picture: their own charts cannot mean the same. Workbooks have bars."""

    @property
    def is_of_dots(self) -> bool:
        """True where the ends of the bars alone are drawn, on a scale that need not begin at zero."""
        return bool(self.scale)


@dataclass(frozen=True, slots=True)
class Caption:
    """A chart's words, made by whoever knows what was selected.

    `title` says who, what and when; `subtitle` the unit of measure and the base; `notes` are sentences such as the
    rule of rounding; `file_stem` is a file's name without its ending. `is_demo`: the people are invented.
    `heading`: what a page calls the chart, where who and when stand above: its finding, or what it shows.
    """

    title: str
    subtitle: str
    source: str
    file_stem: str
    notes: tuple[str, ...] = ()
    is_demo: bool = False
    heading: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart with all that a card, a picture and a workbook need.

    `figure` is None where there is nothing to draw; `note` then says in Vietnamese why. Sessions share it:
    it is only read.
    """

    name: str
    caption: Caption
    figure: Figure | None
    table: Table
    native: Native
    alt: str
    note: str = ""

    @cached_property
    def figure_json(self) -> bytes:
        """The figure as Plotly's JSON, encoded once for all who show it; `null` where there is nothing to draw."""
        return orjson.dumps(self.figure)
