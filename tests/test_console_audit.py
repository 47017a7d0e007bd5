"""Curators look at answers in the console: what they see, what they say, and what a wrong one becomes."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from console_house import PLAIN, Setting, setting_in
from kept import ASKED, kept_in
from small_library import LIBRARY
from visiting import Visitor

from bot.content import Problem
from bot.conversation import Occasion
from bot.desk import Refused
from bot.stats.numbers import Counts, Period
from bot.stats.stats import Stats
from bot.storage.audit import AuditStore


async def was_answered(there: Setting, text: str, asker: str = "aliya", days: int = 10) -> None:
    """Somebody was answered, in a week that is over."""
    asked = replace(ASKED, text=text, answered=("vote",), entries=(("vote", 0.9), ("seats", 0.06)))
    at = there.clock() - timedelta(days=days)
    await there.kept.records.log.note(Occasion(f"{abs(hash((text, asker))):x}"[:12], asker, at, 12, None), asked)


def case_in(page: str) -> int:
    found = re.search(r'action="/audit/(\d+)"', page)
    assert found
    return int(found[1])


async def says(saule: Visitor, verdict: str) -> str:
    """She opens the first answer, says what it was, and sees what comes of it."""
    case = case_in(await saule.sees("/audit"))
    answer = await saule.posts(f"/audit/{case}", do=verdict, place="0")
    assert answer.status_code == 303
    return await saule.sees(answer.headers["location"])


async def test_an_answer_is_shown_with_what_was_asked_and_what_people_read(there: Setting, saule: Visitor) -> None:
    await was_answered(there, "когда <голосуем>?")

    page = await saule.sees("/audit")

    entry = there.content.served.entries["vote"]
    assert "когда &lt;голосуем&gt;?" in page
    assert entry.question["ru"] in page and entry.carrying[0]["ru"] in page
    assert "drawn by chance" in page and "1 answer to look at" in page


async def test_a_verdict_takes_one_tap_and_the_next_answer_follows(there: Setting, saule: Visitor) -> None:
    await was_answered(there, "когда голосуем?")
    await was_answered(there, "дата референдума", "ruslan")

    page = await says(saule, "right")

    assert "Noted: <b>Right</b>" in page and "1 answer to look at" in page
    assert "Right: <a" in await saule.sees("/trail")


async def test_a_verdict_is_taken_back(there: Setting, saule: Visitor) -> None:
    await was_answered(there, "когда голосуем?")
    page = await says(saule, "wrong")
    assert "Your verdict: <b>Wrong</b>" in page

    case = re.search(r'action="/audit/(\d+)/undo"', page)
    assert case
    await saule.posts(f"/audit/{case[1]}/undo")

    assert "1 answer to look at" in await saule.sees("/audit")
    assert [row["undone_by"] for row in await there.kept.rows("decisions")] == ["operator"]


async def test_a_wrong_answer_becomes_a_not_of_its_entry(there: Setting, saule: Visitor) -> None:
    await was_answered(there, "когда голосуем?")
    case = case_in(await saule.sees("/audit"))
    await says(saule, "wrong")

    done = await saule.posts(f"/audit/{case}/mend", do="not")

    [decision] = there.content.published
    assert (decision.verb, decision.entry, decision.texts) == ("unlike", "vote", (("ru", "когда голосуем?"),))
    page = await saule.sees(done.headers["location"])
    assert f'href="/audit/{case}"' in page and "/undo" in page


async def test_a_wrong_answer_becomes_an_asks_of_the_right_entry_or_says_why_not(
    there: Setting, saule: Visitor
) -> None:
    await was_answered(there, "когда голосуем?")
    page = await says(saule, "wrong")
    case = re.search(r'action="/audit/(\d+)/mend"', page)
    assert case and 'value="asks seats"' in page

    there.content.fault = Refused([Problem("faq/people.yaml", 3, "finds 'vote' instead.", "Add phrasings.")])
    refused = await saule.posts(f"/audit/{case[1]}/mend", do="asks seats")
    there.content.fault = None
    chosen = await saule.posts(f"/audit/{case[1]}/mend", do="asks", entry="seats")

    assert refused.status_code == 422 and "Add phrasings." in refused.text
    assert chosen.status_code == 303
    assert [(one.verb, one.entry) for one in there.content.published] == [("asks", "seats")]
    assert (await saule.posts(f"/audit/{case[1]}/mend", do="asks")).status_code == 422


async def test_another_curator_does_not_see_the_verdict_before_their_own(there: Setting, saule: Visitor) -> None:
    await was_answered(there, "когда голосуем?")
    case = case_in(await saule.sees("/audit"))
    store = AuditStore(there.kept.sessions)
    drawn = await store.case(case)
    assert drawn
    await store.judge("telegram:7", drawn, "wrong", there.clock())

    page = await saule.sees("/audit")

    assert "telegram:7" not in page and "Your verdict" not in page
    assert case_in(page) == case


async def test_a_question_that_is_no_longer_kept_is_said_to_be_gone(there: Setting, saule: Visitor) -> None:
    await was_answered(there, "когда голосуем?")
    case = case_in(await saule.sees("/audit"))
    await there.kept.records.people.forget("aliya")

    gone = await saule.gets(f"/audit/{case}")

    assert gone.status_code == 404 and "no longer kept" in gone.text
    assert (await saule.posts(f"/audit/{case}", do="right")).status_code == 404
    assert "No answers wait" in await saule.sees("/audit")
    assert (await saule.posts("/audit/99999", do="right")).status_code == 404


async def test_the_numbers_show_the_share_of_the_random_part_with_its_interval(tmp_path: Path) -> None:
    moment = datetime.fromisoformat("2026-03-02T09:00:00+00:00")

    async def none(period: Period) -> Counts:
        return Counts([], {}, [], 0, [], 0)

    async with kept_in(tmp_path) as kept:
        stats = Stats(none, lambda: LIBRARY, lambda: moment, AuditStore(kept.sessions).judged)
        async with setting_in(tmp_path, stats=stats) as there:
            saule = await there.curator()
            saule.headers = PLAIN
            assert "No answer was looked at yet." in await saule.sees("/numbers")
            for number in range(4):
                await was_answered(there, f"когда голосуем {number}", f"p{number}")
            await says(saule, "wrong")
            for _ in range(3):
                await says(saule, "right")
            page = await saule.sees("/numbers")

    assert "Of 4 answers given between" in page and "1 were wrong:" in page
    assert re.search(r"<b>25 %</b> \(5 % – 70 %\)", page)
