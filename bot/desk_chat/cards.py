"""The desk's messages: what was decided, what stands in the way, and what curators and their cards have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any, Protocol

from bot.content import ContentError, EditConflict, Language, Problem, UnknownEntry
from bot.conversation import Block, Button, Heading, Message, Paragraph, Quotation, Remark, Wording
from bot.conversation.message import ButtonRows
from bot.desk import (
    AlreadyDecided,
    Consent,
    Elsewhere,
    Impact,
    Made,
    NeedsYes,
    NotAPublisher,
    Placed,
    Refused,
    StandsElsewhere,
    Unwritable,
)
from bot.desk.drafts import DraftsPort, KeptDraft
from bot.desk_chat.desk_press import DeskPress, DeskVerb, Names, Say, field_label, shortened

FOLDER = Path(__file__).parent / "wording"


@dataclass(frozen=True, slots=True)
class Curator:
    """Who works at the desk: the name for the trail ("telegram:123"), and the language to speak.

    In a terminal nothing that was sent can be edited.
    """

    name: str
    language: Language
    can_edit: bool = True


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


class EntryDraftsPort(DraftsPort, Protocol):
    """Keeps the drafts, and for each curator how far their dialogue about one has come, by the name on the trail."""

    async def of(self, curator: str) -> dict[str, Any] | None:
        """How far the curator's dialogue has come; `None` if there is none."""

    async def keep(self, curator: str, state: Mapping[str, Any]) -> None:
        """Save how far the curator's dialogue has come."""

    async def end(self, curator: str) -> None:
        """End the curator's dialogue. The draft that it is about stays."""


@dataclass(frozen=True, slots=True)
class Said:
    """A curator's message: its text, its number, and the update that brought it. `again`: it was edited."""

    text: str
    message: int
    update: int
    again: bool = False


ButtonRow = tuple[Button, ...]


def next_button(say: Say, place: int) -> Button:
    """A button that leads to the group at a place of the queue."""
    return Button(say("button-next"), str(DeskPress("next", place=place)))


def group_button(say: Say, group: int, place: int) -> Button:
    """A button that leads back to a group."""
    return Button(say("button-group"), str(DeskPress("group", group, place=place)))


def undo_button(label: str, made: Made, place: int) -> Button:
    """A button that undoes this one decision."""
    return Button(label, str(DeskPress("undo", made.decision.group, place=place, about=str(made.number))))


_QUOTED = 100  # characters


def done(say: Say, made: Made, place: int, impact: Impact | None, names: Names) -> Message:
    """What was decided and what that does to people, with a button to undo it."""
    decision = made.decision
    blocks: list[Block] = [Heading(say(f"done-{decision.verb}", entry=names(decision.entry or "")))]
    texts = [text for _, text in decision.texts]
    if texts:
        blocks.append(Paragraph("\n".join(f"“{shortened(text, _QUOTED)}”" for text in dict.fromkeys(texts))))
    if decision.moves:
        blocks.append(Remark(say("done-moved", count=len(decision.moves))))
    if impact:
        blocks += impact_blocks(say, impact, names)
    if decision.left:
        blocks.append(Remark(say("done-left", count=len(decision.left))))
    if made.waits:
        blocks.append(Remark(say("waits-for-publisher")))
    if not made.applied and decision.verb not in ("spam", "postpone"):
        blocks.append(Remark(say("kept-for-pull")))
    back = say("button-withdraw") if made.waits else say("button-undo")
    return Message(tuple(blocks), ((undo_button(back, made, place), next_button(say, place)),))


_SHOWN = 5  # past questions of each kind, and new wordings


