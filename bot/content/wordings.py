"""Check wordings: none stands twice, contradicts its own entry, tests what it taught, or could be about anything."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.content.entries import LANGUAGES, named_subject
from bot.content.folders import Located, RawContent
from bot.content.forms import EntryForm, SignpostForm
from bot.content.problems import Problem, told
from bot.content.yaml_reader import YamlPlace

_Asked = Located[EntryForm] | Located[SignpostForm]
_At = Callable[[YamlPlace, str, str], Problem]

NEARLY = 90  # of 100: two wordings this alike differ by an ending or a particle
_SHORTEST = 3  # letters by which a word is told from others
_LONGEST_SUBJECT = 60  # characters; a heading of one or two lines on a phone
_EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        ал ше не неге неліктен қалай кім кімдер қашан қайда сонда енді бұл сол ол олар оны оның онда қанша неше ма ме ба
        бе па пе бар ғой екен рас
        а и что чего почему зачем как какой какая какие кто когда где куда откуда сколько это этого этом то так там тут
        тогда ну вот же ли их его её ее им они он она оно правда ещё еще
        and so what why how who whom when where which many much it its them they their he she his her that this these
        those is are was were do does did really true then there here more else the a an of to in on about
        """,
    )
)


def check_wordings(draft: RawContent) -> Iterator[Problem]:
    """Every problem of the wordings: those that stand twice, contradict their own entry, or say nothing."""
    yield from _used_twice(draft)
    for found in draft.asked:
        yield from _unlike_itself(found)
        yield from _learned_asks(found)
        yield from _about_anything(found)
    for signpost in draft.signposts:
        yield from _subjects(signpost)


def _used_twice(draft: RawContent) -> Iterator[Problem]:
    first: dict[str, tuple[_At, YamlPlace, str]] = {}
    for at, place, who, text in _all_wordings(draft):
        key = same_wording(text)
        if not key:
            yield at(place, told("wording-empty", who=who, text=text), told("mend-wording-empty"))
        elif key in first:
            stands = _standing(*first[key])
            message = told("wording-twice", who=who, text=text, stands=stands)
            yield at(place, message, told("mend-wording-twice"))
        else:
            first[key] = at, place, who


def _standing(at: _At, place: YamlPlace, who: str) -> str:
    there = at(place, who, "")
    return told("standing-at", who=who, file=there.file, line=there.line)


def _unlike_itself(entry: _Asked) -> Iterator[Problem]:
    """An entry may list another entry's wording under `not`, but not one of its own, nor nearly one of its own."""
    own = {same_wording(text): text for _, _, _, text in _own_wordings(entry)}
    for at, place, who, text in _listed(entry.problem, ("not",), entry.who, entry.form.unlike):
        key = same_wording(text)
        near = process.extractOne(key, own.keys(), scorer=fuzz.ratio, score_cutoff=NEARLY)
        if key in own:
            message = told("not-and-own", who=who, text=text)
            yield at(place, message, told("mend-not-and-own"))
        elif near:
            message = told("not-nearly-own", who=who, text=text, phrasing=own[near[0]])
            yield at(place, message, told("mend-not-nearly-own"))
        own.setdefault(key, text)


def _learned_asks(entry: _Asked) -> Iterator[Problem]:
    """A question that tests what was learned must not be one of those learned from."""
    own = {same_wording(text) for _, _, _, text in _own_wordings(entry)}
    for at, place, who, text in _listed(entry.problem, ("asks",), entry.who, entry.form.asks):
        if same_wording(text) in own:
            message = told("asks-and-own", who=who, text=text)
            yield at(place, message, told("mend-asks-and-own"))


def _about_anything(entry: _Asked) -> Iterator[Problem]:
    """Wordings of which no word names anything: "а почему?" may follow any answer."""
    for at, place, who, text in _own_wordings(entry):
        words = same_wording(text).split()
        if words and all(word in _EMPTY_WORDS for word in words):
            message = told("wording-about-anything", who=who, text=text)
            yield at(place, message, told("mend-wording-about-anything"))


def _subjects(signpost: Located[SignpostForm]) -> Iterator[Problem]:
    """A signpost's subjects: each has a name short enough for a heading, and words that no other one has."""
    taken: dict[tuple[str, str], str] = {}
    for at, place, who, text in _listed(signpost.problem, ("subjects",), signpost.who, signpost.form.subjects):
        name, words = named_subject(text)
        mend = told("mend-subject")
        if not name or not words or any(len(word) < _SHORTEST or " " in word for word in words):
            yield at(place, told("subject-unclear", who=who, text=text), mend)
        elif len(name) > _LONGEST_SUBJECT:
            yield at(place, told("subject-long", who=who, name=name, longest=_LONGEST_SUBJECT), mend)
        for word in words:
            other = taken.setdefault((str(place[-2]), word), name)
            if other != name:
                yield at(place, told("subject-twice", who=who, word=word, name=name, other=other), mend)


@lru_cache(maxsize=1 << 15)  # each edit of the content compares all its wordings, and nearly all are as they were
def same_wording(text: str) -> str:
    """A key that is equal for texts that readers take for the same wording: ignores case, spaces and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _all_wordings(draft: RawContent) -> Iterator[tuple[_At, YamlPlace, str, str]]:
    seen: set[str] = set()  # if an entry is there twice, the fault is its id, not its wordings
    for entry in draft.asked:
        if entry.form.id not in seen:
            yield from _own_wordings(entry)
        seen.add(entry.form.id)
    if draft.outside:
        form, at = draft.outside.form, draft.outside.problem
        for kind, wordings in form.chat.items():
            yield from _listed(at, ("chat", kind), told("who-chat", kind=kind), wordings)
        yield from _listed(at, ("outside", "near"), told("who-near"), form.outside.near)
        yield from _listed(at, ("outside", "far"), told("who-far"), form.outside.far)


def _own_wordings(entry: _Asked) -> Iterator[tuple[_At, YamlPlace, str, str]]:
    for language in LANGUAGES:
        yield entry.problem, ("question", language), entry.who, getattr(entry.form.question, language)
    yield from _listed(entry.problem, ("phrasings",), entry.who, entry.form.phrasings)


def _listed(at: _At, place: YamlPlace, who: str, form: object) -> Iterator[tuple[_At, YamlPlace, str, str]]:
    for language in LANGUAGES if form is not None else ():
        for number, text in enumerate(getattr(form, language)):
            yield at, (*place, language, number), who, text
