"""The tables: units, code lists, imports, rosters, staff, tallies, problems, settings, answers, outputs.

`etl/` writes these tables and `dashboard/` reads them; neither knows of the other.
A *roster* is the list of one unit's people on one date; an *import* is one load of one or more files.
Accounts, sessions and events belong to `access/`.
Tables are written by subject in `schema/`; everybody else takes them from here.
"""

from schema.accounts import Account, Event, Grant, Session
from schema.aggregates import Aggregate
from schema.base import Base
from schema.erasures import Erasure
from schema.figures import Figure, FigureImport, OwnMeasure
from schema.movements import Leaver, LeavingReason, PersonMatch
from schema.office import (
    Boundary,
    LearnedColumn,
    LearnedFormLabel,
    LearnedSpelling,
    NamedView,
    OfficeSetting,
)
from schema.outputs import Export, Publication, PublicationFile
from schema.rosters import (
    CodeValue,
    HeldPerson,
    Import,
    ImportFile,
    Problem,
    ReferenceBasis,
    Roster,
    RunningLoad,
    Staff,
    Unit,
)
from schema.tallies import Tally, TallyBasis
from schema.units import OfficeSuccession, OfficeUnit, UnitChange
from schema.uploads import Deadline, Upload, UploadFile

__all__ = [
    "Account",
    "Aggregate",
    "Base",
    "Boundary",
    "CodeValue",
    "Deadline",
    "Erasure",
    "Event",
    "Export",
    "Figure",
    "FigureImport",
    "Grant",
    "HeldPerson",
    "Import",
    "ImportFile",
    "LearnedColumn",
    "LearnedFormLabel",
    "LearnedSpelling",
    "Leaver",
    "LeavingReason",
    "NamedView",
    "OfficeSetting",
    "OfficeSuccession",
    "OfficeUnit",
    "OwnMeasure",
    "PersonMatch",
    "Problem",
    "Publication",
    "PublicationFile",
    "ReferenceBasis",
    "Roster",
    "RunningLoad",
    "Session",
    "Staff",
    "Tally",
    "TallyBasis",
    "Unit",
    "UnitChange",
    "Upload",
    "UploadFile",
]
