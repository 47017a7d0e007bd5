"""Show what the bot says in a terminal: lines instead of Telegram's HTML."""

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.conversation import (
    Block,
    Button,
    Citation,
    Heading,
    Label,
    Message,
    Paragraph,
    Passage,
    Quotation,
    Remark,
    Turn,
)


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
