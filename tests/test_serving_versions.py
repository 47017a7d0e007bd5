"""A curator brings earlier content back while the bot serves, and hears what is wrong with the present one."""

import re
from pathlib import Path

import pytest
from bot_api_people import Account
from curator import Curator, all_written
from talking import told

from bot.content import Library

pytestmark = pytest.mark.asyncio(loop_scope="module")

RENEWED = {
    "kk": "Жобада жаңарған Парламент ұсынылды, онда 145 депутат болады.",
    "ru": "Проект предложил обновлённый Парламент, в нём 145 депутатов.",
    "en": "The draft proposed a Parliament renewed, with 145 deputies.",
}


@pytest.fixture
def aliya(curator: Curator) -> Account:
    return curator.bot.api.person("Aliya", language_code="en")


@pytest.fixture
def question(library: Library) -> str:
    return library.entries["parliament-size"].question["en"]


def content(curator: Curator) -> dict[str, bytes]:
    """Every file of the FAQ, byte for byte."""
    return {str(file.relative_to(curator.faq)): file.read_bytes() for file in sorted(curator.faq.rglob("*.*"))}


async def rolls_back(curator: Curator, *arguments: str) -> str:
    """Roll back, and wait until the bot serves that."""
    before = len(curator.bot.log)
    printed = await curator.bot.command("rollback", *arguments)
    await curator.bot.prints("an edit is live", before)
    curator.finds()
    return printed


async def refused(curator: Curator, *arguments: str) -> str:
    """What is said of a rollback that is refused."""
    done = await curator.bot.tries("rollback", *arguments)
    assert done.returncode == 1, done.stdout
    return done.stderr


def file_of(curator: Curator) -> Path:
    return curator.faq / "entries.yaml"


async def test_rollback_brings_the_files_back_to_the_byte_and_the_bot_answers_as_before(
    curator: Curator, aliya: Account, question: str, library: Library
) -> None:
    printed = len(curator.bot.log)
    file_of(curator).write_bytes(b"# as it is\r\n" + file_of(curator).read_bytes())
    await curator.bot.prints("an edit is live", printed)
    another = curator.bot.api.person("Another", language_code="en")
    before, first = content(curator), (await told(another, question)).text
    await curator.changes("parliament-size", lead=RENEWED)
    (curator.faq / "drafts").mkdir(exist_ok=True)
    (curator.faq / "drafts" / "new.yaml").write_text("- id: new\n")
    assert RENEWED["en"] in (await told(aliya, question)).text

    assert "1 file written in" in await rolls_back(curator)
    assert content(curator) == before | {"drafts/new.yaml": b"- id: new\n"}
    assert (await told(aliya, question)).text == first
    assert library.entries["parliament-size"].fact("en") in first


async def test_versions_are_listed_with_what_changed_and_each_can_be_gone_back_to(
    curator: Curator, aliya: Account, question: str
) -> None:
    await curator.changes("parliament-size", lead=RENEWED)
    renewed = content(curator)
    await curator.adds("coalition-head")
    await curator.removes("kurultai")

    listed = await curator.bot.command("versions")
    rows = re.findall(r"^ *([0-9a-f]{12}) +([-0-9]+ [:0-9]+) +(●?) *(.*?) *$", listed, re.MULTILINE)
    assert [row[3].partition(";")[0] for row in rows[:3]] == ["− kurultai", "+ coalition-head", "~ parliament-size"]
    assert [row[2] for row in rows[:3]] == ["●", "", ""]

    await rolls_back(curator, rows[2][0])
    assert content(curator) == renewed
    await rolls_back(curator)
    assert content(curator) != renewed
    assert RENEWED["en"] not in (await told(aliya, question)).text


async def test_edits_that_were_never_published_are_not_lost(curator: Curator) -> None:
    await curator.changes("parliament-size", lead=RENEWED)
    published = content(curator)
    await curator.spoils("parliament-size", answer=RENEWED | {"en": "<b>145</b> deputies."})
    spoiled = content(curator)

    assert "never published" in await refused(curator)
    assert content(curator) == spoiled

    printed = await curator.bot.command("rollback", "--force")
    assert content(curator) == published
    curator.finds()
    set_aside = printed.partition("kept as ")[2].partition(".")[0]
    await curator.bot.command("rollback", set_aside)
    assert content(curator) == spoiled


async def test_a_version_that_is_not_kept_cannot_be_gone_back_to(curator: Curator) -> None:
    before = content(curator)

    assert "There is no version 'abc'" in await refused(curator, "abc")
    assert content(curator) == before


async def test_on_sighup_the_bot_looks_at_its_files_at_once(curator: Curator) -> None:
    before = len(curator.bot.log)

    curator.bot.hangs_up()
    await curator.bot.prints("asked to look at the files", before)
    await curator.bot.prints("the files hold nothing new to serve", before)


async def test_an_answer_too_long_for_telegram_is_not_served(curator: Curator, aliya: Account, question: str) -> None:
    another = curator.bot.api.person("Another", language_code="en")
    before, said = len(curator.bot.log), (await told(another, question)).text
    quotes = all_written()["parliament-size"]["quotes"]
    await curator.spoils("parliament-size", quotes=[dict(quote) for quote in quotes * 20])

    await curator.bot.prints("makes a message of", before)  # half of the file may have been read before, and refused
    assert (await told(aliya, question)).text == said
