"""What a few words say more exactly than the kind of talk that the matcher takes a message for.

It knows that somebody asks about the bot; whether they doubt it or want a person is in their words. Word for word, a
wording of a kind is of that kind.

These words stand in `second_reading.yaml`, as words and regular expressions in three languages.
A text is looked at as `plain` writes it: in lower case, and with the letters of a Russian keyboard.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

import yaml

from bot.content import LANGUAGES, Language
from bot.content.yaml_reader import LOADER
from bot.conversation.dialogue_acts import (
    ABOUT_BOT,
    ELLIPSIS,
    SPOKEN_COMMANDS,
    Slot,
    after_and,
    dialogue_acts,
    goes_on,
    needs_what_was_said,
    slot_of,
)
from bot.matching import Verdict
from bot.matching.signs import names_another_country
from bot.matching.spelling import fold, words_of

_TEXTS = 64  # messages, the latest; one is looked at for several things


@lru_cache(maxsize=_TEXTS)
def plain(text: str) -> str:
    """A text as expressions are looked for in it."""
    return " ".join(fold(text).replace("ё", "е").split())


@dataclass(frozen=True)
class Expressions:
    """The lists of a file, by their names."""

    file: Path

    def found(self, name: str, said: str, *others: str) -> bool:
        """Whether a plain text has one of the expressions of a list, or of `others`."""
        return any(self.pattern(one).search(said) for one in (name, *others))

    def pattern(self, name: str) -> re.Pattern[str]:
        """What matches each expression of a list, from the beginning of a word, and the rest of its last word."""
        if name not in self._patterns:
            self._patterns[name] = re.compile("|".join(rf"\b(?:{one})\w*" for one in self._folded(name)))
        return self._patterns[name]

    def without(self, said: str, names: Iterable[str]) -> str:
        """A plain text without the expressions of some lists."""
        for name in names:
            said = self.pattern(name).sub(" ", said)
        return said

    def words(self, name: str) -> frozenset[str]:
        """All words of a list."""
        if name not in self._words:
            self._words[name] = frozenset(word for text in self._folded(name) for word in text.split())
        return self._words[name]

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {}

    def _folded(self, name: str) -> list[str]:
        return [fold(one) for language in LANGUAGES for one in self._written[name][language]]

    @cached_property
    def _written(self) -> dict[str, dict[Language, list[str]]]:
        text = self.file.read_text(encoding="utf-8")
        # LOADER builds plain values only.
        read: dict[str, dict[Language, list[str]]] = yaml.load(text, Loader=LOADER)  # noqa: S506  # nosec B506
        return read


SAID = Expressions(Path(__file__).with_name("second_reading.yaml"))
_SURELY_LANGUAGE = 0.9  # the belief in a wish for a language that none of its usual forms says
_SUBJECT = 6  # words; more are a question of their own
_HEARD = 7  # words that pass on a number, and no question
_INTRODUCTION = 9  # words of who says who they are
_PARTICLE = 2  # letters, as of «емес пе»
_SURELY = 0.95  # the belief from which on a message is no question for the author of an article
_FEW = 4  # words in which somebody says how they feel, or asks something that names nothing
_ENOUGH = 4  # words of a message that says what is wrong, and not only that something is
_NO = 4  # words of a denial that says nothing but what is not meant: "not Koshanov"
_DENIED = re.compile(r"([^,.;]{1,60}?)(?:[,.;]|\s[–—-]+(?=\s)|\s(?=(?:а|но|but)\s)|(?<=емес)\s)\s*(.+)", re.DOTALL)
_WORD = re.compile(r"\w+")
_SMALL_TALK = {"festive": "festive", "idle": "other", "praise": "thanks", "judges": "opinion", "asks-help": "help"}
# "Who are they?" asks for members, and "who was there?" for those who came, not for who said it.
_MANY = re.compile(r"\b(?:они|олар|кимдер|they|был|были|болды|there)\b")
_MARK = re.compile(r"\W*[:,.!–—-]")


def more_exactly(text: str, verdict: Verdict) -> Verdict:
    """The verdict with the kind of talk that a message is, if it is talk, or a cry for help whatever it is like."""
    said = plainly(text)
    if SAID.found("distress", said):
        return replace(verdict, outcome="chat", entries=(), chat="distress", confidence=1.0)
    # "And now back to Russian" does, and nothing of a language's status.
    may_wish = verdict.outcome != "chat" or verdict.chat == "language" or goes_on(text)
    wished = SAID.without(said, ("not-in-language",))
    if may_wish and (language := language_named(said)) and is_all("in-language", wished, "language-with"):
        return replace(verdict, outcome="chat", entries=(), chat=f"slot-{language}")
    if is_all("who-is-right", said):
        return replace(verdict, outcome="chat", entries=(), chat="slot-more")
    if SAID.found("of-article", said) and (verdict.confidence < _SURELY or verdict.chat == "sources"):
        return replace(verdict, outcome="chat", entries=(), chat="slot-source")
    if talk := _small_talk(said, verdict):
        return replace(verdict, outcome="chat", entries=(), chat=talk)
    if verdict.outcome == "chat" and not (doubts_words(text) or is_worried(text)):
        return replace(verdict, chat=_kind(text, verdict))
    if doubts_words(text):
        kind = "trust" if SAID.found("you", SAID.without(said, ("believes",))) else "belief"  # in a speaker
        return replace(verdict, outcome="chat", entries=(), chat=kind, confidence=1.0)
    if is_worried(text):
        return replace(verdict, outcome="chat", entries=(), chat="worry", confidence=1.0)
    if verdict.outcome in ("unknown", "choices") and (kind := _slot_said(said) or _said_to_bot(said, verdict)):
        return replace(verdict, outcome="chat", entries=(), chat=kind)
    return verdict


def _small_talk(said: str, verdict: Verdict) -> str:
    """The kind of small talk that a few words are: good wishes, boredom, praise, a judgement, a call for help."""
    is_taken_for_cry = verdict.outcome == "chat" and verdict.chat == "distress" and not SAID.found("idle", said)
    is_cry = is_taken_for_cry or (SAID.found("cries", said) and not SAID.found("asks-help", said))
    may_be = verdict.outcome != "answer" and len(said.split()) <= _SUBJECT and not ("?" in said or is_cry)
    return next((kind for name, kind in _SMALL_TALK.items() if may_be and SAID.found(name, said)), "")


def _said_to_bot(said: str, verdict: Verdict) -> str:
    """What an unknown message asks of the bot itself: to help with an essay, or whether it is objective."""
    is_few = len(said.split()) <= _SUBJECT
    if verdict.outcome != "unknown":
        return ""
    if SAID.found("your-data", said):
        return "about"
    if SAID.found("help-me", said):
        return "help"
    return "trust" if is_few and SAID.found("you", said) and SAID.found("trust", said) else ""


def _slot_said(said: str) -> str:
    """What a message asks of the answer on the screen that was taken for a question; empty if it asks nothing of it."""
    is_counted = is_all("who-counted", said, "asked-with") and not any(map(str.isdigit, said))
    if is_counted or is_all("role", said, "role-with"):
        return "slot-who"
    if is_all("exact-words", said, "exact-with") or is_all("what-they-said", said, "said-with"):
        return "slot-quote"
    wants_all = _wants_all(said) or is_all("what-is-it", said)
    return "slot-quote" if is_all("is-it-true", said) else "slot-more" if wants_all else ""


def _wants_all(said: str) -> bool:
    """Whether the whole answer is asked for: by who sees two numbers, wants an example, or the year that is in it."""
    differs = len(said.split()) <= _SUBJECT and SAID.found("which-is-right", said)
    is_else = is_all("what-else", said) and len(said.split()) <= _SUBJECT
    return differs or is_else or is_all("example", said, "example-with") or is_all("since-when", said, "since-with")


def asks_who_counted(text: str) -> bool:
    """Whether somebody wonders where a number is from: "who says it is 197?"."""
    return SAID.found("who-counted", plainly(text))


def is_doubt_of_it(text: str) -> bool:
    """Whether a few words take something else to be so than was said: "isn't that Karin?", "not 15 April?".

    "Not the date, the place" does not: it names what is meant instead.
    """
    said = plainly(text)
    is_instead = len(meant_instead(text)) > _PARTICLE
    return len(said.split()) <= _SUBJECT and SAID.found("isnt-it", said) and not is_instead


def asks_attendance(text: str) -> bool:
    """Whether a message asks how many came to something, and not to what: "how many people came?"."""
    return is_all("attendance", plainly(text), "counted-with")


def wants_list(text: str) -> bool:
    """Whether somebody wants things listed or people named: "list the members"."""
    return SAID.found("wants-list", plainly(text))


def is_in_language(text: str) -> bool:
    """Whether a message names a language as one to answer in: "in Russian", «орысша»."""
    return SAID.found("in-language", plainly(text))


def asks_where_to_ask(text: str) -> bool:
    """Whether few words want to know where to ask about something: "where can I check?"."""
    said = plainly(text)
    return len(said.split()) <= _SUBJECT and SAID.found("where-to-ask", said)


def introduces(text: str) -> bool:
    """Whether few words say who somebody is, after a greeting or without one: "hello, I am a student of law"."""
    said = SAID.pattern("greets").sub("", plainly(text), count=1).strip(" ,.!")
    is_few = len(said.split()) <= _INTRODUCTION and "?" not in text
    is_more = bool(attributes_asked(said)) or asks(said) or SAID.found("cries", said)
    return is_few and SAID.found("introduces", said) and not is_more


def heard_number(text: str) -> bool:
    """Whether few words pass on another number: "my roommate says 200", «я слышал, что 12»."""
    said = plainly(text)
    is_number = any(map(str.isdecimal, said)) and len(said.split()) <= _HEARD
    return is_number and SAID.found("hearsay", said, "says") and not (attributes_asked(text) or asks_how_many(text))


def picks_among_them(text: str) -> bool:
    """Whether a message asks for one or some of those who were named: "which of them", "the first one"."""
    return SAID.found("of-them", plainly(text))


def is_of_words(text: str) -> bool:
    """Whether a message speaks of what was said: "where did she say that"."""
    return SAID.found("of-words", plainly(text))


@lru_cache(maxsize=_TEXTS)
def compares(text: str) -> bool:
    """Whether somebody wants things compared."""
    return SAID.found("compares", plainly(text))


def speaks_to_bot(text: str) -> bool:
    """Whether a message has a word for the one it is written to: "who made you"."""
    return SAID.found("you", plainly(text))


def is_bare(text: str) -> bool:
    """Whether a few words ask something that may be asked of any body, and name nothing: "and who proposed?"."""
    words = [word for word in words_of(plainly(text)) if word not in SAID.words("asked-with")]
    subject = [word for word in words if not attributes_asked(word)]
    return 0 < len(subject) < len(words) <= _FEW and all(
        is_of_any_body(one) or SAID.found("author", one) for one in subject
    )


def asks_for_office(text: str) -> bool:
    """Whether a few words ask who somebody is, or what they hold: "who is she?", "his office?"."""
    said = plainly(text)
    return is_all("role", said, "role-with") or is_all("who", said, beside="asked-with")


def names_office(text: str) -> bool:
    """Whether a few words, beside somebody's name, have a word for their office."""
    said = plainly(text)
    return len(said.split()) <= _SUBJECT and SAID.found("office", said)


