"""Whom a text names: people, institutions and events of the articles, in any case form and spelling, or by office."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.content import LANGUAGES, Figure, Language, Library
from bot.search.word_forms import plain_word, same_word

_ENDING = 2  # letters in which the forms of a name may differ from it: «комиссия», «комиссией»
_BEGINNING = 2  # letters that each form of a word of a name begins with; one, of the shortest
_LONG_WORD = 7  # letters; of shorter words, one more or less makes another
_WHOLE_OFFICE = 2  # words of an office that is named without a question
_LONG_NAME = 3  # words; nobody says more of them each time
_WORD = re.compile(r"\w+")
_SURNAME = re.compile(r"\w{3,}(?:ов|ев|ин|ова|ева|ина|кизи|ули)(?:а|у|ой|им|ом|ги|ти|ни|дин|тин|нин)?")
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі")
_SOUNDS = {
    "shch": "щ", "yo": "е", "ye": "е", "yu": "ю", "ya": "я", "iy": "ий", "zh": "ж", "kh": "х", "sh": "ш", "ch": "ч",
    "gh": "г", "ts": "ц", "ay": "ай", "oy": "ой", "ey": "ей",
}  # fmt: skip
_ALPHABET_OF_2021 = str.maketrans({"ş": "sh", "ğ": "gh", "ı": "y"})
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопкрстуввхыз")


@dataclass(frozen=True, slots=True)
class Names:
    """The people and bodies that the articles name. Each spelling is the words of a name as they sound.

    `posts` are the offices that people hold, and `offices` those of who lead something: "who is the chairman of the
    Senate" names somebody too. `given` are the first names that one person alone has, `shared` those of several.
    """

    spellings: Sequence[tuple[tuple[str, ...], Figure]]
    offices: Sequence[tuple[tuple[str, ...], Figure]]
    posts: Sequence[tuple[tuple[str, ...], Figure]]
    given: Sequence[tuple[tuple[str, ...], Figure]]
    shared: Mapping[tuple[str, ...], tuple[Figure, ...]]

    @classmethod
    def of(cls, library: Library) -> "Names":
        posts = [
            (words, figure)
            for figure in library.figures.values()
            if figure.kind == "person" and figure.office
            for language in LANGUAGES
            for part in figure.office[language].split(",")
            if (words := _office(part))
        ]
        offices = [(words, figure) for words, figure in posts if not _LEADERS.isdisjoint(words)]
        found = {
            (words, figure.id): (words, figure)
            for figure in library.figures.values()
            for language in LANGUAGES
            for name in (figure.name[language], *figure.spellings[language])
            if (words := _bare(name))
        }
        people = [figure for figure in library.figures.values() if figure.kind == "person"]
        first = [
            ((words[0],), figure)
            for figure in people
            for language in LANGUAGES
            for words in [_bare(figure.name[language])]
        ]
        bearers: dict[tuple[str, ...], dict[str, Figure]] = {}
        for name, figure in first:
            bearers.setdefault(name, {})[figure.id] = figure
        given = [(name, figure) for name, figure in first if len(bearers[name]) == 1]
        shared = {name: tuple(some.values()) for name, some in bearers.items() if len(some) > 1}
        return cls(tuple(found.values()), offices, posts, given, shared)

    def alone_in(self, text: str) -> Figure | None:
        """Who is named by a message that says nothing else but "who is" or "what did … say"; `None` if that is two."""
        said = _bare(text)
        exact = [figure for name, figure in self.spellings if said and sorted(name) == sorted(said)]
        exact = exact or [figure for name, figure in self.given if said == name]
        named = exact or [figure for name, figure in self.spellings if said and _same_name(said, name, True)]
        if not named:
            return self.office_in(text)
        return named[0] if len({figure.id for figure in named}) == 1 else None

    def sharing(self, text: str) -> tuple[Figure, ...]:
        """Who all have the first name that is all that a message names: "who is Madina"; nobody if that is one."""
        return self.shared.get(_bare(text), ())

    def stranger_in(self, text: str) -> bool:
        """Whether a text has a first name of the articles beside a surname that they do not have: "Madina Iskakova"."""
        said = _bare(text)
        pairs = [pair for one in pairwise(said) for pair in (one, one[::-1])]
        first = self.shared.keys() | {name for name, _ in self.given}
        surnames = {other for name, other in pairs if (name,) in first and _SURNAME.fullmatch(other)}
        known = {word for name, _ in self.spellings for word in name} if surnames else set()
        return bool(surnames) and not any(
            _is_form(one, word) or _is_slip(one, word) for one in surnames for word in known
        )

    def office_in(self, text: str) -> Figure | None:
        """Whom a question for the holder of an office names: "who chairs the Senate"; `None` if nobody, or several."""
        said = _office(text)
        # "President" alone asks for more than who that is; "Speaker of the Senate" does not.
        is_named = len(said) >= _WHOLE_OFFICE or not _WHO.isdisjoint(sounding_words(text))
        if not is_named or _LEADERS.isdisjoint(said):
            return None
        named = [figure for office, figure in self.offices if said and _same_name(said, office)]
        return named[0] if len({figure.id for figure in named}) == 1 else None

    def holder_in(self, text: str) -> Figure | None:
        """Who holds the one office that a text speaks of; `None` if it is of none, of several, or of a deputy's.

        Unlike in `office_in`, the text may say other things: "what did the President say about land".
        """
        said = _office(text)
        if not _DEPUTIES.isdisjoint(said):
            return None
        # One word, such as "expert", is nobody's alone, but for who leads.
        held = [one for one in _found(self.posts, said) if len(one[0]) > 1 or not _LEADERS.isdisjoint(one[0])]
        longest = [one for one in held if not any(set(one[0]) < set(office) for office, _ in held)]
        return longest[0][1] if len({figure.id for _, figure in longest}) == 1 else None

    def all_in(self, text: str) -> list[Figure]:
        """Everyone whom a text names; of names within each other, the longest: the National Kurultai is no Kurultai."""
        named = list(_found(self.spellings, _bare(text)))
        longest = [one for one in named if not any(set(one[0]) < set(name) for name, _ in named)]
        return list({figure.id: figure for _, figure in longest}.values())

    def without(self, text: str, figures: Collection[Figure] | None = None) -> str:
        """A text without the words of the names in it: "how many people in" of "how many people in the commission".

        With `figures`, without the names of these only.
        """
        bare = self.all_in(text) if figures is None else figures
        named = [word for figure in bare for name, one in self.spellings if one == figure for word in name]
        return " ".join(word for word in text.split() if not _is_of(sounding_words(word), named))

    def without_office(self, text: str, figure: Figure) -> str:
        """A text without the words of somebody's offices in it."""
        held = [word for office, one in self.posts if one == figure for word in office]
        return " ".join(word for word in text.split() if not any(_same_name(_office(word), [one]) for one in held))


