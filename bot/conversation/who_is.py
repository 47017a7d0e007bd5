"""Who somebody is: whose name a message is, and their name, office, words in the articles, and entries about them.

A name is known in any case form and spelling. Words are shown with their day and source.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content import LANGUAGES, Article, Entry, Figure, Language, Library, Quote
from bot.content.quotes import quote_of
from bot.conversation.buttons import Keyboards
from bot.conversation.message import Block, Heading, Label, Message, Paragraph, Quotation
from bot.conversation.wording import Wording, citation
from bot.search.word_forms import plain_word, same_word

_WORD = re.compile(r"\w+")
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі")
_SOUNDS = {
    "shch": "щ", "yo": "е", "ye": "е", "yu": "ю", "ya": "я", "iy": "ий", "zh": "ж", "kh": "х", "sh": "ш", "ch": "ч",
    "gh": "г", "ts": "ц", "ay": "ай", "oy": "ой", "ey": "ей",
}  # fmt: skip
_ALPHABET_OF_2021 = str.maketrans({"ş": "sh", "ğ": "gh", "ı": "y"})
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопкрстуввхыз")


@dataclass(frozen=True, slots=True)
class Names:
    """The people and institutions that the articles name. Each spelling is the words of a name as they sound."""

    spellings: Sequence[tuple[tuple[str, ...], Figure]]

    @classmethod
    def of(cls, library: Library) -> "Names":
        found = {
            (words, figure.id): (words, figure)
            for figure in library.figures.values()
            for language in LANGUAGES
            for name in (figure.name[language], *figure.spellings[language])
            if (words := _bare(name))
        }
        return cls(tuple(found.values()))

    def alone_in(self, text: str) -> Figure | None:
        """Who is named by a message that says nothing else but "who is" or "what did … say"; `None` if that is two."""
        said = _bare(text)
        exact = [figure for name, figure in self.spellings if said and sorted(name) == sorted(said)]
        named = exact or [figure for name, figure in self.spellings if said and _same_name(said, name)]
        return named[0] if len({figure.id for figure in named}) == 1 else None


def _bare(text: str) -> tuple[str, ...]:
    """The words of a text, without those that people put beside a name."""
    return tuple(word for word in _words(text) if word not in _BESIDE)


def _same_name(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each word is a form of another word of the name, in any order: people write the surname first too."""
    if len(said) != len(name):
        return False
    left = list(name)
    for word in said:
        same = next((one for one in left if one[:2] == word[:2] and same_word(word, one)), None)
        if same is None:
            return False
        left.remove(same)
    return True


def _words(text: str) -> tuple[str, ...]:
    """The words of a name as they sound, whatever their letters: "Yerlan" is «ерлан», «Қарин» is «карин»."""
    plain = text.casefold().translate(_ALPHABET_OF_2021).replace("’s", " ").replace("'s", " ")
    bare = "".join(sign if sign in _CYRILLIC else unicodedata.normalize("NFKD", sign)[0] for sign in plain)
    return tuple(_sounding(plain_word(word)).replace("ы", "и") for word in _WORD.findall(bare))


def _sounding(word: str) -> str:
    if not word.isascii() or not word.isalpha():
        return word
    for letters, sound in _SOUNDS.items():
        word = word.replace(letters, sound)
    word = word.translate(_LETTERS)
    return f"е{word[1:]}" if word.startswith("э") else word


_BESIDE = frozenset(
    _words(
        "а и ну же тогда ал және енді ше and so but what about "
        "кто такой такая такие это он она кем является who is was are кім деген ол туралы жайлы about про об о "
        "что сказал сказала говорил говорила говорит what did does say said says the не деді айтты айтады әңгімеледі"
    )
)


_QUOTES = 2  # more do not fit a phone


class WhosWho:
    """Shows a person or an institution of the articles."""

    def __init__(self, articles: Mapping[str, Article], wording: Wording, keyboards: Keyboards) -> None:
        self._articles = articles
        self._wording = wording
        self._keyboards = keyboards

    def message(
        self, figure: Figure, entries: Sequence[Entry], language: Language, translated_only: bool = False
    ) -> Message:
        """Name, office and words of a figure, and a button for each of some entries.

        Of whom the articles quote nothing, it shows where they name them. `translated_only`: without the original of a
        passage that has a translation into the reader's language.
        """
        blocks: list[Block] = [Heading(figure.name[language])]
        if figure.office:
            blocks.append(Paragraph(figure.office[language]))
        for quote in self._said(figure, entries) or self._named(figure):
            blocks += self._quoted(quote, language, translated_only)
        return Message(tuple(blocks), self._keyboards.entries(entries, language))

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
        return [*first, *(quote for quote in ordered if quote not in first)][:_QUOTES]

    def _named(self, figure: Figure) -> list[Quote]:
        """The sentence that names them, of the first article that does."""
        for mention in figure.mentions:
            if article := self._articles.get(mention.source):
                texts = [one.text for one in article.sentences if mention.text in one.text]
                return [quote_of(article, text, {}) for text in (texts or [mention.text])[:1]]
        return []

    def _quoted(self, quote: Quote, language: Language, translated_only: bool) -> Iterator[Block]:
        if quote.said_by:
            if quote.said_at:
                yield Label(self._wording(language, "who-said-on", date=self._wording.date(language, quote.said_at)))
            else:
                yield Label(self._wording(language, "who-said"))
        translated = quote.translations.get(language)
        if translated:
            yield Label(self._wording(language, "translation"))
            yield Quotation(translated)
        if not (translated and translated_only):
            if language != quote.article.language:
                yield Label(self._wording(language, f"quoted-in-{quote.article.language}"))
            yield Quotation(quote.text)
        yield citation(self._wording, quote.article, language)
