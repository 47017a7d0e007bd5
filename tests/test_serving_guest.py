"""Somebody names the bot in a chat that it is not in: it answers there once, and keeps nothing of that chat."""

from pathlib import Path
from typing import Any

import markup
import pytest
from bot_api import BotApi
from bot_api_people import Account
from conversing import BOTH, DEPUTIES, VAGUE, WEATHER, nothing_more
from inside import running
from running import PATIENCE, Running

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAMED = "@loopback_bot"
FOREIGN = {"id": -1_002_987_654_321, "type": "supergroup", "title": "Zyzzyva lovers", "username": "zyzzyva_lovers"}
CALLER = {"id": 4_444_000_222, "is_bot": False, "first_name": "Xanthippe"}


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en", username="aliya_k")


async def answered(person: Account, text: str, **where: Any) -> tuple[str, list[dict[str, Any]]]:
    """What the bot says where it was named: the text, and the buttons below it."""
    await person.summons(text, **where)
    result = await person.guest_answer(PATIENCE)
    content = result["input_message_content"]
    rows = result["reply_markup"]["inline_keyboard"]
    return markup.parse(content["message_text"], content["parse_mode"]).text, [button for row in rows for button in row]


def link(payload: str) -> str:
    return f"https://t.me/loopback_bot?start={payload}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [f"{NAMED} {{}}", f"{{}} {NAMED}", f"Look: {NAMED.upper()} {{}}"])
async def test_a_question_is_answered_in_the_short_form_in_its_language(
    served: Running, library: Library, say: Wording, language: Language, form: str
) -> None:
    person = served.api.person("Typing", language_code="tr")

    text, buttons = await answered(person, form.format(DEPUTIES[language]), chat=FOREIGN)

    entry = library.entries["parliament-size"]
    assert text.startswith(entry.question[language]) and entry.fact(language) in text
    assert entry.quotes[0][language] in text
    assert buttons == [{"text": say(language, "open-bot"), "url": link(entry.id)}]


async def test_two_questions_are_both_answered_and_choices_lead_into_the_bot(library: Library, aliya: Account) -> None:
    text, buttons = await answered(aliya, f"{NAMED} {BOTH}")
    assert [button["url"] for button in buttons] == [link("parliament-size"), link("referendum-date")]
    assert all(library.entries[name].fact("en") in text for name in ("parliament-size", "referendum-date"))

    for vague in VAGUE:
        text, buttons = await answered(aliya, f"{NAMED} {vague}")
        if len(buttons) > 1:
            break
    assert all(button["url"].removeprefix(link("")) in library.entries for button in buttons)


@pytest.mark.parametrize("text", [WEATHER["en"], "hello", "and him?", "thanks", "delete my data", "topics", "👍"])
async def test_whatever_is_said_gets_an_answer_with_the_way_into_the_bot(aliya: Account, text: str) -> None:
    said, buttons = await answered(aliya, f"{NAMED} {text}")

    assert said and all(button["url"].startswith("https://t.me/loopback_bot?start=") for button in buttons)


async def test_a_name_alone_asks_what_is_replied_to_or_is_told_how_to_ask(say: Wording, aliya: Account) -> None:
    text, _ = await answered(aliya, NAMED)
    assert text == say("en", "guest-how")

    reply_to = {"message_id": 5, "date": 1, "from": CALLER, "chat": FOREIGN, "text": DEPUTIES["en"]}
    text, _ = await answered(aliya, NAMED, reply_to=reply_to)
    assert "145 deputies" in text


async def test_it_is_logged_with_where_it_was_asked_and_nothing_of_that_chat_is_kept(
    served: Running, aliya: Account
) -> None:
    caller = {"message_id": 77_000, "date": 1, "from": CALLER, "chat": FOREIGN, "text": "quite private words"}
    await answered(aliya, f"{NAMED} {WEATHER['en']} And the walrus? 87011234567", chat=FOREIGN, reply_to=caller)

    row = next(row for row in reversed(await logged(served)) if row["surface"] == "guest")
    assert (row["outcome"], row["message"]) == ("unknown", None)
    assert "walrus" in row["text"] and "8701" not in row["text"]
    assert "walrus" in await served.command("unanswered")
    kept = served.bytes_kept()
    for secret in ("1002987654321", "yzzyva", "77001", "quite private", "4444000222", "Xanthippe", "87011234567"):
        assert secret.encode() not in kept, secret
    assert served.rows("SELECT * FROM letters WHERE turn = ?", row["turn"]) == []
    await nothing_more(served, aliya)


async def logged(served: Running) -> list[dict[str, Any]]:
    await served.handled()
    return served.questions()


async def test_what_was_only_personal_data_is_not_kept(served: Running, say: Wording, aliya: Account) -> None:
    before = [row["turn"] for row in await logged(served)]

    text, _ = await answered(aliya, f"{NAMED} 990101300123")

    assert text == say("en", "personal-removed")
    assert [row["turn"] for row in await logged(served)] == before


async def test_other_bots_are_not_answered(served: Running) -> None:
    robot = served.api.bot_user("robot")
    await robot.summons(f"{NAMED} {DEPUTIES['en']}")
    await served.handled()

    assert not robot.summoned[-1].answers


async def test_an_answer_that_comes_too_late_is_no_fault_and_logged_all_the_same(
    served: Running, aliya: Account
) -> None:
    served.api.fail("answerGuestQuery", 400, description="Bad Request: query is too old")
    await aliya.summons(f"{NAMED} {DEPUTIES['en']}")

    assert (await logged(served))[-1]["text"] == DEPUTIES["en"]
    assert served.rows("SELECT error FROM inbox WHERE error IS NOT NULL") == []


async def test_the_start_says_in_one_line_what_telegram_lets_the_bot_do(served: Running, folder: Path) -> None:
    def lets(log: str) -> list[str]:
        return [line for line in log.splitlines() if "telegram lets the bot" in line]

    [line] = lets(served.log)
    for name in ("answer_in_any_chat", "answer_as_a_guest", "join_groups"):
        assert f'"{name}": true' in line
    assert '"read_only_what_is_meant_for_it": false' in line

    async with BotApi(privacy=True, inline=False, guest=False) as api, running(folder, api) as other:
        [line] = lets(other.log)
    assert '"answer_in_any_chat": false, "answer_as_a_guest": false' in line
    assert '"read_only_what_is_meant_for_it": true' in line
