"""The first tables: units, code lists, imports with their files, rosters, staff, problems, the office's settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "code_values",
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("field", "code", name="pk_code_values"),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("loaded_by", sa.String(length=80), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=80), nullable=True),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_loaded", sa.Integer(), nullable=False),
        sa.Column("rows_held", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_table(
        "office_settings",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_office_settings"),
    )
    op.create_table(
        "unit_successions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("old_code", sa.String(length=8), nullable=False),
        sa.Column("old_name", sa.String(length=120), nullable=False),
        sa.Column("new_code", sa.String(length=8), nullable=False),
        sa.Column("new_name", sa.String(length=120), nullable=False),
        sa.Column("extent", sa.String(length=20), nullable=False),
        sa.Column("resolution", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_unit_successions"),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("parent_code", sa.String(length=8), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("resolution", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_units"),
        sa.UniqueConstraint("code", "level", "valid_from", name="uq_units_code_level_valid_from"),
    )
    op.create_index("ix_units_code", "units", ["code"])

    op.create_table(
        "import_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_import_files_import_id"),
        sa.PrimaryKeyConstraint("id", name="pk_import_files"),
    )
    op.create_index("ix_import_files_import_id", "import_files", ["import_id"])
    op.create_index("ix_import_files_sha256", "import_files", ["sha256"])

    op.create_table(
        "problems",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("sheet", sa.String(length=80), nullable=False),
        sa.Column("cell", sa.String(length=20), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.Column("message", sa.String(length=1000), nullable=False),
        sa.Column("suggestion", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_problems_import_id"),
        sa.PrimaryKeyConstraint("id", name="pk_problems"),
    )
    op.create_index("ix_problems_import_id", "problems", ["import_id"])

    op.create_table(
        "rosters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["units.id"], name="fk_rosters_district_id"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_rosters_import_id"),
        sa.ForeignKeyConstraint(["province_id"], ["units.id"], name="fk_rosters_province_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_rosters_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rosters"),
        sa.UniqueConstraint("import_id", "unit_id", name="uq_rosters_import_id_unit_id"),
    )
    op.create_index("ix_rosters_current", "rosters", ["as_of", "is_current"])
    op.create_index("ix_rosters_unit_id", "rosters", ["unit_id"])

    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=80), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(length=160), nullable=False),
        sa.Column("birth_date", sa.String(length=10), nullable=True),
        sa.Column("birth_number", sa.Integer(), nullable=True),
        sa.Column("gender", sa.String(length=10), nullable=True),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("position", sa.String(length=255), nullable=True),
        sa.Column("ethnicity", sa.String(length=60), nullable=True),
        sa.Column("religion", sa.String(length=60), nullable=True),
        sa.Column("party_member", sa.String(length=5), nullable=True),
        sa.Column("party_probation", sa.Boolean(), nullable=False),
        sa.Column("schooling", sa.String(length=20), nullable=True),
        sa.Column("education", sa.String(length=20), nullable=True),
        sa.Column("major", sa.String(length=255), nullable=True),
        sa.Column("political_theory", sa.String(length=20), nullable=True),
        sa.Column("state_management", sa.String(length=20), nullable=True),
        sa.Column("it", sa.String(length=20), nullable=True),
        sa.Column("it_detail", sa.String(length=30), nullable=True),
        sa.Column("english", sa.String(length=20), nullable=True),
        sa.Column("other_language", sa.String(length=20), nullable=True),
        sa.Column("ethnic_language", sa.String(length=5), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["import_files.id"], name="fk_staff_file_id"),
        sa.ForeignKeyConstraint(["roster_id"], ["rosters.id"], name="fk_staff_roster_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
    )
    op.create_index("ix_staff_file_id", "staff", ["file_id"])
    op.create_index("ix_staff_roster_id", "staff", ["roster_id"])
