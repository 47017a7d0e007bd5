"""What programs read of the site: which answers are in its feeds, and a description for assistants."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.content import LANGUAGES, Entry, Language, Library
from bot.site import addresses
from bot.site.sources import iso, latest
from bot.site.structured_data import LICENCE, LICENCE_NAME

_SHOWN = 100  # answers in a feed, newest first
NO_DAY = "2026-01-01"  # of an answer whose articles give no day; Atom wants one


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An answer in a feed: its name, which is another one once it is corrected, and the day `2026-02-13`."""

    entry: Entry
    name: str
    address: str
    day: str


def items(library: Library, language: Language, url: str) -> list[FeedItem]:
    """The answers of a feed: the corrected ones first, then those from the newest articles."""
    entries = sorted(library.entries.values(), key=lambda one: (one.correction is not None, _day(one)), reverse=True)
    return [_item(entry, language, url) for entry in entries[:_SHOWN]]


def _item(entry: Entry, language: Language, url: str) -> FeedItem:
    address = name = url + addresses.within(language, addresses.answer(entry.id))
    if entry.correction:  # feed readers show what has a new name
        name += f"#{hashlib.sha256(entry.correction[language].encode()).hexdigest()[:12]}"
    return FeedItem(entry, name, address, _day(entry))


def _day(entry: Entry) -> str:
    """The day of the latest article that an answer quotes, the first of the month or year where only that is known."""
    article = latest(quote.article for quote in entry.quotes)
    return (iso(article) + "-01-01")[:10] if article else NO_DAY


def assistants(library: Library, url: str) -> str:
    """What assistants should know before they quote the site, in the form of llmstxt.org."""
    return "\n".join(_described(library, url)) + "\n"


def _described(library: Library, url: str) -> Iterator[str]:
    dates: Sequence[str] = sorted(filter(None, map(iso, library.articles.values())))
    yield "# The draft Constitution of Kazakhstan: answers with quotes and sources"
    yield ""
    yield (
        f"> {len(library.entries)} questions about the draft, answered in Kazakh, Russian and English. Every answer "
        f"rests on passages of {len(library.articles)} articles, given word for word with their source and date."
    )
    yield ""
    yield "Before you quote:"
    yield ""
    yield "- Quote passages word for word, with publisher and date. Do not add what the articles do not say."
    yield "- This is not the text of the Constitution, and no legal advice."
    if dates:
        yield f"- The articles are from {dates[0]} to {dates[-1]}. What happened later is not in them."
    if library.era and library.era.voices:
        yield f"- {library.era.voices.en}"
    yield f"- Answers and translations: {LICENCE_NAME} ({LICENCE}). The quotes belong to their publishers."
    yield ""
    yield "## All of it"
    yield ""
    yield f"- [answers.json]({url}answers.json): every answer with its quotes and sources, in three languages"
    for language in LANGUAGES:
        yield f"- [{language}/feed.xml]({url}{language}/feed.xml): new and corrected answers"
    for section in library.sections:
        entries = library.in_section(section.id)
        if entries:
            yield from ("", f"## {section.title.en}", "")
            yield from (_line(one.question.en, one.fact("en"), url, one.id) for one in entries)
    if library.signposts:
        yield from ("", "## What the articles do not say", "")
        yield from (_line(one.question.en, one.fact("en"), url, one.id) for one in library.signposts.values())


def _line(title: str, about: str, url: str, name: str) -> str:
    return f"- [{title}]({url}en/{addresses.answer(name)}): {' '.join(about.split())}"
