"""The same as a page says, in the words of schema.org, for programs that read pages."""

from collections.abc import Mapping
from typing import Any

from bot.content import Article, Entry, Figure, Language, Library, Quote, Signpost
from bot.content.entries import FigureKind
from bot.site.sources import iso

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
