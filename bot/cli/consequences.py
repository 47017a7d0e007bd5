"""What a new article brings: the waiting groups that it may answer, and the entries that it speaks of too."""

from rich.text import Text

from bot.cli.database import with_sessions
from bot.cli.review import group_waiting
from bot.cli.shell import err, library_or_stop, matcher_or_stop, out
from bot.content import Library
from bot.desk import Group
from bot.desk.answerable import AnswerableGroup, SpokenOf, answerable, spoken_of
from bot.jobs.grouping import Grouping
from bot.publishing.learned import LearnedMatcher, index_of
from bot.publishing.publisher import desk_over, publisher_over
from bot.search import ArticlePassage
from bot.settings import Settings
from bot.storage import GroupStore, Sessions

_GROUPS = 200  # waiting groups that the article is held against: those that most people ask
_SHOWN = 20  # groups and entries shown


def show(settings: Settings, article: str) -> None:
    """Show what an article that was just added brings. Takes tens of milliseconds for each waiting question."""
    library = library_or_stop(settings)
    trained = matcher_or_stop(library, settings)
    search = trained.search.over(index_of(library.articles[article], trained.memory), trained.memory)
    groups = with_sessions(settings, lambda sessions: _waiting(sessions, settings, library, trained))
    with err.status("Looking which waiting questions it may answer …"):
        answered = answerable(groups, search)
    _show_groups(answered, len(groups))
    _show_entries(spoken_of(library.entries.values(), search))


async def _waiting(
    sessions: Sessions, settings: Settings, library: Library, trained: LearnedMatcher
) -> tuple[Group, ...]:
    await group_waiting(Grouping(GroupStore(sessions), library, lambda: trained.matcher))
    publisher = publisher_over(sessions, settings, lambda: library, lambda: trained)
    return (await desk_over(sessions, publisher).waiting(limit=_GROUPS)).groups


def _show_groups(answered: list[AnswerableGroup], waiting: int) -> None:
    out.print(Text(f"\nWaiting groups that it may answer: {len(answered)} of {waiting}", style="bold"))
    for one in answered[:_SHOWN]:
        group = one.group
        out.print(Text(f"\n«{group.texts[-1]}» · group {group.number} · people: {group.askers}"))
        for passage in one.passages:
            _show_passage(passage)
    if answered:
        out.print("\nTo draft an entry with a quote of it: python -m bot review", markup=False)


def _show_entries(entries: list[SpokenOf]) -> None:
    out.print(Text(f"\nEntries that it speaks of too: {len(entries)}", style="bold"))
    for one in entries[:_SHOWN]:
        out.print(Text(f"\n{one.entry.id}: {one.entry.fact('en')}"))
        _show_passage(one.passage)
        if one.numbers:
            out.print(Text(f"    Numbers that the entry does not have: {', '.join(one.numbers)}", style="bold"))


def _show_passage(passage: ArticlePassage) -> None:
    out.print(Text(f"    {passage.likelihood:4.0%}  {' '.join(passage.text.split())}"))