def is_of_somebody(text: str) -> bool:
    """Whether a few words ask whether somebody holds an office or belongs to something: "is she a deputy?"."""
    said = plainly(text)
    return len(said.split()) <= _SUBJECT and SAID.found("is-of-somebody", said)


def asks_of_private_life(text: str) -> bool:
    """Whether a few words ask of somebody what no article tells of anybody: "is she married?"."""
    said = plainly(text)
    return len(said.split()) <= _SUBJECT and SAID.found("private-life", said)


def speaks_of_language(text: str) -> bool:
    """Whether a message speaks of a language, and not in which one to answer: "and the Russian language?"."""
    return SAID.found("language-itself", plainly(text))


def meant_instead(text: str) -> str:
    """What somebody asks about, who says first what they do not: "not about the cost, about the date"; else empty."""
    parted = _DENIED.match(text)
    denied = plainly(parted[1]) if parted else ""
    is_no = len(denied.split()) <= _NO and SAID.pattern("no-but").match(denied)
    if parted and (is_no or SAID.found("not-about", denied)) and not SAID.found("asks", denied):
        return SAID.pattern("but-about").sub(" ", plainly(parted[2])).strip()
    said = SAID.pattern("no-but").sub("", plainly(text), count=1).strip(" ,")
    leads_over = said != plainly(text) and SAID.found("but-about", said)
    return SAID.pattern("but-about").sub(" ", said).strip() if leads_over else ""


