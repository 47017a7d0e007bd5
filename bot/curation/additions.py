"""Which wordings of a curator's spreadsheet are new to the content, and which of the content's it no longer has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    places = _Places(library)
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


class _Places:
    """Where each wording stands. One may stand in one place alone, but for what an entry is not."""

    def __init__(self, library: Library) -> None:
        self._places: dict[str, str] = {}
        self._asking: set[tuple[str, str]] = set()
        for entry in library.entries.values():
            self._put(entry.wordings(), f"entry '{entry.id}'")
            self._asking.update((entry.id, same_wording(text)) for text in entry.wordings())
        outside = library.outside
        for name, wordings in (("outside-near", outside.near), ("outside-far", outside.far), *outside.chat.items()):
            self._put(_flat(wordings.values()), f"'{name}'")

    def _put(self, texts: Iterable[str], place: str) -> None:
        for text in texts:
            self._places.setdefault(same_wording(text), place)

    def asks_itself(self, phrase: Phrase) -> bool:
        """Whether it is the very question of its entry, which needs no phrasing."""
        return phrase.kind == "phrasing" and (phrase.entry, same_wording(phrase.text)) in self._asking

    def take(self, phrase: Phrase) -> None:
        """Give a new wording its place. Raises `UnfitError` where it cannot stand there."""
        if phrase.kind == "not":
            if (phrase.entry, same_wording(phrase.text)) in self._asking:
                raise UnfitError(
                    f"'{phrase.text}' is how entry '{phrase.entry}' is asked for.\nIt cannot be its 'not'."
                )
            return
        place = self._places.get(same_wording(phrase.text))
        if place:
            raise UnfitError(f"'{phrase.text}' already stands in {place}.\nDelete this row, or that wording first.")
        if phrase.kind == "phrasing":
            self._asking.add((phrase.entry, same_wording(phrase.text)))
        self._put([phrase.text], f"entry '{phrase.entry}'" if phrase.entry else f"'{phrase.kind}'")


def _flat(groups: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (text for group in groups for text in group)
