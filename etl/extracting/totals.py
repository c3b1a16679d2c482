"""Printed totals against what was counted: «Cộng», «Tổng số: 19 người», numbers beside a unit's name.

A total may speak of the group above it, of the sheet or of the file so far; it is right when it is right for one. It
may count rows that are held back, for want of a name, and vacant posts, or leave them out.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from etl.extracting.body import Body, GroupRow, TotalRow
from etl.extracting.row_words import is_grand_total, is_headcount
from etl.headers.grid import Column
from etl.headers.layout import Layout
from etl.normalising.values import BLANK, word_kind
from etl.problems import Problem, problem
from etl.records import People, ReadSheet, SheetReport, TotalReport
from reference.addresses import column_letters

_LAST = 10**9


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows `first` to `last` (from 0, the last not included), with earlier sheets where `has_earlier`."""

    first: int
    last: int
    has_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """The numbers of the file's earlier sheets."""

    people: int = 0
    held: int = 0
    vacant: int = 0

    @classmethod
    def of(cls, sheets: Sequence[ReadSheet], reports: Sequence[SheetReport]) -> "Earlier":
        """Count the people, the rows without a name and the vacant posts of lists."""
        vacancies = (vacancy for report in reports for vacancy in report.vacancies)
        return cls(
            people=sum(len(sheet.people) for sheet in sheets),
            held=sum(sheet.nameless for sheet in sheets),
            vacant=sum(vacancy.count for vacancy in vacancies),
        )


