"""Codes for people and chats, and sealed addresses: the database holds these instead of Telegram's numbers.

Both are made with one key that is kept apart from the database. The bot never turns a code back into a number; it
opens a sealed address with the key, to write to somebody who is owed a notice.
"""

import base64
import hashlib
import hmac
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken


class Identity:
    """Makes codes, and seals and opens addresses, with one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        # Seals have a key of their own, so that codes reveal nothing about them.
        derived = hmac.new(key, b"addresses", hashlib.sha256).digest()
        self._seal = Fernet(base64.urlsafe_b64encode(derived))

    def code(self, number: int) -> str:
        """The code for a person or a chat: 32 hex digits, always the same."""
        return pseudonym(number, self._key)

    def seal(self, chat: int) -> str:
        """A chat's number, sealed; the result is different each time."""
        return self._seal.encrypt(str(chat).encode()).decode()

    def unseal(self, address: str) -> int | None:
        """The chat's number behind a sealed address; `None` if another key sealed it."""
        try:
            return int(self._seal.decrypt(address.encode()))
        except InvalidToken:
            return None


def identity_with(key: str | None, folder: Path) -> Identity:
    """Codes and seals with a key; if none is given, with that of a file in the folder, which is made once."""
    if key:
        return Identity(key.encode())
    file = folder / "pseudonym.key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return Identity(file.read_text().strip().encode())


def pseudonym(person: int, key: bytes) -> str:
    """A code for a person: the same for the same key, and no way back without it (HMAC-SHA256, 32 hex digits)."""
    return hmac.new(key, str(person).encode(), hashlib.sha256).hexdigest()[:32]
