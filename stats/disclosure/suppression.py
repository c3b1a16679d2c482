"""Cells to hide in a release, so that nobody can compute a hidden one; a release is cells and linear relations."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stats.disclosure.solver import Program, Relation, pinned

_UNBOUNDED = 1e7
_MOVED = 1e-6
_CHEAP = 0.001
"""The cost of moving what is hidden already."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of people that a release shows or hides.

    `row`: the cells that are closed together where nothing else protects one. `block`: the one of the release whose
    cells are tried first as its companions. `is_given`: a reader knows it anyway. `is_latent`: it is in a relation, but
    never shown. `cost`: of hiding it.
    """

    count: int
    row: int = 0
    block: int | None = None
    is_given: bool = False
    is_latent: bool = False
    cost: float = 1.0


@dataclass(frozen=True, slots=True)
class Release:
    """Everything that is shown together: `relations` sum up to 0, each cell with its sign (1 or -1).

    `blocks`: cells near one another, which may overlap. `needed`: latent cells that a reader must always think possible
    to be greater by one, because other releases rely on it.
    """

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    blocks: Mapping[int, Sequence[int]] = field(default_factory=dict)
    needed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Mask:
    """The cells of a release that are hidden, by their place; `closed`: rows that hide their zeros, too."""

    hidden: frozenset[int]
    closed: frozenset[int] = frozenset()


def is_small(count: int, smallest: int) -> bool:
    """Tell whether a count is too small to be shown: 1 to `smallest` - 1."""
    return 0 < count < smallest


def protect(release: Release, smallest: int, closed: Iterable[int] = ()) -> Mask:
    """Choose the cells to hide: those from 1 to `smallest` - 1, and as few others as keep those from being computed.

    `closed`: rows that are hidden whole. A zero is shown outside closed rows, so that a reader knows each hidden
    cell to be at least 1 there; the choice reckons with that. Where nothing else protects a cell, its row is closed;
    where nothing else keeps a needed move possible, all rows are. What protects a cell goes on protecting it while more
    is hidden, so that nothing is asked for twice; what no cell protects stays so until rows are closed, so that its own
    is at once.
    """
    rows = set(closed)
    cells = release.cells
    hidden = {i for i in _hideable(release) if cells[i].row in rows or is_small(cells[i].count, smallest)}
    needed = _companions(release, Mask(frozenset(hidden), frozenset(rows)), release.needed)
    if not release.needed <= needed.safe:
        rows = _rows(release, _hideable(release))
        needed = _Companions(set(_hideable(release)))
    hidden |= needed.hidden
    safe = needed.safe
    exposed = {index for index in hidden if cells[index].count and index not in safe}
    while exposed:
        companions = _companions(release, Mask(frozenset(hidden), frozenset(rows)), exposed)
        safe |= companions.safe
        lost = companions.lost
        if lost and lost <= rows:  # a closed row that only the closing of others can save
            lost = _rows(release, _hideable(release))
        more = companions.hidden | _of_rows(release, lost - rows)
        rows |= lost
        exposed = exposed_cells(release, Mask(frozenset(hidden | more), frozenset(rows)), safe)
        if exposed and more <= hidden:
            lost = _rows(release, exposed) - rows or _rows(release, _hideable(release)) - rows
            if not lost:
                break
            rows |= lost
            more = _of_rows(release, lost)
            exposed = exposed_cells(release, Mask(frozenset(hidden | more), frozenset(rows)), safe)
        hidden |= more
    return Mask(frozenset(hidden), frozenset(rows))


def _rows(release: Release, cells: Iterable[int]) -> set[int]:
    return {release.cells[index].row for index in cells}


def _of_rows(release: Release, rows: Collection[int]) -> set[int]:
    return {i for i in _hideable(release) if release.cells[i].row in rows}


def _hideable(release: Release) -> list[int]:
    return [i for i, cell in enumerate(release.cells) if not cell.is_given and not cell.is_latent]


def exposed_cells(release: Release, mask: Mask, safe: Collection[int] = ()) -> set[int]:
    """List the hidden people that can be computed from what is shown: their lower bound is their upper one.

    A zero in a closed row is no secret by itself. `safe`: cells that are known not to be computable.
    """
    cells = release.cells
    unknown = [i for i, cell in enumerate(cells) if i in mask.hidden or cell.is_latent]
    wanted = [i for i in unknown if i in mask.hidden and cells[i].count and i not in safe]
    if not wanted:
        return set()
    place = {index: number for number, index in enumerate(unknown)}
    relations = []
    for relation in release.relations:
        inside = [(place[index], sign) for index, sign in relation if index in place]
        if inside:
            shown = sum(sign * cells[index].count for index, sign in relation if index not in place)
            relations.append((inside, -shown))
    lower = [_least(cells[index], mask) for index in unknown]
    program = Program(lower, [_UNBOUNDED] * len(unknown), relations)
    computed = pinned(program, [cells[index].count for index in unknown], [place[index] for index in wanted])
    return {unknown[number] for number in computed}


def common_moves(release: Release, mask: Mask) -> tuple[Mapping[int, float], ...]:
    """Choose moves of hidden cells alone that together move each hidden one by a person; none where one cannot.

    A move is the change of each cell. Each is possible by itself, so any mixture of them is, too.
    """
    unseen = [i for i, cell in enumerate(release.cells) if i in mask.hidden or cell.is_latent]
    moves, chosen = _Moves(release, mask, (), unseen), []
    rest = {i for i in mask.hidden if release.cells[i].count}
    for target in sorted(rest):
        if target in rest:
            move = moves.of(target)
            if not move:
                return ()
            chosen.append(move)
            rest -= {i for i, change in move.items() if abs(change) > 1 - _MOVED}
    return tuple(chosen)


def _least(cell: Cell, mask: Mask) -> int:
    """Give what a reader knows of a hidden cell: at least 1 where zeros are shown."""
    return 0 if cell.is_latent or cell.row in mask.closed else min(1, cell.count)


@dataclass(slots=True)
class _Companions:
    """Cells to hide beside others: `safe` are those that cannot be computed then, `lost` the rows of those that can."""

    hidden: set[int] = field(default_factory=set)
    safe: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)


def _companions(release: Release, mask: Mask, exposed: Iterable[int]) -> _Companions:
    """Find cheap cells to hide so that each exposed one can move by a person, first in the cell's own block.

    A block is small, so that its linear programs are; what finds nothing there is asked for among all cells.
    """
    companions = _Companions()
    by_block: dict[int, list[int]] = {}
    everywhere: list[int] = []
    for index in sorted(exposed, key=lambda index: (release.cells[index].count, index)):
        block = release.cells[index].block
        (everywhere if block is None else by_block.setdefault(block, [])).append(index)
    for block, targets in by_block.items():
        moves = _Moves(release, mask, companions.hidden, release.blocks[block])
        everywhere += [
            target for target in targets if target not in companions.safe and not moves.free(target, companions)
        ]
    if everywhere:
        moves = _Moves(release, mask, companions.hidden, range(len(release.cells)))
        for target in everywhere:
            if target not in companions.safe and not moves.free(target, companions):
                companions.lost.add(release.cells[target].row)
    return companions


class _Moves:
    """Moves of some counts away from the true ones that no number that stays forbids.

    The unknowns are moves up and moves down apart, so that each has its cost.
    """

    def __init__(self, release: Release, mask: Mask, more: Collection[int], among: Iterable[int]) -> None:
        cells, hidden = release.cells, mask.hidden.union(more)
        self._cells = [
            i for i in among if i in hidden or cells[i].is_latent or (cells[i].count and not cells[i].is_given)
        ]
        self._place = {index: number for number, index in enumerate(self._cells)}
        size = len(self._cells)
        self._room = [float(cells[index].count - _least(cells[index], mask)) for index in self._cells]
        self._unseen = [index in hidden or cells[index].is_latent for index in self._cells]
        prices = [
            _CHEAP if unseen else cells[index].cost for index, unseen in zip(self._cells, self._unseen, strict=True)
        ]
        self._program = Program([0.0] * (2 * size), [*([_UNBOUNDED] * size), *self._room], self._relations(release))
        self._program.price(prices * 2)

    def _relations(self, release: Release) -> list[tuple[Relation, float]]:
        place, size = self._place, len(self._cells)
        return [
            ([term for i, sign in inside for term in ((place[i], sign), (size + place[i], -sign))], 0.0)
            for relation in release.relations
            if (inside := [(i, sign) for i, sign in relation if i in place])
        ]

    def of(self, target: int) -> dict[int, float]:
        """Find the cheapest move of a cell by a person, as the change of each cell; empty where there is none."""
        self._program.forget()
        moves = self._cheapest(self._place[target])
        return {self._cells[number]: change for number, change in moves.items()}

    def free(self, target: int, companions: _Companions) -> bool:
        """Find the cheapest move of a cell by a person and hide what moves with it; False where there is none."""
        moves, size = self.of(target), len(self._cells)
        for index, change in moves.items():
            number = self._place[index]
            if not self._unseen[number]:
                companions.hidden.add(index)
                self._unseen[number] = True
                self._program.price_one(number, _CHEAP)
                self._program.price_one(size + number, _CHEAP)
            if abs(change) > 1 - _MOVED:
                companions.safe.add(index)
        return bool(moves)

    def _cheapest(self, number: int) -> dict[int, float]:
        """Move a cell up by a person, or down where it cannot go up; gives what moves, nothing where neither can be."""
        size, room = len(self._cells), self._room[number]
        for up, down in ((1.0, 0.0), (0.0, 1.0)):
            if down > room:
                continue
            self._program.limit(number, up, up)
            self._program.limit(size + number, down, down)
            values = self._program.cheapest()
            self._program.limit(number, 0.0, _UNBOUNDED)
            self._program.limit(size + number, 0.0, room)
            if values is not None:
                changes = values[:size] - values[size:]
                return {moved: float(changes[moved]) for moved in (abs(changes) > _MOVED).nonzero()[0].tolist()}
        return {}
