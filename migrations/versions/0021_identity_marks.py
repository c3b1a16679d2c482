"""The marks of identity numbers, by which a person is known on two days, and the answers about people in between."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff", sa.Column("identity_mark", sa.String(length=64), nullable=True))
    op.create_table(
        "person_matches",
        sa.Column("earlier", sa.String(length=64), nullable=False),
        sa.Column("later", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("earlier_unit", sa.String(length=8), nullable=False),
        sa.Column("later_unit", sa.String(length=8), nullable=False),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.Column("answered_by", sa.String(length=80), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("earlier", "later", name="pk_person_matches"),
    )
    op.create_table(
        "leaving_reasons",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.String(length=80), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_leaving_reasons"),
    )
