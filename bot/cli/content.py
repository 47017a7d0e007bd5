"""The commands for the content: check it before publishing, list its versions, bring one back, vouch for a text."""

import asyncio
import getpass
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bot.cli.database import with_sessions
from bot.cli.shell import (
    AsJson,
    err,
    language_or_stop,
    library_or_stop,
    local,
    matcher_or_stop,
    out,
    settings_or_stop,
    stop,
    table,
)
from bot.content import LANGUAGES, Changes, Edit, Language, Library, NotDone, Publication, Snapshot, schema
from bot.content.folders import passed_over
from bot.content.problems import told, told_in
from bot.content.quotes import Coverage, coverage_of
from bot.content.revision import revised
from bot.content.vouching import lapsed, unvouched, vouch_of, with_vouch
from bot.desk import Difference, Past, Replay, Result, compare
from bot.desk.history import NoVersion, RolledBack, Unpublished
from bot.matching import Understanding
from bot.publishing import learned
from bot.publishing.gate import check_all
from bot.publishing.link_check import try_links
from bot.publishing.publisher import apply, apply_all, rehearsal
from bot.publishing.rollback import Rollback
from bot.settings import KAZAKHSTAN, Settings
from bot.storage import QuestionLog, Versions

_TITLES = (("lost", "Answers lost"), ("changed", "Answers that change"), ("new", "Newly answered"))


def check(
    write_schema: Annotated[bool, typer.Option("--write-schema", help="Update faq/schema.json.")] = False,
    against_log: Annotated[
        bool, typer.Option("--against-log", help="Ask the logged questions again, and show which results change.")
    ] = False,
    days: Annotated[int, typer.Option("--days", help="With --against-log: how many days back.", min=1)] = 90,
    limit: Annotated[
        int, typer.Option("--limit", help="With --against-log: ask at most this many texts.", min=1)
    ] = 2000,
    as_json: AsJson = False,
    links: Annotated[
        bool,
        typer.Option("--links", help="Only try the links, over the network; exit 1 if one is dead."),
    ] = False,
    language: Annotated[
        str | None, typer.Option("--language", help="kk, ru or en for the problems; else the terminal's own.")
    ] = None,
) -> None:
    """Check the content and list every problem; exit 0 if there is none."""
    spoken = _problems_in(language)
    settings = settings_or_stop()
    if links:
        _try_links(settings, spoken)
        return
    if as_json and not against_log:
        stop("--json goes with --against-log.", 2)
    if write_schema:
        (settings.faq_dir / "schema.json").write_text(schema(), encoding="utf-8")
    if against_log:
        _compare_with_log(settings, days, limit, as_json)
        return
    for path in (*passed_over(settings.faq_dir), *passed_over(settings.corpus_dir)):
        err.print(f"Not read, as it is no file of the content: {path}", markup=False)
    library, problems = check_all(settings)
    for problem in problems:
        print(problem.in_language(spoken))  # not through rich, which would turn ':100:' into an emoji
    if problems or library is None:
        stop(f"\n{told_in(told('problem-count', count=len(problems)), spoken)}", 1)
    _print_what_there_is(library)


def _print_what_there_is(library: Library) -> None:
    """How much content there is, how much of the articles it tells, and who vouches for it."""
    quotes = sum(len(entry.quotes) for entry in library.entries.values())
    wordings = sum(1 for asked in library.everything.values() for _ in asked.wordings())
    out.print(
        f"All is well: {len(library.entries)} entries, {len(library.signposts)} signposts, {wordings} wordings, "
        f"{quotes} quotes from {len(library.articles)} articles. Version {library.version}."
    )
    _print_coverage(coverage_of(library))
    _print_vouches(library)


def _problems_in(language: str | None) -> Language:
    """The language that problems are said in: the given one, else the terminal's, else English."""
    if language is not None:
        return language_or_stop(language)
    own = (os.environ.get("LC_ALL") or os.environ.get("LANG", "")).lower()
    return next((one for one in LANGUAGES if own.startswith(one)), "en")


