"""Add groups of questions, and which decision deals with each question, so that the queue can be read in pages."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import searched

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_questions = sa.table(
    "questions",
    sa.column("id", sa.Integer),
    sa.column("turn", sa.String),
    sa.column("text", sa.Text),
    sa.column("entries", sa.JSON),
    sa.column("nearest", sa.String),
    sa.column("searched", sa.Text),
    sa.column("decision", sa.Integer),
)
_decisions = sa.table(
    "decisions",
    sa.column("id", sa.Integer),
    sa.column("turns", sa.JSON),
    sa.column("undone_at", sa.DateTime),
    sa.column("undone_by", sa.String),
)


def upgrade() -> None:
    """Add them and fill them from the existing rows. The bot finds out later which group a question belongs to."""
    op.create_table(
        "groups",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("ruled_out", sa.Integer()),
    )
    with op.batch_alter_table("questions") as table:
        table.add_column(sa.Column("group_id", sa.Integer()))
        table.add_column(sa.Column("decision", sa.Integer()))
        table.add_column(sa.Column("nearest", sa.String(64)))
        table.add_column(sa.Column("searched", sa.Text(), nullable=False, server_default=sa.text("''")))
        table.create_index("ix_questions_group_id", ["group_id"])
        table.create_index("ix_questions_decision", ["decision"])
    with op.batch_alter_table("decisions") as table:
        table.add_column(sa.Column("group_id", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("upto", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("draft", sa.JSON()))
        table.add_column(sa.Column("applied", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("undone_by", sa.String(64)))
    _fill(op.get_bind())
    with op.batch_alter_table("decisions") as table:
        table.drop_column("turns")


def _fill(bind: sa.Connection) -> None:
    rows = bind.execute(sa.select(_questions.c.id, _questions.c.text, _questions.c.entries)).all()
    for row in rows:
        nearest = row.entries[0][0] if row.entries else None
        change = sa.update(_questions).where(_questions.c.id == row.id)
        bind.execute(change.values(nearest=nearest, searched=searched(row.text)))
    for made in bind.execute(sa.select(_decisions).order_by(_decisions.c.id)).all():
        if made.undone_at is None:
            dealt = sa.update(_questions).where(_questions.c.turn.in_(made.turns))
            bind.execute(dealt.values(decision=made.id))
        else:
            bind.execute(sa.update(_decisions).where(_decisions.c.id == made.id).values(undone_by=""))


def downgrade() -> None:
    """Give decisions the turns of their questions back, and drop the rest."""
    with op.batch_alter_table("decisions") as table:
        table.add_column(sa.Column("turns", sa.JSON(), nullable=False, server_default=json.dumps([])))
    _name_turns(op.get_bind())
    with op.batch_alter_table("decisions") as table:
        for column in ("group_id", "upto", "draft", "applied", "undone_by"):
            table.drop_column(column)
    with op.batch_alter_table("questions") as table:
        table.drop_index("ix_questions_group_id")
        table.drop_index("ix_questions_decision")
        for column in ("group_id", "decision", "nearest", "searched"):
            table.drop_column(column)
    op.drop_table("groups")


def _name_turns(bind: sa.Connection) -> None:
    turns: dict[int, list[Any]] = {}
    dealt = sa.select(_questions.c.turn, _questions.c.decision).where(_questions.c.decision.is_not(None))
    for row in bind.execute(dealt).all():
        turns.setdefault(row.decision, []).append(row.turn)
    for number, names in turns.items():
        bind.execute(sa.update(_decisions).where(_decisions.c.id == number).values(turns=names))
