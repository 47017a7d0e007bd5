"""A bot in its own process is sent what nobody expects, and what is nobody's business: it replies, and keeps none."""

from pathlib import Path

import pytest
from apart import apart
from bot_api import BotApi
from bot_api_people import Account
from running import PATIENCE, Running

pytestmark = pytest.mark.asyncio(loop_scope="module")

PERSONAL = {
    "ИИН": "990101300123",
    "ЖСН": "990 101 300 123",
    "phone": "+7 701 123-45-67",
    "телефон": "8(701)1234567",
    "номер": "8.701.123.45.67",
    "call": "8\u200b701\u200b1234567",
    "нөмірім": "8_701_123_45_67",
    "tel": "87011234567",
    "почта": "zhuldyzai.serikova@mail.kz",
    "e-mail": "Zhuldyzai.Serikova @ Gmail.com",
    "card": "4400 4302 1234 5678",
    "карта": "4400430212345678",
    "IBAN": "KZ86125KZT5004100100",
}


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


@pytest.mark.parametrize(
    "text",
    [
        "<b>How many</b> deputies & <script>alert(1)</script>",
        "</blockquote></a><tg-spoiler>",
        "'; DROP TABLE questions; --",
        '{"$ne": null} OR 1=1',
        "_*[](~`>#+-=|{}.!\\",
        "{ $name } %s %(text)s {0}",
        "../../etc/passwd",
        "🇰🇿🤷‍♂️👍🏽",
        "?",
        "1",
        "а" * 4096,
        "Сколько депутатов? " * 200,
        "𝓗𝓸𝔀 𝓶𝓪𝓷𝔂 𝓭𝓮𝓹𝓾𝓽𝓲𝓮𝓼",
        "كم عدد النواب؟",
        "how\nmany\n\n\ndeputies",
        "a\u0301" * 500,
    ],
)
async def test_whatever_is_written_gets_a_reply_that_telegram_takes(served: Running, aliya: Account, text: str) -> None:
    await aliya.says(text)

    assert (await aliya.reply(PATIENCE)).text
    await served.handled()
    assert [row["error"] for row in served.rows("SELECT error FROM inbox WHERE error IS NOT NULL")] == []
    assert "questions" in [row["name"] for row in served.rows("SELECT name FROM sqlite_master")]


@pytest.mark.parametrize("text", ["\u200b\u200c\u2060", "\u202e\u202d", "\ufeff", "\u2800", "\x00", "\u0301", "a\x00b"])
async def test_a_message_of_nothing_that_can_be_seen_gets_a_reply_too(
    served: Running, aliya: Account, text: str
) -> None:
    await aliya.sends(text=text)

    assert (await aliya.reply(PATIENCE)).text
    await served.handled()


async def test_what_people_write_of_themselves_is_nowhere_on_disk_and_not_in_the_log_even_in_detail(
    folder: Path,
) -> None:
    async with BotApi() as api, apart(folder, api, LOG_LEVEL="DEBUG") as bot:
        names = {"last_name": "Serikova-Muratkyzy", "username": "zhuldyzai_s_1999"}
        zhuldyzai = api.person("Zhuldyzai", language_code="ru", **names)
        ulbosyn = api.person("Ulbosyn", language_code="kk", last_name="Zhaksylykova")
        api.fail("getUpdates", truncate=True)
        for label, number in PERSONAL.items():
            await zhuldyzai.says(f"{label}{number}, how many deputies? {label} {number}?")
            await zhuldyzai.says(f"/start {number}")
            picture = await ulbosyn.sends(photo=True, caption=f"{label} {number}?")
            await ulbosyn.edits(picture, f"{label} {number}. How many deputies will the new Parliament have?")
            await ulbosyn.types_inline(f"{label} {number}")
        await bot.handled()

        kept = bot.bytes_kept()
        secrets = [*PERSONAL.values(), "Zhuldyzai", "Ulbosyn", "Zhaksylykova", *names.values()]
        assert [secret for secret in secrets if secret.encode() in kept] == []
        # Of what was typed inline, only the last of texts that go on from one another is a question.
        assert 2 * len(PERSONAL) < len(bot.questions()) <= 3 * len(PERSONAL)

        await bot.stop()
        kept = bot.bytes_kept()
        for person in (zhuldyzai, ulbosyn):
            assert str(person.id).encode() not in kept
            assert person.id.to_bytes(6, "big") not in kept
        assert bot.rows("SELECT chat_id, body FROM inbox WHERE chat_id IS NOT NULL OR body IS NOT NULL") == []


async def test_a_number_that_is_no_secret_stays_in_the_question(served: Running, aliya: Account) -> None:
    asked = "Was it 145 deputies in the law of 12.02.2026, or 80% in 1995–2022?"
    await aliya.says(asked)
    await aliya.reply(PATIENCE)

    assert (await served.noted(asked))["text"] == asked


async def test_who_asked_is_a_code_that_differs_between_people_and_not_between_questions(served: Running) -> None:
    aliya, bolat = served.api.person("Aliya"), served.api.person("Bolat")
    for person, text in ((aliya, "first of aliya?"), (aliya, "second of aliya?"), (bolat, "first of bolat?")):
        await person.says(text)
        await person.reply(PATIENCE)
    await served.handled()

    askers = {row["text"]: row["asker"] for row in served.questions()}
    assert askers["first of aliya?"] == askers["second of aliya?"] != askers["first of bolat?"]
    assert str(aliya.id) not in askers["first of aliya?"]