def impact_blocks(say: Say, impact: Impact, names: Names) -> list[Block]:
    """Where new wordings have gone so far, and which past questions a publication changes."""
    lines = [say("impact-placed")] if impact.placed else []
    lines += [placed_line(say, one, names) for one in impact.placed[:_SHOWN]]
    blocks: list[Block] = [Paragraph("\n".join(lines))] if lines else []
    lines = [say("impact-asked", count=impact.asked)]
    for kind, name in (
        ("lost", say("impact-lost")),
        ("changed", say("impact-changed")),
        ("new", say("impact-new")),
    ):
        some = [one for one in impact.differences if one.kind == kind]
        if some:
            texts = (f"• {shortened(one.past.text, _QUOTED)} ({one.past.people})" for one in some[:_SHOWN])
            lines += [f"{name}: {len(some)}", *texts]
    if not impact.differences:
        lines.append(say("impact-same"))
    if impact.unasked:
        lines.append(say("impact-unasked", count=impact.unasked))
    return [*blocks, Paragraph("\n".join(lines))] if impact.asked or impact.unasked else blocks


def placed_line(say: Say, one: Placed, names: Names) -> str:
    """What the bot has made of a wording so far."""
    where = names(one.entry) if one.entry else say("impact-no-entry")
    return f"• {shortened(one.text, _QUOTED)} → {where}, {one.belief:.0%}"


def already(say: Say, made: Made | None, place: int, now: datetime, names: Names, can_undo: bool = True) -> Message:
    """Somebody else was quicker: who decided, when and how."""
    if made is None:
        return Message((Heading(say("nothing-waits-of-it")),), ((next_button(say, place),),))
    verb = say(f"verb-{made.decision.verb}")
    told = say("already", who=made.curator, verb=verb, at=minute(made.at, now))
    blocks: list[Block] = [Heading(say("already-title")), Paragraph(told)]
    if made.decision.entry:
        blocks.append(Paragraph(names(made.decision.entry)))
    undo = (undo_button(say("button-undo"), made, place),) if can_undo else ()
    return Message(tuple(blocks), ((*undo, next_button(say, place)),))


def refused(
    say: Say,
    fault: Exception,
    ways: ButtonRows,
    language: Language,
    entry: str = "",
    texts: Mapping[str, str] | None = None,
) -> Message:
    """Why nothing was changed, with the buttons that lead on.

    `entry` is the id of the entry that is being written, `texts` what stands in its fields: it is shown beside what is
    wrong with it.
    """
    return Message((Heading(say("not-done-title")), *reasons(say, fault, language, entry, texts or {})), ways)


def faulty_fields(fault: Exception, entry: str) -> tuple[str, ...]:
    """The fields of an entry that the gate finds something wrong in, each once."""
    problems = fault.problems if isinstance(fault, Refused | ContentError) else ()
    return tuple(dict.fromkeys(one.field for one in problems if one.field and one.entry == entry))


_NO_TEXTS: Mapping[str, str] = {}
_BESIDE = 200  # characters of a field's text, shown beside what is wrong with it


def ways_from(say: Say, group: int, place: int) -> ButtonRows:
    """The buttons that lead back to the group, or on to the next."""
    return ((group_button(say, group, place), next_button(say, place + 1)),)


def reasons(
    say: Say, fault: Exception, language: Language, entry: str = "", texts: Mapping[str, str] = _NO_TEXTS
) -> Sequence[Block]:
    """Why something was not done. `entry` is the id of the entry that is being written, `texts` those of its fields."""
    match fault:
        case NotAPublisher():
            return [Paragraph(say("not-a-publisher"))]
        case Refused() | ContentError():
            told: list[Block] = [Paragraph(say("refused", count=len(fault.problems)))]
            for problem in fault.problems:
                told.append(refusal_block(say, problem, entry, language))
                if problem.entry == entry and (text := texts.get(problem.field)):
                    told.append(Quotation(shortened(text, _BESIDE)))
            return told
        case EditConflict():
            return [Paragraph(say("conflict", file=fault.file.name)), Paragraph(fault.diff)]
        case UnknownEntry():
            near = [Paragraph(say("entry-near", entry=fault.near))] if fault.near else []
            return [Paragraph(say("entry-gone", entry=fault.entry)), *near]
        case Unwritable():
            return [Paragraph(say("unwritable"))]
        case _:
            return [Paragraph(say("bad-id"))]


def problem_block(problem: Problem, language: Language) -> Paragraph:
    """A problem of the content's files, with the file's name and line."""
    problem = problem.in_language(language)
    head = f"{PurePath(problem.file).name}:{problem.line}: {problem.message}"
    return Paragraph(f"{head}\n{problem.mend}" if problem.mend else head)


