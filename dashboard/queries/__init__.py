"""Questions to the database: a Connection in, plain values out; only current rosters are ever seen.

`province` is a province's name («Tỉnh Bắc Ninh»), None for whatever provinces there are.
"""

from dashboard.queries.exports import (
    ExportRow,
    PublicationRow,
    export_count,
    exports,
    publication,
    publication_by_token,
    publications,
    published_file,
    published_report,
)
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
from dashboard.queries.people import (
    DIMENSIONS,
    FLAT_COLUMNS,
    Counts,
    counts,
    flat_rows,
    headcount,
    source_files,
    trend,
)
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
    "PublicationRow",
    "SentRow",
    "SpellingRow",
    "TroubleRow",
    "UnitRow",
    "as_of_dates",
    "counts",
    "data_version",
    "districts",
    "export_count",
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
    "publication",
    "publication_by_token",
    "publications",
    "published_file",
    "published_report",
    "registers",
    "sent",
    "setting",
    "source_files",
    "trend",
    "troubles",
    "units",
]
