"""What a button carries: a verb and what it is about, in at most 64 bytes, readable after any restart."""

from dataclasses import dataclass
from typing import Literal, get_args

from bot.knowledge import LANGUAGES, Language

Verb = Literal["answer", "none", "topics", "section", "language"]
_VERBS: tuple[Verb, ...] = get_args(Verb)


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed. `about` is an entry, a section, a language or the turn that offered the choices.

    `under` is the language of the message it stands under: who has chosen none is answered in the same.
    """

    verb: Verb
    about: str = ""
    under: Language | None = None

    def __str__(self) -> str:
        return ":".join([self.verb, self.about, *([self.under] if self.under else [])])


def press_from(written: str) -> Press | None:
    """Read what a button carried; `None` for what no button of ours carries."""
    verb, colon, rest = written.partition(":")
    about, _, under = rest.partition(":")
    for known in _VERBS:
        if colon and verb == known:
            return Press(known, about, next((language for language in LANGUAGES if language == under), None))
    return None
