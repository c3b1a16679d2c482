"""People by one field: every value of its code list in its order, and those who declare nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import reference
from reference import vietnamese
from stats.cube import Base, Cube
from stats.disclosure import UNTOLD, is_enough, is_untold, is_withheld, shown_share, shown_shares
from stats.shares import Rounding, Rule


@dataclass(frozen=True, slots=True)
class Part:
    """One value's people: `code` None is «Không khai»; `share` is per cent of the breakdown's base.

    `share` is None where it is not to be shown: of a base that is too small, and of «Không khai» where the base is
    those who declare something.
    """

    code: str | None
    label: str
    short_label: str
    count: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A field's parts in the code list's order, «Không khai» last.

    `base` is the number of people whose shares the parts have: everybody, or (`of`) those who declare something.
    """

    field: str
    base: int
    parts: tuple[Part, ...]
    rounding: Rule
    of: Base = Base.ALL
    total: int | None = None
    """Everybody, where counts are withheld or rounded, so that they do not add up; None: their sum."""
    together: tuple[tuple[tuple[str, ...], int], ...] = ()
    """Codes that are shown as one, and their people, where counts are withheld or rounded."""

    def part(self, code: str | None) -> Part:
        """The part of that code; KeyError when the list does not have it."""
        for part in self.parts:
            if part.code == code:
                return part
        raise KeyError(code)

    @property
    def people(self) -> int:
        """Everybody: what the parts' counts add up to, whatever the base is."""
        return sum(part.count for part in self.parts) if self.total is None else self.total

    @property
    def is_untold(self) -> bool:
        """True where there are people, and none of them declares anything: no part but «Không khai» is a number."""
        return self.undeclared > 0 and all(is_untold(part.count) for part in self.parts if part.code is not None)

    @property
    def is_withheld(self) -> bool:
        """True where a part is not given out."""
        return any(is_withheld(part.count) for part in self.parts)

    def count_of(self, codes: Iterable[str]) -> int:
        """Count the people of several codes; withheld where that may not be given out.

        Where counts are withheld or rounded their sum says less than the number of the codes that are shown as one.
        """
        if self.is_untold:
            return UNTOLD
        wanted = set(codes)
        counts = {part.code: part.count for part in self.parts if part.code in wanted}
        present = {code for code, count in counts.items() if count}
        summed = sum(counts.values())
        if is_withheld(summed) and len(present) == 1:
            return summed
        groups = [(count, group) for group, count in self.together if present <= set(group) <= wanted]
        known = max(groups, key=lambda each: (not is_withheld(each[0]), len(each[1])), default=None)
        return summed if known is None else known[0]

    @property
    def undeclared(self) -> int:
        """The number of people who declare nothing."""
        return sum(part.count for part in self.parts if part.code is None)

    @property
    def has_shares(self) -> bool:
        """True where the base is large enough for shares."""
        return is_enough(self.base)

    @property
    def shares(self) -> tuple[Decimal, ...]:
        """The shares that are shown, in the order of the parts; empty where the base is too small."""
        return tuple(part.share for part in self.parts if part.share is not None)


Row = tuple[str | None, str, str]
"""Code, label and short label of a part."""

_LISTED = frozenset(field.name for field in reference.catalogue().values() if field.is_listed)
_BESIDE: dict[str, tuple[tuple[str, str, str], ...]] = {
    field.name: tuple(
        (value.code, value.label, value.short_label)
        for value in reference.code_lists()[field.detail_of]
        if value.code == field.none
    )
    for field in reference.catalogue().values()
    if field.detail_of
}
"""Values that a field's list does not have, since another field tells them: who has no IT at all has no kind of it."""


def is_listed(field: str) -> bool:
    """Tell whether the field has a code list (a free text such as the ethnic group has none)."""
    return field in _LISTED


def ordered_values(field: str, counts: Mapping[str | None, int]) -> list[tuple[str, str, str]]:
    """Code, label and short label of each value in order; a free text's values by size, then by name."""
    if field == "age_band":
        return [(band.code, band.label, band.short_label) for band in reference.age_bands()]
    if is_listed(field):
        return [(value.code, value.label, value.short_label) for value in reference.code_lists()[field]]
    texts = sorted((text for text in counts if text is not None), key=vietnamese.collation_key)
    return [(text, text, text) for text in sorted(texts, key=lambda text: -counts[text])]


