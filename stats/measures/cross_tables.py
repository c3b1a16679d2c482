"""A cross-table: people by rows, columns and panels, with every margin, its shares, and another date beside.

Everything is computed from the counts of its cells: a margin is their sum, a share is rounded once from two counts.
Where numbers point at persons, each count and margin is rounded by itself first, and shares are of the rounded ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import product

from stats.cube import Key
from stats.disclosure import UNTOLD, is_untold, rounded, shown_share, shown_shares
from stats.measures.layouts import Measure
from stats.shares import Rounding, Rule, change_in_points

ALL = "*"
"""Stands for a whole row, column or all panels; no code of any field."""

Place = tuple[str | None, str | None]
"""A row's code and a column's; None: the roster does not say."""


@dataclass(frozen=True, slots=True)
class CrossAxis:
    """A field and its values in order, None («does not say») last and only where somebody does not.

    An axis without a field has the one value ALL.
    """

    name: str
    values: tuple[str | None, ...]

    @property
    def with_all(self) -> tuple[str | None, ...]:
        """The values, and the whole after them."""
        return (*self.values, ALL) if self.name else self.values


NO_AXIS = CrossAxis("", (ALL,))


@dataclass(frozen=True, slots=True)
class CrossCell:
    """A cell's people, their share by the table's measure, and both on the other date.

    A share is None where its base is too small. `change` and `points`, from the earlier date to the later one, are
    None where the dates are not comparable.
    """

    count: int
    share: Decimal | None = None
    before: int | None = None
    share_before: Decimal | None = None
    change: int | None = None
    points: Decimal | None = None


@dataclass(frozen=True)
class CrossTable:
    """People by (panel, row, column); `before`: the same on the other date, None where there is none.

    `apart`: codes of places that are not comparable on the two dates; `is_comparable`: the whole is.
    """

    panels: CrossAxis
    rows: CrossAxis
    columns: CrossAxis
    counts: Mapping[Key, int]
    rounding: Rule = Rounding.HALF_UP
    before: Mapping[Key, int] | None = None
    beside: date | None = None
    is_beside_later: bool = False
    is_comparable: bool = True
    apart: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()
    """The names of the axes whose values are places."""
    is_rounded: bool = False
    """True: each number is rounded by itself before anything is made of it, so that none points at persons."""

    @cached_property
    def sums(self) -> Mapping[Key, int]:
        """The people of each cell and of each margin."""
        return self._shown(_with_margins(self.counts))

    @cached_property
    def sums_before(self) -> Mapping[Key, int]:
        """The same on the other date."""
        return self._shown(_with_margins(self.before or {}))

    def _shown(self, sums: dict[Key, int]) -> dict[Key, int]:
        return {key: rounded(number) for key, number in sums.items()} if self.is_rounded else sums

    def count(self, panel: str | None = ALL, row: str | None = ALL, column: str | None = ALL) -> int:
        """Give the people of a cell, or of a margin where a code is ALL."""
        return self.sums.get((panel, row, column), 0)

    def together(self, panel: str | None, row: str | None, columns: Sequence[str | None]) -> int:
        """Give the people of several columns of a row as one number; UNTOLD where nobody knows any of theirs."""
        numbers = [self._known(self.sums, (panel, row, column)) for column in columns]
        return UNTOLD if numbers and all(map(is_untold, numbers)) else sum(numbers)

    def base(self, panel: str | None, row: str | None, column: str | None, measure: Measure) -> int:
        """Give the number of people whom a cell's share is of."""
        return self.count(panel, *_base_of(row, column, measure))

    def cells(self, panel: str | None, measure: Measure) -> dict[Place, CrossCell]:
        """Give all cells of a panel, with its margins."""
        now = self._shares(self.sums, panel, measure)
        then = self._shares(self.sums_before, panel, measure) if self.before is not None else {}
        return {place: self._cell(panel, place, now.get(place), then.get(place)) for place in self._places()}

    def _cell(self, panel: str | None, place: Place, share: Decimal | None, earlier: Decimal | None) -> CrossCell:
        count = self._known(self.sums, (panel, *place))
        if self.before is None:
            return CrossCell(count, share)
        before = self._known(self.sums_before, (panel, *place))
        if not self._is_fair((panel, *place)):
            return CrossCell(count, share, before, earlier)
        (start, end) = (
            ((count, share), (before, earlier)) if self.is_beside_later else ((before, earlier), (count, share))
        )
        return CrossCell(
            count,
            share,
            before=before,
            share_before=earlier,
            change=end[0] - start[0],
            points=change_in_points(end[1], start[1]),
        )

    def _known(self, sums: Mapping[Key, int], key: Key) -> int:
        """Give a number of people; UNTOLD where nobody of the place, or of the whole, declares a field of the cell.

        Rounded numbers do not say whether really nobody does.
        """
        number = sums.get(key, 0)
        return UNTOLD if not number and not self.is_rounded and self._is_untold(sums, key) else number

    def _is_untold(self, sums: Mapping[Key, int], key: Key) -> bool:
        axes = (self.panels, self.rows, self.columns)
        whole = [code if axis.name in self.placed else ALL for axis, code in zip(axes, key, strict=True)]
        everybody = sums.get((whole[0], whole[1], whole[2]), 0)
        asked = [place for place in range(len(axes)) if whole[place] == ALL and key[place] not in (None, ALL)]
        silent = (tuple(None if place == each else code for each, code in enumerate(whole)) for place in asked)
        return any(0 < sums.get(nobody, 0) == everybody for nobody in silent)

    def _is_fair(self, key: Key) -> bool:
        """Tell whether a cell's people of the two dates are of one territory, with the same units' rosters."""
        axes = zip((self.panels, self.rows, self.columns), key, strict=True)
        places = [code for axis, code in axes if axis.name in self.placed and code != ALL]
        if not places:
            return self.is_comparable
        return all(code is not None and code not in self.apart for code in places)

    def _places(self) -> Iterable[Place]:
        return product(self.rows.with_all, self.columns.with_all)

    def _shares(self, sums: Mapping[Key, int], panel: str | None, measure: Measure) -> dict[Place, Decimal | None]:
        if measure is Measure.PEOPLE:
            return {}
        shares: dict[Place, Decimal | None] = {}
        for parts in self.wholes(measure):
            numbers = [self._known(sums, (panel, *part)) for part in parts]
            shares |= zip(parts, shown_shares(numbers, self.rounding), strict=True)
        for row, column in self._places():
            if (row, column) not in shares:
                base = sums.get((panel, *_base_of(row, column, measure)), 0)
                shares[row, column] = shown_share(self._known(sums, (panel, row, column)), base, self.rounding)
        return shares

    def wholes(self, measure: Measure) -> list[Sequence[Place]]:
        """List the cells that make up 100% together: those of each row, of each column, or all, and their margins."""
        rows, columns = self.rows.values, self.columns.values
        if measure is Measure.ROW:
            return [[(row, column) for column in columns] for row in self.rows.with_all]
        if measure is Measure.COLUMN:
            return [[(row, column) for row in rows] for column in self.columns.with_all]
        margins: list[Sequence[Place]] = [[(row, ALL) for row in rows], [(ALL, column) for column in columns]]
        return [*margins, list(product(rows, columns))]


def _base_of(row: str | None, column: str | None, measure: Measure) -> Place:
    return (row if measure is Measure.ROW else ALL, column if measure is Measure.COLUMN else ALL)


def _with_margins(counts: Mapping[Key, int]) -> dict[Key, int]:
    sums: dict[Key, int] = {}
    for key, number in counts.items():
        for margin in set(product(*((code, ALL) for code in key))):
            sums[margin] = sums.get(margin, 0) + number
    return sums
