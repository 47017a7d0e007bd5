"""What a button carries: a verb and what it is about, in at most 64 bytes, readable after any restart.

What earlier versions wrote is still read: a button under an old message works for as long as its entry is there.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from bot.knowledge import LANGUAGES, Language

Verb = Literal[
    "answer",  # entry: show it below
    "open",  # entry.page: show it in place of the page of its section's list
    "none",  # turn: none of the choices offered in it
    "tell",  # turn: tell me when there is an answer
    "untell",  # turn: do not tell me after all
    "up",  # turn.entry[.page]: the answer was good
    "down",  # turn.entry[.page]: it was not
    "why",  # reason.turn.entry[.page]: and for this reason
    "rate",  # turn.entry[.page]: take back what was said of it
    "context",  # entry: its quotes in their articles
    "topics",
    "section",  # section[.page]
    "sources",
    "article",  # article.page
    "language",  # code
    "forget",  # "yes" or "no"
]
_VERBS: tuple[Verb, ...] = get_args(Verb)

Reason = Literal["topic", "unclear", "outdated", "source"]
REASONS: tuple[Reason, ...] = get_args(Reason)

_TURN = re.compile(r"[0-9a-f]{1,16}")


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed. `about` says of what, in parts with dots between them; each verb above names its own.

    `under` is the language of the message it stands under: who has chosen none is answered in the same.
    """

    verb: Verb
    about: str = ""
    under: Language | None = None

    def __str__(self) -> str:
        return ":".join([self.verb, self.about, *([self.under] if self.under else [])])


@dataclass(frozen=True, slots=True)
class Rated:
    """The answer that a rating is about: given in which turn, with which entry, on which page of a list if on one."""

    turn: str
    entry: str
    page: int | None = None

    def __str__(self) -> str:
        return ".".join([self.turn, self.entry, *([str(self.page)] if self.page is not None else [])])


def press_from(written: str) -> Press | None:
    """Read what a button carried; `None` for what no button of ours carries."""
    verb, colon, rest = written.partition(":")
    about, _, under = rest.partition(":")
    for known in _VERBS:
        if colon and verb == known:
            return Press(known, about, next((language for language in LANGUAGES if language == under), None))
    return None


def rated_from(about: str) -> Rated | None:
    """Read which answer a rating is about; `None` where a forger wrote it."""
    turn, _, rest = about.partition(".")
    entry, page = paged_from(rest)
    if not _TURN.fullmatch(turn) or not entry:
        return None
    return Rated(turn, entry, page)


def reasoned_from(about: str) -> tuple[Reason, Rated] | None:
    """Read a reason and the answer it is about."""
    letter, _, rest = about.partition(".")
    reason = next((reason for reason in REASONS if letter and letter == reason[0]), None)
    rated = rated_from(rest)
    return (reason, rated) if reason and rated else None


def paged_from(about: str) -> tuple[str, int | None]:
    """Read a name and the page after it; `None` where there is none. Pages count from 0."""
    name, _, page = about.partition(".")
    return name, int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else None


def is_turn(written: str) -> bool:
    """Whether this may name a turn."""
    return bool(_TURN.fullmatch(written))
