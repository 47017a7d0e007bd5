"""The form of each file, as models, and how a file's values break their form, in a curator's words.

The gate, the loader and the editors' JSON Schema all use these models.
"""

import difflib
import json
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from bot.content.entries import (
    FIGURE_KINDS,
    ID,
    LANGUAGES,
    LONGEST_ANSWER,
    LONGEST_ID,
    LONGEST_LABEL,
    LONGEST_MARKED_LEAD,
)
from bot.content.problems import Problem, language_named, told
from bot.content.yaml_reader import Value, YamlFile, YamlPlace, in_latin

Id = Annotated[str, StringConstraints(pattern=f"^{ID}$", max_length=LONGEST_ID)]
# Not by pydantic's own constraint: that copies each text, also where there is nothing to strip, which takes 5 MB.
_STRIPPED = BeforeValidator(lambda value: value.strip() if isinstance(value, str) else value)
Text = Annotated[str, StringConstraints(min_length=1), _STRIPPED]
Label = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LABEL), _STRIPPED]
Lead = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_MARKED_LEAD), _STRIPPED]
Answer = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ANSWER), _STRIPPED]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=1000)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
DayOrMonth = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
WordingText = Annotated[str, StringConstraints(min_length=1, max_length=500), _STRIPPED]
WordingList = Annotated[list[WordingText], Field(min_length=1)]


class Form(BaseModel):
    """The base of all models: allows no keys except those they name."""

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


class LabelForm(Form):
    """The label of a button in all three languages. Telegram cuts what is longer."""

    kk: Label
    ru: Label
    en: Label


class LeadForm(Form):
    """A fact in all three languages, in one or two short sentences."""

    kk: Lead
    ru: Lead
    en: Lead


class AnswerForm(Form):
    """An answer in all three languages, short enough to be read on a phone."""

    kk: Answer
    ru: Answer
    en: Answer


class SomeWordingsForm(Form):
    """Messages in any of the three languages."""

    kk: list[WordingText] = []
    ru: list[WordingText] = []
    en: list[WordingText] = []


class QuoteForm(Form):
    """A verbatim passage of an article. Its translations stand with the article, or here until they do."""

    source: Id = Field(description="The article's id in corpus/sources.yaml.")
    text: str = Field(min_length=1, description="Word for word as the article has it, punctuation and all.")
    kk: Text | None = Field(None, description="Our translation into Kazakh.")
    ru: Text | None = Field(None, description="Our translation into Russian.")
    en: Text | None = Field(None, description="Our translation into English.")


class VouchForm(Form):
    """Who vouches for the text of one language. The console and `python -m bot vouch` write it."""

    by: Annotated[str, StringConstraints(min_length=1, max_length=60), _STRIPPED] = Field(
        description="A name or a role, as the curators know it: no address, no number."
    )
    day: Day = Field(description="The day on which they read the text, in quotes.")
    sum: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")] = Field(
        description="Names the text that they read. Once the text is another, nobody vouches for it."
    )


class VouchedForm(Form):
    """Who vouches for the texts, by language."""

    kk: VouchForm | None = None
    ru: VouchForm | None = None
    en: VouchForm | None = None


class EntryForm(Form):
    """One question of the FAQ."""

    id: Id = Field(description="Names the entry for good: links and the log point to it. Never change it.")
    section: Id = Field(description="The section's id in sections.yaml.")
    short: LabelForm | None = Field(None, description="The label of a button, at most 25 characters.")
    question: TrilingualForm = Field(description="The question as shown above the answer.")
    lead: LeadForm | None = Field(
        None, description="The fact alone, at most 160 characters; what was asked for stands between *asterisks*."
    )
    answer: AnswerForm = Field(description="Two to four plain sentences that say what the quotes say.")
    quotes: list[QuoteForm] = Field(min_length=1, description="The passages that carry the answer.")
    phrasings: PhrasingsForm = Field(description="How people ask it. Twelve or more a language make it easy to find.")
    asks: SomeWordingsForm | None = Field(
        None, description="Questions that must get this answer. The gate asks them; the bot never learns from them."
    )
    unlike: SomeWordingsForm | None = Field(
        None, alias="not", description="Questions that resemble this one, and that it does not answer."
    )
    careful: bool = Field(False, description="Giving this answer to another question would mislead badly.")
    related: list[Id] = Field([], max_length=4, description="Ids of entries that a reader may want next.")
    valid_until: Day | None = Field(None, description="The last day on which the answer is current, in quotes.")
    note: TrilingualForm | None = Field(None, description="What the answer adds once valid_until is over.")
    correction: TrilingualForm | None = Field(
        None,
        description="What was wrong before this edit. People who got the old answer in the last 30 days are told.",
    )
    vouched: VouchedForm | None = Field(None, description="Who has read the text of a language and finds it right.")


