"""Figures of units that are no people: the catalogue of quotas and indicators, and what counts against a quota.

Rows of `figure_measures.csv`, `figure_spellings.csv`, `figure_words.csv`, `quota_present.csv`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

from reference.bodies import KINDS
from reference.codes import code_lists
from reference.tables import choice_in, day_in, rows, wrong_row

QUOTAS, INDICATORS = "quotas", "indicators"
CATALOGUES = (QUOTAS, INDICATORS)
AGGREGATES = "aggregates"
"""Counts of people by counting rules: their «measures» are rules, and no catalogue lists them."""
QUOTA_GROUP = "quota"
_LEVELS = frozenset({"commune", "district", "body"})
_BLOCS = frozenset({"party", "government", "front"})
_GROUPS = ("quota", "present", "skills", "infrastructure", "adaptation", "training", "reform", "own")
OWN = "own"
"""The group of an office's own indicators."""


class MeasureKind(StrEnum):
    """The kind of a measure's numbers: whole numbers, points out of a maximum, per cent, any number."""

    COUNT = "count"
    POINTS = "points"
    PERCENT = "percent"
    NUMBER = "number"


class Role(StrEnum):
    """The part that a column of a workbook of figures plays by its heading."""

    UNIT = "unit"
    UNIT_CODE = "unit_code"
    DISTRICT = "district"
    DEPARTMENT = "department"
    DAY = "day"
    MEASURE = "measure"
    VALUE = "value"
    MAXIMUM = "maximum"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the catalogue: what is counted of a unit, in which unit of measure, and what it is held against.

    `varies`: the maximum is each body's own, and ranks go by the share of it. `part_of`: the measure whose parts add
    up to it. `beside`: `per_head` or `share` of the people present. `higher`: more is better; None: neither.
    """

    code: str
    catalogue: str
    label: str
    short_label: str
    unit: str
    kind: MeasureKind
    maximum: Decimal | None = None
    varies: bool = False
    higher: bool | None = None
    part_of: str = ""
    beside: str = ""
    group: str = ""
    source: str = ""
    levels: frozenset[str] = _LEVELS

    @property
    def is_whole(self) -> bool:
        """True where only whole numbers make sense."""
        return self.kind is MeasureKind.COUNT


@lru_cache(maxsize=1)
def measures() -> dict[str, Measure]:
    """Give the catalogue by code, in the table's order; ReferenceError for a row that contradicts itself or another."""
    catalogue: dict[str, Measure] = {}
    for row in rows("figure_measures"):
        if row["code"] in catalogue or not row["code"] or not row["label"]:
            raise wrong_row(row, f"mã «{row['code']}» trống hoặc đã có ở trên, hoặc thiếu tên.")
        if row["part_of"] and row["part_of"] not in catalogue:
            raise wrong_row(row, f"cột part_of ghi «{row['part_of']}», phía trên không có chỉ tiêu ấy.")
        catalogue[row["code"]] = _measure(row)
    return catalogue


def _measure(row: Mapping[str, str]) -> Measure:
    higher = choice_in(row, "higher", ("yes", "no", ""))
    levels = frozenset(row["level"].split())
    if not levels or not levels <= _LEVELS:
        raise wrong_row(row, f"cột level ghi «{row['level']}», chỉ được là: {', '.join(sorted(_LEVELS))}.")
    return Measure(
        row["code"],
        choice_in(row, "catalogue", CATALOGUES),
        row["label"],
        row["short_label"] or row["label"],
        row["unit"],
        kind=MeasureKind(choice_in(row, "kind", tuple(MeasureKind))),
        maximum=_decimal_in(row, "maximum"),
        varies=choice_in(row, "varies", ("yes", "")) == "yes",
        higher=None if not higher else higher == "yes",
        part_of=row["part_of"],
        beside=choice_in(row, "beside", ("per_head", "share", "")),
        group=choice_in(row, "group", _GROUPS),
        source=row["source"],
        levels=levels,
    )