def is_of_any_body(word: str) -> bool:
    """Whether a word may be asked of any body, such as "members": it does not say which one is meant."""
    return SAID.found("of-any-body", plainly(word))


def asks_how_many(text: str) -> bool:
    """Whether a message asks how many of something there are."""
    return SAID.found("how-many", plainly(text))


def asks_only_how_many(text: str) -> bool:
    """Whether a message asks how many there are or were, and of nothing in particular: "and how many of them came?"."""
    said = plainly(text)
    return SAID.found("how-many", said) and is_all("of-any-body", said, beside="counted-with")


Attribute = Literal["when", "where", "who", "why", "article", "not"]
ATTRIBUTES: tuple[Attribute, ...] = get_args(Attribute)


def attributes_asked(text: str) -> frozenset[Attribute]:
    """What a question asks for of what it is about."""
    said = plainly(text)
    return frozenset(one for one in ATTRIBUTES if SAID.found(f"asks-{one}", said))


def asks(text: str) -> bool:
    """Whether a message has the form of a question, or of a wish to be told something."""
    return "?" in text or SAID.found("asks", plainly(text))


def names_new(text: str) -> bool:
    """Whether a message goes over to something else that it names: "and Nazarbayev?"."""
    rest = after_and(text)
    return bool(rest) and not asks(rest.strip("?")) and not any(map(is_of_any_body, words_of(rest)))


