"""A bot in its own process is told one thought in several messages: it hears the writer out, and replies once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from bot_api_kinds import Content
from bot_api_people import Account
from conversing import DEPUTIES, WEATHER, all_texts, is_typing_for, nothing_more, title, writes
from inside import PATIENT, Inside, running
from running import PATIENCE, Running
from talking import first_related, related_to, told

from bot.content import Language, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

Parts = tuple[str, ...]

SPLIT: list[tuple[Language, Parts]] = [
    ("kk", ("айтыңызшы", "парламентте неше депутат болады")),
    ("kk", ("айтыңызшы", "жаңа парламентте", "неше депутат болады")),
    ("ru", ("скажите пожалуйста", "сколько будет депутатов в парламенте")),
    ("ru", ("скажите пожалуйста", "сколько будет", "депутатов в парламенте")),
    ("en", ("tell me", "how many deputies will the new parliament have")),
    ("en", ("tell me", "how many deputies", "will the new parliament have")),
]
"""One question, as people send it in pieces. The first of them means nothing clear by itself."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(folder: Path) -> AsyncIterator[Inside]:
    """A bot that waits for the rest of a thought."""
    async with running(folder, None, PATIENT) as bot:
        yield bot


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(served: Running) -> Account:
    return served.api.person("Bolat", language_code="ru")


@pytest.mark.parametrize(("language", "parts"), SPLIT)
async def test_a_question_in_pieces_is_read_as_one_and_replied_to_once(
    served: Running, library: Library, aliya: Account, language: Language, parts: Parts
) -> None:
    before = await all_texts(served)

    await writes(aliya, *parts)
    answer = await aliya.reply(PATIENCE)

    assert title(answer) == library.entries["parliament-size"].question[language]
    await nothing_more(served, aliya)
    assert await all_texts(served) == [*before, "\n".join(parts)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("kk", ("Сәлеметсіз бе!", "мен зейнеткермін", "сұрағым бар еді", "парламентте неше депутат болады?")),
        ("ru", ("Здравствуйте!", "я пенсионерка", "у меня вопрос", "сколько будет депутатов в парламенте?")),
        ("en", ("Hello!", "I am retired", "I have a question", "how many deputies will the parliament have?")),
    ],
)
async def test_who_greets_and_takes_time_gets_one_reply(
    served: Running, library: Library, aliya: Account, language: Language, parts: Parts
) -> None:
    for part in parts:
        await aliya.says(part)
        await asyncio.sleep(0.6)  # half of what the bot waits here

    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question[language]
    await nothing_more(served, aliya)


async def test_a_piece_that_comes_while_the_bot_is_typing_still_belongs_to_the_question(
    served: Running, library: Library, aliya: Account
) -> None:
    await aliya.says("tell me")
    await is_typing_for(served, aliya)
    await aliya.says("how many deputies will the new parliament have")

    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]
    await nothing_more(served, aliya)


async def test_pieces_of_two_people_are_told_apart(
    served: Running, library: Library, aliya: Account, bolat: Account
) -> None:
    for one, other in (
        ("tell me", "скажите пожалуйста"),
        ("how many deputies", "кто возглавляет"),
        ("will the new parliament have", "коалицию"),
    ):
        await aliya.says(one)
        await bolat.says(other)

    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]
    assert title(await bolat.reply(PATIENCE)) == library.entries["coalition-head"].question["ru"]
    await nothing_more(served, aliya, bolat)


async def test_others_are_answered_while_the_bot_hears_somebody_out(
    served: Running, library: Library, bolat: Account
) -> None:
    people = [served.api.person(f"Person {number}", language_code="en") for number in range(10)]
    for person in people:
        await person.says("tell me")
    await is_typing_for(served, people[-1])

    await bolat.says(DEPUTIES["ru"])

    assert title(await bolat.reply(PATIENCE)) == library.entries["parliament-size"].question["ru"]
    for person in people:
        await person.reply(PATIENCE)


@pytest.mark.parametrize("mark", ["?", "!", "…", "?)", ".»"])
async def test_a_message_that_ends_with_a_mark_is_not_taken_for_a_piece(
    served: Running, say: Wording, library: Library, aliya: Account, mark: str
) -> None:
    await writes(aliya, WEATHER["en"].rstrip("?") + mark, DEPUTIES["en"])

    assert title(await aliya.reply(PATIENCE)) == say("en", "unknown-title")
    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]


async def test_a_mark_ends_the_thought_and_what_follows_is_another(
    served: Running, library: Library, aliya: Account
) -> None:
    await writes(aliya, "tell me", DEPUTIES["en"], "Who heads the coalition?")

    replies = [title(await aliya.reply(PATIENCE)) for _ in range(2)]

    assert replies == [library.entries[name].question["en"] for name in ("parliament-size", "coalition-head")]
    await nothing_more(served, aliya)


async def test_a_forwarded_text_and_the_comment_sent_with_it_are_one_thought(
    served: Running, library: Library, aliya: Account, bolat: Account
) -> None:
    news = await bolat.says("В новом парламенте будет 145 депутатов")
    await bolat.reply(PATIENCE)

    await aliya.says("правда ли это")
    await aliya.forwards(news)

    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["ru"]
    await nothing_more(served, aliya)


async def test_a_command_in_between_ends_the_thought(served: Running, say: Wording, aliya: Account) -> None:
    before = await all_texts(served)

    await writes(aliya, "where is it that", "/help", "how many deputies will the new parliament have")

    replies = [title(await aliya.reply(PATIENCE)) for _ in range(3)]
    assert replies[1] == say("en", "help-title")
    await nothing_more(served, aliya)
    rest = "how many deputies will the new parliament have"
    assert await all_texts(served) == [*before, "where is it that", rest]


async def test_a_press_in_between_ends_the_thought(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    answer = await told(aliya, DEPUTIES["en"])
    before = await all_texts(served)

    await aliya.says("what about")
    await aliya.presses(answer, first_related(answer))
    await aliya.says("who heads the coalition")

    replies = [await aliya.reply(PATIENCE) for _ in range(3)]
    assert [title(reply) for reply in replies[1:]] == [
        related_to(library, "parliament-size").question["en"],
        library.entries["coalition-head"].question["en"],
    ]
    assert await all_texts(served) == [*before, "what about", "who heads the coalition"]


@pytest.mark.parametrize("kinds", [{"sticker": "👍"}, {"photo": True}, {"voice": True}], ids=str)
async def test_what_has_no_words_in_between_ends_the_thought(
    served: Running, say: Wording, aliya: Account, kinds: Content
) -> None:
    before = await all_texts(served)

    await aliya.says("tell me")
    await aliya.sends(**kinds)
    await aliya.says("how many deputies")

    for _ in range(3):
        await aliya.reply(PATIENCE)
    assert await all_texts(served) == [*before, "tell me", "how many deputies"]


async def test_an_edit_of_the_piece_ends_the_thought_and_changes_its_reply(
    served: Running, library: Library, aliya: Account
) -> None:
    piece = await aliya.says("where is it that")
    await aliya.edits(piece, "Who heads the coalition?")

    first = await aliya.reply(PATIENCE)

    changed = await aliya.edit(PATIENCE)
    assert (changed.message_id, title(changed)) == (first.message_id, library.entries["coalition-head"].question["en"])
