"""The marks of the identity numbers of those who left."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("leavers", sa.Column("identity_mark", sa.String(length=64), nullable=True))
    op.create_index("ix_leavers_identity_mark", "leavers", ["identity_mark"])
