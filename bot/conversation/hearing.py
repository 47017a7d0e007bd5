"""Understand what somebody says: alone, or with the answer, the choices or the unfinished sentence before it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.content import Entry, Figure, Language, Library, Signpost
from bot.conversation.dialogue_acts import (
    ABOUT_BOT,
    ELLIPSIS,
    goes_on,
    leans_on_what_was_said,
    names_by_pronoun,
    needs_what_was_said,
    slot_of,
    spoken_command,
)
from bot.conversation.inline_offer import WORTH_A_LOOK
from bot.conversation.second_reading import (
    ReadingWish,
    after_politeness,
    asks_after,
    asks_something_else,
    besides_wish,
    more_exactly,
    reading_wish,
    subject_of,
)
from bot.conversation.turns import Before
from bot.conversation.typed_input import NamedCommand, command_in, may_choose, typed_choice
from bot.conversation.who_is import Names
from bot.matching import Explanation, Verdict
from bot.matching.spelling import KAZAKH_LETTERS, fold, words_of
from bot.matching.thresholds import MOST_CHOICES

_ENDED = re.compile(r"[?!.…][\s)»”\"']*$")
_OPENINGS = ("greeting", "preamble")  # small talk after which people come to the point
_STEM = 5  # letters by which a word is known in any of its forms
_THIN = 3  # words; of so few, without a letter that Russian lacks, Kazakh is not sure
_SHORT = 7  # words; a longer question says itself what it is about
_NEAREST = 3  # entries: an unknown question for which these have what was just answered is most likely about that
_CLEAR_ALONE = 0.9  # from this belief on, a message is clear though it names by a pronoun what it is about

_NOTHING = Verdict("chat", (), (), 1.0, None)
"""Of a message that is understood without the matcher."""


class Understands(Protocol):
    """What the conversation needs from the matcher."""

    def understand(self, text: str) -> Verdict:
        """Say which entries a message means, and in which language it is."""

    def remembers(self, text: str) -> bool:
        """Whether the text was understood before, so that `understand` returns at once."""

    def expecting(self, verdict: Verdict, names: Collection[str]) -> Verdict:
        """The verdict if one of these entries is more likely than others to be asked about next."""

    def explain(self, text: str) -> Explanation:
        """Say why a message is understood as it is."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message and what it was understood to mean.

    `repeats`: it only repeats what was answered a moment ago. `on_screen` is the entry that its writer has before them,
    if the message says something about that. `figure` is the one whose name it is, if it is a name alone. `command` is
    the command that it gives, with its argument. `wish` is the form that it asks all answers to have. `picked` are the
    choices on the screen that it names, which `offered_in` offered; `None` if it names none. `spoken` is the language
    of the bot's last reply.
    """

    text: str
    verdict: Verdict
    repeats: bool = False
    on_screen: str = ""
    figure: str = ""
    command: tuple[NamedCommand, str] | None = None
    wish: ReadingWish | None = None
    picked: tuple[str, ...] | None = None
    offered_in: str = ""
    spoken: Language | None = None

    @property
    def language(self) -> Language | None:
        """The language that it asks for. A single word is no reason to change it."""
        is_one_word = len(self.text.split()) == 1
        is_kept = self._says_no_language or is_one_word or self.picked is not None
        return self.spoken if self.spoken and is_kept else self.verdict.language

    @property
    def _says_no_language(self) -> bool:
        """Whether a message may be in the language of what was said before: «а депутаты» may be Kazakh and Russian."""
        is_thin = len(self.text.split()) <= _THIN and KAZAKH_LETTERS.isdisjoint(self.text.lower())
        return self.verdict.language is None or (self.verdict.language == "kk" and is_thin)

    @property
    def is_wish_alone(self) -> bool:
        """Whether it asks for short and simple answers, and nothing else."""
        return self.wish == "simple" and not asks_something_else(self.text, self.verdict)

    @property
    def follows_on(self) -> bool:
        """Whether it may be understood better with the answer that its writer has before them."""
        if self.is_wish_alone or may_choose(self.text) or len(self.text.split()) == 1:
            return True
        if self._says_no_language and any(map(str.isalpha, self.text)):
            return True  # the language of what was said before may tell in which to reply
        if self.verdict.outcome == "chat":
            return needs_what_was_said(self.verdict.chat)
        if self.verdict.outcome == "answer":
            return self.may_be_of_others
        return self.verdict.outcome in ("unknown", "choices") and len(self.text.split()) <= _SHORT

    @property
    def may_be_of_others(self) -> bool:
        """Whether what it seems to ask may be asked of the answer before it: "what are his powers?"."""
        return self.verdict.confidence < _CLEAR_ALONE and names_by_pronoun(self.text)

    @property
    def may_go_on(self) -> bool:
        """Whether the writer may have more to say: it means nothing clear by itself, and no mark ends it.

        After a greeting, or the news that there is a question, more comes even so.
        """
        if self.verdict.outcome == "chat" and self.verdict.chat in _OPENINGS:
            return True
        return self.verdict.outcome != "answer" and not self.repeats and not is_ended(self.text)


def _is_hardly_said_to_bot(verdict: Verdict) -> bool:
    """Whether a message is taken for a command or a question about the bot, but not surely."""
    is_to_bot = spoken_command(verdict.chat) or verdict.chat in ABOUT_BOT
    return verdict.outcome == "chat" and bool(is_to_bot) and verdict.confidence < _CLEAR_ALONE


def is_ended(text: str) -> bool:
    """Whether a text ends with a mark that ends a sentence."""
    return bool(_ENDED.search(text))


def _may_end(heard: Heard, before: Before) -> bool:
    """Whether a message may complete the one before it: that one had no mark at its end, and its text is different.

    A long message that has a mark of its own is a question by itself.
    """
    is_whole = is_ended(heard.text) and len(heard.text.split()) > _SHORT
    return bool(before.text) and not is_ended(before.text) and before.text != heard.text and not is_whole


class Hearing:
    """Understands messages by one version of the content."""

    def __init__(self, library: Library, understanding: Understands) -> None:
        self._library = library
        self._understanding = understanding
        self._names = Names.of(library)
        talk = (text for wordings in library.outside.chat.values() for some in wordings.values() for text in some)
        self._words_of_talk = frozenset(word[:_STEM] for text in talk for word in words_of(fold(text)))

    def hear(self, text: str) -> Heard:
        """Understand a message by itself. This and `hear_on` run the matcher, which takes tens of milliseconds."""
        if typed := command_in(text):
            name, argument, language = typed
            if name == "ask" and argument:
                return self.hear(argument)
            return Heard(text, replace(_NOTHING, language=language), command=(name, argument))
        if is_link_alone(text):
            return Heard(text, replace(_NOTHING, chat="link"))
        verdict = more_exactly(text, self._understanding.understand(text))
        if verdict.chat in self._library.outside.chat and goes_on(text) and self._names_something(text):
            verdict = replace(verdict, chat=ELLIPSIS)
        if _is_hardly_said_to_bot(verdict) and names_by_pronoun(text):
            verdict = replace(verdict, chat=ELLIPSIS)
        if rest := after_politeness(text, verdict):
            after = self.hear(rest)
            if after.figure or asks_after(verdict, after.verdict, rest):
                return replace(after, text=text)
        if verdict.outcome in ("unknown", "choices") and (subject := subject_of(text)):
            told = self.hear(subject)
            is_more = verdict.outcome == "unknown" and told.verdict.outcome == "choices"
            if told.figure or told.verdict.outcome == "answer" or is_more:
                return replace(told, text=text, verdict=replace(told.verdict, language=verdict.language))
        figure = self._names.alone_in(text)
        # Of an institution that an entry is about, the entry says more.
        if figure and (figure.kind == "person" or verdict.outcome == "unknown"):
            return Heard(text, self._about(figure, verdict), figure=figure.id)
        if verdict.outcome == "answer" and verdict.confidence < _CLEAR_ALONE and leans_on_what_was_said(text):
            verdict = replace(verdict, outcome="chat", entries=(), chat=ELLIPSIS)
        wish = reading_wish(text, verdict)
        if wish and verdict.outcome != "answer" and (rest := besides_wish(text)):
            asked = self.hear(rest)
            if asked.verdict.outcome == "answer":
                verdict = replace(asked.verdict, language=verdict.language)
        return Heard(text, verdict, wish=wish)

    def _names_something(self, text: str) -> bool:
        """Whether a message has a word that nobody uses in small talk: "and animals?"."""
        return any(len(word) >= _STEM - 1 and word[:_STEM] not in self._words_of_talk for word in words_of(fold(text)))

    def _about(self, figure: Figure, verdict: Verdict) -> Verdict:
        """A name alone asks for what its bearer said or did: the likeliest entries about them."""
        believed = dict(verdict.ranking)
        entries = sorted(figure.entries, key=lambda name: -believed.get(name, 0.0))[:MOST_CHOICES]
        return replace(verdict, outcome="answer" if len(entries) == 1 else "choices", entries=tuple(entries))

    def hear_after(self, text: str, on_screen: Before | None) -> Heard:
        """Understand a message of somebody who may have an answer before them."""
        heard = self.hear(text)
        return self.hear_on(heard, on_screen) if on_screen and heard.follows_on else heard

    def hear_on(self, heard: Heard, before: Before) -> Heard:
        """Understand a message as the continuation of another: it may mean more than it does alone, or nothing new."""
        heard = replace(heard, spoken=before.language)
        places = typed_choice(heard.text, len(before.offered)) if before.offered else None
        if places is not None:
            picked = tuple(before.offered[place] for place in places)
            return replace(heard, picked=picked, offered_in=before.turn)
        on_screen = next((name for name in before.shown if self._library.find(name)), "")
        if heard.verdict.outcome == "answer" and heard.may_be_of_others and on_screen:
            heard = replace(heard, verdict=replace(heard.verdict, outcome="chat", entries=(), chat=ELLIPSIS))
        if heard.verdict.outcome == "answer":
            same = set(heard.verdict.entries) == set(before.entries)
            return replace(heard, repeats=same and _may_end(heard, before))
        if heard.is_wish_alone:
            return replace(heard, on_screen=on_screen)
        if heard.verdict.outcome == "chat" and not needs_what_was_said(heard.verdict.chat):
            return heard
        if slot_of(heard.verdict.chat):
            return replace(heard, on_screen=on_screen)
        return self._together(replace(heard, on_screen=on_screen), before)

    def _together(self, heard: Heard, before: Before) -> Heard:
        on_screen = [found for name in before.about if (found := self._library.find(name))]
        # "And who leads them?" after several answers at once may be about any of them.
        about = heard.on_screen if len(before.shown) == 1 else ""
        read = self._as_one(heard, before, on_screen)
        if read is None:
            return self._related_first(heard, on_screen, about)
        if goes_on(heard.text) and set(read.entries) & self._library.signposts.keys() & set(before.about):
            return self._related_first(heard, on_screen, about, is_gap=True)
        new = _new(read, heard, before)
        if self._may_follow(new, heard, on_screen):
            return replace(heard, verdict=replace(read, entries=new))
        likely = {name for name, belief in heard.verdict.ranking if belief >= WORTH_A_LOOK}
        if likely & set(before.entries) and _may_end(heard, before):
            return replace(heard, repeats=True)
        return self._related_first(heard, on_screen, about)

    def _as_one(self, heard: Heard, before: Before, on_screen: Sequence[Entry | Signpost]) -> Verdict | None:
        """What a message asks for if it is read as one with what was said before it, the surest reading of several."""
        starts = [before.text] if before.text else [one.question[heard.language or "en"] for one in on_screen]
        read = [self._understanding.understand(f"{start} {heard.text}") for start in starts or [""]]
        answers = [one for one in read if one.outcome == "answer"]
        follows = [one for one in answers if self._may_follow(_new(one, heard, before), heard, on_screen)]
        return max(follows or answers, key=lambda one: (bool(_new(one, heard, before)), one.confidence), default=None)

    def _related_first(
        self, heard: Heard, on_screen: Sequence[Entry | Signpost], about: str, is_gap: bool = False
    ) -> Heard:
        """`about`: the only entry that was answered with. `is_gap`: it asks for more of what the articles do not say,
        unless it means something that is related.
        """
        if not on_screen:
            return heard
        beside, verdict = self._beside(on_screen), heard.verdict
        if verdict.outcome != "chat":
            expected = self._understanding.expecting(verdict, beside)
            is_about = about in {name for name, _ in verdict.ranking[:_NEAREST]}
            if expected.outcome == "unknown" and (is_gap or is_about or leans_on_what_was_said(heard.text)):
                return replace(heard, verdict=replace(expected, outcome="chat", chat=ELLIPSIS), on_screen=about)
            return replace(heard, verdict=expected)
        likeliest = verdict.ranking[0][0] if verdict.ranking else ""
        if verdict.chat == ELLIPSIS and likeliest in beside:
            return replace(heard, verdict=replace(verdict, outcome="answer", entries=(likeliest,)))
        return heard

    def _beside(self, entries: Sequence[Entry | Signpost]) -> frozenset[str]:
        """The entries related to one of these, whichever of the two says so."""
        ids = {entry.id for entry in entries}
        there = (name for one in entries for name in (one.related if isinstance(one, Entry) else one.nearest))
        back = (other.id for other in self._library.entries.values() if not ids.isdisjoint(other.related))
        lacking = (signpost.id for signpost in self._library.signposts.values() if not ids.isdisjoint(signpost.nearest))
        return frozenset([*there, *back, *lacking])

    def _may_follow(self, names: Collection[str], heard: Heard, on_screen: Sequence[Entry | Signpost]) -> bool:
        """Whether these may be meant: an ellipsis goes on about the answers before it or an entry related to those."""
        if heard.verdict.chat != ELLIPSIS:
            return bool(names)
        return bool(names) and self._beside(on_screen).union(one.id for one in on_screen).issuperset(names)


def _new(verdict: Verdict, heard: Heard, before: Before) -> tuple[str, ...]:
    """The entries of a verdict that say something new.

    A choice that was not taken does, if the message goes on from it and there is no answer that it may go on from. Read
    as one with the choice's own question, everything seems to mean that choice.
    """
    is_ellipsis = heard.verdict.outcome == "chat" and heard.verdict.chat == ELLIPSIS
    may_take = not before.entries and (is_ellipsis or goes_on(heard.text))
    return tuple(name for name in verdict.entries if may_take or name not in before.about)


_SITES = "kz|ru|com|org|net|info|me|io|gov|edu|tv|biz|by|uz|kg|su|app|dev|site|online|рф|қаз"
_LINK = rf"<?(?:(?:https?://|www\.)[^\s<>]+|(?:[\w-]+\.)+(?:{_SITES})(?:[/?#][^\s<>]*)?)>?[.,;:!?]*"
_LINKS = re.compile(rf"\s*{_LINK}(?:\s+{_LINK})*\s*", re.IGNORECASE)


def is_link_alone(text: str) -> bool:
    """Whether a text is a link or several, and no word beside them."""
    return _LINKS.fullmatch(text) is not None
