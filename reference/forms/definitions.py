"""The definition of a form: columns under a header matrix, what each counts and what must add up, and the words."""

from dataclasses import dataclass
from datetime import date

from reference.bodies import Tier
from reference.forms.rules import EVERYBODY, Rule, is_kept_back

PEOPLE = "people"
"""The key under which everybody on the form is counted; an identity may name it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One numbered column; `header` is its path of header cells from top to bottom.

    `counts` None: nothing is counted; `shows`: the field that is written (`ordinal` is the running number). In a form
    of people, `counts` with `shows` writes the field only for those whom it holds for, `counts` alone a mark.
    `blank`: why the column stays empty; where it is summed all the same, the office writes numbers there. `given`: the
    kind of quota that stands in it where units have one.
    """

    number: str
    key: str
    header: tuple[str, ...]
    counts: Rule | None
    shows: str
    blank: str
    width: float
    is_vertical: bool
    number_format: str
    is_summed: bool
    given: str = ""

    @property
    def is_counted(self) -> bool:
        """True where we put numbers or marks into the column."""
        return self.counts is not None and not self.shows


@dataclass(frozen=True, slots=True)
class Remainder:
    """People whom no column holds, counted beside the form so that its identities can be checked and said.

    `kind`: `undeclared` («Không khai: …»), `no_column` (declared what the form has no column for) or `remark` (a
    sentence of its own with {n}).
    """

    key: str
    kind: str
    label: str
    counts: Rule


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of `parts` against `whole` (keys of columns and remainders); `is_equal`, else at most."""

    parts: tuple[str, ...]
    is_equal: bool
    whole: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line of the title block: `block` left, centre or right; `scope` province, district, unit or empty for all."""

    block: str
    scope: str
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on how the form was filled, for dates from `valid_from` to `valid_to` (None: open)."""

    valid_from: date | None
    valid_to: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Merge:
    """One cell of the header: its text over rows `top`..`bottom` and columns `left`..`right`, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    is_leaf: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Paper (`A3`, `A4`, always landscape), font size in points, heights of the header's rows in points."""

    paper: str
    font_size: int
    header_heights: tuple[float, ...]
    has_number_row: bool
    sheet: str


@dataclass(frozen=True, slots=True)
class Footer:
    """The words under the table; `date_line` has {where}, {day}, {month}, {year}."""

    total_label: str
    date_line: str
    left_title: str
    left_hint: str
    right_title: str
    right_hint: str


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a form. `kind` is `counts` (a line for each unit) or `people` (a line for each person).

    `counts` tells who is on the form at all, `tiers` of which levels of government; `groups` under which headings
    people stand (`unit`, `position`).
    """

    name: str
    version: str
    kind: str
    order: int
    code: str
    label: str
    instrument: str
    valid_from: date | None
    valid_to: date | None
    age_rule: str
    counts: Rule
    tiers: tuple[Tier, ...]
    groups: tuple[str, ...]
    layout: Layout
    footer: Footer
    titles: tuple[TitleLine, ...]
    columns: tuple[Column, ...]
    remainders: tuple[Remainder, ...]
    identities: tuple[Identity, ...]
    notes: tuple[Note, ...]

    def is_valid_on(self, day: date) -> bool:
        """Tell whether this version is for rosters of that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_for_inside(self) -> bool:
        """True where «LƯU HÀNH NỘI BỘ» stands on it: it names people, or has exact numbers of what is kept back."""
        return self.kind == "people" or any(map(is_kept_back, (self.counts, *self.rules().values())))

    def rules(self) -> dict[str, Rule]:
        """All that is counted by key: PEOPLE, columns, remainders."""
        counted = {column.key: column.counts for column in self.columns if column.counts is not None}
        return {PEOPLE: EVERYBODY} | counted | {rest.key: rest.counts for rest in self.remainders}

    def number_of(self, key: str) -> str:
        """The number of a column for people («34»); a remainder has none: empty."""
        return next((column.number for column in self.columns if column.key == key), "")

    def notes_on(self, day: date) -> tuple[str, ...]:
        """The remarks that hold on a day."""
        return tuple(
            note.text
            for note in self.notes
            if (note.valid_from is None or note.valid_from <= day) and (note.valid_to is None or day <= note.valid_to)
        )


def header_cells(columns: tuple[Column, ...]) -> tuple[Merge, ...]:
    """The header matrix: neighbours under one heading share its cell, the last cell of a path reaches to the bottom.

    Four rows at most, without the row of numbers; row by row, from left to right.
    """
    depth = max(len(column.header) for column in columns)
    cells = []
    for level in range(depth):
        left = 0
        while left < len(columns):
            path = columns[left].header
            if len(path) <= level:
                left += 1
                continue
            right = left
            is_leaf = len(path) == level + 1
            while (
                not is_leaf and right + 1 < len(columns) and columns[right + 1].header[: level + 1] == path[: level + 1]
            ):
                right += 1
            cells.append(
                Merge(
                    level, left, bottom=depth - 1 if is_leaf else level, right=right, text=path[level], is_leaf=is_leaf
                )
            )
            left = right + 1
    return tuple(cells)
