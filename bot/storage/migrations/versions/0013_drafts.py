"""Add the drafts that curators write together."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("group_id", sa.Integer, nullable=False),
        sa.Column("upto", sa.Integer, nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("base", sa.JSON, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.String(64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("decision", sa.Integer),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drafts_group_id", "drafts", ["group_id"])
    op.create_index("ix_drafts_ended_at", "drafts", ["ended_at"])


def downgrade() -> None:
    op.drop_table("drafts")
