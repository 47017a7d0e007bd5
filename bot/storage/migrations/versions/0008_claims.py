"""Let several processes share a database: which of them handles an update, and which does a task for all."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the claims, and an index to find the first update of a chat quickly."""
    moment = sa.DateTime(timezone=True)
    with op.batch_alter_table("inbox") as table:
        table.add_column(sa.Column("claimed_by", sa.String(32)))
        table.add_column(sa.Column("claimed_until", moment))
        table.create_index("inbox_by_chat", ["chat_id", "update_id"])
    op.create_table(
        "leases",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("until", moment, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("leases")
    with op.batch_alter_table("inbox") as table:
        table.drop_index("inbox_by_chat")
        table.drop_column("claimed_until")
        table.drop_column("claimed_by")
