"""A bot in its own process is sent what others have written, pictures with words, and what has no words at all."""

import pytest
from bot_api_chats import Chat
from bot_api_kinds import Content
from bot_api_people import Account
from conversing import DEPUTIES, HEAD, WEATHER, nothing_more, title
from running import PATIENCE, Running
from talking import told

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

WORDLESS: list[tuple[str, Content]] = [
    ("voice", {"voice": True}),
    ("voice", {"video_note": {"file_id": "AgAD", "file_unique_id": "A", "length": 240, "duration": 3}}),
    ("voice", {"audio": True}),
    ("picture", {"photo": True}),
    ("picture", {"video": True}),
    ("picture", {"document": True}),
    ("picture", {"animation": {"file_id": "AgAD"}, "document": True}),
    ("picture", {"story": {"id": 1, "chat": {"id": 5, "type": "private"}}}),
    ("sticker", {"sticker": "👍"}),
    ("sticker", {"dice": {"emoji": "🎲", "value": 3}}),
    ("place", {"location": (51.1, 71.4)}),
    ("place", {"venue": {"title": "Ақорда", "address": "Астана"}, "location": True}),
    ("contact", {"contact": True}),
    ("poll", {"poll": True}),
]
"""What people send that has no words, and the line that answers it."""


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(served: Running) -> Account:
    return served.api.person("Bolat", language_code="ru")


@pytest.mark.parametrize("whose", ["a person's", "one's who hides", "a channel's", "a group's", "her own"])
async def test_a_forwarded_question_is_answered_whoever_wrote_it(
    served: Running, library: Library, aliya: Account, bolat: Account, whose: str
) -> None:
    authors: dict[str, Account | Chat | str] = {
        "a person's": bolat,
        "one's who hides": "Somebody",
        "a channel's": served.api.group("News", kind="channel"),
        "a group's": served.api.group("Neighbours"),
        "her own": aliya,
    }
    news = bolat.chat.message(bolat.user, 1) | {"text": DEPUTIES["ru"]}

    await aliya.forwards(news, origin=authors[whose])

    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["ru"]
    assert b"Somebody" not in served.bytes_kept()


async def test_a_forwarded_story_that_implies_a_question_is_answered(
    library: Library, aliya: Account, bolat: Account
) -> None:
    story = "They say on the radio that the new parliament will have 145 deputies and no more than that."
    news = bolat.chat.message(bolat.user, 1) | {"text": story}

    await aliya.forwards(news)

    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]


async def test_an_answer_of_the_bots_that_is_forwarded_to_it_is_read_as_text(
    served: Running, aliya: Account, bolat: Account
) -> None:
    answer = await told(bolat, DEPUTIES["ru"])

    await aliya.forwards(answer)

    assert await aliya.reply(PATIENCE)
    await nothing_more(served, aliya)


@pytest.mark.parametrize("kind", ["photo", "video", "document", "animation", "voice", "audio"])
async def test_words_below_a_picture_are_a_question(
    served: Running, library: Library, aliya: Account, kind: str
) -> None:
    sent: Content = {kind: {"file_id": "AgAD", "file_unique_id": "A"} if kind == "animation" else True}

    await aliya.sends(caption=DEPUTIES["en"], **sent)

    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]
    await nothing_more(served, aliya)
    assert served.questions()[-1]["text"] == DEPUTIES["en"]


async def test_words_below_a_picture_that_no_article_answers_are_noted(
    served: Running, say: Wording, aliya: Account
) -> None:
    await aliya.sends(caption=WEATHER["en"], photo=True)

    assert title(await aliya.reply(PATIENCE)) == say("en", "unknown-title")
    assert (await served.noted(WEATHER["en"]))["outcome"] == "unknown"


async def test_a_number_below_a_picture_is_taken_out_before_it_is_stored(served: Running, aliya: Account) -> None:
    await aliya.sends(caption="My IIN is 990101300123, how many deputies?", document=True)
    await aliya.reply(PATIENCE)

    await served.handled()
    assert b"990101300123" not in served.bytes_kept()


async def test_an_album_without_words_gets_one_line(served: Running, say: Wording, aliya: Account) -> None:
    for _ in range(5):
        await aliya.sends(photo=True, media_group_id="13500000000000001")

    assert (await aliya.reply(PATIENCE)).text == say("en", "not-text-picture")
    await nothing_more(served, aliya)


async def test_an_album_with_words_below_its_first_picture_is_answered_and_gets_no_line(
    served: Running, library: Library, aliya: Account
) -> None:
    await aliya.sends(photo=True, caption=DEPUTIES["en"], media_group_id="13500000000000002")
    further: tuple[Content, ...] = ({"photo": True}, {"video": True}, {"photo": True})
    for kind in further:
        await aliya.sends(media_group_id="13500000000000002", **kind)

    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]
    await nothing_more(served, aliya)


async def test_words_below_a_later_picture_of_an_album_are_answered_too(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    await aliya.sends(photo=True, media_group_id="13500000000000003")
    await aliya.sends(photo=True, media_group_id="13500000000000003", caption=DEPUTIES["en"])
    await aliya.sends(photo=True, media_group_id="13500000000000003")

    assert (await aliya.reply(PATIENCE)).text == say("en", "not-text-picture")
    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]
    await nothing_more(served, aliya)


async def test_two_albums_get_a_line_each(served: Running, say: Wording, aliya: Account, bolat: Account) -> None:
    for _ in range(2):
        await aliya.sends(photo=True, media_group_id="13500000000000004")
        await bolat.sends(document=True, media_group_id="13500000000000005")

    assert (await aliya.reply(PATIENCE)).text == say("en", "not-text-picture")
    assert (await bolat.reply(PATIENCE)).text == say("ru", "not-text-picture")
    await nothing_more(served, aliya, bolat)


@pytest.mark.parametrize(("line", "kinds"), WORDLESS, ids=str)
async def test_what_has_no_words_gets_one_friendly_line_for_its_kind(
    served: Running, say: Wording, aliya: Account, line: str, kinds: Content
) -> None:
    await aliya.sends(**kinds)

    assert (await aliya.reply(PATIENCE)).text == say("en", f"not-text-{line}")
    await nothing_more(served, aliya)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_line_is_in_the_persons_language(served: Running, say: Wording, language: Language) -> None:
    person = served.api.person("Sending", language_code=language)

    await person.sends(voice=True)

    assert (await person.reply(PATIENCE)).text == say(language, "not-text-voice")


async def test_nothing_of_what_cannot_be_read_is_kept(served: Running, bolat: Account) -> None:
    before = served.questions()
    phone = "+77017654321"
    for kinds in ({"contact": phone}, {"location": (51.987654, 71.123456)}, {"document": "secret-plan.pdf"}):
        await bolat.sends(**kinds)
        await bolat.reply(PATIENCE)
    await served.handled()

    kept = served.bytes_kept()
    assert [secret for secret in (phone, "51.987654", "secret-plan") if secret.encode() in kept] == []
    grouped = {"group_id": None}  # by another task, in its own time
    assert [row | grouped for row in served.questions()] == [row | grouped for row in before]


@pytest.mark.parametrize(
    "service",
    [
        {"pinned_message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": HEAD["en"]}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}},
        {"write_access_allowed": {}},
        {"a_kind_of_the_future": {"text": HEAD["en"]}},
    ],
    ids=str,
)
async def test_what_telegram_says_of_the_chat_itself_is_not_replied_to(
    served: Running, aliya: Account, service: Content
) -> None:
    await aliya.sends(**service)

    await nothing_more(served, aliya)
