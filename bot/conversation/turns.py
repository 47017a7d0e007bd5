"""What passes between the conversation and its adapters: the person, what the bot says, what has to be stored."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.content import LANGUAGES, Entry, Figure, Language, Quote, Signpost
from bot.conversation.buttons import Chose, ChoseForm, Declined, Forgotten, Liked, Shortened, WantedNotice
from bot.conversation.catalogue import MostAsked
from bot.conversation.dialogue_acts import Slot, SpokenCommand
from bot.conversation.message import Message, Reaction
from bot.conversation.typed_input import NamedCommand

LIKELY = 0.5  # the belief from which a lone choice is taken for what somebody means, until they say otherwise

Outcome = Literal["answer", "choices", "gap", "unknown", "chat"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry is clearly meant, or as many as the message asks things. Some of several may be signposts.

    `asked` is the message: of an entry's passages, the one with its own words is shown too. `compared`: it wants the
    two compared, which no article does. `unanswered` are the parts of it that nothing here answers.
    """

    entries: tuple[Entry | Signpost, ...]
    asked: str = ""
    compared: bool = False
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Up to three entries are close, none clearly meant. `is_likely`: the only one is meant more likely than not."""

    entries: tuple[Entry | Signpost, ...]
    is_likely: bool = False


@dataclass(frozen=True, slots=True)
class NotSaid:
    """What is asked is known to be missing from the articles, and where to ask instead is known too.

    `also` are entries that may be meant after all. `briefly`: it was said already, and is wished shorter. `asked` is
    the message, and `near` are the entries of the signpost that it sounds like, the nearest first.
    """

    signpost: Signpost
    also: tuple[Entry, ...] = ()
    briefly: bool = False
    asked: str = ""
    near: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """No entry is near the question. Said plainly, never guessed."""


@dataclass(frozen=True, slots=True)
class WhoIs:
    """The message is the name of somebody whom the articles name. `entries` tell of them, the likeliest first.

    `slot`: what it asks of their card, which is on the screen.
    """

    figure: Figure
    entries: tuple[Entry, ...]
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class SaidWords:
    """Somebody's words on what was asked, and the `entries` that quote them. `speaks`: they say something at all."""

    figure: Figure
    quotes: tuple[Quote, ...]
    entries: tuple[str, ...]
    speaks: bool


@dataclass(frozen=True, slots=True)
class WordsOf:
    """The message asks what some people said of something, or for a `slot` of those words, which are on the screen."""

    words: tuple[SaidWords, ...]
    entries: tuple[Entry, ...]
    slot: Slot | None = None

    @property
    def is_found(self) -> bool:
        """Whether words of any of them are about it."""
        return any(one.quotes for one in self.words)


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """The message is small talk: not a question, and so no gap in the content."""

    kind: str


@dataclass(frozen=True, slots=True)
class AboutAnswer:
    """Something about the answer on the screen: who said it, when, the exact words; of `others`, who else.

    `of_words`: about what was said, not the matter: where somebody spoke is not where a council meets.
    """

    entry: Entry
    slot: Slot
    of_words: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class AboutGap:
    """The same of what a signpost tells in place of an answer, from the entries that come nearest.

    `of_nearest`: it names what these say, so that it is not about what is missing.
    """

    signpost: Signpost
    slot: Slot
    of_nearest: bool = False


@dataclass(frozen=True, slots=True)
class NotGiven:
    """The message asks more of something than was found: of an answer, of what a signpost says, or of a figure.

    `also` are entries that it may mean, and of a figure those about them. `text` is the message. `again`: what was
    asked just before it was not found either, and what there is stands above.
    """

    asked: Entry | Signpost | Figure
    also: tuple[Entry, ...] = ()
    text: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class AskBack:
    """The message follows on from something, and nothing was said before it."""


@dataclass(frozen=True, slots=True)
class AboutBot:
    """The message asks about the bot itself."""

    kind: str


