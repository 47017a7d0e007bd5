"""What a program gets for a question: the models, from which the descriptions for OpenAPI and MCP are made."""

from typing import Literal

from pydantic import BaseModel, Field

from bot.content import Language

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