def subject_of(text: str) -> str:
    """What somebody wants to be told about: "kurultai" of "tell me about kurultai"; empty if they say no such thing."""
    said = " ".join(words_of(plainly(text)))
    subject = SAID.pattern("tell-about").sub(" ", said).split()
    return " ".join(subject) if SAID.found("tell-about", said) and len(subject) <= _SUBJECT else ""


def subject_gone_back_to(text: str) -> str:
    """What somebody wants to go back to: "date" of "back to the date"; empty if they say no such thing."""
    said = " ".join(words_of(plainly(text)))
    subject = SAID.pattern("back-to").sub(" ", said).split()
    return " ".join(subject) if SAID.found("back-to", said) and len(subject) <= _SUBJECT else ""


def language_named(text: str) -> Language | None:
    """The language that somebody wants to change to; `None` if they name none or several, or say what they cannot."""
    said = SAID.pattern("not-in-language").sub(" ", plainly(text))
    named = [language for language in LANGUAGES if SAID.found(f"to-{language}", said)]
    return named[0] if len(named) == 1 and not SAID.found("negated", said) else None


def _kind(text: str, verdict: Verdict) -> str:
    said = plainly(text)
    if verdict.chat not in SPOKEN_COMMANDS and (command := _commands().get(said)):
        return command
    if _wants_all(said) or (needs_what_was_said(verdict.chat) and is_all("what-is-it", said)):
        return "slot-more"
    if verdict.chat == "distress" and is_all("only-tired", said, "tired-with"):
        return "other"
    if verdict.chat == "slot-short" and SAID.found("aside", said):
        return "opinion"
    if verdict.chat == "slot-who" and not (SAID.found("of-a-speaker", said) or slot_asked_alone(text)):
        return ELLIPSIS  # "who translated it?"
    needed = {"language": "a-language", "sources": "of-sources", "cancel": "of-cancelling"}.get(verdict.chat)
    if needed and not SAID.found(needed, said):
        return ELLIPSIS
    if verdict.chat in (*ABOUT_BOT, ELLIPSIS, "help", "agreement", "test") and is_all("role", said, "role-with"):
        return "slot-who"
    if is_all("exact-words", said, "exact-with"):
        return "slot-quote"
    if verdict.chat in ("about", "who-are-you"):
        return next((kind for kind in ("insult", "person", "trust") if SAID.found(kind, said)), verdict.chat)
    if verdict.chat in ABOUT_BOT:
        return verdict.chat
    if verdict.chat in ("help", "topics") and attributes_asked(said) and not SAID.found("you", said):
        return ELLIPSIS  # "who began it?"
    if is_all("confused", said):
        return "slot-short"
    if slot_of(verdict.chat) in LANGUAGES:
        is_wish = len(said.split()) <= _SUBJECT or SAID.found("wishes", said)
        is_asked = is_wish and (SAID.found("in-language", said) or verdict.confidence >= _SURELY_LANGUAGE)
        # "And in Russia?", "why not in Russian?"
        is_else = names_another_country(text) or SAID.found("asks-why", said)
        return verdict.chat if is_asked and not is_else else ELLIPSIS
    if needs_what_was_said(verdict.chat) and is_all("what-they-said", said, beside="said-with"):
        return "slot-quote"
    if verdict.chat == "slot-where" and not SAID.found("of-place", said):
        return ELLIPSIS  # "who was there?", "was he at the meeting?"
    if verdict.chat == "agreement" and SAID.found("asks-if", said) and not is_all("is-it-true", said):
        return ELLIPSIS  # «болды ма»
    doubts = verdict.chat in (ELLIPSIS, "opinion", "test") or (verdict.chat == "agreement" and "?" in text)
    return "slot-quote" if doubts and is_all("is-it-true", said) else verdict.chat