def _try_links(settings: Settings, spoken: Language) -> None:
    """Try every link. What could not be reached from here is shown too, and is no reason to fail."""
    library_or_stop(settings)
    tried = asyncio.run(try_links(settings.faq_dir, settings.corpus_dir))
    for problem in (*tried.dead, *tried.out_of_reach):
        print(problem.in_language(spoken))
    summary = told_in(tried.summary, spoken)
    if tried.dead:
        stop(f"\n{summary}", 1)
    out.print(summary)


def _print_coverage(coverage: Coverage) -> None:
    """How much of the articles the entries tell. What they leave out is no fault, but worth an entry."""
    for source, sentence in coverage.unquoted:
        print(f"{source}: no entry quotes «{sentence.text}»")
    for figure in coverage.untold:
        print(f"people.yaml: no entry tells of {figure.name.en}")
    if coverage.facts:
        quoted = coverage.facts - len(coverage.unquoted)
        told = coverage.people - len(coverage.untold)
        out.print(
            f"Quoted: {quoted} of the articles' {coverage.facts} sentences with a fact or a position "
            f"({coverage.share:.0%}). Told of: {told} of {coverage.people} persons named."
        )


def _print_vouches(library: Library) -> None:
    """For which texts somebody has vouched. That nobody does any more is no fault, but worth another look."""
    for entry in library.entries.values():
        for language, vouch in lapsed(entry):
            print(f"{entry.id}: the {language} text has changed since {vouch.by} vouched for it on {vouch.day}")
    texts = len(library.entries) * len(LANGUAGES)
    held = texts - sum(len(unvouched(entry)) for entry in library.entries.values())
    out.print(f"Vouched for: {held} of {texts} texts.")


def _compare_with_log(settings: Settings, days: int, limit: int, as_json: bool) -> None:
    library = library_or_stop(settings)
    asked = with_sessions(settings, lambda sessions: QuestionLog(sessions).past(days, limit))
    compared = _asked_again(asked, learned.understanding_of(library, matcher_or_stop(library, settings).matcher))
    if as_json:
        print(json.dumps(_as_json(compared), ensure_ascii=False, indent=2))
    else:
        _show(compared, days)


