"""Tables of a release: people of one day by place, kind and code, with every sum that may be shown beside them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import sqrt

from stats.disclosure.solver import Relation
from stats.disclosure.suppression import Cell, Mask, Release, common_moves, protect

ALL = "*"
"""The kind that everybody is of, and the code that sums up all others."""
Code = str | None | tuple[str, ...]
"""A code, None: not declared; several codes: those that are shown as one."""
Key = tuple[int, str | None, Code]
"""Place (by its number), kind, code."""
_DEAR = 5.0
_UNITS_OF_A_BLOCK = 16
"""The units that hold enough cells to hide one another's."""


@dataclass(frozen=True, slots=True)
class People:
    """People of a day by reporting unit, kind (such as the category) and code of one field.

    `places`: the sets of units whose people are shown together, each unit of `counts` alone among them. `kinds`: those
    that may be asked for by themselves. `together`: codes that are shown as one. `unseen`: codes never shown alone.
    """

    counts: Mapping[tuple[str | None, str | None, str | None], int]
    places: tuple[frozenset[str | None], ...]
    kinds: frozenset[str | None]
    together: tuple[tuple[str, ...], ...] = ()
    unseen: frozenset[str | None] = frozenset()

    def codes(self) -> tuple[str | None, ...]:
        """List the codes that anybody has."""
        return tuple(dict.fromkeys(code for _, _, code in self.counts))

    def all_kinds(self) -> tuple[str | None, ...]:
        """List the kinds that anybody is of, everybody first."""
        return tuple(dict.fromkeys([ALL, *(kind for _, kind, _ in self.counts)]))


@dataclass(frozen=True, slots=True)
class Protected:
    """A table whose small counts, and what would give them away, nobody gets: `count` of a hidden cell is None.

    `moves`: changes of its hidden cells that every other table of the day has to leave possible, each by itself.
    """

    _counts: Mapping[Key, int]
    _hidden: frozenset[Key]
    moves: tuple[Mapping[Key, float], ...] = ()

    def count(self, place: int, kind: str | None, code: Code) -> int | None:
        """Give a count that may be shown, of nobody 0; None where it is hidden."""
        key = (place, kind, code)
        return None if key in self._hidden else self._counts.get(key, 0)

    @property
    def hidden(self) -> frozenset[Key]:
        """The cells that are hidden."""
        return self._hidden


def headcounts(people: People, smallest: int) -> Protected:
    """Protect the table of places and kinds, on which all others rest; `people`: the kind is ALL, the code the kind."""
    return _protected(people, smallest, None)


def by_code(people: People, smallest: int, totals: Protected) -> Protected:
    """Protect a field's table, so that nobody can compute a cell or a hidden total, whatever other fields show.

    A reader knows all totals that are shown. The hidden ones may be the true ones or those of any mixture of the
    common moves, which every field's table leaves possible: what moves with them here moves in no other table's way.
    Where a total is hidden, its row is hidden whole.
    """
    return _protected(people, smallest, totals)


def _protected(people: People, smallest: int, totals: Protected | None) -> Protected:
    keys, release = release_of(people, totals)
    closed = [number for number, key in enumerate(keys) if totals is not None and _is_closed(key, totals)]
    mask = protect(release, smallest, closed)
    moves: tuple[Mapping[int, float], ...] = ()
    if totals is None:
        mask = _closed_with_totals(keys, release, mask, smallest)
        moves = common_moves(release, mask)
    counts = {key: release.cells[i].count for i, key in enumerate(keys)}
    hidden = {keys[i] for i in {*mask.hidden, *closed}}
    rows = {release.cells[i].row: keys[i][:2] for i in range(len(keys))}
    hidden |= {(*rows[row], code) for row in mask.closed for code in (*people.codes(), *people.together)}
    named = tuple({keys[i]: change for i, change in move.items()} for move in moves)
    return Protected(counts, frozenset(hidden), named)


def _is_closed(key: Key, totals: Protected) -> bool:
    place, kind, code = key
    return code == ALL and totals.count(place, ALL, kind) is None


def _closed_with_totals(keys: Sequence[Key], release: Release, mask: Mask, smallest: int) -> Mask:
    """Hide the zeros beside a hidden total, too, until nothing changes."""
    while True:
        rows = {release.cells[i].row for i in mask.hidden if keys[i][2] == ALL}
        if rows <= mask.closed:
            return mask
        mask = protect(release, smallest, rows | mask.closed)


def release_of(people: People, totals: Protected | None) -> tuple[tuple[Key, ...], Release]:
    """Write a table as cells and relations: `totals`: the table that has how many people there are in each row.

    The first cells are those of the keys, each in the place of its key.
    """
    codes, kinds = people.codes(), people.all_kinds()
    sums = sums_of(people)
    keys = tuple(
        (place, kind, code)
        for place, kind in product(range(len(people.places)), kinds)
        for code in (*codes, *people.together, ALL)
    )
    number = {key: i for i, key in enumerate(keys)}
    blocks = _blocks(people.places)
    cells = tuple(
        Cell(
            sums.get(key, 0),
            row=number[(*key[:2], ALL)],
            block=blocks[key[0]],
            is_given=totals is not None and key[2] == ALL,
            is_latent=(key[1] not in people.kinds and key[1] != ALL) or key[2] in people.unseen,
            cost=_cost(key, sums.get(key, 0), len(people.places[key[0]])),
        )
        for key in keys
    )
    release = Release(cells, tuple(_relations(people, number)), _neighbours(people, keys, blocks))
    return keys, release if totals is None else _moving(release, number, totals)