def slot_asked_alone(text: str) -> Slot | None:
    """What a question word alone asks of what was said before it: "and who is she?", "where was it said?"."""
    said = " ".join(SAID.pattern("said-so").sub(" ", plainly(text)).split())
    if is_all("when-and-where", said, beside="asked-with"):
        return "where"
    if is_all("day-and-source", said, beside="asked-with"):
        return "source"
    if any(is_all(who, said, beside="asked-with") for who in ("who-else", "who-says")):
        return "who"
    asked: tuple[Slot, ...] = ("when", "where") if _MANY.search(said) else ("who", "when", "where")
    return next((slot for slot in asked if is_all(slot, said, beside="asked-with")), None)


def is_worried(text: str) -> bool:
    """Whether a few words say nothing but that somebody is afraid, and not of something that they ask about."""
    said = plainly(text)
    return SAID.found("worry", said) and len(said.split()) <= _FEW and not asks(text)


def without_doubt(text: str) -> str:
    """A text without the words that ask whether it is true: "300?" of "really? 300?"."""
    return SAID.without(plainly(text), ("is-it-true",))


def doubts_words(text: str) -> bool:
    """Whether a message asks nothing but whether somebody or something can be believed, or says that it cannot."""
    return is_all("believes", plainly(text), "believed-with")


def asks_why(said: str) -> bool:
    """Whether a plain text asks why."""
    return SAID.found("asks-why", said)


def reports_error(text: str, verdict: Verdict) -> bool:
    """Whether a message says what is wrong in an answer, and does not only ask where to say so."""
    said = plainly(text)
    begins = SAID.pattern("begins").match(said)
    rest = said[begins.end() :] if begins else said
    if begins and len(words_of(rest)) >= 2 and (verdict.outcome != "chat" or _MARK.match(rest)):
        return True
    is_enough = verdict.outcome != "chat" and "?" not in said and len(words_of(rest)) >= _ENOUGH
    return is_enough and SAID.found("reports", said)


@cache
def _commands() -> Mapping[str, str]:
    """What is a command word for word, with the command."""
    known = dialogue_acts()
    spoken = ((command, texts) for command in SPOKEN_COMMANDS for texts in known.get(command, {}).values())
    return MappingProxyType({plainly(text): command for command, texts in spoken for text in texts})


def is_all(name: str, said: str, beside: str = "beside") -> bool:
    """Whether a message says what a list does, and nothing besides but the words of another."""
    left = words_of(SAID.pattern(name).sub(" ", said))
    return SAID.found(name, said) and SAID.words(beside).issuperset(left)


def plainly(text: str) -> str:
    """A text as expressions are looked for in it, without the marks around it."""
    return plain(text).strip(" .!…")
