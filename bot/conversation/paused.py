"""The conversation while the bot is paused: it says the curators' words, and nothing of the content.

People can still do everything that they may always do with what is stored about them.
"""

from collections.abc import Mapping

from bot.content import Language
from bot.conversation.buttons import Press
from bot.conversation.conversation import Conversation
from bot.conversation.heard import Heard
from bot.conversation.inline_offer import InlineOffer
from bot.conversation.message import Message, Paragraph
from bot.conversation.turns import Before, Person, Turn
from bot.matching import Verdict

_COMMANDS = ("about", "help", "privacy", "forget", "language", "simple", "full")
_PRESSES = ("language", "forget", "form", "tell", "untell", "up", "down", "why", "rate")


_NOTHING = Verdict("unknown", (), (), 0.0, None)


class PausedConversation(Conversation):
    """Takes the place of a conversation. `words`: what it says, by language; the bot's own words if one is missing."""

    answers = False

    def __init__(self, conversation: Conversation, words: Mapping[Language, str]) -> None:
        self.library = conversation.library
        self.voice = conversation.voice
        self.figures = conversation.figures
        self._understanding = conversation._understanding
        self._words = words

    def hear(self, text: str) -> Heard:
        """Understand nothing: the bot does not match what it will not answer."""
        return Heard(text, _NOTHING)

    def remembers(self, text: str) -> bool:
        """Always true, because nothing is ever computed."""
        return True

    def hear_on(self, heard: Heard, before: Before) -> Heard:
        """Understand nothing, whatever came before."""
        return heard

    def reply(self, heard: Heard, person: Person, turn: str) -> Turn:
        """Say that the bot is paused. Notes nothing: a question that nobody answered now is no gap in the content."""
        return self._paused(person.language())

    def look_up(self, text: str, person: Person) -> InlineOffer:
        """Offer nothing to send into a chat."""
        return InlineOffer()

    def press(self, press: Press | None, person: Person, turn: str, asked: str = "") -> Turn:
        """Reply to buttons that show nothing of the content. To all others, say that the bot is paused."""
        if press is None or press.verb in _PRESSES:
            return super().press(press, person, turn)
        return self._paused(person.language(press.under))

    def command(self, name: str, argument: str, person: Person, turn: str) -> Turn:
        """Reply to commands that show nothing of the content. To all others, say that the bot is paused."""
        if name in _COMMANDS:
            return super().command(name, argument, person, turn)
        return self._paused(person.language())

    def _paused(self, language: Language) -> Turn:
        words = self._words.get(language)
        said = Message((Paragraph(words),)) if words else self.voice.speaker.plain("paused", language)
        return Turn((said,))
