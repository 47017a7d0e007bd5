"""Understand what somebody says by itself, and tell whether it has to be understood with what was said before it."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Protocol

from rapidfuzz.distance import OSA

from bot.content import LANGUAGES, Language, Library
from bot.content.entries import numbers_in
from bot.conversation.dialogue_acts import (
    ABOUT_A_PASSAGE,
    ABOUT_BOT,
    ELLIPSIS,
    Slot,
    after_and,
    dialogue_acts,
    goes_on,
    goes_on_in_latin,
    leans_on_what_was_said,
    names_by_pronoun,
    needs_what_was_said,
    slot_of,
    spoken_command,
)
from bot.conversation.reading_wish import ReadingWish, asks_something_else, besides_wish, reading_wish
from bot.conversation.said_by import SaidBy
from bot.conversation.second_reading import (
    after_politeness,
    asks,
    asks_after,
    asks_who_counted,
    begins_with_greeting,
    compares,
    doubts_words,
    is_of_any_body,
    meant_instead,
    more_exactly,
    speaks_of_language,
    speaks_to_bot,
    subject_of,
)
from bot.conversation.subjects import Subjects, is_large_number, speaks_of_a_year
from bot.conversation.turns import LIKELY, SaidWords
from bot.conversation.typed_input import NamedCommand, command_in, may_choose
from bot.matching import Explanation, Verdict
from bot.matching.signs import names_another_country
from bot.matching.spelling import KAZAKH_LETTERS, fold, words_of
from bot.matching.thresholds import MOST_CHOICES, WORTH_OFFERING, MatchOutcome

_ENDED = re.compile(r"[?!.…][\s)»”\"']*$")
_OPENINGS = ("greeting", "preamble")  # small talk after which people come to the point
_OF_THE_TALK = ("not-that", "thanks", "farewell", "insult", "distress", "sorry", "opinion", "test")  # these ask nothing
_STEM = 5  # letters by which a word is known in any of its forms
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
_THIN = 3  # words; of so few, without a letter that Russian lacks, Kazakh is not sure
_BRIEF = 4  # words; a longer command says so clearly
SHORT = 7  # words; a longer question says itself what it is about
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
    of the bot's last reply. `leaves_open`: it does not say itself what it is about, and was taken to mean something.
    `lacking` is the entry or the figure of which it asks what was not found, and `also` are entries that it may mean.
    `of_card` is what it asks of the card of `figure`, which is on the screen. `compares`: it wants the two bodies
    compared that its verdict is about. `again`: what was asked before it of the same was not found either.
    `unanswered` are the parts of it that ask something else, to which no answer was found. `words` are those that it
    asks for of one or two people.
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

    @property
    def language(self) -> Language | None:
        """The language that it asks for. A single word is no reason to change it."""
        is_one_word = len(self.text.split()) == 1
        is_kept = self._says_no_language or is_one_word or self.picked is not None
        if self.spoken and is_kept:
            return self.spoken
        if self.verdict.language is None and not _ONLY_RUSSIAN.isdisjoint(words_of(fold(self.text))):
            return "ru"
        return "kk" if self.verdict.language and self._is_surely_kazakh else self.verdict.language

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
    def is_wish_alone(self) -> bool:
        """Whether it asks for short and simple answers, and nothing else."""
        return self.wish == "simple" and not asks_something_else(self.text, self.verdict)

    @property
    def follows_on(self) -> bool:
        """Whether it may be understood better with the answer that its writer has before them."""
        if self.lacking or self.words or (self.verdict.entries and is_large_number(self.text)):
            return False  # it names what it is about
        if self.is_wish_alone or may_choose(self.text) or len(self.text.split()) == 1:
            return True
        if self._says_no_language and any(map(str.isalpha, self.text)):
            return True  # the language of what was said before may tell in which to reply
        if self.verdict.outcome == "chat":
            is_brief_to_bot = is_said_to_bot(self.verdict) and len(self.text.split()) <= _THIN
            return needs_what_was_said(self.verdict.chat) or self.is_hardly_talk or is_brief_to_bot
        if self.verdict.outcome == "answer":
            is_of_them = self.may_be_of_others or names_by_pronoun(self.text, "surely he")
            return is_of_them or self.leaves_open or (not self.compares and compares(self.text))
        return self.verdict.outcome == "unknown" or len(self.text.split()) <= SHORT

    @property
    def may_be_of_others(self) -> bool:
        """Whether what it seems to ask may be asked of the answer before it: "what are his powers?"."""
        return self.verdict.confidence < _CLEAR_ALONE and names_by_pronoun(self.text)

    @property
    def is_hardly_talk(self) -> bool:
        """Whether it may be a question about the answer before it, though it sounds like talk: "how did it go"."""
        may_ask = self.verdict.chat not in _OF_THE_TALK and not doubts_words(self.text)
        is_unsure = self.verdict.confidence < _CLEAR_ALONE or names_by_pronoun(self.text, "anything")
        return may_ask and (is_unsure or self.asks_nobody)

    @property
    def asks_nobody(self) -> bool:
        """Whether it is taken for a question about the bot, and has no word for it: "who answers for that"."""
        is_unsure = self.verdict.confidence < _CLEAR_ALONE
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


def _is_hardly_talk(text: str, verdict: Verdict) -> bool:
    """Whether a message is too long to say nothing alone, or goes on: "and language" is no command."""
    is_long = len(text.split()) > SHORT and verdict.confidence < _CLEAR_ALONE and needs_what_was_said(verdict.chat)
    return verdict.outcome == "chat" and (is_long or (goes_on(text) and spoken_command(verdict.chat) is not None))


def _asks_of_the_topic(text: str, verdict: Verdict, is_of_topic: bool) -> bool:
    """Whether a message that is hardly a command, or a cry for help, asks something: "what will I get from it".

    `is_of_topic`: it has a word that no command has.
    """
    is_command = spoken_command(verdict.chat) is not None and (is_of_topic or len(text.split()) > _BRIEF)
    return is_command or (verdict.chat == "distress" and asks(text))


def _is_form_of(word: str, known: str, with_slips: bool) -> bool:
    """Whether a word is a known one, or that with an ending or, `with_slips`, with one wrong letter."""
    is_longer = word.startswith(known) and len(known) >= _STEM - 1
    is_slip = with_slips and OSA.distance(word, known, score_cutoff=1) <= 1
    return word == known or is_longer or is_slip


def is_said_to_bot(verdict: Verdict) -> bool:
    """Whether a message is taken for a question about the bot or, but not surely, for a command."""
    if verdict.outcome != "chat":
        return False
    is_command = spoken_command(verdict.chat) not in (None, "help", "topics") and verdict.confidence >= _CLEAR_ALONE
    return not is_command and (spoken_command(verdict.chat) is not None or verdict.chat in ABOUT_BOT)


def unsaid(verdict: Verdict) -> Verdict:
    """The verdict on a message that says nothing without what was said before it."""
    return replace(verdict, outcome="chat", entries=(), chat=ELLIPSIS)


def asking_words(heard: Heard, words: tuple[SaidWords, ...]) -> Heard:
    """A message that asks what people said, with their words; or when and where they said that."""
    verdict, slot = heard.verdict, slot_of(heard.verdict.chat)
    is_found = any(one.quotes for one in words)
    likely = () if is_found else tuple(name for name, belief in verdict.ranking if belief >= WORTH_OFFERING)
    entries = tuple(dict.fromkeys([*likely, *(name for one in words for name in one.entries)]))[:MOST_CHOICES]
    outcome: MatchOutcome = "answer" if is_found and entries else "unknown"
    told = replace(verdict, outcome=outcome, entries=entries, chat="")
    return replace(heard, verdict=told, words=words, figure="", of_card=slot)


def is_ended(text: str) -> bool:
    """Whether a text ends with a mark that ends a sentence."""
    return bool(_ENDED.search(text))


class Hearing:
    """Understands messages by one version of the content."""

    def __init__(self, library: Library, understanding: Understands, subjects: Subjects) -> None:
        self._library = library
        self._understanding = understanding
        self._subjects = subjects
        self.said_by = SaidBy(library, understanding.understand, subjects)
        acts = [wordings for kind, wordings in dialogue_acts().items() if kind in _OF_THE_TALK]
        spoken = [*library.outside.chat.values(), *acts]
        talk = (text for wordings in spoken for some in wordings.values() for text in some)
        self._words_of_talk = frozenset(word[:_STEM] for text in talk for word in words_of(fold(text)))
        kinds = [*library.outside.chat.values(), *dialogue_acts().values()]
        said = [words_of(fold(text)) for wordings in kinds for some in wordings.values() for text in some]
        self._talk_alone = frozenset(words[0] for words in said if len(words) == 1)
        self._words_said = frozenset(word[:_STEM] for words in said for word in words)

    def hear(self, text: str) -> Heard:
        """Understand a message by itself. This and `hear_on` run the matcher, which takes tens of milliseconds."""
        if typed := command_in(text):
            name, argument, language = typed
            if name == "ask" and argument:
                return self.hear(argument)
            return Heard(text, replace(_NOTHING, language=language), command=(name, argument))
        if is_link_alone(text):
            return Heard(text, replace(_NOTHING, chat="link"))
        verdict = self._abroad(text, self._read(text))
        if having := self._subjects.with_number(text, verdict):
            outcome: MatchOutcome = "answer" if len(having) == 1 else "choices"
            return Heard(text, replace(verdict, outcome=outcome, entries=having, chat=""))
        if told := self._by_a_part(text, verdict) or self._by_name(text, verdict):
            return told
        if verdict.outcome == "answer" and verdict.confidence < _CLEAR_ALONE and leans_on_what_was_said(text):
            verdict = unsaid(verdict)
        if claimed := self._without_claim(text, verdict):
            return Heard(text, claimed)
        if verdict.outcome == "choices" and (named := self._with_its_number(text, verdict)):
            if asks_who_counted(text):
                return Heard(text, replace(verdict, outcome="chat", entries=(), chat="slot-who"), on_screen=named)
            return Heard(text, replace(verdict, outcome="answer", entries=(named,)))
        wish = reading_wish(text, verdict)
        if wish and verdict.outcome != "answer" and (rest := besides_wish(text)):
            asked = self.hear(rest)
            if asked.verdict.outcome == "answer":
                verdict = replace(asked.verdict, language=verdict.language)
        return Heard(text, verdict, wish=wish, leaves_open=self._subjects.leaves_open(text, verdict))

    def _abroad(self, text: str, verdict: Verdict) -> Verdict:
        """The verdict on a message that may ask of another country, and of none of the entries that speak of some."""
        offered = [found for name in verdict.entries if (found := self._library.find(name))]
        abroad = [one.id for one in offered if one.id in self._subjects.abroad]
        is_of_some = any(map(self._subjects.speaks_of_countries, (one for one in offered if one.id not in abroad)))
        if verdict.outcome != "choices" or not abroad or is_of_some or not names_another_country(text):
            return verdict
        return replace(verdict, outcome="answer", entries=tuple(abroad[:1]))

    def _by_name(self, text: str, verdict: Verdict) -> Heard | None:
        """What a message asks that names somebody: two bodies to compare, a person or a body alone, or of whom."""
        if compares(text) and (compared := self._subjects.compared(text, verdict)):
            return Heard(text, compared, compares=True)
        if words := self.said_by.asked(text, verdict):
            return asking_words(Heard(text, verdict), words)
        person = self._subjects.person_in(text) if verdict.outcome == "chat" else None
        if person and (slot := slot_of(verdict.chat)) in ABOUT_A_PASSAGE:  # "the exact words of Koshanov"
            return Heard(text, self._subjects.told_of(person, verdict), figure=person.id, of_card=slot)
        alone = self._subjects.named_alone(text)
        if alone and alone.kind == "event" and verdict.outcome != "answer":
            if principal := self._subjects.principal(alone):
                return Heard(text, replace(verdict, outcome="answer", entries=(principal,), chat=""))
        # Of an institution that an entry is about, the entry says more.
        elif alone and (alone.kind == "person" or verdict.outcome == "unknown"):
            return Heard(text, self._subjects.told_of(alone, verdict), figure=alone.id)
        if verdict.outcome != "answer" and (asked := self._asked_of_event(text, verdict)):
            return Heard(text, asked)
        if verdict.outcome == "unknown" and (lacking := self._subjects.of_unknown(text, verdict)):
            return Heard(text, verdict, lacking=lacking, also=self._subjects.may_mean(lacking, verdict))
        return None

    def _asked_of_event(self, text: str, verdict: Verdict) -> Verdict | None:
        """What a few words ask of an event that they name by its place: "how many in Astana"; `None` if nothing."""
        event, rest = self._subjects.event_in(text)
        if event is None or not any(map(is_of_any_body, words_of(rest))):
            return None
        read = self._understanding.understand(f"{event.name[verdict.language or 'en']} {rest}")
        is_of_it = read.outcome == "answer" and set(event.entries).issuperset(read.entries)
        return replace(read, language=verdict.language) if is_of_it else None

    def _read(self, text: str) -> Verdict:
        """What a message is taken for, with what its words say more exactly."""
        verdict = more_exactly(text, self._understanding.understand(text))
        if verdict.outcome == "chat" and verdict.chat != ELLIPSIS and self._is_new_word(text, verdict.chat):
            return self._as_topic(verdict)
        if verdict.outcome == "chat" and goes_on(text) and self._names_something(text):
            if verdict.chat in self._library.outside.chat:
                verdict = replace(verdict, chat=ELLIPSIS)
            elif verdict.chat in _OF_THE_TALK:
                verdict = self._understanding.expecting(verdict, ())
        if is_said_to_bot(verdict) and names_by_pronoun(text) and not doubts_words(text):
            verdict = replace(verdict, chat=ELLIPSIS)
        elif is_said_to_bot(verdict) and not speaks_to_bot(text) and self._subjects.names_somebody(text):
            verdict = self._understanding.expecting(verdict, ())  # "is Amanat the former Nur Otan?"
        if (
            verdict.outcome == "chat"
            and verdict.confidence < _CLEAR_ALONE
            and _asks_of_the_topic(text, verdict, self._has_new_word(text))
        ):
            asked = self._understanding.expecting(verdict, ())
            # A cry for help that nothing answers stays one.
            return asked if asked.outcome == "answer" or verdict.chat != "distress" else verdict
        of_language = verdict.outcome == "chat" and slot_of(verdict.chat) in LANGUAGES and speaks_of_language(text)
        return self._understanding.expecting(verdict, ()) if of_language or _is_hardly_talk(text, verdict) else verdict

    def _as_topic(self, verdict: Verdict) -> Verdict:
        """What one word means that was taken for small talk, if it is none; shown as a choice, if that is not sure."""
        asked = self._understanding.expecting(verdict, ())
        is_unsure = asked.outcome == "answer" and asked.confidence < _CLEAR_ALONE
        return replace(asked, outcome="choices", entries=asked.entries[:1]) if is_unsure else asked

    def _has_new_word(self, text: str) -> bool:
        """Whether a question has a word that neither small talk nor anything else said to the bot has."""
        new = (word for word in words_of(fold(text)) if len(word) >= _STEM - 1)
        return asks(text) and any(word[:_STEM] not in self._words_said for word in new)

    def _is_new_word(self, text: str, kind: str) -> bool:
        """Whether a message is one word that is no small talk, with a slip or without, and no command: "poverty"."""
        words = words_of(fold(text))
        if len(words) != 1 or len(words[0]) < _STEM or text.strip().startswith("/"):
            return False
        is_talk = kind in self._library.outside.chat or kind in _OF_THE_TALK
        return not any(_is_form_of(words[0], known, with_slips=is_talk) for known in self._talk_alone)

    def _by_a_part(self, text: str, verdict: Verdict) -> Heard | None:
        """What a part of a message asks: after "and" or thanks, after what is not meant, after "tell me about"."""
        if verdict.outcome != "answer" and (asked := self._after_opening(text, verdict)):
            return asked
        if (meant := meant_instead(text)) and (told := self.hear(meant)).verdict.outcome in ("answer", "choices"):
            return replace(told, text=text, verdict=replace(told.verdict, language=verdict.language))
        if verdict.outcome in ("unknown", "choices") and (subject := subject_of(text)):
            told = self.hear(subject)
            is_more = verdict.outcome == "unknown" and told.verdict.outcome == "choices"
            if told.figure or told.verdict.outcome == "answer" or is_more:
                return replace(told, text=text, verdict=replace(told.verdict, language=verdict.language))
        return None

    def _after_opening(self, text: str, verdict: Verdict) -> Heard | None:
        """What a message asks after "and", or after its thanks or its greeting."""
        rest = after_and(text) if self._subjects.person_alone(text) is None else ""
        if rest and (alone := self._clear_alone(rest)):
            is_name = self._subjects.named_alone(rest) is not None  # of which may be asked what was asked of another
            return replace(alone, text=text, leaves_open=alone.leaves_open or is_name)
        if rest := after_politeness(text, verdict):
            after = self.hear(rest)
            if after.verdict.outcome == "unknown" and begins_with_greeting(text) and not (after.lacking or asks(rest)):
                return Heard(text, replace(verdict, outcome="chat", entries=(), chat="greeting"))
            if after.figure or after.words or asks_after(verdict, after.verdict, rest):
                return replace(after, text=text)
        return None

    def _clear_alone(self, rest: str) -> Heard | None:
        """What is asked after "and", if it needs nothing before it: "and land?"."""
        if names_by_pronoun(rest, "anything"):
            return None
        told = self.hear(rest)
        is_clear = told.verdict.outcome == "choices" and told.verdict.confidence >= LIKELY
        return told if told.figure or told.words or told.verdict.outcome == "answer" or is_clear else None

    def _without_claim(self, text: str, verdict: Verdict) -> Verdict | None:
        """What a message asks that claims another number than the answer has: "there will be 300 deputies, right?".

        The number in the answer's fact is the reply to that.
        """
        numbers = list(numbers_in(text))
        if verdict.outcome not in ("choices", "unknown") or len(numbers) != 1 or len(text.split()) > SHORT:
            return None
        read = self._understanding.understand(" ".join(word for word in text.split() if numbers[0] not in word))
        entry = self._library.entries.get(read.entries[0]) if len(read.entries) == 1 else None
        if entry is None or not entry.has_number or entry.id not in dict(verdict.ranking[:1]):
            return None
        told = numbers_in(" ".join(quote.text for quote in entry.quotes))
        is_claim = numbers[0] not in told and not speaks_of_a_year(numbers[0])
        return replace(read, outcome="answer", language=verdict.language, chat="") if is_claim else None

    def _with_its_number(self, text: str, verdict: Verdict) -> str:
        """The one choice that has the number which a message names: "where is 197 from?"; else empty."""
        numbers = numbers_in(text).keys()
        if not numbers:
            return ""
        told = [self._library.entries[name] for name in verdict.entries if name in self._library.entries]
        having = [
            one.id for one in told if numbers <= numbers_in(" ".join(quote.text for quote in one.carrying)).keys()
        ]
        return having[0] if len(having) == 1 else ""

    def _names_something(self, text: str) -> bool:
        """Whether a message has a word that nobody uses in small talk: "and animals?"."""
        return any(len(word) >= _STEM - 1 and word[:_STEM] not in self._words_of_talk for word in words_of(fold(text)))


_SITES = "kz|ru|com|org|net|info|me|io|gov|edu|tv|biz|by|uz|kg|su|app|dev|site|online|рф|қаз"
_LINK = rf"<?(?:(?:https?://|www\.)[^\s<>]+|(?:[\w-]+\.)+(?:{_SITES})(?:[/?#][^\s<>]*)?)>?[.,;:!?]*"
_LINKS = re.compile(rf"\s*{_LINK}(?:\s+{_LINK})*\s*", re.IGNORECASE)


def is_link_alone(text: str) -> bool:
    """Whether a text is a link or several, and no word beside them."""
    return _LINKS.fullmatch(text) is not None
