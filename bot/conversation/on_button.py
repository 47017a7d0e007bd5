"""Reply to a button, however old it is, and even if somebody forged what it carries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.content import LANGUAGES, Language, Library
from bot.conversation.about_bot import NOBODY, Operator, PublicFigures, no_figures
from bot.conversation.buttons import (
    Chose,
    ChoseForm,
    Declined,
    Forgotten,
    Liked,
    Mood,
    Press,
    Rated,
    WantedNotice,
    is_turn,
    paged_from,
    rated_from,
    reasoned_from,
)
from bot.conversation.catalogue import Catalogue
from bot.conversation.message import ButtonRows, Message
from bot.conversation.personal_data import WAITING, PersonalData
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


@dataclass(frozen=True, slots=True)
class ButtonReply:
    """Replies to one press by `person`. `language` is the reply's language; `turn` is the name of the reply's turn."""

    voice: Voice
    person: Person
    language: Language
    turn: str

    def reply(self, press: Press | None) -> Turn:
        """Reply to the press. If no button of the bot carries it, the reply says that the button is old."""
        match press:
            case Press("answer", entry):
                return self.voice.show(entry, self.language, self.person, self.turn)
            case Press("choose", entry):
                return self.voice.show(entry, self.language, self.person, self.turn, place="instead")
            case Press("more" | "context" as verb, entry):
                return self._further(entry, verb)
            case Press("none", turn):
                return self._none(turn)
            case Press("tell" | "untell" as verb, turn) if is_turn(turn):
                return self._tell(turn, verb == "tell")
            case Press("up" | "down" | "rate" | "why"):
                return self._rate(press)
            case Press("language", code):
                return self._choose(code)
            case Press("form", "simple" | "full" as form):
                return form_chosen(self.voice, form == "simple", self.language, self.person)
            case Press("forget", sure):
                return self._forget(sure == "yes")
            case _:
                return self._browse(press)

    def _browse(self, press: Press | None) -> Turn:
        catalogue, language = self.voice.catalogue, self.language
        match press:
            case Press("open", about):
                entry, page = paged_from(about)
                return self.voice.show(entry, language, self.person, self.turn, page or 0, "instead")
            case Press("topics"):
                return Turn((catalogue.topics(language, self.person.most_asked),), "instead")
            case Press("section", about):
                name, page = paged_from(about)
                return Turn((catalogue.section(name, page or 0, language),), "instead")
            case Press("sources"):
                return Turn((catalogue.sources(language),), "instead")
            case Press("article", about):
                name, page = paged_from(about)
                return Turn((catalogue.article(name, page or 0, language),), "instead")
            case _:
                return self.voice.say("old-button", language)

    def _further(self, name: str, verb: Literal["more", "context"]) -> Turn:
        speaker, entry = self.voice.speaker, self.voice.library.entries.get(name)
        if entry is None:
            return Turn((speaker.gone(self.language),))
        if verb == "more":
            return Turn((speaker.more(entry, self.language, self.person),))
        return Turn((speaker.context(entry, self.language),))

    def _none(self, turn: str) -> Turn:
        speaker = self.voice.speaker
        buttons = speaker.keyboards.to_topics(self.language)
        if is_turn(turn):
            buttons = speaker.below_unanswered(self.language, self.person, turn)
        said = speaker.notice("none-noted", self.language, buttons)
        if self.person.tries:
            said = speaker.unanswered(self.language, buttons, is_kept=False)
        return Turn((said,), effects=(Declined(turn),))

    def _tell(self, turn: str, wanted: bool) -> Turn:
        buttons = self.voice.speaker.keyboards.unanswered(turn, self.language, wanted)
        say = self.voice.speaker.line
        toast = say("told-later-toast", self.language, days=WAITING) if wanted else say("not-told-toast", self.language)
        return Turn((_only(buttons),), "buttons", (WantedNotice(turn, wanted, self.language),), toast)

    def _rate(self, press: Press) -> Turn:
        reason, rated = None, rated_from(press.about)
        if press.verb == "why" and (found := reasoned_from(press.about)):
            reason, rated = found
        if rated is None or (press.verb == "why") != (reason is not None):
            return self.voice.say("old-button", self.language)
        if rated.entry not in self.voice.library.entries:
            return Turn((self.voice.speaker.gone(self.language),))
        moods: dict[str, tuple[Mood, bool | None, str]] = {
            "up": ("up", True, "rated-up"),
            "down": ("asking", False, "rated-down"),
            "why": ("down", False, "rated-why"),
        }
        mood, liked, toast = moods.get(press.verb, ("none", None, "rated-none"))
        effect = Liked(rated.turn, rated.entry, liked, reason)
        line = self.voice.speaker.line
        said = line("rated-tried", self.language) if self.person.tries else line(toast, self.language)
        return Turn((self._judged(rated, mood),), "buttons", (effect,), said)

    def _judged(self, rated: Rated, mood: Mood) -> Message:
        simple = self.person.reads_simply
        return _only(self.voice.speaker.keyboards.answer(rated, self.language, mood, simple=simple))

    def _choose(self, code: str) -> Turn:
        for language in LANGUAGES:
            if language == code:
                said = self.voice.speaker.plain("language-set", language)
                return Turn((said,), "instead", (Chose(language),))
        return Turn((self.voice.about_you.languages(self.language),), "instead")

    def _forget(self, sure: bool) -> Turn:
        said = self.voice.speaker.plain("forgotten" if sure else "not-forgotten", self.language)
        return Turn((said,), "instead", (Forgotten(),) if sure else ())


def form_chosen(voice: Voice, simple: bool, language: Language, person: Person) -> Turn:
    """Keep the form of all answers that follow, and say so. Only in a private chat: a group has a form of its own."""
    if not person.private:
        return voice.say("in-private", language)
    return Turn((voice.speaker.form_set(simple, language),), effects=(ChoseForm(simple),))


def _only(buttons: ButtonRows) -> Message:
    """A message of buttons alone: the text above them stays as it is."""
    return Message((), buttons)