def _decimal_in(row: Mapping[str, str], column: str) -> Decimal | None:
    try:
        number = Decimal(row[column]) if row[column] else None
    except InvalidOperation as error:
        raise wrong_row(row, f"cột {column} ghi «{row[column]}», không phải là số.") from error
    if number is not None and not (number.is_finite() and number > 0):
        raise wrong_row(row, f"cột {column} phải là số dương.")
    return number


def measures_of(catalogue: str) -> tuple[Measure, ...]:
    """List the measures of a catalogue («quotas», «indicators») in its order."""
    return tuple(measure for measure in measures().values() if measure.catalogue == catalogue)


def parts_of(code: str) -> tuple[Measure, ...]:
    """List the measures that add up to a measure, in order; none where it has no parts."""
    return tuple(measure for measure in measures().values() if measure.part_of == code)


@lru_cache(maxsize=1)
def quota_kinds() -> tuple[Measure, ...]:
    """List the kinds of quotas: giao, tạm giao, dự nguồn, định mức."""
    return tuple(measure for measure in measures_of(QUOTAS) if measure.group == QUOTA_GROUP)


@lru_cache(maxsize=1)
def figure_spellings() -> tuple[tuple[str, str], ...]:
    """List measure and spelling; the labels, long and short, are spellings, too."""
    pairs = [(code, name) for code, each in measures().items() for name in (each.label, each.short_label)]
    for row in rows("figure_spellings"):
        if row["measure"] not in measures() or not row["spelling"]:
            raise wrong_row(row, f"figure_measures.csv không có «{row['measure']}», hoặc cách ghi trống.")
        pairs.append((row["measure"], row["spelling"]))
    return tuple(pairs)


@lru_cache(maxsize=1)
def heading_roles() -> tuple[tuple[str, Role], ...]:
    """List the words of headings and the part that a column under them plays."""
    return tuple((row["words"], Role(choice_in(row, "role", tuple(Role)))) for row in rows("figure_words"))


@dataclass(frozen=True, slots=True)
class PresentRule:
    """A category whose people count against a quota: of which blocs (none: of all), without which departments.

    `kinds`: of bodies of those kinds; none: of communes.
    """

    measure: str
    kinds: frozenset[str]
    category: str
    blocs: frozenset[str]
    without: frozenset[str]
    valid_from: date
    valid_to: date
    source: str


@lru_cache(maxsize=1)
def present_rules() -> tuple[PresentRule, ...]:
    """List the rules of all times."""
    return tuple(map(_present_rule, rows("quota_present")))


def _present_rule(row: Mapping[str, str]) -> PresentRule:
    blocs = frozenset(row["blocs"].split())
    if not blocs <= _BLOCS:
        raise wrong_row(row, f"cột blocs ghi «{row['blocs']}», chỉ được là: {', '.join(sorted(_BLOCS))}.")
    kinds = frozenset(row["kinds"].split())
    if not kinds <= KINDS.keys():
        raise wrong_row(row, f"cột kinds ghi «{row['kinds']}», chỉ được là: {', '.join(KINDS)}.")
    return PresentRule(
        choice_in(row, "measure", [measure.code for measure in quota_kinds()]),
        kinds,
        category=choice_in(row, "category", [value.code for value in code_lists()["category"]]),
        blocs=blocs,
        without=frozenset(filter(None, row["without"].split("; "))),
        valid_from=day_in(row, "valid_from") or date.min,
        valid_to=day_in(row, "valid_to") or date.max,
        source=row["source"],
    )


@lru_cache(maxsize=64)
def present_rules_on(measure: str, day: date) -> tuple[PresentRule, ...]:
    """List the rules of who counts against a kind of quota on a day."""
    return tuple(
        rule for rule in present_rules() if rule.measure == measure and rule.valid_from <= day <= rule.valid_to
    )
