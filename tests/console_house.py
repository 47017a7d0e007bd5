"""A console in the test's own process: over a small library, at a clock that the test sets, on a real database."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from kept import ASKED, Kept, kept_in
from small_library import LIBRARY, small_conversation
from visiting import Visitor, visitor_of

from bot.content import Edit, Library, Problem
from bot.conversation import Occasion
from bot.desk import Audit, Decision, Desk, Impact, NeedsYes, Published
from bot.desk.answerable import no_passages
from bot.publishing.rollback import Rollback
from bot.settings import KAZAKHSTAN, read_settings
from bot.storage import ConsoleLogins, DeskStore, EntryDrafts, QueueTending
from bot.storage.audit import AuditStore
from bot.storage.versions import EntryAges
from bot.web import ConsoleParts, Entrance, Links, console
from bot.web.request import KnockLimit

TOKEN = "7123456789:AAE-made_up_token_for_these_tests_only"
CURATOR, STRANGER = 501, 502
HERE = "http://127.0.0.1:8080"
ELSEWHERE = "https://desk.example.kz"
PLAIN = {"Accept-Language": "en"}
"""The headers of a browser that runs no script."""


@dataclass
class Clock:
    """Stands still until a test moves it."""

    moment: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **time: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**time)


@dataclass
class Content:
    """Files that are nowhere: each decision makes one edit, unless the test gives a fault to raise."""

    fault: Exception | None = None
    served: Library = LIBRARY
    impact: Impact | None = None
    taken_back: list[Edit] = field(default_factory=list)
    published: list[Decision] = field(default_factory=list)
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    def library(self) -> Library:
        """The small library, unless the test serves another."""
        return self.served

    async def publish(self, decision: Decision, sure: bool) -> Published:
        """Make an edit of it."""
        if self.fault:
            raise self.fault
        if self.impact and self.impact.needs_yes and not sure:
            raise NeedsYes(self.impact)
        self.published.append(decision)
        edit = Edit(Path("faq/people.yaml"), b"- id: vote\n", b"- id: vote\n  # changed <here>\n")
        return Published((edit,), self.impact)

    async def take_back(self, edits: Sequence[Edit]) -> None:
        """Note that they were taken back."""
        if self.fault:
            raise self.fault
        self.taken_back += edits


@dataclass
class Setting:
    """The console and all around it that a test may change."""

    kept: Kept
    clock: Clock
    content: Content
    links: Links
    curators: set[int]
    problems: list[Problem]
    looked: int = 0
    """How often the files were looked at because somebody asked for it."""
    app: Any = None
    opens: Callable[[], Any] = lambda: None
    """Another console over the same database: that of another process, or of this one's next start."""

    def look(self) -> None:
        """Look at the files."""
        self.looked += 1

    def visitor(self, address: str = HERE, client: str = "127.0.0.1") -> Visitor:
        """Somebody who comes from an address, by a name of the machine."""
        return visitor_of(address, httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(client, 5000)))

    async def curator(self) -> Visitor:
        """Somebody who has come in by a link."""
        visitor = self.visitor()
        assert (await visitor.gets(f"/enter/{self.links.make()}")).status_code == 200
        await visitor.gets("/trail")
        return visitor


@contextlib.asynccontextmanager
async def setting_in(folder: Path, host: str = "127.0.0.1", token: str = TOKEN, **more: Any) -> AsyncIterator[Setting]:
    """A console over files in a folder."""
    async with kept_in(folder) as kept:
        clock, content = Clock(), Content()
        links = Links(folder / "links", clock)
        there = Setting(kept, clock, content, links, {CURATOR}, [])
        conversation = small_conversation(more.get("library", LIBRARY))
        passages = more.get("passages", no_passages)
        house = ConsoleParts(
            conversation=lambda: conversation,
            desk=more["desk"](there) if "desk" in more else Desk(DeskStore(kept.sessions), content, clock, passages),
            drafts=EntryDrafts(kept.sessions),
            rollback=more.get("rollback", Rollback(kept.sessions, read_settings())),
            problems=lambda: there.problems,
            examine=more.get("examine", lambda: there.problems),
            look=there.look,
            files=lambda: ["parliament", "people"],
            stats=more.get("stats"),
            now=clock,
            effects=more.get("effects"),
            is_locked=lambda: more.get("locked", False),
            tending=QueueTending(kept.sessions),
            ages=EntryAges(kept.sessions),
            audit=Audit(AuditStore(kept.sessions), lambda: clock().astimezone(KAZAKHSTAN)),
        )
        bot, curators = (lambda: "SmallBot"), (lambda: frozenset(there.curators))
        knocks = more.get("knocks", KnockLimit(10, 60))
        logins = more.get("logins", ConsoleLogins(kept.sessions))
        entrance = Entrance(host, "operator", links, token, bot, curators, logins, knocks)
        there.opens = lambda: console(entrance, house)
        there.app = there.opens()
        yield there


async def asks(there: Setting, text: str, asker: str = "aliya", group: int = 1, **more: Any) -> None:
    """Somebody asks in vain; the question is in a group already."""
    turn = f"{abs(hash((text, asker, group))):x}"[:12]
    asked = replace(ASKED, outcome="unknown", answered=(), text=text, entries=(("vote", 0.31), ("seats", 0.02)))
    at = there.clock() - timedelta(days=more.pop("days", 0))
    await there.kept.records.log.note(Occasion(turn, asker, at, 12, None), replace(asked, **more))
    await there.kept.does("INSERT OR IGNORE INTO groups (id) VALUES (:group)", group=group)
    await there.kept.does("UPDATE questions SET group_id = :group WHERE turn = :turn", group=group, turn=turn)
