"""What people say to the bot itself: about the answer on the screen, about the bot, and commands in words.

How they say it stands in `dialogue_acts.yaml`; the matcher learns it as it learns small talk.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import yaml

from bot.content.entries import Wordings
from bot.content.yaml_reader import LOADER
from bot.matching.spelling import fold, words_of

_WORD = re.compile(r"\w+")
_FILE = Path(__file__).with_name("dialogue_acts.yaml")

Slot = Literal["who", "when", "where", "source", "quote", "more", "short", "kk", "ru", "en"]
SLOTS: tuple[Slot, ...] = get_args(Slot)
ABOUT_A_PASSAGE: tuple[Slot, ...] = ("who", "when", "where", "source", "quote")

SpokenCommand = Literal["help", "topics", "sources", "language", "cancel", "forget", "simple", "full"]
SPOKEN_COMMANDS: tuple[SpokenCommand, ...] = get_args(SpokenCommand)

_FEW = 6  # words; a longer message says itself what it is about


def _words_in(text: str) -> list[str]:
    """The words of a text, with the letters of a Russian keyboard: people type «оган» for «оған»."""
    return _WORD.findall(fold(text))


_GOING_ON = frozenset(_words_in("а и но ну ал және сонда and but so then"))
_WHAT_ABOUT = (("what", "about"), ("how", "about"), ("что", "насчет"), ("что", "насчёт"))
_BEFORE_SHE = frozenset(_words_in("and but so is was did does has can what who where when"))  # it is English then
_GOING_ON_AFTER = frozenset(("ше", "ши"))
# "It" and «это» are not among them: said first, they mean the Constitution.
_SURELY_HE = frozenset(_words_in("он она его него нему ему её ее неё нее ней ей им ним he she him her his"))
_HE = _SURELY_HE | frozenset(_words_in("ол оның оны оған одан онымен ol ony onyn ogan odan"))  # "it" in Kazakh
_PRONOUNS = _HE | frozenset(
    _words_in("они ими ними них их олар олардың оларды оларға олардан they their them olar olardyn olardy olarga")
)
_THERE = frozenset(_words_in("там туда онда соған there"))
_IT = frozenset(_words_in("it its that это этого этом этим этому бұл бұны мұны осы осыны"))
Whom = Literal["surely he", "he", "person", "subject", "anything", "it", "there"]
_PRONOUNS_OF: Mapping[Whom, frozenset[str]] = {
    "surely he": _SURELY_HE,
    "he": _HE,
    "person": _PRONOUNS,
    "subject": _PRONOUNS | _THERE,
    "anything": _PRONOUNS | _THERE | _IT,
    "it": _IT,
    "there": _THERE | frozenset(_words_in("сонда")),
}
ABOUT_BOT = ("about", "who-are-you", "report-error", "mydata", "trust", "belief", "person")
ELLIPSIS = "ellipsis"  # "and him?": says nothing without what was said before


@cache
def dialogue_acts() -> Mapping[str, Wordings]:
    """The ways of saying each kind, by language."""
    text = _FILE.read_text(encoding="utf-8")
    # LOADER builds plain values only.
    written: Mapping[str, Mapping[str, list[str]]] = yaml.load(text, Loader=LOADER)  # noqa: S506  # nosec B506
    return {
        kind: {"kk": tuple(texts["kk"]), "ru": tuple(texts["ru"]), "en": tuple(texts["en"])}
        for kind, texts in written.items()
    }


@cache
def words_said(kinds: tuple[str, ...] = ()) -> tuple[tuple[str, ...], ...]:
    """The words of each way of saying some kinds, or any kind."""
    said = (wordings for kind, wordings in dialogue_acts().items() if not kinds or kind in kinds)
    return tuple(tuple(words_of(fold(text))) for wordings in said for some in wordings.values() for text in some)


@cache
def _words_of_ellipses() -> frozenset[str]:
    texts = (text for wordings in dialogue_acts()[ELLIPSIS].values() for text in wordings)
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))


def is_one_new_word(text: str, kind: str) -> bool:
    """Whether a message taken for an ellipsis is one word that no ellipsis has: a subject that is not known."""
    words = _WORD.findall(text.lower())
    return kind == ELLIPSIS and len(words) == 1 and words[0] not in _words_of_ellipses()


def goes_on(text: str) -> bool:
    """Whether a short message begins as if it went on from something: "and at what age?", "what about land?"."""
    words = _words_in(text)
    return 0 < len(words) <= _FEW and _opening(words) > 0


def _opening(words: Sequence[str]) -> int:
    """The number of words with which a message goes on: one in "and land", three in "and what about land"."""
    joining = int(words[:1] != [] and words[0] in _GOING_ON)
    return joining + (2 if tuple(words[joining : joining + 2]) in _WHAT_ABOUT and len(words) > joining + 2 else 0)


def goes_on_in_latin(text: str) -> bool:
    """Whether it is one word with «ше» after it, typed in Latin letters: "turme she", and not "is she"."""
    words = _words_in(text)
    words = words[1:] if words and words[0] == "al" else words
    return len(words) == 2 and words[1] == "she" and words[0] not in _BEFORE_SHE


def after_and(text: str) -> str:
    """What stands after the word that makes a short message go on: "land" of "and land?", «жер» of «жер ше»."""
    words = text.split()
    last = words[-1].lower().strip("?!.") if words else ""
    if len(words) > 1 and (last in _GOING_ON_AFTER or goes_on_in_latin(text)):
        words = words[:-1]
    elif not goes_on(text):
        return ""
    return " ".join(words[_opening(_words_in(text)) :] if goes_on(text) else words)


def leans_on_what_was_said(text: str) -> bool:
    """Whether it names by a pronoun alone what it goes on from: "and who leads them?"."""
    return goes_on(text) and not (_PRONOUNS | _IT).isdisjoint(_words_in(text)[1:])


def names_by_pronoun(text: str, of: Whom = "subject", most: int = _FEW) -> bool:
    """Whether a message of a few words names by a pronoun alone what it is about: "what's his job".

    A *person* is "he"; a *subject* may be "there" too, which asks nothing of whose card is shown ("is Nazarbayev
    there?"); *anything* may be "it".
    """
    words = _words_in(text)
    return len(words) <= most and not _PRONOUNS_OF[of].isdisjoint(words)


def without_pronouns(text: str) -> str:
    """What a message says besides the words by which it goes on, and the pronouns: "head" of "and who heads it?"."""
    leaning = _GOING_ON | _GOING_ON_AFTER | _PRONOUNS_OF["anything"]
    return " ".join(word for word in text.split() if leaning.isdisjoint(_words_in(word)))


def slot_of(kind: str) -> Slot | None:
    """What somebody wants to know of the answer on the screen: "who" for "slot-who"."""
    return next((slot for slot in SLOTS if kind == f"slot-{slot}"), None)


def spoken_command(kind: str) -> SpokenCommand | None:
    """The command that somebody gave in words."""
    return next((command for command in SPOKEN_COMMANDS if kind == command), None)


def needs_what_was_said(kind: str) -> bool:
    """Whether a message of this kind says nothing by itself."""
    return kind == ELLIPSIS or slot_of(kind) is not None
