"""Counts of years of which no list of people is left."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aggregates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("unit_code", sa.String(length=40), nullable=False),
        sa.Column("unit_name", sa.String(length=160), nullable=False),
        sa.Column("rule", sa.String(length=255), nullable=False),
        sa.Column("label", sa.String(length=255), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=80), nullable=False),
        sa.Column("cell", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_aggregates"),
        sa.ForeignKeyConstraint(["import_id"], ["figure_imports.id"], name="fk_aggregates_import_id"),
    )
    op.create_index("ix_aggregates_import_id", "aggregates", ["import_id"])
    op.create_index("ix_aggregates_of", "aggregates", ["as_of", "tier"])
