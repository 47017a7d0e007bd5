"""Let a group of questions have an owner and a note, and remember when each curator last looked at the queue."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("groups", sa.Column("owner", sa.String(64)))
    op.add_column("groups", sa.Column("note", sa.Text()))
    op.add_column("groups", sa.Column("noted_at", sa.DateTime(timezone=True)))
    op.create_table(
        "visits",
        sa.Column("curator", sa.String(64), primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True)),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("visits")
    with op.batch_alter_table("groups") as table:
        for name in ("noted_at", "note", "owner"):
            table.drop_column(name)
