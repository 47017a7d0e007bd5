"""Where each wording of the content stands, and whether a new one may stand where a curator wants it."""

from collections.abc import Iterable, Iterator

from bot.curation.sheets import Phrase
from bot.curation.unfit import UnfitError
from bot.knowledge import Library
from bot.knowledge.checking import same_wording


class Places:
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
        place, own = self._places.get(same_wording(phrase.text)), _place(phrase)
        if place not in (None, own):
            raise UnfitError(f"'{phrase.text}' already stands in {place}.\nDelete this row, or that wording first.")
        if phrase.kind == "phrasing":
            self._asking.add((phrase.entry, same_wording(phrase.text)))
        self._put([phrase.text], own)


def _place(phrase: Phrase) -> str:
    return f"entry '{phrase.entry}'" if phrase.entry else f"'{phrase.kind}'"


def _flat(groups: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (text for group in groups for text in group)
