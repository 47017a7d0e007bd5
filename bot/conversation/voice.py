"""Everything the bot can say about one version of the content, in one place for those who decide what is said."""

from dataclasses import dataclass

from bot.conversation.about_you import AboutYou
from bot.conversation.browsing import Catalogue
from bot.conversation.speaking import Speaker
from bot.conversation.turns import Listener, Place, Turn
from bot.conversation.wording import Wording
from bot.knowledge import Language, Library


@dataclass(frozen=True, slots=True)
class Voice:
    """The library, and what speaks of it: answers, lists, the person."""

    library: Library
    speaker: Speaker
    catalogue: Catalogue
    about_you: AboutYou

    def show(
        self,
        entry: str,
        language: Language,
        listener: Listener,
        turn: str,
        page: int | None = None,
        place: Place = "below",
    ) -> Turn:
        """Show an entry by its id, as a button or a link asks for it."""
        if entry not in self.library.entries:
            return Turn((self.speaker.gone(language),))
        answer = self.speaker.answer(self.library.entries[entry], language, listener, turn, page)
        return Turn((answer,), place)

    def say(self, name: str, language: Language) -> Turn:
        """Say one sentence of the wording."""
        return Turn((self.speaker.plain(name, language),))


def voice_over(library: Library, wording: Wording, retention_days: int) -> Voice:
    """A voice for a library."""
    speaker, catalogue = Speaker(library, wording), Catalogue(library, wording)
    return Voice(library, speaker, catalogue, AboutYou(wording, retention_days))
