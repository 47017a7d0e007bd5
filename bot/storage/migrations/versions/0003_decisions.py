"""Add the curators' decisions about unanswered questions, and the edits they led to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("decided_at", moment, nullable=False),
        sa.Column("curator", sa.String(64), nullable=False),
        sa.Column("verb", sa.String(16), nullable=False),
        sa.Column("turns", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("entry", sa.String(64)),
        sa.Column("until", moment),
        sa.Column("undone_at", moment),
    )
    op.create_table(
        "edits",
        sa.Column("decision", sa.Integer(), sa.ForeignKey("decisions.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("edits")
    op.drop_table("decisions")
