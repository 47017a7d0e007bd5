"""Understand what somebody says by itself, and tell whether it has to be understood with what was said before it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import OSA

from bot.content import LANGUAGES, Entry, Library
from bot.content.entries import numbers_in
from bot.conversation.dialogue_acts import (
    ABOUT_A_PASSAGE,
    ELLIPSIS,
    after_and,
    goes_on,
    leans_on_what_was_said,
    names_by_pronoun,
    needs_what_was_said,
    slot_of,
    spoken_command,
    words_said,
)
from bot.conversation.heard import (
    CLEAR_ALONE,
    OF_THE_TALK,
    SHORT,
    Heard,
    Understands,
    asking_words,
    is_said_to_bot,
    unsaid,
)
from bot.conversation.names import sounding_words
from bot.conversation.reading_wish import besides_wish, reading_wish
from bot.conversation.said_by import SaidBy, asks_who_said, left_of_saying
from bot.conversation.second_reading import (
    asks,
    asks_of_private_life,
    asks_who_counted,
    attributes_asked,
    compares,
    introduces,
    is_of_any_body,
    meant_instead,
    more_exactly,
    names_office,
    speaks_of_language,
    speaks_to_bot,
    subject_of,
)
from bot.conversation.several_questions import after_politeness, asks_after, begins_with_greeting
from bot.conversation.subjects import Subjects, speaks_of_a_year
from bot.conversation.turns import LIKELY
from bot.conversation.typed_input import command_in
from bot.matching import Verdict
from bot.matching.signs import names_another_country
from bot.matching.spelling import fold, words_of
from bot.matching.thresholds import WORD_FOR_WORD, MatchOutcome

_FELT = ("belief", "worry")  # doubt and fear, which are told by their words
_STEM = 5  # letters by which a word is known in any of its forms
_CRY = 0.75  # the belief from which a cry for help is one whatever else it says
_FEW_WORDS = 3  # none of which is of small talk: they name something
_BRIEF = 4  # words; a longer command says so clearly

_NOTHING = Verdict("chat", (), (), 1.0, None)
"""Of a message that is understood without the matcher."""


def _is_hardly_talk(text: str, verdict: Verdict) -> bool:
    """Whether a message is too long to say nothing alone, or goes on: "and language" is no command."""
    is_long = len(text.split()) > SHORT and verdict.confidence < CLEAR_ALONE and needs_what_was_said(verdict.chat)
    return verdict.outcome == "chat" and (is_long or (goes_on(text) and spoken_command(verdict.chat) is not None))


def _asks_of_the_topic(text: str, verdict: Verdict, is_of_topic: bool) -> bool:
    """Whether a message that is hardly a command, or a cry for help, asks something: "what will I get from it".

    `is_of_topic`: it has a word that nobody says to the bot.
    """
    is_command = spoken_command(verdict.chat) is not None and (
        (is_of_topic and asks(text)) or len(text.split()) > _BRIEF
    )
    return is_command or (verdict.chat == "distress" and (is_of_topic or asks(text)))


def _stems(said: Iterable[Sequence[str]]) -> frozenset[str]:
    return frozenset(word[:_STEM] for words in said for word in words)


@cache
def _stems_of_acts(kinds: tuple[str, ...] = ()) -> frozenset[str]:
    """Of what is said in a talk whatever the content is; kept, as each edit and each start asks for it."""
    return _stems(words_said(kinds))


@cache
def _sounds_of_acts() -> frozenset[str]:
    """The same of words that are said alone, as they sound."""
    return _sounds(words_said())


def _sounds(said: Iterable[Sequence[str]]) -> frozenset[str]:
    return frozenset(sound for words in said if len(words) == 1 for sound in sounding_words(words[0]))


def _is_form_of(word: str, known: str, with_slips: bool) -> bool:
    """Whether a word is a known one, or that with an ending or, `with_slips`, with one wrong letter."""
    is_longer = word.startswith(known) and len(known) >= _STEM - 1
    is_slip = with_slips and OSA.distance(word, known, score_cutoff=1) <= 1
    return word == known or is_longer or is_slip


class Hearing:
    """Understands messages by one version of the content."""

    def __init__(self, library: Library, understanding: Understands, subjects: Subjects) -> None:
        self._library = library
        self._understanding = understanding
        self._subjects = subjects
        self.said_by = SaidBy(library, understanding.understand, subjects)
        talk = [wordings for kind in library.outside.chat.values() for wordings in kind.values()]
        said = [tuple(words_of(fold(text))) for wordings in talk for text in wordings]
        stems = _stems(said)
        self._words_of_talk = stems | _stems_of_acts(OF_THE_TALK)
        self._talk_alone = _sounds(said) | _sounds_of_acts()
        self._words_said = stems | _stems_of_acts()

    def hear(self, text: str) -> Heard:
        """Understand a message by itself. This and `hear_on` run the matcher, which takes tens of milliseconds."""
        if typed := command_in(text):
            name, argument, language = typed
            if name == "ask" and argument:
                return self.hear(argument)
            return Heard(text, replace(_NOTHING, language=language), command=(name, argument))
        if is_link_alone(text):
            return Heard(text, replace(_NOTHING, chat="link"))
        verdict = self._of_other_years(text, self._abroad(text, self._read(text)))
        if self._is_of_nobody_known(text, verdict):
            return Heard(text, replace(verdict, outcome="unknown", entries=(), chat=""))
        if introduces(text):
            return Heard(text, replace(verdict, outcome="chat", entries=(), chat="greeting"))
        if having := self._subjects.with_number(text, verdict):
            outcome: MatchOutcome = "answer" if len(having) == 1 else "choices"
            return Heard(text, replace(verdict, outcome=outcome, entries=having, chat=""))
        if told := self._by_a_part(text, verdict) or self._by_name(text, verdict):
            return told
        if (likeliest := self._who_did_not(text, verdict)) is not None:
            also = self._subjects.may_mean(likeliest.id, verdict, verdict.entries[1:])
            return Heard(text, verdict, lacking=likeliest.id, also=also)
        if verdict.outcome == "answer" and verdict.confidence < CLEAR_ALONE and leans_on_what_was_said(text):
            verdict = unsaid(verdict)
        if claimed := self._without_claim(text, verdict):
            return Heard(text, claimed)
        if said := self._said_by_whom(text, verdict):
            return Heard(text, replace(verdict, outcome="chat", entries=(), chat="slot-who"), on_screen=said)
        if verdict.outcome != "answer" and (having := self._subjects.of_numbers(text, verdict)):
            return Heard(text, replace(verdict, outcome="answer", entries=having, chat=""))
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

    def _is_of_nobody_known(self, text: str, verdict: Verdict) -> bool:
        """Whether a message asks of somebody's age or family, not what marriage is, or names a stranger."""
        is_private = asks_of_private_life(text) and names_by_pronoun(text, "he")
        return is_private or (self._subjects.names_stranger(text) and verdict.confidence < WORD_FOR_WORD)

    def _abroad(self, text: str, verdict: Verdict) -> Verdict:
        """The verdict on a message that may ask of another country, and of none of the entries that speak of some."""
        if verdict.outcome != "choices" or not names_another_country(text):
            return verdict
        offered = [found for name in verdict.entries if (found := self._library.find(name))]
        abroad = [one.id for one in offered if one.id in self._subjects.abroad]
        if not abroad or any(self._subjects.speaks_of_countries(one) for one in offered if one.id not in abroad):
            return verdict
        return replace(verdict, outcome="answer", entries=tuple(abroad[:1]))

    def _of_other_years(self, text: str, verdict: Verdict) -> Verdict:
        """The same of a message that names a year of which none of the choices tells."""
        years = [number for number in numbers_in(text) if speaks_of_a_year(number)]
        if verdict.outcome != "choices" or not years:
            return verdict
        past = [name for name in verdict.entries if name in self._subjects.past]
        offered = [self._library.entries[name] for name in verdict.entries if name in self._library.entries]
        if not past or any(self._subjects.speaks_of_years(entry, years) for entry in offered):
            return verdict
        return replace(verdict, outcome="answer", entries=tuple(past[:1]))

    def _who_did_not(self, text: str, verdict: Verdict) -> Entry | None:
        """The likeliest choice, if a message asks for those who did not what it tells: "which parties refused?"."""
        likeliest = self._library.entries.get(verdict.entries[0]) if verdict.outcome == "choices" else None
        if likeliest is None or "not" not in attributes_asked(text):
            return None
        return likeliest if self._subjects.is_never_asked_for(text, likeliest) else None

    def _by_name(self, text: str, verdict: Verdict) -> Heard | None:
        """What a message asks that names somebody: two bodies to compare, a person or a body alone, or of whom."""
        if compares(text) and (compared := self._subjects.compared(text, verdict)):
            return Heard(text, compared, compares=True)
        if words := self.said_by.asked(text, verdict):
            return asking_words(Heard(text, verdict), words)
        of_office = names_office(text)
        person = self._subjects.person_in(text) if of_office or verdict.outcome == "chat" else None
        if person and of_office:  # "and what is Karin's job?"
            return Heard(text, self._subjects.told_of(person, verdict), figure=person.id)
        slot = slot_of(verdict.chat) if verdict.outcome == "chat" else None
        if person and slot in ABOUT_A_PASSAGE:  # "the exact words of Koshanov"
            return Heard(text, self._subjects.told_of(person, verdict), figure=person.id, of_card=slot)
        if sharing := self._subjects.sharing_name(subject_of(text) or text):
            return asking_words(Heard(text, verdict), self.said_by.of_each(sharing))
        alone = self._subjects.named_alone(subject_of(text) or text) or self.said_by.asked_alone(text)
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
        if verdict.outcome == "chat" and verdict.chat in _FELT:
            return verdict
        if verdict.outcome == "chat" and verdict.chat != ELLIPSIS and self._is_new_word(text, verdict.chat):
            return self._as_topic(verdict)
        if verdict.outcome == "chat" and goes_on(text) and self._names_something(text, verdict.chat):
            if verdict.chat in self._library.outside.chat:
                verdict = replace(verdict, chat=ELLIPSIS)
            elif verdict.chat in OF_THE_TALK:
                verdict = self._understanding.expecting(verdict, ())
        if is_said_to_bot(verdict) and names_by_pronoun(text):
            verdict = replace(verdict, chat=ELLIPSIS)
        elif is_said_to_bot(verdict) and not speaks_to_bot(text) and self._subjects.names_somebody(text):
            verdict = self._understanding.expecting(verdict, ())  # "is Amanat the former Nur Otan?"
        if (
            verdict.outcome == "chat"
            and verdict.confidence < CLEAR_ALONE
            and _asks_of_the_topic(text, verdict, self._has_new_word(text))
        ):
            asked = self._understanding.expecting(verdict, ())
            # A cry for help that nothing answers stays one, unless it hardly is one and has another word.
            is_likely = verdict.confidence >= _CRY or not self._has_new_word(text)
            is_cry = verdict.chat == "distress" and is_likely
            return verdict if is_cry and asked.outcome != "answer" else asked
        of_language = verdict.outcome == "chat" and slot_of(verdict.chat) in LANGUAGES and speaks_of_language(text)
        return self._understanding.expecting(verdict, ()) if of_language or _is_hardly_talk(text, verdict) else verdict

    def _as_topic(self, verdict: Verdict) -> Verdict:
        """What one word means that was taken for small talk, if it is none; shown as a choice, if that is not sure."""
        asked = self._understanding.expecting(verdict, ())
        is_unsure = asked.outcome == "answer" and asked.confidence < CLEAR_ALONE
        return replace(asked, outcome="choices", entries=asked.entries[:1]) if is_unsure else asked

    def _has_new_word(self, text: str) -> bool:
        """Whether a message has a word that neither small talk nor anything else said to the bot has."""
        new = (word for word in words_of(fold(text)) if len(word) >= _STEM - 1)
        return any(word[:_STEM] not in self._words_said for word in new)

    def _is_new_word(self, text: str, kind: str) -> bool:
        """Whether a message is one word that is no small talk, with a slip or without, and no command: "poverty".

        Or a few that nobody says in such talk: "Nur Otan".
        """
        words = sounding_words(text)
        is_language = slot_of(kind) in LANGUAGES
        is_talk = kind in self._library.outside.chat or kind in OF_THE_TALK
        if (is_talk or spoken_command(kind)) and 1 < len(words) <= _FEW_WORDS:
            stems = {word[:_STEM] for word in words_of(fold(text)) if len(word) >= _STEM - 1 or goes_on(text)}
            return bool(stems) and self._words_said.isdisjoint(stems)
        least = _STEM - is_talk  # letters; what is asked of an answer has short words of slang
        if len(words) != 1 or len(words[0]) < least or is_language or text.strip().startswith("/"):
            return False
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
                language = verdict.language or after.verdict.language
                return replace(after, text=text, verdict=replace(after.verdict, language=language))
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

    def _said_by_whom(self, text: str, verdict: Verdict) -> str:
        """The entry that has what a message asks the speaker of: "who said it would be on 15 March?"; else empty."""
        if names_by_pronoun(text, "it") or names_by_pronoun(text, "person") or not asks_who_said(text):
            return ""
        if verdict.outcome == "answer":
            meant = self._library.entries.get(verdict.entries[0])
            return meant.id if meant and self._subjects.is_never_asked_for(text, meant) else ""
        read = self._understanding.understand(left_of_saying(text) or text)
        entry = read.entries[0] if read.outcome == "answer" and len(read.entries) == 1 else ""
        return entry if entry in self._library.entries else ""

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

    def _names_something(self, text: str, kind: str) -> bool:
        """Whether a message has a word that nobody uses in small talk, or not alone: "and animals?", "and water?"."""
        is_new_alone = "?" in text and self._is_new_word(after_and(text), kind)
        return is_new_alone or any(
            len(word) >= _STEM - 1 and word[:_STEM] not in self._words_of_talk for word in words_of(fold(text))
        )


_SITES = "kz|ru|com|org|net|info|me|io|gov|edu|tv|biz|by|uz|kg|su|app|dev|site|online|рф|қаз"
_LINK = rf"<?(?:(?:https?://|www\.)[^\s<>]+|(?:[\w-]+\.)+(?:{_SITES})(?:[/?#][^\s<>]*)?)>?[.,;:!?]*"
_LINKS = re.compile(rf"\s*{_LINK}(?:\s+{_LINK})*\s*", re.IGNORECASE)


def is_link_alone(text: str) -> bool:
    """Whether a text is a link or several, and no word beside them."""
    return _LINKS.fullmatch(text) is not None