def _is_of(words: Sequence[str], named: Sequence[str]) -> bool:
    """Whether all words are forms of words of names: "Kassym-Jomart" is two."""
    return bool(words) and all(any(_same_name((word,), (one,)) for one in named) for word in words)


def _found(
    spellings: Iterable[tuple[tuple[str, ...], Figure]], said: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """Those spellings whose words stand in a text."""
    beginnings = {word[:letters] for word in said for letters in (1, _BEGINNING)}
    for name, figure in spellings:
        # Few names begin as a word of the text does; the others need no closer look.
        if all(word[: min(_BEGINNING, len(word) - 1) or 1] in beginnings for word in name) and _is_in(name, said):
            yield name, figure


def _is_in(name: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the words of a name stand in a text one after another, in any of their forms and in any order."""
    return any(_same_name(said[at : at + len(name)], name) for at in range(len(said) - len(name) + 1))


def _bare(text: str) -> tuple[str, ...]:
    """The words of a text, without those that people put beside a name."""
    return tuple(word for word in sounding_words(text) if word not in _BESIDE)


def _office(text: str) -> tuple[str, ...]:
    """The words of an office, with one word for a head, a chairman, a speaker, and for the one who heads or chairs."""
    return tuple(word for word in _bare(_LEADER.sub(_HEAD, text.casefold())) if word not in _OF_OFFICES)


def _same_name(said: Sequence[str], name: Sequence[str], with_slips: bool = False) -> bool:
    """Whether each word is a form of another word of the name, in any order: people write the surname first too."""
    if len(said) != len(name):
        return False
    left = list(name)
    for word in said:
        same = next((one for one in left if _is_form(word, one) or (with_slips and _is_slip(word, one))), None)
        if same is None:
            return False
        left.remove(same)
    return True


def _is_form(word: str, name: str) -> bool:
    """Whether a word is a form of a word of a name, which keeps nearly all of itself: «карта» is not «Карин»."""
    kept = name[: -_ENDING if len(name) >= _LONG_WORD else -1]
    return word.startswith(kept) and same_word(word, name)


def _is_slip(word: str, name: str) -> bool:
    """Whether a word is a long word of a name with a slip in it: «Понамарев»."""
    return len(name) >= _LONG_WORD and name[0] == word[0] and OSA.distance(word, name, score_cutoff=1) <= 1


def sounding_words(text: str) -> tuple[str, ...]:
    """The words of a text as they sound, whatever their letters: "Yerlan" is «ерлан», «Қарин» is «карин»."""
    plain = text.casefold().translate(_ALPHABET_OF_2021).replace("’s", " ").replace("'s", " ")
    bare = "".join(sign if sign in _CYRILLIC else unicodedata.normalize("NFKD", sign)[0] for sign in plain)
    return tuple(_sounding(plain_word(word)).replace("ы", "и") for word in _WORD.findall(bare))


def _sounding(word: str) -> str:
    if word.isascii() and word.isalpha():
        for letters, sound in _SOUNDS.items():
            word = word.replace(letters, sound)
        word = word.translate(_LETTERS)
    return f"е{word[1:]}" if word.startswith("э") else word


# Titles for the one who leads; people ask by any of them.
_HEAD = "глава"
_LEADER = re.compile(
    r"\b(?:глав(?:а|ой|у|ы|е)|лидер|руковод|возглав|председат|спикер|head|lead|chair|runs?\b|speaker|басшы|басқар|баскар|төраға|торага"
    r"|жетекш|basshy|basqar|baskar|torag|jeteksh|zheteksh)\w*"
)
_LEADERS = frozenset(sounding_words(f"{_HEAD} президент president"))
_DEPUTIES = frozenset(sounding_words("вице заместитель заместителя зам vice deputy орынбасары орынбасар"))
_WHO = frozenset(sounding_words("кто кім кимдер who ше"))
_OF_OFFICES = frozenset(
    sounding_words(
        "сейчас нынешний теперь қазір қазіргі now current currently "
        "of by for at kazakhstan казахстана қазақстан қазақстанның party партия партии партией партиясы партиясының "
        "партиясын democratic демократическая демократической демократиялық"
    )
)
_BESIDE = frozenset(
    sounding_words(
        "а и ну же тогда ал және енді ше and so but what about "
        "вообще ваще воще у в на из за нет мне я про имел имела виду no i meant mean "
        "мен жоқ айтам тұрмын сұрадым өзі ғой сәлем болады маған айтшы of hi hey whos "
        "блин слушай привет объясните объясни скажите пожалуйста please tf hell heck bro "
        "было был была были прошло прошел прошла произошло болды болған happened held in "
        "этот эта эти тот та те this that мынау анау "
        "кто такой такая такие это он она кем является who is was are кім деген ол туралы жайлы about про об о "
        "что сказал сказала говорил говорила говорит what did does say said says the не деді айтты айтады әңгімеледі"
    )
)


def short_name(figure: Figure, language: Language) -> str:
    """What people call somebody who has a long name: the shortest of its spellings."""
    name = figure.name[language]
    is_short = figure.kind == "event" or len(name.split()) <= _LONG_NAME  # an event is also known by its place
    return name if is_short else min(figure.spellings[language], key=len, default=name)
