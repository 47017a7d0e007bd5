"""Show a group of questions as one message with a button for each action."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.content import Entry, Language, Library, Signpost
from bot.conversation import Block, Button, Heading, Label, Message, Paragraph, Quotation, Remark
from bot.conversation.wording import name_of
from bot.desk import Group, Made, Why
from bot.desk.passages import in_own_words
from bot.desk.queue import LIKELY
from bot.desk_chat.cards import ButtonRow, day, next_button, undo_button
from bot.desk_chat.desk_press import DeskPress, DeskVerb, in_36
from bot.desk_chat.labels import Say, shortened
from bot.search import ArticlePassage

_NEAREST = 3
_ON_A_PAGE = 10  # wordings
_PAGE = 2000  # characters of a page of wordings; with what stands around them, a message may have 4096
_BEFORE = 5  # wordings shown by messages from before there were pages
LONGEST = 500  # characters of a wording that are shown; the content takes no longer ones
_SENTENCE = 300  # characters of a sentence of an article; hardly any has more
_QUESTION = 45  # characters of a question on a button; a phone shows no more


def pages_of(texts: Sequence[str]) -> list[list[str]]:
    """A group's wordings page by page, as cards show them."""
    pages: list[list[str]] = [[]]
    for text in texts:
        length = sum(min(len(one), LONGEST) for one in pages[-1])
        if pages[-1] and (len(pages[-1]) == _ON_A_PAGE or length + min(len(text), LONGEST) > _PAGE):
            pages.append([])
        pages[-1].append(text)
    return pages


