"""Show a group of questions as one message with a button for each action, and the result of a decision in its place.

A button carries, in at most 64 bytes, an action and exactly which questions of which group it is for: so a button under
an old message works after any restart, and decides what the curator saw then.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any, Literal, Protocol

from bot.content import ContentError, EditConflict, Entry, Language, Library, Problem, Signpost, UnknownEntry
from bot.conversation import Block, Button, Heading, Message, Paragraph, Quotation, Remark, Wording
from bot.conversation.message import ButtonRows
from bot.desk import AlreadyDecided, Elsewhere, Group, Made, Refused, StandsElsewhere, Why

FOLDER = Path(__file__).parent / "wording"

Say = Callable[..., str]
"""Gives a sentence of the desk by its name, in one language: `say("queue-empty")`."""


@dataclass(frozen=True, slots=True)
class Curator:
    """Who works at the desk: the name for the trail ("telegram:123"), and the language to speak."""

    name: str
    language: Language


def desk_wording() -> Wording:
    return Wording(FOLDER)


def speaks(wording: Wording, language: Language) -> Say:
    """The desk's sentences in one language."""

    def say(name: str, **values: str | int) -> str:
        return wording(language, name, **values)

    return say


def day(moment: datetime, like: datetime) -> str:
    """A day, written the same way in all three languages, in the time zone of `like`."""
    return f"{moment.astimezone(like.tzinfo):%d.%m.%Y}"


def minute(moment: datetime, like: datetime) -> str:
    """A day and time to the minute, in the time zone of `like`."""
    return f"{moment.astimezone(like.tzinfo):%d.%m.%Y %H:%M}"


def shortened(text: str, most: int) -> str:
    """A text on one line, cut to at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


class EntryDraftsPort(Protocol):
    """Stores unfinished entries, one for each curator, by the name on the trail."""

    async def of(self, curator: str) -> dict[str, Any] | None:
        """The curator's unfinished entry; `None` if there is none."""

    async def keep(self, curator: str, state: dict[str, Any]) -> None:
        """Save the curator's unfinished entry."""

    async def end(self, curator: str) -> None:
        """Delete the curator's unfinished entry."""


@dataclass(frozen=True, slots=True)
class Said:
    """A curator's message: its text, its number, and the update that brought it. `again`: it was edited."""

    text: str
    message: int
    update: int
    again: bool = False


DeskVerb = Literal["add", "unlike", "draft", "outside", "spam", "postpone", "next", "group", "undo", "write", "take"]
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
    "w": "write",  # about: a word of the dialogue that writes an entry
    "t": "take",  # about: the letter of a verb and its entry ("a.kurultai"); takes wordings from where they stand
}

