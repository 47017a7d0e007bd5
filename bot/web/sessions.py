"""Who is in the console at the moment, and the links that let their reader in once.

Sessions are kept in memory: a restart lets everybody in anew. A link is known by a file named after its hash: whoever
removes that is in.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.web.chat_history import Chat

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


LINK_VALID = timedelta(minutes=15)


class Links:
    """The links that are good, in a folder that only this user reads."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now

    def make(self) -> str:
        """A new link's token, 256 bits."""
        token = secrets.token_urlsafe(32)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file in self._folder.iterdir():
            if not self._is_good(_read(file)):
                file.unlink(missing_ok=True)
        file = self._folder / _name(token)
        file.touch(mode=0o600)
        file.write_text((self._now() + LINK_VALID).isoformat())
        return token

    def use(self, token: str) -> bool:
        """Whether this token lets in, now and never again."""
        file = self._folder / _name(token)
        until = _read(file)
        try:
            file.unlink()  # of two who come at once, one finds it gone
        except OSError:
            return False
        return self._is_good(until)

    def _is_good(self, until: str) -> bool:
        try:
            return self._now() < datetime.fromisoformat(until)
        except ValueError:
            return False


def _name(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""
