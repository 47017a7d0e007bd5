"""Curators look at answers in Telegram and in the terminal, while the bot serves what comes of it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from bot_api_people import Account
from curator import all_written
from running import STARTING
from sitting import Sitting, decided, speaking
from talking import told, turned

from bot.conversation.about_bot import figure_weeks
from bot.settings import KAZAKHSTAN

pytestmark = pytest.mark.asyncio(loop_scope="module")

english = speaking("en")
QUESTION = "How many seats for the seals"


@pytest.fixture
def aliya(desk: Sitting) -> Account:
    return desk.bot.api.person("Aliya", language_code="en")


async def was_answered(desk: Sitting, text: str, *entries: str, asker: str = "p1") -> None:
    """Somebody was answered with the first of these entries, in a week that is over."""
    at = f"{datetime.now(UTC) - timedelta(days=10):%Y-%m-%d %H:%M:%S.%f}"
    beliefs = ", ".join(f'["{name}", {0.9 / (place + 1):.2f}]' for place, name in enumerate(entries))
    await desk.bot.writes(
        "INSERT INTO questions (turn, asked_at, asker, language, text, outcome, shown, entries, confidence, version,"
        " searched, nearest) VALUES (?, ?, ?, 'en', ?, 'answer', ?, ?, 0.9, 'old', ?, ?)",
        f"{abs(hash(text)):x}"[:12], at, asker, text, f'["{entries[0]}"]', f"[{beliefs}]", text.lower(), entries[0],
    )  # fmt: skip
    for table in ("audited", "audit_weeks"):  # the bot has drawn already, and draws again
        await desk.bot.writes(f"DELETE FROM {table}")  # noqa: S608


async def test_an_answer_is_judged_with_one_tap_and_that_is_taken_back(desk: Sitting) -> None:
    await was_answered(desk, QUESTION, "parliament-size")

    card = await told(desk.saule, "/audit")
    assert card.title == english("audit-title", place=1, total=1)
    assert QUESTION in card.text and english("audit-answered") in card.text
    assert "145" in card.text, "what people read"

    done = await turned(desk.saule, card, english("button-audit-right"))
    assert english("audit-said", verb=english("verb-right"), text=QUESTION) in done.text
    assert english("audit-empty") in done.text
    back = await turned(desk.saule, done, english("button-undo"))

    assert english("undone-verdict", verb=english("verb-right")) in back.text and QUESTION in back.text
    assert desk.trail() == [(f"telegram:{desk.saule.id}", "right", True)]


def asked_of(name: str) -> str:
    """What curators know an entry by."""
    return str(all_written()[name]["question"]["en"])


async def test_a_wrong_answer_becomes_a_not_of_its_entry_through_the_gate_and_undo_is_exact(desk: Sitting) -> None:
    await was_answered(desk, QUESTION, "parliament-size", "kurultai")
    before = desk.files()
    card = await told(desk.saule, "/audit")

    wrong = await turned(desk.saule, card, english("button-audit-wrong"))
    assert english("audit-is-wrong") in wrong.text
    done = await decided(desk.saule, wrong, english("button-audit-not", entry=asked_of("parliament-size")[:30])[:-1])

    assert english("done-unlike", entry=asked_of("parliament-size")) in done.text, done.text
    changed = [name for name, data in desk.files().items() if data != before[name]]
    assert len(changed) == 1 and QUESTION.encode() in desk.files()[changed[0]]
    await decided(desk.saule, done, english("button-undo"))
    assert desk.files() == before
    assert [verb for _, verb, _ in desk.trail()] == ["wrong", "unlike"]


async def test_a_wrong_answer_becomes_a_test_question_of_the_right_entry(desk: Sitting) -> None:
    await was_answered(desk, "what is the kurultai in the draft", "parliament-size", "kurultai")
    before = desk.files()
    wrong = await turned(desk.saule, await told(desk.saule, "/audit"), english("button-audit-wrong"))
    [asks] = [label for label in wrong.labels if label.startswith("→")]

    done = await decided(desk.saule, wrong, asks)
    if english("button-yes") in done.labels:
        done = await decided(desk.saule, done, english("button-yes"))

    assert english("done-asks", entry=asked_of("kurultai")) in done.text, done.text
    [changed] = [name for name, data in desk.files().items() if data != before[name]]
    assert b"asks:" in desk.files()[changed] and b"what is the kurultai in the draft" in desk.files()[changed]
    await decided(desk.saule, done, english("button-undo"))
    assert desk.files() == before


async def test_a_second_curator_judges_the_same_unseen_and_stats_say_how_far_they_agree(desk: Sitting) -> None:
    await was_answered(desk, QUESTION, "parliament-size")
    await turned(desk.saule, await told(desk.saule, "/audit"), english("button-audit-right"))

    card = await told(desk.daniyar, "/audit")
    russian = speaking("ru")
    assert QUESTION in card.text and russian("verb-right") not in card.text
    await turned(desk.daniyar, card, russian("button-audit-wrong"))

    printed = await desk.bot.command("stats")
    assert "Two curators said the same of 0 of 1 answers." in printed
    assert "drawn by chance and looked at, 100% were wrong (from 21% to 100%)." in " ".join(printed.split())


async def test_the_same_in_the_terminal(desk: Sitting) -> None:
    await was_answered(desk, QUESTION, "parliament-size", "kurultai")
    before = desk.files()

    # k, u, w, n, u, q: some while a Russian layout is on
    shown = await desk.bot.command("audit", "--language", "en", typed="л\nu\nц\nn\nг\nй\n")

    assert english("audit-said", verb=english("verb-should-ask"), text=QUESTION) in shown
    assert english("undone-verdict", verb=english("verb-should-ask")) in shown
    assert english("done-unlike", entry=asked_of("parliament-size")) in shown
    assert [(verb, undone) for _, verb, undone in desk.trail()] == [
        ("should-ask", True), ("wrong", False), ("unlike", True),
    ]  # fmt: skip
    assert desk.files() == before


async def test_the_desk_does_not_exist_for_others(desk: Sitting, aliya: Account) -> None:
    await was_answered(desk, QUESTION, "parliament-size")

    assert QUESTION not in (await told(aliya, "/audit")).text


async def test_about_tells_everybody_the_share_that_was_wrong(desk: Sitting, aliya: Account) -> None:
    monday = figure_weeks(datetime.now(KAZAKHSTAN).date())[-1]
    await was_answered(desk, QUESTION, "parliament-size")
    at = f"{monday} 07:00:00.000000"
    await desk.bot.writes("INSERT OR REPLACE INTO audit_weeks VALUES (?, ?, 90, 40)", str(monday), at)
    for number in range(1001, 1061):
        columns = "(id, week, part, language, entry, version) VALUES (?, ?, 'random', 'ru', 'x', 'v')"
        await desk.bot.writes(f"INSERT INTO audited {columns}", number, str(monday))
        columns = "(decided_at, curator, verb, texts, audited) VALUES (?, 'saule', ?, '[]', ?)"
        verb = "wrong" if number <= 1003 else "right"
        await desk.bot.writes(f"INSERT INTO decisions {columns}", at, verb, number)

    async with asyncio.timeout(STARTING):
        while "5 % were wrong (from 2 to 14 %)" not in (about := await told(aliya, "/about")).text:  # noqa: ASYNC110
            await asyncio.sleep(0.2)

    assert "60 answers" in about.text
