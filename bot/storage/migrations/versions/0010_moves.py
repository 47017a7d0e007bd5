"""Keep which wordings a decision takes from where they stand, so that a decision made elsewhere can be pulled."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decisions", sa.Column("moves", sa.JSON))


def downgrade() -> None:
    op.drop_column("decisions", "moves")
