"""People by gender: the age pyramid, and any field by men and women."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import reference
from reference.ages import AgeBand, age_bands
from stats.cube import KINDS_OF_IT, Question, with_kinds
from stats.disclosure import UNTOLD, is_untold
from stats.measures import part_values
from stats.selection import Selection
from stats.source import StatisticsSource

MALE, FEMALE = "male", "female"
FIVE_YEARS = "five_years"
"""The set of `age_bands.csv` that the pyramid has."""


@dataclass(frozen=True, slots=True)
class GenderRow:
    """A value of a field, or an age band: men, women, and those whose gender is not told; `code` None: not told.

    Men and women are UNTOLD where no roster of the selection tells anybody's gender.
    """

    code: str | None
    label: str
    men: int
    women: int
    unknown: int

    @property
    def people(self) -> int:
        """Everybody of the row."""
        return self.men + self.women + self.unknown

    @property
    def is_untold(self) -> bool:
        """True where nobody knows who of the row are men and who women."""
        return is_untold(self.men)


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Age bands from the youngest; `undated`: those without a birth date."""

    rows: tuple[GenderRow, ...]
    undated: GenderRow


def pyramid(source: StatisticsSource, selection: Selection, bands: str = FIVE_YEARS) -> Pyramid:
    """Count men and women by completed years on the selection's date, in bands of five years or of a form's set."""
    counts: Counter[tuple[str | None, ...]] = Counter()
    known = age_bands(bands)
    for (born, gender), number in source.cube(Question(selection, ("birth_date", "gender"))).counts.items():
        band = _band(known, selection.as_of, born) if born else None
        counts[band, gender] += number
    rows = tuple(_row(band.code, band.label, counts) for band in known)
    return Pyramid(rows, _row(None, reference.code_label("age_band", None), counts))


def by_gender(source: StatisticsSource, selection: Selection, field: str) -> tuple[GenderRow, ...]:
    """Count men and women by the values of a field that anybody has, in their order, «Không khai» last."""
    if field == KINDS_OF_IT:
        cube = with_kinds(source.cube(Question(selection, ("gender", field, "it"))))
    else:
        cube = source.cube(Question(selection, ("gender", field)))
    counts, people = Counter(cube.margin(field, "gender")), cube.by(field)
    rows = [_row(code, label, counts) for code, label, _ in part_values(field, people) if people.get(code)]
    return (*rows, *([_row(None, reference.code_label(field, None), counts)] if cube.undeclared(field) else []))


def _row(code: str | None, label: str, counts: Counter[tuple[str | None, ...]]) -> GenderRow:
    people = sum(number for key, number in counts.items() if key[0] == code)
    men, women = counts[code, MALE], counts[code, FEMALE]
    unknown = people - men - women
    if counts and not any(number for (_, gender), number in counts.items() if gender is not None):
        men = women = UNTOLD
    return GenderRow(code, label, men, women, unknown)


def _band(bands: Sequence[AgeBand], on: date, born: str) -> str:
    """Find the band of somebody; of a birth date that is a year or a month its first day counts."""
    year, month, day = (int(part) for part in (born + "-01-01")[:10].split("-"))
    age = on.year - year - ((on.month, on.day) < (month, day))
    return next(band.code for band in bands if band.last is None or age <= band.last)
