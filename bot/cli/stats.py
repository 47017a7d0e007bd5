"""The command that shows the numbers of a period: as tables, as JSON, or as a picture."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.database import with_sessions
from bot.cli.shell import AsJson, language_or_stop, library_or_stop, out, settings_or_stop, stop
from bot.cli.shell import table as plain_table
from bot.content import Language, Library
from bot.conversation import Surface
from bot.conversation.about_bot import figure_weeks
from bot.settings import KAZAKHSTAN
from bot.stats import chart
from bot.stats.audit import AuditCounts, AuditNumbers, audit_figures, audit_numbers
from bot.stats.numbers import Counts, Numbers, Period, Tally, Ways, figures, numbers_of
from bot.storage import Sessions
from bot.storage.audit import AuditStore
from bot.storage.counts import Counter


def stats(
    days: Annotated[int, typer.Option("--days", help="How many days, including today.", min=1, max=3650)] = 30,
    as_json: AsJson = False,
    picture: Annotated[
        Path | None, typer.Option("--picture", help="Draw the numbers into a .png or .svg file.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="The picture's language: kk, ru or en.")] = "kk",
    dark: Annotated[bool, typer.Option("--dark", help="Make the picture dark.")] = False,
) -> None:
    """Show the numbers: questions, answers, ratings, and how soon curators close gaps."""
    spoken = language_or_stop(language)
    if picture is not None and picture.suffix not in (".png", ".svg"):
        stop(f"{picture}: a picture's name ends in .png or .svg.", 2)
    given = settings_or_stop()
    content = library_or_stop(given)
    period = Period.until(datetime.now(KAZAKHSTAN).date(), days, KAZAKHSTAN)
    counted, judged = with_sessions(given, lambda sessions: _looked_up(sessions, period))
    numbers, audited = numbers_of(period, counted, content), audit_numbers(judged)
    if picture is not None:
        _draw(numbers, content, spoken, dark, picture)
    if as_json:
        found = figures(numbers) | {"audit": audit_figures(audited)}
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show(numbers, content, out)
        show_audit(audited, out)


async def _looked_up(sessions: Sessions, period: Period) -> tuple[Counts, AuditCounts]:
    weeks = figure_weeks(datetime.now(KAZAKHSTAN).date())
    return await Counter(sessions).counts(period), await AuditStore(sessions).judged(weeks[0])


def _draw(numbers: Numbers, content: Library, language: Language, dark: bool, file: Path) -> None:
    drawn = chart.picture(numbers, content, language, dark, "svg" if file.suffix == ".svg" else "png")
    try:
        file.write_bytes(drawn)
    except OSError as fault:
        stop(f"{file} cannot be written: {fault.strerror}.", 2)


_LANGUAGES: dict[Language, str] = {"kk": "Kazakh", "ru": "Russian", "en": "English"}
_ENTRIES = 10  # the entries asked most


def show(numbers: Numbers, content: Library, console: Console) -> None:
    """Print the numbers of a period. A day, language, section or table without any is left out."""
    period, overall = numbers.period, numbers.overall
    people = "person" if numbers.people == 1 else "people"
    console.print(f"{period.first:%d.%m.%Y} – {period.last:%d.%m.%Y}, days of Kazakhstan", style="bold")
    console.print(
        f"{_many(overall.questions, 'question')} by {numbers.people} {people}; answered {_share(overall)}; "
        f"👍 {overall.liked}, 👎 {overall.disliked}; declined {overall.declined}",
        emoji=False,
    )
    console.print(_gaps(numbers))
    if numbers.ways != Ways():
        console.print(_ways(numbers.ways))
    days = [(f"{day:%d.%m.%Y}", tally) for day, tally in numbers.days.items()]
    languages = [(_LANGUAGES[language], tally) for language, tally in numbers.languages.items()]
    for table in (
        _tallies("day", days),
        _tallies("language", languages),
        _sections(numbers, content),
        _entries(numbers),
    ):
        if table.row_count:
            console.print(table)


_PARTS = {"random": "drawn by chance", "near": "least sure", "asked": "most asked"}


def show_audit(audit: AuditNumbers, console: Console) -> None:
    """Print what curators found in the answers that they looked at; nothing if they looked at none."""
    tally = audit.random
    if not audit.judged:
        return
    if tally.judged and audit.first and audit.last:
        low, high = tally.interval
        console.print(
            f"Of {_many(tally.judged, 'answer')} given between {audit.first:%d.%m.%Y} and {audit.last:%d.%m.%Y}, drawn "
            f"by chance and looked at, {tally.wrong / tally.judged:.0%} were wrong (from {low:.0%} to {high:.0%})."
        )
    if agreed := audit.agreement:
        kappa = "" if agreed.kappa is None else f"; Cohen's kappa {agreed.kappa:.2f}"
        console.print(f"Two curators said the same of {agreed.same} of {agreed.both} answers{kappa}.")
    table = _table("answers", "right", "wrong", "should have asked")
    for part, one in audit.parts.items():
        table.add_row(_PARTS.get(part, part), str(one.right), str(one.wrong), str(one.should_ask))
    console.print(table)


def _share(tally: Tally) -> str:
    return "–" if tally.answered is None else f"{tally.answered:.0%}"


def _gaps(numbers: Numbers) -> str:
    waiting = f"{_many(numbers.waiting, 'question')} wait{'s' if numbers.waiting == 1 else ''} for a curator"
    if numbers.closing is None:
        return f"{waiting}; nothing was decided in these days."
    hours = round(numbers.closing.total_seconds() / 3600)
    time = _many(hours, "hour") if hours < 48 else _many(hours // 24, "day")
    return f"{waiting}; {_many(numbers.closed, 'decision')}, usually within {time} of the first question (median)."


_SURFACES: dict[Surface, str] = {
    "private": "in private",
    "group": "in groups",
    "inline": "inline",
    "guest": "as a guest",
}


def _ways(ways: Ways) -> str:
    named = (f"{ways.surfaces[surface]} {name}" for surface, name in _SURFACES.items() if surface in ways.surfaces)
    asked = ", ".join(named) or "nothing"
    return f"Asked {asked}; answers sent into other chats: {ways.chosen} chosen there, {ways.shared} shared."


def _many(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _tallies(name: str, rows: list[tuple[str, Tally]]) -> Table:
    table = _table(
        name, "answer", "choices", "not in articles", "unknown", "small talk", "answered", "declined", "👍", "👎"
    )
    for label, tally in rows:
        if tally == Tally():
            continue
        counts = (tally.answer, tally.choices, tally.gap, tally.unknown, tally.chat)
        received = (tally.declined, tally.liked, tally.disliked)
        table.add_row(label, *map(str, counts), _share(tally), *map(str, received))
    return table


def _sections(numbers: Numbers, content: Library) -> Table:
    table = _table("topic", "answers", "👍", "👎")
    titles = {section.id: section.title.en for section in content.sections}
    for section, tally in sorted(numbers.sections.items(), key=lambda pair: -pair[1].answer):
        if tally == Tally():
            continue
        table.add_row(titles[section], *map(str, (tally.answer, tally.liked, tally.disliked)))
    return table


def _entries(numbers: Numbers) -> Table:
    table = _table("entry", "answers", "👍", "👎")
    table.add_column("why 👎")
    for one in numbers.entries[:_ENTRIES]:
        reasons = ", ".join(f"{count} {reason or 'no reason'}" for reason, count in sorted(one.reasons.items()))
        table.add_row(one.entry, *map(str, (one.asked, one.liked, one.disliked)), reasons)
    return table


def _table(first: str, *counts: str) -> Table:
    table = plain_table(first)
    for name in counts:
        table.add_column(name, justify="right")
    return table
