"""Find entries by what somebody types in another chat: an entry's id, or a whole question, as *Share* writes it."""

from dataclasses import dataclass

from bot.content import LANGUAGES, Entry, Language, Library
from bot.matching.spelling import words_of


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that was named outright, and the language in which it was; `None` if its id was typed."""

    entry: Entry
    language: Language | None


class Typeahead:
    """Looks texts up in one version of the content. Runs no matcher, so it takes no time."""

    def __init__(self, library: Library) -> None:
        self._questions: dict[str, Named] = {}
        for entry in library.entries.values():
            for language in LANGUAGES:
                self._questions.setdefault(_plain(entry.question[language]), Named(entry, language))
        self._library = library

    def named(self, text: str) -> Named | None:
        """The entry whose question or id the text is, whatever its capitals and marks."""
        entry = self._library.entries.get(text.strip())
        return Named(entry, None) if entry else self._questions.get(_plain(text))


def _plain(text: str) -> str:
    return " ".join(words_of(text))
