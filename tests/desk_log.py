"""A log of questions written past the bot, and what a test says of one of them."""

from datetime import UTC, datetime
from typing import Any

from kept import Kept
from sqlalchemy import insert

from bot.storage.tables import MadeDecision, Question, Rating

NOON = datetime(2026, 3, 10, 7, tzinfo=UTC)
"""The middle of a day in Kazakhstan."""


async def asked(kept: Kept, turn: str, outcome: str = "answer", *shown: str, **more: Any) -> None:
    """A question in the log; by aliya in Russian at noon where a test does not say otherwise."""
    known = {"asked_at": NOON, "asker": "aliya", "language": "ru", "text": "Когда референдум?"}
    fixed = {"turn": turn, "outcome": outcome, "shown": list(shown), "entries": [], "confidence": 0.5, "version": "v"}
    await _insert(kept, Question, **known | fixed | more)


async def rated(kept: Kept, turn: str, entry: str, liked: bool, reason: str | None = None, **more: Any) -> None:
    """A 👍 or 👎 in the log."""
    await _insert(
        kept, Rating, **{"turn": turn, "entry": entry, "asker": "aliya", "liked": liked, "reason": reason}
        | {"rated_at": NOON} | more
    )  # fmt: skip


async def decided(kept: Kept, verb: str, *turns: str, at: datetime = NOON, **more: Any) -> None:
    """A decision on the trail."""
    known = {"decided_at": at, "curator": "saule", "verb": verb, "turns": list(turns), "texts": []}
    await _insert(kept, MadeDecision, **known | more)


async def _insert(kept: Kept, table: type[Any], **values: Any) -> None:
    async with kept.sessions.begin() as session:
        await session.execute(insert(table).values(**values))
