"""The signs for and against each meaning that a message may have, as numbers: what belief is learned from.

A curator could check each sign: how sure the classifier is, how near the nearest phrasings are in meaning and in
spelling, and how much of the message the entry's own words explain.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Final

import numpy as np
from babel import Locale
from babel.languages import get_official_languages
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.features import (
    Evidence,
    Features,
    TaughtEvidence,
    TrainingTexts,
    chat_kind,
    runs_of_taught,
    runs_of_words,
    signpost_of,
)
from bot.matching.spelling import fold

Numbers = NDArray[np.float32]

# Each with the direction in which it speaks: 1 if more of it can only speak for the meaning, -1 if only against it.
DIRECTIONS: Final[Mapping[str, int]] = {
    "sureness": 1,  # the classifier's share for this meaning
    "lead": 1,  # over the next meaning's share
    "outside": -1,  # the share of what no entry answers
    "other-signposts": 0,
    "small-talk": 0,
    "rivals": 0,  # the shares of the other likely meanings
    "near-meaning": 1,  # the nearest phrasing of this meaning
    "nearest-three": 1,
    "other-meaning": -1,  # the nearest phrasing of another
    "outside-meaning": -1,  # the nearest message that no entry answers
    "signpost-meaning": -1,
    "near-spelling": 1,
    "nearest-three-spelling": 1,
    "other-spelling": -1,
    "outside-spelling": -1,
    "signpost-spelling": -1,
    "explained": 1,  # how much of the message stands in the phrasings and texts of this meaning, by learned runs
    "explained-elsewhere": 0,
    "worst-word": 1,  # the same for the word that this meaning explains worst
    "never-seen": 0,  # how much of the message is in no two phrasings
    "length": 0,
    "unknown-numbers": -1,  # in the message, and nowhere in this meaning's texts
    "is-signpost": 0,
    "is-small-talk": 0,
}
SIGNS: Final = tuple(DIRECTIONS)

_LIKELY = 6  # meanings looked at for a message: the one meant is hardly ever further down
_TINY = 1e-6
_NONE = -1.0  # the nearness of phrasings that do not exist
_NUMBER = re.compile(r"\d+")
_STEPS = 1 << 12  # to one; finer differences come from the order in which a processor adds


_Said = Mapping[int, tuple[str, ...]]  # what is said about each meaning, by its number


@dataclass(frozen=True, slots=True)
class Signed:
    """The likely meanings of a message, by their numbers, and the signs for each: shape (meanings, signs).

    `abroad`, shape (meanings,): whether the message names another country, and no text of the meaning names any.
    """

    likely: NDArray[np.intp]
    signs: Numbers
    abroad: NDArray[np.bool_]


class SignReader:
    """Finds the signs in a message. Knows the training texts, and `passages`: by meaning, what is said about it."""

    def __init__(
        self,
        training: TrainingTexts,
        features: Features,
        evidence: TaughtEvidence,
        passages: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._features = features
        self._evidence = evidence
        names = training.meanings
        self._signpost = np.array([signpost_of(name) is not None for name in names], dtype=bool)
        self._chat = np.array([chat_kind(name) is not None for name in names], dtype=bool)
        self._answered = self._signpost | self._chat | training.entries
        self._starts, self._ends = training.bounds()
        said = {number: tuple((passages or {}).get(name, ())) for number, name in enumerate(names)}
        self._explains = self._runs_by_meaning(training, said)
        self._numbers = _numbers_by_meaning(training, said)
        self._training, self._said = training, said
        self._rarest = float(np.log(1 + len(training.texts)) + 1)  # the weight of a run in no phrasing, or in one alone

    def _runs_by_meaning(self, training: TrainingTexts, said: _Said) -> csr_matrix:
        """Which runs of letters stand in the texts of which meaning: shape (runs + 1, meanings).

        The last row is for runs that were not learned.
        """
        runs, spelling = self._features.runs, self._evidence.spelling
        rows, numbers = [spelling.indices], [np.repeat(training.classes, np.diff(spelling.indptr))]
        for number, texts in said.items():
            found = [runs[run] for text in texts for run in runs_of_taught(text) if run in runs]
            rows.append(np.array(found, dtype=np.intp))
            numbers.append(np.full(len(found), number))
        row, meaning = np.concatenate(rows), np.concatenate(numbers)
        kept = self._answered[meaning]
        places = (row[kept], meaning[kept])
        return csr_matrix((np.ones(int(kept.sum()), dtype=bool), places), (len(runs) + 1, len(training.meanings)))

    def read(self, text: str, evidence: Evidence, shares: Numbers) -> Signed:
        """Find the likely meanings of one message and the signs for each.

        `evidence` has one row, for the message. `shares` has the classifier's share for each meaning.
        """
        answered = np.flatnonzero(self._answered)
        likely = answered[np.argsort(-shares[answered], kind="stable")[:_LIKELY]]
        spelt = self._evidence.spelling @ evidence.spelling.toarray()[0] / max(_TINY, self._features.weight**2)
        of_each = (
            self._of_shares(shares, likely),
            self._of_nearness(self._evidence.meaning.nearness(evidence.meaning[0]), likely),
            self._of_nearness(spelt, likely),
            self._of_words(text, likely),
        )
        numbers = set(_NUMBER.findall(text))
        unknown = [len(numbers - self._numbers[int(number)]) for number in likely]
        kinds = (self._signpost[likely], self._chat[likely])
        signs = np.column_stack([*(one for some in of_each for one in some), unknown, *kinds])
        return Signed(likely, rounded(signs), self._is_abroad(text, likely))

    def _is_abroad(self, text: str, likely: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether a message names another country, and no text of each likely meaning names any."""
        if not names_another_country(text):
            return np.zeros(len(likely), dtype=bool)
        at_home = (not any(map(names_another_country, self._texts_of(int(number)))) for number in likely)
        return np.fromiter(at_home, dtype=bool, count=len(likely))

    def _texts_of(self, number: int) -> Iterator[str]:
        taught = self._training.texts[self._starts[number] : self._ends[number]]
        return chain(taught, self._said[number])

    def _of_shares(self, shares: Numbers, likely: NDArray[np.intp]) -> tuple[Numbers, ...]:
        share = shares[likely]
        of_signposts = shares[self._signpost].sum() - np.where(self._signpost[likely], share, 0)
        of_talk = shares[self._chat].sum() - np.where(self._chat[likely], share, 0)
        return (
            _log_odds(share),
            np.log((share + _TINY) / (_best_of_others(shares, self._answered, likely, 0.0) + _TINY)),
            _log_odds(np.full(len(likely), shares[~self._answered].sum())),
            _log_odds(of_signposts),
            _log_odds(of_talk),
            share.sum() - share,
        )

    def _of_nearness(self, near: Numbers, likely: NDArray[np.intp]) -> tuple[Numbers, ...]:
        """How near a message is to the phrasings of each likely meaning and of others, given how near to every text."""
        nearest: Numbers = np.maximum.reduceat(near, self._starts)
        three = [np.sort(near[self._starts[number] : self._ends[number]])[-3:].mean() for number in likely]
        return (
            nearest[likely],
            np.array(three, dtype=np.float32),
            _best_of_others(nearest, self._answered, likely, _NONE),
            np.full(len(likely), nearest[~self._answered].max(initial=_NONE)),
            _best_of_others(nearest, self._signpost, likely, _NONE),
        )

    def _of_words(self, text: str, likely: NDArray[np.intp]) -> tuple[Numbers, ...]:
        """How much of a message the texts of each likely meaning explain, of its worst word, and how much nobody's."""
        runs = runs_of_words(text)
        nowhere = len(self._features.runs)
        known = np.array([self._features.runs.get(run, nowhere) for some in runs for run in some], dtype=np.intp)
        if not len(known):
            nothing = np.zeros(len(likely), np.float32)
            return (nothing,) * 5
        weights = np.append(self._features.rarity, self._rarest)[known].astype(np.float32)
        starts = np.cumsum([0, *map(len, runs)])[:-1]
        weighted = self._explains[known].toarray() * weights[:, np.newaxis]
        of_words = np.add.reduceat(weighted, starts) / np.add.reduceat(weights, starts)[:, np.newaxis]
        explained = weighted.sum(axis=0) / weights.sum()
        never_seen = weights[known == nowhere].sum() / weights.sum()
        return (
            explained[likely],
            _best_of_others(explained, self._answered, likely, 0.0),
            of_words.min(axis=0)[likely],
            np.full(len(likely), never_seen),
            np.full(len(likely), np.log1p(len(runs))),
        )


