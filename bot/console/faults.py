"""What stands in the way of a decision, as a page shows it to a curator."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.drawing import Mark, mark
from bot.curation import AlreadyDecided, BadName, Made, Refused
from bot.knowledge import ContentError, EditConflict, Problem, UnknownEntry

FAULTS = (AlreadyDecided, BadName, ContentError, EditConflict, Refused, UnknownEntry)
"""What carrying a decision out may raise."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`name` says what is wrong; with it the gate's problems, who decided meanwhile, or what has changed in a file."""

    name: str
    problems: Sequence[Problem] = ()
    made: Made | None = None
    file: str = ""
    diff: Sequence[tuple[Mark, str]] = ()


def fault_of(error: Exception) -> Fault:
    """The fault that a raised error is."""
    match error:
        case Refused(problems=problems) | ContentError(problems=problems):
            return Fault("refused", problems)
        case AlreadyDecided(made=made):
            return Fault("decided", made=made)
        case BadName():
            return Fault("name")
        case UnknownEntry():
            return Fault("entry")
        case EditConflict(file=file, diff=diff):
            lines = diff.splitlines()[2:]
            return Fault("conflict", file=file.name, diff=[(mark(line), line[1:]) for line in lines])
        case _:
            raise error
