"""What the matcher learns from: texts, each with what it means."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.spelling import clean_taught

# Meanings that are no entries begin with this, which no entry's id does.
_ASIDE = "~"
OUTSIDE = f"{_ASIDE}outside"
_CHAT = f"{_ASIDE}chat:"


def chat_meaning(kind: str) -> str:
    """The meaning of small talk of a kind."""
    return _CHAT + kind


def chat_kind(meaning: str) -> str | None:
    """The kind of small talk that a meaning is, if it is."""
    return meaning.removeprefix(_CHAT) if meaning.startswith(_CHAT) else None


def is_entry(meaning: str) -> bool:
    """Whether a meaning is an entry, rather than small talk or something that no entry answers."""
    return not meaning.startswith(_ASIDE)


@dataclass(frozen=True, slots=True)
class TrainingTexts:
    """Texts, cleaned, sorted by meaning; `classes[i]` is the number in `meanings` of what `texts[i]` means.

    Among the meanings, entries come before what is aside.
    """

    texts: tuple[str, ...]
    classes: NDArray[np.intp]
    meanings: tuple[str, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "TrainingTexts":
        """From (meaning, text) pairs. A text that stands twice counts for the first meaning alone."""
        by_text: dict[str, str] = {}
        for meaning, text in pairs:
            if cleaned := clean_taught(text):
                by_text.setdefault(cleaned, meaning)
        meanings = tuple(sorted(set(by_text.values()), key=lambda meaning: (not is_entry(meaning), meaning)))
        number = {meaning: index for index, meaning in enumerate(meanings)}
        ordered = sorted((number[meaning], text) for text, meaning in by_text.items())
        classes = np.array([index for index, _ in ordered], dtype=np.intp)
        return cls(tuple(text for _, text in ordered), classes, meanings)

    @property
    def entries(self) -> NDArray[np.bool_]:
        """For each meaning, whether it is an entry."""
        return np.array([is_entry(meaning) for meaning in self.meanings], dtype=bool)

    def digest(self) -> str:
        """A name for just these lessons."""
        digest = hashlib.sha256()
        for text, number in zip(self.texts, self.classes, strict=True):
            digest.update(f"{self.meanings[number]}\0{text}\0".encode())
        return digest.hexdigest()[:16]


def training_texts_from(phrasings: Iterable[tuple[str, str]], aside: Mapping[str, Iterable[str]]) -> TrainingTexts:
    """Lessons of entries' phrasings and of what is aside: texts by meaning. A phrasing beats what is aside."""
    pairs = [*phrasings]
    pairs += [(meaning, text) for meaning, texts in aside.items() for text in texts]
    return TrainingTexts.of(pairs)
