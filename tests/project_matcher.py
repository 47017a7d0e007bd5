"""The matcher of the project's own content, learned once for all tests of a run."""

from pathlib import Path

import pytest

from bot.clustering import Background, known_texts
from bot.content import Library
from bot.matching import Embedder, Matcher, Understanding, load_embedder
from bot.matching.reading import Reader
from bot.publishing import learned


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The model of meanings that the bot uses."""
    return load_embedder()


@pytest.fixture(scope="session")
def trained(library: Library, folder: Path) -> learned.LearnedMatcher:
    """What the bot's processes of the same run learn too: it is kept where they look for it."""
    return learned.learn(library, folder / "learned")


@pytest.fixture(scope="session")
def matcher(trained: learned.LearnedMatcher) -> Matcher:
    return trained.matcher


@pytest.fixture(scope="session")
def understanding(library: Library, matcher: Matcher) -> Understanding:
    return learned.understanding_of(library, matcher)


def background_of(library: Library, embedder: Embedder) -> Background:
    """What the content teaches about questions in general."""
    known = known_texts(library)
    return Background.learn(known, embedder.embed([one.text for one in known]))


@pytest.fixture(scope="session")
def background(library: Library, matcher: Matcher) -> Background:
    return background_of(library, matcher.embedder)


@pytest.fixture(scope="session")
def reader(library: Library) -> Reader:
    """Reads as the bot does, without all else that it learns."""
    return Reader(learned.texts_of(library))
