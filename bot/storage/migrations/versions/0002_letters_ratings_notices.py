"""Add the messages that the bot sent, people's ratings, and the notices they are still owed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("questions", sa.Column("message", sa.BigInteger()))
    _ratings()
    _letters()
    _wishes()
    _notices()
    op.create_table(
        "corrections",
        sa.Column("cause", sa.String(96), primary_key=True),
        sa.Column("seen_at", _MOMENT, nullable=False),
    )


def _ratings() -> None:
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("turn", sa.String(32), nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("asker", sa.String(32), nullable=False, index=True),
        sa.Column("liked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(16)),
        sa.Column("rated_at", _MOMENT, nullable=False),
        sa.UniqueConstraint("asker", "turn", "entry"),
    )


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("place", sa.String(32), primary_key=True),
        sa.Column("message", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("entry", sa.String(64), primary_key=True, index=True),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("replied_to", sa.BigInteger()),
        sa.Column("turn", sa.String(32), nullable=False),
        sa.Column("asker", sa.String(32), nullable=False, index=True),
        sa.Column("language", sa.String(2)),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=False, index=True),
        sa.Column("address", sa.Text()),
    )
    op.create_index("letters_replying", "letters", ["place", "replied_to"])


def _wishes() -> None:
    op.create_table(
        "wishes",
        sa.Column("turn", sa.String(32), primary_key=True),
        sa.Column("asker", sa.String(32), nullable=False, index=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("message", sa.BigInteger()),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("declined", sa.JSON(), nullable=False),
        sa.Column("looked", sa.String(16), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("cause", sa.String(96), nullable=False),
        sa.Column("turn", sa.String(32), nullable=False),
        sa.Column("asker", sa.String(32), nullable=False, index=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("message", sa.BigInteger()),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.UniqueConstraint("cause", "asker"),
    )


def downgrade() -> None:
    for table in ("corrections", "notices", "wishes", "letters", "ratings"):
        op.drop_table(table)
    op.drop_column("questions", "message")
