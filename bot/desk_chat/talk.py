"""The desk as a conversation: what a curator writes or presses, and the list of drafts that they can go on with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.content import Language
from bot.conversation import Block, Button, Heading, Message, Paragraph, Remark, Turn, Wording
from bot.conversation.message import ButtonRows
from bot.desk import Audit, Desk, Made
from bot.desk.drafts import KeptDraft
from bot.desk_chat import cards
from bot.desk_chat.audit_review import AuditReview
from bot.desk_chat.cards import Curator, EntryDraftsPort, Said, desk_wording, speaks
from bot.desk_chat.desk_press import DeskPress, Say, lacking_told, shortened
from bot.desk_chat.entry_editing import EntryEditing
from bot.desk_chat.new_entry import EntryDialogue
from bot.desk_chat.proposal_review import ProposalReview
from bot.desk_chat.review import Review

_MOST = 10  # drafts in a message; the console lists all
_LONGEST = 120  # characters of a headline


@dataclass(frozen=True, slots=True)
class DraftList:
    """The drafts of all curators, and the dialogue in which one is gone on with."""

    review: Review
    entry_drafts: EntryDraftsPort
    writing: EntryDialogue
    editing: EntryEditing
    wording: Wording

    async def show(self, curator: Curator, remark: str = "") -> Message:
        """All drafts, those written last first, and those that were thrown away within a day."""
        say = speaks(self.wording, curator.language)
        live = list(await self.entry_drafts.live())
        thrown = [one for one in await self.entry_drafts.ended() if one.how == "thrown"]
        blocks: list[Block] = [Remark(remark)] if remark else []
        blocks.append(Heading(say("drafts-title") if live else say("drafts-none")))
        rows: list[tuple[Button, ...]] = []
        for number, draft in enumerate(live[:_MOST], 1):
            blocks.append(Paragraph(self._line(curator, number, draft)))
            label, about = f"{number}. {say('button-resume')}", str(draft.number)
            throw = Button(f"{number}. {say('button-throw')}", str(DeskPress("throw", about=about)))
            resume = (Button(label, str(DeskPress("resume", about=about))),) if draft.subject.is_talked_of else ()
            rows.append((*resume, throw))
        if len(live) > _MOST:
            blocks.append(Remark(say("drafts-more", count=len(live) - _MOST)))
        return Message((*blocks, *self._thrown(curator, thrown)), (*rows, *self._backs(curator, thrown)))

    def _line(self, curator: Curator, number: int, draft: KeptDraft) -> str:
        say = speaks(self.wording, curator.language)
        now, library = self.review.clock(), self.review.desk.library
        subject = draft.subject
        lines = [
            f"{number}. {shortened(draft.headline(library, curator.language), _LONGEST)}",
            say("draft-of-entry") if subject.entry else say(f"draft-of-{subject.kind}"),
            *([] if subject.is_talked_of else [say("draft-in-console")]),
            cards.written_by(say, draft, now),
        ]
        if draft.revision > 1:
            lines.append(say("draft-last", who=draft.changed_by, at=cards.minute(draft.changed, now)))
        if lacking := draft.lacking(library):
            lines.append(say("draft-lacks", fields=lacking_told(say, lacking)))
        if draft.moved(library):
            lines.append(say("draft-base-moved"))
        return "\n".join(lines)

    def _thrown(self, curator: Curator, thrown: list[KeptDraft]) -> list[Block]:
        say, library = speaks(self.wording, curator.language), self.review.desk.library
        lines = (f"↶ {shortened(one.headline(library, curator.language), _LONGEST)}" for one in thrown[:_MOST])
        return [Paragraph("\n".join([say("drafts-thrown"), *lines]))] if thrown else []

    def _backs(self, curator: Curator, thrown: list[KeptDraft]) -> ButtonRows:
        library, language = self.review.desk.library, curator.language
        back = speaks(self.wording, language)("button-bring-back")
        labels = [(f"{back}: {shortened(one.headline(library, language), 30)}", one.number) for one in thrown[:_MOST]]
        return tuple((Button(label, str(DeskPress("back", about=str(number)))),) for label, number in labels)

    async def press(self, press: DeskPress, curator: Curator) -> Message:
        """Do what a button says."""
        say, number = speaks(self.wording, curator.language), press.about
        if press.verb == "drafts" or not number.isdecimal() or len(number) > 9:
            return await self.show(curator)
        if press.verb == "resume":
            return await self.resume(int(number), curator)
        if press.verb == "throw":
            return await self._throw(int(number), curator)
        back = await self.entry_drafts.reopen(int(number), curator.name)
        if back is None:
            return await self.show(curator, say("draft-gone"))
        return await (self._resumed(back, curator) if back.subject.is_talked_of else self.show(curator))

    async def resume(self, number: int, curator: Curator) -> Message:
        """Go on with a draft."""
        draft, say = await self.entry_drafts.find(number), speaks(self.wording, curator.language)
        if draft is None:
            return await self.show(curator, say("draft-gone"))
        if draft.ended:
            return cards.draft_ended(say, draft, self.review.clock())
        if not draft.subject.is_talked_of:
            return await self.show(curator, say("draft-in-console"))
        return await self._resumed(draft, curator)

    async def _resumed(self, draft: KeptDraft, curator: Curator) -> Message:
        return await (self.editing if draft.subject.entry else self.writing).resume(draft, curator)

    async def _throw(self, number: int, curator: Curator) -> Message:
        await self.entry_drafts.close(number, curator.name, "thrown")
        say = speaks(self.wording, curator.language)
        return await self.show(curator, say("draft-thrown"))


COMMANDS = ("review", "drafts", "entry", "audit", "proposals", "stats", "check")
"""The commands that only curators may use, in the order in which Telegram lists them."""


class DeskChat:
    """Talks with curators. `clock` tells the time in their zone. Without `audit` no answers are looked at."""

    def __init__(
        self,
        desk: Desk,
        entry_drafts: EntryDraftsPort,
        public: Wording,
        clock: Callable[[], datetime],
        audit: Audit | None = None,
    ) -> None:
        self.desk = desk
        self.clock = clock
        self._wording = desk_wording()
        self._review = Review(desk, self._wording, clock, entry_drafts)
        self._writing = EntryDialogue(self._review, entry_drafts, self._wording, public)
        self._proposals = ProposalReview(desk, self._wording, clock)
        self._audit = AuditReview(desk, audit, self._wording, public, clock) if audit else None
        self._editing = EntryEditing(self._review, entry_drafts, self._wording, public)
        self._drafts = DraftList(self._review, entry_drafts, self._writing, self._editing, self._wording)

    def says(self, language: Language) -> Say:
        """The desk's sentences in a language."""
        return speaks(self._wording, language)

    def commands(self, language: Language) -> list[tuple[str, str]]:
        """The curators' commands, each with what it does."""
        say = self.says(language)
        there = {"audit": self._audit is not None, "proposals": self.desk.roles is not None}
        return [(name, say(f"command-{name}")) for name in COMMANDS if there.get(name, True)]

    def help(self, commands: Sequence[tuple[str, str]], language: Language) -> Turn:
        """Tell a curator of these commands, each with what it does."""
        say = self.says(language)
        lines = "\n".join(f"/{name} — {told}" for name, told in commands)
        return Turn((Message((Heading(say("help-title")), Paragraph(lines))),))

    async def keys(self, curator: Curator, audit: bool = False) -> str:
        """The sentence that says what can be typed in a terminal."""
        say = self.says(curator.language)
        if await self._awaited(curator):
            return say("terminal-write")
        return say("terminal-audit-keys" if audit else "terminal-keys")

    def working(self, language: Language) -> str:
        """What a terminal shows while something is carried out."""
        say = self.says(language)
        return say("terminal-works")

    async def review(self, curator: Curator) -> Turn:
        """Show the first group that waits."""
        return Turn((await self._review.show(curator),))

    async def proposals(self, curator: Curator) -> Turn:
        """Show what waits for a publisher."""
        return Turn((await self._proposals.list(curator),))

    async def refuse(self, written: str, curator: Curator) -> Turn:
        """Refuse a proposal: its number, and the reason."""
        return Turn((await self._proposals.refuse(written, curator),))

    def proposed(self, made: Made, curator: Curator) -> Message:
        """What a publisher is told when something waits for them."""
        return self._proposals.proposed(made, curator)

    def settled(self, made: Made, curator: Curator) -> Message:
        """What a curator is told of what became of their proposal."""
        return self._proposals.settled(made, curator)

    async def audit(self, curator: Curator) -> Turn | None:
        """Show the first answer to look at; `None` if nobody looks at answers here."""
        return Turn((await self._audit.show(curator),)) if self._audit else None

    async def drafts(self, curator: Curator, resume: int = 0) -> Turn:
        """Show the drafts, or go on with one of them."""
        drafts = self._drafts
        return Turn((await (drafts.resume(resume, curator) if resume else drafts.show(curator)),))

    async def entry(self, words: str, curator: Curator) -> Turn:
        """Open an entry to change it: by its id, or by words that it has."""
        return Turn((await self._editing.find(words.strip(), curator),))

    async def press(self, press: DeskPress, curator: Curator) -> Turn:
        """Reply to a button of the desk, however old, in place of the message that has the button."""
        meant = press.repeated.verb if press.verb in ("take", "yes") else press.verb
        if meant == "proposal":
            return _instead(await self._proposals.press(press, curator))
        if self._audit and meant == "audit":
            return _instead(await self._audit.press(press, curator))
        match press.verb:
            case "draft":
                return _instead(await self._writing.begin(press, curator))
            case "write":
                return _instead(await self._writing.press(press, curator))
            case "edit" | "revise":
                return _instead(await self._editing.press(press, curator))
            case "drafts" | "resume" | "throw" | "back":
                return _instead(await self._drafts.press(press, curator))
            case _:
                return await self._review.press(press, curator)

    async def takes_lines(self, curator: Curator) -> bool:
        """Whether what a curator writes next is several lines: a terminal gathers them until an empty one."""
        return (await self._awaited(curator)).startswith("phrasings")

    async def _awaited(self, curator: Curator) -> str:
        return await self._editing.awaits(curator) or await self._writing.awaits(curator)

    async def hear(self, said: Said, curator: Curator) -> Turn | None:
        """Process a curator's message; `None` if they are not writing an entry, and simply ask a question."""
        message = await self._editing.hear(said, curator) or await self._writing.hear(said, curator)
        return Turn((message,)) if message else None

    async def cancel(self, curator: Curator) -> Turn | None:
        """Leave the entry that a curator is writing; `None` if there is none. What was written stays a draft."""
        message = await self._editing.cancel(curator) or await self._writing.cancel(curator)
        return Turn((message,)) if message else None


def _instead(message: Message) -> Turn:
    return Turn((message,), "instead")
