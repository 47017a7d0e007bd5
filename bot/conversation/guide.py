"""The conversation: what a person does comes in, what the bot says goes out, with a note for the log.

Knows neither Telegram nor the database nor the clock: who listens, and on which day, is told to it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.conversation.message import Message
from bot.conversation.presses import Press
from bot.conversation.replies import Answer, Chat, Choices, Outcome, Reply, Unknown, outcome_of
from bot.conversation.speaking import Speaker
from bot.conversation.wording import Wording
from bot.knowledge import LANGUAGES, Language, Library
from bot.matching import Verdict


class Understanding(Protocol):
    """What the guide needs of the matcher."""

    def understand(self, text: str) -> Verdict:
        """Say which entries a message means, and in which language it is."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is spoken to: the language chosen, if any, Telegram's own for them, and the day."""

    today: date
    chosen: Language | None = None
    telegram_language: str | None = None

    def language(self, heard: Language | None = None) -> Language:
        """The language to answer in: the one chosen, else the message's own, else Telegram's, else Kazakh."""
        code = (self.telegram_language or "").split("-")[0].lower()
        offered = next((language for language in LANGUAGES if language == code), None)
        return self.chosen or heard or offered or "kk"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the log keeps of a question: what was answered with or offered, and the nearest entries with belief."""

    text: str
    outcome: Outcome
    answered: tuple[str, ...]
    offered: tuple[str, ...]
    entries: tuple[tuple[str, float], ...]
    confidence: float
    language: Language
    version: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What the bot says to one thing a person did, and what follows from it."""

    messages: tuple[Message, ...]
    replaces: bool = False  # the pressed message changes, rather than a new one following it
    asked: Asked | None = None
    declined: str | None = None  # the turn of which "none of these" was said
    chosen: Language | None = None


class Guide:
    """One version of the content, ready to be talked to."""

    def __init__(self, library: Library, understanding: Understanding, wording: Wording, retention_days: int) -> None:
        self.library = library
        self.speaker = Speaker(library, wording)
        self._understanding = understanding
        self._retention_days = retention_days

    def hear(self, text: str, listener: Listener, turn: str) -> Turn:
        """Reply to a question asked in words."""
        verdict = self._understanding.understand(text)
        reply = self._reply(verdict)
        language = listener.language(verdict.language)
        messages = self.speaker.reply(reply, language, listener.today, turn)
        answered = verdict.entries if verdict.outcome == "answer" else ()
        offered = verdict.entries if verdict.outcome == "choices" else ()
        version = self.library.version
        asked = Asked(
            text, outcome_of(reply), answered, offered, verdict.ranking, verdict.confidence, language, version
        )
        return Turn(messages, asked=asked)

    def _reply(self, verdict: Verdict) -> Reply:
        entries = tuple(self.library.entries[name] for name in verdict.entries)
        match verdict.outcome:
            case "answer":
                return Answer(entries)
            case "choices":
                return Choices(entries)
            case "unknown":
                return Unknown()
            case "chat":
                return Chat(verdict.chat)

    def press(self, press: Press | None, listener: Listener) -> Turn:
        """Reply to a button, however old it is."""
        language = listener.language(press.under if press else None)
        match press:
            case Press("answer", entry):
                return self._show(entry, language, listener.today)
            case Press("none", turn):
                return Turn((self.speaker.notice("none-noted", language),), declined=turn)
            case Press("topics"):
                return Turn((self.speaker.topics(language),), replaces=True)
            case Press("section", section):
                return self._section(section, language)
            case Press("language", code):
                return self._choose(code, language)
            case _:
                return Turn((self.speaker.plain("old-button", language),))

    def _show(self, entry: str, language: Language, today: date) -> Turn:
        """Show an entry by its id, as a button or a link asks for it."""
        if entry not in self.library.entries:
            return Turn((self.speaker.gone(language),))
        return Turn((self.speaker.answer(self.library.entries[entry], language, today),))

    def _section(self, name: str, language: Language) -> Turn:
        for section in self.library.sections:
            if section.id == name and self.library.in_section(name):
                return Turn((self.speaker.section(section, language),), replaces=True)
        return Turn((self.speaker.topics(language),), replaces=True)

    def _choose(self, code: str, spoken: Language) -> Turn:
        for language in LANGUAGES:
            if language == code:
                return Turn((self.speaker.plain("language-set", language),), replaces=True, chosen=language)
        return Turn((self.speaker.languages(spoken),), replaces=True)

    def command(self, name: str, argument: str, listener: Listener) -> Turn:
        """Reply to a command, `name` without its slash."""
        language = listener.language()
        if name == "start" and argument:
            known = argument in self.library.entries
            return self._show(argument, language, listener.today) if known else self._greet(language)
        match name:
            case "start":
                return self._greet(language)
            case "help":
                return Turn((self.speaker.help(language),))
            case "topics":
                return Turn((self.speaker.topics(language),))
            case "sources":
                return Turn((self.speaker.sources(language),))
            case "language":
                return Turn((self.speaker.languages(language),))
            case "privacy":
                return Turn((self.speaker.privacy(language, self._retention_days),))
            case _:
                return Turn((self.speaker.plain("unknown-command", language),))

    def _greet(self, language: Language) -> Turn:
        return Turn((self.speaker.welcome(language),))

    def say(self, name: str, listener: Listener) -> Turn:
        """Say one sentence of the wording: to a photo, or after a fault of ours."""
        return Turn((self.speaker.plain(name, listener.language()),))
