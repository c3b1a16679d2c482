"""Questions to the database: a Connection in, plain values out; only current rosters are ever seen.

`province` is a province's name («Tỉnh Bắc Ninh»), None for whatever provinces there are.
"""

from dashboard.queries.exports import ExportRow, exports
from dashboard.queries.learned import (
    ColumnRow,
    SpellingRow,
    learned_columns,
    learned_spellings,
    learned_version,
)
from dashboard.queries.loads import (
    ImportDetails,
    ImportFileRow,
    ImportRow,
    ProblemRow,
    data_version,
    import_details,
    imports,
    is_demo,
    problems,
    setting,
)
from dashboard.queries.people import DIMENSIONS, FLAT_COLUMNS, Counts, counts, flat_rows, headcount, trend
from dashboard.queries.places import DistrictRow, UnitRow, as_of_dates, districts, registers, units
from dashboard.queries.submissions import SentRow, TroubleRow, sent, troubles

__all__ = [
    "DIMENSIONS",
    "FLAT_COLUMNS",
    "ColumnRow",
    "Counts",
    "DistrictRow",
    "ExportRow",
    "ImportDetails",
    "ImportFileRow",
    "ImportRow",
    "ProblemRow",
    "SentRow",
    "SpellingRow",
    "TroubleRow",
    "UnitRow",
    "as_of_dates",
    "counts",
    "data_version",
    "districts",
    "exports",
    "flat_rows",
    "headcount",
    "import_details",
    "imports",
    "is_demo",
    "learned_columns",
    "learned_spellings",
    "learned_version",
    "problems",
    "registers",
    "sent",
    "setting",
    "trend",
    "troubles",
    "units",
]