def _moving(release: Release, number: Mapping[Key, int], totals: Protected) -> Release:
    """Let the hidden totals of a table move as in a mixture of the common moves, and in no other way."""
    cells, relations = list(release.cells), list(release.relations)

    def another(cell: Cell) -> int:
        cells.append(cell)
        return len(cells) - 1

    terms: dict[int, list[tuple[int, float]]] = {i: [(i, -1)] for key, i in number.items() if _is_closed(key, totals)}
    shares = []
    for move in totals.moves:
        moved = {number[p, kind, ALL]: by for (p, _, kind), by in move.items() if not isinstance(kind, tuple)}
        shares.append(another(Cell(0, block=cells[next(iter(moved))].block, is_latent=True)))
        for i, change in moved.items():
            terms[i].append((shares[-1], change))
    for i, of_total in terms.items():
        cells[i] = replace(cells[i], is_given=False, is_latent=True)
        relations.append([*of_total, (another(Cell(cells[i].count, is_given=True)), 1)])
    rest = another(Cell(1, is_latent=True))
    relations.append([*((i, 1) for i in (*shares, rest)), (another(Cell(1, is_given=True)), -1)])
    blocks = {block: (*inside, *shares, rest) for block, inside in release.blocks.items()}
    return Release(tuple(cells), tuple(relations), blocks, frozenset(shares))


def _blocks(places: Sequence[frozenset[str | None]]) -> list[int]:
    """Find the place whose people may hide those of each place: the smallest of several units that holds it."""
    large = [number for number, units in enumerate(places) if len(units) >= _UNITS_OF_A_BLOCK] or [len(places) - 1]
    return [next((number for number in large if units <= places[number]), large[-1]) for units in places]


def _neighbours(people: People, keys: Sequence[Key], blocks: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """List the cells of each block: those of every place that shares a unit with it and is no larger.

    The sums of larger places stay as they are while a block's cells hide one another: a total of the whole province
    is hidden where nothing smaller does, not where it would spare a few cells of units.
    """
    places = people.places
    near = {
        block: {n for n, units in enumerate(places) if units & places[block] and len(units) <= len(places[block])}
        for block in set(blocks)
    }
    return {block: tuple(i for i, key in enumerate(keys) if key[0] in inside) for block, inside in near.items()}


def _cost(key: Key, count: int, units: int) -> float:
    """Price a cell: a sum is dearer than what it sums up, many people are dearer than few."""
    _, kind, code = key
    dear = _DEAR if code == ALL or isinstance(code, tuple) else 1.0
    return (1 + count / 200) * sqrt(units) * dear * (2 if kind == ALL else 1)


def sums_of(people: People) -> dict[Key, int]:
    """Sum the people of each place by kind and code, and the codes together."""
    of_unit: dict[str | None, list[tuple[str | None, str | None, int]]] = {}
    for (unit, kind, code), count in people.counts.items():
        of_unit.setdefault(unit, []).append((kind, code, count))
    sums: dict[Key, int] = {}
    for place, units in enumerate(people.places):
        for unit in units:
            for kind, code, count in of_unit.get(unit, ()):
                codes = [code, ALL, *(group for group in people.together if code in group)]
                for each in product({kind, ALL}, codes):
                    sums[(place, *each)] = sums.get((place, *each), 0) + count
    return sums


def _relations(people: People, number: Mapping[Key, int]) -> Iterator[Relation]:
    """Say what sums up to what: codes to their row's total, kinds to everybody, units to the places that hold them."""
    codes, kinds = people.codes(), people.all_kinds()
    unit_of = {next(iter(units)): place for place, units in enumerate(people.places) if len(units) == 1}
    for place, units in enumerate(people.places):
        for kind in kinds:
            yield _sum((place, kind, ALL), ((place, kind, code) for code in codes), number)
            for group in people.together:
                yield _sum((place, kind, group), ((place, kind, code) for code in codes if code in group), number)
            if len(units) > 1:
                for code in codes:
                    yield _sum((place, kind, code), ((unit_of[unit], kind, code) for unit in units), number)
        if len(kinds) > 1 and len(units) == 1:
            for code in codes:
                yield _sum((place, ALL, code), ((place, kind, code) for kind in kinds if kind != ALL), number)


def _sum(whole: Key, parts: Iterable[Key], number: Mapping[Key, int]) -> Relation:
    return [(number[whole], -1), *((number[part], 1) for part in parts)]


def distinct(places: Iterable[Collection[str | None]]) -> tuple[frozenset[str | None], ...]:
    """List sets of units once each, those of one unit first."""
    known = {frozenset(units) for units in places if units}
    return tuple(sorted(known, key=lambda units: (len(units), sorted(map(str, units)))))
