"""What a button carries, in at most 64 bytes, which buttons belong under which message, and what pressing one stores.

Buttons work after any restart. Those that earlier versions wrote are still read: a button under an old message works
for as long as its entry exists.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from bot.content import LANGUAGES, Entry, Language, Library, Signpost
from bot.conversation.message import Button, ButtonRows, Share
from bot.conversation.wording import Wording
from bot.matching.thresholds import MOST_CHOICES

ButtonVerb = Literal[
    "answer",  # entry: show it below
    "choose",  # entry: show it in place of the choices
    "more",  # entry: show all that it says below
    "open",  # entry.page: show it in place of the page of its section's list
    "none",  # turn: the person meant none of the choices offered in it
    "tell",  # turn: tell me when there is an answer
    "look",  # turn: what do the articles say on the question of that turn?
    "untell",  # turn: do not tell me after all
    "up",  # turn.entry[.page]: the answer was good
    "down",  # turn.entry[.page]: the answer was not good
    "why",  # reason.turn.entry[.page]: this is why the answer was not good
    "rate",  # turn.entry[.page]: take the rating back
    "context",  # entry: show its quotes in their articles
    "topics",
    "section",  # section[.page]
    "sources",
    "article",  # article.page
    "language",  # code
    "form",  # "simple" or "full": the form of all answers from now on
    "forget",  # "yes" or "no"
]
_VERBS: tuple[ButtonVerb, ...] = get_args(ButtonVerb)

Reason = Literal["topic", "unclear", "outdated", "source"]
REASONS: tuple[Reason, ...] = get_args(Reason)

_TURN = re.compile(r"[0-9a-f]{1,16}")


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button. `about` is the verb's subject: parts joined by dots, as listed beside each verb above.

    `under` is the language of the message above the button. People who have chosen no language get the reply in it.
    """

    verb: ButtonVerb
    about: str = ""
    under: Language | None = None

    def __str__(self) -> str:
        return ":".join([self.verb, self.about, *([self.under] if self.under else [])])


@dataclass(frozen=True, slots=True)
class Rated:
    """The answer that a rating is about: its turn, its entry, and the page of the list whose place it took, if any."""

    turn: str
    entry: str
    page: int | None = None

    def __str__(self) -> str:
        return ".".join([self.turn, self.entry, *([str(self.page)] if self.page is not None else [])])


def press_from(written: str) -> Press | None:
    """Read what a button carried. Returns `None` if no button of the bot carries that."""
    verb, colon, rest = written.partition(":")
    about, _, under = rest.partition(":")
    for known in _VERBS:
        if colon and verb == known:
            return Press(known, about, next((language for language in LANGUAGES if language == under), None))
    return None


def rated_from(about: str) -> Rated | None:
    """Read which answer a rating is about. Returns `None` if the text is forged."""
    turn, _, rest = about.partition(".")
    entry, page = paged_from(rest)
    if not _TURN.fullmatch(turn) or not entry:
        return None
    return Rated(turn, entry, page)


def reasoned_from(about: str) -> tuple[Reason, Rated] | None:
    """Read a reason and the answer it is about. Returns `None` if the text is forged."""
    letter, _, rest = about.partition(".")
    reason = next((reason for reason in REASONS if letter and letter == reason[0]), None)
    rated = rated_from(rest)
    return (reason, rated) if reason and rated else None


def paged_from(about: str) -> tuple[str, int | None]:
    """Read a name and the page after it, which is `None` if there is no page. Pages count from 0."""
    name, _, page = about.partition(".")
    return name, int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else None


def is_turn(written: str) -> bool:
    """Whether the text has the form of a turn's name: 1 to 16 hex digits."""
    return bool(_TURN.fullmatch(written))


Mood = Literal["up", "down", "asking", "none"]  # what the person said about the answer; "asking": not good, why?

_FEW_IN_ROW = 2
_MOST_RELATED = 2
_SHARE = "⤴"


def label_of(asked: Entry | Signpost, language: Language) -> str:
    """What stands on a button that leads to an entry: its short name, since Telegram cuts a label to one line."""
    return asked.short[language] if asked.short else asked.question[language]


