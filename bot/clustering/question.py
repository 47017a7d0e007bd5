"""What a question's words alone tell: how it is spelt, what it asks for, which numbers it names.

These tables are about the grammar of the three languages, not about any subject. Words are compared as skeletons:
letters that people confuse, or that two alphabets write differently, become one letter, so that a name looks alike in
all of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.matching import Match
from bot.matching.embedding import Vectors
from bot.matching.reading import MessageLanguage
from bot.matching.spelling import clean, fold, words_of

_RUN = 4

_LETTERS = str.maketrans(
    "абвгдеёжзийклмнопрстуфхцчшщыэюя" + "cqwyäáğǵıñńöóşúüūý",
    "abvgdeejziiklmnoprstufhsçssieua" + "kkviaagginnoosuuuu",
    "ъь",
)
_PAIRS = (("sh", "s"), ("ch", "ç"), ("zh", "j"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("ts", "s"), ("x", "ks"))
_DOUBLED = re.compile(r"(.)\1+")

# What a question may ask for, and the words that say so in each language.
_ASKING = {
    "count": (
        r"сколь\w*|скок[ао]?|число|количество|размер\w*|процент\w*",
        r"қанша\w*|неше|нешеу\w*|саны|мөлшер\w*|пайыз\w*",
        r"how (?:many|much|long|old)|number|amount|size|total|percent\w*|share",
    ),
    "time": (
        r"когда|дата|скольки|как(?:ой|ого|ом|ую) (?:день|дня|числа|году|месяце|время|времени)",
        r"қашан\w*|қай (?:күні|жылы|айда|сағатта|кезде)|сағат нешеде|нешеде|неше(?:ге)? дейін",
        r"when|dates?|(?:what|which) (?:day|date|year|time|hour|month)",
    ),
    "place": (
        r"где|куда|откуда|адрес\w*|ссылк\w*",
        r"қайда\w*|қай жер\w*|мекенжай\w*|сілтеме\w*",
        r"where|address|location|link",
    ),
    "person": (r"кто|кого|кем|кому|чей", r"кім\w*|аты-жөн\w*", r"who|whom|whose|names?"),
    "reason": (r"почему|зачем|отчего", r"неге|неліктен|не үшін", r"why|reasons?"),
    "way": (r"как|каким образом", r"қалай|қайтіп", r"how(?! (?:many|much|long|old))"),
    "whether": (
        r"ли|можно|разреш\w*",
        r"[мпб][ае]|ма екен",
        r"^(?:do|does|did|is|are|was|were|can|could|may|will|would|shall|should|has|have|am)",
    ),
}
_KINDS = {kind: re.compile(rf"(?<!\w)(?:{fold('|'.join(said))})(?!\w)") for kind, said in _ASKING.items()}

_ORDINALS = (
    r"перв\w{2,3}|биринши\w*|first", r"втор\w{2,3}|екинши\w*|second", r"треть\w{1,3}|третий|ушинши\w*|third",
    r"четв[её]рт\w{2,3}|тортинши\w*|fourth", r"пят(?:ая|ой|ую|ый|ого|ом)|бесинши\w*|fifth",
    r"шест(?:ая|ой|ую|ого|ом)|алтыншы\w*|sixth", r"седьм\w{2,3}|жетинши\w*|seventh",
    r"восьм(?:ая|ой|ую|ого|ом)|сегизинши\w*|eighth", r"девят(?:ая|ой|ую|ый|ого|ом)|тогызыншы\w*|ninth",
    r"десят(?:ая|ой|ую|ый|ого|ом)|оныншы\w*|tenth",
)  # fmt: skip
_NUMBERS = [(str(number), re.compile(rf"(?<!\w)(?:{said})(?!\w)")) for number, said in enumerate(_ORDINALS, 1)]
_NUMBER = re.compile(rf"(?<!\w)(?:{'|'.join(_ORDINALS)})(?!\w)")  # checked first: most questions name none


@dataclass(frozen=True, slots=True)
class QuestionSigns:
    """What a question's words tell: their skeletons, the numbers it names, what it asks for."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    kinds: frozenset[str]
    runs: frozenset[str]  # of four letters, within words

    @classmethod
    def of(cls, words: Sequence[str], numbers: frozenset[str], kinds: frozenset[str]) -> "QuestionSigns":
        """Rebuild the signs from stored words, numbers and kinds."""
        return cls(tuple(words), numbers, kinds, _runs_in(words))


def plain(text: str) -> str:
    """The words of a text in lower case, with Kazakh letters folded, and nothing else: what near-copies share."""
    return " ".join(words_of(fold(clean(text))))


def asking(text: str) -> QuestionSigns:
    """Read the signs of a plain text."""
    numbers = {number.lstrip("0") for number in re.findall(r"\d+", text)}
    if _NUMBER.search(text):
        numbers |= {number for number, said in _NUMBERS if said.search(text)}
    kinds = frozenset(kind for kind, said in _KINDS.items() if said.search(text))
    return QuestionSigns.of([skeleton(word) for word in text.split()], frozenset(numbers), kinds)


def runs_of(text: str) -> frozenset[str]:
    """Only the runs of letters of a plain text."""
    return _runs_in([skeleton(word) for word in text.split()])


def _runs_in(words: Sequence[str]) -> frozenset[str]:
    return frozenset(run for word in words for run in _runs(word))


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """A word in the letters that all its spellings share."""
    for two, one in _PAIRS:
        word = word.replace(two, one)
    return _DOUBLED.sub(r"\1", word.translate(_LETTERS))


@lru_cache(maxsize=20_000)
def _runs(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[start : start + _RUN] for start in range(max(1, len(padded) - _RUN + 1)))


_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as it was read: its corrected text, its language, its vector from the embedder.

    `entries` are the nearest ones, each with the belief that the question means it, as the matcher ranked them.
    """

    text: str
    language: MessageLanguage
    vector: Vectors
    entries: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, match: Match) -> "ReadQuestion":
        """Take what the matcher read in a message."""
        # Rounded as in storage, so that a question lies at the same place after a restart.
        vector: Vectors = match.vector.astype(np.float16).astype(np.float32)
        entries = tuple((entry, round(belief, 4)) for entry, belief in match.ranking[:_ENTRIES])
        return cls(match.reading.text, match.reading.language, vector, entries)