class SignpostForm(Form):
    """Something that people ask and the articles do not say."""

    id: Id = Field(description="Names the signpost for good. Never change it.")
    gap: Id = Field(description="The theme by which such questions are counted.")
    short: LabelForm = Field(description="The label of a button, at most 25 characters.")
    question: TrilingualForm = Field(description="What is asked, as shown above the text.")
    lead: LeadForm = Field(description="What the articles do not say, at most 160 characters.")
    answer: AnswerForm = Field(description="The same in full, and what the articles say that comes nearest.")
    nearest: list[Id] = Field([], max_length=3, description="Ids of the entries that come nearest.")
    official: list[Id] = Field(min_length=1, max_length=3, description="Ids in official.yaml: where to ask.")
    phrasings: PhrasingsForm = Field(description="How people ask it.")
    subjects: SomeWordingsForm | None = Field(
        None,
        description="What somebody may ask about in particular, and how the words begin that tell so: "
        "'The death penalty: execut, capital'.",
    )
    asks: SomeWordingsForm | None = Field(None, description="Questions that must be sent here, and are never learned.")
    unlike: SomeWordingsForm | None = Field(
        None, alias="not", description="Questions that resemble these, and that do not belong here."
    )
    careful: bool = Field(False, description="Sending another question here would mislead badly.")


class OfficialForm(Form):
    """Where to ask officially."""

    id: Id
    name: TrilingualForm
    address: Address | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9+ ()-]{3,20}$")] | None = None
    offers: TrilingualForm = Field(description="What is found there, in a few words.")


class FigureForm(Form):
    """A person, an institution or an event that an article tells of."""

    class MentionForm(Form):
        """A piece of an article that names them, word for word."""

        source: Id
        text: str = Field(min_length=1)

    id: Id
    kind: Annotated[str, StringConstraints(pattern=f"^({'|'.join(FIGURE_KINDS)})$")]
    name: TrilingualForm
    spellings: SomeWordingsForm | None = Field(None, description="Other ways of writing the name.")
    office: TrilingualForm | None = Field(None, description="The office as the article has it.")
    named: list[MentionForm] = Field(min_length=1, description="The pieces of the articles that name them.")
    entries: list[Id] = Field([], description="Ids of the entries that tell what they said or did.")


class SentenceForm(Form):
    """A sentence of an article with our translations: corpus/<article>.yaml lists them in order."""

    text: str = Field(min_length=1, description="Word for word as the article has it.")
    kk: Text | None = None
    ru: Text | None = None
    en: Text | None = None
    said_by: Id | None = Field(None, description="The id in people.yaml of whose words or claim it is.")
    said_at: Day | None = Field(None, description="The day it was said, in quotes, where the article gives it.")
    fact: bool = Field(True, description="false for headlines and mere rhetoric, which nobody needs to quote.")
    place: bool = Field(False, description="true if it says where all that the article tells of took place.")


class EraForm(Form):
    """corpus/about.yaml: the time that the articles speak from."""

    valid_until: Day = Field(description="The last day of what the articles announce, in quotes.")
    note: TrilingualForm = Field(description="What every answer adds after that day.")
    voices: TrilingualForm | None = Field(None, description="Who speaks in the articles, taken together, for /about.")


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
    url: Address | None = None
    published: DayOrMonth | None = None
    not_before: Day | None = Field(None, description="The earliest possible day, where the day is not known.")
    language: Annotated[str, StringConstraints(pattern=f"^({'|'.join(LANGUAGES)})$")]
    voices: TrilingualForm | None = Field(None, description="Who speaks in it, in a few words.")
    editors_note: TrilingualForm | None = Field(None, description="Where it misleads, in a sentence.")


def faults(form: type[Form], value: Any) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, Any]]]:
    """Yield (place, pydantic's error type, its context) for each way in which `value` breaks the form."""
    try:
        form.model_validate(value)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            yield fault["loc"], fault["type"], fault.get("ctx", {})


def keys_of(form: type[Form]) -> tuple[str, ...]:
    """The keys a curator may write, in the order of the form."""
    return tuple(field.alias or name for name, field in form.model_fields.items())


@cache
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


LANGUAGE_NAMES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}

_KEY = "[key]"  # what pydantic puts after a key if the key itself is at fault

_SHAPES = {
    "string_type": told("shape-text"),
    "list_type": told("shape-list"),
    "dict_type": told("shape-keys"),
    "model_type": told("shape-keys"),
}


def form_problems(page: YamlFile, place: YamlPlace, value: Value, form: type[Form], who: str) -> list[Problem]:
    """The problems of the value at `place`. Those with its form begin with `who` ("entry 'kurultai'").

    One cause makes one problem: a slip in the writing hides what follows from it, a wrong shape hides what is within
    it, and a misspelt key hides that the right one is missing.
    """
    slips = [(spot, problem) for spot, problem in page.slips if _within(spot, place)]
    found = list(faults(form, value))
    meant = {(*inner[:-1], _near(inner, form)) for inner, kind, _ in found if kind == "extra_forbidden"}
    shapeless = [(*place, *inner) for inner, kind, _ in found if kind in _SHAPES]
    problems = [problem for spot, problem in slips if not any(_within(spot, at) and spot != at for at in shapeless)]
    for inner, kind, context in found:
        at = (*place, *inner)
        if (kind == "missing" and inner in meant) or any(_within(at, spot) for spot, _ in slips):
            continue
        message, mend = _sentence(who, inner, kind, context, value, form)
        name = str(value.get("id", "")) if isinstance(value, dict) else ""
        problems.append(Problem(page.file, page.line(at), message, mend, name, inner))
    return problems


