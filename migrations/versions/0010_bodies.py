"""The kind of a contract, of people who are neither cán bộ nor công chức."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff", sa.Column("contract_kind", sa.String(length=20), nullable=True))