class TotalChecker:
    """A checker of one sheet's totals; `rows` are the sheet's."""

    def __init__(
        self, layout: Layout, body: Body, people: People, rows: Sequence[Sequence[Any]], earlier: Earlier
    ) -> None:
        self.layout, self.body, self.people, self.rows, self.earlier = layout, body, people, rows, earlier
        self.people_rows = [row - 1 for row in people.rows]
        self.held_rows = sorted(row for row, _, _ in body.nameless)
        self.vacant_rows = sorted(body.vacancies)
        self.group_rows = [group.row for group in body.groups]
        self.depths = {kind: depth for depth, kind in enumerate(dict.fromkeys(group.kind for group in body.groups))}
        self.reports: list[TotalReport] = []
        self.problems: list[Problem] = []
        counts = [*(total.counts for total in body.totals), *(group.counts for group in body.groups)]
        printed = {column for numbers in counts for column in numbers}
        columns = [column for column in layout.columns if column.index in printed]
        self.headcounts = [column.index for column in columns if self._counts_people(column)]

    def check(self) -> None:
        """Fill `reports` and `problems`."""
        scope: Scope | None = None
        for above, total in zip([None, *self.body.totals], self.body.totals, strict=False):
            scopes = self._scopes(total, above, scope)
            scope = self._compare(total.row, total.people or self._headcount(total.counts), total.counts, scopes)
        for group, end in zip(self.body.groups, self._ends_of_groups(), strict=True):
            if group.counts:
                in_label = group.counts.get(group.column)
                counts = {c: n for c, n in group.counts.items() if c != group.column}
                headcount = self._headcount(counts) if in_label is None else (group.column, in_label)
                self._compare(group.row, headcount, counts, [Scope(group.row, end)])

    # --- what a total speaks of --------------------------------------------------------------------------------

    def _scopes(self, total: TotalRow, above: TotalRow | None, scope_above: Scope | None) -> list[Scope]:
        """The scopes of a total, the likeliest first; `scope_above` is the one of the total `above`."""
        if not self._is_anybody(0, total.row):
            return [Scope(0, _LAST)]  # above everybody: it speaks of those below
        groups = [group for group in self._groups_over(total) if self._is_anybody(group.row, total.row)]
        since = [above.row] if above and self._is_anybody(above.row, total.row) else []
        starts = {*since, *(group.row for group in groups if not self._is_over_all(total))}
        if self._closes_a_group(total, above, groups):
            return [Scope(first, total.row) for first in sorted(starts, reverse=True)]
        if not since and above is not None:
            starts.update(self._starts_before(above))
        is_grand = is_grand_total(total.label)
        scopes = [Scope(first, total.row) for first in sorted({0, *starts}, reverse=not is_grand)]
        if self._stands_under(total, above) and scope_above and is_grand:
            wider = [scope for scope in scopes if self._size(scope) > self._size(scope_above)]
            scopes = wider or scopes
        return scopes + ([Scope(0, total.row, has_earlier=True)] if self.earlier.people else [])

    def _is_over_all(self, total: TotalRow) -> bool:
        """Tell whether it is the one grand total under several groups, which then speaks of no single one."""
        peopled = [group for group in self.body.groups if self._is_anybody(group.row, total.row)]
        return len(self.body.totals) == 1 and len(peopled) > 1 and is_grand_total(total.label)

    def _is_anybody(self, first: int, last: int) -> bool:
        """Tell whether somebody stands in these rows, be it without a name."""
        return any(_between(rows, Scope(first, last)) for rows in (self.people_rows, self.held_rows, self.vacant_rows))

    def _groups_over(self, total: TotalRow) -> list[GroupRow]:
        """The headings that are in force where a total stands, from inner to outer."""
        groups: list[GroupRow] = []
        depth = len(self.depths)
        for position in range(bisect_left(self.group_rows, total.row) - 1, -1, -1):
            group = self.body.groups[position]
            if self.depths[group.kind] < depth:
                groups.append(group)
                depth = self.depths[group.kind]
            if not depth:
                break
        return groups

    def _starts_before(self, total: TotalRow) -> list[int]:
        """The row of the last total above another with somebody between them."""
        return [other.row for other in self.body.totals if self._is_anybody(other.row, total.row)][-1:]

    def _stands_under(self, total: TotalRow, above: TotalRow | None) -> bool:
        """Tell whether nobody stands between two totals."""
        return above is not None and not self._is_anybody(above.row, total.row)

    def _closes_a_group(self, total: TotalRow, above: TotalRow | None, groups: Sequence[GroupRow]) -> bool:
        """Tell whether a total speaks of no more than its group: the one above did, and it is not the last."""
        if above is None or not any(group.row > above.row for group in groups):
            return False
        below = next((other for other in self.body.totals if other.row > total.row), None)
        goes_on = any(group.row > total.row for group in self.body.groups)
        return goes_on or (below is not None and self._stands_under(below, total))

    def _ends_of_groups(self) -> list[int]:
        """The row where each group ends: the next heading of its own kind, or of a kind that holds it."""
        next_rows = [_LAST] * len(self.depths)
        ends = []
        for group in reversed(self.body.groups):
            depth = self.depths[group.kind]
            ends.append(min(next_rows[: depth + 1]))
            next_rows[depth] = group.row
        return ends[::-1]

    # --- what was counted --------------------------------------------------------------------------------------

    def _size(self, scope: Scope) -> int:
        """The number of people of a scope."""
        return _between(self.people_rows, scope) + (self.earlier.people if scope.has_earlier else 0)

    def _sizes(self, scope: Scope) -> list[int]:
        """The numbers that a total of the scope may print: with or without rows held back, and vacant posts."""
        earlier = self.earlier if scope.has_earlier else Earlier()
        held = _between(self.held_rows, scope) + earlier.held
        vacant = _between(self.vacant_rows, scope) + earlier.vacant
        return [self._size(scope) + more + empty for more, empty in product(dict.fromkeys((0, held)), (0, vacant))]

    def _counts_people(self, column: Column) -> bool:
        """Tell whether a column counts people: «Tổng số» over ones, or nothing but ones under a heading of no field."""
        index, path = column.index, column.path
        if column.reading.meaning is not None or index in self.people.present:
            return False
        cells = [cells[index] if index < len(cells) else "" for cells in map(self.rows.__getitem__, self.people_rows)]
        filled = [cell for cell in cells if cell != ""]
        are_ones = all(cell in (1, "1", "01") for cell in filled)
        return are_ones and (len(filled) == len(cells) > 0 or (len(path) == 1 and is_headcount(path[0])))

    def _headcount(self, counts: dict[int, int]) -> tuple[int, int] | None:
        """The number of people among a row's numbers, with its column; None where all are columns' sums."""
        own = next((column for column in self.headcounts if column in counts), None)
        if own is not None:
            return own, counts[own]
        marked = set(self.people.present)
        plain = [(column, number) for column, number in sorted(counts.items()) if column not in marked]
        first_marked = min(marked, default=_LAST)
        return plain[0] if plain and plain[0][0] < first_marked else None

    # --- comparing ---------------------------------------------------------------------------------------------

    def _compare(
        self, row: int, headcount: tuple[int, int] | None, counts: dict[int, int], scopes: Sequence[Scope]
    ) -> Scope:
        """Hold a row's numbers against the scopes; the scope that it speaks of is returned."""
        headcount = headcount or self._under_births(counts, scopes)
        counts = {column: number for column, number in counts.items() if headcount is None or column != headcount[0]}
        if headcount is not None:
            column, number = headcount
            scope = next((scope for scope in scopes if number in self._sizes(scope)), None)
            if scope is None:
                scope = self._likeliest(number, counts, scopes)
                self._report("total_differs", row, column, number, self._size(scope))
                self._note(row, column, number, self._size(scope))
            else:
                self._note(row, column, number, number)
            scopes = [scope]
        for column, number in counts.items():
            if column in self.people.present:
                self._compare_column(row, column, number, scopes)
        return scopes[0]

    def _under_births(self, counts: dict[int, int], scopes: Sequence[Scope]) -> tuple[int, int] | None:
        """The headcount right after «Tổng số», though in a column of marks: the men's; a lone number of no column."""
        first = min(counts.items(), default=None)
        if first and any(first[1] in self._sizes(scope) for scope in scopes):
            return first
        births = [(column, number) for column, number in counts.items() if column in self.people.birth_columns]
        if len(births) != 1 or births[0][0] not in self.people.present:
            return None
        column, number = births[0]
        return None if any(number in self._sums(column, scope) for scope in scopes) else (column, number)

    def _likeliest(self, number: int, counts: dict[int, int], scopes: Sequence[Scope]) -> Scope:
        """The scope with which most of a wrong total's other numbers agree, of these the nearest."""

        def unlikeness(scope: Scope) -> tuple[int, int]:
            agreeing = sum(
                n in self._sums(column, scope) for column, n in counts.items() if column in self.people.present
            )
            return -agreeing, abs(self._size(scope) - number)

        return min(scopes, key=unlikeness)

    def _sums(self, column: int, scope: Scope) -> tuple[int, int]:
        """The number of people of a scope whom a column marks, without and with rows held back."""
        first, last = (bisect_left(self.people_rows, row) for row in (scope.first, scope.last))
        held = (self.rows[row] for row in self.held_rows if scope.first <= row < scope.last)
        marked = sum(self.people.present[column][first:last])
        return marked, marked + sum(word_kind(cells[column]) != BLANK for cells in held if column < len(cells))

    def _compare_column(self, row: int, column: int, number: int, scopes: Sequence[Scope]) -> None:
        sums = [self._sums(column, scope) for scope in scopes if not scope.has_earlier]
        if not sums:
            return
        is_right = any(number in of_scope for of_scope in sums)
        self._note(row, column, number, number if is_right else sums[0][0])
        if not is_right:
            self._report("column_total_differs", row, column, number, sums[0][0])

    def _note(self, row: int, column: int, says: int, counted: int) -> None:
        sheet = f"{self.people.sheet}!" if self.people.sheet else ""
        self.reports.append(TotalReport(f"{sheet}{column_letters(column)}{row + 1}", says, counted))

    def _report(self, code: str, row: int, column: int, says: int, counted: int) -> None:
        title = next((c.title for c in self.layout.columns if c.index == column), column_letters(column))
        self.problems.append(
            problem(
                code,
                file=self.people.file,
                sheet=self.people.sheet,
                cell=f"{column_letters(column)}{row + 1}",
                value=says,
                counted=counted,
                column=title,
            )
        )


def _between(rows: Sequence[int], scope: Scope) -> int:
    return bisect_left(rows, scope.last) - bisect_left(rows, scope.first)
