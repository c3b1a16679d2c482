"""Digital readiness: what rosters and indicators say of each difficulty, and what nobody has said."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reference.figures import Measure
from reference.readiness import Difficulty, difficulties
from stats.indicators import COMMUNES, indicator, indicator_catalogue, periods_of, units_within
from stats.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE, Proportion, combined_share
from stats.selection import Selection
from stats.source import StatisticsSource

SHARES = {
    "it_evidence": ("it", WITH_IT_EVIDENCE),
    "university": ("education", UNIVERSITY_OR_HIGHER),
    "digital_skills": ("digital_skills", ("yes",)),
}
"""The field of a share and the values that count: its people."""


@dataclass(frozen=True, slots=True)
class ReadinessFigure:
    """A figure of a difficulty: a share of people, or an indicator (of the selected unit, or of all)."""

    name: str
    as_of: date
    share: Proportion | None = None
    measure: Measure | None = None
    value: Decimal | None = None
    beside: Decimal | None = None
    units: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A difficulty with the figures that exist, and the names of those that do not."""

    difficulty: Difficulty
    figures: tuple[ReadinessFigure, ...]
    missing: tuple[tuple[str, str], ...]


def readiness(source: StatisticsSource, selection: Selection) -> tuple[Answer, ...]:
    """Answer each difficulty for the selection's place: rosters of its date, indicators of the newest day up to it."""
    answers = []
    for difficulty in difficulties():
        held = {figure: _figure(source, selection, *figure) for figure in difficulty.figures}
        answers.append(
            Answer(
                difficulty,
                tuple(figure for figure in held.values() if figure is not None),
                tuple(name for name, figure in held.items() if figure is None),
            )
        )
    return tuple(answers)


def _figure(source: StatisticsSource, selection: Selection, kind: str, name: str) -> ReadinessFigure | None:
    return _share(source, selection, name) if kind == "share" else _indicator(source, selection, name)


def _share(source: StatisticsSource, selection: Selection, name: str) -> ReadinessFigure | None:
    field, codes = SHARES[name]
    breakdown = source.breakdown(selection, field)
    if not breakdown.people or breakdown.is_untold:
        return None
    return ReadinessFigure(name, selection.as_of, share=combined_share(breakdown, codes))


def _indicator(source: StatisticsSource, selection: Selection, code: str) -> ReadinessFigure | None:
    day = next((each for each in periods_of(source, code) if each <= selection.as_of), None)
    if day is None:
        return None
    numbers = source.derive(indicator, code, day, COMMUNES, units_within(source, selection.on(day)))
    measure = indicator_catalogue(source)[code]
    if selection.unit is None:
        if not numbers.values:
            return None
        whole = numbers.total if measure.is_whole else numbers.mean
        return ReadinessFigure(
            code, day, measure=measure, value=whole, beside=numbers.beside, units=len(numbers.values)
        )
    own = next((value for value in numbers.values if value.code == selection.unit), None)
    if own is None:
        return None
    return ReadinessFigure(code, day, measure=measure, value=own.shown, beside=own.beside, units=1)
