"""People by one field: every value of its code list in its order, and those who declare nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import reference
from dashboard import labels
from dashboard.measures.shares import Rounding, share, shares


@dataclass(frozen=True, slots=True)
class Part:
    """One value's people: `code` None is «Không khai»; `share` is per cent of the breakdown's base."""

    code: str | None
    label: str
    short_label: str
    count: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A field's parts in the code list's order, «Không khai» last; their counts add up to `base`."""

    field: str
    base: int
    parts: tuple[Part, ...]
    rounding: Rounding

    def part(self, code: str | None) -> Part:
        """The part of that code; KeyError when the list does not have it."""
        for part in self.parts:
            if part.code == code:
                return part
        raise KeyError(code)


_LISTED = frozenset(reference.code_lists()) | {"age_band"}


def is_listed(field: str) -> bool:
    """Whether the field has a code list (a free text such as the ethnic group has none)."""
    return field in _LISTED


def ordered_values(field: str, counts: Mapping[str | None, int]) -> list[tuple[str, str, str]]:
    """Code, label and short label of each value in order; a free text's values by size, then by name."""
    if field == "age_band":
        return [(band.code, band.label, band.short_label) for band in reference.age_bands()]
    if is_listed(field):
        return [(value.code, value.label, value.short_label) for value in reference.code_lists()[field]]
    texts = sorted((text for text in counts if text is not None), key=labels.collation_key)
    return [(text, text, text) for text in sorted(texts, key=lambda text: -counts[text])]


def breakdown(field: str, counts: Mapping[str | None, int], rounding: Rounding = Rounding.HALF_UP) -> Breakdown:
    """The breakdown of people counted by a field's codes (None: the roster does not say).

    Every value of the code list is a part, also with nobody in it; «Không khai» only where there are any.
    Raises KeyError for a code that the list does not have: a count is never dropped.
    """
    values = ordered_values(field, counts)
    unknown = set(counts) - {code for code, _, _ in values} - {None}
    if unknown:
        raise KeyError(f"{field}: {sorted(map(str, unknown))}")
    rows: list[tuple[str | None, str, str]] = [*values]
    if counts.get(None):
        rows.append((None, labels.NOT_DECLARED, labels.NOT_DECLARED))
    numbers = [counts.get(code, 0) for code, _, _ in rows]
    parts = zip(rows, numbers, shares(numbers, rounding), strict=True)
    return Breakdown(
        field,
        sum(numbers),
        tuple(Part(code, label, short, number, part) for (code, label, short), number, part in parts),
        rounding,
    )


UNIVERSITY_OR_HIGHER = ("doctorate", "masters", "bachelors")
WITH_IT_EVIDENCE = ("degree", "certificate")


@dataclass(frozen=True, slots=True)
class Proportion:
    """`count` people of `base`; `share` is per cent."""

    count: int
    base: int
    share: Decimal


def together(whole: Breakdown, codes: Iterable[str | None]) -> Proportion:
    """Several parts as one («đại học trở lên»): the share of their summed count, not the sum of their shares."""
    count = sum(whole.part(code).count for code in codes)
    return Proportion(count, whole.base, share(count, whole.base, whole.rounding))
