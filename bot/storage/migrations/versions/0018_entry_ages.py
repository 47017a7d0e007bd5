"""Keep since when each entry says what it says, for the console's list of the content."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entry_ages",
        sa.Column("entry", sa.String(64), primary_key=True),
        sa.Column("said", sa.String(64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at_least", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("entry_ages")
