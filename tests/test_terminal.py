"""A chat in the terminal, with the lines that a person types given beforehand."""

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from rich.console import Console
from small_library import small_guide

from bot import terminal
from bot.conversation import (
    Asked,
    Button,
    Deed,
    Liked,
    Listener,
    Message,
    Open,
    Paragraph,
    Quotation,
    Record,
    Share,
    Turn,
    Wanted,
    Wording,
)

NOBODY = Listener(date(2026, 3, 1))
say = Wording()


class Scripted(Console):
    """A terminal in which somebody has typed all their lines already; after them comes Ctrl-D."""

    def __init__(self, *lines: str) -> None:
        super().__init__(file=io.StringIO(), width=200, highlight=False, force_terminal=False)
        self._lines = list(lines)

    def input(self, *_: Any, **__: Any) -> str:
        """The next line; the end when there is none."""
        if not self._lines:
            raise EOFError
        self.print(f">>> {self._lines[0]}", markup=False)
        return self._lines.pop(0)

    def shown(self) -> str:
        """All that stands on the screen."""
        assert isinstance(self.file, io.StringIO)
        return self.file.getvalue()

    def replies(self) -> list[str]:
        """What stands below each line typed."""
        return [part.split("\n", 1)[1] for part in self.shown().split("\n>>> ")[1:]]


@dataclass
class Desk:
    """Where what is kept lies: the deeds, by the turns they came of. Nobody can be told of answers in a terminal."""

    kept: dict[str, tuple[Deed, ...]] = field(default_factory=dict)

    def keep(self, name: str, turn: Turn) -> bool:
        """Keep them, but no wish to be told."""
        self.kept[name] = turn.deeds
        return not any(isinstance(deed, Wanted) for deed in turn.deeds)

    def record(self) -> Record:
        """What is kept about the person."""
        asked = [deed for deeds in self.kept.values() for deed in deeds]
        return Record(len(asked), date(2026, 3, 1), (), 0, 0, None)

    def cancel(self) -> int:
        """Three wishes are dropped."""
        return 3


def talk(*lines: str, desk: Desk | None = None) -> Scripted:
    """Have a chat of these lines."""
    console = Scripted(*lines)
    terminal.chat(small_guide(), NOBODY, console, desk or Desk())
    return console


def test_the_chat_says_how_it_goes_and_greets() -> None:
    shown = talk().shown()

    assert "the number of a button" in shown
    assert say("kk", "welcome-title") in shown


def test_a_question_gets_its_answer_with_quote_source_and_numbered_buttons() -> None:
    [reply] = talk("how many deputies").replies()

    for part in (
        "question of seats, en", "answer to seats, en", "«145 депутатов»", "145 deputies (translated)",
        "— Дом · Газета · March 2026", "https://a.kz/?x=1&y=2", "[1] question of name, en",
    ):  # fmt: skip
        assert part in reply


def test_a_number_presses_its_button_in_the_language_it_stands_in() -> None:
    assert "answer to name, en" in talk("how many deputies", "1").replies()[1]


@pytest.mark.parametrize("typed", ["5", "0", "99", "²", "-1", "1.5"])
def test_a_number_without_a_button_is_a_question(typed: str) -> None:
    assert say("kk", "unknown-title") in talk("how many deputies", typed).replies()[1]


def test_the_buttons_of_two_answers_are_numbered_on() -> None:
    reply = talk("how many, and what is it called").replies()[0]

    numbered = [line.strip() for line in reply.splitlines() if line.strip().startswith("[")]
    assert numbered[:4] == ["[1] question of name, en", "[2] 👍", "[3] 👎", f"[4] {say('en', 'in-context')}"]
    assert numbered[4:] == ["[5] 👍", "[6] 👎", f"[7] {say('en', 'in-context')}"]


def test_none_of_these_can_be_pressed() -> None:
    assert say("en", "none-noted-title") in talk("parliament", "3").replies()[1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/topics", say("kk", "topics-title")),
        ("/start vote", "question of vote, kk"),
        ("/ask how many deputies", "question of seats, en"),
        ("/ask", say("kk", "ask-how")),
        ("/mydata", say("kk", "mydata-title")),
        ("/forget", say("kk", "forget-title")),
        ("/cancel", say("kk", "cancelled", count=3)),
        ("/weather", say("kk", "unknown-command")),
        ("/", say("kk", "unknown-command")),
    ],
)
def test_a_command_is_obeyed(typed: str, said: str) -> None:
    assert said in talk(typed).replies()[0]


def test_a_chosen_language_is_kept_to_the_end_of_the_chat() -> None:
    replies = talk("/language", "3", "/topics", "неше депутат").replies()

    assert say("en", "language-set") in replies[1]
    assert say("en", "topics-title") in replies[2]
    assert "question of seats, en" in replies[3]


def test_what_was_said_of_an_answer_is_kept_and_its_buttons_change() -> None:
    desk = Desk()
    replies = talk("how many deputies", "3", "2", desk=desk).replies()
    [asked], [disliked], [reasoned] = desk.kept.values()

    assert isinstance(asked, Asked) and isinstance(disliked, Liked) and isinstance(reasoned, Liked)
    assert (asked.text, disliked.liked, reasoned.reason) == ("how many deputies", False, "topic")
    assert say("en", "rated-down") in replies[1]
    assert f"[2] {say('en', 'reason-topic')}" in replies[1]
    assert "[3] ✓ 👎" in replies[2]


def test_nobody_can_be_told_of_an_answer_later_and_that_is_said() -> None:
    assert say("kk", "old-button") in talk("nothing known", "1").replies()[1]


@pytest.mark.parametrize("end", ["", "   ", "\t"])
def test_an_empty_line_ends_the_chat(end: str) -> None:
    assert len(talk("how many deputies", end, "never read").replies()) == 2
    assert "never read" not in talk(end, "never read").shown()


def test_ctrl_c_ends_the_chat() -> None:
    class Interrupted(Scripted):
        def input(self, *_: Any, **__: Any) -> str:
            """Ctrl-C instead of a line."""
            raise KeyboardInterrupt

    console = Interrupted()
    terminal.chat(small_guide(), NOBODY, console, Desk())

    assert console.replies() == []


def test_what_looks_like_the_terminals_markup_is_shown_as_it_is_and_links_into_telegram_are_not() -> None:
    console = Scripted()
    rows = ((Share("a", "seats", "b"), Open("c", "seats"), Button("[red]b[/red]", "topics:")),)
    said = Message((Paragraph("[bold]a[/bold] [/x]"),), rows)

    assert terminal.show(Turn((said,)), console) == ["topics:"]
    assert "[bold]a[/bold] [/x]" in console.shown()
    assert "[1] [red]b[/red]" in console.shown()


def test_a_quote_is_shown_whole_however_narrow_the_terminal_is() -> None:
    quote = "The Parliament will have 145 deputies, and the deputies will be elected by party lists alone."
    screen = io.StringIO()
    console = Console(file=screen, width=40, soft_wrap=True, force_terminal=False)

    terminal.show(Turn((Message((Quotation(quote),)),)), console)

    within = [line.strip("│ ") for line in screen.getvalue().splitlines() if line.startswith("│")]
    assert " ".join(within) == quote
