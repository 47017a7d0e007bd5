"""Articles come in or go out only if the content stays valid; and what one brings: groups and entries it speaks of.

To hold an article against all that waits takes seconds, so it goes on beside the page that asks, which shows what is
found.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.content import Article, ContentError, Edit, Library, check_files
from bot.content.folders import not_to_copy
from bot.desk import Desk
from bot.desk.answerable import AnswerableGroup, ArticleEffects, answerable, spoken_of
from bot.publishing import publisher
from bot.publishing.learned import LearnedMatcher, index_of
from bot.search import ArticleSearch
from bot.settings import Settings


def rehearsed(settings: Settings, edits: Sequence[Edit]) -> Library:
    """The content as it would be with edits of the corpus. Raises `ContentError` with all that would be wrong."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "corpus"
        shutil.copytree(settings.corpus_dir, copy, ignore=not_to_copy)
        for edit in edits:
            file = copy / edit.file.name
            if edit.after:
                file.write_bytes(edit.after)
            else:
                file.unlink()
        library, problems = check_files(settings.faq_dir, copy)
        real = str(settings.corpus_dir)
        problems = [replace(problem, file=problem.file.replace(str(copy), real)) for problem in problems]
    if problems or library is None:
        raise ContentError(problems)
    return library


def change(edits: Sequence[Edit]) -> None:
    """Make the edits. Raises `EditConflict` if a file has changed meanwhile, or `OSError`; then nothing is changed."""
    publisher.apply_all(edits)


_GROUPS = 200  # waiting groups that the article is held against: those that most people ask
_AT_ONCE = 5  # groups or entries, before somebody else gets a turn; each takes tens of milliseconds
_PATIENCE = 4.0  # seconds that a page waits


class EffectsFinder:
    """Looks through the groups and entries for one article at a time: the one that a curator looked at last."""

    def __init__(self, desk: Desk, trained: Callable[[], LearnedMatcher]) -> None:
        self._desk, self._trained = desk, trained
        self._about: tuple[str, str] | None = None
        self._task: asyncio.Task[None] | None = None
        self._found = ArticleEffects()

    async def of(self, article: str) -> ArticleEffects | None:
        """What an article brings, as far as it is found within a few seconds; `None` if there is no such article."""
        library = self._desk.library
        if article not in library.articles:
            return None
        if self._task is None or self._about != (article, library.version):
            if self._task:
                self._task.cancel()
            self._about, self._found = (article, library.version), ArticleEffects()
            self._task = asyncio.create_task(self._look(article))
        done, _ = await asyncio.wait({self._task}, timeout=_PATIENCE)
        if done:
            self._task.result()
            self._task = None  # who looks again wants to know how it is then
        return self._found

    async def _look(self, article: str) -> None:
        library, trained = self._desk.library, self._trained()
        search = await asyncio.to_thread(_search_in, library.articles[article], trained)
        waiting = (await self._desk.waiting(limit=_GROUPS)).groups
        found: list[AnswerableGroup] = []
        for number in range(0, len(waiting), _AT_ONCE):
            found += await asyncio.to_thread(answerable, waiting[number : number + _AT_ONCE], search)
            found.sort(key=lambda one: -one.passages[0].likelihood)
            looked = min(number + _AT_ONCE, len(waiting))
            self._found = ArticleEffects(tuple(found), (), looked, len(waiting))
        entries = [one for one in library.entries.values() if all(q.article.id != article for q in one.quotes)]
        spoken = []
        for number in range(0, len(entries), _AT_ONCE):
            spoken += await asyncio.to_thread(spoken_of, entries[number : number + _AT_ONCE], search)
        spoken.sort(key=lambda one: -one.passage.likelihood)
        whole = ArticleEffects(looked=len(waiting), waiting=len(waiting), is_whole=True)
        self._found = replace(whole, groups=tuple(found), entries=tuple(spoken))


def _search_in(article: Article, trained: LearnedMatcher) -> ArticleSearch:
    return trained.search.over(index_of(article, trained.memory), trained.memory)
