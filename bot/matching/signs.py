"""The signs for and against each meaning that a message may have, as numbers: what belief is learned from.

A curator could check each sign: how sure the classifier is, how near the nearest phrasings are in meaning and in
spelling, and how much of the message the entry's own words explain.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.features import Evidence, Features, TrainingTexts, chat_kind, runs_of, runs_of_taught, signpost_of

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
    "explained": 1,  # how much of the message stands in the phrasings and texts of this meaning
    "explained-elsewhere": 0,
    "worst-word": 1,  # the same for the word that this meaning explains worst
    "never-seen": 0,  # how much of the message stands in no phrasing at all
    "length": 0,
    "unknown-numbers": -1,  # in the message, and nowhere in this meaning's texts
    "is-signpost": 0,
    "is-small-talk": 0,
}
SIGNS: Final = tuple(DIRECTIONS)

_LIKELY = 6  # meanings looked at for a message: the one meant is hardly ever further down
_TINY = 1e-6
_NONE = -1.0  # the nearness of phrasings that do not exist
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Signed:
    """The likely meanings of a message, by their numbers, and the signs for each: shape (meanings, signs)."""

    likely: NDArray[np.intp]
    signs: Numbers


class SignReader:
    """Finds the signs in a message. Knows the training texts, and `passages`: by meaning, what is said about it."""

    def __init__(
        self,
        training: TrainingTexts,
        features: Features,
        evidence: Evidence,
        passages: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._training = training
        self._features = features
        self._evidence = evidence
        self._signpost = np.array([signpost_of(name) is not None for name in training.meanings], dtype=bool)
        self._chat = np.array([chat_kind(name) is not None for name in training.meanings], dtype=bool)
        self._answered = self._signpost | self._chat | training.entries
        self._starts = np.searchsorted(training.classes, np.arange(len(training.meanings)))
        self._ends = np.append(self._starts[1:], len(training.texts))
        self._runs_by_meaning(passages or {})
        self._numbers = self._numbers_by_meaning(passages or {})

    def _runs_by_meaning(self, passages: Mapping[str, Iterable[str]]) -> None:
        """Find out which runs of letters occur in the texts of which meaning, and how rare each is among phrasings."""
        training = self._training
        pairs = [*zip(training.classes.tolist(), training.texts, strict=True)]
        pairs += [(number, text) for number, name in enumerate(training.meanings) for text in passages.get(name, ())]
        runs = [runs_of_taught(text) for _, text in pairs]
        self._rows = {run: row for row, run in enumerate(dict.fromkeys(chain.from_iterable(runs)))}
        rows = np.fromiter(map(self._rows.__getitem__, chain.from_iterable(runs)), dtype=np.intp)
        numbers = np.repeat([number for number, _ in pairs], [len(some) for some in runs])
        # The last row is that of a run which stands nowhere.
        answered = self._answered[numbers]
        stands = csr_matrix(
            (np.ones(int(answered.sum()), dtype=bool), (rows[answered], numbers[answered])),
            shape=(len(self._rows) + 1, len(training.meanings)),
        )
        stands.sum_duplicates()
        self._explains = stands
        seen = np.zeros(len(self._rows) + 1)
        for some in runs[: len(training.texts)]:
            seen[[self._rows[run] for run in set(some)]] += 1
        self._rarity = (np.log((1 + len(training.texts)) / (1 + seen)) + 1).astype(np.float32)

    def _numbers_by_meaning(self, passages: Mapping[str, Iterable[str]]) -> dict[int, set[str]]:
        known: dict[int, set[str]] = defaultdict(set)
        for text, number in zip(self._training.texts, self._training.classes, strict=True):
            known[int(number)].update(_NUMBER.findall(text))
        for number, meaning in enumerate(self._training.meanings):
            for text in passages.get(meaning, ()):
                known[number].update(_NUMBER.findall(text))
        return known

    def read(self, text: str, evidence: Evidence, shares: Numbers) -> Signed:
        """Find the likely meanings of one message and the signs for each.

        `evidence` has one row, for the message. `shares` has the classifier's share for each meaning.
        """
        answered = np.flatnonzero(self._answered)
        likely = answered[np.argsort(-shares[answered], kind="stable")[:_LIKELY]]
        spelt = self._evidence.spelling @ evidence.spelling.toarray()[0] / max(_TINY, self._features.weight**2)
        near = _Nearness.of(self._evidence.meaning @ evidence.meaning[0], self._starts)
        spelling = _Nearness.of(spelt, self._starts)
        explained = self._explained(text)
        numbers = set(_NUMBER.findall(text))
        signs = np.zeros((len(likely), len(SIGNS)), np.float32)
        for row, number in enumerate(likely):
            of_shares = self._of_shares(shares, likely, number)
            of_nearness = (*self._of_nearness(near, number), *self._of_nearness(spelling, number))
            unknown = len(numbers - self._numbers[int(number)])
            kinds = self._signpost[number], self._chat[number]
            signs[row] = (*of_shares, *of_nearness, *explained.of(number, self._but(number)), unknown, *kinds)
        return Signed(likely, signs)

    def _but(self, number: np.intp) -> NDArray[np.bool_]:
        """All other meanings that the bot answers."""
        others: NDArray[np.bool_] = self._answered.copy()
        others[number] = False
        return others

    def _of_shares(self, shares: Numbers, likely: NDArray[np.intp], number: np.intp) -> tuple[float, ...]:
        share = float(shares[number])
        next_share = float(shares[self._but(number)].max(initial=0.0))
        outside, signposts, talk = (float(shares[one].sum()) for one in (~self._answered, self._signpost, self._chat))
        return (
            _log_odds(share),
            float(np.log((share + _TINY) / (next_share + _TINY))),
            _log_odds(outside),
            _log_odds(signposts - share * float(self._signpost[number])),
            _log_odds(talk - share * float(self._chat[number])),
            float(shares[likely].sum()) - share,
        )

    def _of_nearness(self, near: "_Nearness", number: np.intp) -> tuple[float, ...]:
        others = self._but(number)
        return (
            float(near.of_meanings[number]),
            float(np.sort(near.of_texts[self._starts[number] : self._ends[number]])[-3:].mean()),
            near.best(others),
            near.best(~self._answered),
            near.best(self._signpost & others),
        )

    def _explained(self, text: str) -> "_Explained":
        runs = [runs_of(word) for word in _WORD.findall(text)]
        nowhere = len(self._rows)
        known = np.array([self._rows.get(run, nowhere) for some in runs for run in some], dtype=np.intp)
        if not len(known):
            nothing = np.zeros(len(self._answered), np.float32)
            return _Explained(nothing, nothing, 0.0, 0)
        weights = self._rarity[known]
        starts = np.cumsum([0, *map(len, runs)])[:-1]
        weighted = self._explains[known].toarray() * weights[:, np.newaxis]
        of_words = np.add.reduceat(weighted, starts) / np.add.reduceat(weights, starts)[:, np.newaxis]
        total = float(weights.sum())
        never_seen = float(weights[known == nowhere].sum()) / total
        return _Explained(weighted.sum(axis=0) / total, of_words.min(axis=0), never_seen, len(runs))


@dataclass(frozen=True, slots=True)
class _Explained:
    """How much of a text each meaning's own texts explain, and of the word that each explains worst.

    Both have shape (meanings,). `never_seen` is how much no text explains, `words` the number of words.
    """

    of_text: Numbers
    of_worst_word: Numbers
    never_seen: float
    words: int

    def of(self, number: np.intp, others: NDArray[np.bool_]) -> tuple[float, ...]:
        elsewhere = float(self.of_text[others].max(initial=0.0))
        worst = float(self.of_worst_word[number])
        return float(self.of_text[number]), elsewhere, worst, self.never_seen, float(np.log1p(self.words))


@dataclass(frozen=True, slots=True)
class _Nearness:
    """How near a message is to each training text, and to the nearest of each meaning."""

    of_texts: Numbers
    of_meanings: Numbers

    @classmethod
    def of(cls, texts: Numbers, starts: NDArray[np.intp]) -> "_Nearness":
        return cls(texts, np.maximum.reduceat(texts, starts))

    def best(self, among: NDArray[np.bool_]) -> float:
        return float(self.of_meanings[among].max(initial=_NONE))


def _log_odds(share: float) -> float:
    held = min(max(share, _TINY), 1 - _TINY)
    return float(np.log(held / (1 - held)))
