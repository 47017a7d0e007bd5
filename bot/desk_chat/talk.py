"""The desk as a conversation: a curator's commands, buttons and texts come in, replies go out."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.content import Language
from bot.conversation import Heading, Message, Paragraph, Turn, Wording
from bot.desk import Audit, Desk, Made
from bot.desk_chat.audit_review import AuditReview
from bot.desk_chat.cards import Curator, EntryDraftsPort, Said, desk_wording, speaks
from bot.desk_chat.desk_press import DeskPress
from bot.desk_chat.draft_list import DraftList
from bot.desk_chat.entry_editing import EntryEditing
from bot.desk_chat.labels import Say
from bot.desk_chat.new_entry import EntryDialogue
from bot.desk_chat.proposal_review import ProposalReview
from bot.desk_chat.review import Review

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
