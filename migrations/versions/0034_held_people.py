"""The people whom a load held back because their unit is unclear."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=80), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_held_people"),
        sa.ForeignKeyConstraint(["file_id"], ["import_files.id"], name="fk_held_people_file_id"),
    )
    op.create_index("ix_held_people_file_id", "held_people", ["file_id"])
    op.create_index("ix_held_people_person", "held_people", ["person"])
