"""Put a reply into words: which blocks a message has, in which language, with which buttons."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.content import Entry, Figure, Language, Library, Quote, Signpost, Trilingual
from bot.content.claims import has_day, has_number
from bot.content.quotes import one_of_each_article, one_of_each_speaker
from bot.conversation.about_bot import NOBODY, Operator, PublicFigures, SelfPortrait, no_figures
from bot.conversation.buttons import Keyboards, Press, Rated
from bot.conversation.catalogue import around
from bot.conversation.message import (
    Block,
    Button,
    ButtonRows,
    Card,
    Copy,
    Fact,
    Heading,
    Label,
    Message,
    Open,
    Paragraph,
    Quotation,
    Remark,
    Shows,
)
from bot.conversation.not_said import Gaps
from bot.conversation.quoted_passages import OwnWords, QuotedPassages, copied
from bot.conversation.second_reading import asks_how_many, attributes_asked
from bot.conversation.simple_form import SimpleForm
from bot.conversation.turns import (
    AboutAnswer,
    AboutBot,
    AboutGap,
    Answer,
    AskBack,
    Choices,
    NotGiven,
    NotSaid,
    Person,
    Picked,
    Reply,
    Reported,
    SmallTalk,
    Spoken,
    Unknown,
    WhoIs,
    WordsOf,
)
from bot.conversation.who_is import WhosWho
from bot.conversation.wording import Wording, brief_citation, citation

_WAYS_ON = 2  # related entries offered where nothing more exact was found
_ARTICLE = re.compile(r"\barticle \d", re.IGNORECASE)  # of the draft
_CARD = 480  # characters of a card, without what parts its blocks; Telegram's users skip what is longer


def _fact(entry: Entry, language: Language) -> Block:
    return Fact(entry.lead[language]) if entry.lead else Paragraph(entry.answer[language])


class Speaker:
    """Says things in three languages. Knows the content and the wording, and about the person only what it is told."""

    def __init__(
        self,
        library: Library,
        wording: Wording,
        operator: Operator = NOBODY,
        figures: Callable[[], PublicFigures] = no_figures,
    ) -> None:
        """`figures` gives what everybody may know of how well the bot does, as it is at the moment."""
        self._wording = wording
        self._entries = library.entries
        self._passages = QuotedPassages(library.figures, wording)
        self._own_words = OwnWords(library)
        self._examples = library.examples
        self._last_day = library.last_day
        events = (one for one in library.figures.values() if one.kind == "event")
        self._of_events = frozenset(name for one in events for name in one.entries[:1])
        self.about_bot = SelfPortrait(library, wording, operator, figures)
        self.keyboards = Keyboards(library, wording)
        self._whos_who = WhosWho(library.articles, wording, self.keyboards)
        self._simple = SimpleForm(library.figures, wording, self.keyboards)
        self.gaps = Gaps(library.official, wording, self.keyboards, self._simple)
        self._era = library.era

    def reply(self, reply: Reply, language: Language, person: Person, turn: str) -> tuple[Message, ...]:
        """The messages of a reply. Their buttons carry `turn`, so that a press says which reply it is about."""
        match reply:
            case Answer():
                return self._answered(reply, language, person, turn)
            case Picked(entries):
                return tuple(self.shown(entry, language, person, turn) for entry in entries)
            case Choices():
                return (self._choices(reply, language, turn),)
            case NotSaid(signpost, briefly=True):
                return (self.gaps.briefly(signpost, language),)
            case NotSaid():
                return (self.gaps.reply(reply, language, person, turn if person.private else ""),)
            case Unknown():
                buttons = self.below_unanswered(language, person, turn)
                return (self.unanswered(language, buttons, is_kept=not person.tries),)
            case WhoIs(figure, entries, slot):
                return (self._whos_who.message(figure, entries, language, person.reads_simply, slot),)
            case WordsOf():
                return (self._whos_who.words_of(reply, language, person.reads_simply),)
            case AboutAnswer():
                return self.about_answer(reply, language, person, turn)
            case AboutGap():
                return (self._about_gap(reply, language),)
            case NotGiven(Signpost() as asked, text=text):
                return (self.gaps.neither(asked, text, language, person, turn),)
            case NotGiven():
                return (self._not_given(reply, language, person, turn),)
            case AskBack():
                return (self.plain("ask-back", language),)
            case AboutBot(kind):
                return (self.about_bot.part(kind, language),)
            case Reported():
                return (self.plain("report-noted", language),)
            case SmallTalk(kind):
                name = f"chat-{kind}" if self._wording.has(language, f"chat-{kind}") else "chat-other"
                return (replace(self.plain(name, language), buttons=self._ways_on_from(kind, language)),)
            case Spoken():
                raise ValueError("a command in words is for the conversation to obey")

    def _answered(self, reply: Answer, language: Language, person: Person, turn: str) -> tuple[Message, ...]:
        shown = [self.shown(entry, language, person, turn, asked=reply.asked) for entry in reply.entries]
        left = [Paragraph(self._wording(language, "not-answered-here", question=part)) for part in reply.unanswered]
        shown[-1] = replace(shown[-1], blocks=(*shown[-1].blocks, *left))
        return (*shown, *([self.plain("not-compared", language)] if reply.compared else []))

    def _ways_on_from(self, kind: str, language: Language) -> ButtonRows:
        """The buttons under a word of small talk: for who is angry, and for who was misunderstood."""
        ways = {"insult": self.about_bot.to_sources, "not-that": self.keyboards.to_topics}
        return ways[kind](language) if kind in ways else ()

    def answer(
        self, entry: Entry, language: Language, person: Person, turn: str, page: int | None = None, asked: str = ""
    ) -> Message:
        """An entry's fact with the passages that carry it, as it fits on a phone's screen.

        `page`: the page of the list whose place it takes. `asked`: the message, for the passage that has its own words.
        """
        if person.reads_simply:
            remark = self._as_of(entry, language, person)
            return self._simple.answer(entry, language, Rated(turn, entry.id, page), remark.text if remark else None)
        blocks: list[Block] = [Heading(entry.question[language]), _fact(entry, language)]
        for quote in (*entry.carrying, *self._own_words.passage(entry, language, asked)):
            blocks += self._carried(quote, language)
        if remark := self._as_of(entry, language, person):
            blocks.append(remark)
        buttons = self.keyboards.answer(Rated(turn, entry.id, page), language, private=person.private)
        return Message(tuple(blocks), buttons, Shows(entry.id, language))

    def _carried(self, quote: Quote, language: Language) -> Iterator[Block]:
        """A passage that folds, in the reader's language first, and where it is from."""
        if language == quote.article.language:
            yield Quotation(quote.shown(language), folds=True)
        else:
            mark = self._wording(language, "translation")
            label = self._wording(language, f"quoted-in-{quote.article.language}")
            yield Quotation(quote.shown(language), True, mark, label, quote.shown(quote.article.language))
        yield brief_citation(self._wording, quote.article, language, quote.text)

    def more(self, entry: Entry, language: Language, person: Person) -> Message:
        """All that an entry says, with every passage, and the way to its place in the article."""
        if person.reads_simply:
            past = self._note(entry, person)
            return self._simple.more(entry, language, past[language] if past else None)
        blocks: list[Block] = [Heading(entry.question[language]), Paragraph(entry.answer[language])]
        if note := self._note(entry, person):
            blocks.append(Remark(note[language]))
        for quote in entry.quotes:
            blocks += self._passages.quoted(quote, language, folds=True)
        context = Button(self._wording(language, "in-context"), str(Press("context", entry.id, language)))
        return Message(tuple(blocks), ((context, *self._copies(entry, language)),), Shows(entry.id, language))

    def _copies(self, entry: Entry, language: Language) -> Iterator[Copy]:
        """A button for each passage that carries the answer: where two disagree, neither goes without the other."""
        label = self._wording(language, "copy")
        for number, quote in enumerate(entry.carrying, 1):
            numbered = f"{label} {number}" if len(entry.carrying) > 1 else label
            yield Copy(numbered, copied(self._wording, quote, language))

    def about_answer(self, about: AboutAnswer, language: Language, person: Person, turn: str) -> tuple[Message, ...]:
        """What somebody wants to know of an answer that they have before them."""
        entry, slot = about.entry, about.slot
        carried = replace(entry, quotes=entry.carrying)
        match slot:
            case "kk" | "ru" | "en":
                return (self.answer(entry, slot, person, turn),)
            case "more":
                return (self.more(entry, language, person),)
            case "short":
                offered = self.keyboards.to_form(True, language) if person.private and person.shortened else ()
                return (Message((Heading(entry.question[language]), _fact(entry, language)), offered),)
            case "where":
                blocks = [_fact(entry, language), *self._passages.places(carried, language, about.of_words)]
            case "who" | "when":
                told = entry if about.others else carried
                blocks = [_fact(entry, language), *self._passages.asked_of(told, slot, language)]
                if about.others and len(one_of_each_speaker(entry.quotes)) == 1:
                    blocks.append(Paragraph(self._wording(language, "nobody-else")))
            case _:
                blocks = self._passages.asked_of(entry, slot, language)
        return (Message((Heading(entry.question[language]), *blocks)),)

    def _about_gap(self, about: AboutGap, language: Language) -> Message:
        """Where what a signpost tells is from, of each entry that it tells it from.

        Nobody said what is missing, and so not at any time or place: of that there is nothing to quote.
        """
        signpost, slot = about.signpost, about.slot
        if slot in ("who", "when", "where") and not about.of_nearest:
            nobody = Paragraph(self._wording(language, "nobody-says"))
            return Message((Heading(signpost.question[language]), nobody), self.keyboards.signpost(signpost, language))
        blocks: list[Block] = [Heading(signpost.question[language]), Label(self._wording(language, "nearest-said"))]
        for entry in (found for name in signpost.nearest if (found := self._entries.get(name))):
            carried = self._passages.asked_of(replace(entry, quotes=entry.carrying), slot, language)
            blocks += [_fact(entry, language), *carried]
        return Message(tuple(blocks))

    def _not_given(self, lacking: NotGiven, language: Language, person: Person, turn: str) -> Message:
        """That nothing more exact was found than all that an entry says, or than is known of a figure.

        If that stands above, this leads back to it.
        """
        asked, ways_on = lacking.asked, lacking.also
        blocks: list[Block]
        if isinstance(asked, Figure):
            blocks = [*self._whos_who.message(asked, (), language, person.reads_simply).blocks]
        else:
            blocks = [Heading(asked.question[language]), Paragraph(asked.answer[language])]
        blocks.insert(1, self._nearest(asked, lacking.text, language))
        if isinstance(asked, Entry):
            related = [self._entries[name] for name in asked.related[:_WAYS_ON] if name in self._entries]
            ways_on = ways_on or tuple(related)
        if lacking.again:
            is_event = asked.id in self._of_events
            again = self._wording(language, "all-above") if is_event else self._wording(language, "not-given-again")
            blocks[1:] = [Paragraph(again)]
            ways_on = (*([asked] if isinstance(asked, Entry) else []), *ways_on)[:_WAYS_ON]
        buttons = self.below_unanswered(language, person, turn)
        return Message(tuple(blocks), (*self.keyboards.entries(ways_on, language), *buttons))

    def _nearest(self, asked: Entry | Signpost | Figure, text: str, language: Language) -> Paragraph:
        """What stands before all that there is on an entry or a figure: what it lacks, if that is known."""
        name, wanted = "not-given", attributes_asked(text)
        told = " ".join(quote["en"] for quote in asked.quotes) if isinstance(asked, Entry) else ""
        if not told:
            name = "no-more-of-them"
        elif asked.id in self._of_events:
            name = "all-there-is"  # who came to an event and where it was is in that
        elif asks_how_many(text) and not has_number(told):
            name = "no-number"
        elif "article" in wanted and not _ARTICLE.search(told):
            name = "no-article-number"
        elif "when" in wanted and not has_day(told):
            name = "no-date"
        return Paragraph(self.line(name, language))

    def _as_of(self, entry: Entry, language: Language, person: Person) -> Remark | None:
        """What an answer on a phone's screen adds because time has passed: the entry's own note, or a line for all."""
        note = self._note(entry, person)
        if note is None:
            return None
        if self._last_day is None or note is entry.note:
            return Remark(note[language])
        month = replace(self._last_day, day=None)
        return Remark(self._wording(language, "as-of", date=self._wording.date(language, month)))

    def _note(self, entry: Entry, person: Person) -> Trilingual | None:
        """What the answer adds because time has passed: the entry's own note, or the one for all of them."""
        if entry.note and entry.valid_until:
            return entry.note if person.today > entry.valid_until else None
        return self._era.note if self._era and person.today > self._era.valid_until else None

    def form_set(self, simple: bool, language: Language) -> Message:
        """Confirm the form of all answers that follow; a short and simple one can be taken back with a button."""
        said = self.plain("simple-on" if simple else "simple-off", language)
        return replace(said, buttons=self.keyboards.to_form(False, language)) if simple else said

    def shown(
        self,
        found: Entry | Signpost,
        language: Language,
        person: Person,
        turn: str,
        page: int | None = None,
        asked: str = "",
    ) -> Message:
        """An entry's answer, or what a signpost says."""
        if isinstance(found, Signpost):
            return self.gaps.told(found, language, person)
        return self.answer(found, language, person, turn, page, asked)

    def told(self, entry: Entry, language: Language, person: Person, turn: str) -> Message:
        """The answer that a person asked to be told of."""
        answer = self.answer(entry, language, person, turn)
        return replace(answer, blocks=(Remark(self._wording(language, "now-answered")), *answer.blocks))

    def corrected(self, entry: Entry, language: Language, person: Person, turn: str) -> Message:
        """All of the answer as it is now, for a person who got an earlier one, with what was wrong with that."""
        whole, buttons = self.more(entry, language, person), self.answer(entry, language, person, turn).buttons
        wrong = [Paragraph(entry.correction[language])] if entry.correction else []
        blocks = (Heading(self._wording(language, "corrected")), *wrong, *whole.blocks)
        return replace(whole, blocks=blocks, buttons=buttons)

    def context(self, entry: Entry, language: Language) -> Message:
        """The entry's quotes in their articles: the paragraph around each quote, with the quote marked in it."""
        blocks: list[Block] = [Heading(entry.question[language])]
        if any(quote.article.language != language for quote in entry.quotes):
            blocks.append(Remark(self._wording(language, "context-in-original")))
        for quote in entry.quotes:
            source = citation(self._wording, quote.article, language, quote.text)
            blocks += [around(quote.article.text, quote.text), source]
        sources = Button(self._wording(language, "see-sources"), str(Press("sources", under=language)))
        return Message(tuple(blocks), ((sources,),))

    def card(self, entry: Entry | Signpost, language: Language) -> Card:
        """An answer that a person can send into any chat, with the title and the text by which they choose it.

        It is short, since others did not ask for it: one passage, in the language of the chat, and the way to the rest.
        """
        opening = ((Open(self._wording(language, "open-bot"), entry.id),),)
        if isinstance(entry, Signpost):
            lacking = self._wording(language, "not-in-articles")
            said = Message((Label(lacking), Paragraph(entry.answer[language])), opening, Shows(entry.id, language))
            return Card(entry.question[language], lacking, said)
        quote = entry.quotes[0]
        mark = "" if language == quote.article.language else self._wording(language, "translation")
        source = brief_citation(self._wording, quote.article, language, quote.text)
        blocks: tuple[Block, ...] = (_fact(entry, language), Quotation(quote.shown(language), mark=mark), source)
        length = len(entry.fact(language) + mark + quote[language] + source.linked + source.after)
        if length + len(entry.question[language]) < _CARD:
            blocks = (Heading(entry.question[language]), *blocks)
        said = Message(blocks, opening, Shows(entry.id, language))
        return Card(entry.question[language], entry.fact(language), said)

    def picture(self, entry: Entry, language: Language) -> Card:
        """The picture of an answer, to send in place of its card, with what stands below it.

        That is the answer again, but for the passage, for those who cannot see pictures and to be found by its words.
        """
        quotes = one_of_each_article(entry.carrying)
        sources = (brief_citation(self._wording, quote.article, language, quote.text) for quote in quotes)
        blocks = (Heading(entry.question[language]), _fact(entry, language), *sources)
        opening = ((Open(self._wording(language, "open-bot"), entry.id),),)
        said = Message(blocks, opening, Shows(entry.id, language))
        return Card(self._wording(language, "as-picture"), self._wording(language, "as-picture-about"), said)

    def _choices(self, choices: Choices, language: Language, turn: str) -> Message:
        """What may be meant, to choose from; of one that likely is, its fact too: who means it need not ask on."""
        entries, is_one = choices.entries, len(choices.entries) == 1
        other = self._wording(language, "none-of-this") if is_one else self._wording(language, "none-of-these")
        none = Button(other, str(Press("none", turn, language)))
        buttons = (*self.keyboards.choices(entries, language), (none,))
        if not is_one:
            lines = "\n".join(f"{number}. {entry.question[language]}" for number, entry in enumerate(entries, 1))
            return Message((Paragraph(self._wording(language, "choices")), Paragraph(lines)), buttons)
        asking, entry = Paragraph(self._wording(language, "choice")), entries[0]
        if isinstance(entry, Signpost) or not choices.is_likely:
            return Message((asking, Paragraph(entry.question[language])), buttons)
        quote = entry.carrying[0]
        source = brief_citation(self._wording, quote.article, language, quote.text)
        return Message((asking, Heading(entry.question[language]), _fact(entry, language), source), buttons)

    def above(self, entry: str, language: Language) -> Message:
        """That the answer stands above, and a button that shows it again."""
        again = Button(self._wording(language, "show-again"), str(Press("answer", entry, language)))
        return Message((Paragraph(self._wording(language, "answered-above")),), ((again,),))

    def notice(self, name: str, language: Language, buttons: ButtonRows = ()) -> Message:
        """A title and a text of the wording: for "unknown", `unknown-title` and `unknown`."""
        return Message(
            (Heading(self._wording(language, f"{name}-title")), Paragraph(self._wording(language, name))),
            buttons,
        )

    def below_unanswered(self, language: Language, person: Person, turn: str) -> ButtonRows:
        return self.keyboards.unanswered(turn, language, offered=person.can_be_told, private=person.private)

    def unanswered(self, language: Language, buttons: ButtonRows, is_kept: bool) -> Message:
        """That there is no answer, and whether the question is passed on."""
        said = self._wording(language, "unknown") if is_kept else self._wording(language, "unknown-tried")
        return Message((Heading(self._wording(language, "unknown-title")), Paragraph(said)), buttons)

    def plain(self, name: str, language: Language, **values: int) -> Message:
        """One text of the wording, as a message."""
        return Message((Paragraph(self._wording(language, name, **values)),))

    def line(self, name: str, language: Language, **values: int) -> str:
        """One text of the wording, for places where only a line fits."""
        return self._wording(language, name, **values)

    def gone(self, language: Language) -> Message:
        """What the bot says if a button leads to an entry that no longer exists."""
        return self.notice("entry-gone", language, self.keyboards.to_topics(language))

    def welcome(self, language: Language) -> Message:
        """The first thing a person reads, with questions to begin with."""
        examples = "\n".join(f"• {entry.question[language]}" for entry in self._examples)
        buttons = (*self.keyboards.entries(self._examples, language), *self.keyboards.to_topics(language))
        message = self.notice("welcome", language, buttons)
        return replace(message, blocks=(*message.blocks, Paragraph(examples)))

    def help(self, language: Language) -> Message:
        """How to ask, and the commands."""
        message = self.notice("help", language, self.keyboards.to_topics(language))
        return replace(message, blocks=(*message.blocks, Paragraph(self._wording(language, "help-commands"))))