@dataclass(frozen=True, slots=True)
class Reported:
    """The message says what is wrong in an answer. It waits for the curators like a question without an answer."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command in words, or one whose name Telegram does not know as one."""

    command: SpokenCommand | NamedCommand
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """Some of the choices on the screen, typed instead of pressed; none of them if there are no entries."""

    entries: tuple[Entry | Signpost, ...]
    turn: str


Reply = (
    Picked
    | Answer
    | Choices
    | NotSaid
    | Unknown
    | WhoIs
    | WordsOf
    | SmallTalk
    | AboutAnswer
    | AboutGap
    | NotGiven
    | AskBack
    | AboutBot
    | Reported
    | Spoken
)


@dataclass(frozen=True, slots=True)
class Detail:
    """What a reply is beyond its outcome in the log: its name, the entry it is about, and which slot or command."""

    name: Literal["slot", "not-given", "ask-back", "about-bot", "command", "answer", "gap"]
    about: str | None = None
    which: str | None = None


def detail_of(reply: Reply) -> Detail | None:
    """The details of a reply that is neither an answer nor the lack of one."""
    match reply:
        case AboutGap(signpost, slot):
            return Detail("slot", signpost.id, slot)
        case NotGiven(Entry(id=name)) | NotGiven(Figure(), (Entry(id=name), *_)):
            return Detail("not-given", name)
        case (
            AboutAnswer(Entry(id=name), slot)
            | WordsOf(entries=(Entry(id=name), *_), slot=slot)
            | WhoIs(entries=(Entry(id=name), *_), slot=slot)
        ) if slot:
            return Detail("slot", name, f"language:{slot}" if slot in LANGUAGES else slot)
        case WordsOf(entries=(Entry(id=name), *_), is_found=False):
            return Detail("not-given", name)
        case AskBack():
            return Detail("ask-back")
        case AboutBot() | Reported():
            return Detail("about-bot")
        case Spoken(command):
            return Detail("command", which=command)
        case Picked(entries) if entries:  # as with a press, no question was asked; so much was decided by the person
            return Detail("answer" if any(isinstance(entry, Entry) for entry in entries) else "gap")
        case _:
            return None


def outcome_of(reply: Reply) -> Outcome:
    """The reply's name in the log and in `ask --json`."""
    match reply:
        case Answer():
            return "answer"
        case WhoIs(slot=slot) if slot:
            return "chat"
        case WhoIs(entries=entries) if entries:
            return "answer"
        case WordsOf(slot=slot) if slot:
            return "chat"
        case WordsOf(entries=entries, is_found=True) if entries:
            return "answer"
        case Choices() | WhoIs():
            return "choices"
        case NotSaid() | NotGiven(Signpost()):
            return "gap"
        case Unknown() | NotGiven() | Reported() | WordsOf():
            return "unknown"
        case Picked() | SmallTalk() | AboutAnswer() | AboutGap() | AskBack() | AboutBot() | Spoken():
            return "chat"


def answered_by(reply: Reply) -> tuple[str, ...]:
    """The ids of the entries that a reply answers with, or of the signpost that it tells; empty if there are none."""
    match reply:
        case NotSaid(signpost) | NotGiven(Signpost() as signpost):
            return (signpost.id,)
        case WhoIs(entries=(first, *_), slot=None):  # the others are on its buttons
            return (first.id,)
        case Answer(entries) | Picked(entries) | WordsOf(entries=entries, slot=None, is_found=True):
            return tuple(entry.id for entry in entries)
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class Person:
    """The person the bot talks to: the language they chose, if any, the language of their Telegram, and today's date.

    `private`: nobody reads along. `reachable`: the bot can write to them later. `most_asked`: by all people lately.
    `simple`: they want short and simple answers; `shortened`: how often they asked for a shorter one since they last
    decided on that.
    `tries`: they try the bot in the console or a terminal, where nothing is kept or passed on, and are told so.
    """

    today: date
    chosen: Language | None = None
    telegram_language: str | None = None
    private: bool = True
    reachable: bool = True
    tries: bool = False
    most_asked: tuple[MostAsked, ...] = ()
    simple: bool = False
    shortened: int = 0

    @property
    def reads_simply(self) -> bool:
        """Whether answers to them are short and simple. In a group, other people read them too."""
        return self.simple and self.private

    @property
    def can_be_told(self) -> bool:
        """Whether to offer to tell them of an answer later."""
        return self.private and self.reachable

    def language(self, heard: Language | None = None) -> Language:
        """The language to answer in: the one chosen, else the message's own, else Telegram's, else Kazakh."""
        code = (self.telegram_language or "").split("-")[0].lower()
        offered = next((language for language in LANGUAGES if language == code), None)
        return self.chosen or heard or offered or "kk"


