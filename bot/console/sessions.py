"""Who is in the console at the moment. Kept in memory: a restart lets everybody in anew."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.console.chats import Chat

VALID = timedelta(hours=12)
_MOST = 500  # at once; the oldest goes


@dataclass(slots=True)
class Session:
    """A curator who is in: the name that stands on the trail, and Telegram's number for them, or none on this machine.

    `proof` goes with every form of theirs, so that nobody else's page can send one.
    """

    name: str
    telegram: int | None
    until: datetime
    proof: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    chat: Chat = field(default_factory=Chat)


class Sessions:
    """The sessions by their ids, which only their curators' browsers know."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._sessions: dict[str, Session] = {}

    def open(self, name: str, telegram: int | None) -> str:
        """Let somebody in; returns the session's id."""
        for gone in [key for key, session in self._sessions.items() if session.until <= self._now()]:
            del self._sessions[gone]
        while len(self._sessions) >= _MOST:
            del self._sessions[next(iter(self._sessions))]
        key = secrets.token_urlsafe(32)
        self._sessions[key] = Session(name, telegram, self._now() + VALID)
        return key

    def find(self, key: str) -> Session | None:
        """The session of this id, while it lasts."""
        session = self._sessions.get(key)
        return session if session and self._now() < session.until else None

    def close(self, key: str) -> None:
        """Let somebody out."""
        self._sessions.pop(key, None)
