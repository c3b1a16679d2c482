"""More of a person: digital skills, department, rank and job position."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff", sa.Column("digital_skills", sa.String(length=5), nullable=True))
    op.add_column("staff", sa.Column("department", sa.String(length=255), nullable=True))
    op.add_column("staff", sa.Column("rank", sa.String(length=20), nullable=True))
    op.add_column("staff", sa.Column("job_position", sa.String(length=255), nullable=True))
