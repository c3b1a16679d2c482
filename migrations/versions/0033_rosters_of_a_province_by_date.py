"""The province in the index of a date's rosters: ten years of one province walked through the whole country's."""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_rosters_current", "rosters")
    op.create_index("ix_rosters_current", "rosters", ["as_of", "is_current", "province_id"])
