"""The command that looks the content over before it is published: its faults, and what it would change."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bot.curation import Comparison, Difference, Past, Result, compare
from bot.gatekeeping import examined
from bot.knowledge import schema
from bot.matching import Matcher, Understanding
from bot.settings import Settings
from bot.shell import AsJson, err, library_or_stop, mind_or_stop, out, settings_or_stop, stop, with_sessions
from bot.storage import QuestionLog

_TITLES = (("lost", "Answers lost"), ("changed", "Answers that change"), ("new", "Newly answered"))


def check(
    write_schema: Annotated[bool, typer.Option("--write-schema", help="Bring faq/schema.json up to date.")] = False,
    against_log: Annotated[
        bool, typer.Option("--against-log", help="Ask what people have asked again, and show what comes out otherwise.")
    ] = False,
    days: Annotated[int, typer.Option("--days", help="With --against-log: how far back.", min=1)] = 90,
    limit: Annotated[int, typer.Option("--limit", help="With --against-log: how many texts at most.", min=1)] = 2000,
    as_json: AsJson = False,
) -> None:
    """Find everything that is wrong with the content: exit 0 when nothing is."""
    settings = settings_or_stop()
    if as_json and not against_log:
        stop("--json goes with --against-log.", 2)
    if write_schema:
        (settings.faq_dir / "schema.json").write_text(schema(), encoding="utf-8")
    if against_log:
        _compare_with_log(settings, days, limit, as_json)
        return
    library, problems = examined(settings)
    for problem in problems:
        print(problem)  # not through rich, which would turn ':100:' into a picture
    if problems or library is None:
        stop(f"\n{len(problems)} problem{'s' if len(problems) != 1 else ''}.", 1)
    quotes = sum(len(entry.quotes) for entry in library.entries.values())
    wordings = sum(1 for entry in library.entries.values() for _ in entry.wordings())
    out.print(
        f"All is well: {len(library.entries)} entries, {wordings} wordings, {quotes} quotes "
        f"from {len(library.articles)} articles. Version {library.version}."
    )


def _compare_with_log(settings: Settings, days: int, limit: int, as_json: bool) -> None:
    library = library_or_stop(settings)
    asked = with_sessions(settings, lambda sessions: QuestionLog(sessions).past(days, limit))
    compared = _asked_again(asked, mind_or_stop(library, settings).matcher)
    if as_json:
        print(json.dumps(_as_json(compared), ensure_ascii=False, indent=2))
    else:
        _show(compared, days)


def _asked_again(asked: list[Past], matcher: Matcher) -> Comparison:
    """Compare, with a bar for whoever waits: a question takes some 20 ms."""
    columns = ("Asking again", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        return compare(progress.track(asked), Understanding(matcher).understand)


def _as_json(compared: Comparison) -> dict[str, Any]:
    groups = {kind: [_pair(one) for one in compared.differences if one.kind == kind] for kind, _ in _TITLES}
    return {
        "texts": compared.asked,
        "people": compared.people,
        **groups,
        "rivals": [asdict(one) for one in compared.rivals],
    }


def _pair(one: Difference) -> dict[str, Any]:
    sides = {"before": one.past.result, "after": one.now}
    shown = {side: {"outcome": result.outcome, "entries": result.entries} for side, result in sides.items()}
    return {"text": one.past.text, "people": one.past.people, **shown}


def _show(compared: Comparison, days: int) -> None:
    for kind, title in _TITLES:
        some = [one for one in compared.differences if one.kind == kind]
        if some:
            out.print(_table(f"{title}: {len(some)}", some))
    if compared.rivals:
        table = Table("entries", "before", "after", title="Entries that now compete for more questions")
        for pair in compared.rivals:
            table.add_row(" · ".join(pair.entries), str(pair.before), str(pair.now))
        out.print(table)
    out.print(_summary(compared, days))


def _table(title: str, differences: list[Difference]) -> Table:
    table = Table("question", "before", "after", "people", title=title)
    for one in differences:
        table.add_row(Text(one.past.text), _said(one.past.result), _said(one.now), str(one.past.people))
    return table


def _said(result: Result) -> str:
    return f"{result.outcome}: {', '.join(result.entries)}" if result.entries else result.outcome


def _summary(compared: Comparison, days: int) -> str:
    if not compared.asked:
        return f"Nothing was asked within {days} days."
    counts = ", ".join(_counted(compared))
    return f"{compared.asked} different texts within {days} days: {counts or 'all come out as they did'}."


def _counted(compared: Comparison) -> Iterator[str]:
    for kind, words in (("lost", "lose an answer"), ("changed", "get another"), ("new", "are newly answered")):
        count = sum(1 for one in compared.differences if one.kind == kind)
        if count:
            yield f"{count} {words}"
