"""What a button of the desk carries, in at most 64 bytes: what to do, with exactly which questions of which group.

All of it is in the button, so that one under an old message works after any restart, and decides what was seen then.
"""

import re
from dataclasses import dataclass
from typing import Literal

DeskVerb = Literal["add", "unlike", "draft", "outside", "spam", "postpone", "next", "group", "undo", "write"]
_LETTERS: dict[str, DeskVerb] = {
    "a": "add",  # about: an entry
    "n": "unlike",  # about: an entry
    "d": "draft",
    "o": "outside",
    "s": "spam",
    "p": "postpone",
    "x": "next",  # show the group at this place of the queue
    "g": "group",  # show this group
    "u": "undo",  # about: a decision's number
    "w": "write",  # about: a word of the dialogue in which an entry is written
}

Word = Literal["id", "here", "stub", "theme", "passage", "whole", "again", "more", "view", "live", "cancel"]
WORDS: tuple[Word, ...] = (
    "id",  # take the id that was suggested
    "here",  # write the whole entry in Telegram
    "stub",  # leave a stub to be written in the files
    "theme",  # a section
    "passage",  # the number of one that was found
    "whole",  # quote the whole passage
    "again",  # search for another passage
    "more",  # add another quote
    "view",  # a language to preview the entry in
    "live",  # publish
    "cancel",
)

_MARK = "d"
_WRITTEN = re.compile(r"d:([a-z]):([0-9a-z]{1,6}):([0-9a-z]{1,6}):([0-9a-z]{1,3}):([a-z0-9.-]{0,42})")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LAST_PLACE = 36**3 - 1
_LARGEST = 2**31 - 1  # what a number in the database can be


@dataclass(frozen=True, slots=True)
class DeskPress:
    """A button pressed. `place` is the group's place in the queue, from 0; `about` is named beside each verb above."""

    verb: DeskVerb
    group: int = 0
    upto: int = 0
    place: int = 0
    about: str = ""

    def __str__(self) -> str:
        letter = next(letter for letter, verb in _LETTERS.items() if verb == self.verb)
        numbers = (self.group, self.upto, min(self.place, _LAST_PLACE))
        return ":".join([_MARK, letter, *map(_in_36, numbers), self.about])

    @property
    def word(self) -> tuple[Word | None, str]:
        """The word of the dialogue, and what comes with it."""
        letter, _, argument = self.about.partition(".")
        return next((word for word in WORDS if word[0] == letter), None), argument


def writing(group: int, upto: int, place: int, word: Word, argument: str = "") -> str:
    """What a button of the dialogue carries."""
    return str(DeskPress("write", group, upto, place, f"{word[0]}.{argument}"))


def desk_press_from(written: str) -> DeskPress | None:
    """Read what a button of the desk carried; `None` for what none of them carries."""
    found = _WRITTEN.fullmatch(written)
    if not found or found[1] not in _LETTERS:
        return None
    group, upto, place = (int(found[number], 36) for number in (2, 3, 4))
    return DeskPress(_LETTERS[found[1]], min(group, _LARGEST), min(upto, _LARGEST), place, found[5])


def _in_36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits
