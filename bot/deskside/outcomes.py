"""What came of a decision, as the message that takes the place of the group: done, too late, or refused and why."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from bot.conversation import Block, Heading, Message, Paragraph, Remark
from bot.conversation.message import Rows
from bot.curation import AlreadyDecided, BadName, Made, Refused
from bot.deskside.cards import group_button, next_button, undo_button
from bot.deskside.speaking import Say, minute, shortened
from bot.knowledge import ContentError, EditConflict, Problem, UnknownEntry

NOT_DONE = (Refused, BadName, UnknownEntry, EditConflict, ContentError)
"""What may be raised instead of a decision being made; nothing has changed then."""

_EXAMPLE = 100  # characters


def done(say: Say, made: Made, place: int) -> Message:
    """What was decided, with the way to take it back."""
    decision = made.decision
    blocks: list[Block] = [Heading(say(f"done-{decision.verb}", entry=decision.entry or ""))]
    texts = [text for _, text in decision.texts]
    if texts:
        blocks.append(Paragraph(f"“{shortened(texts[0], _EXAMPLE)}”"))
    if not made.applied and decision.verb not in ("spam", "postpone"):
        blocks.append(Remark(say("kept-for-pull")))
    return Message(tuple(blocks), ((undo_button(say("button-undo"), made, place), next_button(say, place)),))


def already(say: Say, made: Made | None, place: int, now: datetime) -> Message:
    """Somebody else was quicker: who, when and how."""
    if made is None:
        return Message((Heading(say("nothing-waits-of-it")),), ((next_button(say, place),),))
    verb = say(f"verb-{made.decision.verb}")
    told = say("already", who=made.curator, verb=verb, at=minute(made.at, now))
    blocks: list[Block] = [Heading(say("already-title")), Paragraph(told)]
    if made.decision.entry:
        blocks.append(Paragraph(made.decision.entry))
    return Message(tuple(blocks), ((undo_button(say("button-undo"), made, place), next_button(say, place)),))


def refused(say: Say, fault: Exception, ways: Rows) -> Message:
    """Why nothing was changed, and where to go from here."""
    return Message((Heading(say("not-done-title")), *_reasons(say, fault)), ways)


def ways_from(say: Say, group: int, place: int) -> Rows:
    """Back to the group, or on."""
    return ((group_button(say, group, place), next_button(say, place + 1)),)


def _reasons(say: Say, fault: Exception) -> Sequence[Block]:
    match fault:
        case Refused() | ContentError():
            return [Paragraph(say("refused", count=len(fault.problems))), *map(problem_block, fault.problems)]
        case EditConflict():
            return [Paragraph(say("conflict", file=fault.file.name)), Paragraph(fault.diff)]
        case UnknownEntry():
            return [Paragraph(say("entry-gone", entry=fault.entry))]
        case _:
            return [Paragraph(say("bad-id"))]


def problem_block(problem: Problem) -> Paragraph:
    """A fault of the content, by its file's name and line."""
    head = f"{PurePath(problem.file).name}:{problem.line}: {problem.message}"
    return Paragraph(f"{head}\n{problem.mend}" if problem.mend else head)


def is_mine(fault: AlreadyDecided, curator: str, verb: str, entry: str | None) -> bool:
    """Whether what was decided meanwhile is just this, by the same curator: a button that came a second time."""
    made = fault.made
    return made is not None and (made.curator, made.decision.verb, made.decision.entry) == (curator, verb, entry)
