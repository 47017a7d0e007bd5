"""All answers as data: `answers.json`, for those who want to take them elsewhere."""

import json
from typing import Any

from bot.content import LANGUAGES, Article, Entry, Library, Quote, Signpost, Trilingual
from bot.site import addresses
from bot.site.sources import iso, latest
from bot.site.structured_data import LICENCE, LICENCE_NAME


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
