"""Which wordings of a curator's spreadsheet are new to the content, and which of the content's it no longer has."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.curation.places import Places
from bot.curation.sheets import KINDS, Kind, Phrase, phrases_of
from bot.curation.spreadsheets import Row
from bot.curation.unfit import UnfitError, each, language_of
from bot.knowledge import Library, UnknownEntry
from bot.knowledge.checking import same_wording

_Key = tuple[str, Kind, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`vanished` is reported, and stays in the content: a row may be gone by mistake."""

    new: tuple[Phrase, ...]
    vanished: tuple[Phrase, ...]


def compare(file: str, rows: Sequence[Row], library: Library) -> Comparison:
    """Compare the rows with the content. Raises `ContentError` with every row that cannot be taken over."""
    there = {_key(phrase): phrase for phrase in phrases_of(library)}
    places = Places(library)
    new: dict[_Key, Phrase] = {}
    seen: set[_Key] = set()

    def take(row: Row) -> None:
        phrase = _phrase(row, library)
        key = _key(phrase)
        seen.add(key)
        if key not in there and key not in new and not places.asks_itself(phrase):
            places.take(phrase)
            new[key] = phrase

    each(file, rows, take)
    return Comparison(tuple(new.values()), tuple(phrase for key, phrase in there.items() if key not in seen))


def _key(phrase: Phrase) -> _Key:
    return phrase.entry, phrase.kind, same_wording(phrase.text)


def _phrase(row: Row, library: Library) -> Phrase:
    entry, written, language, text = (row[column].strip() for column in ("entry", "kind", "language", "text"))
    kind = next((one for one in KINDS if one == written), None)
    if kind is None:
        raise UnfitError(f"the kind is '{written}'.\nIt has to be one of {', '.join(KINDS)}.")
    if kind.startswith("outside") and entry:
        raise UnfitError(f"what lies outside belongs to no entry, and here is '{entry}'.\nLeave that cell empty.")
    if not kind.startswith("outside") and entry not in library.entries:
        raise UnfitError(str(UnknownEntry(entry, library.entries)))
    if not same_wording(text):
        raise UnfitError("the text has neither a letter nor a digit.")
    return Phrase(entry, kind, language_of(language), text)
