"""What the bot says, as a terminal shows it."""

import io
from datetime import date

from rich.console import Console
from small_library import small_conversation

from bot.cli import shell
from bot.conversation import Button, Message, Open, Paragraph, Person, Quotation, Share, Turn, Wording

say = Wording()


class Screen(Console):
    """A terminal of a width, and what stands on it."""

    def __init__(self, width: int = 200) -> None:
        super().__init__(file=io.StringIO(), width=width, highlight=False, soft_wrap=True, force_terminal=False)

    def shown(self) -> str:
        """All that stands on the screen."""
        assert isinstance(self.file, io.StringIO)
        return self.file.getvalue()


def reply_to(text: str) -> Screen:
    """Ask the small library something, and show what it says."""
    conversation, screen = small_conversation(), Screen()
    shell.show(conversation.reply(conversation.hear(text), Person(date(2026, 3, 1)), "0"), screen)
    return screen


def test_a_question_gets_its_answer_with_quote_source_and_numbered_buttons() -> None:
    shown = reply_to("how many deputies").shown()

    for part in (
        "question of seats, en", "answer to seats, en", "«145 депутатов»", "145 deputies (translated)",
        "— Газета · Mar 2026", "https://a.kz/?x=1&y=2", "[4] question of name, en",
    ):  # fmt: skip
        assert part in shown


def test_the_buttons_of_two_answers_are_numbered_on() -> None:
    shown = reply_to("how many, and what is it called").shown()

    numbered = [line.strip() for line in shown.splitlines() if line.strip().startswith("[")]
    assert numbered[:4] == ["[1] 👍", "[2] 👎", f"[3] {say('en', 'more')}", "[4] question of name, en"]
    assert numbered[4:] == ["[5] 👍", "[6] 👎", f"[7] {say('en', 'more')}"]


def test_what_looks_like_the_terminals_markup_is_shown_as_it_is_and_links_into_telegram_are_not() -> None:
    console = Screen()
    rows = ((Share("a", "seats", "b"), Open("c", "seats"), Button("[red]b[/red]", "topics:")),)
    said = Message((Paragraph("[bold]a[/bold] [/x]"),), rows)

    assert shell.show(Turn((said,)), console) == ["topics:"]
    assert "[bold]a[/bold] [/x]" in console.shown()
    assert "[1] [red]b[/red]" in console.shown()


def test_a_quote_is_shown_whole_however_narrow_the_terminal_is() -> None:
    quote = "The Parliament will have 145 deputies, and the deputies will be elected by party lists alone."
    screen = Screen(width=40)

    shell.show(Turn((Message((Quotation(quote),)),)), screen)

    within = [line.strip("│ ") for line in screen.shown().splitlines() if line.startswith("│")]
    assert " ".join(within) == quote
