"""Keep who wants short and simple answers, also of people who have chosen no language."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people") as table:
        table.alter_column("language", existing_type=sa.String(2), nullable=True)
        table.add_column(sa.Column("simple", sa.Boolean, nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("shortened", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    op.execute("DELETE FROM people WHERE language IS NULL")  # an older version knows people by their language alone
    with op.batch_alter_table("people") as table:
        table.drop_column("shortened")
        table.drop_column("simple")
        table.alter_column("language", existing_type=sa.String(2), nullable=False)
