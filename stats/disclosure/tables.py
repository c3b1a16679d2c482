"""Tables of a release: people of one day by place, kind and code, with every sum that may be shown beside them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt

from stats.disclosure.solver import Relation
from stats.disclosure.suppression import Cell, Mask, Release, protect

ALL = "*"
"""The kind that everybody is of, and the code that sums up all others."""
Code = str | None | tuple[str, ...]
"""A code, None: not declared; several codes: those that are shown as one."""
Key = tuple[int, str | None, Code]
"""Place (by its number), kind, code."""
_DEAR = 5.0
_UNITS_OF_A_BLOCK = 8
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
    """A table whose small counts, and what would give them away, nobody gets: `count` of a hidden cell is None."""

    _counts: Mapping[Key, int]
    _hidden: frozenset[Key]

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
    """Protect a field's table, so that nobody can compute a cell even who knows all totals.

    Where a total is hidden, its row is hidden whole.
    """
    return _protected(people, smallest, totals)


def _protected(people: People, smallest: int, totals: Protected | None) -> Protected:
    keys, release = release_of(people, is_total_given=totals is not None)
    closed = [number for number, key in enumerate(keys) if totals is not None and _is_closed(key, totals)]
    mask = protect(release, smallest, closed)
    if totals is None:
        mask = _closed_with_totals(keys, release, mask, smallest)
    counts = {key: cell.count for key, cell in zip(keys, release.cells, strict=True)}
    hidden = {keys[i] for i in mask.hidden}
    rows = {release.cells[i].row: keys[i][:2] for i in range(len(keys))}
    hidden |= {(*rows[row], code) for row in mask.closed for code in (*people.codes(), *people.together)}
    return Protected(counts, frozenset(hidden))


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


def release_of(people: People, *, is_total_given: bool) -> tuple[tuple[Key, ...], Release]:
    """Write a table as cells and relations: `is_total_given`: a reader knows how many people each row has."""
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
            is_given=is_total_given and key[2] == ALL,
            is_latent=(key[1] not in people.kinds and key[1] != ALL) or key[2] in people.unseen,
            cost=_cost(key, sums.get(key, 0), len(people.places[key[0]])),
        )
        for key in keys
    )
    return keys, Release(cells, tuple(_relations(people, number)), _neighbours(people, keys, blocks))


def _blocks(places: Sequence[frozenset[str | None]]) -> list[int]:
    """Find the place whose people may hide those of each place: the smallest of several units that holds it."""
    large = [number for number, units in enumerate(places) if len(units) >= _UNITS_OF_A_BLOCK] or [len(places) - 1]
    return [next((number for number in large if units <= places[number]), large[-1]) for units in places]


def _neighbours(people: People, keys: Sequence[Key], blocks: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """List the cells of each block: those of every place that shares a unit with it."""
    places = people.places
    near = {block: {n for n, units in enumerate(places) if units & places[block]} for block in set(blocks)}
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