def _within(place: YamlPlace, around: YamlPlace) -> bool:
    return place[: len(around)] == around


def _sentence(
    who: str, inner: YamlPlace, kind: str, context: dict[str, Any], value: Value, form: type[Form]
) -> tuple[str, str]:
    around = inner[:-2] if inner[-1:] == (_KEY,) else inner
    where = told("under", place=named(around)) if around else ""
    match kind:
        case "missing":
            return _missing(who, inner)
        case "extra_forbidden":
            return _unknown_key(who, inner, form)
        case "string_too_short":
            return told("has-nothing", who=who, where=where), told("mend-has-nothing")
        case "string_too_long":
            return told("too-long", who=who, where=where, most=context["max_length"]), told("mend-too-long")
        case "too_short":
            return told("empty-list", who=who, where=where), told("mend-empty-list")
        case "too_long":
            return told("too-many", who=who, where=where, most=context["max_length"]), told("mend-too-many")
        case "string_pattern_mismatch":
            return told("bad-form", who=who, value=str(_value_at(value, inner)), where=where), _pattern_mend(inner)
        case _:
            shape = _SHAPES.get(kind, told("shape-other"))
            return told("needs-shape", who=who, shape=shape, where=where), _shape_mend(kind, _value_at(value, inner))


def _shape_mend(kind: str, value: Value) -> str:
    match kind, value:
        case "string_type", dict():
            return told("mend-colon-or-brace")
        case "list_type", str() if " - " in value:
            return told("mend-each-on-its-line")
        case "string_type", list():
            return told("mend-bracket-or-dash")
        case _:
            return told("mend-neighbours")


def _missing(who: str, inner: YamlPlace) -> tuple[str, str]:
    key = str(inner[-1])
    if key in LANGUAGE_NAMES:
        return (
            told("lacks-language", who=who, language=language_named(key), place=named(inner[:-1])),
            told("mend-lacks-language", key=key),
        )
    place = told("under", place=named(inner[:-1])) if len(inner) > 1 else ""
    return told("lacks-key", who=who, key=key, place=place), told("mend-lacks-key", key=key)


def _unknown_key(who: str, inner: YamlPlace, form: type[Form]) -> tuple[str, str]:
    place = told("under", place=named(inner[:-1])) if len(inner) > 1 else ""
    near = _near(inner, form)
    if near and near != inner[-1] and in_latin(str(inner[-1])) == near:
        message = told("key-in-cyrillic", who=who, key=inner[-1], place=place)
        return message, told("mend-key-in-cyrillic", near=near)
    known = ", ".join(_known(inner, form))
    mend = told("mend-did-you-mean", near=near) if near else told("mend-known-keys", keys=known)
    return told("unknown-key", who=who, key=inner[-1], place=place), mend


def _near(inner: YamlPlace, form: type[Form]) -> str | None:
    """The key that a curator probably meant by an unknown one."""
    if (latin := in_latin(str(inner[-1]))) in _known(inner, form):
        return latin
    return next(iter(difflib.get_close_matches(str(inner[-1]), _known(inner, form), n=1, cutoff=0.6)), None)


def _known(inner: YamlPlace, form: type[Form]) -> tuple[str, ...]:
    around = [part for part in inner[:-1] if isinstance(part, str)]
    match around:
        case []:
            return keys_of(form)
        case ["quotes"]:
            return keys_of(QuoteForm)
        case ["outside"]:
            return keys_of(OutsideForm.QuestionsForm)
        case ["vouched", str()]:
            return keys_of(VouchForm)
        case _:
            return tuple(LANGUAGE_NAMES)


def _pattern_mend(inner: YamlPlace) -> str:
    match inner[-1]:
        case "valid_until" | "not_before" | "day":
            return told("mend-day")
        case "sum":
            return told("mend-sum")
        case "published":
            return told("mend-day-or-month")
        case "url":
            return told("mend-address")
        case "language":
            return told("mend-language")
        case "kind":
            return told("mend-figure-kind")
        case _:
            return told("mend-id")


def named(place: YamlPlace) -> str:
    """A place as a curator reads it: 'phrasings → en 3'."""
    words: list[str] = []
    for part in place:
        if isinstance(part, int):
            words[-1:] = [f"{words[-1]} {part + 1}" if words else f"number {part + 1}"]
        else:
            words.append(part)
    return "'" + " → ".join(words) + "'"


def _value_at(value: Value, place: YamlPlace) -> Value:
    if place and place[-1] == _KEY:
        return str(place[-2])
    for part in place:
        value = value[part]  # type: ignore[index]
    return value


def name_of(kind: str, value: Value, number: int) -> str:
    """How a problem names an entry: by its id, or by its number if it has no id."""
    name = value.get("id") if isinstance(value, dict) else None
    if isinstance(name, str) and name:
        return told(f"who-{kind}-named", id=name)
    return told(f"who-{kind}-numbered", number=number + 1)
