"""Try an edit before it is published: ask the matcher from before it its new wordings, and both the past questions.

To ask 2,000 past questions in earnest takes a minute. So all are first weighed at once, which takes a second, and only
those that the edit moves are asked in earnest. Their vectors are kept from one edit to the next, also on the disk.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from bot.content import Library
from bot.content.wordings import same_wording
from bot.desk import Decision, Impact, Past, Verb
from bot.desk.impact import asked_again, placed
from bot.matching import Matcher, VectorCache
from bot.matching.embedding import Vectors
from bot.publishing import learned
from bot.publishing.learned import LearnedMatcher
from bot.settings import Settings

DAYS, MOST = 90, 2000
"""How far back past questions are asked again, in days, and how many different texts at most."""

_MOVED = 0.02  # of 1: how far an edit has to move the shares of a text for it to be asked in earnest
_IN_EARNEST = 40  # texts at most, those moved furthest; each takes about 40 ms
_AT_ONCE = 60  # texts whose vectors are computed while a curator waits; each takes about 15 ms
_ANSWERED = ("answer", "gap")
_WITH_STRAYS: tuple[Verb, ...] = ("add", "draft", "edit", "outside")

PastQuestions = Callable[[int, int], Awaitable[Sequence[Past]]]
"""The distinct texts asked in the last so many days, at most so many of them, the newest first."""


async def nobody(days: int, limit: int) -> Sequence[Past]:
    """No past questions."""
    return ()


@dataclass(frozen=True, slots=True)
class Served:
    """The content that is served, and the matcher that learned it."""

    library: Library
    trained: LearnedMatcher


class Trial:
    """Finds out what edits would do to people."""

    def __init__(self, settings: Settings) -> None:
        self._file = learned.state_folder(settings) / "learned" / "past.npz"
        self._vectors: VectorCache | None = None
        # A matcher that is served no more must not stay in memory for this, nor what somebody asked.
        self._latest: tuple[ref[Matcher], int, NDArray[np.float32]] | None = None

    def impact(self, decision: Decision, before: Served, after: Served, past: Sequence[Past]) -> Impact:
        """What a decision does: its new wordings where they have gone so far, and the past questions that change."""
        old, new = before.trained.understanding, after.trained.understanding
        known = {same_wording(text) for asked in before.library.everything.values() for text in asked.wordings()}
        wordings = [text for text in decision.wordings if same_wording(text) not in known]
        spots = placed(wordings, old.understand)
        elsewhere = (one for one in spots if one.outcome in _ANSWERED and one.entry != decision.entry)
        strays = tuple(elsewhere) if decision.verb in _WITH_STRAYS else ()
        asked = self._with_vectors(before.trained, past)
        moved = self._moved(before.trained.matcher, after.trained.matcher, asked)
        differences = asked_again(moved, old.understand, new.understand)
        return Impact(spots, strays, differences, len(asked), len(past) - len(asked))

    def prepare(self, trained: LearnedMatcher, texts: Sequence[str]) -> bool:
        """Compute some of the vectors of past questions. Returns whether any were missing; then others may be."""
        vectors = self._known(trained)
        missing = [text for text in texts if not vectors.knows([text])]
        vectors.keep(missing[:_AT_ONCE])
        if missing and len(missing) <= _AT_ONCE:
            vectors.write(self._file, texts)  # and none of a text that was forgotten since
        return bool(missing)

    def _known(self, trained: LearnedMatcher) -> VectorCache:
        if self._vectors is None or self._vectors.name != trained.memory.name:
            self._vectors = VectorCache(trained.memory.embedder, [self._file])
        return self._vectors

    def _with_vectors(self, trained: LearnedMatcher, past: Sequence[Past]) -> list[Past]:
        """The past questions whose vectors are known, and a few more, the newest."""
        vectors = self._known(trained)
        missing = [one.text for one in past if not vectors.knows([one.text])][:_AT_ONCE]
        vectors.keep(missing)
        return [one for one in past if vectors.knows([one.text])]

    def _moved(self, old: Matcher, new: Matcher, asked: Sequence[Past]) -> list[Past]:
        """The questions that the new matcher weighs differently, those that it moves furthest first."""
        if not asked or self._vectors is None:
            return []
        texts = tuple(one.text for one in asked)
        vectors = self._vectors.embed(texts)
        moves = _distances(old, self._weighed(old, texts, vectors), new, self._weighed(new, texts, vectors))
        furthest = np.argsort(-moves, kind="stable")[:_IN_EARNEST]
        return [asked[place] for place in furthest if moves[place] > _MOVED]

    def _weighed(self, matcher: Matcher, texts: tuple[str, ...], vectors: Vectors) -> NDArray[np.float32]:
        """The shares of each meaning in each text: those of an edit that was published are asked for by the next."""
        latest, asked = self._latest, hash(texts)
        if latest and latest[0]() is matcher and latest[1] == asked:
            return latest[2]
        shares = matcher.weighed(texts, vectors)
        self._latest = ref(matcher), asked, shares
        return shares


def _distances(
    old: Matcher, before: NDArray[np.float32], new: Matcher, after: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How far the shares of each text have moved, 0..1. A meaning that only one matcher knows has no share before."""
    names = sorted({*old.training.meanings, *new.training.meanings})
    moves = np.zeros(len(before), np.float32)
    columns = [{name: number for number, name in enumerate(one.training.meanings)} for one in (old, new)]
    for name in names:
        sides = (
            shares[:, column[name]] if name in column else np.zeros(len(shares), np.float32)
            for column, shares in zip(columns, (before, after), strict=True)
        )
        was, now = sides
        moves += np.abs(now - was) / 2
    return moves
