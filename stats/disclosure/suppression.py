"""Cells to hide in a release, so that nobody can compute a hidden one; a release is cells and linear relations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stats.disclosure.solver import Program, Relation, pinned

_UNBOUNDED = 1e7
_MOVED = 1e-6


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of people that a release shows or hides.

    `row`: the cells that are closed together where nothing else protects one. `is_given`: a reader knows it anyway.
    `is_latent`: it is in a relation, but never shown. `cost`: of hiding it.
    """

    count: int
    row: int = 0
    is_given: bool = False
    is_latent: bool = False
    cost: float = 1.0


@dataclass(frozen=True, slots=True)
class Release:
    """Everything that is shown together: `relations` sum up to 0, each cell with its sign (1 or -1)."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]


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
    cell to be at least 1 there; the choice reckons with that. Where nothing else protects a cell, its row is closed.
    """
    rows = set(closed)
    cells = release.cells
    hidden = {i for i in _hideable(release) if cells[i].row in rows or is_small(cells[i].count, smallest)}
    exposed = {index for index in hidden if cells[index].count}
    while exposed:
        more, lost = _companions(release, hidden, rows, exposed)
        exposed = exposed_cells(release, Mask(frozenset(hidden | more), frozenset(rows)))
        if exposed and not more:
            lost = lost - rows or _rows(release, exposed) - rows or _rows(release, _hideable(release)) - rows
            if not lost:
                break
            rows |= lost
            more = {i for i in _hideable(release) if release.cells[i].row in lost}
            exposed = exposed_cells(release, Mask(frozenset(hidden | more), frozenset(rows)))
        hidden |= more
    return Mask(frozenset(hidden), frozenset(rows))


def _rows(release: Release, cells: Iterable[int]) -> set[int]:
    return {release.cells[index].row for index in cells}


def _hideable(release: Release) -> list[int]:
    return [i for i, cell in enumerate(release.cells) if not cell.is_given and not cell.is_latent]


def exposed_cells(release: Release, mask: Mask) -> set[int]:
    """List the hidden people that can be computed from what is shown: their lower bound is their upper one.

    A zero in a closed row is no secret by itself.
    """
    cells = release.cells
    unknown = [i for i, cell in enumerate(cells) if i in mask.hidden or cell.is_latent]
    if not unknown:
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
    asked = [place[index] for index in unknown if index in mask.hidden and cells[index].count]
    return {unknown[number] for number in pinned(program, [cells[index].count for index in unknown], asked)}


def _least(cell: Cell, mask: Mask) -> int:
    """Give what a reader knows of a hidden cell: at least 1 where zeros are shown."""
    return 0 if cell.is_latent or cell.row in mask.closed else min(1, cell.count)


def _companions(
    release: Release, hidden: set[int], closed: set[int], exposed: Iterable[int]
) -> tuple[set[int], set[int]]:
    """Find the cheapest cells to hide so that each exposed one can move by a person; the rows of those that cannot.

    The unknowns are moves away from the true counts, up and down apart, so that each has its cost.
    """
    cells, mask = release.cells, Mask(frozenset(hidden), frozenset(closed))
    movable = [i for i, cell in enumerate(cells) if i in hidden or cell.is_latent or (cell.count and not cell.is_given)]
    place = {index: number for number, index in enumerate(movable)}
    size = len(movable)
    room = [float(cells[index].count - _least(cells[index], mask)) for index in movable]
    relations = [
        (
            [term for index, sign in inside for term in ((place[index], sign), (size + place[index], -sign))],
            0.0,
        )
        for relation in release.relations
        if (inside := [(index, sign) for index, sign in relation if index in place])
    ]
    program = Program([0.0] * (2 * size), [*([_UNBOUNDED] * size), *room], relations)
    costs = [0.001 if index in hidden or cells[index].is_latent else cells[index].cost for index in movable] * 2
    added: set[int] = set()
    lost: set[int] = set()
    free: set[int] = set()
    for target in sorted(exposed, key=lambda index: (cells[index].count, index)):
        if target in free:
            continue
        program.price(costs)
        moves = _cheapest_move(program, place[target], size, room)
        if moves is None:
            lost.add(cells[target].row)
            continue
        for number, move in enumerate(moves):
            if abs(move) > _MOVED:
                costs[number] = costs[size + number] = 0.001
                if movable[number] not in hidden and not cells[movable[number]].is_latent:
                    added.add(movable[number])
                if abs(move) > 1 - _MOVED:
                    free.add(movable[number])
    return added, lost


def _cheapest_move(program: Program, target: int, size: int, room: Sequence[float]) -> Sequence[float] | None:
    """Move a cell up by a person, or down where it cannot go up; None where neither can be."""
    for up, down in ((1.0, 0.0), (0.0, 1.0)):
        if down > room[target]:
            continue
        program.limit(target, up, up)
        program.limit(size + target, down, down)
        values = program.cheapest()
        program.limit(target, 0.0, _UNBOUNDED)
        program.limit(size + target, 0.0, room[target])
        if values is not None:
            return [float(move) for move in values[:size] - values[size:]]
    return None
