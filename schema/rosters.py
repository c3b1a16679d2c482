"""Units, code lists, imports with their files and problems, rosters and the people on them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


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


class ReferenceBasis(Base):
    """The reference tables that `units` and `code_values` were made from: one row."""

    __tablename__ = "reference_basis"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


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
    erased_at: Mapped[datetime | None]
    """The moment when its people and files were removed; its number stays."""


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
    released_at: Mapped[datetime | None]
    """The moment when its original was removed on purpose; None: it is kept."""


class Roster(Base):
    """One unit's people on one date, as one import told them."""

    __tablename__ = "rosters"
    __table_args__ = (
        UniqueConstraint("import_id", "unit_id"),
        Index("ix_rosters_current", "as_of", "is_current", "province_id"),
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
    contract_kind: Mapped[str | None] = mapped_column(String(20))
    identity_mark: Mapped[str | None] = mapped_column(String(64))
    """HMAC-SHA256 of the identity number under the office's key; the number itself is stored nowhere."""
    service_since: Mapped[str | None] = mapped_column(String(255))
    seniority: Mapped[str | None] = mapped_column(String(10))


class HeldPerson(Base):
    """Somebody whom an import held back, for their unit is unclear; the name itself is in the original file alone."""

    __tablename__ = "held_people"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("import_files.id"), index=True)
    sheet: Mapped[str] = mapped_column(String(80))
    row: Mapped[int]
    person: Mapped[str] = mapped_column(String(64), index=True)
    """SHA-256 of name and birth date, without a unit."""


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


class RunningLoad(Base):
    """A load at work, or just ended, as all processes of a server see it. Written on PostgreSQL alone."""

    __tablename__ = "running_loads"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    by: Mapped[str] = mapped_column(String(80))
    percent: Mapped[int]
    """The part of its present step that is done."""
    seen_at: Mapped[datetime]
    """UTC; the last word of the process that loads."""
    outcome: Mapped[str] = mapped_column(String(20))
    """Empty while it runs; then a status of `load --json`, or `failed`."""
