"""Measure how good the matcher is on labelled messages: right, right among choices, false; by language and by tag.

The calibration is learned from these messages too, and from held-back training texts.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bot.matching.belief import Belief, Calibration, Trials, held_back
from bot.matching.embedding import Vectors
from bot.matching.features import SPELLING_WEIGHTS, chat_kind, signpost_of
from bot.matching.matcher import Matcher
from bot.matching.thresholds import Verdict

_SMALL_TALK = ("chat", "hostile")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message whose meaning is known.

    `accept` holds the entries that answer it, and is empty if no entry does. `gap` is the signpost for it. `about` is
    the entry whose subject it has, though that entry does not give what is asked. `talk` is its kind of small talk.
    """

    text: str
    language: str
    accept: tuple[str, ...] = ()
    kind: str = ""
    tags: tuple[str, ...] = ()
    gap: str = ""
    about: str = ""
    talk: str = ""

    @classmethod
    def of(cls, line: Mapping[str, Any]) -> "Labelled":
        """Read a parsed line of a JSONL file. Raises `ValueError` that says what is wrong with the line."""
        if not isinstance(line.get("text"), str):
            raise ValueError("it has no 'text'")
        if ("accept" in line) == ("kind" in line):
            raise ValueError("it needs either 'accept' (ids of entries) or 'kind' (near, far, chat …)")
        language, kind = str(line.get("lang", "")), str(line.get("kind", ""))
        accept, tags = (tuple(line.get(name, ())) for name in ("accept", "tags"))
        others = (str(line.get(name, "")) for name in ("gap", "about", "talk"))
        return cls(line["text"], language, accept, kind, tags, *others)

    def means(self, meaning: str) -> bool | None:
        """Whether it has this meaning; `None` where neither is wrong."""
        if signpost := signpost_of(meaning):
            return signpost == self.gap
        if (kind := chat_kind(meaning)) is not None:
            return kind == self.talk if self.talk else self.kind in _SMALL_TALK
        return None if meaning == self.about else meaning in self.accept


@dataclass(slots=True)
class Score:
    """Counts over some messages.

    `false` counts wrong answers, and any answer to a message that no entry answers. `gaps` are those with a signpost.
    """

    inside: int = 0
    outside: int = 0
    right: int = 0
    among: int = 0
    false: int = 0
    offered_outside: int = 0
    gaps: int = 0
    gaps_right: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, message: Labelled, verdict: Verdict, is_gap: bool = False) -> None:
        """Count a message and its verdict. `is_gap`: it was sent to a signpost, which claims nothing."""
        self.outcomes["gap" if is_gap else verdict.outcome] += 1
        hit = any(entry in message.accept for entry in verdict.entries)
        self.gaps += bool(message.gap)
        self.gaps_right += is_gap and verdict.entries == (message.gap,)
        if message.accept:
            self.inside += 1
            self.right += verdict.outcome == "answer" and hit
            self.among += verdict.outcome == "choices" and hit
        else:
            self.outside += 1
            self.offered_outside += verdict.outcome == "choices"
        self.false += verdict.outcome == "answer" and not hit and not is_gap

    def shares(self) -> dict[str, float | int | None]:
        """The figures as shares, 0..1, or `None` if there is nothing to count."""
        return {
            "messages": self.inside + self.outside,
            "in_scope": self.inside,
            "right": _share(self.right, self.inside),
            "right_or_among_choices": _share(self.right + self.among, self.inside),
            "false": _share(self.false, self.inside + self.outside),
            "gaps": self.gaps,
            "gaps_right": _share(self.gaps_right, self.gaps),
            "choices_out_of_scope": _share(self.offered_outside, self.outside),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores over all messages, and by language, by tag, and by kind of the messages that no entry answers."""

    overall: Score
    groups: Mapping[str, Mapping[str, Score]]

    def figures(self) -> dict[str, Any]:
        """Everything as plain values, for `--json`."""
        groups = {
            name: {key: tally.shares() for key, tally in sorted(group.items())} for name, group in self.groups.items()
        }
        return {"all": self.overall.shares(), "outcomes": dict(self.overall.outcomes), **groups}


def evaluate(
    messages: Iterable[Labelled], understand: Callable[[str], Verdict], signposts: Collection[str] = ()
) -> Evaluation:
    """Put each message to the matcher, and count the results. `signposts` are the ids that are no entries."""
    overall = Score()
    groups: dict[str, dict[str, Score]] = {"language": {}, "tag": {}, "kind": {}}
    for message in messages:
        verdict = understand(message.text)
        is_gap = verdict.outcome == "answer" and all(name in signposts for name in verdict.entries)
        overall.add(message, verdict, is_gap)
        named = [("language", message.language), ("kind", message.kind)]
        # The tags of messages that no entry answers name their subject, not a way of writing.
        named += [("tag", tag) for tag in message.tags if message.accept]
        for group, key in named:
            if key:
                groups[group].setdefault(key, Score()).add(message, verdict, is_gap)
    return Evaluation(overall, groups)


_FOLDS = 10  # more than at a start, where time counts: each classifier then knows nearly all training texts
_MESSAGES = 8  # times the weight, in total, of the held-back training texts: they ask as people ask


def calibrate(matcher: Matcher, vectors: Vectors, labelled: Sequence[Labelled]) -> Calibration:
    """Find the weight of spelling that gets most labelled messages right, and the belief that goes with it."""
    candidates = {weight: matcher.refitted(weight, vectors) for weight in SPELLING_WEIGHTS}
    asked = {weight: _ask(candidate, labelled) for weight, candidate in candidates.items()}
    best = max(SPELLING_WEIGHTS, key=lambda weight: (asked[weight].first_right.sum(), weight))
    taught = held_back(matcher.training, vectors, best, _FOLDS, matcher.passages)
    return Calibration(best, _belief(taught, asked[best]))


def _belief(training: Trials, messages: Trials) -> Belief:
    """Fit belief to both kinds of trials.

    The held-back training texts are many, but their nearest neighbours were written by the same hand, or on purpose to
    mislead. The labelled messages are few, but they ask as people ask.
    """
    parts = [(part, share) for part, share in ((training, 1), (messages, _MESSAGES)) if len(part.right)]
    weights = [np.full(len(part.right), share / len(part.right)) for part, share in parts]
    both = Trials(*(np.concatenate([getattr(part, name) for part, _ in parts]) for name in Trials.__slots__))
    return both.belief(np.concatenate(weights) * len(both.right) / sum(share for _, share in parts))


def _ask(matcher: Matcher, labelled: Sequence[Labelled]) -> Trials:
    names = matcher.training.meanings

    def judge(message: Labelled) -> Callable[[int], bool | None]:
        return lambda number: message.means(names[number])

    return Trials.of((matcher.signs(message.text), judge(message)) for message in labelled)
