"""Bodies that the office adds or corrects: rows beside its units, with their mã định danh."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("office_units", sa.Column("identifier", sa.String(length=30), nullable=False, server_default=""))
