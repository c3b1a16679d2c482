"""The sentences of a report about movements: the balance, what changed, who left, where most came and went."""

from collections.abc import Iterable, Sequence
from datetime import date

import reference
from presentation.movement_words import NAMES, NO_BIRTH, NO_REASON, held, notes_of, of_part, usual_start
from presentation.prose import Prose, proses
from presentation.sentences import wording
from reference import vietnamese
from reference.leaving import leaving_reasons
from stats import groups
from stats.flows import COMING, GOING, STAYING, Kind
from stats.groups import moved
from stats.movements import Movements, PlaceMovements
from stats.selection import Selection
from stats.source import StatisticsSource

_NAMED = 3


def movement_sentences(
    source: StatisticsSource, selection: Selection, start_on: date | None = None
) -> tuple[Prose, ...]:
    """Word the movements since a day, else since the year or the date before; why not, where nothing is compared."""
    start_on = start_on or usual_start(source, selection)
    if start_on is None:
        return proses([f"Chưa có số liệu nào trước ngày {vietnamese.day(selection.as_of)} để tính biến động."])
    numbers = held(source, selection, start_on)
    if not (numbers.counts.start or numbers.counts.end):
        return proses([" ".join(["Không so được hai ngày ở phạm vi này.", *notes_of(numbers)[1:]])])
    return proses((_balance(numbers), _stayed(numbers), _left(numbers), _places(numbers), _notes(numbers)))


def _balance(numbers: Movements) -> str:
    counts = numbers.counts
    grown = counts.end - counts.start
    change = f"{'tăng' if grown > 0 else 'giảm'} {wording.people(abs(grown))}" if grown else "không tăng, không giảm"
    start, end = (
        wording.people(count, moved(which, numbers.start_on))
        for count, which in ((counts.start, groups.START), (counts.end, groups.END))
    )
    return (
        f"So với ngày {vietnamese.day(numbers.start_on)}{_part(numbers)}: đầu kỳ {start}; "
        f"vào {_several(numbers, COMING, groups.CAME)}; ra {_several(numbers, GOING, groups.WENT)}; "
        f"cuối kỳ {end}, {change}."
    )


def _part(numbers: Movements) -> str:
    return f", tính trên {of_part(numbers)}" if numbers.is_of_a_part else ""


def _several(numbers: Movements, kinds: Sequence[Kind], all_of: str) -> str:
    """«120 người (mới vào 100, chuyển đến 20)»; `all_of`: the group of all of these."""
    whole = wording.people(sum(numbers.counts[kind] for kind in kinds), moved(all_of, numbers.start_on))
    return f"{whole} ({_listed(numbers, kinds)})"


def _listed(numbers: Movements, kinds: Iterable[Kind]) -> str:
    counts = ((kind, numbers.counts[kind], moved(kind, numbers.start_on)) for kind in kinds)
    return ", ".join(
        f"{vietnamese.in_sentence(NAMES[kind])} {wording.number(count, vietnamese.small_count(count), where)}"
        for kind, count, where in counts
    )


def _leavers(numbers: Movements, by: str, counts: Iterable[tuple[str, str | None, int]]) -> str:
    """«từ 31 đến 40 (58 người), từ 41 đến 50 (81 người)»: name, code, number of leavers by age or reason."""
    return ", ".join(
        f"{vietnamese.in_sentence(name)} ({wording.people(count, moved(Kind.LEFT, numbers.start_on, by, code))})"
        for name, code, count in counts
    )


def _stayed(numbers: Movements) -> str:
    kinds = [kind for kind in STAYING if numbers.counts[kind]]
    people = sum(numbers.counts[kind] for kind in kinds)
    whole = wording.people(people, moved(groups.STAYED, numbers.start_on))
    return f"Trong {whole} có mặt ở cả hai ngày: {_listed(numbers, kinds)}." if people else ""


def _left(numbers: Movements) -> str:
    """Say how old those who left were, for which reasons they left, and how many were of retirement age."""
    left = numbers.counts[Kind.LEFT]
    if not left:
        return ""
    ages = [(reference.code_label("age_band", c) if c else NO_BIRTH, c, count) for c, count in numbers.ages if count]
    reasons = [(leaving_reasons()[code].label if code else NO_REASON, code, count) for code, count in numbers.reasons]
    whole = wording.people(left, moved(Kind.LEFT, numbers.start_on))
    of_age = wording.people(numbers.of_age, moved(Kind.LEFT, numbers.start_on, "of_age"))
    return (
        f"Trong {whole} rời đi có {of_age} đã đến tuổi nghỉ hưu. Theo độ tuổi: "
        f"{_leavers(numbers, 'age', ages)}. Theo lý do: {_leavers(numbers, 'reason', reasons)}."
    )


def _places(numbers: Movements) -> str:
    """Name the places that lost and gained most, where there are several."""
    if len(numbers.places) == 1:
        return ""
    places = [place for place in numbers.places if place.code is not None]
    ranked = sorted(places, key=lambda place: (-abs(_grown(place)), vietnamese.collation_key(place.name)))
    lost, gained = ([each for each in ranked if _grown(each) * way > 0] for way in (-1, 1))
    parts = [
        f"{word} nhiều nhất là {_foremost(places)}" for word, places in (("giảm", lost), ("tăng", gained)) if places
    ]
    return f"{vietnamese.capitalised('; '.join(parts))}." if parts else ""


def _foremost(ranked: Sequence[PlaceMovements]) -> str:
    """Name the first places with their numbers; of many that are equal at the end how many they are, none left out."""
    last = _grown(ranked[:_NAMED][-1])
    before = [place for place in ranked if abs(_grown(place)) > abs(last)]
    equal = [place for place in ranked if _grown(place) == last]
    if len(before) + len(equal) <= _NAMED + 1:
        return ", ".join(map(_named, before + equal))
    rest = f"{vietnamese.number(len(equal))} đơn vị (mỗi đơn vị {vietnamese.signed(last)})"
    return f"{', '.join(map(_named, before))} và {rest}" if before else rest


def _grown(place: PlaceMovements) -> int:
    return place.counts.end - place.counts.start


def _named(place: PlaceMovements) -> str:
    return f"{vietnamese.in_sentence(place.name)} ({vietnamese.signed(_grown(place))})"


def _notes(numbers: Movements) -> str:
    return " ".join(notes_of(numbers))
