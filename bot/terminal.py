"""Talk with the bot in a terminal: the same conversation, shown as lines instead of Telegram's HTML."""

import secrets
from collections.abc import Callable
from dataclasses import replace

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.conversation import (
    Block,
    Citation,
    Guide,
    Heading,
    Listener,
    Message,
    Paragraph,
    Quotation,
    Remark,
    Turn,
    press_from,
)

_INVITATION = """\
No TELEGRAM_BOT_TOKEN is set, so this is a chat with the bot here in the terminal.
To serve Telegram: write to @BotFather there, send /newbot, and put the token it gives you into .env:

    TELEGRAM_BOT_TOKEN=123456789:AA…

Write a question, a command such as /topics, or the number of a button. An empty line or Ctrl-D ends the chat.
"""


def chat(guide: Guide, listener: Callable[[], Listener], console: Console, note: Callable[[str, Turn], None]) -> None:
    """Talk until the person leaves. `note` is given each turn and its name, for the log."""
    console.print(Text(_INVITATION, style="dim"))
    turn = guide.command("start", "", listener())
    buttons, chosen = show(turn, console), turn.chosen
    while True:
        try:
            line = console.input("[bold]> [/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if not line:
            return
        name = secrets.token_hex(8)
        turn = _turn(guide, line, buttons, replace(listener(), chosen=chosen), name)
        note(name, turn)
        buttons, chosen = show(turn, console), turn.chosen or chosen


def _turn(guide: Guide, line: str, buttons: list[str], listener: Listener, turn: str) -> Turn:
    if line.isdecimal() and 1 <= int(line) <= len(buttons):
        return guide.press(press_from(buttons[int(line) - 1]), listener)
    if line.startswith("/"):
        name, _, argument = line[1:].partition(" ")
        return guide.command(name, argument, listener)
    return guide.hear(line, listener, turn)


def show(turn: Turn, console: Console) -> list[str]:
    """Print a turn's messages; returns what its buttons carry, in the order of the numbers shown."""
    presses: list[str] = []
    for message in turn.messages:
        console.print()
        for block in message.blocks:
            console.print(_rendered(block))
        presses += _show_buttons(message, console, len(presses))
    console.print()
    return presses


def _show_buttons(message: Message, console: Console, shown: int) -> list[str]:
    buttons = [button for row in message.buttons for button in row]
    for number, button in enumerate(buttons, shown + 1):
        console.print(Text(f"  [{number}] {button.label}", style="cyan"))
    return [button.press for button in buttons]


def _rendered(block: Block) -> Text | Panel:
    match block:
        case Heading(text):
            return Text(text, style="bold")
        case Paragraph(text):
            return Text(text)
        case Remark(text):
            return Text(text, style="italic")
        case Quotation(text):
            return Panel(Text(text), border_style="dim")
        case Citation(before, linked, after, url):
            return Text(f"{before}{linked}{after}" + (f"\n  {url}" if url else ""), style="dim")
