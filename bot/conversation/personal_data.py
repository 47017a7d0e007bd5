"""What a person is told of what is kept about them, and how to have it deleted; and the choice of their language."""

from collections.abc import Iterator

from bot.content import LANGUAGES, Language
from bot.conversation.buttons import Press
from bot.conversation.message import Block, Button, Heading, Message, Paragraph, Quotation
from bot.conversation.remembered import CORRECTING, WAITING, Record
from bot.conversation.wording import Wording

LANGUAGE_NAMES: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

# Characters of a question in the list of those kept: twenty have to fit, be they all emoji, which count double.
_LONGEST = 80


class AboutYou:
    """Speaks of the person. `days` is how long questions are kept."""

    def __init__(self, wording: Wording, days: int) -> None:
        self._wording = wording
        self._days = days

    def languages(self, language: Language) -> Message:
        """The choice of a language, each under its own name."""
        row = tuple(Button(LANGUAGE_NAMES[one], str(Press("language", one))) for one in LANGUAGES)
        ask = Paragraph(self._wording(language, "language-ask"))
        return Message((Heading(self._wording(language, "language-title")), ask), (row,))

    def privacy(self, language: Language) -> Message:
        """What is kept, and for how many days."""
        text = Paragraph(self._wording(language, "privacy", days=self._days, correcting=CORRECTING, waiting=WAITING))
        return Message((Heading(self._wording(language, "privacy-title")), text))

    def mydata(self, record: Record, language: Language) -> Message:
        """What is kept about this person."""
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

    def _latest(self, record: Record, language: Language) -> Iterator[Block]:
        if record.latest:
            yield Paragraph(self._wording(language, "mydata-latest"))
            yield Quotation("\n".join(f"• {_shortened(text)}" for text in record.latest))
        yield Paragraph(self._wording(language, "mydata-end"))

    def forget(self, language: Language) -> Message:
        """Ask whether really everything is to be deleted."""
        yes = Button(self._wording(language, "forget-yes"), str(Press("forget", "yes", language)))
        no = Button(self._wording(language, "forget-no"), str(Press("forget", "no", language)))
        text = Paragraph(self._wording(language, "forget"))
        return Message((Heading(self._wording(language, "forget-title")), text), ((yes,), (no,)))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
