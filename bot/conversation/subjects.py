"""What a message is about, and what an entry is: the people, institutions and events that the articles tell of.

An institution or an event is called a body here.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from bot.content import LANGUAGES, Entry, Figure, Language, Library, Signpost
from bot.content.entries import numbers_in
from bot.conversation.dialogue_acts import goes_on, names_by_pronoun
from bot.conversation.names import Names
from bot.conversation.second_reading import (
    ATTRIBUTES,
    SAID,
    Attribute,
    asks,
    attributes_asked,
    is_of_any_body,
    plainly,
    wants_list,
    without_doubt,
)
from bot.matching import Verdict
from bot.matching.signs import names_another_country
from bot.matching.spelling import fold, words_of
from bot.matching.thresholds import MOST_CHOICES, WORTH_OFFERING

_STEM = 5  # letters by which a word is known in any of its forms
_FEW = 5  # words; more name what they are about
_TELLS = 100  # a number from which on it tells an entry: lower ones are days, places on a list, ages
_YEARS = (1900, 2100)
_SEVERAL = 2  # numbers
_BRIEF = 7  # words; in a longer question the attribute may be of something else
_NEVER = 0.02  # the share of an entry's wordings, under which it is not what they ask for
_BY_CHANCE = 0.05  # the belief under which an unknown question comes near to an entry by its words alone
_OFTEN = 0.15  # the share from which on it is
_TELLING = 20  # wordings, from which on they tell what an entry is asked for
_NAMED_BY_CHANCE = 3  # wordings of an entry that name another country
_MOSTLY_ABROAD = 0.25  # from this share of such wordings on, a signpost is for other countries, or years; of others 5 %
_TEXTS = 64  # messages, the latest; one is looked at from several sides
_NEAREST = 3  # entries: one of them may be what an unknown question about a body comes near to


_MARKED = re.compile(r"\*(.+?)\*")
_LISTED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


@lru_cache(maxsize=_TEXTS)
def stems_in(text: str) -> frozenset[str]:
    """The beginnings by which the longer words of a text are known in any of their forms."""
    return frozenset(word[:_STEM] for word in words_of(fold(text.lower())) if len(word) >= _STEM)


def _naming_countries(asked: Entry | Signpost) -> tuple[int, float]:
    """How many of the wordings name another country, and their share, 0..1."""
    texts = [text for some in asked.phrasings.values() for text in some]
    count = sum(map(names_another_country, texts))
    return count, count / max(1, len(texts))


def _share_naming_years(signpost: Signpost) -> float:
    """The share of a signpost's wordings that name a year, 0..1."""
    texts = [text for some in signpost.phrasings.values() for text in some]
    return sum(any(map(speaks_of_a_year, numbers_in(text))) for text in texts) / max(1, len(texts))


def speaks_of_a_year(number: str) -> bool:
    """Whether a number may be a year."""
    return number.isdecimal() and _YEARS[0] <= int(number) <= _YEARS[1]


def is_large_number(text: str) -> bool:
    """Whether a message is a number that may tell what it is about, and nothing else: "and 200?"."""
    return bool(_number_alone(text))


def _number_alone(text: str) -> str:
    if not any(map(str.isdecimal, text)):
        return ""
    said = [word for word in words_of(without_doubt(text)) if not goes_on(word)]
    return said[0] if len(said) == 1 and said[0].isdecimal() and int(said[0]) >= _TELLS else ""


