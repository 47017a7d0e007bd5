"""A message and what it was understood to mean, and what can be told of it from that."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Protocol

from bot.content import Language
from bot.conversation.dialogue_acts import (
    ABOUT_BOT,
    ELLIPSIS,
    Slot,
    goes_on_in_latin,
    names_by_pronoun,
    needs_what_was_said,
    slot_of,
    spoken_command,
)
from bot.conversation.reading_wish import ReadingWish, asks_something_else
from bot.conversation.said_by import points_at_words
from bot.conversation.second_reading import (
    asks,
    compares,
    doubts_words,
    is_bare,
    is_doubt_of_it,
    is_of_words,
    picks_among_them,
    slot_asked_alone,
    speaks_to_bot,
)
from bot.conversation.turns import SaidWords
from bot.conversation.typed_input import NamedCommand, may_choose
from bot.matching import Explanation, Verdict
from bot.matching.spelling import KAZAKH_LETTERS, fold, words_of
from bot.matching.thresholds import MOST_CHOICES, WORTH_OFFERING, MatchOutcome

_ENDED = re.compile(r"[?!.…][\s)»”\"']*$")
_OPENINGS = ("greeting", "preamble")  # small talk after which people come to the point
OF_THE_TALK = ("not-that", "thanks", "farewell", "insult", "distress", "sorry", "opinion", "test")  # these ask nothing
_ONLY_KAZAKH = frozenset(
    words_of(
        "ше ши ал ма ба па бе пе деген туралы айтшы кандай калай кашан кайда неге кимдер канша олар онын "
        "degen turaly aitshy qandai kandai qalai kalai qashan kashan qaida kaida nege kimder qansha kansha neshe sosyn"
    )
)
"""Words without a letter that Russian lacks, and that no Russian writes; and as Kazakhs type them in Latin letters."""
_ONLY_RUSSIAN = frozenset(
    words_of("что кто как когда где куда почему зачем сколько будет был была было это или про чем")
)
_RUSSIAN_QUESTIONS = frozenset(words_of("что кто когда где куда почему зачем сколько и или"))
_THIN = 3  # words; of so few, without a letter that Russian lacks, Kazakh is not sure
SHORT = 7  # words; a longer question says itself what it is about
CLEAR_ALONE = 0.9  # from this belief on, a message is clear though it names by a pronoun what it is about


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
    of the bot's last reply. `leaves_open`: it does not say itself what it is about, and was taken to mean something.
    `lacking` is the entry or the figure of which it asks what was not found, and `also` are entries that it may mean.
    `of_card` is what it asks of the card of `figure`, which is on the screen. `compares`: it wants the two bodies
    compared that its verdict is about. `again`: what was asked before it of the same was not found either.
    `unanswered` are the parts of it that ask something else, to which no answer was found. `words` are those that it
    asks for of one or two people. `again_offered`: it says nothing of the choices on the screen that it meets again.
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
    leaves_open: bool = False
    lacking: str = ""
    also: tuple[str, ...] = ()
    of_card: Slot | None = None
    compares: bool = False
    again: bool = False
    unanswered: tuple[str, ...] = ()
    words: tuple[SaidWords, ...] = ()
    again_offered: bool = False

    @property
    def language(self) -> Language | None:
        """The language that it asks for. A single word is no reason to change it."""
        is_one_word = len(self.text.split()) == 1
        is_kept = self._says_no_language or is_one_word or self.picked is not None
        asks_in_russian = self._has_of(_RUSSIAN_QUESTIONS) and self.picked is None
        if self.spoken and is_kept and not asks_in_russian:
            return self.spoken
        if not self.command and (asks_in_russian or (self.verdict.language is None and self._has_of(_ONLY_RUSSIAN))):
            return "ru"
        return "kk" if self.verdict.language and self._is_surely_kazakh else self.verdict.language

    def _has_of(self, russian: frozenset[str]) -> bool:
        """Whether it has one of some Russian words, and no word that is only Kazakh."""
        return not (russian.isdisjoint(words_of(fold(self.text))) or self._is_surely_kazakh)

    @property
    def _is_surely_kazakh(self) -> bool:
        """Whether it has a word that is only Kazakh; after "turme she", which is «түрме ше», no English goes on."""
        return not _ONLY_KAZAKH.isdisjoint(words_of(fold(self.text))) or goes_on_in_latin(self.text)

    @property
    def _says_no_language(self) -> bool:
        """Whether a message may be in the language of what was said before: «а депутаты» may be Kazakh and Russian."""
        is_few = len(self.text.split()) <= _THIN and not self._is_surely_kazakh
        is_thin = is_few and KAZAKH_LETTERS.isdisjoint(self.text.lower())
        return self.verdict.language is None or (self.verdict.language == "kk" and is_thin)

    @property
    def is_slot(self) -> bool:
        """Whether it asks something of what is on the screen, and names nobody."""
        return self.verdict.outcome == "chat" and slot_of(self.verdict.chat) is not None and not self.figure

    @property
    def asks_words_on_it(self) -> bool:
        """Whether it asks what somebody said of what is on the screen, or if they said it."""
        return points_at_words(self.text)

    @property
    def is_wish_alone(self) -> bool:
        """Whether it asks for short and simple answers, and nothing else."""
        return self.wish == "simple" and not asks_something_else(self.text, self.verdict)

    @property
    def follows_on(self) -> bool:
        """Whether it may be understood better with the answer that its writer has before them."""
        is_unfound = self.lacking or (self.words and not any(one.quotes for one in self.words))
        if is_unfound and (self.asks_words_on_it or is_doubt_of_it(self.text)):
            return True
        if any(map(str.isdecimal, self.text)) and len(self.text.split()) <= _THIN:
            return True  # "145?" is in the language of what was said before, and "not 15 April?" is of that
        if self.lacking or self.words:
            return False  # it names what it is about
        if self.is_wish_alone or may_choose(self.text) or len(self.text.split()) == 1:
            return True
        if self._says_no_language and any(map(str.isalpha, self.text)):
            return True  # the language of what was said before may tell in which to reply
        if self.verdict.outcome == "chat":
            is_brief_to_bot = is_said_to_bot(self.verdict) and len(self.text.split()) <= _THIN
            return needs_what_was_said(self.verdict.chat) or self.is_hardly_talk or is_brief_to_bot
        if self.verdict.outcome == "answer":
            is_of_him = names_by_pronoun(self.text, "surely he") or self.asks_words_on_it or is_bare(self.text)
            is_of_him = is_of_him or names_by_pronoun(self.text, "it")
            is_slot = slot_asked_alone(self.text) is not None
            is_of_words_only = is_of_words(self.text) and len(self.text.split()) <= SHORT  # «что говорил про землю»
            is_of_him = is_of_him or is_of_words_only
            is_of_them = self.may_be_of_others or is_of_him or is_slot or picks_among_them(self.text)
            return is_of_them or self.leaves_open or (not self.compares and compares(self.text))
        return self.verdict.outcome == "unknown" or len(self.text.split()) <= SHORT

    @property
    def may_be_of_others(self) -> bool:
        """Whether what it seems to ask may be asked of the answer before it: "what are his powers?"."""
        return self.verdict.confidence < CLEAR_ALONE and names_by_pronoun(self.text)

    @property
    def is_hardly_talk(self) -> bool:
        """Whether it may be a question about the answer before it, though it sounds like talk: "how did it go"."""
        may_ask = self.verdict.chat not in OF_THE_TALK and not doubts_words(self.text)
        is_unsure = self.verdict.confidence < CLEAR_ALONE or names_by_pronoun(self.text, "anything")
        return may_ask and (is_unsure or self.asks_nobody)

    @property
    def asks_nobody(self) -> bool:
        """Whether it is taken for a question about the bot, and has no word for it: "who answers for that"."""
        is_unsure = self.verdict.confidence < CLEAR_ALONE
        kinds = ("about", "who-are-you", *(["help"] if is_unsure else []))
        is_of_bot = self.verdict.outcome == "chat" and self.verdict.chat in kinds
        return is_of_bot and asks(self.text) and not speaks_to_bot(self.text)

    @property
    def may_go_on(self) -> bool:
        """Whether the writer may have more to say: it means nothing clear by itself, and no mark ends it.

        After a greeting, or the news that there is a question, more comes even so.
        """
        if self.verdict.outcome == "chat" and self.verdict.chat in _OPENINGS:
            return True
        return self.verdict.outcome != "answer" and not self.repeats and not is_ended(self.text)


def is_said_to_bot(verdict: Verdict) -> bool:
    """Whether a message is taken for a question about the bot or, but not surely, for a command."""
    if verdict.outcome != "chat":
        return False
    is_command = spoken_command(verdict.chat) not in (None, "help", "topics") and verdict.confidence >= CLEAR_ALONE
    return not is_command and (spoken_command(verdict.chat) is not None or verdict.chat in ABOUT_BOT)


def unsaid(verdict: Verdict) -> Verdict:
    """The verdict on a message that says nothing without what was said before it."""
    return replace(verdict, outcome="chat", entries=(), chat=ELLIPSIS)


def asking_words(heard: Heard, words: tuple[SaidWords, ...], slot: Slot | None = None) -> Heard:
    """A message that asks what people said, with their words. `slot`: what it asks of those on the screen."""
    verdict = heard.verdict
    is_found = any(one.quotes for one in words)
    likely = () if is_found else tuple(name for name, belief in verdict.ranking if belief >= WORTH_OFFERING)
    entries = tuple(dict.fromkeys([*likely, *(name for one in words for name in one.entries)]))[:MOST_CHOICES]
    outcome: MatchOutcome = "answer" if is_found and entries else "unknown"
    told = replace(verdict, outcome=outcome, entries=entries, chat="")
    return replace(heard, verdict=told, words=words, figure="", lacking="", also=(), of_card=slot)


def is_ended(text: str) -> bool:
    """Whether a text ends with a mark that ends a sentence."""
    return bool(_ENDED.search(text))


def says_nothing_alone(verdict: Verdict) -> bool:
    return verdict.outcome == "chat" and needs_what_was_said(verdict.chat)