@dataclass(frozen=True, slots=True)
class Keyboards:
    """Builds the rows of buttons that belong under each kind of message."""

    library: Library
    say: Wording

    def entries(self, entries: Iterable[Entry | Signpost], language: Language) -> ButtonRows:
        """One button for each entry or signpost. Pressing it shows the entry below."""
        return tuple(
            (Button(label_of(entry, language), str(Press("answer", entry.id, language))),) for entry in entries
        )

    def choices(self, entries: Sequence[Entry | Signpost], language: Language) -> ButtonRows:
        """One button for each entry or signpost that may be meant, numbered if there are several."""
        return tuple(
            (Button(self._numbered(number, entry, language, len(entries)), str(Press("choose", entry.id, language))),)
            for number, entry in enumerate(entries, 1)
        )

    def _numbered(self, number: int, entry: Entry | Signpost, language: Language, of: int) -> str:
        text = label_of(entry, language)
        return f"{number}. {text}" if of > 1 else text

    def answer(
        self, rated: Rated, language: Language, mood: Mood = "none", private: bool = True, simple: bool = False
    ) -> ButtonRows:
        """The buttons under an answer. In a group, where many people read it, the bot does not ask for a rating.

        `simple`: as few as there can be, without the related entries.
        """
        if simple:
            return self._few(rated, language, mood)
        entry = self.library.entries[rated.entry]
        related = [self.library.entries[name] for name in entry.related if name in self.library.entries]
        further = (
            Share(_SHARE, entry.id, entry.question[language]),
            Button(self.say(language, "more"), str(Press("more", entry.id, language))),
        )
        rows: ButtonRows = (further,)
        if private and mood == "asking":
            rows = (*self._reasons(rated, language), further)
        elif private:
            rows = ((*self._thumbs(rated, language, mood), *further),)
        return (*rows, *self.entries(related[:_MOST_RELATED], language), *self._back(rated, language))

    def _few(self, rated: Rated, language: Language, mood: Mood) -> ButtonRows:
        more = (Button(self.say(language, "more"), str(Press("more", rated.entry, language))),)
        rated_by = self._reasons(rated, language) if mood == "asking" else (self._thumbs(rated, language, mood),)
        return (*rated_by, more, *self._back(rated, language))

    def to_form(self, simple: bool, language: Language) -> ButtonRows:
        """The button that makes all answers short and simple, or takes that back."""
        label = self.say(language, "simple-offer" if simple else "simple-undo")
        return ((Button(label, str(Press("form", "simple" if simple else "full", language))),),)

    def signpost(
        self,
        signpost: Signpost,
        language: Language,
        turn: str = "",
        also: tuple[Entry, ...] = (),
        near: tuple[Entry, ...] = (),
    ) -> ButtonRows:
        """The buttons under what the articles do not say: entries that are near it, a search, and the topics.

        First come those that may be meant, `also`, then those that the signpost names, of which `near` the first.
        """
        nearest = [name for name in signpost.nearest if name in self.library.entries]
        names = dict.fromkeys([*(entry.id for entry in (*also, *near)), *nearest])
        shown = [self.library.entries[name] for name in names][: max(MOST_CHOICES, len(nearest))]
        return (*self.entries(shown, language), *self.to_articles(turn, language), *self.to_topics(language))

    def to_articles(self, turn: str, language: Language) -> ButtonRows:
        """The button that looks into the articles for the question of a turn; none without such a question."""
        return ((Button(self.say(language, "search-button"), str(Press("look", turn, language))),),) if turn else ()

    def _thumbs(self, rated: Rated, language: Language, mood: Mood) -> tuple[Button, Button]:
        up, down = Press("up", str(rated), language), Press("down", str(rated), language)
        return self._face("👍", mood == "up", up), self._face("👎", mood == "down", down)

    def _face(self, face: str, chosen: bool, press: Press) -> Button:
        """A thumb. Pressing a chosen thumb again takes the rating back."""
        if chosen:
            return Button(f"✓ {face}", str(Press("rate", press.about, press.under)))
        return Button(face, str(press))

    def _reasons(self, rated: Rated, language: Language) -> ButtonRows:
        reasons = [self._reason(reason, rated, language) for reason in REASONS]
        back = Button(self.say(language, "rate-back"), str(Press("rate", str(rated), language)))
        rows = [tuple(reasons[at : at + _FEW_IN_ROW]) for at in range(0, len(reasons), _FEW_IN_ROW)]
        return (*rows, (back,))

    def _reason(self, reason: Reason, rated: Rated, language: Language) -> Button:
        return Button(self.say(language, f"reason-{reason}"), str(Press("why", f"{reason[0]}.{rated}", language)))

    def _back(self, rated: Rated, language: Language) -> ButtonRows:
        """The button back to the list, if the answer took the list's place."""
        if rated.page is None:
            return ()
        section = self.library.entries[rated.entry].section
        press = Press("section", f"{section}.{rated.page}", language)
        return ((Button(self.say(language, "back-to-section"), str(press)),),)

    def to_topics(self, language: Language) -> ButtonRows:
        return ((Button(self.say(language, "see-topics"), str(Press("topics", under=language))),),)

    def unanswered(
        self, turn: str, language: Language, wanted: bool = False, offered: bool = True, private: bool = True
    ) -> ButtonRows:
        """The buttons under a question without an answer: be told of one, see what the articles say, or the topics.

        `wanted`: the person has asked to be told. `offered`: the bot can offer to tell them. In a group, where only one
        of many has asked, the articles are searched by command.
        """
        topics = (*self.to_articles(turn if private else "", language), *self.to_topics(language))
        if not offered:
            return topics
        if wanted:
            return ((Button(self.say(language, "told-later"), str(Press("untell", turn, language))),), *topics)
        return ((Button(self.say(language, "tell-me"), str(Press("tell", turn, language))),), *topics)


@dataclass(frozen=True, slots=True)
class Declined:
    """The person meant none of the choices offered in that turn."""

    turn: str


@dataclass(frozen=True, slots=True)
class Chose:
    """The person chose a language, for everything that follows."""

    language: Language


@dataclass(frozen=True, slots=True)
class ChoseForm:
    """The person chose the form of all answers that follow: short and simple, or full."""

    simple: bool


@dataclass(frozen=True, slots=True)
class Shortened:
    """The person asked for a shorter form of one answer."""


@dataclass(frozen=True, slots=True)
class Liked:
    """The person rated the answer that a turn gave with an entry: good, not good, or (`None`) took the rating back."""

    turn: str
    entry: str
    liked: bool | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class WantedNotice:
    """The person who asked in that turn wants to be told when there is an answer, or no longer wants to."""

    turn: str
    wanted: bool
    language: Language


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The person wants everything that is stored about them deleted."""
