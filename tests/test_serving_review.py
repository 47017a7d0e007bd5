"""A curator works the unanswered questions off in the terminal, while a bot in its own process serves her edits."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from bot_api_people import Account
from curator import Curator, curating
from running import PATIENCE, PROJECT, command, environment, new_database
from talking import told, turned
from terminal import terminal
from waiting import replied_to, waits

from bot.content import Library
from bot.conversation import Wording
from bot.desk.passages import paragraph_texts
from bot.desk_chat.cards import desk_wording, speaks

pytestmark = pytest.mark.asyncio(loop_scope="module")

desk = speaks(desk_wording(), "en")

QUESTION = "Is there a swimming pool for the seals in it"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sitting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Curator]:
    async with curating(tmp_path_factory.mktemp("review")) as curator:
        shutil.copy(PROJECT / "faq" / "schema.json", curator.faq)
        yield curator


@pytest_asyncio.fixture(loop_scope="module")
async def curator(sitting: Curator) -> AsyncIterator[Curator]:
    """She begins with a clean desk, and the bot serves the few entries."""
    for table in ("edits", "decisions", "ratings", "questions", "wishes"):
        await sitting.bot.writes(f"DELETE FROM {table}")  # noqa: S608
    await sitting.bot.writes("UPDATE groups SET ruled_out = NULL")
    yield sitting
    sitting.bot.check()


@pytest.fixture
def aliya(curator: Curator) -> Account:
    return curator.bot.api.person("Aliya", language_code="en")


def taken_back(verb: str) -> str:
    """How the line begins that says that a decision was taken back."""
    return desk("undone", verb=desk(f"verb-{verb}"), who="").partition("(")[0]


async def reviews(curator: Curator, *lines: str) -> str:
    """What she sees when she types these lines and leaves. What is asked is in the log just after the reply."""
    await curator.bot.handled()
    return await curator.bot.command("review", "--language", "en", typed="\n".join([*lines, "q", ""]))


def content(curator: Curator) -> dict[str, bytes]:
    """Every file of the FAQ, byte for byte."""
    return {file.name: file.read_bytes() for file in sorted(curator.faq.glob("*.*"))}


async def asked(person: Account, *questions: str) -> None:
    """Questions that get no answer."""
    for question in questions:
        await person.says(question)
        await person.reply(PATIENCE)


async def test_an_unanswered_question_becomes_a_phrasing_goes_live_and_its_asker_is_told(
    curator: Curator, library: Library, say: Wording, aliya: Account
) -> None:
    message = await waits(aliya, QUESTION, say)
    before = len(curator.bot.log)

    shown = await reviews(curator, "a kurultai")
    await curator.bot.prints("an edit is live", before)

    assert QUESTION in shown and desk("done-add", entry=library.entries["kurultai"].question["en"]) in shown
    notice = await aliya.reply(PATIENCE)
    assert replied_to(notice) == message["message_id"]
    assert library.entries["kurultai"].question["en"] in notice.text
    assert desk("queue-empty") in await reviews(curator)
    another = curator.bot.api.person("Another", language_code="en")
    assert (await told(another, f"{QUESTION}?")).title == library.entries["kurultai"].question["en"]
    await reviews(curator, "u")


async def test_undo_brings_every_file_back_byte_for_byte_and_the_question_waits_again(
    curator: Curator, aliya: Account
) -> None:
    await asked(aliya, "What is the weather in Almaty?")
    before = content(curator)

    await reviews(curator, "n 1")
    assert content(curator) != before

    shown = await reviews(curator, "u")
    assert taken_back("unlike") in shown
    assert shown.index(taken_back("unlike")) < shown.rindex("What is the weather in Almaty?")
    assert content(curator) == before


async def test_what_is_ruled_out_stays_out_with_its_copies_and_teaches_the_bot_when_to_be_silent(
    curator: Curator, aliya: Account
) -> None:
    bolat = curator.bot.api.person("Bolat", language_code="ru")
    await asked(aliya, "сколько лап у степного тушканчика?")
    before = content(curator)

    await reviews(curator, "o")
    await asked(bolat, "crjkmrj kfg e cntgyjuj neirfyxbrf?", "Сколько лап у степнова тушканчика?")

    assert desk("queue-empty") in await reviews(curator)
    changed = [name for name, data in content(curator).items() if data != before[name]]
    assert changed == ["outside.yaml"]
    assert "сколько лап у степного тушканчика?" in content(curator)["outside.yaml"].decode()
    await reviews(curator, "u")
    assert content(curator) == before


async def test_a_wording_that_stands_elsewhere_is_moved_and_that_is_undone_as_one(
    curator: Curator, library: Library, aliya: Account
) -> None:
    wording = library.outside.far["en"][0]
    await asked(aliya, wording)
    before = content(curator)

    shown = await reviews(curator, "o", "t")

    assert desk("stands-far") in shown and desk("done-moved", count=1) in shown
    moved = content(curator)["outside.yaml"].decode()
    assert moved.index(wording) < moved.index("  far:") < before["outside.yaml"].decode().index(wording)
    await reviews(curator, "u")
    assert content(curator) == before


LANGUAGES_ASKED = ("ru", "kk", "en")
TEXTS = {
    "question": {
        "kk": "Итбалықтарға бассейн бола ма?",
        "ru": "Будет ли бассейн для тюленей?",
        "en": "Is there a seal pool?",
    },
    "answer": {
        "kk": "Бұл туралы айтылмаған.",
        "ru": "Об этом не сказано.\nСовсем ничего.",
        "en": "Nothing is said of it.",
    },
}


async def test_a_whole_entry_is_written_in_a_real_terminal_line_by_line_and_pasted(
    curator: Curator, library: Library, aliya: Account
) -> None:
    say = speaks(desk_wording(), "ru")
    await asked(aliya, QUESTION)
    await curator.bot.handled()
    before, passage = content(curator), max(paragraph_texts(library.articles["coalition"]), key=len)

    async with terminal(curator.bot, "review", "--language", "ru") as screen:
        shown = await screen.shows()
        shown = await screen.types("в")  # "d" on a Russian keyboard
        if say("ask-section") in shown:
            shown = await screen.types("1")
        for what, texts in TEXTS.items():
            for language in LANGUAGES_ASKED:
                assert say(f"ask-{what}-{language}") in shown
                shown = await (screen.pastes if what == "answer" else screen.types)(texts[language])
        assert say("ask-phrasings-ru") in shown and say("end-with-empty-line") in shown
        shown = await screen.types("бассейн для тюленей", "есть ли там бассейн", "")
        assert say("ask-phrasings-kk") in shown
        shown = await screen.pastes("итбалық бассейні\nбассейн бар ма", "")
        shown = await screen.types(" ".join(passage.split()[3:9]))
        shown = await screen.types("1")
        shown = await screen.types("1")
        while say("button-live") not in shown:
            shown = await screen.types("перевод")
        assert "бассейн для тюленей" in shown and "есть ли там бассейн" in shown and "бассейн бар ма" in shown
        assert f"{say('field-short')}: Is there a seal pool" in shown
        menu = await screen.types(number(shown, say("button-change")))  # in a terminal too all can be changed
        shown = await screen.types(number(menu, f"{say('field-short')}: en"))
        shown = await screen.types("A pool for seals")
        shown = await screen.types(number(shown, say("button-live")))
        if say("button-yes") in shown:
            shown = await screen.types("н")  # "y"
        assert say("done-draft", entry=TEXTS["question"]["ru"]) in shown, shown
        await screen.types("г")  # "u"

    assert content(curator) == before


def number(shown: str, label: str) -> str:
    """The number of a button in a terminal."""
    return next(
        line.partition("]")[0].strip(" [") for line in shown.splitlines() if line.strip().endswith(f"] {label}")
    )


async def test_a_bad_answer_waits_with_the_reason_that_its_reader_gave(
    curator: Curator, library: Library, say: Wording, aliya: Account
) -> None:
    answer = await told(aliya, library.entries["parliament-size"].question["en"])
    await turned(aliya, answer, "👎")
    await turned(aliya, answer, say("en", "reason-outdated"))
    await curator.bot.handled()

    assert desk("because-outdated") in await reviews(curator)


async def test_more_askers_come_first_and_copies_are_one_group(curator: Curator, aliya: Account) -> None:
    bolat = curator.bot.api.person("Bolat", language_code="ru")
    await asked(aliya, "Who will win the football cup?", "какая погода в Алматы?")
    await asked(bolat, "Какая погода в алматы??")

    shown = await reviews(curator, "", "")

    assert shown.index(desk("group-title", people=2)) < shown.index(desk("group-title", people=1))
    assert desk("queue-place", place=1, total=2) in shown


async def test_what_the_gate_refuses_changes_nothing(curator: Curator, aliya: Account) -> None:
    await asked(aliya, "Who hides the seals of Almaty?")
    await curator.bot.noted("Who hides the seals of Almaty?")
    await curator.bot.writes("UPDATE questions SET text = 'Seals, 1234567890123?'")  # as if no number were taken out
    before = content(curator)

    shown = await reviews(curator, "a kurultai")

    assert desk("not-done-title") in shown and "a long number" in shown
    assert content(curator) == before
    assert curator.bot.rows("SELECT * FROM decisions") == []


async def test_an_entry_that_is_not_there_is_named_and_nothing_is_decided(curator: Curator, aliya: Account) -> None:
    await asked(aliya, "What is the weather in Almaty?")

    shown = await reviews(curator, "a kurultay", "x")

    assert desk("entry-gone", entry="kurultay") in shown and desk("entry-near", entry="kurultai") in shown
    assert curator.bot.rows("SELECT * FROM decisions") == []


async def test_every_decision_is_on_the_trail_with_who_made_it(curator: Curator, aliya: Account) -> None:
    await asked(aliya, "What is the weather in Almaty?", "Who will win the football cup?")

    await reviews(curator, "s", "u", "s", "", "p")

    trail = curator.bot.rows("SELECT verb, curator, undone_at IS NOT NULL AS undone FROM decisions ORDER BY id")
    assert [(row["verb"], row["undone"]) for row in trail] == [("spam", 1), ("spam", 0), ("postpone", 0)]
    assert all(row["curator"] for row in trail)
    assert "(undone)" in await curator.bot.command("decisions")


async def test_a_review_of_a_log_without_questions_says_so(tmp_path: Path, folder: Path) -> None:

    done = command(tmp_path, environment(None, new_database(folder)), "review", "--language", "en")

    assert done.returncode == 0 and desk("queue-empty") in done.stdout
