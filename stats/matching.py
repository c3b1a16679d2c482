"""The same person on two dates: by the mark of the identity number, else by name and birth date.

In this order, each step among those whom no earlier one has matched, and only where it is one person on each side:

1. the same mark; 2. a clerk's answer; 3. the same name and full birth date: of several in the same unit first, and
with two different marks in the same unit alone (an identity card has a new number); 4. the same name and the same part
of a birth date, or none, in the same unit. A unit is the same where it was made of the other. Whoever is left may be
one of a doubtful pair, which only a clerk decides.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from reference.spelling import key, person_digest, plain
from stats.queries.movers import Person

_FULL = len("1975-03-02")
_YEAR = len("1975")
_FEWEST_WORDS = 2
"""Words of a name that another spelling is looked for of: family and given name."""

SamePlace = Callable[[str, str], bool]
"""Tells of an earlier and a later unit whether the later one was made of the earlier one."""
Pair = tuple[Person, Person]
Answers = Mapping[tuple[str, str], bool]
"""Digests of an earlier and a later row -> one person or two."""


class Doubt(StrEnum):
    """The reason why two rows may be one person."""

    NAMESAKES = "namesakes"
    OTHER_NUMBER = "other_number"
    PART_OF_DATE = "part_of_date"
    OTHER_DATE = "other_date"
    SLIP_IN_DATE = "slip_in_date"
    ONE_LETTER = "one_letter"
    OTHER_SPELLING = "other_spelling"


@dataclass(frozen=True, slots=True)
class Matches:
    """The pairs of one person, those who are on one date alone, and pairs of them that a clerk has to look at."""

    pairs: tuple[Pair, ...]
    earlier: tuple[Person, ...]
    later: tuple[Person, ...]
    doubtful: tuple[tuple[Doubt, Person, Person], ...]


def digest(person: Person) -> str:
    """Give SHA-256 of name, birth date and unit: by it a clerk's answer finds the row again after a new load."""
    return person_digest(person.full_name, person.birth_date, person.unit)


def may_be(person: Person, mark: str | None) -> bool:
    """Tell whether a namesake of the same unit and birth date, with that mark, may be a person.

    An identity card has a new number; with two numbers, part of a birth date is too little.
    """
    is_other = bool(mark and person.identity_mark and mark != person.identity_mark)
    return not is_other or len(person.birth_date or "") == _FULL


def match(
    earlier: Sequence[Person],
    later: Sequence[Person],
    is_same_place: SamePlace,
    answers: Mapping[tuple[str, str], bool],
) -> Matches:
    """Match the people of two dates; `answers`: digests of an earlier and a later row -> one person or two."""
    work = _Matching(earlier, later, is_same_place, answers)
    work.pair(lambda person: person.identity_mark)
    work.answer()
    work.pair(_name_and_date, keeps_marks=True)
    work.pair(_name_and_part, in_place=True)
    return work.result()


def _name_and_date(person: Person) -> Hashable | None:
    born = person.birth_date
    return (key(person.full_name), born) if born and len(born) == _FULL else None


def _name_and_part(person: Person) -> Hashable:
    return key(person.full_name), person.birth_date