def rounded(signs: Numbers) -> Numbers:
    """Signs in steps in which two processors, which add in different orders, agree.

    The steps are a power of two, so that common shares, such as a third or a tenth, lie on no border between two.
    """
    found: Numbers = (np.round(signs * _STEPS) / _STEPS).astype(np.float32)
    return found


def _numbers_by_meaning(training: TrainingTexts, said: _Said) -> dict[int, set[str]]:
    known: dict[int, set[str]] = defaultdict(set)
    taught = zip(training.classes.tolist(), training.texts, strict=True)
    for number, text in chain(taught, ((number, text) for number, texts in said.items() for text in texts)):
        known[number].update(_NUMBER.findall(text))
    return known


def _best_of_others(values: Numbers, among: NDArray[np.bool_], likely: NDArray[np.intp], least: float) -> Numbers:
    """For each likely meaning, the highest value among all others; `least` if there is no other."""
    held = np.where(among, values, least)
    first = held.argmax()
    others = held.copy()
    others[first] = least
    best: Numbers = np.where(likely == first, others.max(), held[first]).astype(np.float32)
    return best


def _log_odds(shares: Numbers) -> Numbers:
    held = np.clip(shares, _TINY, 1 - _TINY)
    odds: Numbers = np.log(held / (1 - held))
    return odds


