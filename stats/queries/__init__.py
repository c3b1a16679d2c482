"""Questions to the database: a Connection in, plain values out; only current rosters are ever seen.

`province` is a province's name («Tỉnh Bắc Ninh»), None for whatever provinces there are.
"""

from stats.queries.exports import (
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
from stats.queries.learned import ColumnRow, SpellingRow, learned_columns, learned_spellings, learned_version
from stats.queries.loads import (
    ImportDetails,
    ImportFileRow,
    ImportRow,
    ProblemRow,
    data_version,
    import_details,
    imports,
    is_demo,
    office_settings,
    problems,
    setting,
)
from stats.queries.people import (
    DIMENSIONS,
    FLAT_COLUMNS,
    Counts,
    counts,
    flat_rows,
    headcount,
    person_rows,
    source_files,
)
from stats.queries.places import DistrictRow, UnitRow, as_of_dates, districts, registers, units
from stats.queries.submissions import SentRow, UnitProblemRow, sent, unit_problems

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
    "UnitProblemRow",
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
    "office_settings",
    "person_rows",
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
    "unit_problems",
    "units",
]
