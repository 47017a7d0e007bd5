"""The commands that measure the matcher on labelled messages, and calibrate it on them."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shell import AsJson, json_lines, library_or_stop, matcher_or_stop, out, settings_or_stop, stop, table
from bot.matching.evaluation import Evaluation, Labelled, evaluate
from bot.publishing import learned


def evaluate_on(
    file: Annotated[
        Path, typer.Argument(help="Labelled messages, one JSON object per line.", exists=True, dir_okay=False)
    ],
    as_json: AsJson = False,
) -> None:
    """Measure the matcher on labelled messages."""
    settings = settings_or_stop()
    library = library_or_stop(settings)
    messages = _labelled(file)
    understanding = learned.understanding_of(library, matcher_or_stop(library, settings).matcher)
    evaluation = evaluate(messages, understanding.understand, library.signposts)
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


_SHARES = ("right", "right_or_among_choices", "false", "gaps_right", "choices_out_of_scope")


def _print_evaluation(evaluation: Evaluation) -> None:
    shown = table("", "asked", "in scope", "right", "or among", "false", "gaps", "far off")
    rows = [("all", evaluation.overall)]
    rows += [
        (f"{group} {key}", tally) for group, keys in evaluation.groups.items() for key, tally in sorted(keys.items())
    ]
    for name, tally in rows:
        shares = tally.shares()
        counts = [str(shares[key]) for key in ("messages", "in_scope")]
        parts = [
            _percent(shares[key])
            for key in ("right", "right_or_among_choices", "false", "gaps_right", "choices_out_of_scope")
        ]
        shown.add_row(name, *counts, *parts)
    out.print(shown)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def calibrate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Labelled messages, one JSON object per line.", exists=True, dir_okay=False),
    ] = None,
) -> None:
    """Calibrate the matcher's beliefs; takes a few minutes. For people who change the matcher itself.

    Without labelled messages, only what edits start from is computed again: vectors and weights for the content.
    """
    settings = settings_or_stop()
    messages = [message for file in files or () for message in _labelled(file)]
    learned.calibrate(library_or_stop(settings), messages, learned.state_folder(settings) / "learned")
    out.print(f"Written to {learned.SHIPPED}.")
