"""What a button of the desk carries: an action, its label, and exactly which questions of which group it is for.

It has at most 64 bytes. A button under an old message works after any restart, and decides what the curator saw then.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bot.content import LANGUAGES, Language, Library
from bot.desk import Decision
from bot.desk.drafts import by_field

DeskVerb = Literal[
    "add", "unlike", "draft", "outside", "spam", "postpone",
    "next", "group", "undo", "write", "take", "yes", "sort", "split", "audit", "proposal",
    "drafts", "resume", "throw", "back", "edit", "revise",
]  # fmt: skip
_LETTERS: dict[str, DeskVerb] = {
    "a": "add",  # about: an entry
    "n": "unlike",  # about: an entry
    "d": "draft",
    "o": "outside",
    "s": "spam",
    "p": "postpone",
    "x": "next",  # show the group at this place of the queue
    "g": "group",  # show this group
    "y": "yes",  # about: the same; also publishes although answers are lost
    "m": "sort",  # show this group with a button for each wording
    "c": "split",  # about: a wording, which then waits as a group of its own
    "u": "undo",  # about: a decision's number
    "w": "write",  # about: a word of the dialogue that writes an entry
    "v": "audit",  # group: a drawn answer; about: a letter for what to do with it, and a number
    "q": "proposal",  # group: a decision's number, or 0 for all that wait; about: a letter for what to do
    "e": "edit",  # about: an entry
    "f": "revise",  # upto: a number for an entry; about: a field, a preview, or to publish
    "l": "drafts",
    "r": "resume",  # about: a draft's number
    "h": "throw",  # about: a draft's number
    "b": "back",  # about: the number of a draft that was thrown away
    "t": "take",  # about: the letter of a verb and its entry ("a.kurultai"); takes wordings from where they stand
}

Word = Literal[
    "field", "theme", "borrow", "passage", "whole", "again", "drop", "more", "view", "live", "omit", "cancel"
]  # fmt: skip
WORDS: tuple[Word, ...] = (
    "field",  # a step to write again, or none: show all
    "theme",  # a section
    "borrow",  # the number of a question that was asked, which becomes the entry's own
    "passage",  # the number of a passage that was found, or of a sentence in it
    "whole",  # quote the whole passage
    "again",  # search for another passage
    "drop",  # do without another quote
    "more",  # add another quote
    "view",  # a language to preview the entry in, or none: show all of it
    "live",  # publish
    "omit",  # leave a language to another curator
    "cancel",
)

_MARK = "d"
_WRITTEN = re.compile(r"d:([a-z]):([0-9a-z]{1,6}):([0-9a-z]{1,6}):([0-9a-z]{1,3})([A-Z]?):([a-z0-9.-]{0,42})")
_PAGES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LAST_PLACE, _LAST_PLACE_WITH_PAGE = 36**3 - 1, 36**2 - 1
_LARGEST = 2**31 - 1  # what a number in the database can be


@dataclass(frozen=True, slots=True)
class DeskPress:
    """A pressed button. `place` is the group's place in the queue, from 0; the verbs above say what `about` holds.

    `page` is the page of the group's wordings that the button stands under, from 1: the earlier ones were shown before
    it. It is 0 for buttons that are about no wordings, and for those of old messages, which had no pages.
    """

    verb: DeskVerb
    group: int = 0
    upto: int = 0
    place: int = 0
    about: str = ""
    page: int = 0

    def __str__(self) -> str:
        letter = next(letter for letter, verb in _LETTERS.items() if verb == self.verb)
        place = in_36(min(self.place, _LAST_PLACE_WITH_PAGE if self.page else _LAST_PLACE))
        page = _PAGES[min(self.page, len(_PAGES)) - 1] if self.page else ""
        return ":".join([_MARK, letter, in_36(self.group), in_36(self.upto), place + page, self.about])

    def again(self, verb: DeskVerb) -> "DeskPress":
        """The press of the button that repeats this one, but agrees to something ("take", "yes")."""
        letter = next(letter for letter, known in _LETTERS.items() if known == self.verb)
        return replace(self, verb=verb, about=f"{letter}.{self.about}")

    @property
    def repeated(self) -> "DeskPress":
        """What a button that agrees to something repeats."""
        letter, _, about = self.about.partition(".")
        return replace(self, verb=_LETTERS.get(letter, "group"), about=about)

    @property
    def word(self) -> tuple[Word | None, str]:
        """The dialogue's word, and its argument."""
        letter, _, argument = self.about.partition(".")
        return next((word for word in WORDS if word[0] == letter), None), argument


def writing(group: int, upto: int, place: int, word: Word, argument: str = "") -> str:
    """What a button of the dialogue carries."""
    return str(DeskPress("write", group, upto, place, f"{word[0]}.{argument}"))


def desk_press_from(written: str) -> DeskPress | None:
    """Read what a button of the desk carried; `None` if no button of the desk carries that."""
    found = _WRITTEN.fullmatch(written)
    if not found or found[1] not in _LETTERS:
        return None
    group, upto, place = (int(found[number], 36) for number in (2, 3, 4))
    page = _PAGES.index(found[5]) + 1 if found[5] else 0
    return DeskPress(_LETTERS[found[1]], min(group, _LARGEST), min(upto, _LARGEST), place, found[6], page)


def in_36(number: int) -> str:
    """A number in digits and letters, which is shorter."""
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits


Say = Callable[..., str]
"""Gives a sentence of the desk by its name, in one language: `say("queue-empty")`."""

Names = Callable[[str], str]
"""Gives what an entry is called by its id."""

_QUESTION = 80  # characters
_FIELDS = (
    "question",
    "short",
    "lead",
    "answer",
    "note",
    "correction",
    "phrasings",
    "subjects",
    "asks",
    "not",
    "quotes",
)
_ALONE = ("section", "id")


def shortened(text: str, most: int) -> str:
    """A text on one line, cut to at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def names_in(library: Library, language: Language, decision: Decision | None = None) -> Names:
    """Entries by their questions in a language, also one that a decision has just written; what is gone by its id."""
    new = decision.draft.entry if decision and decision.draft else None

    def named(name: str) -> str:
        asked = library.find(name)
        if asked:
            return shortened(asked.question[language], _QUESTION)
        return shortened(new.question.get(language, ""), _QUESTION) or name if new and new.id == name else name

    return named


def field_label(say: Say, name: str) -> str:
    """A field as curators call it: "Answer, Kazakh"; "" for one that has no name in a form."""
    stem, _, language = name.rpartition("-")
    label = field_name(say, stem or name)
    if not label:
        return field_name(say, name)
    return f"{label}, {say(f'in-{language}')}" if language in LANGUAGES else label


def field_name(say: Say, stem: str) -> str:
    """A field without its language."""
    what = stem.partition("-")[0]
    if what == "translation":
        return say("field-translation")
    if what in _ALONE:
        return say(f"field-{what}")
    what = "quotes" if what == "quote" else what
    return say(f"field-{what}") if what in _FIELDS else ""


def lacking_told(say: Say, names: Iterable[str]) -> str:
    """Fields that nobody has written yet, each once, with the languages: "Question: English; Topic"; "" if none."""
    told = []
    for what, languages in by_field(names).items():
        label = field_name(say, what)
        told.append(f"{label}: {', '.join(say(f'in-{one}') for one in languages)}" if languages else label)
    return "; ".join(told)
