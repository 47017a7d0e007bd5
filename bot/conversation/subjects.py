"""What a message is about, and what an entry is: the people and institutions that the articles name.

A name is known in any case form and spelling.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from bot.content import LANGUAGES, Entry, Figure, Language, Library, Quote
from bot.conversation.dialogue_acts import names_by_pronoun
from bot.conversation.second_reading import ATTRIBUTES, Attribute, asks, attributes_asked, is_of_any_body
from bot.matching import Verdict
from bot.matching.spelling import fold, words_of
from bot.matching.thresholds import MOST_CHOICES, WORTH_OFFERING
from bot.search.word_forms import plain_word, same_word

_WORD = re.compile(r"\w+")
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі")
_SOUNDS = {
    "shch": "щ", "yo": "е", "ye": "е", "yu": "ю", "ya": "я", "iy": "ий", "zh": "ж", "kh": "х", "sh": "ш", "ch": "ч",
    "gh": "г", "ts": "ц", "ay": "ай", "oy": "ой", "ey": "ей",
}  # fmt: skip
_ALPHABET_OF_2021 = str.maketrans({"ş": "sh", "ğ": "gh", "ı": "y"})
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопкрстуввхыз")


@dataclass(frozen=True, slots=True)
class Names:
    """The people and institutions that the articles name. Each spelling is the words of a name as they sound.

    `offices` are those of the people who lead something: "who is the chairman of the Senate" names somebody too.
    """

    spellings: Sequence[tuple[tuple[str, ...], Figure]]
    offices: Sequence[tuple[tuple[str, ...], Figure]]

    @classmethod
    def of(cls, library: Library) -> "Names":
        offices = [
            (words, figure)
            for figure in library.figures.values()
            if figure.kind == "person" and figure.office
            for language in LANGUAGES
            for part in figure.office[language].split(",")
            if not _LEADERS.isdisjoint(words := _office(part))
        ]
        found = {
            (words, figure.id): (words, figure)
            for figure in library.figures.values()
            for language in LANGUAGES
            for name in (figure.name[language], *figure.spellings[language])
            if (words := _bare(name))
        }
        return cls(tuple(found.values()), offices)

    def alone_in(self, text: str) -> Figure | None:
        """Who is named by a message that says nothing else but "who is" or "what did … say"; `None` if that is two."""
        said = _bare(text)
        exact = [figure for name, figure in self.spellings if said and sorted(name) == sorted(said)]
        named = exact or [figure for name, figure in self.spellings if said and _same_name(said, name)]
        if not named and not _WHO.isdisjoint(_words(text)):
            said = _office(text)
            named = [figure for office, figure in self.offices if _same_name(said, office)]
        return named[0] if len({figure.id for figure in named}) == 1 else None

    def all_in(self, text: str) -> list[Figure]:
        """Everyone whom a text names; of names within each other, the longest: the National Kurultai is no Kurultai."""
        said = _bare(text)
        named = [(name, figure) for name, figure in self.spellings if _is_in(name, said)]
        longest = [one for one in named if not any(set(one[0]) < set(name) for name, _ in named)]
        return list({figure.id: figure for _, figure in longest}.values())

    def without(self, text: str) -> str:
        """A text without the words of the names in it: "how many people in" of "how many people in the commission"."""
        named = [word for figure in self.all_in(text) for name, one in self.spellings if one == figure for word in name]
        return " ".join(word for word in text.split() if not any(_same_name(_words(word), [one]) for one in named))


def _is_in(name: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the words of a name stand in a text one after another, in any of their forms and in any order."""
    return any(_same_name(said[at : at + len(name)], name) for at in range(len(said) - len(name) + 1))


def _bare(text: str) -> tuple[str, ...]:
    """The words of a text, without those that people put beside a name."""
    return tuple(word for word in _words(text) if word not in _BESIDE)


def _office(text: str) -> tuple[str, ...]:
    """The words of an office, with one word for a head, a chairman, a speaker, and for the one who heads or chairs."""
    return tuple(word for word in _bare(_LEADER.sub(_HEAD, text.casefold())) if word not in _OF_OFFICES)