def seen(group: Group, page: int) -> list[str]:
    """The wordings of a group that were shown to who presses a button under a page of them."""
    texts = list(group.texts)
    return [text for one in pages_of(texts)[:page] for text in one] if page else texts[:_BEFORE]


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group as a message. `place` is its place in the queue, of `total` if that is known.

    `page` is the page of its wordings, from 1. `sorting`: with a button for each wording, to split it off.
    `passages` of the articles may answer it, the likeliest first.
    """

    group: Group
    place: int
    total: int | None
    library: Library
    last: Made | None
    now: datetime
    page: int = 1
    sorting: bool = False
    passages: tuple[ArticlePassage, ...] = ()

    def message(self, say: Say, language: Language, remark: str = "") -> Message:
        """Build the message. `remark` says above the group what has just happened."""
        above: list[Block] = [Remark(remark)] if remark else []
        below: list[Block] = [Paragraph(self._near(say, language))] if self._nearest() else []
        if self.left:
            below.append(Remark(say("group-left", count=self.left)))
        below += self._passages(say, language)  # last, because what is too long for a message is cut from its end
        if self.total:
            below.append(Remark(say("queue-place", place=self.place + 1, total=self.total)))
        head = Heading(say("group-title", people=self.group.askers))
        wordings = Quotation("\n".join(self._wordings()))
        buttons = self._for_sorting(say) if self.sorting else self._buttons(say, language)
        return Message((*above, head, Paragraph(self._about(say)), wordings, *below), buttons)

    @property
    def left(self) -> int:
        """How many wordings are on later pages."""
        return len(self.group.texts) - len(seen(self.group, self.page))

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

    def _shown(self) -> list[tuple[int, str]]:
        """The wordings of this page, with their numbers in the group."""
        before = len(seen(self.group, self.page - 1)) if self.page > 1 else 0
        return list(enumerate(seen(self.group, self.page), 1))[before:]

    def _wordings(self) -> list[str]:
        shown = self._shown()
        if len(self.group.texts) == 1:
            return [f"• {shortened(text, LONGEST)}" for _, text in shown]
        return [f"{number}. {shortened(text, LONGEST)}" for number, text in shown]

    def _nearest(self) -> list[tuple[Entry | Signpost, float]]:
        known = self.library.everything
        return [(known[name], belief) for name, belief in self.group.nearest if name in known][:_NEAREST]

    def _near(self, say: Say, language: Language) -> str:
        lines = (
            f"{number}. {entry.question[language]} — {belief:.0%}"
            for number, (entry, belief) in enumerate(self._nearest(), 1)
        )
        return "\n".join([say("group-nearest"), *lines])

    def _passages(self, say: Say, language: Language) -> Iterator[Block]:
        """The sentences that may answer, as the articles have them: an entry quotes those words."""
        if self.passages:
            yield Label(say("group-passages"))
        for passage in self.passages:
            yield Quotation(shortened(passage.sentence.text, _SENTENCE))
            if own := in_own_words(passage.article, passage.sentence.text, language):
                yield Remark(shortened(own, _SENTENCE))
            yield Label(f"{name_of(passage.article, language)} — {passage.likelihood:.0%}")

    def _buttons(self, say: Say, language: Language) -> tuple[ButtonRow, ...]:
        rows: list[ButtonRow] = [self._paging(say)]
        draft = (self._button(say("button-draft"), "draft"),)
        is_likely = any(belief >= LIKELY for _, belief in self._nearest())
        rows += [] if is_likely else [draft]
        for number, (entry, _) in enumerate(self._nearest(), 1):
            question = shortened(entry.question[language], _QUESTION)
            rows.append((self._button(say("button-add", number=number, question=question), "add", entry.id),))
        unlike = (
            self._button(say("button-unlike", number=number), "unlike", entry.id)
            for number, (entry, _) in enumerate(self._nearest(), 1)
        )
        rows += [
            tuple(unlike),
            draft if is_likely else (),
            (self._button(say("button-outside"), "outside"), self._button(say("button-spam"), "spam")),
            (self._button(say("button-postpone"), "postpone"), next_button(say, self.place + 1)),
        ]
        if self.last:
            verb = say(f"verb-{self.last.decision.verb}")
            rows.append((undo_button(say("button-undo-last", verb=verb), self.last, self.place),))
        return tuple(row for row in rows if row)

    def _paging(self, say: Say) -> ButtonRow:
        """Buttons to the other pages, and to one in which wordings can be split off."""
        row: list[Button] = []
        verb: DeskVerb = "sort" if self.sorting else "group"
        if self.page > 1:
            row.append(self._button(say("button-earlier"), verb, page=self.page - 1))
        if self.left:
            row.append(self._button(say("button-more-wordings", count=self.left), verb, page=self.page + 1))
        if len(self.group.texts) > 1 and not self.sorting:
            row.append(self._button(say("button-sort"), "sort"))
        return tuple(row)

    def _for_sorting(self, say: Say) -> tuple[ButtonRow, ...]:
        marks = [(number, wording_mark(number, text)) for number, text in self._shown()]
        cuts = [Button(f"✂ {number}", self._press("split", mark)) for number, mark in marks]
        rows = (self._paging(say), *(tuple(cuts[at : at + 5]) for at in range(0, len(cuts), 5)))
        return tuple(row for row in (*rows, (self._button(say("button-sorted"), "group"),)) if row)

    def _button(self, label: str, verb: DeskVerb, about: str = "", page: int = 0) -> Button:
        return Button(label, self._press(verb, about, page))

    def _press(self, verb: DeskVerb, about: str = "", page: int = 0) -> str:
        return str(DeskPress(verb, self.group.number, self.group.upto, self.place, about, page or self.page))


def wording_mark(number: int, text: str) -> str:
    """What a button carries that is about one wording of a group: its number, and a sum that tells it from others."""
    return f"{number}.{in_36(zlib.crc32(text.encode()))}"


def wording_of(group: Group, mark: str) -> str | None:
    """The wording that a button is about; `None` if the group does not have it any longer."""
    return next((text for number, text in enumerate(group.texts, 1) if wording_mark(number, text) == mark), None)


def _why(say: Say, why: Why, reason: str | None) -> str:
    said = say(f"why-{why}")
    return f"{said} ({say(f'because-{reason}')})" if reason else said
