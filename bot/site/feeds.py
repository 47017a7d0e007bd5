"""What programs read of the site: feeds, all answers as data, schema.org in each page, a description for assistants."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.content import LANGUAGES, Article, Entry, Figure, Language, Library, Quote, Signpost, Trilingual
from bot.content.entries import FigureKind
from bot.site import addresses
from bot.site.sources import iso, latest

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"

Thing = dict[str, Any]


def question(asked: Entry | Signpost, language: Language, library: Library, address: str) -> Thing:
    """A question with its answer and the passages that the answer rests on."""
    quotes = asked.quotes if isinstance(asked, Entry) else ()
    answer: Thing = {
        "@type": "Answer",
        "text": f"{asked.fact(language)}\n\n{asked.answer[language]}" if asked.lead else asked.answer[language],
        "inLanguage": language,
        "license": LICENCE,
    }
    if quotes:
        answer["citation"] = [quotation(quote, library) for quote in quotes]
    entity: Thing = {"@type": "Question", "name": asked.question[language], "acceptedAnswer": answer}
    page: Thing = {"@type": "FAQPage", "inLanguage": language, "license": LICENCE, "mainEntity": [entity]}
    return page | ({"url": address} if address else {})


def quotation(quote: Quote, library: Library) -> Thing:
    """A passage word for word, who said it, and the article that has it."""
    thing: Thing = {
        "@type": "Quotation",
        "text": quote.text,
        "inLanguage": quote.article.language,
        "isPartOf": news(quote.article),
    }
    speaker = library.figures.get(quote.said_by or "")
    return thing | ({"spokenByCharacter": named(speaker, quote.article.language)} if speaker else {})


def news(article: Article) -> Thing:
    """An article, as far as it is known."""
    known: Thing = {
        "headline": article.title or article.description[article.language],
        "inLanguage": article.language,
        "url": article.url,
        "datePublished": iso(article) if article.published else None,
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
    }
    return {"@type": "NewsArticle"} | {name: value for name, value in known.items() if value}


_KINDS: Mapping[FigureKind, str] = {"person": "Person", "institution": "Organization", "event": "Event"}


def named(figure: Figure, language: Language) -> Thing:
    """A person, an institution or an event."""
    kind = _KINDS[figure.kind]
    office = {"jobTitle": figure.office[language]} if figure.office and kind == "Person" else {}
    return {"@type": kind, "name": figure.name[language], **office}


def website(name: str, language: Language, address: str) -> Thing:
    """The site, and where its data is."""
    thing: Thing = {"@type": "WebSite", "name": name, "inLanguage": language, "license": LICENCE}
    if not address:
        return thing
    target = {"@type": "EntryPoint", "urlTemplate": f"{address}?q={{search_term_string}}"}
    look = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return thing | {"url": address, "potentialAction": look}


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


def answers(library: Library, url: str) -> str:
    """Every answer in three languages, with its quotes, their sources, and the licence. Addresses are relative
    without `url`."""
    return json.dumps(
        {
            "version": library.version,
            "licence": {
                "answers": LICENCE_NAME,
                "url": LICENCE,
                "quotes": "The quotes belong to the publishers named under `articles`.",
            },
            "articles": {name: _article(article) for name, article in library.articles.items()},
            "sections": {section.id: _texts(section.title) for section in library.sections},
            "answers": [_answer(entry, library, url) for entry in library.entries.values()],
            "not_said": [_not_said(one, library, url) for one in library.signposts.values()],
        },
        ensure_ascii=False,
        indent=1,
    )


def _texts(text: Trilingual | None) -> dict[str, str] | None:
    return {language: text[language] for language in LANGUAGES} if text else None


def _pages(name: str, url: str) -> dict[str, str]:
    return {language: url + addresses.within(language, addresses.answer(name)) for language in LANGUAGES}


def _answer(entry: Entry, library: Library, url: str) -> dict[str, Any]:
    article = latest(quote.article for quote in entry.quotes)
    return {
        "id": entry.id,
        "pages": _pages(entry.id, url),
        "section": entry.section,
        "question": _texts(entry.question),
        "fact": {language: entry.fact(language) for language in LANGUAGES},
        "answer": _texts(entry.answer),
        "as_of": iso(article) if article else None,
        "quotes": [_quote(quote, library) for quote in entry.quotes],
        "correction": _texts(entry.correction),
        "related": list(entry.related),
    }


def _quote(quote: Quote, library: Library) -> dict[str, Any]:
    speaker = library.figures.get(quote.said_by or "")
    return {
        "article": quote.article.id,
        "language": quote.article.language,
        "text": quote.text,
        "translations": dict(quote.translations),
        "said_by": _texts(speaker.name) if speaker else None,
        "said_at": quote.said_at.isoformat() if quote.said_at else None,
    }


def _not_said(signpost: Signpost, library: Library, url: str) -> dict[str, Any]:
    official = [library.official[name] for name in signpost.official]
    return {
        "id": signpost.id,
        "pages": _pages(signpost.id, url),
        "question": _texts(signpost.question),
        "fact": {language: signpost.fact(language) for language in LANGUAGES},
        "answer": _texts(signpost.answer),
        "nearest": list(signpost.nearest),
        "official": [{"name": _texts(one.name), "address": one.address, "phone": one.phone} for one in official],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "description": _texts(article.description),
        "publisher": article.publisher,
        "url": article.url,
        "language": article.language,
        "published": iso(article) if article.published else None,
        "not_before": article.not_before.isoformat() if article.not_before else None,
        "voices": _texts(article.voices),
    }
