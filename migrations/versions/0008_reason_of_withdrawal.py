"""The reason of a withdrawal: shown to those who hold the publication's address."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("publications") as table:
        table.add_column(sa.Column("withdrawn_reason", sa.String(length=500), nullable=True))
