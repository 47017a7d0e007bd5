"""The demonstration, as a newcomer starts it: the whole desk at work without a token, and no trace of it afterwards."""

import asyncio
import re
import signal
import sys
from pathlib import Path

import pytest
from curator import Curator
from running import STARTING, environment
from visiting import visitor_of

from bot.cli.demo import ADVERTISING, THEMES
from bot.content import LANGUAGES


async def test_a_newcomer_sees_the_whole_desk_at_work_and_nothing_of_theirs_is_touched(tmp_path: Path) -> None:
    curator = Curator(tmp_path / "content")
    before = {file: file.read_bytes() for file in (tmp_path / "content").rglob("*.*")}
    (tmp_path / "temporary").mkdir()
    env = environment(None, tmp_path / "real.db", **curator.settings, TMPDIR=str(tmp_path / "temporary"))
    env["TELEGRAM_BOT_TOKEN"] = "123456789:AA-not-to-be-used"
    line = (sys.executable, "-m", "bot", "demo")
    demo = await asyncio.create_subprocess_exec(*line, env=env, cwd=tmp_path, stdout=asyncio.subprocess.PIPE)
    try:
        await _looks_around(demo)
        demo.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STARTING):
            assert await demo.wait() == 0
    finally:
        if demo.returncode is None:
            demo.kill()
    assert {file: file.read_bytes() for file in (tmp_path / "content").rglob("*.*")} == before
    assert not list((tmp_path / "temporary").iterdir()) and not (tmp_path / "real.db").exists()


async def _looks_around(demo: asyncio.subprocess.Process) -> None:
    """Follow the link that the demonstration prints, and see something on every page of the desk."""
    assert demo.stdout
    printed = ""
    async with asyncio.timeout(STARTING):
        while not (link := re.search(r"(http://127\.0\.0\.1:\d+)(/enter/\S+)", printed)):
            printed += (await demo.stdout.readline()).decode()
    assert "every question in it is made up" in printed

    newcomer = visitor_of(link[1])
    newcomer.headers = {"Accept-Language": "en"}
    await newcomer.sees(link[2])
    queue = await newcomer.sees("/review")
    assert len(re.findall(r"<li data-row>", queue)) >= 5 and ">demo<" in queue
    numbers = await newcomer.sees("/numbers")
    [answered] = re.findall(r'outcome=answer&amp;days=30">(\d+)<', numbers)
    [unknown] = re.findall(r'why=unknown&amp;period=30">(\d+)<', numbers)
    assert int(answered) > 50 and int(unknown) > 20
    assert len(await newcomer.sees("/numbers/questions")) > 5000
    assert re.search(r"👎 \d", await newcomer.sees("/content"))
    await newcomer.client.aclose()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_is_asked_in_every_language(language: str) -> None:
    assert all(len(theme.wordings[language]) >= 2 for theme in THEMES)  # type: ignore[index]  # one of the three
    assert {text for theme in THEMES for some in theme.wordings.values() for text in some} >= set(ADVERTISING)


def test_no_question_is_taken_from_a_labelled_set() -> None:
    labelled = "".join(file.read_text(encoding="utf-8") for file in Path("benchmarks").glob("*.jsonl"))
    asked = [text for theme in THEMES for some in theme.wordings.values() for text in some if len(text) > 20]
    assert [text for text in asked if f'"{text}"' in labelled] == []