Word = Literal["id", "here", "stub", "theme", "passage", "whole", "again", "more", "view", "live", "cancel"]
WORDS: tuple[Word, ...] = (
    "id",  # take the id that was suggested
    "here",  # write the whole entry in Telegram
    "stub",  # leave a stub to be written in the files
    "theme",  # a section
    "passage",  # the number of a passage that was found
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
    """A pressed button. `place` is the group's place in the queue, from 0; the verbs above say what `about` holds."""

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
    def taking(self) -> "DeskPress":
        """The press of the button that repeats this one, and takes wordings from where they stand."""
        letter = next(letter for letter, verb in _LETTERS.items() if verb == self.verb)
        return replace(self, verb="take", about=f"{letter}.{self.about}")

    @property
    def taken(self) -> "DeskPress":
        """What a button that takes wordings repeats."""
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
    return DeskPress(_LETTERS[found[1]], min(group, _LARGEST), min(upto, _LARGEST), place, found[5])


def _in_36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits


_NEAREST = 3
_EXAMPLES = 5
_EXAMPLE = 200  # characters; the first lines of a long message say what it is about
_QUESTION = 45  # characters of a question on a button; a phone shows no more

ButtonRow = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group as a message. `place` is its place in the queue, of `total` if that is known."""

    group: Group
    place: int
    total: int | None
    library: Library
    last: Made | None
    now: datetime

    def message(self, say: Say, language: Language, remark: str = "") -> Message:
        """Build the message. `remark` says above the group what has just happened."""
        above: list[Block] = [Remark(remark)] if remark else []
        below: list[Block] = [Paragraph(self._near(say, language))] if self._nearest() else []
        if self.total:
            below.append(Remark(say("queue-place", place=self.place + 1, total=self.total)))
        head = Heading(say("group-title", people=self.group.askers))
        examples = Quotation("\n".join(self._examples(say)))
        return Message((*above, head, Paragraph(self._about(say)), examples, *below), self._buttons(say, language))

    def _about(self, say: Say) -> str:
        group = self.group
        first, last = day(group.first, self.now), day(group.last, self.now)
        asked = say("group-once", day=first) if first == last else say("group-between", first=first, last=last)
        lines = [
            f"{say('group-size', size=group.size)} · {asked}",
            say("group-languages", languages=", ".join(say(f"in-{language}") for language in group.languages)),
            say("group-whys", whys=", ".join(_why(say, why, reason) for why, reason in group.whys)),
        ]
        return "\n".join(lines)

    def _examples(self, say: Say) -> Sequence[str]:
        texts = [f"• {shortened(text, _EXAMPLE)}" for text in self.group.texts[:_EXAMPLES]]
        more = len(self.group.texts) - len(texts)
        return [*texts, say("group-more", count=more)] if more else texts

    def _nearest(self) -> list[tuple[Entry | Signpost, float]]:
        known = self.library.everything
        return [(known[name], belief) for name, belief in self.group.nearest if name in known][:_NEAREST]

    def _near(self, say: Say, language: Language) -> str:
        lines = (
            f"{number}. {entry.question[language]} ({entry.id}) — {belief:.0%}"
            for number, (entry, belief) in enumerate(self._nearest(), 1)
        )
        return "\n".join([say("group-nearest"), *lines])

    def _buttons(self, say: Say, language: Language) -> tuple[ButtonRow, ...]:
        rows: list[ButtonRow] = []
        for number, (entry, _) in enumerate(self._nearest(), 1):
            question = shortened(entry.question[language], _QUESTION)
            rows.append((self._button(say("button-add", number=number, question=question), "add", entry.id),))
        unlike = (
            self._button(say("button-unlike", number=number), "unlike", entry.id)
            for number, (entry, _) in enumerate(self._nearest(), 1)
        )
        rows += [
            tuple(unlike),
            (self._button(say("button-draft"), "draft"),),
            (self._button(say("button-outside"), "outside"), self._button(say("button-spam"), "spam")),
            (self._button(say("button-postpone"), "postpone"), next_button(say, self.place + 1)),
        ]
        if self.last:
            verb = say(f"verb-{self.last.decision.verb}")
            rows.append((undo_button(say("button-undo-last", verb=verb), self.last, self.place),))
        return tuple(row for row in rows if row)

    def _button(self, label: str, verb: DeskVerb, about: str = "") -> Button:
        return Button(label, str(DeskPress(verb, self.group.number, self.group.upto, self.place, about)))


def next_button(say: Say, place: int) -> Button:
    """A button that leads to the group at a place of the queue."""
    return Button(say("button-next"), str(DeskPress("next", place=place)))


def group_button(say: Say, group: int, place: int) -> Button:
    """A button that leads back to a group."""
    return Button(say("button-group"), str(DeskPress("group", group, place=place)))


def undo_button(label: str, made: Made, place: int) -> Button:
    """A button that undoes this one decision."""
    return Button(label, str(DeskPress("undo", made.decision.group, place=place, about=str(made.number))))


def _why(say: Say, why: Why, reason: str | None) -> str:
    said = say(f"why-{why}")
    return f"{said} ({say(f'because-{reason}')})" if reason else said


_QUOTED = 100  # characters


def done(say: Say, made: Made, place: int) -> Message:
    """What was decided, with a button to undo it."""
    decision = made.decision
    blocks: list[Block] = [Heading(say(f"done-{decision.verb}", entry=decision.entry or ""))]
    texts = [text for _, text in decision.texts]
    if texts:
        blocks.append(Paragraph(f"“{shortened(texts[0], _QUOTED)}”"))
    if decision.moves:
        blocks.append(Remark(say("done-moved", count=len(decision.moves))))
    if not made.applied and decision.verb not in ("spam", "postpone"):
        blocks.append(Remark(say("kept-for-pull")))
    return Message(tuple(blocks), ((undo_button(say("button-undo"), made, place), next_button(say, place)),))


def already(say: Say, made: Made | None, place: int, now: datetime) -> Message:
    """Somebody else was quicker: who decided, when and how."""
    if made is None:
        return Message((Heading(say("nothing-waits-of-it")),), ((next_button(say, place),),))
    verb = say(f"verb-{made.decision.verb}")
    told = say("already", who=made.curator, verb=verb, at=minute(made.at, now))
    blocks: list[Block] = [Heading(say("already-title")), Paragraph(told)]
    if made.decision.entry:
        blocks.append(Paragraph(made.decision.entry))
    return Message(tuple(blocks), ((undo_button(say("button-undo"), made, place), next_button(say, place)),))


def refused(say: Say, fault: Exception, ways: ButtonRows) -> Message:
    """Why nothing was changed, with the buttons that lead on."""
    return Message((Heading(say("not-done-title")), *_reasons(say, fault)), ways)


def elsewhere(say: Say, fault: StandsElsewhere, take: str, ways: ButtonRows, like: datetime) -> Message:
    """Where wordings stand already, with the button that takes them from there (`take` is what it carries)."""
    lines = "\n".join(f"• {_stands(say, one, like)}" for one in fault.wordings)
    ask = Paragraph(say("elsewhere-ask", count=len(fault.wordings)))
    button = Button(say("button-take"), take)
    return Message((Heading(say("elsewhere-title")), Paragraph(lines), ask), ((button,), *ways))


def _stands(say: Say, one: Elsewhere, like: datetime) -> str:
    place = say(f"stands-{one.standing.kind}", entry=one.standing.owner)
    since = say("stands-since", day=day(one.made.at, like), who=one.made.curator) if one.made else ""
    return f"“{shortened(one.standing.text, _QUOTED)}” — {place}{since}"


def ways_from(say: Say, group: int, place: int) -> ButtonRows:
    """The buttons that lead back to the group, or on to the next."""
    return ((group_button(say, group, place), next_button(say, place + 1)),)


def _reasons(say: Say, fault: Exception) -> Sequence[Block]:
    match fault:
        case Refused() | ContentError():
            return [Paragraph(say("refused", count=len(fault.problems))), *map(problem_block, fault.problems)]
        case EditConflict():
            return [Paragraph(say("conflict", file=fault.file.name)), Paragraph(fault.diff)]
        case UnknownEntry():
            near = [Paragraph(say("entry-near", entry=fault.near))] if fault.near else []
            return [Paragraph(say("entry-gone", entry=fault.entry)), *near]
        case _:
            return [Paragraph(say("bad-id"))]


def problem_block(problem: Problem) -> Paragraph:
    """A problem of the content, with its file's name and line."""
    head = f"{PurePath(problem.file).name}:{problem.line}: {problem.message}"
    return Paragraph(f"{head}\n{problem.mend}" if problem.mend else head)


def is_mine(fault: AlreadyDecided, curator: str, verb: str, entry: str | None) -> bool:
    """Whether this curator already made this very decision: the button came a second time."""
    made = fault.made
    return made is not None and (made.curator, made.decision.verb, made.decision.entry) == (curator, verb, entry)
