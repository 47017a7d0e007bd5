"""Curators at the desk in Telegram, with a bot that serves what they decide.

async with sitting(folder) as desk:
    await desk.asked(aliya, "Is there a swimming pool?")
    card = await desk.reviews(desk.saule)
    done = await turned(desk.saule, card, "Spam")
"""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from bot_api import BotApi
from bot_api_chats import Chat, Sent
from bot_api_people import Account
from curator import Curator, curating
from running import PROJECT, STARTING, Running
from talking import told

from bot.content import Language
from bot.desk_chat.cards import desk_wording, speaks
from bot.settings import KAZAKHSTAN

KEPT = ("edits", "decisions", "ratings", "questions", "wishes", "dialogues", "drafts")
"""The tables that each test begins with empty."""


def speaking(language: Language) -> Callable[..., str]:
    """What the desk says in a language."""
    return speaks(desk_wording(), language)


@dataclass(frozen=True)
class Sitting:
    """Two curators, the chat of all of them, and what they work on."""

    content: Curator
    saule: Account
    daniyar: Account
    desk: Chat

    @property
    def bot(self) -> Running:
        """The bot that they work with."""
        return self.content.bot

    def files(self) -> dict[str, bytes]:
        """Every file of the FAQ, byte for byte, those of the drafts too."""
        files = (file for file in sorted(self.content.faq.rglob("*")) if file.is_file())
        return {str(file.relative_to(self.content.faq)): file.read_bytes() for file in files}

    async def begins(self) -> None:
        """Clear the desk."""
        for table in KEPT:
            await self.bot.writes(f"DELETE FROM {table}")  # noqa: S608
        await self.bot.writes("UPDATE groups SET ruled_out = NULL")  # the bot remembers its groups
        await self.bot.writes("DELETE FROM told WHERE name NOT LIKE 'digest:%'")
        # On a Monday the digest of the week would come among what a test waits for.
        today = datetime.now(KAZAKHSTAN)
        digest = f"digest:{today - timedelta(days=today.weekday()):%Y-%m-%d}"
        await self.bot.writes("INSERT OR IGNORE INTO told VALUES (?, ?, 1)", digest, f"{today:%Y-%m-%d %H:%M:%S.%f}")
        for chat in (self.saule.chat, self.daniyar.chat, self.desk):
            chat.sent.clear()
            chat.edits.clear()

    async def asked(self, person: Account, *questions: str) -> list[dict[str, Any]]:
        """Let somebody ask what gets no answer; returns the rows of the log."""
        rows = []
        for question in questions:
            await told(person, question)
            rows.append(await self.bot.noted(question))
        await self._sorted()
        return rows

    async def _sorted(self) -> None:
        """Wait until all questions have their groups."""
        async with asyncio.timeout(STARTING):
            while self.bot.rows("SELECT 1 FROM questions WHERE group_id IS NULL AND outcome = 'unknown'"):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def reviews(self, curator: Account) -> Sent:
        """What a curator sees first."""
        return await told(curator, "/review")

    def trail(self) -> list[tuple[str, str, bool]]:
        """Who decided what, and whether it was undone."""
        rows = self.bot.rows("SELECT curator, verb, undone_at FROM decisions ORDER BY id")
        return [(row["curator"], row["verb"], row["undone_at"] is not None) for row in rows]


@contextlib.asynccontextmanager
async def sitting(folder: Path, is_publisher: bool = False, **settings: str) -> AsyncIterator[Sitting]:
    """A desk with its curators, Saule who speaks English and Daniyar who speaks Russian, and may be a publisher."""
    async with BotApi() as api:
        saule, daniyar = api.person("Saule", language_code="en"), api.person("Daniyar", language_code="ru")
        desk = api.group("Curators", [saule, daniyar])
        known = {"CURATOR_IDS": f"{saule.id}, {daniyar.id}", "CURATOR_CHAT_ID": str(desk.id)}
        if is_publisher:
            known |= {"PUBLISHER_IDS": str(daniyar.id)}
        async with curating(folder, api, **known, **settings) as content:
            shutil.copy(PROJECT / "faq" / "schema.json", content.faq)
            yield Sitting(content, saule, daniyar, desk)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sitting_once(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sitting]:
    """One desk for all tests of a file, which have to run in the loop of their module."""
    async with sitting(tmp_path_factory.mktemp("sitting")) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="module")
async def desk(sitting_once: Sitting) -> Sitting:
    """The same desk, clean."""
    await sitting_once.begins()
    return sitting_once


async def decided(curator: Account, shown: Sent, label: str) -> Sent:
    """What a message turns into when a button is pressed that the gate has to look at: that takes its time."""
    await curator.presses(shown, label)
    return await curator.edit(STARTING)