SAID = 4  # messages


@dataclass(frozen=True, slots=True)
class Before:
    """What a message continues: an answer that it replies to, or what the same person wrote a moment ago.

    `text` is empty if it replies to an answer. `entries` are the ids of the entries that were the answer. `offered` are
    those of the choices on the screen, which `turn` offered. `language` is that of the bot's last reply. `said` is what
    the person has said up to what is on the screen, newest first, and `earlier` what they said before that. `is_all`:
    the whole of the answer is on the screen, because nothing more exact was found.
    """

    entries: tuple[str, ...]
    text: str = ""
    offered: tuple[str, ...] = ()
    turn: str = ""
    language: Language | None = None
    said: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    is_all: bool = False

    @property
    def shown(self) -> tuple[str, ...]:
        """What "who said that?" is about: the answer, also where something unlikely was offered since and not taken.

        Where nothing was answered since, a lone choice ("did you mean this?") has been named at least.
        """
        return self.entries or (self.offered if len(self.offered) == 1 else ())

    @property
    def about(self) -> tuple[str, ...]:
        """What a message may go on about: the answer, and whatever was offered since."""
        return (*self.entries, *(name for name in self.offered if name not in self.entries))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the log stores of a question: the entries answered or offered, and the nearest ones with the belief in each.

    Signposts count as entries here: `answered` has the id of one if the outcome is *gap*.
    `entries` has (entry id, belief) pairs, best first.
    """

    text: str
    outcome: Outcome
    answered: tuple[str, ...]
    offered: tuple[str, ...]
    entries: tuple[tuple[str, float], ...]
    confidence: float
    language: Language
    version: str
    detail: Detail | None = None

    def on_screen(self, before: Before | None, turn: str = "") -> Before:
        """What the person has before them from now on, who had `before` before them."""
        before = before or Before(())
        earlier = (*before.said, *before.earlier)[:SAID]
        if self.answered and self.outcome in ("answer", "gap", "chat"):
            return Before(self.answered, language=self.language, said=(self.text,), earlier=earlier)
        if self.outcome == "choices":
            is_likely = len(self.offered) == 1 and self.confidence >= LIKELY
            shown = () if is_likely else before.shown
            offered = Before(shown, offered=self.offered, turn=turn, language=self.language, said=(self.text,))
            return replace(offered, earlier=earlier)
        if self.outcome == "chat":
            return replace(before, language=self.language)
        if self.offered:
            return Before(self.offered, language=self.language, said=(self.text,), earlier=earlier, is_all=True)
        said = (self.text, *before.said)[:SAID]
        return replace(before, entries=before.shown, offered=(), turn="", text="", language=self.language, said=said)


Effect = Asked | Declined | Chose | ChoseForm | Shortened | Liked | WantedNotice | Forgotten

# Where a reply goes: below the last message, in place of the message whose button was pressed, or only into the buttons
# of that message.
ReplyPlace = Literal["below", "instead", "buttons"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What the bot says in reply to one thing that a person did, and what has to be stored.

    `toast` is a short line that shows for a moment where a button was pressed (at most 200 characters). A `reaction` to
    the person's message takes the place of the messages where the chat allows it.
    """

    messages: tuple[Message, ...]
    place: ReplyPlace = "below"
    effects: tuple[Effect, ...] = ()
    toast: str = ""
    reaction: Reaction | None = None

    @property
    def asked(self) -> Asked | None:
        """What was asked, if this replies to a question."""
        return next((effect for effect in self.effects if isinstance(effect, Asked)), None)
