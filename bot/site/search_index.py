"""What the search in the page looks through: a script file for each language, so that it is found without a server."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.content import Figure, Language, Library
from bot.matching.spelling import words_of
from bot.site import addresses

_WORDS = 24  # of the ways of asking, for each answer: those that tell it from others best
_CUT = 9  # letters of a word that are kept: what follows is mostly an ending
_SHORTEST = 3

Row = tuple[str, str, str, str]
"""A page: its place, its title, a line about it, and more words by which it is found."""


def script(library: Library, language: Language) -> str:
    """The index as a script that hands it to the search."""
    rows = json.dumps([*rows_of(library, language)], ensure_ascii=False, separators=(",", ":"))
    return f"searchIn({rows});\n"


def rows_of(library: Library, language: Language) -> Iterator[Row]:
    """Every page that can be found. Of two that fit alike the first is shown first: a person, then an answer."""
    more = _telling(library, language)
    yield from (_figure_row(one, language) for one in library.figures.values() if one.kind == "person")
    for asked in library.everything.values():
        line = asked.fact(language) if asked.lead else ""
        yield addresses.answer(asked.id), asked.question[language], line, " ".join(more[asked.id])
    yield from (_figure_row(one, language) for one in library.figures.values() if one.kind == "institution")
    for article in library.articles.values():
        title = article.title or article.description[language]
        line = article.description[language] if article.title else ""
        yield addresses.article(article.id), title, line, article.publisher or ""
    for section in library.sections:
        if library.in_section(section.id):
            yield addresses.topic(section.id), section.title[language], "", ""


def _figure_row(figure: Figure, language: Language) -> Row:
    office = figure.office[language] if figure.office else ""
    return addresses.figure(figure.id), figure.name[language], office, " ".join(figure.spellings[language])


def _telling(library: Library, language: Language) -> dict[str, list[str]]:
    """For each answer the words by which people ask for it and for few others, best first."""
    counts = {one.id: Counter(_stems(one.phrasings[language])) for one in library.everything.values()}
    spread = Counter(stem for count in counts.values() for stem in count)
    found = {}
    for asked in library.everything.values():
        shown = set(_stems([asked.question[language], asked.fact(language)]))
        weights = {stem: count / spread[stem] ** 0.5 for stem, count in counts[asked.id].items() if stem not in shown}
        found[asked.id] = sorted(weights, key=lambda stem: (-weights[stem], stem))[:_WORDS]
    return found


def _stems(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from {word[:_CUT] for word in words_of(text) if len(word) >= _SHORTEST}
