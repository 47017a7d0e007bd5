"""Keep which answers were drawn to be looked at, and let decisions on the trail be verdicts about them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "audit_weeks",
        sa.Column("week", sa.String(10), primary_key=True),
        sa.Column("drawn_at", moment, nullable=False),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
    )
    op.create_table(
        "audited",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("week", sa.String(10), nullable=False),
        sa.Column("part", sa.String(8), nullable=False),
        sa.Column("turn", sa.String(32), unique=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
    )
    op.create_index("ix_audited_week", "audited", ["week"])
    op.add_column("decisions", sa.Column("audited", sa.Integer))
    op.create_index("ix_decisions_audited", "decisions", ["audited"])


def downgrade() -> None:
    op.execute("DELETE FROM decisions WHERE verb IN ('right', 'wrong', 'should-ask')")  # an older version knows no such
    op.drop_index("ix_decisions_audited", "decisions")
    with op.batch_alter_table("decisions") as table:
        table.drop_column("audited")
    op.drop_table("audited")
    op.drop_table("audit_weeks")
