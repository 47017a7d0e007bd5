"""Keep what decisions move and which fields they change, so that those made elsewhere can be pulled."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decisions", sa.Column("moves", sa.JSON))
    op.add_column("decisions", sa.Column("fields", sa.JSON))


def downgrade() -> None:
    with op.batch_alter_table("decisions") as table:
        table.drop_column("fields")
        table.drop_column("moves")