def _same_name(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each word is a form of another word of the name, in any order: people write the surname first too."""
    if len(said) != len(name):
        return False
    left = list(name)
    for word in said:
        # A name keeps nearly all of itself in any form: «құрылды» is no form of «Құрылтай».
        same = next(
            (one for one in left if one[:-_ENDING] == word[: len(one[:-_ENDING])] and same_word(word, one)), None
        )
        if same is None:
            return False
        left.remove(same)
    return True


def _words(text: str) -> tuple[str, ...]:
    """The words of a name as they sound, whatever their letters: "Yerlan" is «ерлан», «Қарин» is «карин»."""
    plain = text.casefold().translate(_ALPHABET_OF_2021).replace("’s", " ").replace("'s", " ")
    bare = "".join(sign if sign in _CYRILLIC else unicodedata.normalize("NFKD", sign)[0] for sign in plain)
    return tuple(_sounding(plain_word(word)).replace("ы", "и") for word in _WORD.findall(bare))


def _sounding(word: str) -> str:
    if not word.isascii() or not word.isalpha():
        return word
    for letters, sound in _SOUNDS.items():
        word = word.replace(letters, sound)
    word = word.translate(_LETTERS)
    return f"е{word[1:]}" if word.startswith("э") else word


# Titles for the one who leads; people ask by any of them.
_HEAD = "глава"
_LEADER = re.compile(
    r"\b(?:глав(?:а|ой|у|ы|е)|лидер|руковод|возглав|председат|спикер|head|lead|chair|speaker|басшы|басқар|баскар|төраға|торага"
    r"|жетекш)\w*"
)
_LEADERS = frozenset(_words(f"{_HEAD} президент president"))
_WHO = frozenset(_words("кто кім кимдер who ше"))
_OF_OFFICES = frozenset(
    _words(
        "сейчас нынешний теперь қазір қазіргі now current currently "
        "of by for at kazakhstan казахстана қазақстан қазақстанның party партия партии партией партиясы партиясының "
        "партиясын democratic демократическая демократической демократиялық"
    )
)
_BESIDE = frozenset(
    _words(
        "а и ну же тогда ал және енді ше and so but what about "
        "вообще за нет мне я про имел имела виду no i meant mean мен жоқ айтам тұрмын сұрадым өзі ғой hi hey whos "
        "кто такой такая такие это он она кем является who is was are кім деген ол туралы жайлы about про об о "
        "что сказал сказала говорил говорила говорит what did does say said says the не деді айтты айтады әңгімеледі"
    )
)


_STEM = 5  # letters by which a word is known in any of its forms
_FEW = 5  # words; more name what they are about
_ENDING = 2  # letters in which the forms of a name may differ from it: «комиссия», «комиссией»
_LONG_NAME = 3  # words; nobody says more of them each time
_BRIEF = 7  # words; in a longer question the attribute may be of something else
_NEVER = 0.02  # the share of an entry's wordings, under which it is not what they ask for
_BY_CHANCE = 0.05  # the belief under which an unknown question comes near to an entry by its words alone
_OFTEN = 0.15  # the share from which on it is
_TELLING = 20  # wordings, from which on they tell what an entry is asked for
_RARE = 8  # entries; a word that more of them quote is in no passage of its own
_TEXTS = 64  # messages, the latest; one is looked at from several sides
_NEAREST = 3  # entries: one of them may be what an unknown question about an institution comes near to


@lru_cache(maxsize=_TEXTS)
def stems_in(text: str) -> frozenset[str]:
    """The beginnings by which the longer words of a text are known in any of their forms."""
    return frozenset(word[:_STEM] for word in words_of(fold(text.lower())) if len(word) >= _STEM)


def short_name(figure: Figure, language: Language) -> str:
    """What people call somebody who has a long name: the shortest of its spellings."""
    name = figure.name[language]
    return name if len(name.split()) <= _LONG_NAME else min(figure.spellings[language], key=len, default=name)


class OwnWords:
    """Finds the passage of an entry that has a message's own word."""

    def __init__(self, library: Library) -> None:
        self._entries = library.entries.values()

    def passage(self, entry: Entry, language: Language, asked: str) -> list[Quote]:
        """The first passage with a word of the message that neither the fact nor what carries it has; or none.

        A word that many entries quote, such as "Kazakhstan", says nothing of which passage is asked for.
        """
        if "where" in attributes_asked(asked) and (placed := [one for one in entry.quotes if _tells_place(one)]):
            return [quote for quote in placed if quote not in entry.carrying][:1]
        own = stems_in(asked)
        if language not in self._passages:
            self._passages[language] = _telling(self._entries, language)
        return [quote for quote, telling in self._passages[language][entry.id] if not own.isdisjoint(telling)][:1]

    @cached_property
    def _passages(self) -> dict[Language, Mapping[str, Sequence[tuple[Quote, frozenset[str]]]]]:
        return {}


def _tells_place(quote: Quote) -> bool:
    return bool(quote.article.place) and quote.article.place in quote.text


def _telling(entries: Collection[Entry], language: Language) -> Mapping[str, Sequence[tuple[Quote, frozenset[str]]]]:
    """The passages of each entry that do not carry its fact, with the words that tell them from it."""
    words = {quote[language]: stems_in(quote[language]) for entry in entries for quote in entry.quotes}
    quoting = Counter(
        stem for entry in entries for stem in frozenset().union(*(words[quote[language]] for quote in entry.quotes))
    )
    telling = {}
    for entry in entries:
        said = stems_in(f"{entry.question[language]} {entry.fact(language)}")
        said = said.union(*(words[quote[language]] for quote in entry.carrying))
        telling[entry.id] = [
            (quote, frozenset(stem for stem in words[quote[language]] - said if quoting[stem] <= _RARE))
            for quote in entry.quotes
            if quote not in entry.carrying
        ]
    return telling


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

    def body_of(self, said: Sequence[str], on_screen: str) -> Figure | None:
        """The institution that a conversation is about: the one that was named last, or else that of the answer.

        `None` if somebody else was named since, or if the answer is about something else.
        """
        for text in said:
            alone = self._names.alone_in(text)
            if named := [alone] if alone else self._names.all_in(text):
                body = named[0] if len(named) == 1 and named[0].kind == "institution" else None
                return body if body and (not on_screen or on_screen in self.near(body)) else None
        known = [figure for figure in self._institutions() if figure.entries[:1] == (on_screen,)]
        return known[0] if len(known) == 1 else None

    def principal(self, body: Figure) -> str:
        """The entry that says what an institution is: the first, if its question names it; else empty."""
        if body.kind != "institution" or not body.entries:
            return ""
        question = self._library.entries[body.entries[0]].question
        return body.entries[0] if any(body in self._names.all_in(question[one]) for one in LANGUAGES) else ""

    def is_of_body(self, entry: str) -> bool:
        """Whether an entry says what an institution is, so that "where?" may ask where that sits."""
        return any(self.principal(body) == entry for body in self._institutions() if entry in body.entries)

    def asked_before(self, text: str) -> str:
        """What a message asked of somebody, without their name; empty if it asked nothing but who or what they are."""
        return "" if self._names.alone_in(text) or not asks(text) else self._names.without(text)

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
        asked = attributes_asked(text) if len(text.split()) <= _BRIEF else frozenset()
        if asked and entry.id not in self._asking:
            wordings = list(map(attributes_asked, entry.wordings()))
            counts = Counter(one for asked_in in wordings for one in asked_in)
            is_told = len(wordings) >= _TELLING
            self._asking[entry.id] = {one: counts[one] / len(wordings) for one in ATTRIBUTES} if is_told else {}
        return [self._asking[entry.id][one] for one in asked if one in self._asking[entry.id]]

    @cached_property
    def _asking(self) -> dict[str, Mapping[Attribute, float]]:
        return {}

    def is_of_person(self, entry: str) -> bool:
        """Whether an entry is, before all, about one person: the head of a coalition, and not the coalition."""
        people = (figure for figure in self._library.figures.values() if figure.kind == "person")
        return any(figure.entries[:1] == (entry,) for figure in people)

    def near(self, body: Figure) -> frozenset[str]:
        """The entries about an institution, and the signposts beside those."""
        beside = (one.id for one in self._library.signposts.values() if not set(body.entries).isdisjoint(one.nearest))
        return frozenset([*body.entries, *beside])

    def says_what_about(self, text: str) -> bool:
        """Whether a message says itself what it is about: it is a whole question, or names somebody."""
        return len(text.split()) >= _FEW or self.names_somebody(text)

    def compared(self, text: str, verdict: Verdict, body: Figure | None = None) -> Verdict | None:
        """Two institutions that somebody wants compared, the first maybe spoken of before; `None` if there are none."""
        bodies = [figure for figure in self._names.all_in(text) if self.principal(figure)]
        if body and self.principal(body) and len(bodies) == 1:
            bodies = [body, *bodies]
        entries = tuple(dict.fromkeys(map(self.principal, bodies)))
        is_told = verdict.outcome == "answer" and verdict.entries[0] in self._library.entries.keys() - set(entries)
        if len(entries) != 2 or len(bodies) != 2 or is_told:
            return None
        return replace(verdict, outcome="answer", entries=entries, chat="")

    def names_somebody(self, text: str) -> bool:
        """Whether a message names a person or an institution."""
        return bool(self._names.alone_in(text) or self._names.all_in(text))

    def names_others(self, text: str, entry: str) -> bool:
        """Whether a text names somebody, and nobody of those whom an entry is about."""
        named = self._names.all_in(text)
        return bool(named) and not any(entry in figure.entries for figure in named)

    def are_of_one_body(self, entries: Collection[str]) -> bool:
        """Whether all entries are about one institution."""
        bodies = [self._bodies_of(name) for name in entries]
        return bool(bodies) and bool(frozenset.intersection(*bodies))

    def named_alone(self, text: str) -> Figure | None:
        """Who is named by a message that says nothing else; `None` if nobody is, or several may be."""
        return self._names.alone_in(text)

    def told_of(self, figure: Figure, verdict: Verdict) -> Verdict:
        """A name alone asks for what its bearer said or did: the likeliest entries about them."""
        believed = dict(verdict.ranking)
        entries = sorted(figure.entries, key=lambda name: -believed.get(name, 0.0))[:MOST_CHOICES]
        return replace(verdict, outcome="answer" if len(entries) == 1 else "choices", entries=tuple(entries))

    def of_unknown(self, text: str, verdict: Verdict) -> str:
        """Whom an unknown question is about: a person it names, or the entry of an institution that comes near it."""
        named = self._names.all_in(text)
        if len(named) != 1 or not asks(text):
            return ""
        if named[0].kind == "person":
            return named[0].id
        near = [(name, belief) for name, belief in verdict.ranking[:_NEAREST] if name in named[0].entries]
        if near and near[0][1] < _BY_CHANCE:
            return self.principal(named[0]) or near[0][0]  # what they are, not what the words sound like by chance
        return near[0][0] if near else ""

    def may_mean(self, lacking: str, verdict: Verdict, beside: Collection[str] = ()) -> tuple[str, ...]:
        """The entries that a message may mean that asks more of something than is known: those about it, or beside it.

        `lacking` is the id of an entry, a signpost or a figure.
        """
        figure = self._library.figures.get(lacking)
        told = figure.entries if figure else ()
        likely = [name for name, belief in verdict.ranking if name in (told or beside) and belief >= WORTH_OFFERING]
        return tuple(dict.fromkeys([*likely, *told]))[:MOST_CHOICES]

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
        """Whether two entries are about institutions, and not about the same."""
        these, those = self._bodies_of(one), self._bodies_of(other)
        return bool(these and those) and these.isdisjoint(those)

    def _bodies_of(self, entry: str) -> frozenset[str]:
        return frozenset(figure.id for figure in self._institutions() if entry in figure.entries)

    def _institutions(self) -> Iterator[Figure]:
        return (figure for figure in self._library.figures.values() if figure.kind == "institution")
