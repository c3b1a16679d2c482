"""The tables: units, code lists, imports, rosters, staff, tallies, problems, settings, what was learned, what left.

`etl/` writes these tables and `dashboard/` reads them; neither knows of the other.
A *roster* is the list of one unit's people on one date; an *import* is one load of one or more files.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, MetaData, String, UniqueConstraint, false, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The tables' base, with fixed names of constraints: a migration can name what it changes on either database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {dict[str, Any]: JSON, list[str]: JSON}


class Unit(Base):
    """One version of an administrative unit: a code may be used again by another unit later."""

    __tablename__ = "units"
    __table_args__ = (UniqueConstraint("code", "level", "valid_from"), Index("ix_units_name", "name", "level"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), index=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(10))
    parent_code: Mapped[str | None] = mapped_column(String(8))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    resolution: Mapped[str | None] = mapped_column(String(60))
    in_register: Mapped[bool] = mapped_column(server_default=true(), index=True)
    """False: `units.csv` does not have it, and it stays because rosters refer to it."""


class CodeValue(Base):
    """One value of a code list, with its place in the order and its Vietnamese label."""

    __tablename__ = "code_values"

    field: Mapped[str] = mapped_column(String(30), primary_key=True)
    code: Mapped[str] = mapped_column(String(30), primary_key=True)
    rank: Mapped[int]
    label: Mapped[str] = mapped_column(String(120))


class Import(Base):
    """One load: all its files landed together. Which of its rosters count is told by `Roster.is_current`."""

    __tablename__ = "imports"
    __table_args__ = (Index("ix_imports_undone", "undone_at", "is_demo"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    loaded_at: Mapped[datetime]
    loaded_by: Mapped[str] = mapped_column(String(80))
    is_demo: Mapped[bool]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(String(80))
    rows_read: Mapped[int]
    rows_loaded: Mapped[int]
    rows_held: Mapped[int]


class ImportFile(Base):
    """A file of an import; `record` holds what was recognised in it, as `load --json` prints it."""

    __tablename__ = "import_files"
    __table_args__ = (Index("ix_import_files_name", "import_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    record: Mapped[dict[str, Any]]


class Roster(Base):
    """One unit's people on one date, as one import told them."""

    __tablename__ = "rosters"
    __table_args__ = (
        UniqueConstraint("import_id", "unit_id"),
        Index("ix_rosters_current", "as_of", "is_current"),
        Index("ix_rosters_unit", "unit_id", "as_of", "is_current", "import_id"),
        Index(
            "ix_rosters_province", "province_id", "is_current", "as_of", "unit_id", "district_id", "import_id"
        ),  # all that is asked of a province's rosters
        # The migration makes it of those rosters alone whose marks differ. Said here, too, it would have SQLAlchemy
        # import its drivers for PostgreSQL, 2 MB, into a program that uses SQLite.
        Index("ix_rosters_untallied", "province_id", "as_of"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    province_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    as_of: Mapped[date]
    is_current: Mapped[bool]
    is_tallied: Mapped[bool] = mapped_column(server_default=false())
    """True: its people are in `tallies`; where it differs from `is_current`, the province's date is counted anew."""


class Staff(Base):
    """One person on one roster: the flat table of the contract, and the cell that the person came from.

    Codes are those of `data/reference/code_lists.csv`; NULL means that the roster does not say.
    """

    __tablename__ = "staff"
    __table_args__ = (Index("ix_staff_place", "file_id", "sheet", "row", "roster_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    roster_id: Mapped[int] = mapped_column(ForeignKey("rosters.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("import_files.id"))
    sheet: Mapped[str] = mapped_column(String(80))
    row: Mapped[int]
    full_name: Mapped[str] = mapped_column(String(160))
    birth_date: Mapped[str | None] = mapped_column(String(10))
    birth_number: Mapped[int | None]
    """yyyymmdd with 01 for what the roster does not say, so that an age is (as_of - birth) // 10000."""
    gender: Mapped[str | None] = mapped_column(String(10))
    category: Mapped[str | None] = mapped_column(String(20))
    position: Mapped[str | None] = mapped_column(String(255))
    ethnicity: Mapped[str | None] = mapped_column(String(60))
    religion: Mapped[str | None] = mapped_column(String(60))
    party_member: Mapped[str | None] = mapped_column(String(5))
    party_probation: Mapped[bool]
    schooling: Mapped[str | None] = mapped_column(String(20))
    education: Mapped[str | None] = mapped_column(String(20))
    major: Mapped[str | None] = mapped_column(String(255))
    political_theory: Mapped[str | None] = mapped_column(String(20))
    state_management: Mapped[str | None] = mapped_column(String(20))
    it: Mapped[str | None] = mapped_column(String(20))
    it_detail: Mapped[str | None] = mapped_column(String(30))
    english: Mapped[str | None] = mapped_column(String(20))
    other_language: Mapped[str | None] = mapped_column(String(20))
    ethnic_language: Mapped[str | None] = mapped_column(String(5))
    digital_skills: Mapped[str | None] = mapped_column(String(5))
    department: Mapped[str | None] = mapped_column(String(255))
    rank: Mapped[str | None] = mapped_column(String(20))
    job_position: Mapped[str | None] = mapped_column(String(255))


class Tally(Base):
    """The number of a province's people with a code of a field on a date, by type of unit and category.

    Only current rosters count. Derived from `staff` and written with it: `etl/tallies.py`. Empty codes and categories:
    the roster does not say.
    """

    __tablename__ = "tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    field: Mapped[str] = mapped_column(String(30), primary_key=True)
    """A field of `reference.tallied.tallied_fields()`; empty: everybody."""
    province_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    unit_type: Mapped[str] = mapped_column(String(20), primary_key=True)
    category: Mapped[str] = mapped_column(String(20), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    people: Mapped[int]


class ReferenceBasis(Base):
    """The reference tables that `units` and `code_values` were made from: one row."""

    __tablename__ = "reference_basis"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class TallyBasis(Base):
    """The fields and age bands that `tallies` were counted by: one row."""

    __tablename__ = "tally_basis"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class Problem(Base):
    """A thing that an import could not read or found doubtful, with the cell's address."""

    __tablename__ = "problems"
    __table_args__ = (Index("ix_problems_file", "import_id", "file"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    code: Mapped[str] = mapped_column(String(40))
    severity: Mapped[str] = mapped_column(String(10))
    file: Mapped[str] = mapped_column(String(255))
    sheet: Mapped[str] = mapped_column(String(80))
    cell: Mapped[str] = mapped_column(String(20))
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(String(255))
    message: Mapped[str] = mapped_column(String(1000))
    suggestion: Mapped[str] = mapped_column(String(120))


class OfficeSetting(Base):
    """A choice of the office on the page «Thiết lập», such as the rounding rule."""

    __tablename__ = "office_settings"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(2000))


class NamedView(Base):
    """A page with its selection, kept under a name for one person or for the office."""

    __tablename__ = "named_views"
    __table_args__ = (UniqueConstraint("owner", "name", name="uq_named_views_owner_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(80))
    """The user whose view it is; empty: the office's."""
    name: Mapped[str] = mapped_column(String(120))
    page: Mapped[str] = mapped_column(String(80))
    """The page's address, such as `tin-hoc`; empty: the first page."""
    query: Mapped[str] = mapped_column(String(500))
    """The selection as a link's parameters."""
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]


class LearnedColumn(Base):
    """A clerk's answer on what a column under exactly this header means; it stands above what the header says."""

    __tablename__ = "learned_columns"

    header: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the table's header paths in their order; see `etl.headers`."""
    number: Mapped[int] = mapped_column(primary_key=True)
    """The column's place in the table, from 0 at the table's first column."""
    title: Mapped[str] = mapped_column(String(500))
    """The header path as written, «Trình độ đào tạo › Tin học › Chứng chỉ»."""
    meaning: Mapped[str] = mapped_column(String(120))
    """`full_name`, `education:bachelors`; empty: not used."""
    source: Mapped[str] = mapped_column(String(255))
    """File and sheet that the question arose in."""
    answered_by: Mapped[str] = mapped_column(String(80))
    answered_at: Mapped[datetime]


class LearnedSpelling(Base):
    """A clerk's answer on a spelling's meaning in a field's columns; the reference tables' spellings stand above it."""

    __tablename__ = "learned_spellings"

    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    """The spelling as `etl.normalising.text.key` gives it."""
    spelling: Mapped[str] = mapped_column(String(255))
    meaning: Mapped[str] = mapped_column(String(255))
    """Codes as in `value_spellings.csv` («it=certificate»), an official name, or a unit's full name; empty: blank."""
    source: Mapped[str] = mapped_column(String(255))
    """File, sheet and cell that the question arose in."""
    answered_by: Mapped[str] = mapped_column(String(80))
    answered_at: Mapped[datetime]


class Export(Base):
    """A file that left the house, or was to: written when its number is taken, before the file is made."""

    __tablename__ = "exports"
    __table_args__ = (UniqueConstraint("year", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    """The year on the office's clock; with `sequence` it is the number that the file bears, «2026-000123»."""
    sequence: Mapped[int]
    """A number from 1 in each year, without a gap: a file that came to nothing keeps its row."""
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(60))
    """The chart's, report's or list's name on the command line: `education`, `summary`, `export`."""
    kind: Mapped[str] = mapped_column(String(20))
    """`png`, `xlsx`, `docx` …; `publication` for what was put out under an address."""
    file_name: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(500))
    scope: Mapped[str] = mapped_column(String(500))
    """The selection in words, as the file's title says it."""
    query: Mapped[str] = mapped_column(String(500))
    """The selection as a link's parameters."""
    as_of: Mapped[date | None]
    data_version: Mapped[str] = mapped_column(String(80))
    rule_version: Mapped[str] = mapped_column(String(40))
    rounding: Mapped[str] = mapped_column(String(30))
    is_demo: Mapped[bool]
    is_internal: Mapped[bool]
    status: Mapped[str] = mapped_column(String(10))
    """`making`, then `done` or `failed`; one that stays `making` was broken off."""
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    size: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(255))
    """The reason of a failure, without values; empty otherwise."""


class Publication(Base):
    """A report put out under an address of this server, frozen: later loads change nothing of it."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(primary_key=True)
    export_id: Mapped[int] = mapped_column(ForeignKey("exports.id"), unique=True)
    token: Mapped[str] = mapped_column(String(64))
    """The address's secret part. Kept as it is, because the office shows the QR code again and again."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the token: what is looked up, so that the time of an answer tells nothing of a token's letters."""
    content_hash: Mapped[str] = mapped_column(String(64), index=True)
    """SHA-256 of the frozen report and its data version: the same content is put out once."""
    report: Mapped[dict[str, Any]]
    """The report as `dissemination.freezing` writes it."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("publications.id"), unique=True)
    """The publication that this one corrects."""
    changes: Mapped[list[str]]
    """The differences from the corrected one, in sentences."""
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(80))
    withdrawn_reason: Mapped[str | None] = mapped_column(String(500))
    """The reason, as its address tells it."""


class PublicationFile(Base):
    """A file that can be had from a publication's page, kept as it was on the day."""

    __tablename__ = "publication_files"
    __table_args__ = (UniqueConstraint("publication_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
