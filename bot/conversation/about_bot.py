"""What the bot says of itself: who runs it, what it rests on, how often it is wrong, how to report an error."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.content import Language, Library
from bot.conversation.buttons import Press
from bot.conversation.message import Button, ButtonRows, Heading, Message, Paragraph
from bot.conversation.public_figures import PublicFigures, how_often_wrong
from bot.conversation.wording import Wording


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the bot, as the settings say. Without a name, nobody is named."""

    name: str | None = None
    contact: str | None = None
    is_official: bool = False


NOBODY = Operator()


class SelfPortrait:
    """Answers questions about the bot. `figures` gives what everybody may know of how well it does, at the moment."""

    def __init__(
        self, library: Library, wording: Wording, operator: Operator, figures: Callable[[], PublicFigures]
    ) -> None:
        self._library = library
        self._wording = wording
        self._operator = operator
        self._public = figures

    def whole(self, language: Language) -> Message:
        """Who runs the bot, what it rests on, how fresh that is, and how to report an error."""
        say = self._wording
        lines = [
            say(language, "about"),
            " ".join(self._who_runs_it(language)),
            " ".join(self._rests_on(language)),
            *how_often_wrong(say, language, self._public(), self._library.entries.values()),
            say(language, "report-error"),
            say(language, "about-kept"),
        ]
        title = Heading(say(language, "about-title"))
        return Message((title, *map(Paragraph, lines)), self.to_sources(language))

    def part(self, kind: str, language: Language) -> Message:
        """The part of all that which somebody asks for."""
        say = self._wording
        match kind:
            case "report-error":
                return _plain(say(language, "report-error"))
            case "mydata":
                return _plain(say(language, "about-data"))
            case "trust":
                lines = [
                    say(language, "about-trust"),
                    " ".join(self._rests_on(language)),
                    say(language, "report-error"),
                ]
                return Message(tuple(map(Paragraph, lines)), self.to_sources(language))
            case "belief":
                voices = self._library.era.voices if self._library.era else None
                lines = [say(language, "about-belief"), *([voices[language]] if voices else [])]
                return Message(tuple(map(Paragraph, lines)), self.to_sources(language))
            case "person":
                contact = self._operator.contact
                lines = [
                    say(language, "about-person"),
                    *([say(language, "about-contact", contact=contact)] if contact else []),
                ]
                return Message(tuple(map(Paragraph, lines)))
            case _:
                return self.whole(language)

    def _who_runs_it(self, language: Language) -> Iterator[str]:
        say, operator = self._wording, self._operator
        yield say(language, "about-official" if operator.is_official else "about-unofficial")
        yield say(language, "about-operator", name=operator.name) if operator.name else say(language, "about-nobody")
        if operator.contact:
            yield say(language, "about-contact", contact=operator.contact)

    def _rests_on(self, language: Language) -> Iterator[str]:
        yield self._wording(language, "about-articles", count=len(self._library.articles))
        era = self._library.era
        if era and era.voices:
            yield era.voices[language]
        if last := self._library.last_day:
            yield self._wording(language, "about-fresh", date=self._wording.date(language, last))

    def to_sources(self, language: Language) -> ButtonRows:
        """The button that shows the articles."""
        return ((Button(self._wording(language, "see-sources"), str(Press("sources", under=language))),),)


def _plain(sentence: str) -> Message:
    return Message((Paragraph(sentence),))
