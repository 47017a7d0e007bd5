"""Quote the passages of an entry: which, as they are read, who said them, where from, and what *Copy* copies."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest

from bot.content import Entry, Figure, Language, Library, Quote
from bot.content.claims import months_in
from bot.content.quotes import one_of_each_article, one_of_each_speaker, quote_of
from bot.conversation.dialogue_acts import Slot
from bot.conversation.message import Block, Label, Quotation, Remark
from bot.conversation.second_reading import attributes_asked
from bot.conversation.subjects import stems_in
from bot.conversation.wording import Wording, brief_citation, citation

_RARE = 8  # entries; a word that more of them quote is in no passage of its own


class QuotedPassages:
    """Builds what is quoted, in the language of the reader and in that of the article."""

    def __init__(self, figures: Mapping[str, Figure], wording: Wording) -> None:
        self._figures = figures
        self._wording = wording

    def quoted(self, quote: Quote, language: Language, folds: bool = False) -> Iterator[Block]:
        """A passage in the reader's language, then in its own, which may fold, and where it is from."""
        if language != quote.article.language:
            yield Label(self._wording(language, "translation"))
            yield Quotation(quote.shown(language))
            yield Label(self._wording(language, f"quoted-in-{quote.article.language}"))
        yield Quotation(quote.shown(quote.article.language), folds=folds and language != quote.article.language)
        yield citation(self._wording, quote.article, language, quote.text)

    def asked_of(self, entry: Entry, slot: Slot, language: Language) -> list[Block]:
        """Exact words, who said them and when, or where they are from."""
        if slot == "quote":
            return [block for quote in entry.quotes for block in self.quoted(quote, language)]
        if slot in ("who", "when"):
            spoken = one_of_each_speaker(entry.quotes)
            said = [block for one, following in in_turn(spoken) for block in self._said(one, following, slot, language)]
            is_dated = slot == "when" and any(quote.said_at for quote in spoken)
            return [*said, Remark(self._wording(language, "when-known"))] if is_dated else said
        quotes = one_of_each_article(entry.quotes)
        return [citation(self._wording, quote.article, language, quote.text) for quote in quotes]

    def places(self, entry: Entry, language: Language, of_words: bool) -> Iterator[Block]:
        """What each article of an entry says of where it was; else the passages themselves, which may name a place.

        `of_words`: where the words were said is asked, also of an entry that does not quote the place.
        """
        quoted = " ".join(quote.text for quote in entry.quotes)
        is_missing = False
        for quote in one_of_each_article(entry.quotes):
            place = quote.article.place
            if place and (of_words or place in quoted):
                yield from self.quoted(quote_of(quote.article, place, {}), language)
            else:
                is_missing = True
                if language != quote.article.language:
                    yield Label(self._wording(language, "translation"))
                yield Quotation(quote.shown(language))
                yield citation(self._wording, quote.article, language, quote.text)
        if is_missing:
            yield Remark(self._wording(language, "where-known"))

    def _said(self, quote: Quote, following: Quote | None, slot: Slot, language: Language) -> Iterator[Block]:
        """Who said a passage and when, as far as the article gives that, and the words themselves.

        Where several are from one article, that is said below the last.
        """
        figure = self._figures.get(quote.said_by or "")
        if figure is None:
            no_day = slot == "when" and not quote.said_at and not months_in(quote.text)
            yield Label(
                self._wording(language, "no-day-given") if no_day else self._wording(language, "said-by-article")
            )
        else:
            office = f", {figure.office[language]}" if figure.office else ""
            when = self._wording.date(language, quote.said_at) if quote.said_at else self._wording(language, "no-day")
            yield Label(f"{figure.name[language]}{office} · {when}")
        yield Quotation(quote.shown(language))
        if following is None or following.article is not quote.article:
            yield citation(self._wording, quote.article, language, quote.text)


def in_turn(quotes: Sequence[Quote]) -> Iterator[tuple[Quote, Quote | None]]:
    """Each passage, with the one that follows it."""
    return zip_longest(quotes, quotes[1:])


class OwnWords:
    """Finds the passage of an entry that has a message's own word."""

    def __init__(self, library: Library) -> None:
        self._entries = library.entries.values()

    def passage(self, entry: Entry, language: Language, asked: str) -> list[Quote]:
        """The first passage with a word of the message that neither the fact nor what carries it has; or none.

        A word that many entries quote, such as "Kazakhstan", says nothing of which passage is asked for.
        """
        if "where" in attributes_asked(asked) and (placed := [one for one in entry.quotes if _tells_place(one)]):
            return [quote for quote in placed if quote not in entry.carrying][:1]
        own = stems_in(asked)
        if language not in self._passages:
            self._passages[language] = _telling(self._entries, language)
        return [quote for quote, telling in self._passages[language][entry.id] if not own.isdisjoint(telling)][:1]

    @cached_property
    def _passages(self) -> dict[Language, Mapping[str, Sequence[tuple[Quote, frozenset[str]]]]]:
        return {}


def _tells_place(quote: Quote) -> bool:
    return bool(quote.article.place) and quote.article.place in quote.text


def _telling(entries: Collection[Entry], language: Language) -> Mapping[str, Sequence[tuple[Quote, frozenset[str]]]]:
    """The passages of each entry that do not carry its fact, with the words that tell them from it."""
    words = {quote[language]: stems_in(quote[language]) for entry in entries for quote in entry.quotes}
    quoting = Counter(
        stem for entry in entries for stem in frozenset().union(*(words[quote[language]] for quote in entry.quotes))
    )
    telling = {}
    for entry in entries:
        said = stems_in(f"{entry.question[language]} {entry.fact(language)}")
        said = said.union(*(words[quote[language]] for quote in entry.carrying))
        telling[entry.id] = [
            (quote, frozenset(stem for stem in words[quote[language]] - said if quoting[stem] <= _RARE))
            for quote in entry.quotes
            if quote not in entry.carrying
        ]
    return telling


MOST = 256
"""UTF-16 units that Telegram takes."""

_CUT = " …"
_OPENING = "«“„\"'"


def copied(say: Wording, quote: Quote, language: Language) -> str:
    """The passage with its source, in at most `MOST` units. A long passage ends between two words, and says so.

    A translation says that it is one. The article's address is left out where it does not fit whole.
    """
    article = quote.article
    mark = "" if language == article.language else f"{say(language, 'translation')} "
    source = brief_citation(say, article, language)
    # Read without the chat around it, "publisher unknown" would not say what the passage is from.
    below = f"\n— {source.linked if article.publisher else article.description[language]}{source.after}"
    text = f"{mark}{_quoted(quote[language], language)}{below}"
    if _units(text) > MOST:
        room = MOST - _units(f"{mark}{_quoted('', language)}{_CUT}{below}")
        return f"{mark}{_quoted(_first_words(quote[language], room) + _CUT, language)}{below}"
    linked = f"{text}\n{article.url}" if article.url else text
    return linked if _units(linked) <= MOST else text


def _quoted(text: str, language: Language) -> str:
    """The text between quotation marks, unless it brings its own."""
    if text[:1] and text[0] in _OPENING:
        return text
    return f"“{text}”" if language == "en" else f"«{text}»"


def _first_words(text: str, room: int) -> str:
    kept = text.encode("utf-16-le")[: 2 * (room + 1)].decode("utf-16-le", "ignore")
    return kept[: max(0, kept.rfind(" "))].rstrip(" ,;:–—")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
