"""Where the sentences of an article begin and end, without what its web page has around them: credits, dates."""

import re
from collections.abc import Iterator

from bot.content import Article
from bot.content.quotes import places_of

Place = tuple[int, int]
"""Where a part of an article's text begins and ends."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"»”’')]*(?=\s)|$)", re.MULTILINE)
_SHORT = 25  # characters; anything shorter ("Art. 5.") is not a sentence of its own, and belongs to the next

_CREDIT = re.compile(
    r"\W*(?:photos?|images?|pictures?|videos?|credits?|sources?|by|фото|сурет(?:тер)?|видео|источник|дереккөз|автор)\b"
    r"(?:\s+(?:credits?|by|from|courtesy of|автора?|пен|и))*\s*[:©/].{0,80}",
    re.IGNORECASE,
)
# "date 2026-02-10", "13.02.2026 16:47:55 96.jpeg)", "12 ақпан 2026, 1 204 рет қаралды"
_STAMP = r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})(?:,?\s+\d{1,2}:\d\d(?::\d\d)?)?"
_OPENING_STAMP = re.compile(rf"\s*(?:(?:date|дата|күні)\s*:?\s*)?{_STAMP}\s+(?=[^\W\d])(?!\S*\.(?:jpe?g|png))", re.I)
_BESIDE = re.compile(
    rf"{_STAMP}|\b(?:date|updated|published|views?|shares?|дата|опубликовано|обновлено|просмотр\w*|күні|жарияланды|"
    rf"қаралды|рет|am|pm|jpe?g|png|webp|gif)\b|[\W\d_]+",
    re.IGNORECASE,
)


def sentences_of(article: Article) -> tuple[Place, ...]:
    """The places of an article's sentences: those that curators have set, and the others by their marks."""
    places: list[Place] = []
    after = 0
    known = places_of(article.text, (sentence.text for sentence in article.sentences))
    for start, end in (place for place in known if place[0] >= 0):
        places += [*_unknown(article.text, after, start), (start, end)]
        after = end
    return (*places, *_unknown(article.text, after, len(article.text)))


def _unknown(text: str, start: int, end: int) -> Iterator[Place]:
    """The sentences between two places, line by line."""
    for line in re.finditer(r".*\S.*", text[start:end]):
        first, last = start + line.start(), start + line.end()
        if not is_furniture(line.group()):
            stamp = _OPENING_STAMP.match(text, first, last)
            yield from split(text, stamp.end() if stamp else first, last)


def split(text: str, start: int, end: int) -> tuple[Place, ...]:
    """The sentences of a text between two places, by the marks that end them."""
    found: list[Place] = []
    for match in _SENTENCE.finditer(text, start, end):
        first = found.pop()[0] if found and found[-1][1] - found[-1][0] < _SHORT else match.start()
        found.append((first, match.end()))
    return tuple(found)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the article's page rather than to its text."""
    return bool(_CREDIT.fullmatch(line.strip())) or not _BESIDE.sub("", line)
