"""The tallies, indexes, and units beside the register: a province's questions stay small in a country's database."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_UNTALLIED = sa.text("is_tallied <> is_current")


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("unit_type", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["province_id"], ["units.id"], name="fk_tallies_province_id"),
        sa.PrimaryKeyConstraint("field", "province_id", "as_of", "unit_type", "category", "code", name="pk_tallies"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally_basis",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_tally_basis"),
    )
    op.add_column("units", sa.Column("in_register", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("rosters", sa.Column("is_tallied", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index("ix_units_in_register", "units", ["in_register"])
    op.create_index("ix_units_name", "units", ["name", "level"])
    op.create_index("ix_imports_undone", "imports", ["undone_at", "is_demo"])
    op.create_index("ix_rosters_district_id", "rosters", ["district_id"])
    op.create_index(
        "ix_rosters_province",
        "rosters",
        ["province_id", "is_current", "as_of", "unit_id", "district_id", "import_id"],
    )
    op.create_index(
        "ix_rosters_untallied",
        "rosters",
        ["province_id", "as_of"],
        sqlite_where=_UNTALLIED,
        postgresql_where=_UNTALLIED,
    )
    op.drop_index("ix_rosters_unit_id", "rosters")
    op.create_index("ix_rosters_unit", "rosters", ["unit_id", "as_of", "is_current", "import_id"])
    op.drop_index("ix_import_files_import_id", "import_files")
    op.create_index("ix_import_files_name", "import_files", ["import_id", "name"])
    op.drop_index("ix_staff_file_id", "staff")
    op.create_index("ix_staff_place", "staff", ["file_id", "sheet", "row", "roster_id"])
    op.drop_index("ix_problems_import_id", "problems")
    op.create_index("ix_problems_file", "problems", ["import_id", "file"])
