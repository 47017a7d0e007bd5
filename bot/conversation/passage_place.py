"""Name a passage by where it stands in its article, in so few signs that a link into the chat with the bot has room."""

import re
from dataclasses import dataclass

# Telegram gives a bot at most 64 of the signs A-Za-z0-9_- from a link. The id of an article has at most 40 of them, and
# no low line; its text has at most 7 digits of characters.
_NAME = re.compile(r"([a-z0-9-]{1,40})_(\d{1,7})_(\d{1,7})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """The characters of an article's text from `start` to before `end`."""

    article: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.article}_{self.start}_{self.end}"


def place_named(name: str) -> PassagePlace | None:
    """The place with this name; `None` if it is the name of something else."""
    found = _NAME.fullmatch(name)
    return PassagePlace(found[1], int(found[2]), int(found[3])) if found else None


def place_of(article: str, text: str, passage: str) -> PassagePlace | None:
    """Where a passage stands in the text of an article; `None` if it does not."""
    start = text.find(passage) if passage else -1
    return PassagePlace(article, start, start + len(passage)) if start >= 0 else None
