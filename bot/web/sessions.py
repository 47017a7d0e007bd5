"""Who is logged into the console, the chat in which they try the bot, and links that let somebody in once.

Sessions are kept where all processes find them, also after a restart; the chats are one process's alone. Each link has
a file named after the hash of its token; using the link removes the file, so a link works only once.
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.content import Language
from bot.conversation import (
    Asked,
    Before,
    Chose,
    ChoseForm,
    Conversation,
    Message,
    Person,
    Record,
    Shortened,
    Turn,
    command_in,
    press_from,
)
from bot.matching import Explanation

_EXCHANGES = 30  # exchanges kept; a curator who tries more has seen the first ones
_NOTHING_KEPT = Record(0, None, (), 0, 0, None)


@dataclass(slots=True)
class Exchange:
    """Something said to the bot (empty after a button), its replies, and why it understood the text as it did.

    `turn` is the name of the turn that replied to a question.
    """

    number: int
    said: str
    messages: list[Message]
    toast: str = ""
    why: Explanation | None = None
    turn: str = ""


@dataclass(slots=True)
class Chat:
    """One curator's chat: its exchanges, the oldest first, what was chosen in it, and the latest answer."""

    exchanges: list[Exchange] = field(default_factory=list)
    chosen: Language | None = None
    simple: bool = False
    shortened: int = 0
    begun: int = 0
    on_screen: Before | None = None

    def say(self, text: str, conversation: Conversation, person: Person) -> None:
        """Ask a question or give a command. Takes tens of milliseconds of processor time."""
        person = self._known(person)
        if text.startswith("/") and (typed := command_in(text)):
            name, argument, language = typed
            if name != "ask" or not argument:
                # Everybody types /search; /іздеу says in which language to reply.
                speaks = person if language == "en" else replace(person, chosen=person.language(language))
                self._add(text, self._obeyed(name, argument, conversation, speaks), None)
                return
            text = argument
        turn_name = secrets.token_hex(8)
        turn = conversation.reply(conversation.hear_after(text, self.on_screen), person, turn_name)
        self._add(text, turn, conversation.explain(text), turn_name)

    def press(self, number: int, place: int, pressed: str, conversation: Conversation, person: Person) -> None:
        """Press a button under a message of an exchange. Does nothing if the message is gone.

        A search in the articles takes tens of milliseconds of processor time.
        """
        found = next((one for one in self.exchanges if one.number == number), None)
        if found is None or not 0 <= place < len(found.messages):
            return
        press, person = press_from(pressed), self._known(person)
        asked = next((one.said for one in self.exchanges if press and one.turn == press.about), "")
        turn = conversation.press(press, person, secrets.token_hex(8), asked)
        self._note(turn, "")
        found.toast = turn.toast
        if turn.place == "below":
            self._add("", turn, None)
        elif turn.place == "instead":
            found.messages[place : place + 1] = turn.messages
        elif turn.messages:
            found.messages[place] = replace(found.messages[place], buttons=turn.messages[0].buttons)

    def begin_anew(self) -> None:
        """Forget what was said. The numbers of exchanges go on, so buttons on a page that is still open do nothing."""
        self.exchanges.clear()
        self.chosen, self.on_screen, self.simple, self.shortened = None, None, False, 0

    def _known(self, person: Person) -> Person:
        return replace(person, chosen=self.chosen, simple=self.simple, shortened=self.shortened)

    def _obeyed(self, name: str, argument: str, conversation: Conversation, person: Person) -> Turn:
        match name:
            case "mydata":
                chosen = replace(_NOTHING_KEPT, language=self.chosen, simple=self.simple, shortened=self.shortened)
                return conversation.mydata(chosen, person)
            case "cancel":
                return conversation.cancelled(0, person)
            case _:
                return conversation.command(name, argument, person, secrets.token_hex(8))

    def _add(self, said: str, turn: Turn, why: Explanation | None, name: str = "") -> None:
        self._note(turn, name)
        self.begun += 1
        self.exchanges.append(Exchange(self.begun, said, list(turn.messages), turn.toast, why, name))
        del self.exchanges[:-_EXCHANGES]

    def _note(self, turn: Turn, name: str) -> None:
        for effect in turn.effects:
            if isinstance(effect, Chose):
                self.chosen = effect.language
            if isinstance(effect, ChoseForm):
                self.simple, self.shortened = effect.simple, 0
            if isinstance(effect, Shortened):
                self.shortened += 1
            if isinstance(effect, Asked):
                self.on_screen = effect.on_screen(self.on_screen, name)


def person_on(today: date, language: Language) -> Person:
    """A curator as the bot sees them: a person who cannot be notified later."""
    return Person(today, telegram_language=language, reachable=False, tries=True)


VALID = timedelta(hours=12)
_MOST = 500  # chats that one process remembers; beyond that the oldest is dropped


@dataclass(slots=True)
class Session:
    """A logged-in curator: the name for the trail, and their Telegram id, or `None` on this machine.

    `proof` goes with every form they send, so that no other site can send one in their name. The `chat` is this
    process's alone.
    """

    name: str
    telegram: int | None
    until: datetime
    proof: str
    chat: Chat = field(default_factory=Chat)


class KeptLogins(Protocol):
    """Where all processes keep who is logged in. Everything raises `ConnectionError` while that cannot be reached."""

    async def keep(self, key: str, name: str, telegram: int | None, until: datetime, now: datetime) -> None:
        """Keep a session under its id."""

    async def find(self, key: str, now: datetime) -> tuple[str, int | None, datetime] | None:
        """The name, the Telegram id and the end of a session that has not ended."""

    async def end(self, key: str) -> None:
        """End a session."""

    async def use(self, signature: str, until: datetime) -> bool:
        """Use up a signature; whether it was not used before."""


class LoginSessions:
    """Sessions by their ids, which only the curators' browsers know."""

    def __init__(self, now: Callable[[], datetime], kept: KeptLogins) -> None:
        self._now = now
        self._kept = kept
        self._chats: OrderedDict[str, Chat] = OrderedDict()

    async def open(self, name: str, telegram: int | None) -> str:
        """Start a session. Returns its id."""
        key, now = secrets.token_urlsafe(32), self._now()
        await self._kept.keep(key, name, telegram, now + VALID, now)
        return key

    async def find(self, key: str) -> Session | None:
        """The session with this id, if it has not expired."""
        found = await self._kept.find(key, self._now()) if key else None
        if found is None:
            self._chats.pop(key, None)
            return None
        return Session(*found, hashlib.sha256(f"proof of {key}".encode()).hexdigest(), self._chat(key))

    def _chat(self, key: str) -> Chat:
        chat = self._chats.setdefault(key, Chat())
        self._chats.move_to_end(key)
        if len(self._chats) > _MOST:
            self._chats.popitem(last=False)
        return chat

    async def close(self, key: str) -> None:
        """End a session."""
        self._chats.pop(key, None)
        await self._kept.end(key)

    async def is_first_use(self, signature: str, until: datetime) -> bool:
        """Use up a signature of Telegram's that is good until then; whether nobody has used it."""
        return await self._kept.use(signature, until)


LINK_VALID = timedelta(minutes=15)


class Links:
    """The valid login links, as files in a folder that only this user can read."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now

    def make(self) -> str:
        """Make a link, valid for `LINK_VALID`. Returns its token, 256 bits."""
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
        """Use up a link. Returns whether it was valid."""
        file = self._folder / _name(token)
        until = _read(file)
        try:
            file.unlink()  # if two come at once, the second finds it gone
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
