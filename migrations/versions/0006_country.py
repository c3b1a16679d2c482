"""The register of the whole country: held by its digest; what became of its units is asked of the files alone."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("unit_successions")
    op.create_table(
        "reference_basis",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_reference_basis"),
    )
