"""Why a message was matched as it was, as plain values; a terminal and a web page show them."""

from dataclasses import dataclass

from bot.matching.belief import SIGNS
from bot.matching.decision import Verdict
from bot.matching.matcher import Match, Matcher
from bot.matching.neighbours import Neighbour
from bot.matching.reading import Reading
from bot.matching.training_texts import OUTSIDE

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant: the belief in it, and its phrasings nearest to the message."""

    entry: str
    belief: float
    nearest: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a message was read, what came of it, and what spoke for that.

    `outside` are the nearest messages that no entry answers. `first` is the entry that `signs` speak of: each by its
    name, with how far it moves the belief (in log odds), from where `bias` begins.
    """

    verdict: Verdict
    reading: Reading
    candidates: tuple[Candidate, ...]
    outside: tuple[Neighbour, ...]
    first: str
    belief: float
    bias: float
    signs: tuple[tuple[str, float], ...]


def explained(verdict: Verdict, match: Match, matcher: Matcher) -> Explanation:
    """Say why a message got its verdict."""
    belief = matcher.learned.calibration.belief
    pulls = (value * weight for value, weight in zip(match.signs, belief.weights, strict=True))
    nearest = [Candidate(entry, share, _nearest(matcher, match, entry)) for entry, share in match.ranking[:_SHOWN]]
    outside = _nearest(matcher, match, OUTSIDE) if OUTSIDE in matcher.lessons.meanings else ()
    return Explanation(
        verdict,
        match.reading,
        tuple(nearest),
        outside,
        match.first,
        dict(match.ranking)[match.first],
        belief.bias,
        tuple(zip(SIGNS, pulls, strict=True)),
    )


def _nearest(matcher: Matcher, match: Match, meaning: str) -> tuple[Neighbour, ...]:
    return tuple(matcher.nearest(match, meaning))
