"""Point a browser at a passage of a page by a text fragment: it scrolls there and highlights the words.

A browser looks for the first and the last words of the passage and takes the first place that has them. A page of the
article's may have other quotation marks than our text, so the pieces begin and end with a letter or a digit.
"""

import re
from urllib.parse import quote

_ENDS = 4  # words by which a browser finds the first and the last piece of a passage
_LONGEST = 16  # words of a piece that begins like something before it; messengers cut addresses that are very long
_EDGES = re.compile(r"^\W+|\W+$")


def linked_to(address: str, article: str, passage: str) -> str:
    """The address of a page that has an article's text, at a passage of it."""
    return f"{address}{'' if '#' in address else '#'}{fragment(article, passage)}"


def fragment(article: str, passage: str) -> str:
    """The text fragment of a passage, to stand after the `#` and the anchor of an address; empty if it has no words."""
    lines = [words for line in passage.splitlines() if (words := line.split()) and _bare(words)]
    if not lines:
        return ""
    first, last = lines[0], lines[-1]
    if len(lines) == 1 and len(first) <= 2 * _ENDS:
        return ":~:text=" + _escaped(_bare(first))
    beginning = _beginning(article, passage, first)
    ending = _ending(passage, last, first[beginning:] if len(lines) == 1 else last)
    return f":~:text={_escaped(_bare(first[:beginning]))},{_escaped(_bare(last[-ending:]))}"


def _beginning(article: str, passage: str, words: list[str]) -> int:
    """How many words a passage has to be named by, so that nothing before it in the article begins like that."""
    before = _plain(article.partition(passage)[0])
    most = max(_ENDS, min(_LONGEST, len(words) - _ENDS))
    return next((count for count in range(_ENDS, most) if _plain(_bare(words[:count])) not in before), most)


def _ending(passage: str, words: list[str], free: list[str]) -> int:
    """How many words the end has to be named by, so that nothing before it in the passage reads like that.

    `free` are the words that do not name the beginning already.
    """
    text, most = _plain(passage), min(_LONGEST, len(free))
    fewest = min(_ENDS, most)
    return next((count for count in range(fewest, most) if text.count(_plain(_bare(words[-count:]))) == 1), most)


def _bare(words: list[str]) -> str:
    return _EDGES.sub("", " ".join(words))


def _plain(text: str) -> str:
    """A text as browsers compare it: neither case nor the kind of space matters."""
    return " ".join(text.split()).lower()


def _escaped(piece: str) -> str:
    return quote(piece, safe="").replace("-", "%2D")  # a hyphen has a meaning of its own in a fragment
