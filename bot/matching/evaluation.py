"""How good the matcher is on labelled messages: right, right among choices, false; by language and by tag."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.matching.decision import Verdict


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message of which is known what it means: `accept` holds the entries that answer it, none if it is outside."""

    text: str
    language: str
    accept: tuple[str, ...] = ()
    kind: str = ""
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, line: Mapping[str, Any]) -> "Labelled":
        """From a line of a JSONL file. Raises `ValueError` that says what is wrong with it."""
        if not isinstance(line.get("text"), str):
            raise ValueError("it has no 'text'")
        if ("accept" in line) == ("kind" in line):
            raise ValueError("it needs either 'accept' (ids of entries) or 'kind' (near, far, chat …)")
        language, kind = str(line.get("lang", "")), str(line.get("kind", ""))
        return cls(line["text"], language, tuple(line.get("accept", ())), kind, tuple(line.get("tags", ())))


@dataclass(slots=True)
class Tally:
    """Counts over some messages. `false` counts wrong entries, and any entry for a message that is outside."""

    inside: int = 0
    outside: int = 0
    right: int = 0
    among: int = 0
    false: int = 0
    offered_outside: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, message: Labelled, verdict: Verdict) -> None:
        """Count one message."""
        self.outcomes[verdict.outcome] += 1
        hit = any(entry in message.accept for entry in verdict.entries)
        if message.accept:
            self.inside += 1
            self.right += verdict.outcome == "answer" and hit
            self.among += verdict.outcome == "choices" and hit
        else:
            self.outside += 1
            self.offered_outside += verdict.outcome == "choices"
        self.false += verdict.outcome == "answer" and not hit

    def shares(self) -> dict[str, float | int | None]:
        """The figures as shares, 0..1; `None` where there is nothing to count."""
        return {
            "messages": self.inside + self.outside,
            "in_scope": self.inside,
            "right": _share(self.right, self.inside),
            "right_or_among_choices": _share(self.right + self.among, self.inside),
            "false": _share(self.false, self.inside + self.outside),
            "choices_out_of_scope": _share(self.offered_outside, self.outside),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The tallies over all messages, by language, by tag and by kind of what is outside."""

    overall: Tally
    groups: Mapping[str, Mapping[str, Tally]]

    def figures(self) -> dict[str, Any]:
        """Everything as plain values, for `--json`."""
        groups = {
            name: {key: tally.shares() for key, tally in sorted(group.items())} for name, group in self.groups.items()
        }
        return {"all": self.overall.shares(), "outcomes": dict(self.overall.outcomes), **groups}


def evaluate(messages: Iterable[Labelled], understand: Callable[[str], Verdict]) -> Evaluation:
    """Ask each message and count what comes of it."""
    overall = Tally()
    groups: dict[str, dict[str, Tally]] = {"language": {}, "tag": {}, "kind": {}}
    for message in messages:
        verdict = understand(message.text)
        overall.add(message, verdict)
        named = [("language", message.language), ("kind", message.kind)]
        # Tags of messages outside name their subject, not a way of writing.
        named += [("tag", tag) for tag in message.tags if message.accept]
        for group, key in named:
            if key:
                groups[group].setdefault(key, Tally()).add(message, verdict)
    return Evaluation(overall, groups)
