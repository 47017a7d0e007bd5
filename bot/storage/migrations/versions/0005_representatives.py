"""Add the questions of each group that later ones are compared with, and an index of those without a group."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_UNGROUPED = "group_id IS NULL AND text != '' AND (outcome = 'unknown' OR declined_at IS NOT NULL)"


def upgrade() -> None:
    op.create_table(
        "representatives",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("turn", sa.String(32), nullable=False, unique=True),
        sa.Column("group_id", sa.Integer(), sa.ForeignKey("groups.id"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("model", sa.String(64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sqlite_autoincrement=True,
    )
    where = sa.text(_UNGROUPED)
    op.create_index("questions_ungrouped", "questions", ["group_id", "id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Drop them. The groups stay, but later questions go into new ones."""
    op.drop_index("questions_ungrouped", "questions")
    op.drop_table("representatives")
