"""Two hundred messages with personal data, as people type it, through the real bot: none of it is left."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from apart import apart
from bot_api import BotApi

pytestmark = pytest.mark.asyncio(loop_scope="module")

COUNT = 200
DICE = random.Random(1995)

IINS = [
    "######SSSSSS",
    "###### SSSSSS",
    "######-SSSSSS",
    "### ### SSS SSS",
    "#### ##SS SSSS",
    "##.##.##.SSSSSS",
    "######/SSSSSS",
]
PHONES = [
    "+7701SSSSSSS",
    "8701SSSSSSS",
    "+7 701 SSS SS SS",
    "+7 (701) SSS-SS-SS",
    "8(701)SSS-SS-SS",
    "8-701-SSS-SS-SS",
    "8.701.SSS.SS.SS",
    "701 SSS SS SS",
    "+7 7172 SS SS SS",
]
CARDS = ["440043SSSSSSSSSS", "4400 43SS SSSS SSSS", "4400-43SS-SSSS-SSSS", "KZ1260SSSSSSSSSSSSSS"]
ADDRESSES = [
    "LLLLLLLL@mail.kz",
    "LLLLLLLL.LLLL+bot@Mail.Ru",
    "LLLLLLLL @ mail.kz",
    "LLLLLLLL(at)mail.kz",
    "LLLLLLLL собака mail.ru",
]
AROUND = [
    "{}",
    "Менің ЖСН {} депутаттар неше адам?",
    "мой иин {}, сколько будет депутатов?",
    "{} перезвоните мне",
    "call me: {}! when is the vote?",
    "тел:{}.",
    "карта {} переведите деньги на референдум",
    "пишите на {} ок?",
]


def personal(form: str) -> tuple[str, list[str]]:
    """A number or an address of this form, and what must not be found of it: as written, and its digits or letters."""
    marks: dict[str, Callable[[], str]] = {
        "#": lambda: DICE.choice("0123456789"),
        "S": lambda: DICE.choice("0123456789"),
        "L": lambda: DICE.choice("abcdefghijklmnoprstuvz"),
    }
    written = "".join(marks.get(sign, lambda sign=sign: sign)() for sign in form)
    if "L" in form:
        return written, [written, written.split("@")[0].split("(")[0].split()[0].split(".")[0]]
    digits = "".join(sign for sign in written if sign.isdecimal())
    return written, [written, digits, digits[-10:]]


async def test_of_two_hundred_messages_with_personal_data_none_is_anywhere(folder: Path) -> None:
    forms = [*IINS, *PHONES, *CARDS, *ADDRESSES]
    hidden: list[str] = []
    async with BotApi() as api, apart(folder, api, LOG_LEVEL="DEBUG") as bot:
        for number in range(COUNT):
            person = api.person(f"Person {number}", language_code="ru")
            written, traces = personal(forms[number % len(forms)])
            hidden += traces
            await person.says(AROUND[number % len(AROUND)].format(written))
        await bot.handled()
        backup = bot.database.with_name("of-the-messages.backup")
        await bot.command("backup", str(backup))
        exported = await bot.command("unanswered", "--csv")
        shown = await bot.command("unanswered") + await bot.command("status")
        while_running = bot.bytes_kept()
        await bot.stop()

        kept = {
            "the database, its WAL and the log": while_running,
            "what is left after a stop": bot.bytes_kept(),
            "the backup": backup.read_bytes(),
            "the exports": exported.encode() + shown.encode(),
        }
        assert {where: [one for one in hidden if one.encode() in found] for where, found in kept.items()} == {
            where: [] for where in kept
        }
        assert ["▮▮▮" in row["text"] for row in bot.questions()] == [True] * (COUNT - COUNT // len(AROUND))
