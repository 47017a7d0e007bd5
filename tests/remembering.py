"""What one process of tests has learned and read is not learned and read again by its next test.

Hundreds of tests learn the same few contents: each curator who edits begins with the same entries, and each command
looks at the project's own content. What is learned depends on the texts alone, and nobody changes it; so it can be
handed on from bot to bot, as a running one hands it on from edit to edit. What the files of a state folder do for that
is tested where nothing is handed on: in `test_matcher_cache.py`, `test_pretrained.py` and `test_warm.py`.
"""

import contextlib
import functools
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from embedded import embed_once

from bot.clustering import Background, KnownText
from bot.content import Library, Problem, Snapshot, check_files
from bot.jobs import grouping
from bot.matching import Embedder, Matcher, VectorCache, cache, load_embedder
from bot.matching.cache import Pretrained, learn_kept, read_pretrained
from bot.publishing import gate, learned

PROJECT = Path(__file__).parent.parent
_MOST_TEXTS = 80_000
"""That all remembered matchers together have learned: of the project's own content, four; of few entries, two dozen."""
_MOST_BACKGROUNDS = 3

_matchers: OrderedDict[bytes, Matcher] = OrderedDict()
_servable = gate._servable


def _learned_once(
    phrasings: Iterable[tuple[str, str]],
    aside: Mapping[str, Iterable[str]],
    texts: Mapping[Any, Iterable[str]],
    memory: VectorCache,
    folder: Path,
    shipped: Path,
    passages: Mapping[str, Any] | None = None,
) -> Matcher:
    given = (list(phrasings), dict(aside), dict(texts), memory.name, str(shipped), dict(passages or {}))
    key = pickle.dumps(given)
    if key not in _matchers:
        _matchers[key] = learn_kept(*given[:3], memory, folder, shipped, passages)
        while sum(len(one.training.texts) for one in _matchers.values()) > _MOST_TEXTS:
            _matchers.popitem(last=False)
    _matchers.move_to_end(key)
    return _matchers[key]


Found = tuple[Library | None, list[Problem]]
"""The content that is in files, and what is wrong with it."""


def _once_of_project(look: Callable[[Path, Path], Found]) -> Callable[[Path, Path], Found]:
    """What looks at the project's own files once, and at any others each time."""

    @functools.lru_cache(maxsize=2)
    def as_it_was(version: str, faq: Path, corpus: Path) -> Found:
        return look(faq, corpus)

    def once(faq: Path, corpus: Path) -> Found:
        if faq.resolve() != PROJECT / "faq" or corpus.resolve() != PROJECT / "corpus":
            return look(faq, corpus)
        library, problems = as_it_was(Snapshot.of(faq, corpus).version, faq, corpus)
        return library, list(problems)

    return once


_servable_once = _once_of_project(_servable)
checked_once = _once_of_project(check_files)


_embedder = functools.cache(load_embedder)  # with what it has embedded lately

_backgrounds: OrderedDict[tuple[str, tuple[KnownText, ...]], Background] = OrderedDict()
_learned_background = grouping._background


def _background_once(known: Sequence[KnownText], embedder: Embedder) -> Background:
    key = (embedder.name, tuple(known))
    if key not in _backgrounds:
        _backgrounds[key] = _learned_background(known, embedder)
        while len(_backgrounds) > _MOST_BACKGROUNDS:
            _backgrounds.popitem(last=False)
    _backgrounds.move_to_end(key)
    return _backgrounds[key]


_shipped_read_once = functools.lru_cache(maxsize=1)(read_pretrained)


def _pretrained_once(file: Path, model: str) -> Pretrained | None:
    is_shipped = file == learned.SHIPPED / "pretrained.npz"
    return _shipped_read_once(file, model) if is_shipped else read_pretrained(file, model)


_HANDING_ON: Mapping[tuple[Any, str], Any] = {
    (learned, "learn_kept"): _learned_once,
    (learned, "load_embedder"): _embedder,
    (gate, "_servable"): _servable_once,
    (gate, "check_files"): checked_once,
    (grouping, "_background"): _background_once,
    (cache, "read_pretrained"): _pretrained_once,
}
_AS_IT_IS: Mapping[tuple[Any, str], Any] = {(where, name): getattr(where, name) for where, name in _HANDING_ON}


def remember() -> None:
    """Let all that runs in this process from now on hand on what it learns."""
    for (where, name), one in _HANDING_ON.items():
        setattr(where, name, one)
    embed_once()


@contextlib.contextmanager
def nothing_handed_on() -> Iterator[None]:
    """For tests of what is kept in memory, and of what is learned anew."""
    for (where, name), one in _AS_IT_IS.items():
        setattr(where, name, one)
    try:
        yield
    finally:
        remember()
