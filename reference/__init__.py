"""Facts and law as frozen values: the tables of `data/reference/`, read once and checked when they are read."""

from reference.ages import AgeBand, age_bands
from reference.codes import CodeValue, code_label, code_lists, problem_labels
from reference.fields import Field, Reading, catalogue, field_label, field_labels, official_names
from reference.provinces import communes_on
from reference.tables import ReferenceError, limit, rows, version, wrong_row
from reference.units import Succession, Unit, successions, units, units_on

__all__ = [
    "AgeBand",
    "CodeValue",
    "Field",
    "Reading",
    "ReferenceError",
    "Succession",
    "Unit",
    "age_bands",
    "catalogue",
    "code_label",
    "code_lists",
    "communes_on",
    "field_label",
    "field_labels",
    "limit",
    "official_names",
    "problem_labels",
    "rows",
    "successions",
    "units",
    "units_on",
    "version",
    "wrong_row",
]
