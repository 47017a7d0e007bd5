"""Links that let their reader in once. A link is known by a file named after its hash: whoever removes that is in."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

VALID = timedelta(minutes=15)


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
        file.write_text((self._now() + VALID).isoformat())
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
