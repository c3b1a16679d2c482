"""People by several dimensions at once, as `manage.py stats` prints them.

Its rows keep their shares, however few people they are of: scripts read them, and the contract of `stats` promises
each row a share. What people look at goes through `shown_share` instead.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stats.disclosure import UNTOLD
from stats.measures.breakdowns import is_listed, ordered_values
from stats.shares import Rounding, Rule, shares

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension: its values in order; `is_whole`: values without people are rows too."""

    name: str
    values: tuple[str, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class CrossRow:
    """One combination: a code for each axis (None: the roster does not say); `share` is per cent."""

    key: Key
    count: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Crosstab:
    """All combinations in the order of the axes' values; their counts add up to `base`."""

    axes: tuple[Axis, ...]
    base: int
    rows: tuple[CrossRow, ...]
    rounding: Rule


def known_counts(table: Crosstab, places: Container[str]) -> dict[Key, int]:
    """Give each row's people by its codes; UNTOLD where nobody of its places declares a field of the row.

    `places`: the names of the axes that are places.
    """
    at = [position for position, each in enumerate(table.axes) if each.name in places]
    others = [position for position in range(len(table.axes)) if position not in at]

    def place(key: Key) -> Key:
        return tuple(key[position] for position in at)

    peopled = {place(row.key) for row in table.rows if row.count}
    declared = {(place(row.key), n) for row in table.rows if row.count for n in others if row.key[n] is not None}

    def is_silent(key: Key) -> bool:
        return place(key) in peopled and any(key[n] is not None and (place(key), n) not in declared for n in others)

    return {row.key: UNTOLD if is_silent(row.key) else row.count for row in table.rows}


def axis(name: str, position: int, counts: Mapping[Key, int]) -> Axis:
    """The axis of a code list (all its values) or of a free text (those that occur, by size, then by name)."""
    sizes: dict[str | None, int] = {}
    for key, number in counts.items():
        sizes[key[position]] = sizes.get(key[position], 0) + number
    return Axis(name, tuple(code for code, _, _ in ordered_values(name, sizes)), is_whole=is_listed(name))


def crosstab(
    axes: Sequence[Axis],
    counts: Mapping[Key, int],
    rounding: Rule = Rounding.HALF_UP,
    *,
    of_total: bool = False,
    of_column: bool = False,
) -> Crosstab:
    """The rows of `counts` with their shares: of the first axis's group, of that of all others, or of everyone.

    With one axis all are the same. Raises KeyError for a code that its axis does not have: no count is dropped.
    """
    keys = list(_keys(axes, counts, ()))
    if lost := set(counts) - set(keys):
        raise KeyError(f"{[axis.name for axis in axes]}: {sorted(map(str, lost))}")
    groups: dict[Key, list[Key]] = {}
    for key in keys:
        whole = of_total or len(axes) == 1
        groups.setdefault(() if whole else key[1:] if of_column else key[:1], []).append(key)
    share_of: dict[Key, Decimal] = {}
    for members in groups.values():
        share_of |= zip(members, shares([counts.get(key, 0) for key in members], rounding), strict=True)
    rows = tuple(CrossRow(key, counts.get(key, 0), share_of[key]) for key in keys)
    return Crosstab(tuple(axes), sum(counts.values()), rows, rounding)


def _keys(axes: Sequence[Axis], counts: Mapping[Key, int], prefix: Key) -> Iterator[Key]:
    """All rows that begin with `prefix`, «does not say» last and only where someone does not."""
    if len(prefix) == len(axes):
        yield prefix
        return
    place, present = len(prefix), {key[len(prefix)] for key, number in counts.items() if number}
    for value in axes[place].values:
        if axes[place].is_whole or value in present:
            yield from _keys(axes, _within(counts, place, value), (*prefix, value))
    if None in present:
        yield from _keys(axes, _within(counts, place, None), (*prefix, None))


def _within(counts: Mapping[Key, int], place: int, value: str | None) -> Mapping[Key, int]:
    return {key: number for key, number in counts.items() if key[place] == value}
