"""A log of questions written past the bot, and the commands that a curator types over it."""

import asyncio
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kept import Kept, kept_in
from sqlalchemy import insert
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.storage import Question
from bot.storage.tables import MadeDecision, Rating, searched

NOON = datetime(2026, 3, 10, 7, tzinfo=UTC)
"""The middle of a day in Kazakhstan."""


async def asked(kept: Kept, turn: str, outcome: str = "answer", *shown: str, **more: Any) -> None:
    """A question in the log: aliya's, in Russian, at noon, if nothing else is said. What begins alike is a group."""
    known = {"asked_at": NOON, "asker": "aliya", "language": "ru", "text": "Когда референдум?"}
    fixed = {"turn": turn, "outcome": outcome, "shown": list(shown), "entries": [], "confidence": 0.5, "version": "v"}
    given = known | fixed | more
    given |= {"searched": searched(str(given["text"]))}
    await _insert(kept, Question, given | {"group_id": await _group(kept, str(given["text"]))})


async def asked_often(kept: Kept, moments: Mapping[str, datetime], outcome: str = "answer") -> None:
    """Many such questions at once: when each was asked, by its turn."""
    fixed = {"asker": "aliya", "language": "ru", "text": "Когда референдум?", "outcome": outcome, "shown": []}
    known = fixed | {"entries": [], "confidence": 0.5, "version": "v"}
    known |= {"group_id": await _group(kept, "Когда референдум?")}
    await _insert(kept, Question, *(known | {"turn": turn, "asked_at": moment} for turn, moment in moments.items()))


async def rated(kept: Kept, turn: str, entry: str, liked: bool, reason: str | None = None, **more: Any) -> None:
    """A 👍 or 👎 in the log."""
    await _insert(
        kept, Rating, {"turn": turn, "entry": entry, "asker": "aliya", "liked": liked, "reason": reason}
        | {"rated_at": NOON} | more
    )  # fmt: skip


async def decided(kept: Kept, verb: str, *turns: str, at: datetime = NOON, **more: Any) -> None:
    """A decision on the trail."""
    known = {"decided_at": at, "curator": "saule", "verb": verb, "texts": []}
    await _insert(kept, MadeDecision, known | more)
    if "undone_at" not in more:
        for turn in turns:
            latest = "(SELECT max(id) FROM decisions)"
            await kept.does(f"UPDATE questions SET decision = {latest} WHERE turn = :turn", turn=turn)  # noqa: S608


async def _group(kept: Kept, text: str) -> int:
    """The group of a question: the same for all that begin alike."""
    number = zlib.crc32(text[:9].lower().encode()) % 2**31
    await kept.does("INSERT INTO groups (id) VALUES (:number) ON CONFLICT DO NOTHING", number=number)
    return number


async def _insert(kept: Kept, table: type[Any], *rows: dict[str, Any]) -> None:
    async with kept.sessions.begin() as session:
        await session.execute(insert(table), rows)


def happened(root: Path, *steps: tuple[Any, ...], **more: Any) -> None:
    """Questions, ratings and decisions in `var/`: the function above that writes each, and what it takes."""

    async def write() -> None:
        async with kept_in(root / "var") as kept:
            for does, *given in steps:
                await does(kept, *given, **more)

    asyncio.run(write())


def bot(*arguments: str, typed: str = "") -> Result:
    """Run a command."""
    return CliRunner().invoke(app, list(arguments), input=typed, env={"COLUMNS": "200"})
