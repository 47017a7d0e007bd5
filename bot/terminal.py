"""Talk with the bot in a terminal: the same conversation, shown as lines instead of Telegram's HTML."""

import secrets
from dataclasses import replace
from typing import Protocol

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.conversation import (
    Block,
    Button,
    Chose,
    Citation,
    Guide,
    Heading,
    Label,
    Listener,
    Message,
    Paragraph,
    Passage,
    Quotation,
    Record,
    Remark,
    Turn,
    press_from,
)

_INVITATION = (
    "Write a question, a command such as /topics, or the number of a button. An empty line or Ctrl-D ends the chat."
)


class Desk(Protocol):
    """Where what is kept of the person lies."""

    def keep(self, name: str, turn: Turn) -> bool:
        """Keep what a turn asks to be kept, under its name. Whether that could be."""

    def record(self) -> Record:
        """All that is kept about the person."""

    def cancel(self) -> int:
        """Drop what the person was to be told; returns of how many questions."""


def chat(guide: Guide, listener: Listener, console: Console, desk: Desk) -> None:
    """Talk until the person leaves."""
    console.print(Text(_INVITATION, style="dim"))
    turn = guide.command("start", "", listener, "0")
    buttons = show(turn, console)
    while True:
        try:
            line = console.input("[bold]> [/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if not line:
            return
        name = secrets.token_hex(8)
        turn = _turn(guide, line, buttons, listener, name, desk)
        if not desk.keep(name, turn):
            turn = guide.say("old-button", listener)  # nobody can be told of an answer here later
        buttons = show(turn, console)
        for deed in turn.deeds:
            if isinstance(deed, Chose):
                listener = replace(listener, chosen=deed.language)


def _turn(guide: Guide, line: str, buttons: list[str], listener: Listener, name: str, desk: Desk) -> Turn:
    if line.isdecimal() and 1 <= int(line) <= len(buttons):
        return guide.press(press_from(buttons[int(line) - 1]), listener, name)
    if line.startswith("/"):
        command, _, argument = line[1:].partition(" ")
        if command == "ask" and argument:
            return guide.reply(guide.hear(argument), listener, name)
        if command == "mydata":
            return guide.mydata(desk.record(), listener)
        if command == "cancel":
            return guide.cancelled(desk.cancel(), listener)
        return guide.command(command, argument, listener, name)
    return guide.reply(guide.hear(line), listener, name)


def show(turn: Turn, console: Console) -> list[str]:
    """Print a turn's messages; returns what its buttons carry, in the order of the numbers shown."""
    presses: list[str] = []
    if turn.toast:
        console.print(Text(turn.toast, style="italic"))
    for message in turn.messages:
        console.print()
        for block in message.blocks:
            rendered = _rendered(block)
            # What stands in a frame is broken into lines, or the frame would cut it off.
            console.print(rendered, soft_wrap=False if isinstance(rendered, Panel) else None)
        presses += _show_buttons(message, console, len(presses))
    console.print()
    return presses


def _show_buttons(message: Message, console: Console, shown: int) -> list[str]:
    """Print the buttons that can be pressed here; links into Telegram lead nowhere in a terminal."""
    buttons = [button for row in message.buttons for button in row if isinstance(button, Button)]
    for number, button in enumerate(buttons, shown + 1):
        console.print(Text(f"  [{number}] {button.label}", style="cyan"))
    return [button.press for button in buttons]


def _rendered(block: Block) -> Text | Panel:
    match block:
        case Heading(text):
            return Text(text, style="bold")
        case Paragraph(text):
            return Text(text)
        case Remark(text) | Label(text):
            return Text(text, style="italic")
        case Quotation(text):
            return Panel(Text(text), border_style="dim")
        case Passage(before, quoted, after):
            return Panel(Text.assemble(before, (quoted, "bold"), after), border_style="dim")
        case Citation(before, linked, after, url):
            return Text(f"{before}{linked}{after}" + (f"\n  {url}" if url else ""), style="dim")
