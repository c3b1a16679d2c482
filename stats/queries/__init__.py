"""Questions to the database: a Connection in, plain values out; only current rosters are ever seen.

`province` is a province's code of today («24»), None for whatever provinces there are.
"""

from stats.queries.boundaries import Outline, Ring, boundaries
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
    home_province,
    import_details,
    imports,
    is_demo,
    office_settings,
    problems,
    setting,
    version_and_settings,
)
from stats.queries.office_units import UnitChangeRow, unit_changes
from stats.queries.people import (
    DIMENSIONS,
    FLAT_COLUMNS,
    Counts,
    counts,
    flat_rows,
    headcount,
    person_columns,
    person_rows,
    source_files,
)
from stats.queries.places import UnitRow, as_of_dates, level_register, registers, units
from stats.queries.rosters import RosterRow, people_of_roster, rosters_of_import, rosters_of_unit
from stats.queries.scopes import places_of_import
from stats.queries.submissions import SentRow, UnitProblemRow, sent, unit_problems

__all__ = [
    "DIMENSIONS",
    "FLAT_COLUMNS",
    "ColumnRow",
    "Counts",
    "ExportRow",
    "ImportDetails",
    "ImportFileRow",
    "ImportRow",
    "Outline",
    "ProblemRow",
    "PublicationRow",
    "Ring",
    "RosterRow",
    "SentRow",
    "SpellingRow",
    "UnitChangeRow",
    "UnitProblemRow",
    "UnitRow",
    "as_of_dates",
    "boundaries",
    "counts",
    "data_version",
    "export_count",
    "exports",
    "flat_rows",
    "headcount",
    "home_province",
    "import_details",
    "imports",
    "is_demo",
    "learned_columns",
    "learned_spellings",
    "learned_version",
    "level_register",
    "office_settings",
    "people_of_roster",
    "person_columns",
    "person_rows",
    "places_of_import",
    "problems",
    "publication",
    "publication_by_token",
    "publications",
    "published_file",
    "published_report",
    "registers",
    "rosters_of_import",
    "rosters_of_unit",
    "sent",
    "setting",
    "source_files",
    "unit_changes",
    "unit_problems",
    "units",
    "version_and_settings",
]