def refusal_block(say: Say, problem: Problem, entry: str, language: Language) -> Paragraph:
    """Why the gate refuses what a curator wrote: which field, what is wrong, how to mend it; no places in files."""
    if problem.entry and problem.entry == entry:
        problem = problem.in_language(language, "field")
        label = field_label(say, problem.field)
        message = f"{label}: {problem.message}" if label else problem.message
    else:
        problem = problem.in_language(language, "plain")
        message = problem.message
    return Paragraph("\n".join(filter(None, (message, problem.mend))))


def is_mine(fault: AlreadyDecided, curator: str, verb: str, entry: str | None) -> bool:
    """Whether this curator already made this very decision: the button came a second time."""
    made = fault.made
    return made is not None and (made.curator, made.decision.verb, made.decision.entry) == (curator, verb, entry)


def written_by(say: Say, draft: KeptDraft, like: datetime) -> str:
    """Who is writing a draft, and since when."""
    return say("being-written", who=draft.begun_by, at=minute(draft.begun, like))


def moved_on(say: Say, draft: KeptDraft, like: datetime) -> str:
    """Who has changed a draft meanwhile."""
    return say("draft-moved", who=draft.changed_by, at=minute(draft.changed, like))


def draft_buttons(say: Say, number: int) -> ButtonRow:
    """Buttons to go on with a draft, and to throw it away."""
    press = DeskPress("resume", about=str(number))
    return (
        Button(say("button-resume"), str(press)),
        Button(say("button-throw"), str(replace(press, verb="throw"))),
    )


def draft_ended(say: Say, draft: KeptDraft, like: datetime) -> Message:
    """Somebody has published a draft, or thrown it away; then it can be brought back."""
    title = Heading(say("draft-was-published") if draft.how == "published" else say("draft-was-thrown"))
    told = Paragraph(f"{draft.changed_by}, {minute(draft.ended or draft.changed, like)}")
    back = Button(say("button-bring-back"), str(DeskPress("back", about=str(draft.number))))
    return Message((title, told), ((back,),) if draft.how == "thrown" else ())


def consent_of(verb: DeskVerb) -> Consent:
    """What a curator agrees to by a button."""
    match verb:
        case "take":
            return "move"
        case "yes":
            return "publish"
        case _:
            return "none"


@dataclass(frozen=True, slots=True)
class ConsentButtons:
    """What buttons carry that repeat a decision: `take` takes wordings from where they stand, `yes` publishes too."""

    take: str
    yes: str

    def asked(
        self, say: Say, fault: StandsElsewhere | NeedsYes, ways: ButtonRows, like: datetime, names: Names
    ) -> Message:
        """What the curator has to agree to, with the button for that."""
        if isinstance(fault, NeedsYes):
            button = Button(say("button-yes"), self.yes)
            return Message((Heading(say("unsure-title")), *_unsure(say, fault.impact, names)), ((button,), *ways))
        lines = "\n".join(f"• {_stands(say, one, like, names)}" for one in fault.wordings)
        ask = Paragraph(say("elsewhere-ask", count=len(fault.wordings)))
        button = Button(say("button-take"), self.take)
        return Message((Heading(say("elsewhere-title")), Paragraph(lines), ask), ((button,), *ways))


def _unsure(say: Say, impact: Impact, names: Names) -> list[Block]:
    blocks: list[Block] = []
    if impact.strays:
        strays = (placed_line(say, one, names) for one in impact.strays)
        blocks.append(Paragraph("\n".join([say("unsure-strays"), *strays])))
    if impact.lost:
        blocks += [Paragraph(say("unsure-lost")), *impact_blocks(say, impact, names)]
    return [*blocks, Paragraph(say("unsure-ask"))]


def _stands(say: Say, one: Elsewhere, like: datetime, names: Names) -> str:
    place = say(f"stands-{one.standing.kind}", entry=names(one.standing.owner))
    since = say("stands-since", day=day(one.made.at, like), who=one.made.curator) if one.made else ""
    return f"“{shortened(one.standing.text, _QUOTED)}” — {place}{since}"
