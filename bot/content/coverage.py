"""How much of the articles the entries tell: the sentences that no entry quotes, the people whom no entry is about."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.entries import Figure, Library, Sentence


@dataclass(frozen=True, slots=True)
class Coverage:
    """`facts` are the sentences that hold a fact or somebody's position, `unquoted` those that no entry quotes.

    `people` are the persons that articles name, `untold` those whom no entry tells of.
    """

    facts: int
    unquoted: tuple[tuple[str, Sentence], ...]
    people: int
    untold: tuple[Figure, ...]

    @property
    def share(self) -> float:
        """The share of the facts that are quoted, 0..1; 1 if there are none."""
        return 1 - len(self.unquoted) / self.facts if self.facts else 1.0


def coverage_of(library: Library) -> Coverage:
    """Count what the entries tell of the articles."""
    unquoted = tuple(_unquoted(library))
    people = [figure for figure in library.figures.values() if figure.kind == "person"]
    untold = tuple(figure for figure in people if not figure.entries)
    facts = sum(one.is_fact for article in library.articles.values() for one in article.sentences)
    return Coverage(facts, unquoted, len(people), untold)


def _unquoted(library: Library) -> Iterator[tuple[str, Sentence]]:
    quotes = [quote for entry in library.entries.values() for quote in entry.quotes]
    for article in library.articles.values():
        quoted = [quote.text for quote in quotes if quote.article.id == article.id]
        for sentence in article.sentences:
            if sentence.is_fact and not any(sentence.text in passage for passage in quoted):
                yield article.id, sentence
