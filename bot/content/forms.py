"""The form of each file, as models. The gate, the loader and the editors' JSON Schema all come from these."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from bot.content.entries import LANGUAGES

# Ids travel in buttons and links, where Telegram allows 64 bytes with what stands before them.
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
DayOrMonth = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
WordingText = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
WordingList = Annotated[list[WordingText], Field(min_length=1)]


class Form(BaseModel):
    """What the models share: no key beyond those named."""

    model_config = ConfigDict(extra="forbid")


class TrilingualForm(Form):
    """A text in Kazakh, Russian and English: all three are needed."""

    kk: Text
    ru: Text
    en: Text


class PhrasingsForm(Form):
    """Ways of asking in Kazakh, Russian and English, as people really type them."""

    kk: WordingList
    ru: WordingList
    en: WordingList


class SomeWordingsForm(Form):
    """Messages in any of the three languages."""

    kk: list[WordingText] = []
    ru: list[WordingText] = []
    en: list[WordingText] = []


class QuoteForm(Form):
    """A verbatim passage of an article, with our translations."""

    source: Id = Field(description="The article's id in corpus/sources.yaml.")
    text: str = Field(min_length=1, description="Word for word as the article has it, punctuation and all.")
    kk: Text | None = Field(None, description="Our translation into Kazakh.")
    ru: Text | None = Field(None, description="Our translation into Russian.")
    en: Text | None = Field(None, description="Our translation into English.")


class EntryForm(Form):
    """One question of the FAQ."""

    id: Id = Field(description="Names the entry for good: links and the log point to it. Never change it.")
    section: Id = Field(description="The section's id in sections.yaml.")
    question: TrilingualForm = Field(description="The question as shown above the answer and on buttons.")
    answer: TrilingualForm = Field(description="Two to four plain sentences that say what the quotes say.")
    quotes: list[QuoteForm] = Field(min_length=1, description="The passages that carry the answer.")
    phrasings: PhrasingsForm = Field(description="How people ask it. Twelve or more a language make it easy to find.")
    unlike: SomeWordingsForm | None = Field(
        None, alias="not", description="Questions that resemble this one, and that it does not answer."
    )
    related: list[Id] = Field([], max_length=4, description="Ids of entries that a reader may want next.")
    valid_until: Day | None = Field(None, description="The last day on which the answer is current, in quotes.")
    note: TrilingualForm | None = Field(None, description="What the answer adds once valid_until is over.")
    correction: TrilingualForm | None = Field(
        None, description="What was wrong before this edit: whoever got the old answer in the last 30 days is told."
    )


class SectionForm(Form):
    """A heading of the topics list."""

    id: Id
    title: TrilingualForm


class OutsideForm(Form):
    """Messages that no entry answers. They teach the bot when to be silent."""

    class QuestionsForm(Form):
        """Questions near to the subject, and far from it."""

        near: SomeWordingsForm
        far: SomeWordingsForm

    chat: dict[Id, SomeWordingsForm] = Field(description="Small talk by kind: greeting, thanks, …")
    outside: QuestionsForm


class ArticleForm(Form):
    """What is known of an article. What is not known is left out."""

    id: Id = Field(description="The article's text is in the file of this name, ending in .txt.")
    title: Text | None = None
    description: TrilingualForm = Field(description="What the article is; shown where it has no known title.")
    publisher: Text | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=1000)] | None = None
    published: DayOrMonth | None = None
    not_before: Day | None = Field(None, description="The earliest possible day, where the day is not known.")
    language: Annotated[str, StringConstraints(pattern=f"^({'|'.join(LANGUAGES)})$")]


def faults(form: type[Form], value: Any) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, Any]]]:
    """Yield (place, pydantic's error type, its context) for each way in which `value` is not in the form."""
    try:
        form.model_validate(value)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            yield fault["loc"], fault["type"], fault.get("ctx", {})


def keys_of(form: type[Form]) -> tuple[str, ...]:
    """The keys a curator may write, in the order of the form."""
    return tuple(field.alias or name for name, field in form.model_fields.items())


def schema() -> str:
    """The JSON Schema of the three kinds of FAQ files, for editors' completion."""
    forms: dict[str, Any] = {"entries": list[EntryForm], "sections": list[SectionForm], "outside": OutsideForm}
    drawn: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The FAQ's files",
    }
    drawn["anyOf"] = [{"$ref": f"#/$defs/{name}"} for name in forms]
    shared: dict[str, Any] = {}
    for name, form in forms.items():
        one = TypeAdapter(form).json_schema(by_alias=True, ref_template="#/$defs/{model}")
        shared |= one.pop("$defs", {})
        shared[name] = one
    drawn["$defs"] = shared
    return json.dumps(drawn, ensure_ascii=False, indent=2) + "\n"
