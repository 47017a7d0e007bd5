"""Add the history of the content: each published version with its files."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("served", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "contents",
        sa.Column("version", sa.String(16), primary_key=True),
        sa.Column("files", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("contents")
    op.drop_table("publications")
