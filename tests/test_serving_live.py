"""Editing the content while the bot serves: a valid edit is live, an invalid one changes nothing."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from bot_api import BotApi
from running import PATIENCE, PROJECT, Running, running

BEFORE = "The draft proposed an updated Parliament of 145 deputies."
AFTER = "The draft proposed a Parliament renewed, with 145 deputies."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content, to be edited."""
    shutil.copytree(PROJECT / "faq", tmp_path / "faq")
    shutil.copytree(PROJECT / "corpus", tmp_path / "corpus")
    return tmp_path


@pytest.fixture
async def editable(folder: Path, content: Path, api: BotApi) -> AsyncIterator[Running]:
    """A bot that serves the copy."""
    settings = {"FAQ_DIR": str(content / "faq"), "CORPUS_DIR": str(content / "corpus")}
    async with running(folder, api, **settings) as bot:
        yield bot


def edit(content: Path, old: str, new: str) -> None:
    """Change a text in the institutions' file, as an editor saves it."""
    file = content / "faq" / "institutions.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_valid_edit_is_live_without_a_restart(editable: Running, content: Path) -> None:
    aliya = editable.api.person("Aliya", language_code="en")
    await aliya.says("how many deputies")
    assert BEFORE in (await aliya.reply(PATIENCE)).text

    edit(content, BEFORE, AFTER)
    await editable.prints("an edit is live")

    await aliya.says("how many deputies")
    assert AFTER in (await aliya.reply(PATIENCE)).text
    await editable.handled()
    versions = [row["version"] for row in editable.questions()]
    assert len(set(versions)) == 2


async def test_an_invalid_edit_leaves_the_old_content_serving_and_says_where_it_is_wrong(
    editable: Running, content: Path
) -> None:
    edit(content, BEFORE, "<b>145</b> deputies.")
    await editable.prints("the edit is not served")

    assert "institutions.yaml" in editable.log
    assert "parliament-size" in editable.log
    aliya = editable.api.person("Aliya", language_code="en")
    await aliya.says("how many deputies")
    assert BEFORE in (await aliya.reply(PATIENCE)).text
