"""Lay an article out for its page: paragraphs of sentences, each with its anchor, and the answers that quote it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content import Article, Entry, Language, Library
from bot.content.quotes import places_of
from bot.site.addresses import anchor, sentences_of


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an article as they stand there. `anchor` names a sentence; what is no sentence has none."""

    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleParagraph:
    """A line of an article, its translation (empty if it has none), and the entries that quote from it."""

    pieces: tuple[Piece, ...]
    translation: str
    entries: tuple[Entry, ...]


def quoting(library: Library, article: Article) -> dict[int, list[Entry]]:
    """The entries that quote each sentence of an article, by its number."""
    found: dict[int, list[Entry]] = {}
    for entry in library.entries.values():
        numbers = {
            number
            for quote in entry.quotes
            if quote.article.id == article.id
            for number in sentences_of(article, quote.text)
        }
        for number in numbers:
            found.setdefault(number, []).append(entry)
    return found


def paragraphs(library: Library, article: Article, language: Language) -> Iterator[ArticleParagraph]:
    """The whole article, in its order; each of its words is in one piece."""
    quoted = quoting(library, article)
    line: list[tuple[Piece, int | None]] = []
    for text, number in _cut(article):
        for count, part in enumerate(text.split("\n") if number is None else [text]):
            if count and line:
                yield _paragraph(article, language, line, quoted)
                line = []
            if part.strip():
                piece = Piece(part, None if number is None else anchor(number))
                line.append((piece, number))
    if line:
        yield _paragraph(article, language, line, quoted)


def _cut(article: Article) -> Iterator[tuple[str, int | None]]:
    """The sentences by number, and what stands between them."""
    after = 0
    for number, (start, end) in enumerate(places_of(article.text, [one.text for one in article.sentences])):
        if start < after:  # not found: the sentence stays part of what stands between others
            continue
        yield article.text[after:start], None
        yield article.text[start:end], number
        after = end
    yield article.text[after:], None


def _paragraph(
    article: Article, language: Language, line: list[tuple[Piece, int | None]], quoted: dict[int, list[Entry]]
) -> ArticleParagraph:
    numbers = [number for _, number in line if number is not None]
    translations = [article.sentences[number].translations.get(language, "") for number in numbers]
    entries = {entry.id: entry for number in numbers for entry in quoted.get(number, ())}
    return ArticleParagraph(
        tuple(piece for piece, _ in line), " ".join(filter(None, translations)), (*entries.values(),)
    )
