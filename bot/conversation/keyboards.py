"""The buttons under an answer: related questions, a rating, the passage in its context, a link to share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.conversation.message import Button, Rows, Share
from bot.conversation.presses import REASONS, Press, Rated, Reason
from bot.conversation.wording import Wording
from bot.knowledge import Entry, Language, Library

Mood = Literal["up", "down", "asking", "none"]  # what the person said of the answer; "asking": why was it not good?

_FEW_IN_ROW = 2


@dataclass(frozen=True, slots=True)
class Keyboards:
    """Knows which buttons belong under what."""

    library: Library
    say: Wording

    def entries(self, entries: Iterable[Entry], language: Language) -> Rows:
        """A button for each entry, which shows it below."""
        return tuple((Button(entry.question[language], str(Press("answer", entry.id, language))),) for entry in entries)

    def answer(self, rated: Rated, language: Language, mood: Mood = "none", private: bool = True) -> Rows:
        """What stands under an answer. In a group, where many read it, nobody is asked how it was."""
        entry = self.library.entries[rated.entry]
        related = [self.library.entries[name] for name in entry.related if name in self.library.entries]
        further = (
            Button(self.say(language, "in-context"), str(Press("context", entry.id, language))),
            Share(self.say(language, "share"), entry.id, entry.question[language]),
        )
        judging = self._judging(rated, language, mood) if private else ()
        return (*self.entries(related, language), *judging, further, *self._back(rated, language))

    def _judging(self, rated: Rated, language: Language, mood: Mood) -> Rows:
        if mood == "asking":
            return self._reasons(rated, language)
        up, down = Press("up", str(rated), language), Press("down", str(rated), language)
        return ((self._face("👍", mood == "up", up), self._face("👎", mood == "down", down)),)

    def _face(self, face: str, chosen: bool, press: Press) -> Button:
        """A thumb. Pressed again, it is taken back."""
        if chosen:
            return Button(f"✓ {face}", str(Press("rate", press.about, press.under)))
        return Button(face, str(press))

    def _reasons(self, rated: Rated, language: Language) -> Rows:
        reasons = [self._reason(reason, rated, language) for reason in REASONS]
        back = Button(self.say(language, "rate-back"), str(Press("rate", str(rated), language)))
        rows = [tuple(reasons[at : at + _FEW_IN_ROW]) for at in range(0, len(reasons), _FEW_IN_ROW)]
        return (*rows, (back,))

    def _reason(self, reason: Reason, rated: Rated, language: Language) -> Button:
        return Button(self.say(language, f"reason-{reason}"), str(Press("why", f"{reason[0]}.{rated}", language)))

    def _back(self, rated: Rated, language: Language) -> Rows:
        """The way back, where the answer took the place of a list."""
        if rated.page is None:
            return ()
        section = self.library.entries[rated.entry].section
        press = Press("section", f"{section}.{rated.page}", language)
        return ((Button(self.say(language, "back-to-section"), str(press)),),)

    def to_topics(self, language: Language) -> Rows:
        """The way to the topics."""
        return ((Button(self.say(language, "see-topics"), str(Press("topics", under=language))),),)

    def unanswered(self, turn: str, language: Language, wanted: bool = False, offered: bool = True) -> Rows:
        """Under what has no answer: be told when there is one, or look through the topics."""
        topics = self.to_topics(language)
        if not offered:
            return topics
        if wanted:
            return ((Button(self.say(language, "told-later"), str(Press("untell", turn, language))),), *topics)
        return ((Button(self.say(language, "tell-me"), str(Press("tell", turn, language))),), *topics)
