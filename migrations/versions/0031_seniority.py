"""Since when people are in service, and the band of their completed years."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff", sa.Column("service_since", sa.String(length=255), nullable=True))
    op.add_column("staff", sa.Column("seniority", sa.String(length=10), nullable=True))
