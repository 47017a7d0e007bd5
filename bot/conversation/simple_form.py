"""The short and simple form of answers, for people who asked for it: in plain sentences, and in one language.

An answer is its fact, one passage in the reader's language, who said it and when, and the source. Nothing folds, and no
sign stands where a word can.
"""

from collections.abc import Iterator, Mapping

from bot.content import Entry, Figure, Language, OfficialAddress, Quote
from bot.conversation.buttons import Keyboards, Rated
from bot.conversation.message import Block, Citation, Extract, Fact, Heading, Message, Paragraph, Shows
from bot.conversation.wording import Wording, publisher_of, way_to


class SimpleForm:
    """Builds answers in the short and simple form."""

    def __init__(self, figures: Mapping[str, Figure], wording: Wording, keyboards: Keyboards) -> None:
        self._figures = figures
        self._wording = wording
        self._keyboards = keyboards

    def answer(self, entry: Entry, language: Language, rated: Rated, remark: str | None) -> Message:
        """An answer; where sources disagree, each is quoted.

        `remark` is what has to be added because time has passed.
        """
        fact = Fact(entry.lead[language]) if entry.lead else Paragraph(entry.answer[language])
        quoted = [block for quote in entry.carrying for block in self._quoted(quote, language)]
        blocks = (Heading(entry.question[language]), fact, *quoted, *map(Paragraph, filter(None, [remark])))
        return Message(blocks, self._keyboards.answer(rated, language, simple=True), Shows(entry.id, language))

    def more(self, entry: Entry, language: Language, note: str | None) -> Message:
        """All that an entry says, with every passage."""
        quoted = [block for quote in entry.quotes for block in self._quoted(quote, language)]
        said = map(Paragraph, filter(None, [entry.answer[language], note]))
        return Message((Heading(entry.question[language]), *said, *quoted), (), Shows(entry.id, language))

    def address(self, found: OfficialAddress, language: Language) -> Citation:
        """Where to ask officially."""
        phone = f", {found.phone}" if found.phone else ""
        return Citation("", found.name[language], f"{phone}: {found.offers[language]}", found.address)

    def _quoted(self, quote: Quote, language: Language) -> Iterator[Block]:
        yield Extract(quote.shown(language))
        publisher, day = publisher_of(self._wording, quote.article, language)
        translated = "" if language == quote.article.language else f" {self._wording(language, 'simple-translated')}"
        before = f"{self._said_by(quote, language)}\n{self._wording(language, 'simple-source')} "
        yield Citation(before, publisher, f", {day}.{translated}", *way_to(quote.article, quote.text))

    def _said_by(self, quote: Quote, language: Language) -> str:
        figure = self._figures.get(quote.said_by or "")
        if figure is None:
            return self._wording(language, "simple-article")
        name = ", ".join([figure.name[language], *([figure.office[language]] if figure.office else [])])
        if quote.said_at is None:
            return self._wording(language, "simple-said", name=name)
        return self._wording(language, "simple-said-on", name=name, date=self._wording.date(language, quote.said_at))