def part_values(field: str, counts: Mapping[str | None, int]) -> list[tuple[str, str, str]]:
    """List what a breakdown of the field has as parts: its values, and those that another field tells of it."""
    return [*ordered_values(field, counts), *_BESIDE.get(field, ())]


def axis_values(field: str, counts: Mapping[str | None, int]) -> tuple[str, ...]:
    """List the codes of a breakdown's parts in order, as the axis of a table has them."""
    return tuple(code for code, _, _ in part_values(field, counts))


def breakdown(
    field: str, counts: Mapping[str | None, int], rounding: Rule = Rounding.HALF_UP, of: Base = Base.ALL
) -> Breakdown:
    """The breakdown of people counted by a field's codes (None: the roster does not say).

    Every value of the code list is a part, also with nobody in it; «Không khai» only where there are any, and with
    `of` those who declare something it has a count and no share.
    Raises KeyError for a code that the list does not have: a count is never dropped.
    """
    values = part_values(field, counts)
    unknown = set(counts) - {code for code, _, _ in values} - {None}
    if unknown:
        raise KeyError(f"{field}: {sorted(map(str, unknown))}")
    return of_rows(field, [(row, counts.get(row[0], 0)) for row in values], counts.get(None, 0), rounding, of)


def of_rows(
    field: str, rows: Sequence[tuple[Row, int]], undeclared: int, rounding: Rule, of: Base = Base.ALL
) -> Breakdown:
    """The breakdown of parts already counted, in that order, and of those who declare nothing: it gives the shares.

    Where nobody declares anything the parts are no 0: nobody knows them.
    """
    heads, numbers = [row for row, _ in rows], [number for _, number in rows]
    if undeclared and not any(numbers):
        numbers = [UNTOLD] * len(numbers)
    base = sum(numbers) + (undeclared if of is Base.ALL else 0)
    if undeclared:
        heads.append((None, vietnamese.NOT_DECLARED, vietnamese.NOT_DECLARED))
        numbers.append(undeclared)
    part_shares = shown_shares(numbers if of is Base.ALL else numbers[: len(rows)], rounding)
    part_shares += [None] * (len(numbers) - len(part_shares))
    parts = zip(heads, numbers, part_shares, strict=True)
    return Breakdown(field, base, tuple(Part(*head, number, part) for head, number, part in parts), rounding, of)


def protected_breakdown(
    field: str,
    counts: Mapping[str | None, int],
    total: int,
    rounding: Rule,
    of: Base = Base.ALL,
    together: Mapping[tuple[str, ...], int] | None = None,
) -> Breakdown:
    """The breakdown of counts of which some are withheld, or all rounded: `total` is everybody's number.

    Shares are those of the counts that are given, of the base that is given.
    """
    heads: list[tuple[str | None, str, str]] = [*part_values(field, counts)]
    undeclared = counts.get(None, 0)
    if undeclared:
        heads.append((None, vietnamese.NOT_DECLARED, vietnamese.NOT_DECLARED))
    is_silent = 0 < undeclared == total and not any((together or {}).values())
    base = total if of is Base.ALL else total - undeclared
    parts = []
    for code, label, short in heads:
        count = UNTOLD if is_silent and code is not None else counts.get(code, 0)
        part_share = None if code is None and of is Base.DECLARED else shown_share(count, base, rounding)
        parts.append(Part(code, label, short, count, part_share))
    return Breakdown(
        field, base, parts=tuple(parts), rounding=rounding, of=of, total=total, together=tuple((together or {}).items())
    )


def breakdown_of(cube: Cube, field: str, rounding: Rule = Rounding.HALF_UP) -> Breakdown:
    """View a cube by one of its axes; shares are of the cube's base. Raises as `breakdown`."""
    return breakdown(field, cube.by(field), rounding, cube.base)


UNIVERSITY_OR_HIGHER = ("doctorate", "masters", "bachelors")
WITH_IT_EVIDENCE = ("degree", "certificate")


@dataclass(frozen=True, slots=True)
class Proportion:
    """`count` people of `base`; `share` is per cent, None where the base is too small for one."""

    count: int
    base: int
    share: Decimal | None


def combined_share(whole: Breakdown, codes: Iterable[str]) -> Proportion:
    """Several parts as one («đại học trở lên»): the share of their summed count, not the sum of their shares."""
    count = whole.count_of(codes)
    return Proportion(count, whole.base, shown_share(count, whole.base, whole.rounding))
