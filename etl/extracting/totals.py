"""Printed totals against what was counted: «Cộng», «Tổng số: 19 người», numbers beside a unit's name.

A total may speak of the group above it, of the sheet or of the file so far; it is right when it is right for one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.addresses import column_letters
from etl.extracting.rows import Body, TotalRow, is_grand_total
from etl.headers.layout import Layout
from etl.problems import Problem, problem
from etl.records import People, TotalReport


@dataclass(frozen=True, slots=True)
class Scope:
    """People `start` to `end` of the sheet, with those of earlier sheets where `before` counts them."""

    start: int
    end: int
    before: int = 0

    @property
    def size(self) -> int:
        """The number of people that the scope holds."""
        return self.end - self.start + self.before


class TotalChecker:
    """A checker of one sheet's totals; `people_before` counts the file's earlier sheets."""

    def __init__(self, layout: Layout, body: Body, people: People, people_before: int) -> None:
        self.layout, self.body, self.people, self.people_before = layout, body, people, people_before
        self.reports: list[TotalReport] = []
        self.problems: list[Problem] = []

    def check(self) -> None:
        """Fill `reports` and `problems`."""
        for total in self.body.totals:
            scopes = list(self._scopes(total))
            headcount = total.people or self._headcount(total.counts)
            self._compare(total.row, headcount, total.counts, scopes)
        for position, group in enumerate(self.body.groups):
            if group.counts:
                scope = Scope(group.start, self._end_of_group(position))
                in_label = group.counts.get(group.column)
                counts = {c: n for c, n in group.counts.items() if c != group.column}
                headcount = self._headcount(counts) if in_label is None else (group.column, in_label)
                self._compare(group.row, headcount, counts, [scope])

    def _scopes(self, total: TotalRow) -> Iterator[Scope]:
        """The scopes of a total, the likeliest first: «Tổng …» speaks of the whole, «Cộng» of the group above it."""
        end = total.people_above
        if end == 0:
            # Above everybody: it speaks of those below.
            yield Scope(0, len(self.people))
            return
        starts = [0]
        kinds: set[str] = set()
        for group in reversed(self.body.groups):
            if group.start <= end and group.kind not in kinds and group.row < total.row:
                kinds.add(group.kind)
                starts.append(group.start)
        earlier = [
            other.people_above for other in self.body.totals if other.row < total.row and other.people_above < end
        ]
        starts += earlier[-1:]
        for start in sorted(set(starts), reverse=not is_grand_total(total.label)):
            yield Scope(start, end)
        if self.people_before:
            yield Scope(0, end, self.people_before)

    def _end_of_group(self, position: int) -> int:
        """The end of a group: the next heading of its own kind, or of a kind that holds it."""
        group = self.body.groups[position]
        order = list(dict.fromkeys(other.kind for other in self.body.groups))
        for other in self.body.groups[position + 1 :]:
            if order.index(other.kind) <= order.index(group.kind):
                return other.start
        return len(self.people)

    def _headcount(self, counts: dict[int, int]) -> tuple[int, int] | None:
        """The number of people among a row's numbers, with its column; None where all are columns' sums."""
        marked = set(self.people.present)
        plain = [(column, number) for column, number in sorted(counts.items()) if column not in marked]
        first_marked = min(marked, default=10**6)
        return plain[0] if plain and plain[0][0] < first_marked else None

    def _compare(
        self, row: int, headcount: tuple[int, int] | None, counts: dict[int, int], scopes: list[Scope]
    ) -> None:
        first = min(counts.items(), default=None)
        if headcount is None and first and first[1] in {scope.size for scope in scopes}:
            # Right after «Tổng số» stands the headcount, though in the column of the men.
            headcount = first
            counts = {column: number for column, number in counts.items() if column != first[0]}
        if headcount is not None:
            column, number = headcount
            scope = next((scope for scope in scopes if scope.size == number), None)
            self._note(row, column, number, (scope or scopes[0]).size)
            if scope is None:
                nearest = min(scopes, key=lambda scope: abs(scope.size - number))
                self._report("total_differs", row, column, number, nearest.size)
                scope = nearest
            scopes = [scope]
        for column, number in counts.items():
            if column in self.people.present:
                self._compare_column(row, column, number, scopes)

    def _compare_column(self, row: int, column: int, number: int, scopes: list[Scope]) -> None:
        marks = self.people.present[column]
        sums = [sum(marks[scope.start : scope.end]) for scope in scopes if not scope.before]
        if not sums:
            return
        self._note(row, column, number, number if number in sums else sums[0])
        if number not in sums:
            self._report("column_total_differs", row, column, number, sums[0])

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
