"""Findings as codes and numbers: which places a rule of `findings.csv` points at; the words are `presentation`'s."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from reference.ages import retirement_on
from reference.findings import FindingRule, Standard
from stats.cube import Key
from stats.disclosure import is_enough


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds, and the codes of the places that it holds of, those with most to do first.

    `count`: people, problems; `share`: the places' own, beside the `province`'s; `since`: what they are held against.
    """

    rule: FindingRule
    places: tuple[str, ...]
    count: int = 0
    share: Decimal | None = None
    province: Decimal | None = None
    since: date | None = None
    standard: Standard | None = None
    import_id: int | None = None
    """The load that asks about the people."""


def moved(now: Mapping[str, int], before: Mapping[str, int], at_least: Fraction) -> tuple[str, ...]:
    """List the places whose people moved by more than that share of those before; the largest move first."""
    known = {code: number for code, number in before.items() if is_enough(number) and code in now}
    moves = {code: Fraction(abs(now[code] - number), number) for code, number in known.items()}
    return _largest({code: move for code, move in moves.items() if move > at_least})


def undeclared(people: Mapping[str, Mapping[str | None, int]], at_least: Fraction) -> tuple[str, ...]:
    """List the places of which more than that share declares nothing; the largest share first."""
    sums = {code: sum(counts.values()) for code, counts in people.items()}
    shares = {code: Fraction(people[code].get(None, 0), total) for code, total in sums.items() if is_enough(total)}
    return _largest({code: share for code, share in shares.items() if share > at_least})


def past_retirement(born: Mapping[Key, int], as_of: date) -> dict[str, int]:
    """Count the people over the retirement age in each place; `born`: place, birth number, gender -> people."""
    places: dict[str, int] = {}
    for (place, number, gender), people in born.items():
        if retirement_on(as_of, int(number) if number else None, gender) == "over":
            places[place or ""] = places.get(place or "", 0) + people
    return places


def one_below(people: Mapping[Key, int], standard: Standard) -> tuple[str, ...]:
    """List the places where one person alone is below a standard; `people`: place, post, level -> people.

    Where somebody declares nothing nobody can say so.
    """
    below: dict[str, int] = {}
    unknown = set()
    for (place, post, level), number in people.items():
        if post in standard.exempt or level in standard.codes:
            continue
        below[place or ""] = below.get(place or "", 0) + number
        if level is None:
            unknown.add(place)
    return tuple(sorted(code for code, number in below.items() if number == 1 and code not in unknown))


def _largest(values: Mapping[str, Fraction]) -> tuple[str, ...]:
    return tuple(sorted(values, key=lambda code: (-values[code], code)))
