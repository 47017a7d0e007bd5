"""What the gate says, in three languages: sentences by their names, from the Fluent files in `wording/`.

A sentence is its English text, so that it can be compared and printed like any other, and knows how it is said in the
other languages. Beside a field of a form it may be said otherwise (the attribute `field`): without the files' words.
"""

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone, FluentNumber, fluent_number

from bot.content.entries import Language

WORDING = Path(__file__).parent / "wording"

TellingStyle = Literal["file", "field", "plain"]
"""Said of a line in a file to those who edit YAML; beside a field of a form; or above the form, naming the entry."""

ToldValue = str | int | None | tuple[str, ...]


class Told(str):
    """A sentence of the gate, in English. `name` and `values` say it in any language."""

    name: str
    values: Mapping[str, ToldValue]


def told(name: str, /, **values: ToldValue) -> Told:
    """Say the sentence `name` with these values, which may be such sentences themselves.

    Raises `KeyError` if there is no such sentence, or a value is missing.
    """
    said = Told(_said(name, values, "en", "file"))
    said.name, said.values = name, values
    return said


def told_in(text: str, language: Language, style: TellingStyle = "file") -> str:
    """A text in a language; what is no sentence of the gate stays as it is."""
    return _said(text.name, text.values, language, style) if isinstance(text, Told) else text


def _said(name: str, values: Mapping[str, ToldValue], language: Language, style: TellingStyle) -> str:
    bundle = _bundle(language)
    if not bundle.has_message(name):
        raise KeyError(f"{name} ({language})")
    message = bundle.get_message(name)
    if message.value is None:
        raise KeyError(f"{name} ({language})")
    pattern = message.attributes.get("field") if style == "field" else None
    inner: TellingStyle = "file" if style == "file" else "field"
    given = {key: _value(value, language, inner) for key, value in values.items()}
    text, errors = bundle.format_pattern(pattern or message.value, given)
    if errors:
        raise KeyError(f"{name} ({language}): {errors}")
    return str(text)


def _value(value: ToldValue, language: Language, style: TellingStyle) -> str | FluentNumber | FluentNone:
    if isinstance(value, tuple):
        return ", ".join(told_in(one, language, style) for one in value)
    if isinstance(value, int):
        return fluent_number(value, useGrouping=False)
    return told_in(value, language, style) if isinstance(value, str) else str(value)


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((WORDING / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


def language_named(language: str) -> Told:
    """The name of a language."""
    return told(f"name-{language}")


def entry_named(entry: str) -> Told:
    """How problems name an entry."""
    return told("who-entry-named", id=entry)


_MANY = 12  # a longer list of ids helps nobody to find one


def near_id(written: str, known: Iterable[str]) -> str | None:
    """The id that a wrong one resembles, if there is one."""
    return next(iter(difflib.get_close_matches(written, sorted(filter(None, known)), n=1, cutoff=0.7)), None)


def suggestion(written: str, known: Iterable[str], every: bool = False) -> str:
    """How to mend a wrong id: the one that it resembles, or all there are if they are few, or if `every` one helps."""
    known = sorted(filter(None, known))
    if near := near_id(written, known):
        return told("mend-did-you-mean", near=near)
    return told("mend-known", known=", ".join(known)) if every or 0 < len(known) <= _MANY else told("mend-unknown-id")
