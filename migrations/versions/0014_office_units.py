"""Units that the office adds or corrects: changes with their versions and successions."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("removed_by", sa.String(length=80), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_unit_changes"),
    )
    op.create_table(
        "office_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("parent_code", sa.String(length=8), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("resolution", sa.String(length=60), nullable=True),
        sa.Column("replaces", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office_units"),
        sa.ForeignKeyConstraint(["change_id"], ["unit_changes.id"], name="fk_office_units_change_id"),
    )
    op.create_index("ix_office_units_change_id", "office_units", ["change_id"])
    op.create_table(
        "office_successions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("old_code", sa.String(length=8), nullable=False),
        sa.Column("old_name", sa.String(length=120), nullable=False),
        sa.Column("new_code", sa.String(length=8), nullable=False),
        sa.Column("new_name", sa.String(length=120), nullable=False),
        sa.Column("extent", sa.String(length=20), nullable=False),
        sa.Column("resolution", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_office_successions"),
        sa.ForeignKeyConstraint(["change_id"], ["unit_changes.id"], name="fk_office_successions_change_id"),
    )
    op.create_index("ix_office_successions_change_id", "office_successions", ["change_id"])
