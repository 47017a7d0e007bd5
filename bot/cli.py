"""The commands. A curator needs no token and no database for `ask`, `check` and `evaluate`."""

import csv
import json
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from bot import (
    assembly,
    checking,
    desk_commands,
    desks,
    opening,
    operating,
    pulling,
    safekeeping,
    serving,
    terminal,
    versioning,
)
from bot.conversation import Guide, Listener
from bot.explaining import explain
from bot.gate import load_servable
from bot.matching import Understanding
from bot.matching.evaluation import Evaluation, Labelled, evaluate
from bot.shell import (
    AsJson,
    json_lines,
    library_or_stop,
    mind_or_stop,
    out,
    settings_or_stop,
    stop,
    with_sessions,
)
from bot.storage import DatabaseError, Desk, Question, QuestionLog, Sessions
from bot.telegram.attending import KAZAKHSTAN
from bot.telegram.rendering import html_of

app = typer.Typer(
    help="A Telegram bot that explains the draft Constitution of Kazakhstan.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(desk_commands.app)
_CURATORS = (checking.check, pulling.pull, versioning.versions, versioning.rollback)
_OPERATORS = (operating.status, operating.pause, operating.resume, safekeeping.backup, safekeeping.copy_database)
for command in (*_CURATORS, *_OPERATORS):
    app.command()(command)


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Without a command: run."""
    if context.invoked_subcommand is None:
        run()


@app.command()
def run() -> None:
    """Serve the console, and with a token Telegram."""
    settings = settings_or_stop()
    library = library_or_stop(settings, load_servable)
    fault = serving.serve(library, mind_or_stop(library, settings), settings)
    if fault:
        stop(fault, 2)


@app.command(name="login-link")
def login_link() -> None:
    """Print a link that lets you into the console on this machine, once."""
    settings = settings_or_stop()
    if not opening.is_local(settings.host):
        stop("A link is for HOST=127.0.0.1 and this machine. From elsewhere curators sign in with Telegram.", 2)
    out.print(opening.login_link(settings))


@app.command()
def ask(
    text: Annotated[str | None, typer.Argument(help="The question.")] = None,
    as_json: AsJson = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Read lines {"text": …} and print a line for each.')] = False,
    why: Annotated[bool, typer.Option("--explain", help="Show why it matched as it did.")] = False,
) -> None:
    """Ask the bot one question, or many from standard input."""
    if (text is None) != jsonl:
        stop("Give either a question or --jsonl.", 2)
    settings = settings_or_stop()
    library = library_or_stop(settings)
    mind = mind_or_stop(library, settings)
    guide = assembly.guide_for(library, mind, settings)
    listener = Listener(datetime.now(KAZAKHSTAN).date())
    if text is None:
        for _, line in json_lines(sys.stdin, "standard input"):
            print(json.dumps(_asked(guide, line["text"], listener), ensure_ascii=False), flush=True)
    elif why:
        explain(guide.explain(text), library, out)
    elif as_json:
        print(json.dumps(_asked(guide, text, listener), ensure_ascii=False, indent=2))
    else:
        terminal.show(guide.reply(guide.hear(text), listener, "0"), out)


def _asked(guide: Guide, text: str, listener: Listener) -> dict[str, Any]:
    turn = guide.reply(guide.hear(text), listener, "0")
    asked = turn.asked
    if asked is None:
        raise AssertionError("what is heard is always noted")
    return {
        "text": text,
        "outcome": asked.outcome,
        "entry": asked.answered[0] if asked.answered else None,
        "entries": list(dict.fromkeys([*asked.answered, *(name for name, _ in asked.entries)])),
        "confidence": round(asked.confidence, 4),
        "language": asked.language,
        "reply": "\n\n".join(html_of(message) for message in turn.messages),
    }


@app.command(name="evaluate")
def evaluate_on(
    file: Annotated[Path, typer.Argument(help="Labelled messages, a JSON object a line.", exists=True, dir_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Measure the matcher on labelled messages."""
    settings = settings_or_stop()
    library = library_or_stop(settings)
    messages = _labelled(file)
    evaluation = evaluate(messages, Understanding(mind_or_stop(library, settings).matcher).understand)
    if as_json:
        print(json.dumps(evaluation.figures(), ensure_ascii=False, indent=2))
    else:
        _print_evaluation(evaluation)


def _labelled(file: Path) -> list[Labelled]:
    messages = []
    with file.open(encoding="utf-8") as lines:
        for number, line in json_lines(lines, str(file)):
            try:
                messages.append(Labelled.of(line))
            except ValueError as error:
                stop(f"{file}:{number}: {error}.", 1)
    return messages


def _print_evaluation(evaluation: Evaluation) -> None:
    table = Table("", "messages", "in scope", "right", "right or among choices", "false", "choices, out of scope")
    rows = [("all", evaluation.overall)]
    rows += [
        (f"{group} {key}", tally) for group, keys in evaluation.groups.items() for key, tally in sorted(keys.items())
    ]
    for name, tally in rows:
        shares = tally.shares()
        counts = [str(shares[key]) for key in ("messages", "in_scope")]
        parts = [_percent(shares[key]) for key in ("right", "right_or_among_choices", "false", "choices_out_of_scope")]
        table.add_row(name, *counts, *parts)
    out.print(table)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


@app.command()
def calibrate(
    file: Annotated[Path, typer.Argument(help="Labelled messages, a JSON object a line.", exists=True, dir_okay=False)],
) -> None:
    """Derive the matcher's belief anew and write it down; a few minutes. For who changes the matcher itself."""
    settings = settings_or_stop()
    assembly.calibrate(library_or_stop(settings), _labelled(file), assembly.state_folder(settings) / "learned")
    out.print(f"Written to {assembly.SHIPPED}.")


@app.command()
def unanswered(
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")] = False,
) -> None:
    """List the questions that got no answer, the newest first."""
    rows = with_sessions(settings_or_stop(), lambda sessions: QuestionLog(sessions).unanswered())
    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(("asked_at", "language", "outcome", "nearest", "confidence", "version", "text"))
        writer.writerows(_spreadsheet_row(row) for row in rows)
        return
    table = Table("asked at (UTC)", "language", "why", "nearest entry", "question")
    for row in rows:
        why = "none of the choices" if row.declined_at else "unknown"
        near = f"{row.entries[0][0]} {row.entries[0][1]:.0%}" if row.entries else "–"
        table.add_row(f"{row.asked_at:%Y-%m-%d %H:%M}", row.language, why, near, Text(row.text))
    out.print(table if rows else "No unanswered questions.")


def _spreadsheet_row(row: Question) -> tuple[str, ...]:
    near = row.entries[0][0] if row.entries else ""
    outcome = "none of the choices" if row.declined_at else row.outcome
    # A spreadsheet takes a cell that begins so for a formula; an apostrophe makes it text.
    text = f"'{row.text}" if row.text.startswith(("=", "+", "-", "@", "\t", "\r")) else row.text
    return (row.asked_at.isoformat(), row.language, outcome, near, f"{row.confidence:.2f}", row.version, text)


@app.command()
def review() -> None:
    """Work the unanswered questions off, one group at a time: a curator's desk in the terminal."""
    settings = settings_or_stop()
    library = library_or_stop(settings)
    try:
        desks.review(settings, library, cache(lambda: mind_or_stop(library, settings).matcher), out)
    except DatabaseError as fault:
        stop(f"The database of DATABASE_URL cannot be used: {fault}.", 2)


@app.command()
def decisions(
    count: Annotated[int, typer.Option("--count", help="How many of the latest.", min=1)] = 20,
) -> None:
    """Show what curators decided, the latest first: who, when, what, and which files it changed."""
    table = Table("when (UTC)", "who", "what", "questions", "files")
    for made in with_sessions(settings_or_stop(), lambda sessions: Desk(sessions).trail(count)):
        what = " ".join(filter(None, (made.decision.verb, made.decision.entry, "(undone)" if made.undone else "")))
        texts = Text("\n".join(dict.fromkeys(text for _, text in made.decision.texts)))
        files = "\n".join(dict.fromkeys(edit.file.name for edit in made.edits))
        table.add_row(f"{made.at:%Y-%m-%d %H:%M}", made.curator, what, texts, files)
    out.print(table if table.row_count else "Nothing was decided yet.")


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date (`run` does so too)."""
    with_sessions(settings_or_stop(), _nothing)
    out.print("The tables are up to date.")


async def _nothing(sessions: Sessions) -> None:
    """The tables are brought up to date before any work on them."""
