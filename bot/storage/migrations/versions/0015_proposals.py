"""Let decisions wait for a publisher, and keep who accepted them or why they were refused."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decisions", sa.Column("proposed_on", sa.String(16)))
    op.add_column("decisions", sa.Column("accepted_by", sa.String(64)))
    op.add_column("decisions", sa.Column("accepted_at", sa.DateTime(timezone=True)))
    op.add_column("decisions", sa.Column("refused", sa.Text))
    op.create_index("ix_decisions_proposed_on", "decisions", ["proposed_on"])


def downgrade() -> None:
    # What waits was never carried out, and an older version would take it for done: its questions wait again.
    made = sa.table("decisions", sa.column("id"), sa.column("proposed_on"), sa.column("accepted_by"))
    waits = sa.and_(made.c.proposed_on.is_not(None), made.c.accepted_by.is_(None))
    for name, column in (("questions", "decision"), ("groups", "ruled_out")):
        table = sa.table(name, sa.column(column))
        theirs = table.c[column].in_(sa.select(made.c.id).where(waits))
        op.execute(table.update().where(theirs).values({column: None}))
    op.execute(made.delete().where(waits))
    op.drop_index("ix_decisions_proposed_on", "decisions")
    with op.batch_alter_table("decisions") as columns:
        for name in ("refused", "accepted_at", "accepted_by", "proposed_on"):
            columns.drop_column(name)
