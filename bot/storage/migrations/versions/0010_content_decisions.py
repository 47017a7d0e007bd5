"""Keep what decisions move and which fields they change, and each edit as a difference to what is kept already."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decisions", sa.Column("moves", sa.JSON))
    op.add_column("decisions", sa.Column("fields", sa.JSON))
    op.add_column("edits", sa.Column("base", sa.Integer))
    op.add_column("edits", sa.Column("base_number", sa.Integer))
    op.add_column("edits", sa.Column("steps", sa.Integer))
    op.add_column("edits", sa.Column("result", sa.String(32)))
    op.create_index("ix_edits_result", "edits", ["result"])


def downgrade() -> None:
    op.execute("DELETE FROM edits WHERE steps IS NOT NULL")  # an older version cannot read them
    op.drop_index("ix_edits_result", "edits")
    with op.batch_alter_table("edits") as table:
        for name in ("result", "steps", "base_number", "base"):
            table.drop_column(name)
    with op.batch_alter_table("decisions") as table:
        table.drop_column("fields")
        table.drop_column("moves")
