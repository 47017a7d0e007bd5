"""Say in a curator's words in which way a file's values are not in their form."""

import difflib
from typing import Any

from bot.knowledge.forms import Form, QuoteForm, faults, keys_of
from bot.knowledge.problems import Problem
from bot.knowledge.reading import Page, Place, Value

LANGUAGE_NAMES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}

_SHAPES = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
}


def form_problems(page: Page, place: Place, value: Value, form: type[Form], who: str) -> list[Problem]:
    """The problems of the value at `place`, each beginning with `who` ("entry 'kurultai'")."""
    found = []
    for inner, kind, context in faults(form, value):
        message, mend = _sentence(inner, kind, context, value, form)
        found.append(Problem(page.file, page.line((*place, *inner)), f"{who} {message}", mend))
    return found


def _sentence(inner: Place, kind: str, context: dict[str, Any], value: Value, form: type[Form]) -> tuple[str, str]:
    where = _named(inner)
    match kind:
        case "missing":
            return _missing(inner)
        case "extra_forbidden":
            return _unknown_key(inner, form)
        case "string_too_short":
            return f"has nothing under {where}.", "Write the text, or delete the key if it is optional."
        case "string_too_long":
            return f"is too long under {where}: at most {context['max_length']} characters.", "Shorten it."
        case "too_short":
            return f"has an empty list under {where}.", "Write at least one."
        case "too_long":
            return (
                f"has too many under {where}: at most {context['max_length']}.",
                "Keep the most useful ones.",
            )
        case "string_pattern_mismatch":
            return f"has '{_value_at(value, inner)}' under {where}.", _pattern_mend(inner)
        case _:
            shape = _SHAPES.get(kind, "something else")
            return f"needs {shape} under {where}.", "Look at the indentation, and at a neighbouring entry."


def _missing(inner: Place) -> tuple[str, str]:
    key = str(inner[-1])
    if key in LANGUAGE_NAMES:
        return (
            f"has no {LANGUAGE_NAMES[key]} under {_named(inner[:-1])}.",
            f"Add '{key}:' with the text in that language.",
        )
    place = f" under {_named(inner[:-1])}" if len(inner) > 1 else ""
    return f"lacks the key '{key}'{place}.", f"Add '{key}:'."


def _unknown_key(inner: Place, form: type[Form]) -> tuple[str, str]:
    key = str(inner[-1])
    known = keys_of(form) if len(inner) == 1 else keys_of(QuoteForm) if inner[0] == "quotes" else tuple(LANGUAGE_NAMES)
    place = f" under {_named(inner[:-1])}" if len(inner) > 1 else ""
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    mend = f"Did you mean '{near[0]}'?" if near else f"Known keys here: {', '.join(known)}."
    return f"has an unknown key '{key}'{place}.", mend


def _pattern_mend(inner: Place) -> str:
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


def _named(place: Place) -> str:
    words: list[str] = []
    for part in place:
        if isinstance(part, int):
            words[-1:] = [f"{words[-1]} {part + 1}" if words else f"number {part + 1}"]
        else:
            words.append({"unlike": "not"}.get(part, part))
    return "'" + " → ".join(words) + "'"


def _value_at(value: Value, place: Place) -> Value:
    for part in place:
        value = value[part]  # type: ignore[index]
    return value


def entry_name(value: Value, number: int) -> str:
    """How a problem names an entry: by its id, or by its number where it has none."""
    named = value.get("id") if isinstance(value, dict) else None
    return f"entry '{named}'" if isinstance(named, str) and named else f"entry number {number + 1}"
