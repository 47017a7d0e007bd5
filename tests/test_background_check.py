"""What the gate says of the files is found out in the background, once for each state of them."""

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from curator import Curator
from earlier_start import started_before
from running import PROJECT, STARTING

from bot.content import Problem
from bot.publishing.gate import BackgroundCheck
from bot.settings import Settings, read_settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Those of a bot over a few entries."""
    curator = Curator(tmp_path / "content")
    shutil.copy(PROJECT / "faq" / "schema.json", curator.faq)
    monkeypatch.setenv("FAQ_DIR", str(curator.faq))
    monkeypatch.setenv("CORPUS_DIR", str(curator.corpus))
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    started_before(tmp_path, curator.faq, curator.corpus)
    return read_settings()


async def found_by(examiner: BackgroundCheck) -> Sequence[Problem]:
    """What it finds, once it has looked."""
    async with asyncio.timeout(STARTING):
        while (problems := examiner()) is None:  # noqa: ASYNC110 - a thread tells nobody when it is done
            await asyncio.sleep(0.02)
    return problems


async def test_nobody_waits_while_the_gate_looks_and_then_it_is_known_what_it_found(settings: Settings) -> None:
    examiner = BackgroundCheck(settings)

    assert examiner() is None
    assert await found_by(examiner) == []
    assert examiner() == []


async def test_other_files_are_looked_at_anew(settings: Settings) -> None:
    examiner = BackgroundCheck(settings)
    await found_by(examiner)
    (settings.faq_dir / "more.yaml").write_text("- id: a\n", encoding="utf-8")

    assert examiner() is None
    assert [problem.file for problem in await found_by(examiner)][:1] == [str(settings.faq_dir / "more.yaml")]
