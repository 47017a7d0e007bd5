"""One curator at the desk in a terminal: the conversation of Telegram, its buttons pressed by number or key."""

import contextlib
import itertools
import select
import sys
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from rich.console import Console
from rich.text import Text

from bot.cli.shell import show
from bot.conversation import Turn
from bot.desk_chat import Curator, DeskChat, DeskPress, Said, desk_press_from
from bot.desk_chat.desk_press import DeskVerb

Run = Callable[[Coroutine[Any, Any, Any]], Any]
"""Runs a coroutine to its end."""

_KEYS: dict[str, DeskVerb] = {
    "a": "add",
    "n": "unlike",
    "d": "draft",
    "o": "outside",
    "s": "spam",
    "p": "postpone",
    "t": "take",
    "y": "yes",
    "m": "sort",
    "c": "split",
    "": "next",
}
# The keys in the same places while a Russian or a Kazakh layout is on: nobody has to switch for a letter.
_LATIN = str.maketrans("фтвщызеньсгдйкцл", "andosptymculqrwk")
_COMMANDS = ("q", "l", "u", "/drafts", "/cancel", "/entry")
_MOMENT = 0.05  # seconds: the lines of a block that is pasted come faster than anybody types


@dataclass(frozen=True, slots=True)
class Sitting:
    """One curator at the desk in a terminal."""

    chat: DeskChat
    curator: Curator
    run: Run
    console: Console
    audit: bool = False

    def sit(self, draft: int = 0) -> None:
        """Show one group, or one answer to look at, after another until the curator leaves.

        First comes a draft, if its number is given.
        """
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - lets people move in the line that they type
        turn = self.run(self._begun(draft))
        presses: list[DeskPress] = []
        for number in itertools.count(1):
            shown = [press for one in show(turn, self.console) if (press := desk_press_from(one))]
            presses = shown or presses  # a line that means nothing leaves the buttons above it as they are
            hint = self.run(self.chat.keys(self.curator, self.audit))
            self.console.print(Text(hint, style="dim"))
            line = self._typed(presses)
            if line is None or line == "q":
                return
            turn = self._replied(line, presses, number)

    def _begun(self, draft: int) -> Coroutine[Any, Any, Turn | None]:
        if draft:
            return self.chat.drafts(self.curator, draft)
        return self.chat.audit(self.curator) if self.audit else self.chat.review(self.curator)

    def _typed(self, presses: Sequence[DeskPress]) -> str | None:
        """A line, or where several are wanted all up to an empty one. What is pasted in one go belongs together."""
        first = _line("> ")
        first = _key(first) if first else first
        if (
            first is None
            or _audit_pressed(first, presses)
            or _pressed(first, presses)
            or first.split(" ")[0] in _COMMANDS
        ):
            return first
        lines = [first]
        goes_on = bool(first) and self.run(self.chat.takes_lines(self.curator))
        while (goes_on and lines[-1]) or _is_pasted():
            line = _line("  " if goes_on else "")
            if line is None:
                break
            lines.append(line)
        return "\n".join(lines).strip()

    def _replied(self, line: str, presses: Sequence[DeskPress], number: int) -> Turn:
        """The reply to a line: a button by its number or key, else words for the entry that is being written."""
        if line in ("l", "/drafts"):
            return cast(Turn, self.run(self.chat.drafts(self.curator)))
        if line.startswith("/entry"):
            return cast(Turn, self.run(self.chat.entry(line.removeprefix("/entry"), self.curator)))
        if line == "/cancel":
            return cast(Turn, self.run(self.chat.cancel(self.curator)) or Turn(()))
        press = _audit_pressed(line, presses)  # "u" there takes a verdict back
        press = press or (self._latest() if line == "u" else _pressed(line, presses))
        if press:
            with self.console.status(self.chat.working(self.curator.language)):
                return cast(Turn, self.run(self.chat.press(press, self.curator)))
        heard = self.run(self.chat.hear(Said(line, number, number), self.curator)) if line else None
        return heard or Turn(())

    def _latest(self) -> DeskPress | None:
        """Take back the latest decision that stands, also one that was made elsewhere and pulled."""
        made = next((one for one in self.run(self.chat.desk.trail()) if not one.undone), None)
        return DeskPress("undo", made.decision.group, about=str(made.number)) if made else None


def _line(prompt: str) -> str | None:
    """One line, or a block that the terminal marks as pasted; `None` at the end."""
    try:
        return input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        return None


def _key(line: str) -> str:
    """A line that is a key, as the Latin layout has it: "ф 1" is "a 1"."""
    letter, space, about = line.partition(" ")
    is_key = len(letter) == 1 and (about.isdecimal() or not space)
    return f"{letter.lower().translate(_LATIN)}{space}{about}" if is_key else line


def _is_pasted() -> bool:
    """Whether more is there already, so that nobody has typed it."""
    return sys.stdin.isatty() and bool(select.select([sys.stdin], [], [], _MOMENT)[0])


def _audit_pressed(line: str, presses: Sequence[DeskPress]) -> DeskPress | None:
    """The button that a key means at an answer to look at; `None` if none does, or there is no such answer."""
    return next((press for press in presses if press.verb == "audit" and press.about[:1] == line), None)


def _pressed(line: str, presses: Sequence[DeskPress]) -> DeskPress | None:
    """The button that a line means: "3", "o", "a 2", or with an entry that no button names "a kurultai"."""
    if line.isdecimal() and 1 <= int(line) <= len(presses):
        return presses[int(line) - 1]
    key, _, about = line.partition(" ")
    verb = _KEYS.get(key)
    found = [press for press in presses if press.verb == verb or (verb in ("take", "yes") and _agrees(press) == verb)]
    if about.isdecimal() and 1 <= int(about) <= len(found):
        return found[int(about) - 1]
    if about and key in ("a", "n"):
        deciding = next((press for press in presses if press.verb == "outside"), None)
        return replace(deciding, verb=_KEYS[key], about=about.strip()) if deciding else None
    return found[0] if found and not about else None


def _agrees(press: DeskPress) -> str:
    """What a button of an entry that is being written agrees to: "take" or "yes"; "" for others."""
    return press.about.partition(".")[2] if press.verb in ("write", "revise") else ""
