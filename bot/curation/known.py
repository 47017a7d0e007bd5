"""The texts of the content that a background is learned from."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge import LANGUAGES, Library
from bot.matching.cleaning import clean
from bot.matching.readings import Language


@dataclass(frozen=True, slots=True)
class Known:
    """A text of the content: its language, and the entry that it means, or "" where it means none."""

    text: str
    language: Language
    entry: str = ""


def known_texts(library: Library) -> list[Known]:
    """The wordings of the content, entries' and those that lie outside, cleaned as the matcher learns them."""
    return [Known(clean(one.text), one.language, one.entry) for one in _known(library)]


def _known(library: Library) -> Iterator[Known]:
    for language in LANGUAGES:
        for entry in library.entries.values():
            for text in (entry.question[language], *entry.phrasings[language]):
                yield Known(text, language, entry.id)
        for text in (*library.outside.near[language], *library.outside.far[language]):
            yield Known(text, language)
