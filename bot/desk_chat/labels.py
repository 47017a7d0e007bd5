"""What curators call entries and fields: an entry by its question in their language, a field by its label."""

from collections.abc import Callable, Iterable

from bot.content import LANGUAGES, Language, Library
from bot.desk import Decision
from bot.desk.drafts import by_field

Say = Callable[..., str]
"""Gives a sentence of the desk by its name, in one language: `say("queue-empty")`."""

Names = Callable[[str], str]
"""Gives what an entry is called by its id."""

_QUESTION = 80  # characters
_FIELDS = (
    "question",
    "short",
    "lead",
    "answer",
    "note",
    "correction",
    "phrasings",
    "subjects",
    "asks",
    "not",
    "quotes",
)
_ALONE = ("section", "id")


def shortened(text: str, most: int) -> str:
    """A text on one line, cut to at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def names_in(library: Library, language: Language, decision: Decision | None = None) -> Names:
    """Entries by their questions in a language, also one that a decision has just written; what is gone by its id."""
    new = decision.draft.entry if decision and decision.draft else None

    def named(name: str) -> str:
        asked = library.find(name)
        if asked:
            return shortened(asked.question[language], _QUESTION)
        return shortened(new.question.get(language, ""), _QUESTION) or name if new and new.id == name else name

    return named


def field_label(say: Say, name: str) -> str:
    """A field as curators call it: "Answer, Kazakh"; "" for one that has no name in a form."""
    stem, _, language = name.rpartition("-")
    label = field_name(say, stem or name)
    if not label:
        return field_name(say, name)
    return f"{label}, {say(f'in-{language}')}" if language in LANGUAGES else label


def field_name(say: Say, stem: str) -> str:
    """A field without its language."""
    what = stem.partition("-")[0]
    if what == "translation":
        return say("field-translation")
    if what in _ALONE:
        return say(f"field-{what}")
    what = "quotes" if what == "quote" else what
    return say(f"field-{what}") if what in _FIELDS else ""


def lacking_told(say: Say, names: Iterable[str]) -> str:
    """Fields that nobody has written yet, each once, with the languages: "Question: English; Topic"; "" if none."""
    told = []
    for what, languages in by_field(names).items():
        label = field_name(say, what)
        told.append(f"{label}: {', '.join(say(f'in-{one}') for one in languages)}" if languages else label)
    return "; ".join(told)
