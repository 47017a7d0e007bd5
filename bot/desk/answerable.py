"""What articles and waiting groups have to do with each other, and which entries an article speaks of too."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.content import Entry
from bot.content.entries import numbers_in
from bot.desk.queue import Group
from bot.search import ArticlePassage, ArticleSearch

_ASKED = 3  # of a group's wordings, the newest; its other wordings mean the same
_SHOWN = 3
_LEAST = 0.2  # likelihood from which on a passage is worth a curator's glance; people get to see only likelier ones

PassageFinder = Callable[[Group], Awaitable[tuple[ArticlePassage, ...]]]
"""Finds the passages of the articles that may answer a group, the likeliest first."""


async def no_passages(_: Group) -> tuple[ArticlePassage, ...]:
    """Finds nothing, where no search is at hand."""
    return ()


@dataclass(frozen=True, slots=True)
class AnswerableGroup:
    """A group that waits, and the passages that may answer it, the likeliest first."""

    group: Group
    passages: tuple[ArticlePassage, ...]


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """An entry that an article speaks of too, the place, and the numbers there that the entry does not have."""

    entry: Entry
    passage: ArticlePassage
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleEffects:
    """What an article brings so far: `looked` of the `waiting` groups; `is_whole` once nothing is left to look at."""

    groups: tuple[AnswerableGroup, ...] = ()
    entries: tuple[SpokenOf, ...] = ()
    looked: int = 0
    waiting: int = 0
    is_whole: bool = False


class EffectsPort(Protocol):
    """Finds out what an article brings."""

    async def of(self, article: str) -> ArticleEffects | None:
        """What an article brings, as far as it is found within a few seconds; `None` if there is no such article."""


def passages_for(group: Group, search: ArticleSearch) -> tuple[ArticlePassage, ...]:
    """At most three passages that may answer a group, the likeliest first. Takes tens of milliseconds a wording.

    A title names what its article says, and answers nothing.
    """
    found: dict[tuple[str, int], ArticlePassage] = {}
    for text in group.texts[-_ASKED:]:
        for passage in search.look(text, _LEAST, _LEAST).passages:
            place = (passage.article.id, passage.place[0])
            if passage.sentence.text == passage.article.title:
                continue
            if place not in found or passage.likelihood > found[place].likelihood:
                found[place] = passage
    return tuple(sorted(found.values(), key=lambda passage: -passage.likelihood)[:_SHOWN])


def answerable(groups: Iterable[Group], search: ArticleSearch) -> list[AnswerableGroup]:
    """The groups that some passage may answer, the likeliest first."""
    found = (AnswerableGroup(group, passages_for(group, search)) for group in groups)
    return sorted((one for one in found if one.passages), key=lambda one: -one.passages[0].likelihood)


def spoken_of(entries: Iterable[Entry], search: ArticleSearch) -> list[SpokenOf]:
    """The entries that the articles speak of too, the likeliest first, so that a figure that differs is seen."""
    found = []
    for entry in entries:
        if passages := search.find(entry.question.en).passages:
            text = passages[0].sentence.text
            found.append(SpokenOf(entry, passages[0], _others(text, [quote.text for quote in entry.quotes])))
    return sorted(found, key=lambda one: -one.passage.likelihood)


def _others(text: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """The numbers of a text that no quote has, if the quotes have numbers at all."""
    known = {number for quote in quotes for number in numbers_in(quote)}
    new = tuple(written for number, written in numbers_in(text).items() if number not in known)
    return new if known else ()
