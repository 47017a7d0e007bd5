"""Take away from a message what carries no meaning: emoji, invisible characters, stretched letters."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_PICTURES = re.compile(r"[^\w\s!-~«»„“”–—…’‘№]+")  # runs in which there may be some
_NO_TEXT = ("So", "Sk", "Cs", "Co", "Cn", "Cc")
_SPACES = re.compile(r"\s+")

# The longest message that is read; Telegram allows 4,096 characters, and a question is at its end or its beginning.
_LONGEST = 1000


def clean(text: str) -> str:
    """The message as its writer meant to type it: one line, no emoji, 'ooooo' as 'o'."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} {text[-_LONGEST // 2 :]}"
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _PICTURES.sub(_without_pictures, text)
    text = _STRETCHED.sub(r"\1", text)
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=1 << 15)
def clean_taught(text: str) -> str:
    """The same for a text of the content, remembered: an edit leaves most of them as they were. Not for messages."""
    return clean(text)


def _without_pictures(found: re.Match[str]) -> str:
    shown = (" " if unicodedata.category(one) in _NO_TEXT else one for one in found.group())
    return "".join(shown)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; an apostrophe within a word belongs to it."""
    return re.findall(r"\w+(?:['’-]\w+)*", text.lower())
