"""Find out what an article brings: which waiting groups it may answer, and which entries it speaks of too.

To hold it against all that waits takes seconds, so it goes on beside the page that asks, which shows what is found.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bot.content import Article
from bot.desk import Desk
from bot.desk.answerable import AnswerableGroup, ArticleEffects, answerable, spoken_of
from bot.publishing.article_index import index_of
from bot.publishing.learned import LearnedMatcher
from bot.search import ArticleSearch

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
