"""Who somebody is: their name, office, words in the articles, and entries about them.

Words are shown with their day and source.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.content import Article, Entry, Figure, Language, Quote
from bot.content.quotes import one_of_each_article, quote_of
from bot.conversation.buttons import Keyboards
from bot.conversation.dialogue_acts import Slot
from bot.conversation.message import Block, Heading, Label, Message, Paragraph, Quotation
from bot.conversation.quoted_passages import in_turn
from bot.conversation.turns import WordsOf
from bot.conversation.wording import Wording, citation

_QUOTES = 2  # more do not fit a phone
_SPEECH = 5  # words in quotation marks; fewer may be a name
_MARK = re.compile(r"(?P<opens>[“«]|(?<!\S)\"|(?<=\()\")|[”»\"]")


def speaks_directly(passage: str) -> bool:
    """Whether a passage has words of speech in quotation marks, one of which may stand outside it."""
    begins, marks = 0, list(_MARK.finditer(passage))
    for mark in marks:
        is_speech = len(passage[begins : mark.start()].split()) >= _SPEECH
        if not mark["opens"] and is_speech:
            return True
        begins = mark.end()
    return bool(marks) and marks[-1]["opens"] is not None and len(passage[begins:].split()) >= _SPEECH


class WhosWho:
    """Shows a person or an institution of the articles."""

    def __init__(self, articles: Mapping[str, Article], wording: Wording, keyboards: Keyboards) -> None:
        self._articles = articles
        self._wording = wording
        self._keyboards = keyboards

    def message(
        self,
        figure: Figure,
        entries: Sequence[Entry],
        language: Language,
        translated_only: bool = False,
        slot: Slot | None = None,
    ) -> Message:
        """Name, office and words of a figure, and a button for each of some entries.

        Of whom the articles quote nothing, it shows where they name them. `translated_only`: without the original of a
        passage that has a translation into the reader's language. `slot`: what is asked of the card on the screen:
        *more* words than it had, or *where* they were said.
        """
        blocks: list[Block] = [Heading(figure.name[language])]
        if figure.office:
            blocks.append(Paragraph(figure.office[language]))
        shown = self._shown(figure, entries, slot)
        if slot in ("quote", "more") and not self._said(figure, entries):
            blocks.append(Paragraph(self._wording(language, "who-no-words")))
        elif slot == "more" and not shown:
            blocks.append(Paragraph(self._wording(language, "who-no-more")))
        blocks += self._all_quoted(shown, language, translated_only)
        return Message(tuple(blocks), self._keyboards.entries(entries, language))

    def words_of(self, asked: WordsOf, language: Language, translated_only: bool = False) -> Message:
        """What people said of something. Of whom nothing on it was found, that is said."""
        blocks: list[Block] = []
        for one in asked.words:
            blocks.append(Heading(one.figure.name[language]))
            if not one.speaks:
                blocks.append(Paragraph(self._wording(language, "who-no-words")))
                blocks += self._all_quoted(self._named(one.figure), language, translated_only)
            elif not one.quotes:
                blocks.append(Paragraph(self._wording(language, "who-not-on-that")))
                most = _QUOTES if len(asked.words) == 1 else 1
                blocks += self._all_quoted(self._said(one.figure, ())[:most], language, translated_only)
            places = self._places(one.quotes) if asked.slot == "where" else ()
            blocks += self._all_quoted((*one.quotes, *places), language, translated_only)
        return Message(tuple(blocks), self._keyboards.entries(asked.entries, language))

    def _shown(self, figure: Figure, entries: Sequence[Entry], slot: Slot | None) -> list[Quote]:
        said = self._said(figure, entries)
        if slot == "more":
            return said[_QUOTES:][:_QUOTES]
        first = said[:_QUOTES] or self._named(figure)
        return [*first, *self._places(first)] if slot == "where" else first

    def _places(self, said: Sequence[Quote]) -> Iterator[Quote]:
        """What the articles of some words say of where they were said."""
        articles = (quote.article for quote in one_of_each_article(said))
        yield from (quote_of(article, article.place, {}) for article in articles if article.place)

    def _said(self, figure: Figure, entries: Sequence[Entry]) -> list[Quote]:
        """Their words and claims: first those that the entries quote, one of each article before a second of any."""
        told = [quote.text for entry in entries for quote in entry.quotes]
        spoken = [
            (quote_of(article, sentence.text, {}), any(sentence.text in text or text in sentence.text for text in told))
            for article in self._articles.values()
            for sentence in article.sentences
            if sentence.said_by == figure.id and sentence.is_fact
        ]
        ordered = [quote for quote, is_told in sorted(spoken, key=lambda pair: not pair[1])]
        first = list({quote.article.id: quote for quote in reversed(ordered)}.values())[::-1]
        return [*first, *(quote for quote in ordered if quote not in first)]

    def _named(self, figure: Figure) -> list[Quote]:
        """The sentence that names them, of the first article that does."""
        for mention in figure.mentions:
            if article := self._articles.get(mention.source):
                texts = [one.text for one in article.sentences if mention.text in one.text]
                return [quote_of(article, text, {}) for text in (texts or [mention.text])[:1]]
        return []

    def _all_quoted(self, quotes: Sequence[Quote], language: Language, translated_only: bool) -> list[Block]:
        """Passages one after another. Whose words they are and where they are from is said once for several alike."""
        blocks: list[Block] = []
        for quote, following in in_turn(quotes):
            quoted = list(self._quoted(quote, language, translated_only))
            is_said_by_same = bool(quote.said_by) and quoted[0] in blocks
            is_from_same = following is not None and following.article is quote.article
            blocks += quoted[is_said_by_same : len(quoted) - is_from_same]
        return blocks

    def _quoted(self, quote: Quote, language: Language, translated_only: bool) -> Iterator[Block]:
        if quote.said_by:
            day = self._wording.date(language, quote.said_at) if quote.said_at else self._wording(language, "no-day")
            is_direct = speaks_directly(quote.text)
            said = self._wording(language, "said-directly") if is_direct else self._wording(language, "said-reported")
            yield Label(f"{said} · {day}")
        translated = quote.translations.get(language)
        if translated:
            yield Label(self._wording(language, "translation"))
            yield Quotation(quote.shown(language))
        if not (translated and translated_only):
            if language != quote.article.language:
                yield Label(self._wording(language, f"quoted-in-{quote.article.language}"))
            yield Quotation(quote.shown(quote.article.language))
        yield citation(self._wording, quote.article, language)
