"""The people of whom rosters say that they have left."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leavers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=80), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_leavers"),
        sa.ForeignKeyConstraint(["roster_id"], ["rosters.id"], name="fk_leavers_roster_id"),
        sa.ForeignKeyConstraint(["file_id"], ["import_files.id"], name="fk_leavers_file_id"),
    )
    op.create_index("ix_leavers_roster_id", "leavers", ["roster_id"])
    op.create_index("ix_leavers_file_id", "leavers", ["file_id"])
    op.create_index("ix_leavers_person", "leavers", ["person"])
