"""People by gender: the age pyramid, and any field by men and women."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import reference
from reference.ages import age_bands
from stats.cube import Question
from stats.measures import ordered_values
from stats.selection import Selection
from stats.source import StatisticsSource

MALE, FEMALE = "male", "female"
FIVE_YEARS = "five_years"
"""The name of the bands of five years, beside the sets of `age_bands.csv`."""
_YOUNGEST, _OLDEST, _STEP = 25, 60, 5


@dataclass(frozen=True, slots=True)
class GenderRow:
    """A value of a field, or an age band: men, women, and those whose gender is not told; `code` None: not told."""

    code: str | None
    label: str
    men: int
    women: int
    unknown: int

    @property
    def people(self) -> int:
        """Everybody of the row."""
        return self.men + self.women + self.unknown


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Age bands from the youngest; `undated`: those without a birth date."""

    rows: tuple[GenderRow, ...]
    undated: GenderRow


def pyramid(source: StatisticsSource, selection: Selection, bands: str = FIVE_YEARS) -> Pyramid:
    """Count men and women by completed years on the selection's date, in bands of five years or of a form's set."""
    counts: Counter[tuple[str | None, ...]] = Counter()
    edges = list(_edges(bands))
    for (born, gender), number in source.cube(Question(selection, ("birth_date", "gender"))).counts.items():
        band = _band(edges, selection.as_of, born) if born else None
        counts[band, gender] += number
    rows = tuple(_row(code, label, counts) for code, label, _ in edges)
    return Pyramid(rows, _row(None, reference.code_label("age_band", None), counts))


def by_gender(source: StatisticsSource, selection: Selection, field: str) -> tuple[GenderRow, ...]:
    """Count men and women by the values of a field that anybody has, in their order, «Không khai» last."""
    cube = source.cube(Question(selection, (field, "gender")))
    counts, people = Counter(dict(cube.counts)), cube.by(field)
    rows = [_row(code, label, counts) for code, label, _ in ordered_values(field, people) if people.get(code)]
    return (*rows, *([_row(None, reference.code_label(field, None), counts)] if cube.undeclared(field) else []))


def _row(code: str | None, label: str, counts: Counter[tuple[str | None, ...]]) -> GenderRow:
    people = sum(number for key, number in counts.items() if key[0] == code)
    men, women = counts[code, MALE], counts[code, FEMALE]
    return GenderRow(code, label, men, women, people - men - women)


def _edges(bands: str) -> Iterator[tuple[str, str, int | None]]:
    """Yield code, label and last year of each band, the youngest first."""
    if bands != FIVE_YEARS:
        yield from ((band.code, band.label, band.last) for band in age_bands(bands))
        return
    yield f"up_to_{_YOUNGEST}", f"Từ {_YOUNGEST} trở xuống", _YOUNGEST
    for first in range(_YOUNGEST + 1, _OLDEST, _STEP):
        last = first + _STEP - 1
        yield f"from_{first}_to_{last}", f"Từ {first} đến {last}", last
    yield f"over_{_OLDEST}", f"Trên {_OLDEST}", None


def _band(edges: Iterable[tuple[str, str, int | None]], on: date, born: str) -> str:
    """Find the band of somebody; of a birth date that is a year or a month its first day counts."""
    year, month, day = (int(part) for part in (born + "-01-01")[:10].split("-"))
    age = on.year - year - ((on.month, on.day) < (month, day))
    return next(code for code, _, last in edges if last is None or age <= last)
