"""The conversation while the bot is paused: the curators' words, and nothing of the content.

What people may always do with what is kept about them goes on.
"""

from collections.abc import Mapping

from bot.content import Language
from bot.conversation.buttons import Press
from bot.conversation.conversation import Conversation, Heard
from bot.conversation.message import Card, Message, Paragraph
from bot.conversation.turns import Before, Person, Turn
from bot.matching import Verdict

_COMMANDS = ("privacy", "forget", "language")
_PRESSES = ("language", "forget", "tell", "untell", "up", "down", "why", "rate")


_NOTHING = Verdict("unknown", (), (), 0.0, None)


class PausedConversation(Conversation):
    """Stands in for a guide. `words`: what is said, by language; where there are none, the bot's own."""

    answers = False

    def __init__(self, conversation: Conversation, words: Mapping[Language, str]) -> None:
        self.library = conversation.library
        self.voice = conversation.voice
        self._understanding = conversation._understanding
        self._words = words

    def hear(self, text: str) -> Heard:
        """Understand nothing: what is not answered is not matched either."""
        return Heard(text, _NOTHING)

    def remembers(self, text: str) -> bool:
        """Nothing is ever computed."""
        return True

    def hear_on(self, heard: Heard, before: Before) -> Heard:
        """Understand nothing, whatever came before."""
        return heard

    def reply(self, heard: Heard, person: Person, turn: str) -> Turn:
        """Say that the bot is paused. Nothing is noted: that nobody answered is no gap in the content."""
        return self._paused(person.language())

    def look_up(self, text: str, person: Person) -> tuple[Card, ...]:
        """Nothing to send into a chat."""
        return ()

    def press(self, press: Press | None, person: Person, turn: str) -> Turn:
        """Reply to a button that shows nothing of the content."""
        if press is None or press.verb in _PRESSES:
            return super().press(press, person, turn)
        return self._paused(person.language(press.under))

    def command(self, name: str, argument: str, person: Person, turn: str) -> Turn:
        """Reply to a command that shows nothing of the content."""
        if name in _COMMANDS:
            return super().command(name, argument, person, turn)
        return self._paused(person.language())

    def _paused(self, language: Language) -> Turn:
        words = self._words.get(language)
        said = Message((Paragraph(words),)) if words else self.voice.speaker.plain("paused", language)
        return Turn((said,))
