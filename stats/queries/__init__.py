"""Questions to the database: a Connection in, plain values out; only current rosters are ever seen.

`province` is a province's code of today («24»), None for whatever provinces there are.
"""

from stats.queries.aggregates import AggregateRow, aggregates
from stats.queries.boundaries import Outline, Ring, boundaries
from stats.queries.deadlines import deadline, first_sent, waiting_units
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
from stats.queries.held import HeldRow, held_people
from stats.queries.learned import (
    ColumnRow,
    FormLabelRow,
    SpellingRow,
    learned_columns,
    learned_form_labels,
    learned_spellings,
    learned_version,
)
from stats.queries.loads import (
    ImportDetails,
    ImportFileRow,
    ImportRow,
    ProblemRow,
    data_version,
    home_province,
    import_details,
    imports,
    office_settings,
    problems,
    setting,
    state_of_data,
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
from stats.queries.standing import is_demo
from stats.queries.submissions import SentRow, UnitProblemRow, sent, unit_problems
from stats.queries.traces import (
    PersonRow,
    SameName,
    TracedRow,
    counts_of_files,
    rows_of_ids,
    rows_of_name,
    rows_of_one,
    traced_rows,
)
from stats.queries.uploads import UploadRow, uploads

__all__ = [
    "DIMENSIONS",
    "FLAT_COLUMNS",
    "AggregateRow",
    "ColumnRow",
    "Counts",
    "ExportRow",
    "FormLabelRow",
    "HeldRow",
    "ImportDetails",
    "ImportFileRow",
    "ImportRow",
    "Outline",
    "PersonRow",
    "ProblemRow",
    "PublicationRow",
    "Ring",
    "RosterRow",
    "SameName",
    "SentRow",
    "SpellingRow",
    "TracedRow",
    "UnitChangeRow",
    "UnitProblemRow",
    "UnitRow",
    "UploadRow",
    "aggregates",
    "as_of_dates",
    "boundaries",
    "counts",
    "counts_of_files",
    "data_version",
    "deadline",
    "export_count",
    "exports",
    "first_sent",
    "flat_rows",
    "headcount",
    "held_people",
    "home_province",
    "import_details",
    "imports",
    "is_demo",
    "learned_columns",
    "learned_form_labels",
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
    "rows_of_ids",
    "rows_of_name",
    "rows_of_one",
    "sent",
    "setting",
    "source_files",
    "state_of_data",
    "traced_rows",
    "unit_changes",
    "unit_problems",
    "units",
    "uploads",
    "waiting_units",
]
