"""The history of what was published, and where a step back leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """A version of the content, and when it went live; or, where it never was `served`, when it was put by."""

    version: str
    at: datetime
    served: bool = True


def step_back(history: Sequence[Publication], current: str) -> str | None:
    """The version to go back to from the `current` one: what was live before it. `None` where there was nothing.

    `history` has the oldest first. Who goes back twice goes back two steps: a version that is live again takes what
    came after it out of the way, so that a step back never leads to what has just been rolled back.
    """
    steps = _steps(one.version for one in history if one.served)
    if current not in steps:
        return steps[-1] if steps else None
    place = steps.index(current)
    return steps[place - 1] if place else None


def _steps(versions: Iterable[str]) -> list[str]:
    steps: list[str] = []
    for version in versions:
        if version in steps:
            del steps[steps.index(version) + 1 :]
        else:
            steps.append(version)
    return steps
