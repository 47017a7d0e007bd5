"""Which page has which address, and how one page leads to another.

A place is a page's folder within a language, such as `answers/kurultai/`; `ru/answers/kurultai/` is its address in the
site. Links are relative and name `index.html`, so that they work from any server and from a folder on a disk.
"""

import posixpath

from bot.content import Article, Language, Quote
from bot.content.quotes import places_of, run_of
from bot.content.text_fragments import fragment, linked_to

START, TOPICS, NOT_SAID, ARTICLES, PEOPLE, ABOUT = "", "topics/", "not-said/", "articles/", "people/", "about/"
HOW_OFTEN = "how-often-wrong/"
CARD = "card.png"
PHOTO = "card.jpg"  # the same picture; Telegram takes photos as JPEG alone


def answer(name: str) -> str:
    """The place of an entry or a signpost."""
    return f"answers/{name}/"


def topic(name: str) -> str:
    """The place of a section."""
    return f"{TOPICS}{name}/"


def article(name: str) -> str:
    """The place of an article."""
    return f"{ARTICLES}{name}/"


def figure(name: str) -> str:
    """The place of a person or an institution."""
    return f"{PEOPLE}{name}/"


def within(language: Language | None, place: str) -> str:
    """The address of a place; without a language, of a page that stands above the languages."""
    return f"{language}/{place}" if language else place


def link(source: str, target: str) -> str:
    """How the page or file at the address `source` leads to `target`, which may be a page or a file."""
    file = f"{target}index.html" if not target or target.endswith("/") else target
    return posixpath.relpath(file, posixpath.dirname(source) or ".")


def anchor(number: int) -> str:
    """The name of a sentence within its article's page; sentences are numbered from 0."""
    return f"s{number + 1}"


def place_of(quote: Quote) -> str:
    """Where an article's page has a quote: the place, the anchor of its first sentence, and what to highlight."""
    where = article(quote.article.id)
    run = sentences_of(quote.article, quote.text)
    if not run:
        return where
    # One sentence is highlighted as the anchor's target. For more, the browser is told where the piece begins and ends.
    return f"{where}#{anchor(run[0])}" + (fragment(quote.article.text, quote.text) if len(run) > 1 else "")


def at_publisher(quote: Quote) -> str | None:
    """Where a quote stands on its publisher's page; `None` if no address of the article is known."""
    return linked_to(quote.article.url, quote.article.text, quote.text) if quote.article.url else None


def mention(source: Article, words: str) -> str:
    """Where an article's page has some words: the place and the anchor of their sentence, if that is known."""
    found = sentences_of(source, words)
    return f"{article(source.id)}#{anchor(found[0])}" if found else article(source.id)


def sentences_of(source: Article, passage: str) -> range:
    """The numbers of the sentences that a passage of an article consists of or lies in; none if they are not known."""
    texts = [sentence.text for sentence in source.sentences]
    whole = run_of(source.text, texts, passage)
    if whole:
        return whole
    start = source.text.find(passage)
    end = start + len(passage)
    touched = [
        number for number, (first, last) in enumerate(places_of(source.text, texts)) if first < end and start < last
    ]
    return range(touched[0], touched[-1] + 1) if start >= 0 and touched else range(0)
