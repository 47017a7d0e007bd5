"""What a button carries: a verb and what it is about, in at most 64 bytes, readable after any restart."""

from dataclasses import dataclass
from typing import Literal, get_args

Verb = Literal["answer", "none", "topics", "section", "language"]
_VERBS: tuple[Verb, ...] = get_args(Verb)


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed. `about` is an entry, a section, a language or the turn that offered the choices."""

    verb: Verb
    about: str = ""

    def __str__(self) -> str:
        return f"{self.verb}:{self.about}"


def press_from(written: str) -> Press | None:
    """Read what a button carried; `None` for what no button of ours carries."""
    verb, colon, about = written.partition(":")
    for known in _VERBS:
        if colon and verb == known:
            return Press(known, about)
    return None
