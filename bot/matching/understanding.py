"""Turn a message into a verdict: one question or two, answered, offered as choices, unknown, or just small talk.

This file also explains the verdict, in plain values that a terminal and a web page show.
"""

import contextlib
import re
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.matching.features import OUTSIDE, Neighbour, gap_meaning
from bot.matching.matcher import Match, Matcher
from bot.matching.reading import Reading
from bot.matching.signs import SIGNS
from bot.matching.thresholds import (
    BRUSHED_OFF,
    CAREFUL,
    CHOICES,
    CHOICES_WITHOUT_IT,
    COLD,
    EXPECTED,
    FALSE_ANSWER,
    FALSE_SIGNPOST,
    MOST_CHOICES,
    MOST_QUESTIONS,
    OTHER_SIGNPOST,
    UNKNOWN_THOUGH_KNOWN,
    WORD_FOR_WORD,
    WORTH_OFFERING,
    MatchOutcome,
    Verdict,
)

_SHOWN = 3
_LONG = 310  # characters from which on a message is not taken apart: looking at its parts takes as long again, each


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant: the belief in it, and its phrasings nearest to the message."""

    entry: str
    belief: float
    nearest: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a message was read, which verdict it got, and what spoke for that.

    `outside` are the nearest messages that no entry answers. `first` is the entry that `signs` are about. Each sign is
    its name and how far it moves the belief (in log odds), beginning at `bias`.
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
    bias, pulls = matcher.learned.calibration.belief.pulls(match.signs)
    nearest = [Candidate(name, share, _nearest(matcher, match, name)) for name, share in match.ranking[:_SHOWN]]
    outside = _nearest(matcher, match, OUTSIDE) if OUTSIDE in matcher.training.meanings else ()
    first, belief = match.ranking[0]
    signs = tuple(zip(SIGNS, map(float, pulls), strict=True))
    return Explanation(verdict, match.reading, tuple(nearest), outside, first, belief, bias, signs)


def _nearest(matcher: Matcher, match: Match, meaning: str) -> tuple[Neighbour, ...]:
    return tuple(matcher.nearest(match, gap_meaning(meaning) if meaning in matcher.signposts else meaning))


_REMEMBERED = 4096  # messages, the latest; on a busy day many people ask in the same words
_LOGGED = 5  # entries kept in the ranking of a verdict
_SURE_LANGUAGE = 0.8  # below this, a message ("AMANAT") does not say which language to answer in
_IN_HALVES = 6  # of the likeliest entries, each of several questions is looked for among these
_CLEAR = 0.9  # the belief in what the third of three questions asks for
_SECOND = 0.0005  # from this belief in the second entry on, look for two questions: at 0.03, half of them are missed

# Where one question may end and another begin: marks, and the words for "and" and "also".
_BORDER = re.compile(
    r"[?!.;\n]+\s*|,?\s+(?:and|also|plus|а ещё|а еще|и|әрі|және|сосын|тағы|мен)\s+|,\s+", re.IGNORECASE
)
_ASKED = re.compile(r"[^?!.…\n]+(?=\?)")
_SENTENCE = re.compile(r"(?<=[?!.…\n])\s+")


def decide(
    beliefs: Sequence[float], false: float = FALSE_ANSWER, chat: float = 0.0, other_signposts: float = 0.0
) -> MatchOutcome:
    """Choose the outcome that is expected to cost least.

    `beliefs` are the probabilities of the likeliest entries and signposts, best first, and `false` what it costs if the
    first is answered falsely, by default that of an entry. `chat` is the probability of small talk. `other_signposts`
    is, if the first is a signpost, the sum of the others' probabilities.
    """
    costs: dict[MatchOutcome, float] = {"unknown": UNKNOWN_THOUGH_KNOWN * min(1.0, sum(beliefs)) + COLD * chat}
    if beliefs:
        another = min(other_signposts, 1 - beliefs[0])
        costs["answer"] = false * (1 - beliefs[0] - another) + OTHER_SIGNPOST * another
    if offered := worth_offering(beliefs):
        among = min(1.0, sum(beliefs[:offered]))
        costs["choices"] = CHOICES * among + CHOICES_WITHOUT_IT * (1 - among)
    if chat:
        costs["chat"] = BRUSHED_OFF * (1 - chat)
    return min(costs, key=lambda decision: costs[decision])


def worth_offering(beliefs: Sequence[float]) -> int:
    """How many choices to show: those that may well be meant, up to three."""
    return sum(belief >= WORTH_OFFERING for belief in beliefs[:MOST_CHOICES])


class Understanding:
    """Decides what a message asks for, and remembers that, so that a question asked often is decided once."""

    def __init__(self, matcher: Matcher, careful: Collection[str] = frozenset(), remembered: int = _REMEMBERED) -> None:
        """`careful` are the ids of entries and signposts that it costs more to answer with falsely."""
        self.matcher = matcher
        self._careful = careful
        self._remembered = remembered
        self._verdicts: OrderedDict[str, Verdict] = OrderedDict()

    def understand(self, text: str) -> Verdict:
        """Say which entries a message means, and in which language it is."""
        known = self._verdicts.get(text)
        verdict = self._verdicts[text] = known or self._understand(text)
        with contextlib.suppress(KeyError):  # another thread may have made room meanwhile
            self._verdicts.move_to_end(text)
            while len(self._verdicts) > self._remembered:
                self._verdicts.popitem(last=False)
        return verdict

    def remembers(self, text: str) -> bool:
        """Whether a message was understood before, so that nothing has to be computed."""
        return text in self._verdicts

    def expecting(self, verdict: Verdict, names: Collection[str]) -> Verdict:
        """The verdict if these entries are likelier than others to be asked about, after what was said before."""
        believed = {name: _likelier(belief) if name in names else belief for name, belief in verdict.ranking}
        ranking = tuple(sorted(believed.items(), key=lambda pair: -pair[1]))
        if not ranking:
            return verdict
        beliefs = [belief for _, belief in ranking]
        outcome = self._outcome(ranking)
        count = {"answer": 1, "choices": worth_offering(beliefs)}.get(outcome, 0)
        entries = tuple(name for name, _ in ranking[:count])
        return replace(verdict, outcome=outcome, entries=entries, ranking=ranking, confidence=beliefs[0])

    def _outcome(self, ranking: Sequence[tuple[str, float]], chat: float = 0.0) -> MatchOutcome:
        if not ranking:
            return decide((), chat=chat)
        beliefs, signposts = [belief for _, belief in ranking], self.matcher.signposts
        first = ranking[0][0]
        others = sum(belief for name, belief in ranking[1:] if name in signposts) if first in signposts else 0.0
        return decide(beliefs, self._cost(first), chat, others)

    def _cost(self, first: str) -> float:
        false = FALSE_SIGNPOST if first in self.matcher.signposts else FALSE_ANSWER
        return false * (CAREFUL if first in self._careful else 1)

    def _understand(self, text: str) -> Verdict:
        match = self.matcher.match(text)
        if not any(map(str.isalnum, match.reading.text)):
            # "👍" or "?": it fits some kind of small talk best, and some language, but by chance.
            return replace(_verdict(match, "chat", ()), chat="", language=None)
        taught = self.matcher.taught(text)
        if taught:
            return _verdict(_sure_of(taught, match), "answer", (taught,))
        several = self._questions(match)
        if several:
            return _verdict(match, "answer", several)
        decision = self._outcome(match.ranking, match.chat_share)
        if decision != "answer" and (last := self._last_sentence(match)):
            match, decision = last, "answer"
        return _decided(match, decision)

    def explain(self, text: str) -> Explanation:
        """Say why a message is understood as it is."""
        return explained(self.understand(text), self.matcher.match(text), self.matcher)

    def _questions(self, match: Match) -> tuple[str, ...]:
        """The two or three entries that a message asks for, one after the other; empty if it asks for one thing."""
        if len(match.ranking) < 2 or len(match.reading.text) > _LONG:
            return ()
        if len(marked := self._marked_questions(match.reading.text)) > 1:
            return marked
        if match.ranking[1][1] < _SECOND:
            return ()
        likely = {name for name, belief in match.ranking[:_IN_HALVES] if self._may_be_second(name, belief)}
        found = self._in_parts(match.reading.text, likely, MOST_QUESTIONS)
        # "Kurultai, vice-president, council: are these three bodies or one?" asks one thing, and names three.
        is_one = match.ranking[0][0] not in found and self._outcome(match.ranking) == "answer"
        return () if is_one or self.matcher.signposts.issuperset(found) else found

    def _marked_questions(self, text: str) -> tuple[str, ...]:
        """What each of two or three questions asks for that a question mark ends; empty unless something follows."""
        asked = [one.strip() for one in _ASKED.findall(text) if len(one.split()) >= 2]
        if not 2 <= len(asked) <= MOST_QUESTIONS:
            return ()
        found = dict.fromkeys(name for one in asked if (name := self._answer_to(one)))
        return () if self.matcher.signposts.issuperset(found) else tuple(found)

    def _in_parts(self, text: str, likely: Collection[str], most: int) -> tuple[str, ...]:
        """What the parts of a text ask for, if each clearly asks for something else among what is likely."""
        for first, rest in _halves(text):
            one = self._answer_to(first)
            if one in likely:
                other, belief = self._asked_in(rest)
                # The last of three may be nothing that the whole sounds like, if it is clear by itself.
                is_last = most < MOST_QUESTIONS and belief >= _CLEAR and other not in self.matcher.signposts
                is_clear = other in likely or (bool(other) and is_last)
                others = (other,) if is_clear else self._in_parts(rest, likely, most - 1) if most > 2 else ()
                if others and one not in others:
                    return (one, *others)
        return ()

    def _may_be_second(self, name: str, belief: float) -> bool:
        """Half a question sounds like many a thing that the articles lack: a signpost has to be likely on the whole."""
        return name not in self.matcher.signposts or belief >= WORTH_OFFERING

    def _answer_to(self, text: str) -> str:
        return self._asked_in(text)[0]

    def _asked_in(self, text: str) -> tuple[str, float]:
        """What a part of a message clearly asks for, and the belief in that; "" if nothing is clear."""
        match = self.matcher.match(text)
        return match.ranking[0] if self._outcome(match.ranking) == "answer" else ("", 0.0)

    def _last_sentence(self, match: Match) -> Match | None:
        """The match of the last sentence, if that is clear: a message may tell a story first, and ask at its end."""
        sentences = _SENTENCE.split(match.reading.text)
        if len(sentences) < 2 or len(sentences[-1].split()) < 3:
            return None
        last = self.matcher.match(sentences[-1])
        return last if self._outcome(last.ranking) == "answer" else None


def _likelier(belief: float) -> float:
    odds = EXPECTED * belief / max(1 - belief, 1e-6)
    return odds / (1 + odds)


def _halves(text: str) -> list[tuple[str, str]]:
    borders = [(found.start(), found.end()) for found in _BORDER.finditer(text)]
    halves = ((text[:start], text[end:]) for start, end in borders)
    return [(first, second) for first, second in halves if min(len(first.split()), len(second.split())) >= 2][:4]


def _sure_of(name: str, match: Match) -> Match:
    """The match of a message that repeats a wording word for word, so that its meaning is known."""
    others = tuple((other, belief) for other, belief in match.ranking if other != name)
    belief = dict(match.ranking).get(name, 0.0)
    return replace(match, ranking=((name, max(belief, WORD_FOR_WORD)), *others))


def _decided(match: Match, decision: MatchOutcome) -> Verdict:
    names = tuple(name for name, _ in match.ranking)
    if decision == "answer":
        return _verdict(match, "answer", names[:1])
    if decision == "choices":
        return _verdict(match, "choices", names[: worth_offering([belief for _, belief in match.ranking])])
    return _verdict(match, decision, ())


def _verdict(match: Match, outcome: str, entries: tuple[str, ...]) -> Verdict:
    reading = match.reading
    language = reading.language if reading.sureness >= _SURE_LANGUAGE else None
    confidence = match.ranking[0][1] if match.ranking else 0.0
    if outcome == "chat":
        confidence = match.chat_share
    return Verdict(outcome, entries, match.ranking[:_LOGGED], confidence, language, match.chat)  # type: ignore[arg-type]
