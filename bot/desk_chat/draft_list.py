"""List the drafts as a message, with buttons to go on with one, to throw it away, and to bring it back."""

from dataclasses import dataclass

from bot.conversation import Block, Button, Heading, Message, Paragraph, Remark, Wording
from bot.conversation.message import ButtonRows
from bot.desk.drafts import KeptDraft
from bot.desk_chat import cards
from bot.desk_chat.cards import Curator, EntryDraftsPort, speaks
from bot.desk_chat.desk_press import DeskPress
from bot.desk_chat.entry_editing import EntryEditing
from bot.desk_chat.labels import lacking_told, shortened
from bot.desk_chat.new_entry import EntryDialogue
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
