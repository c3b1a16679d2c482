"""The office's own boundaries of communes."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boundaries",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("valid_on", sa.Date(), nullable=False),
        sa.Column("rings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_boundaries"),
    )