class _Matching:
    """Two dates' people on the way: `pair` takes those out who meet."""

    def __init__(
        self,
        earlier: Sequence[Person],
        later: Sequence[Person],
        is_same_place: SamePlace,
        answers: Answers,
    ) -> None:
        self._rest = ({person.id: person for person in earlier}, {person.id: person for person in later})
        self._is_same_place, self._answers = is_same_place, answers
        self._pairs: list[Pair] = []

    def pair(
        self, by: Callable[[Person], Hashable | None], *, in_place: bool = False, keeps_marks: bool = False
    ) -> None:
        """Pair those who are equal by something and alone with it on both dates, of several those in the same unit.

        `in_place`: in the same unit only. `keeps_marks`: with two marks in the same unit only.
        """
        groups = [_grouped(side.values(), by) for side in self._rest]
        for value in groups[0].keys() & groups[1].keys():
            old, new = groups[0][value], groups[1][value]
            if not in_place and len(old) == len(new) == 1:
                if not keeps_marks or self._may_be(old[0], new[0]):
                    self._take(old[0], new[0])
                continue
            for pair in self._in_place(old, new):
                self._take(*pair)
            left = [[person for person in side if person.id in self._rest[n]] for n, side in enumerate((old, new))]
            if not in_place and len(left[0]) == len(left[1]) == 1 and self._may_be(left[0][0], left[1][0]):
                self._take(left[0][0], left[1][0])

    def answer(self) -> None:
        """Pair those whom a clerk called one person."""
        if not any(self._answers.values()):
            return
        known = [{digest(person): person for person in side.values()} for side in self._rest]
        for (old, new), is_same in self._answers.items():
            if is_same and old in known[0] and new in known[1]:
                pair = known[0][old], known[1][new]
                if pair[0].id in self._rest[0] and pair[1].id in self._rest[1]:
                    self._take(*pair)

    def result(self) -> Matches:
        doubts: dict[tuple[int, int], tuple[Doubt, Person, Person]] = {}
        for doubt, old, new in self._doubts():
            doubts.setdefault((old.id, new.id), (doubt, old, new))
        kept = [each for each in doubts.values() if not self._is_answered(*each[1:])]
        kept.sort(key=lambda each: (key(each[1].full_name), each[1].id, each[2].id))
        earlier, later = (tuple(side.values()) for side in self._rest)
        return Matches(tuple(self._pairs), earlier, later, tuple(kept))

    def _take(self, old: Person, new: Person) -> None:
        del self._rest[0][old.id], self._rest[1][new.id]
        self._pairs.append((old, new))

    def _may_be(self, old: Person, new: Person) -> bool:
        marks = {person.identity_mark for person in (old, new) if person.identity_mark}
        return len(marks) <= 1 or self._is_same_place(old.unit, new.unit)

    def _in_place(self, old: Sequence[Person], new: Sequence[Person]) -> list[Pair]:
        """List the pairs in the same unit in which neither has another partner."""
        pairs = [pair for pair in product(old, new) if self._is_same_place(pair[0].unit, pair[1].unit)]
        olds, news = (Counter(pair[side].id for pair in pairs) for side in (0, 1))
        return [pair for pair in pairs if olds[pair[0].id] == news[pair[1].id] == 1]

    # Doubtful pairs

    def _is_answered(self, old: Person, new: Person) -> bool:
        return bool(self._answers) and (digest(old), digest(new)) in self._answers

    def _doubts(self) -> Iterator[tuple[Doubt, Person, Person]]:
        """Yield the pairs among those who are left, the strongest reason first."""
        sides = [[person for person in side.values() if person.full_name] for side in self._rest]
        names = [_grouped(side, lambda person: key(person.full_name)) for side in sides]
        for name in names[0].keys() & names[1].keys():
            yield from self._of_one_name(names[0][name], names[1][name])
        dates = [_grouped(side, lambda person: person.birth_date) for side in sides]
        for day in dates[0].keys() & dates[1].keys():
            for old, new in product(dates[0][day], dates[1][day]):
                if len(str(day)) < _FULL and not self._is_same_place(old.unit, new.unit):
                    continue
                if is_one_letter_away(key(old.full_name), key(new.full_name)):
                    yield Doubt.ONE_LETTER, old, new
                elif not _has_two_numbers(old, new) and is_spelt_otherwise(old.full_name, new.full_name):
                    yield Doubt.OTHER_SPELLING, old, new

    def _of_one_name(
        self, earlier: Sequence[Person], later: Sequence[Person]
    ) -> Iterator[tuple[Doubt, Person, Person]]:
        alone = len(earlier) == len(later) == 1
        for old, new in product(earlier, later):
            is_place = self._is_same_place(old.unit, new.unit)
            dates = old.birth_date or "", new.birth_date or ""
            if dates[0] == dates[1] and len(dates[0]) == _FULL:
                yield (Doubt.OTHER_NUMBER if alone else Doubt.NAMESAKES), old, new
            elif dates[0].startswith(dates[1]) or dates[1].startswith(dates[0]):
                if is_place or (alone and all(len(born) >= _YEAR for born in dates)):
                    yield Doubt.PART_OF_DATE, old, new
            elif is_place:
                yield Doubt.OTHER_DATE, old, new
            elif not _has_two_numbers(old, new) and is_slip_in_date(*dates):
                yield Doubt.SLIP_IN_DATE, old, new


def _has_two_numbers(old: Person, new: Person) -> bool:
    return bool(old.identity_mark and new.identity_mark and old.identity_mark != new.identity_mark)


def _grouped(people: Iterable[Person], by: Callable[[Person], Hashable | None]) -> dict[Hashable, list[Person]]:
    """Group people by what is not None of them."""
    groups: dict[Hashable, list[Person]] = {}
    for person in people:
        value = by(person)
        if value is not None:
            groups.setdefault(value, []).append(person)
    return groups


def is_spelt_otherwise(name: str, other: str) -> bool:
    """Tell whether two names are one without tones and marks, or one leaves out a middle name of the other."""
    if key(name) == key(other):
        return False
    short, long = sorted((plain(name).split(), plain(other).split()), key=len)
    if len(short) < _FEWEST_WORDS or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def is_slip_in_date(born: str, other: str) -> bool:
    """Tell whether two full birth dates differ by one digit, or by day and month in each other's place."""
    if len(born) != _FULL or len(other) != _FULL:
        return False
    year, month, day = born.split("-")
    return other == f"{year}-{day}-{month}" or sum(a != b for a, b in zip(born, other, strict=True)) == 1


def is_one_letter_away(name: str, other: str) -> bool:
    """Tell whether two names differ in one letter: another one, one too many or one too few."""
    short, long = sorted((name, other), key=len)
    if name == other or len(long) - len(short) > 1:
        return False
    first = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    rest = short[first:] if len(short) < len(long) else short[first + 1 :]
    return rest == long[first + 1 :]
