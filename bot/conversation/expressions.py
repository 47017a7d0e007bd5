"""Words and regular expressions in three languages, from a YAML file: what the parts of the conversation listen for.

A text is looked at as `plain` writes it: in lower case, and with the letters of a Russian keyboard.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from bot.content import LANGUAGES, Language
from bot.content.yaml_reader import LOADER
from bot.matching.spelling import fold


def plain(text: str) -> str:
    """A text as expressions are looked for in it."""
    return " ".join(fold(text).replace("ё", "е").split())


@dataclass(frozen=True)
class Expressions:
    """The lists of a file, by their names."""

    file: Path

    def found(self, name: str, said: str) -> bool:
        """Whether a plain text has one of the expressions of a list."""
        return bool(self.pattern(name).search(said))

    def pattern(self, name: str) -> re.Pattern[str]:
        """What matches each expression of a list, from the beginning of a word, and the rest of its last word."""
        if name not in self._patterns:
            self._patterns[name] = re.compile("|".join(rf"\b(?:{one})\w*" for one in self._folded(name)))
        return self._patterns[name]

    def words(self, name: str) -> frozenset[str]:
        """All words of a list."""
        if name not in self._words:
            self._words[name] = frozenset(word for text in self._folded(name) for word in text.split())
        return self._words[name]

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {}

    def _folded(self, name: str) -> list[str]:
        return [fold(one) for language in LANGUAGES for one in self._written[name][language]]

    @cached_property
    def _written(self) -> dict[str, dict[Language, list[str]]]:
        text = self.file.read_text(encoding="utf-8")
        # LOADER builds plain values only.
        read: dict[str, dict[Language, list[str]]] = yaml.load(text, Loader=LOADER)  # noqa: S506  # nosec B506
        return read
