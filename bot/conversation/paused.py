"""The conversation while the bot is paused: the curators' words, and nothing of the content.

What people may always do with what is kept about them goes on.
"""

from collections.abc import Mapping

from bot.content import Language
from bot.conversation.buttons import Press
from bot.conversation.guide import Guide, Heard
from bot.conversation.message import Card, Message, Paragraph
from bot.conversation.turns import Before, Listener, Turn
from bot.matching import Verdict

_COMMANDS = ("privacy", "forget", "language")
_PRESSES = ("language", "forget", "tell", "untell", "up", "down", "why", "rate")


_NOTHING = Verdict("unknown", (), (), 0.0, None)


class PausedGuide(Guide):
    """Stands in for a guide. `words`: what is said, by language; where there are none, the bot's own."""

    answers = False

    def __init__(self, guide: Guide, words: Mapping[Language, str]) -> None:
        self.library = guide.library
        self.voice = guide.voice
        self._understanding = guide._understanding
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

    def reply(self, heard: Heard, listener: Listener, turn: str) -> Turn:
        """Say that the bot is paused. Nothing is noted: that nobody answered is no gap in the content."""
        return self._paused(listener.language())

    def look_up(self, text: str, listener: Listener) -> tuple[Card, ...]:
        """Nothing to send into a chat."""
        return ()

    def press(self, press: Press | None, listener: Listener, turn: str) -> Turn:
        """Reply to a button that shows nothing of the content."""
        if press is None or press.verb in _PRESSES:
            return super().press(press, listener, turn)
        return self._paused(listener.language(press.under))

    def command(self, name: str, argument: str, listener: Listener, turn: str) -> Turn:
        """Reply to a command that shows nothing of the content."""
        if name in _COMMANDS:
            return super().command(name, argument, listener, turn)
        return self._paused(listener.language())

    def _paused(self, language: Language) -> Turn:
        words = self._words.get(language)
        said = Message((Paragraph(words),)) if words else self.voice.speaker.plain("paused", language)
        return Turn((said,))
