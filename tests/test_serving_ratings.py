"""Answers are rated in a bot in its own process: a thumb, a reason, a change of mind; one rating an answer."""

from typing import Any

import pytest
import pytest_asyncio
from bot_api_chats import Sent
from bot_api_people import Account
from running import PATIENCE, Running
from talking import DOWN, UP, restarted, titled, toasted, told, turned, under_answer

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Wording
from bot.conversation.buttons import label_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

ENTRY = "parliament-size"
REASONS = ("topic", "unclear", "outdated", "source")


@pytest.fixture
def dana(served: Running) -> Account:
    return served.api.person("Dana", language_code="en")


@pytest_asyncio.fixture(loop_scope="module")
async def answer(dana: Account, library: Library) -> Sent:
    """An answer that Dana has got."""
    return await told(dana, library.entries[ENTRY].question["en"])


async def ratings(served: Running, number: int = 1) -> list[dict[str, Any]]:
    """The latest ratings kept, the older first."""
    await served.handled()
    found = served.rows("SELECT turn, entry, liked, reason FROM ratings ORDER BY id DESC LIMIT ?", number)
    return found[::-1]


async def count(served: Running) -> int:
    """How many ratings are kept."""
    await served.handled()
    return len(served.rows("SELECT id FROM ratings"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_thumb_up_is_thanked_for_and_ticked_and_the_answer_stays(
    served: Running, library: Library, say: Wording, language: Language
) -> None:
    entry = library.entries[ENTRY]
    ruslan = served.api.person("Ruslan", language_code="tr")
    answer = await told(ruslan, entry.question[language])
    asked = await served.noted(entry.question[language])

    rated = await turned(ruslan, answer, UP)

    assert await toasted(ruslan) == say(language, "rated-up")
    assert (rated.message_id, rated.text, rated.entities) == (answer.message_id, answer.text, answer.entities)
    assert rated.labels == under_answer(library, say, entry, language, (f"✓ {UP}", DOWN))
    assert await ratings(served) == [{"turn": asked["turn"], "entry": ENTRY, "liked": 1, "reason": None}]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
async def test_a_thumb_down_is_asked_why_in_the_language_of_the_answer_and_the_reason_is_kept(
    served: Running, library: Library, say: Wording, language: Language, reason: str
) -> None:
    entry = library.entries[ENTRY]
    ruslan = served.api.person("Ruslan", language_code="tr")
    answer = await told(ruslan, entry.question[language])

    asking = await turned(ruslan, answer, DOWN)
    assert await toasted(ruslan) == say(language, "rated-down")
    reasons = (*(say(language, f"reason-{each}") for each in REASONS), say(language, "rate-back"))
    assert asking.labels == under_answer(library, say, entry, language, reasons)

    rated = await turned(ruslan, asking, say(language, f"reason-{reason}"))
    assert await toasted(ruslan) == say(language, "rated-why")
    assert rated.labels == under_answer(library, say, entry, language, (UP, f"✓ {DOWN}"))
    assert rated.text == answer.text
    kept = (await ratings(served))[0]
    assert (kept["entry"], kept["liked"], kept["reason"]) == (ENTRY, 0, reason)


async def test_who_presses_thumb_down_and_gives_no_reason_has_rated_all_the_same(
    served: Running, dana: Account, answer: Sent
) -> None:
    await turned(dana, answer, DOWN)

    kept = (await ratings(served))[0]
    assert (kept["liked"], kept["reason"]) == (0, None)


async def test_a_mind_that_changes_leaves_one_rating_the_last(
    served: Running, say: Wording, dana: Account, answer: Sent
) -> None:
    before = await count(served)

    for label in (DOWN, say("en", "reason-unclear"), UP, DOWN, say("en", "reason-outdated")):
        await turned(dana, answer, label)
    kept = (await ratings(served))[0]
    assert (kept["liked"], kept["reason"]) == (0, "outdated")
    await turned(dana, answer, UP)

    kept = (await ratings(served))[0]
    assert (kept["liked"], kept["reason"]) == (1, None)
    assert await count(served) == before + 1


@pytest.mark.parametrize(
    "presses", [(UP, f"✓ {UP}"), (DOWN, "reason-unclear", f"✓ {DOWN}"), (DOWN, "rate-back")], ids=" ".join
)
async def test_a_rating_is_taken_back(
    served: Running, say: Wording, dana: Account, answer: Sent, presses: tuple[str, ...]
) -> None:
    before = await count(served)

    for press in presses:
        left = await turned(dana, answer, say("en", press) if say.has("en", press) else press)
        toast = await toasted(dana)

    assert toast == say("en", "rated-none")
    assert left.labels == answer.labels
    assert await count(served) == before


async def test_two_answers_in_one_reply_are_rated_apart(served: Running, library: Library, dana: Account) -> None:
    await dana.says("When is the referendum? And how many deputies will the new parliament have?")
    answers = [await dana.reply(PATIENCE) for _ in range(2)]
    shown = [next(name for name, entry in library.entries.items() if titled(entry, each, "en")) for each in answers]

    await turned(dana, answers[0], UP)
    await turned(dana, answers[1], DOWN)

    first, second = await ratings(served, 2)
    assert [(each["entry"], each["liked"]) for each in (first, second)] == [(shown[0], 1), (shown[1], 0)]
    assert first["turn"] == second["turn"]


async def test_an_answer_behind_a_related_question_is_rated_by_itself(
    served: Running, library: Library, dana: Account, answer: Sent
) -> None:
    related = library.entries[ENTRY].related[0]
    await dana.presses(answer, label_of(library.entries[related], "en"))
    below = await dana.reply(PATIENCE)

    await turned(dana, below, UP)

    assert (await ratings(served))[0]["entry"] == related
    assert f"✓ {UP}" not in dana.chat.messages[answer.message_id]["reply_markup"]["inline_keyboard"][0][0]["text"]


async def test_the_same_answer_got_twice_is_rated_twice(served: Running, dana: Account, answer: Sent) -> None:
    again = await told(dana, f"/start {ENTRY}")
    before = await count(served)

    await turned(dana, answer, UP)
    await turned(dana, again, DOWN)

    first, second = await ratings(served, 2)
    assert (await count(served), first["turn"] != second["turn"]) == (before + 2, True)


async def test_two_people_rate_for_themselves(served: Running, library: Library, dana: Account, answer: Sent) -> None:
    bolat = served.api.person("Bolat", language_code="en")
    his = await told(bolat, library.entries[ENTRY].question["en"])

    await turned(dana, answer, UP)
    await turned(bolat, his, DOWN)
    await turned(dana, answer, f"✓ {UP}")

    assert (await ratings(served))[0]["liked"] == 0


async def test_thumbs_and_reasons_work_after_a_restart(
    served: Running, say: Wording, dana: Account, answer: Sent
) -> None:
    asking = await turned(dana, await told(dana, f"/start {ENTRY}"), DOWN)
    await dana.callback_answer(PATIENCE)

    await restarted(served)

    rated = await turned(dana, asking, say("en", "reason-source"))
    assert f"✓ {DOWN}" in rated.labels
    assert (await ratings(served))[0]["reason"] == "source"
    assert f"✓ {UP}" in (await turned(dana, answer, UP)).labels


async def test_a_rating_of_an_answer_too_old_to_be_changed_is_kept_and_thanked_for(
    served: Running, say: Wording, dana: Account, answer: Sent
) -> None:
    served.api.fail("editMessageReplyMarkup", 400, description="Bad Request: message can't be edited")

    await dana.presses(answer, UP)

    assert await toasted(dana) == say("en", "rated-up")
    assert (await ratings(served))[0]["liked"] == 1
    assert not (dana.chat.sent or dana.chat.edits)


async def test_a_thumb_pressed_twice_at_once_counts_once(served: Running, dana: Account, answer: Sent) -> None:
    before = await count(served)
    pressed = next(button["callback_data"] for row in answer.buttons for button in row if button["text"] == UP)

    for _ in range(2):
        await dana.presses(answer, data=pressed)
    await dana.edit(PATIENCE)

    assert await count(served) == before + 1
    unchanged = served.api.refusals.pop()
    assert "not modified" in unchanged.description
    unchanged.refused = False  # Telegram's only way to say that nothing had to be changed


@pytest.mark.parametrize(
    "forged",
    ["up:", "up:1f", "up:1f.", "up:.parliament-size", "down:-1.parliament-size", "why:1f.parliament-size",
     "why:z.1f.parliament-size", "why:", "rate:", "up:1f'--.parliament-size"],
)  # fmt: skip
async def test_a_forged_rating_is_said_to_be_old_and_not_kept(
    served: Running, say: Wording, dana: Account, answer: Sent, forged: str
) -> None:
    before = await count(served)

    await dana.presses(answer, data=forged)

    assert (await dana.reply(PATIENCE)).text == say("en", "old-button")
    assert await count(served) == before


async def test_an_answer_whose_entry_is_gone_is_no_longer_rated(
    served: Running, say: Wording, dana: Account, answer: Sent
) -> None:
    before = await count(served)

    await dana.presses(answer, data="up:1f.no-such-entry:en")

    assert (await dana.reply(PATIENCE)).title == say("en", "entry-gone-title")
    assert await count(served) == before


async def test_nobody_is_asked_for_a_rating_in_a_group(
    served: Running, library: Library, say: Wording, dana: Account
) -> None:
    group = served.api.group("Neighbours", [dana])
    await dana.says(f"/ask {library.entries[ENTRY].question['en']}", chat=group)

    answer = await group.reply(PATIENCE)

    assert answer.labels == under_answer(library, say, library.entries[ENTRY], "en", ())