class Subjects:
    """Whom messages and entries are about, in one version of the content."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names = Names.of(library)

    def spoken_of(self, said: Sequence[str], earlier: Sequence[str], by_pronoun: bool) -> Figure | None:
        """Whose card is on the screen after these messages, newest first; `None` if nobody's is.

        `by_pronoun`: somebody who was only named among other things is meant too. If all that was `said` is "and what
        else did she say?", the card is that of somebody named `earlier`.
        """
        leans = all(names_by_pronoun(text, "person") for text in said)
        for text in (*said, *(earlier if leans else ())):
            alone = self._names.alone_in(text)
            named = [alone] if alone else self._names.all_in(text) if by_pronoun else []
            people = [figure for figure in named if figure.kind == "person"]
            if len(people) == 1:
                return people[0]
        return None

    def last_named(self, said: Sequence[str], on_screen: str) -> Figure | None:
        """The person named last, newest first, of whom the entry on the screen tells; `None` if it is nobody."""
        named = (figure for text in said for figure in self._names.all_in(text) if figure.kind == "person")
        return next((figure for figure in named if on_screen in figure.entries), None)

    def is_of_draft(self, name: str) -> bool:
        """Whether an entry or a signpost is on the draft as a whole: its question names that, and nothing in it."""
        found = self._library.find(name)
        if found is None or not SAID.found("of-draft", plainly(found.question["en"])):
            return False
        return not any(name in body.entries for body in self._bodies())

    def body_of(self, said: Sequence[str], on_screen: str) -> Figure | None:
        """The body that a conversation is about: the one that was named last, or else that of the answer.

        `None` if somebody else was named since, or if the answer is about something else.
        """
        for text in said:
            alone = self._names.alone_in(text)
            if named := [alone] if alone else self._names.all_in(text):
                body = named[0] if len(named) == 1 and named[0].kind != "person" else None
                if body is None or (on_screen and on_screen not in self.near(body)):
                    return None
                # An event is known by its place too: whose son works in Astana does not speak of the roundtable there.
                return body if on_screen or body.kind != "event" else None
        known = [figure for figure in self._bodies() if figure.entries[:1] == (on_screen,)]
        return known[0] if len(known) == 1 else None

    def event_there(self, said: Sequence[str]) -> Figure | None:
        """The event at which somebody spoke of whom these messages ask, newest first; `None` if it is not known.

        It is named beside them, or is the one of which the only article tells that names them.
        """
        for text in said:
            named = self._names.all_in(text)
            events = [figure for figure in named if figure.kind == "event"]
            people = [figure for figure in named if figure.kind == "person"]
            sources = {mention.source for one in people for mention in one.mentions}
            if not events and len(people) == len(sources) == 1:
                told = (body for body in self._bodies() if body.kind == "event")
                is_there = (body for body in told if any(mention.source in sources for mention in body.mentions))
                events = [body for body in is_there if self.was_at(people[0], body)]
            if events or people:
                return events[0] if len(events) == 1 else None
        return None

    def was_at(self, person: Figure, body: Figure) -> bool:
        """Whether somebody may have spoken there: an article that tells of a meeting may quote an interview besides."""
        return body.kind != "event" or not set(person.entries).isdisjoint(body.entries)

    def principal(self, body: Figure) -> str:
        """The entry that says what a body is: the first, if its question names it; else empty."""
        if body.kind == "person" or not body.entries:
            return ""
        question = self._library.entries[body.entries[0]].question
        return body.entries[0] if any(body in self._names.all_in(question[one]) for one in LANGUAGES) else ""

    def listed_in(self, name: str) -> tuple[str, ...]:
        """The entries on each of the bodies that an entry's fact lists, in its order; empty if it is no such list."""
        entry = self._library.entries.get(name)
        marked = _MARKED.findall(entry.lead["en"]) if entry and entry.lead else []
        named = [self._names.all_in(part) for text in marked for part in _LISTED.split(text)]
        listed = [self.principal(figures[0]) if len(figures) == 1 else "" for figures in named]
        return tuple(listed) if len(listed) > 1 and all(listed) else ()

    def is_of_body(self, entry: str) -> bool:
        """Whether an entry says what an institution is, so that "where?" may ask where that sits."""
        institutions = (body for body in self._bodies() if body.kind == "institution")
        return any(self.principal(body) == entry for body in institutions if entry in body.entries)

    def events_of(self, entry: str) -> list[Figure]:
        """The events of which an entry tells."""
        return [body for body in self._bodies() if body.kind == "event" and entry in body.entries]

    def asked_before(self, text: str) -> str:
        """What a message asked of somebody, without their name; empty if it asked nothing but who or what they are."""
        is_name_alone = self._names.alone_in(text) and not self._names.office_in(text)
        return "" if is_name_alone or not asks(text) else self._names.without(text)

    def is_never_asked_for(self, text: str, entry: Entry) -> bool:
        """Whether a few words ask an entry for what none of its wordings does: when it is, where, who, or why."""
        shares = self._shares_asking(text, entry)
        return bool(shares) and max(shares) < _NEVER

    def is_asked_for(self, text: str, entry: Entry) -> bool:
        """Whether a few words ask an entry for what many of its wordings do: "and what is it for?"."""
        shares = self._shares_asking(text, entry)
        return bool(shares) and min(shares) >= _OFTEN

    def _shares_asking(self, text: str, entry: Entry) -> list[float]:
        """The shares of an entry's wordings that ask for what a few words do; none if either does not tell."""
        asked = attributes_asked(text)
        if len(text.split()) > _BRIEF:
            asked &= {"article", "not"}  # which is asked of nothing else
        if asked and entry.id not in self._asking:
            wordings = list(map(attributes_asked, entry.wordings()))
            counts = Counter(one for asked_in in wordings for one in asked_in)
            is_told = len(wordings) >= _TELLING
            self._asking[entry.id] = {one: counts[one] / len(wordings) for one in ATTRIBUTES} if is_told else {}
        return [self._asking[entry.id][one] for one in asked if one in self._asking[entry.id]]

    @cached_property
    def _asking(self) -> dict[str, Mapping[Attribute, float]]:
        return {}

    def person_of(self, entry: str) -> Figure | None:
        """The person whom an entry is about before all; `None` if it is about something else."""
        people = (figure for figure in self._library.figures.values() if figure.kind == "person")
        return next((figure for figure in people if figure.entries[:1] == (entry,)), None)

    def speaker_of(self, entry: str) -> Figure | None:
        """The one person whose words carry an answer; `None` if they are nobody's, or several people's."""
        told = self._library.entries.get(entry)
        speakers = {quote.said_by for quote in told.carrying} if told else set()
        return self._library.figures.get(next(iter(speakers)) or "") if len(speakers) == 1 else None

    def near(self, body: Figure) -> frozenset[str]:
        """The entries about a body, and the signposts beside those."""
        beside = (one.id for one in self._library.signposts.values() if not set(body.entries).isdisjoint(one.nearest))
        return frozenset([*body.entries, *beside])

    def says_what_about(self, text: str) -> bool:
        """Whether a message says itself what it is about: it is a whole question, or names somebody."""
        return len(text.split()) >= _FEW or self.names_somebody(text)

    def compared(self, text: str, verdict: Verdict, body: Figure | None = None) -> Verdict | None:
        """Two bodies that somebody wants compared, the first maybe spoken of before; `None` if there are none."""
        bodies = [figure for figure in self._names.all_in(text) if self.principal(figure)]
        if body and self.principal(body) and len(bodies) == 1:
            bodies = [body, *bodies]
        entries = tuple(dict.fromkeys(map(self.principal, bodies)))
        is_told = verdict.outcome == "answer" and verdict.entries[0] in self._library.entries.keys() - set(entries)
        if len(entries) != 2 or len(bodies) != 2 or is_told:
            return None
        return replace(verdict, outcome="answer", entries=entries, chat="")

    @cached_property
    def abroad(self) -> frozenset[str]:
        """The signposts for what is asked of other countries. Looked for once, when somebody names one."""
        signposts = self._library.signposts.values()
        return frozenset(one.id for one in signposts if _naming_countries(one)[1] > _MOSTLY_ABROAD)

    @cached_property
    def past(self) -> frozenset[str]:
        """The signposts for what is asked of other years. Looked for once, when somebody names one."""
        signposts = self._library.signposts.values()
        return frozenset(one.id for one in signposts if _share_naming_years(one) > _MOSTLY_ABROAD)

    @staticmethod
    def speaks_of_years(entry: Entry, years: Collection[str]) -> bool:
        """Whether an entry's answer or quotes have one of some years."""
        told = numbers_in(" ".join([entry.answer["en"], *(quote.text for quote in entry.quotes)]))
        return not told.keys().isdisjoint(years)

    @staticmethod
    def speaks_of_countries(asked: Entry | Signpost) -> bool:
        """Whether people ask an entry or a signpost about other countries, and not by chance."""
        return _naming_countries(asked)[0] > _NAMED_BY_CHANCE

    @staticmethod
    def speaks_of(entry: Entry, text: str) -> bool:
        """Whether an entry has a longer word of a text, or the text has none."""
        said = [entry.answer[language] for language in LANGUAGES] + list(entry.wordings())
        stems = stems_in(text)
        return not stems or any(not stems.isdisjoint(stems_in(one)) for one in said)

    def names_nearest(self, text: str, signpost: Signpost) -> bool:
        """Whether a text has a longer word of what a signpost tells in place of an answer."""
        nearest = [found for name in signpost.nearest if (found := self._library.entries.get(name))]
        return bool(stems_in(text)) and any(self.speaks_of(entry, text) for entry in nearest)

    def names_somebody(self, text: str) -> bool:
        """Whether a message names a person or a body."""
        return bool(self._names.alone_in(text) or self._names.all_in(text))

    def names_stranger(self, text: str) -> bool:
        """Whether a message names nobody whom the articles name, but somebody with the first name of one of them."""
        return not self._names.all_in(text) and self._names.stranger_in(text)

    def named_in(self, text: str) -> list[Figure]:
        """Everyone and everything that a message names."""
        return self._names.all_in(text)

    def holder_in(self, text: str) -> Figure | None:
        """Who holds the one office that a message speaks of; `None` if it speaks of none, or of several."""
        return self._names.holder_in(text)

    def without_office(self, text: str, holder: Figure) -> str:
        """A message without the office of somebody of whom it speaks by that."""
        return self._names.without_office(text, holder)

    def without(self, text: str, named: Collection[Figure]) -> str:
        """A message without the names of some whom it names."""
        return self._names.without(text, named)

    def event_in(self, text: str) -> tuple[Figure | None, str]:
        """The one event that a few words name, and what they say besides; `None` if it is no event, or not one."""
        named = self._names.all_in(text) if len(text.split()) <= _FEW else []
        is_event = len(named) == 1 and named[0].kind == "event"
        return (named[0], self._names.without(text)) if is_event else (None, "")

    def with_number(self, text: str, verdict: Verdict) -> tuple[str, ...]:
        """The entries whose fact has the number that a message is, and nothing else: "and 200?".

        Of several, the one alone that the message sounds like more than like the others.
        """
        believed = dict(verdict.ranking)
        having = sorted(self._by_number.get(_number_alone(text), ()), key=lambda name: -believed.get(name, 0.0))
        first, second = [*(believed.get(name, 0.0) for name in having), 0.0, 0.0][:2]
        return tuple(having[:1] if first > second else having)

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for entry in self._library.entries.values():
            for number in numbers_in(entry.fact("en")):
                found[number] = (*found.get(number, ()), entry.id)
        return {number: names for number, names in found.items() if len(names) <= MOST_CHOICES}  # no year

    def person_in(self, text: str) -> Figure | None:
        """The one person whom a message names; `None` if it names nobody, or somebody else besides."""
        named = self._names.all_in(text)
        return named[0] if len(named) == 1 and named[0].kind == "person" else None

    def names_others(self, text: str, entry: str) -> bool:
        """Whether a text names somebody, and nobody of those whom an entry is about."""
        named = self._names.all_in(text)
        return bool(named) and not any(entry in figure.entries for figure in named)

    def are_of_one_body(self, entries: Collection[str]) -> bool:
        """Whether all entries are about one body."""
        bodies = [self._bodies_of(name) for name in entries]
        return bool(bodies) and bool(frozenset.intersection(*bodies))

    def named_alone(self, text: str) -> Figure | None:
        """Who is named by a message that says nothing else; `None` if nobody is, or several may be."""
        return self._names.alone_in(text)

    def sharing_name(self, text: str) -> tuple[Figure, ...]:
        """The people who share the first name that a message asks about; nobody if one alone has it."""
        return self._names.sharing(text)

    def person_alone(self, text: str) -> Figure | None:
        """The person who is named by a message that says nothing else; `None` if nobody is."""
        alone = self.named_alone(text)
        return alone if alone and alone.kind == "person" else None

    def told_of(self, figure: Figure, verdict: Verdict) -> Verdict:
        """A name alone asks for what its bearer said or did: the first entries about them, as the content has them."""
        entries = figure.entries[:MOST_CHOICES]
        return replace(verdict, outcome="answer" if len(entries) == 1 else "choices", entries=entries)

    def of_unknown(self, text: str, verdict: Verdict) -> str:
        """Whom an unknown question is about: a person it names, or the entry of a body that comes near it.

        If it names several ("was Karin in Abai?"), it is an entry about all of them that comes near it.
        """
        named = self._names.all_in(text)
        if not named or not (asks(text) or wants_list(text)):
            return ""
        if len(named) == 1 and named[0].kind == "person":
            return named[0].id
        told = frozenset[str].intersection(*(frozenset(one.entries) for one in named))
        near, belief = next(((one, belief) for one, belief in verdict.ranking[:_NEAREST] if one in told), ("", 0.0))
        if belief >= _BY_CHANCE or not near:
            return near
        # What an institution is, not what the words sound like by chance. An event is known by its place too, and
        # "the weather in Astana" is not about it.
        is_institution = len(named) == 1 and named[0].kind == "institution"
        return self.principal(named[0]) if is_institution else ""

    def may_mean(self, lacking: str, verdict: Verdict, beside: Collection[str] = ()) -> tuple[str, ...]:
        """The entries that a message may mean that asks more of something than is known: those about it, or beside it.

        `lacking` is the id of an entry, a signpost or a figure.
        """
        figure = self._library.figures.get(lacking)
        told = figure.entries if figure else ()
        likely = [name for name, belief in verdict.ranking if name in (told or beside) and belief >= WORTH_OFFERING]
        return tuple(dict.fromkeys([*likely, *told]))[:MOST_CHOICES]

    def of_numbers(self, text: str, verdict: Verdict) -> tuple[str, ...]:
        """The entries whose facts have one of several numbers between which a message wavers: "145 or 150?"."""
        numbers = [one for one in numbers_in(text) if one.isdecimal() and int(one) >= _TELLS]
        if len(numbers) < _SEVERAL or any(map(speaks_of_a_year, numbers)) or len(text.split()) > _BRIEF:
            return ()
        believed = dict(verdict.ranking)
        having = [sorted(self._by_number.get(one, ()), key=lambda name: -believed.get(name, 0.0)) for one in numbers]
        return tuple(dict.fromkeys(names[0] for names in having if names))

    def leaves_open(self, text: str, verdict: Verdict) -> bool:
        """Whether a few words have nothing that tells what they are taken to mean from the like: "how many seats"."""
        is_one = verdict.outcome == "choices" or (verdict.outcome == "answer" and len(verdict.entries) == 1)
        if not is_one or len(text.split()) > _FEW or self._names.all_in(text):
            return False
        language = verdict.language or "en"
        heading = stems_in(self._library.everything[verdict.entries[0]].question[language])
        telling = {stem for stem in heading if self._headings[language][stem] == 1 and not is_of_any_body(stem)}
        return telling.isdisjoint(stems_in(text))

    @cached_property
    def _headings(self) -> Mapping[Language, Counter[str]]:
        """In how many questions of entries and signposts each word stands, in any of its forms."""
        asked = self._library.everything.values()
        return {
            language: Counter(stem for one in asked for stem in stems_in(one.question[language]))
            for language in LANGUAGES
        }

    def are_of_two_bodies(self, one: str, other: str) -> bool:
        """Whether two entries are about bodies, and not about the same."""
        these, those = self._bodies_of(one), self._bodies_of(other)
        return bool(these and those) and these.isdisjoint(those)

    def _bodies_of(self, entry: str) -> frozenset[str]:
        return frozenset(figure.id for figure in self._bodies() if entry in figure.entries)

    def _bodies(self) -> Iterator[Figure]:
        return (figure for figure in self._library.figures.values() if figure.kind != "person")
