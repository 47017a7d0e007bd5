"""What the bot remembers between turns, what it tells a person about that, and how they can have it deleted.

The core names what is remembered, and a database stores it. People and chats are codes here, and addresses are sealed
(see `bot.identity`), so nothing names anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.content import LANGUAGES, Language
from bot.conversation.buttons import Press
from bot.conversation.message import Block, Button, Heading, Message, Paragraph, Quotation
from bot.conversation.wording import Wording

CORRECTING = 30
"""Days after an answer during which the bot tells the person if the answer is corrected."""
WAITING = 90
"""Days during which the bot tells a person of an answer, after they asked to be told."""


Surface = Literal["private", "group", "inline", "guest"]
"""Where a question is asked: in the chat with the bot, in a group that it is in, or from a chat that it is not in, by
choosing one of its cards (inline) or by naming it (guest)."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who did something, and when. `message` is the number, within its chat, of the message that asked.

    `address` leads back to the chat. It is `None` except in private chats.
    """

    turn: str
    asker: str
    at: datetime
    message: int | None = None
    address: str | None = None
    surface: Surface = "private"


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that the bot has sent: into which chat, in reply to which message of the person, and what it shows."""

    place: str
    message: int
    turn: str
    asker: str
    version: str
    replied_to: int | None = None
    entry: str | None = None
    language: Language | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class LastQuestion:
    """What a person asked last, when, and which entries answered it."""

    text: str
    at: datetime
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to be told when there is an answer. `declined` are the entries they did not mean."""

    turn: str
    text: str
    declined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that the bot owes a person: an answer they asked to be told of, or the correction of one they got."""

    number: int
    kind: Literal["answer", "correction"]
    turn: str
    asker: str
    address: str
    message: int | None
    language: Language
    entry: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose for all answers: a language, and whether they are short and simple.

    `shortened`: how often they asked for a shorter answer since they last decided on that.
    """

    language: Language | None = None
    simple: bool = False
    shortened: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored about a person, as the bot shows it to them. `latest` has their newest questions, newest first."""

    questions: int
    since: date | None
    latest: tuple[str, ...]
    ratings: int
    waiting: int
    language: Language | None
    simple: bool = False
    shortened: int = 0


LANGUAGE_NAMES: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

# Characters shown of each stored question: twenty questions have to fit, even if all are emoji, which count double.
_LONGEST = 80


class PersonalData:
    """Builds the messages about a person's own data. `days` is how long questions are stored."""

    def __init__(self, wording: Wording, days: int) -> None:
        self._wording = wording
        self._days = days

    def languages(self, language: Language) -> Message:
        """The choice of a language. Each is called by its own name."""
        row = tuple(Button(LANGUAGE_NAMES[one], str(Press("language", one))) for one in LANGUAGES)
        ask = Paragraph(self._wording(language, "language-ask"))
        return Message((Heading(self._wording(language, "language-title")), ask), (row,))

    def privacy(self, language: Language) -> Message:
        """Say what is stored, and for how many days."""
        text = Paragraph(self._wording(language, "privacy", days=self._days, correcting=CORRECTING, waiting=WAITING))
        return Message((Heading(self._wording(language, "privacy-title")), text))

    def mydata(self, record: Record, language: Language) -> Message:
        """Say what is stored about this person."""
        head = Heading(self._wording(language, "mydata-title"))
        return Message((head, Paragraph("\n".join(self._counts(record, language))), *self._latest(record, language)))

    def _counts(self, record: Record, language: Language) -> Iterator[str]:
        say = self._wording
        if record.since:
            since = say.date(language, record.since)
            yield "• " + say(language, "mydata-questions", count=record.questions, date=since)
        else:
            yield "• " + say(language, "mydata-no-questions")
        yield "• " + say(language, "mydata-ratings", count=record.ratings)
        yield "• " + say(language, "mydata-waiting", count=record.waiting)
        chosen = LANGUAGE_NAMES[record.language] if record.language else say(language, "mydata-no-language")
        yield "• " + say(language, "mydata-language", language=chosen)
        if record.simple:
            yield "• " + say(language, "mydata-simple")
        if record.shortened:
            yield "• " + say(language, "mydata-shortened", count=record.shortened)

    def _latest(self, record: Record, language: Language) -> Iterator[Block]:
        if record.latest:
            yield Paragraph(self._wording(language, "mydata-latest"))
            yield Quotation("\n".join(f"• {_shortened(text)}" for text in record.latest))
        yield Paragraph(self._wording(language, "mydata-end"))

    def forget(self, language: Language) -> Message:
        """Ask whether the bot should really delete everything."""
        yes = Button(self._wording(language, "forget-yes"), str(Press("forget", "yes", language)))
        no = Button(self._wording(language, "forget-no"), str(Press("forget", "no", language)))
        text = Paragraph(self._wording(language, "forget"))
        return Message((Heading(self._wording(language, "forget-title")), text), ((yes,), (no,)))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
