"""What an edit does to the project's own questions is found without asking all of them in earnest."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content import Library
from bot.desk import Decision, Past, Result
from bot.publishing.learned import LearnedMatcher, learn
from bot.publishing.trial import Served, Trial
from bot.settings import read_settings

SIZE = "how many deputies will sit there"
PAST = [
    Past(text, 2, Result("unknown", (), ()))
    for text in (SIZE, "what is the kurultai", "how many deputies are there in all", "will pensions go up")
]


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    yield Trial(read_settings())


def test_a_headline_put_under_another_entry_is_told_from_the_matcher_that_has_not_learned_it(
    trial: Trial, library: Library, trained: LearnedMatcher
) -> None:
    served = Served(library, trained)
    decision = Decision("add", 1, 1, (("en", SIZE),), "kurultai")
    impact = trial.impact(decision, served, served, PAST)

    [stray] = impact.strays
    assert (stray.text, stray.entry, stray.belief > 0.8) == (SIZE, "parliament-size", True)
    assert (impact.differences, impact.asked, impact.unasked) == ((), 4, 0)


def test_whose_answer_an_edit_changes_is_found(
    trial: Trial, library: Library, trained: LearnedMatcher, folder: Path
) -> None:
    entries = {name: entry for name, entry in library.entries.items() if name != "parliament-size"}
    gone = replace(library, entries=entries)
    after = learn(gone, folder / "learned", trained)
    impact = trial.impact(Decision("outside", 1, 1), Served(library, trained), Served(gone, after), PAST)

    changed = {one.past.text: one for one in impact.differences}
    assert changed[SIZE].past == Past(SIZE, 2, changed[SIZE].past.result)
    assert (
        changed[SIZE].past.result.entries == ("parliament-size",) and "parliament-size" not in changed[SIZE].now.entries
    )
    assert "will pensions go up" not in changed
