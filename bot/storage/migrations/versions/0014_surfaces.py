"""Keep where a question was asked, and which answers people put into other chats."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("questions", sa.Column("surface", sa.String(8)))
    op.create_table(
        "inline_choices",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
    )
    op.create_index("ix_inline_choices_chosen_at", "inline_choices", ["chosen_at"])


def downgrade() -> None:
    op.drop_table("inline_choices")
    with op.batch_alter_table("questions") as table:
        table.drop_column("surface")