def _asked_again(asked: list[Past], understanding: Understanding) -> Replay:
    """Compare, with a progress bar: a question takes about 20 ms."""
    columns = ("Asking again", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        return compare(progress.track(asked), understanding.understand)


def _as_json(compared: Replay) -> dict[str, Any]:
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


def _show(compared: Replay, days: int) -> None:
    for kind, title in _TITLES:
        some = [one for one in compared.differences if one.kind == kind]
        if some:
            out.print(_table(f"{title}: {len(some)}", some))
    if compared.rivals:
        rivals = table("entries", "before", "after", title="Entries that now compete for more questions")
        for pair in compared.rivals:
            rivals.add_row(" · ".join(pair.entries), str(pair.before), str(pair.now))
        out.print(rivals)
    out.print(_summary(compared, days))


def _table(title: str, differences: list[Difference]) -> Table:
    shown = table("question", "before", "after", "people", title=title)
    for one in differences:
        shown.add_row(Text(one.past.text), _said(one.past.result), _said(one.now), str(one.past.people))
    return shown


def _said(result: Result) -> str:
    return f"{result.outcome}: {', '.join(result.entries)}" if result.entries else result.outcome


def _summary(compared: Replay, days: int) -> str:
    if not compared.asked:
        return f"Nothing was asked within {days} days."
    counts = ", ".join(_counted(compared))
    return f"{compared.asked} different texts within {days} days: {counts or 'all have the same result as before'}."


def _counted(compared: Replay) -> Iterator[str]:
    for kind, words in (("lost", "lose an answer"), ("changed", "get another"), ("new", "are newly answered")):
        count = sum(1 for one in compared.differences if one.kind == kind)
        if count:
            yield f"{count} {words}"


_NAMED = 3  # entries that a line names; the others are only counted


def versions() -> None:
    """List the published versions of the content, newest first, with what changed in each."""
    settings = settings_or_stop()
    history, contents = with_sessions(settings, lambda sessions: _all_of(Versions(sessions)))
    if not history:
        out.print("Nothing has been published yet: a running bot keeps each version that it serves.")
        return
    current = Snapshot.of(settings.faq_dir, settings.corpus_dir).version
    shown = table("version", "since (Almaty)", "here", "what changed")
    for place in reversed(range(len(history))):
        one = history[place]
        mark = "●" if one.version == current else ""
        what = _since_last(history, contents, place)
        shown.add_row(one.version, local(one.at), mark, Text(what if one.served else f"{what} (never served)"))
    out.print(shown)
    if current not in contents:
        out.print(f"The files hold {current}, which was not published: `python -m bot check` says whether it is valid.")


async def _all_of(publications: Versions) -> tuple[Sequence[Publication], dict[str, Snapshot]]:
    history = await publications.history()
    found = {one.version: await publications.content(one.version) for one in history}
    return history, {version: snapshot for version, snapshot in found.items() if snapshot}


def _since_last(history: Sequence[Publication], contents: Mapping[str, Snapshot], place: int) -> str:
    if place == 0:
        return "the oldest version kept"
    return _line(Changes.between(*(contents[history[number].version] for number in (place - 1, place))))


def _line(changes: Changes) -> str:
    """What changed, in one line."""
    words = (("+", changes.added), ("−", changes.removed), ("~", changes.changed), ("file", changes.files))
    parts = [f"{word} {_names(names)}" for word, names in words if names]
    return "; ".join(parts) or "only comments, or the order"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def rollback(
    version: Annotated[
        str | None, typer.Argument(help="A version that `versions` lists; by default the previous one.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace unpublished edits too; they are kept as a version.")
    ] = False,
) -> None:
    """Bring back the files of an earlier published version, byte for byte.

    A running bot serves them at once.
    """
    settings = settings_or_stop()
    start = time.perf_counter()
    done = with_sessions(settings, lambda sessions: _go_back(Rollback(sessions, settings), version, force))
    took = time.perf_counter() - start
    if done.kept:
        out.print(f"What the files held is kept as {done.kept}.")
    if not done.files:
        out.print(f"The files already hold {done.version}.")
        return
    files = f"{done.files} file{'s' if done.files != 1 else ''}"
    out.print(
        f"The files are those of {done.version} again: {files} written in {took:.2f} s. "
        "A running bot serves them at once."
    )
    if done.undone:
        out.print(f"Undone with them, so that their questions wait again: decisions {_listed(done.undone)}.")
    if done.redone:
        out.print(f"Back with them: decisions {_listed(done.redone)}.")


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


async def _go_back(rollback: Rollback, version: str | None, force: bool) -> RolledBack:
    try:
        return await rollback.go(getpass.getuser(), version, force)
    except NoVersion as missing:
        which = f"There is no version '{missing.version}'" if missing.version else "There is no version to go back to"
        stop(f"{which}. `python -m bot versions` lists them.", 1)
    except Unpublished:
        stop(f"The files hold edits that were never published and would be lost.\n{_HOW_TO_FORCE}", 1)
    except NotDone as conflict:
        stop(str(conflict), 1)


_HOW_TO_FORCE = "With --force they are kept first, as a version that you can go back to."


def vouch(
    entry: Annotated[str, typer.Argument(help="The entry's id.", metavar="ID")],
    language: Annotated[str, typer.Argument(help="kk, ru or en.")],
    by: Annotated[str, typer.Option("--by", help="Your name or role, as it will stand in the file.")],
) -> None:
    """Say that you have read an entry's text in a language and find it right. A later change withdraws it."""
    settings, spoken = settings_or_stop(), language_or_stop(language)
    found = library_or_stop(settings).entries.get(entry)
    if found is None:
        stop(f"There is no entry '{entry}'. Nothing was changed.", 1)
    if (held := vouch_of(found, spoken)) and held.by == by:
        stop(f"{by} vouches for it already, since {held.day}. Nothing was changed.", 1)
    value = with_vouch(found, spoken, by, datetime.now(KAZAKHSTAN).date().isoformat())
    edits: list[Edit] = []
    try:
        with rehearsal(settings) as copy:  # a running bot serves at once what is in the files
            with copy.told():
                for edit in revised(copy.faq, entry, {"vouched": value}):
                    apply(edit)  # each goes on from the one before
                    edits.append(edit)
            copy.stands()
            apply_all(copy.real(edits))
    except (NotDone, OSError) as fault:
        stop(f"{fault}\n\nNothing was changed.", 1)
    out.print(f"{by} vouches for '{entry}' in {spoken}: {found.answer[spoken]}", markup=False)
