"""Pick a passage out of an article: by the places of its sentences, so that what is quoted is word for word there."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge import Article

_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"»”’')]*(?=\s)|$)", re.MULTILINE)
_SHORT = 25  # characters; what is shorter ("Art. 5.") is no sentence of its own, and belongs to the next


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an article's text, from `start` to before `end`. `proof` tells whether the text is still the same."""

    source: str
    start: int
    end: int
    proof: str

    def __str__(self) -> str:
        return f"{self.source}:{self.start}:{self.end}:{self.proof}"

    def text(self, articles: Mapping[str, Article]) -> str:
        """Its words, as the article has them."""
        return articles[self.source].text[self.start : self.end]


def passage_from(written: str, articles: Mapping[str, Article]) -> Passage | None:
    """Read where a passage is; `None` where there is none, or the article has changed since."""
    parts = written.split(":")
    if len(parts) != 4 or parts[0] not in articles or not all(_is_place(part) for part in parts[1:3]):
        return None
    passage = Passage(parts[0], int(parts[1]), int(parts[2]), parts[3])
    words = passage.text(articles)
    return passage if words.strip() and passage.proof == _proof(words) else None


def sentences(article: Article, start: int, end: int) -> tuple[Passage, ...]:
    """The sentences of a part of an article."""
    found: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(article.text, start, end):
        first = found.pop()[0] if found and found[-1][1] - found[-1][0] < _SHORT else match.start()
        found.append((first, match.end()))
    return tuple(_passage(article, first, last) for first, last in found)


def paragraphs(article: Article, search: str = "") -> Iterator[tuple[Passage, ...]]:
    """The paragraphs in which all the words searched for stand, each as its sentences."""
    words = search.casefold().split()
    for line in re.finditer(r".*\S.*", article.text):
        text = line.group().casefold()
        if all(word in text for word in words):
            yield sentences(article, *line.span())


def joined(picked: Iterable[Passage], articles: Mapping[str, Article]) -> tuple[Passage, ...]:
    """Passages in the order of their articles; those with nothing but space between them are one."""
    found: list[Passage] = []
    for passage in sorted(set(picked), key=lambda one: (one.source, one.start)):
        text = articles[passage.source].text
        last = found[-1] if found else None
        if last and last.source == passage.source and not text[last.end : passage.start].strip():
            found[-1] = _passage(articles[passage.source], last.start, max(last.end, passage.end))
        else:
            found.append(passage)
    return tuple(found)


def _passage(article: Article, start: int, end: int) -> Passage:
    return Passage(article.id, start, end, _proof(article.text[start:end]))


def _proof(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
