"""Messages that are nothing but somebody's name, and which entries to offer for it."""

import re
import unicodedata
from collections.abc import Mapping

from bot.content import LANGUAGES, Figure, Library


def figures_by_name(library: Library) -> Mapping[str, Figure]:
    """The people whom the articles name, by each spelling of their names. Institutions are asked about as topics."""
    found: dict[str, Figure] = {}
    for figure in library.figures.values():
        if figure.kind == "person":
            for language in LANGUAGES:
                for name in (figure.name[language], *figure.spellings[language]):
                    found[_key(name)] = figure
    return found


def named_in(text: str, figures: Mapping[str, Figure]) -> Figure | None:
    """The person named by a message that says nothing else, besides "who is"."""
    return figures.get(_key(text)) or figures.get(" ".join(word for word in _key(text).split() if word not in _BESIDE))


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ё", "е"))
    return " ".join(re.findall(r"\w+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


_BESIDE = frozenset(_key("кто такой такая это who is кім деген туралы about про об о").split())