# Other countries and their peoples are named in Kazakh, Russian and English as CLDR has them, through Babel.
_HOME = "KZ"
_TONGUES = ("kk", "ru", "en")
_STEM = 5  # letters; shorter ones begin many a common word
_ENDING = 6  # letters that may follow a stem: «Өзбекстандағы»
# Short names that begin no other word, and common ones that CLDR does not have.
_SHORT_NAMES: Final = frozenset(
    ("иран", "ирак", "куба", "сша", "акш", "usa", "iran", "iraq", "cuba", "америк", "europe")
)
# Kazakh words that look like a country once folded, and Russian, which is spoken at home too.
_AT_HOME: Final = re.compile("катар|багам|russian")
_INFLECTED = re.compile("(?:ский|ия|[аяыиеоь])$")
_LETTERS_TOGETHER = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1 << 15)
def names_another_country(text: str) -> bool:
    """Whether a text names a country that is not Kazakhstan, its people or its language, in any form. Cached."""
    return any(_is_foreign(word) for word in _LETTERS_TOGETHER.findall(fold(text)))


def _is_foreign(word: str) -> bool:
    stems = _stems()
    ends = range(_STEM, len(word) + 1)
    named = any(word[:end] in stems and len(word) - end <= _ENDING for end in ends)
    return word in _SHORT_NAMES or (named and not _AT_HOME.match(word))


@cache
def _stems() -> frozenset[str]:
    """Beginnings of the words that name another country, folded: «узбекист», "uzbekistan"."""
    found = set(_SHORT_NAMES)
    for tongue in _TONGUES:
        locale = Locale(tongue)
        countries = [code for code in map(str, locale.territories) if code.isalpha() and code != _HOME]
        spoken = {language for code in countries for language in get_official_languages(code)} - set(_TONGUES)
        names = [locale.territories[code] for code in countries] + [locale.languages.get(code, "") for code in spoken]
        found |= {_stem(name) for name in names}
    return frozenset(stem for stem in found if len(stem) >= _STEM)


def _stem(name: str) -> str:
    """What all forms of a name begin with, of a name of one word, or of a language («өзбек тілі»); else nothing."""
    words = _LETTERS_TOGETHER.findall(fold(name))
    if len(words) == 2 and words[1].startswith("тил"):
        words = words[:1]
    if len(words) != 1:
        return ""
    return _INFLECTED.sub("", words[0])
