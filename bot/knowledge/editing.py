"""Change the FAQ as a curator decides: new texts are put between the old ones, of which every byte stays as it was.

Nothing is written here: an `Edit` says what a file holds before and after it, and `bot/publishing.py` writes it.
"""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.knowledge.checking import same_wording
from bot.knowledge.drafts import OUTSIDE_FILE, SECTIONS_FILE
from bot.knowledge.edits import Edit
from bot.knowledge.entries import LANGUAGES, Language
from bot.knowledge.forms import EntryForm, OutsideForm, keys_of
from bot.knowledge.problems import ContentError, Problem
from bot.knowledge.reading import Value
from bot.knowledge.sheets import Part, entry_part, open_sheet, outside_part, value_at
from bot.knowledge.splicing import Key, Splice, Unfit, lengthened
from bot.knowledge.writing import BREAKS, Habit, keyed, one_line

_FIRST_LINE = "# yaml-language-server: $schema=schema.json\n"
_ENTRY, _OUTSIDE, _QUESTIONS = (keys_of(form) for form in (EntryForm, OutsideForm, OutsideForm.Questions))


@dataclass(frozen=True, slots=True)
class NewQuote:
    """A passage of the article `source`, word for word, and our translations as far as there are any."""

    source: str
    text: str
    translations: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be. What is not known yet is "" or left out, and left for a curator to write."""

    id: str
    section: str
    question: Mapping[Language, str]
    answer: Mapping[Language, str]
    quotes: Sequence[NewQuote]
    phrasings: Mapping[Language, Sequence[str]]


def add_phrasings(faq: Path, entry: str, language: Language, texts: Sequence[str]) -> Edit:
    """Add ways of asking an entry, but for those that it has: as a question or a phrasing, in any language.

    Raises `UnknownEntry`, and `ContentError` where the file cannot be read as it is.
    """
    part = entry_part(faq, entry)
    return _with_texts(part, [("phrasings", _ENTRY), (language, LANGUAGES)], texts, part.texts("question"))


def add_unlike(faq: Path, entry: str, language: Language, texts: Sequence[str]) -> Edit:
    """Add questions that resemble an entry's and are not, but for those that stand under `not` in any language.

    Raises `UnknownEntry`, and `ContentError` where the file cannot be read as it is.
    """
    return _with_texts(entry_part(faq, entry), [("not", _ENTRY), (language, LANGUAGES)], texts)


def add_outside(faq: Path, where: Literal["near", "far"], language: Language, texts: Sequence[str]) -> Edit:
    """Add questions that no entry answers, but for those that stand in the same place in any language.

    Raises `ContentError` where the file cannot be read as it is.
    """
    keys = [("outside", _OUTSIDE), (where, _QUESTIONS), (language, LANGUAGES)]
    return _with_texts(outside_part(faq), keys, texts)


def draft_entry(faq: Path, file: str, draft: NewEntry) -> Edit:
    """Add an entry at the end of `file` ("referendum"), which may be a new one. The gate says what it still lacks.

    Raises `ContentError` where the file cannot be read as it is, or is not one for entries.
    """
    path = faq / f"{file}.yaml"
    if path.name in (SECTIONS_FILE, OUTSIDE_FILE) or path.parent != faq or path.name.startswith("."):
        raise ContentError([Problem(str(path), 1, "this file is not for entries.", "Choose another.")])
    entry = _drafted(draft)
    if not path.is_file():
        return Edit(path, b"", f"{_FIRST_LINE}- {keyed(entry, 2, Habit())}\n".encode())
    sheet = open_sheet(path, path.read_bytes(), "entry")
    if not isinstance(sheet.page.value, list):
        raise ContentError([Problem(str(path), 1, "the file has to be a list.", "Begin each with '- id: …'.")])
    splice = _at_the_end(sheet.text, sheet.root.start_mark.column, entry)
    return sheet.edit([splice], (), [*sheet.page.value, entry])


def _drafted(draft: NewEntry) -> dict[str, Value]:
    question, answer = (
        {str(language): texts.get(language, "") for language in LANGUAGES} for texts in (draft.question, draft.answer)
    )
    phrasings: dict[str, Value] = {}
    there = [*question.values()]
    for language in LANGUAGES:
        new = _new(draft.phrasings.get(language, ()), there)
        phrasings[language] = [*new]
        there += new
    return {
        "id": draft.id,
        "section": draft.section,
        "question": {**question},
        "answer": {**answer},
        "quotes": [_quote(quote) for quote in draft.quotes],
        "phrasings": phrasings,
    }


def _quote(quote: NewQuote) -> Value:
    translated = {str(language): text for language in LANGUAGES if (text := quote.translations.get(language))}
    return {"source": quote.source, "text": quote.text, **translated}


def _at_the_end(text: str, column: int, entry: dict[str, Value]) -> Splice:
    """An entry below all others, after an empty line. The last line of the file ends, or does not, as it did before."""
    written = " " * column + "- " + keyed(entry, column + 2, Habit())
    end = text[-4:].replace("\r\n", "\n")
    if end[-1] not in BREAKS:
        return Splice(len(text), len(text), f"\n\n{written}")
    return Splice(len(text), len(text), f"{written}\n" if end[-2] in BREAKS else f"\n{written}\n")


def _with_texts(part: Part, keys: Sequence[Key], texts: Sequence[str], there: Iterable[str] = ()) -> Edit:
    names = [name for name, _ in keys]
    new = _new(texts, [*there, *part.texts(*names[:-1])])
    if not new:
        return part.sheet.unchanged()
    try:
        splices = lengthened(part.sheet.text, part.node, keys, new)
    except Unfit:
        raise part.refused() from None
    expected = copy.deepcopy(part.sheet.page.value)
    _extend(value_at(expected, part.place), names, new)
    return part.sheet.edit(splices, (*part.place, *names), expected)


def _new(texts: Iterable[str], there: Iterable[str]) -> list[str]:
    """The texts, each in one line, that are not there yet."""
    seen = {same_wording(text) for text in there}
    new: list[str] = []
    for text in map(one_line, texts):
        if same_wording(text) not in seen:
            new.append(text)
        seen.add(same_wording(text))
    return new


def _extend(value: Value | None, names: Sequence[str], texts: Sequence[str]) -> None:
    for name in names[:-1]:
        value = value.setdefault(name, {}) if isinstance(value, dict) else None
    items = value.setdefault(names[-1], []) if isinstance(value, dict) else None
    if isinstance(items, list):
        items.extend(texts)
