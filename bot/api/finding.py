"""Find what answers a question, as the bot does, and put it into the form that programs get. Stores nothing.

OpenAPI's and MCP's descriptions are made from the models.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from bot.content import Article, Entry, Language, Library, OfficialAddress, Quote, Signpost
from bot.conversation import Conversation
from bot.site import addresses
from bot.site.sources import iso, latest, note_on

FoundOutcome = Literal["answer", "choices", "gap", "unknown"]

RULES = (
    "Quote passages word for word, with publisher and date. Do not add what the articles do not say: if the outcome is "
    "'gap' or 'unknown', say that the articles do not say it. This is not the text of the Constitution."
)


class FoundSource(BaseModel):
    """An article, as far as it is known."""

    id: str
    title: str | None
    description: str
    publisher: str | None
    url: str | None
    published: str | None = Field(description="2026-02-13, or 2026-03 where only the month is known")
    not_before: str | None = Field(description="the earliest day that it can be from, where the day is not known")
    voices: str | None = Field(description="who speaks in the article")


class FoundQuote(BaseModel):
    """A passage that an answer rests on."""

    text: str = Field(description="word for word as the article has it")
    language: Language = Field(description="of the text")
    translation: str | None = Field(description="ours, into the language of the answer; null if that is the text's own")
    said_by: str | None = Field(description="whose words they are; null if the article speaks itself")
    said_at: str | None
    source: FoundSource
    link: str | None = Field(
        description="opens the publisher's page at the passage; if that has no known address, this site's page of the "
        "article"
    )


class FoundAnswer(BaseModel):
    """An answer of the FAQ."""

    id: str
    question: str
    fact: str = Field(description="the answer in one or two sentences")
    answer: str
    quotes: list[FoundQuote]
    as_of: str | None = Field(description="the day of the latest article quoted")
    note: str | None = Field(description="what has to be said because time has passed")
    correction: str | None = Field(description="what was wrong in an earlier version of this answer")
    page: str | None = Field(description="where this answer stands on the web")


class FoundChoice(BaseModel):
    """A question that may be meant, or that comes near."""

    id: str
    question: str


class FoundOfficial(BaseModel):
    """Where to ask officially."""

    name: str
    address: str | None
    phone: str | None


class FoundGap(BaseModel):
    """Something that the articles are known not to say."""

    id: str
    question: str
    fact: str
    answer: str
    nearest: list[FoundChoice] = Field(description="what the articles do say near to it")
    official: list[FoundOfficial]
    page: str | None


class Found(BaseModel):
    """What the articles say on a question, or that they do not say it."""

    question: str
    language: Language = Field(description="of everything below")
    outcome: FoundOutcome = Field(
        description="answer: the articles say it. choices: one of these may be meant. gap: known to be missing from "
        "the articles. unknown: nothing is known that answers this."
    )
    answers: list[FoundAnswer]
    choices: list[FoundChoice]
    gaps: list[FoundGap]
    rules: str = RULES
    licence: str = "Answers and translations: CC BY 4.0. The quotes belong to their publishers."
    version: str = Field(description="of the content")


LONGEST = 500  # characters of a question
_FIRST: Language = "kk"  # if neither the caller nor the question says which language


@dataclass(frozen=True, slots=True)
class Finder:
    """Answers programs. `conversation` is the one now served; `site` is the address of the site, or empty."""

    conversation: Callable[[], Conversation]
    today: Callable[[], date]
    site: str = ""

    def find(self, question: str, language: Language | None = None) -> Found:
        """What answers a question, in a language or in that of the question. Runs the matcher: tens of milliseconds."""
        conversation = self.conversation()
        verdict = conversation.hear(question).verdict
        library, spoken = conversation.library, language or verdict.language or _FIRST
        meant = [found for name in verdict.entries if (found := library.find(name))]
        if verdict.outcome == "choices":
            return self._found(question, spoken, library, "choices", choices=meant)
        if verdict.outcome == "answer" and meant:
            return self._found(question, spoken, library, "answer", shown=meant)
        return self._found(question, spoken, library, "unknown")

    def get(self, name: str, language: Language) -> Found | None:
        """The answer or the gap with this id; `None` if there is none."""
        library = self.conversation().library
        found = library.find(name)
        return self._found(found.question[language], language, library, "answer", shown=[found]) if found else None

    def _found(
        self,
        question: str,
        language: Language,
        library: Library,
        outcome: FoundOutcome,
        shown: Iterable[Entry | Signpost] = (),
        choices: Iterable[Entry | Signpost] = (),
    ) -> Found:
        shown = list(shown)
        answers = [self._answer(one, language, library) for one in shown if isinstance(one, Entry)]
        return Found(
            question=question,
            language=language,
            outcome="gap" if shown and not answers else outcome,
            answers=answers,
            choices=[_choice(one, language) for one in choices],
            gaps=[self._gap(one, language, library) for one in shown if isinstance(one, Signpost)],
            version=library.version,
        )

    def _answer(self, entry: Entry, language: Language, library: Library) -> FoundAnswer:
        note = note_on(library, entry, self.today())
        newest = latest(quote.article for quote in entry.quotes)
        return FoundAnswer(
            id=entry.id,
            question=entry.question[language],
            fact=entry.fact(language),
            answer=entry.answer[language],
            quotes=[self._quote(quote, language, library) for quote in entry.quotes],
            as_of=iso(newest) if newest else None,
            note=note[language] if note else None,
            correction=entry.correction[language] if entry.correction else None,
            page=self._page(entry.id, language),
        )

    def _gap(self, signpost: Signpost, language: Language, library: Library) -> FoundGap:
        nearest = [found for name in signpost.nearest if (found := library.find(name))]
        return FoundGap(
            id=signpost.id,
            question=signpost.question[language],
            fact=signpost.fact(language),
            answer=signpost.answer[language],
            nearest=[_choice(one, language) for one in nearest],
            official=[_official(library.official[name], language) for name in signpost.official],
            page=self._page(signpost.id, language),
        )

    def _quote(self, quote: Quote, language: Language, library: Library) -> FoundQuote:
        figure = library.figures.get(quote.said_by or "")
        here = self.site + addresses.within(language, addresses.place_of(quote)) if self.site else None
        return FoundQuote(
            text=quote.text,
            language=quote.article.language,
            translation=None if language == quote.article.language else quote[language],
            said_by=figure.name[language] if figure else None,
            said_at=quote.said_at.isoformat() if quote.said_at else None,
            source=_source(quote.article, language),
            link=addresses.at_publisher(quote) or here,
        )

    def _page(self, name: str, language: Language) -> str | None:
        return self.site + addresses.within(language, addresses.answer(name)) if self.site else None


def _choice(asked: Entry | Signpost, language: Language) -> FoundChoice:
    return FoundChoice(id=asked.id, question=asked.question[language])


def _official(place: OfficialAddress, language: Language) -> FoundOfficial:
    return FoundOfficial(name=place.name[language], address=place.address, phone=place.phone)


def _source(article: Article, language: Language) -> FoundSource:
    return FoundSource(
        id=article.id,
        title=article.title,
        description=article.description[language],
        publisher=article.publisher,
        url=article.url,
        published=iso(article) if article.published else None,
        not_before=article.not_before.isoformat() if article.not_before else None,
        voices=article.voices[language] if article.voices else None,
    )
