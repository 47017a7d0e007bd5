"""Editing the content while the bot serves: a valid edit is live, an invalid one changes nothing."""

import asyncio

import pytest
from bot_api_people import Account
from curator import Curator
from running import command
from talking import told

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

RENEWED = {
    "kk": "Жобада жаңарған Парламент ұсынылды, онда 145 депутат болады.",
    "ru": "Проект предложил обновлённый Парламент, в нём 145 депутатов.",
    "en": "The draft proposed a Parliament renewed, with 145 deputies.",
}


@pytest.fixture
def aliya(curator: Curator) -> Account:
    return curator.bot.api.person("Aliya", language_code="en")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_valid_edit_is_live_without_a_restart(
    curator: Curator, library: Library, aliya: Account, language: Language
) -> None:
    entry = library.entries["parliament-size"]
    assert entry.fact(language) in (await told(aliya, entry.question[language])).text

    await curator.changes("parliament-size", lead=RENEWED)

    assert RENEWED[language] in (await told(aliya, entry.question[language])).text
    await curator.bot.handled()
    versions = [row["version"] for row in curator.bot.questions()[-2:]]
    assert len(set(versions)) == 2


async def test_an_invalid_edit_leaves_the_old_content_serving_and_says_where_it_is_wrong(
    curator: Curator, library: Library, aliya: Account
) -> None:
    entry = library.entries["parliament-size"]

    await curator.spoils("parliament-size", answer=RENEWED | {"en": "<b>145</b> deputies."})

    complaint = next(line for line in curator.bot.log.splitlines() if "the edit is not served" in line)
    assert "entries.yaml" in complaint
    assert "parliament-size" in complaint
    assert entry.fact("en") in (await told(aliya, entry.question["en"])).text


async def test_a_question_is_unknown_until_an_entry_answers_it_and_again_once_that_is_gone(
    curator: Curator, library: Library, say: Wording, aliya: Account
) -> None:
    question = library.entries["coalition-head"].question["en"]
    assert (await told(aliya, question)).title == say("en", "unknown-title")

    await curator.adds("coalition-head")
    assert (await told(aliya, question)).title == question

    await curator.removes("coalition-head")
    assert (await told(aliya, question)).title == say("en", "unknown-title")


async def test_an_edit_saved_while_the_bot_is_down_is_served_from_its_start(
    curator: Curator, library: Library, aliya: Account
) -> None:
    await curator.adds("coalition-head")
    await curator.bot.stop()
    await curator.changes("parliament-size", lead=RENEWED)
    await curator.bot.start()

    assert RENEWED["en"] in (await told(aliya, library.entries["parliament-size"].question["en"])).text


async def test_a_bot_started_over_an_edit_that_is_not_valid_says_where_it_is_wrong_and_ends(curator: Curator) -> None:
    await curator.spoils("parliament-size", answer=RENEWED | {"en": "<b>145</b> deputies."})
    await curator.bot.stop()

    done = await asyncio.to_thread(command, curator.bot.database.parent, curator.bot.env, "run")

    assert done.returncode == 1
    assert "entries.yaml" in done.stderr
    assert "parliament-size" in done.stderr
    await curator.starts_over()
    await curator.bot.start()
