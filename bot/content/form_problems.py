"""Say in a curator's words in which way a file's values are not in their form."""

import difflib
from typing import Any

from bot.content.forms import Form, OutsideForm, QuoteForm, faults, keys_of
from bot.content.problems import Problem
from bot.content.yaml_reader import Value, YamlFile, YamlPlace

LANGUAGE_NAMES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}

_KEY = "[key]"  # what pydantic puts after a key where the key itself is at fault

_SHAPES = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
}


def form_problems(page: YamlFile, place: YamlPlace, value: Value, form: type[Form], who: str) -> list[Problem]:
    """The problems of the value at `place`, each of its form beginning with `who` ("entry 'kurultai'").

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
        message, mend = _sentence(inner, kind, context, value, form)
        problems.append(Problem(page.file, page.line(at), f"{who} {message}", mend))
    return problems


def _within(place: YamlPlace, around: YamlPlace) -> bool:
    return place[: len(around)] == around


def _sentence(inner: YamlPlace, kind: str, context: dict[str, Any], value: Value, form: type[Form]) -> tuple[str, str]:
    around = inner[:-2] if inner[-1:] == (_KEY,) else inner
    where = f" under {named(around)}" if around else ""
    match kind:
        case "missing":
            return _missing(inner)
        case "extra_forbidden":
            return _unknown_key(inner, form)
        case "string_too_short":
            return f"has nothing{where}.", "Write the text, or delete the key if it is optional."
        case "string_too_long":
            return f"is too long{where}: at most {context['max_length']} characters.", "Shorten it."
        case "too_short":
            return f"has an empty list{where}.", "Write at least one."
        case "too_long":
            return f"has too many{where}: at most {context['max_length']}.", "Keep the most useful ones."
        case "string_pattern_mismatch":
            return f"has '{_value_at(value, inner)}'{where}.", _pattern_mend(inner)
        case _:
            return f"needs {_SHAPES.get(kind, 'something else')}{where}.", _shape_mend(kind, _value_at(value, inner))


def _shape_mend(kind: str, value: Value) -> str:
    match kind, value:
        case "string_type", dict():
            return "If it is one text, with a colon in it or { before it, put the whole text in quotes."
        case "string_type", list():
            return "If it is one text, with [ or - before it, put the whole text in quotes."
        case _:
            return "Look at the indentation, and at its neighbours."


def _missing(inner: YamlPlace) -> tuple[str, str]:
    key = str(inner[-1])
    if key in LANGUAGE_NAMES:
        return (
            f"has no {LANGUAGE_NAMES[key]} under {named(inner[:-1])}.",
            f"Add '{key}:' with the text in that language.",
        )
    place = f" under {named(inner[:-1])}" if len(inner) > 1 else ""
    return f"lacks the key '{key}'{place}.", f"Add '{key}:'."


def _unknown_key(inner: YamlPlace, form: type[Form]) -> tuple[str, str]:
    place = f" under {named(inner[:-1])}" if len(inner) > 1 else ""
    near = _near(inner, form)
    mend = f"Did you mean '{near}'?" if near else f"Known keys here: {', '.join(_known(inner, form))}."
    return f"has an unknown key '{inner[-1]}'{place}.", mend


def _near(inner: YamlPlace, form: type[Form]) -> str | None:
    """The key that an unknown one is likely to be meant for."""
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
        case _:
            return tuple(LANGUAGE_NAMES)


def _pattern_mend(inner: YamlPlace) -> str:
    match inner[-1]:
        case "valid_until" | "not_before":
            return 'Write the day as "2026-03-15".'
        case "published":
            return 'Write the day as "2026-03-15", or the month as "2026-03".'
        case "url":
            return "Write the whole address, beginning with https://."
        case "language":
            return "Write kk, ru or en."
        case _:
            return "Use small Latin letters, digits and single hyphens: 'people-and-power'."


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
    """How a problem names an entry: by its id, or by its number where it has none."""
    name = value.get("id") if isinstance(value, dict) else None
    return f"{kind} '{name}'" if isinstance(name, str) and name else f"{kind} number {number + 1}"
