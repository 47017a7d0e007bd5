"""Everything that speaks about one version of the content, put together."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.content import Language, Library
from bot.conversation.about_bot import NOBODY, Operator
from bot.conversation.catalogue import Catalogue
from bot.conversation.personal_data import PersonalData
from bot.conversation.public_figures import PublicFigures, no_figures
from bot.conversation.speaker import Speaker
from bot.conversation.turns import Person, ReplyPlace, Turn
from bot.conversation.wording import Wording


@dataclass(frozen=True, slots=True)
class Voice:
    """The library and everything that speaks about it: answers, lists, the person's own data."""

    library: Library
    speaker: Speaker
    catalogue: Catalogue
    about_you: PersonalData

    def show(
        self,
        entry: str,
        language: Language,
        person: Person,
        turn: str,
        page: int | None = None,
        place: ReplyPlace = "below",
    ) -> Turn:
        """Show an entry or a signpost by its id, as a button or a link asks for it. Says so if it no longer exists."""
        found = self.library.find(entry)
        if found is None:
            return Turn((self.speaker.gone(language),))
        return Turn((self.speaker.shown(found, language, person, turn, page),), place)

    def say(self, name: str, language: Language) -> Turn:
        """Say one sentence of the wording."""
        return Turn((self.speaker.plain(name, language),))


def voice_over(
    library: Library,
    wording: Wording,
    retention_days: int,
    operator: Operator = NOBODY,
    figures: Callable[[], PublicFigures] = no_figures,
) -> Voice:
    speaker, catalogue = Speaker(library, wording, operator, figures), Catalogue(library, wording)
    return Voice(library, speaker, catalogue, PersonalData(wording, retention_days))
