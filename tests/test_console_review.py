"""Curators work the queue off in the console: what they see, what they decide, and what stands in their way."""

import html
import re
from pathlib import Path

import pytest
from console_house import PLAIN, Setting, asks, setting_in
from test_signposts import CONTENT, TURNOUT
from visiting import Field, Visitor

from bot.content import EditConflict, Problem, UnknownEntry
from bot.desk import Refused


def headlines(page: str) -> list[str]:
    """The questions that stand at the heads of the groups shown."""
    return re.findall(r'<h2><a href="/review/\d+"[^>]*>(.*?)</a></h2>', page)


async def decides(saule: Visitor, do: str, group: int = 1, /, **fields: Field) -> str:
    """She opens a group, decides, and sees what comes of it."""
    page = await saule.sees(f"/review/{group}")
    upto = re.search(r'name="upto" value="(\d+)"', page)
    ticked = [html.unescape(value) for value in re.findall(r'name="text" value="([^"]+)" checked', page)]
    assert upto
    shown: dict[str, Field] = {"do": do, "upto": upto.group(1), "text": ticked}
    answer = await saule.posts(f"/review/{group}", **shown | fields)
    return answer.text if answer.status_code != 303 else await saule.sees(answer.headers["location"])


async def test_the_queue_shows_who_asked_what_how_often_and_why_it_waits(there: Setting, saule: Visitor) -> None:
    await asks(there, "What is <the weather>?", days=2, language="en")
    await asks(there, "погода?", "ruslan")
    page = await saule.sees("/review")

    assert headlines(page) == ["погода?"]
    for part in (
        "2 people",
        "asked 2 times",
        "28 February 2026 – 2 March 2026",
        "English, Russian",
        "no answer",
        "31 %",
    ):
        assert part in page
    assert "What is &lt;the weather&gt;?" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["rain", "дождь"]),
        ("?language=ru", ["дождь"]),
        ("?language=xx", ["rain", "дождь"]),
        ("?section=people", ["rain"]),
        ("?section=parliament", ["дождь"]),
        ("?section=empty", []),
        ("?why=declined", []),
        ("?period=7", ["rain"]),
        ("?search=RAI", ["rain"]),
        ("?page=99", None),
    ],
)
async def test_a_part_of_the_queue_can_be_looked_at(
    there: Setting, saule: Visitor, query: str, shown: list[str] | None
) -> None:
    await asks(there, "rain", language="en")
    await asks(there, "дождь", "ruslan", 2, days=30, entries=(("name", 0.4),))
    answer = await saule.gets(f"/review{query}")

    assert (headlines(answer.text) if shown is not None else answer.status_code) == (303 if shown is None else shown)


async def test_the_queue_is_paged(there: Setting, saule: Visitor) -> None:
    for number in range(23):
        await asks(there, f"question {number}", group=number + 1, days=number)
    first, second = await saule.sees("/review"), await saule.sees("/review?page=2")

    assert (len(headlines(first)), headlines(second)) == (20, ["question 20", "question 21", "question 22"])
    assert 'href="?page=2"' in first and 'href="?page=1"' in second


async def test_ticked_wordings_go_into_the_entry_and_others_do_not(there: Setting, saule: Visitor) -> None:
    await asks(there, "погода")
    await asks(there, "қандай ауа райы: бүгін", "ruslan", language="kk")
    page = await decides(saule, "add vote", text=["kk:қандай ауа райы: бүгін", "en:never asked"])
    [decision] = there.content.published

    assert (decision.verb, decision.entry, decision.texts) == ("add", "vote", (("kk", "қандай ауа райы: бүгін"),))
    assert "Added to an entry" in page and "people.yaml" in page and "# changed &lt;here&gt;" in page
    assert "operator" in page
    assert headlines(await saule.sees("/review")) == ["погода"]


@pytest.mark.parametrize(("belief", "main"), [(0.31, "add-to"), (0.09, "draft")])
async def test_where_no_entry_is_likely_a_new_one_is_the_main_thing_to_do(
    there: Setting, saule: Visitor, belief: float, main: str
) -> None:
    await asks(there, "погода", entries=(("vote", belief),))
    page = await saule.sees("/review/1")

    assert ('class="main" name="do" value="add vote"' in page) == (main == "add-to")
    assert ('class="button main" href="/review/1/draft"' in page) == (main == "draft")


async def test_a_signpost_near_to_a_question_is_offered_as_entries_are(tmp_path: Path) -> None:
    async with setting_in(tmp_path, library=CONTENT) as there:
        saule = await there.curator()
        saule.headers = PLAIN
        await asks(there, "явка", entries=((TURNOUT.id, 0.3), ("vote", 0.1)))
        assert TURNOUT.question["en"] in await saule.sees("/review")
        page = await saule.sees("/review/1")
        await decides(saule, f"add {TURNOUT.id}")

    assert 'href="/content/entries/vote"' in page and f"entries/{TURNOUT.id}" not in page
    assert f'<option value="{TURNOUT.id}">{TURNOUT.question["en"]}</option>' in page
    assert [(one.verb, one.entry) for one in there.content.published] == [("add", TURNOUT.id)]


@pytest.mark.parametrize(
    ("do", "fields", "made"),
    [
        ("add", {"entry": "name"}, ("add", "name")),
        ("unlike seats", {}, ("unlike", "seats")),
        ("outside", {}, ("outside", None)),
        ("spam", {"text": []}, ("spam", None)),
        ("postpone", {"until": "2026-05-01"}, ("postpone", None)),
    ],
)
async def test_each_verb_is_carried_out_and_the_group_waits_no_longer(
    there: Setting, saule: Visitor, do: str, fields: dict[str, Field], made: tuple[str, str | None]
) -> None:
    await asks(there, "погода")
    await decides(saule, do, **fields)
    [decision] = there.content.published

    assert (decision.verb, decision.entry) == made
    assert headlines(await saule.sees("/review")) == []


@pytest.mark.parametrize(
    ("until", "day"), [("2026-05-01", "2026-05-01"), ("2026-01-01", "2026-03-09"), ("x", "2026-03-09")]
)
async def test_what_is_put_off_comes_back_on_its_day_or_in_a_week(
    there: Setting, saule: Visitor, until: str, day: str
) -> None:
    await asks(there, "погода")
    await decides(saule, "postpone", until=until)
    assert there.content.published[0].until is not None
    assert there.content.published[0].until.date().isoformat() == day


async def test_only_what_was_seen_is_decided(there: Setting, saule: Visitor) -> None:
    await asks(there, "погода")
    upto = re.search(r'name="upto" value="(\d+)"', await saule.sees("/review/1"))
    await asks(there, "какая погода", "ruslan")
    assert upto
    await saule.posts("/review/1", do="add vote", upto=upto.group(1), text=["ru:погода", "ru:какая погода"])

    assert there.content.published[0].texts == (("ru", "погода"),)
    assert headlines(await saule.sees("/review")) == ["какая погода"]


async def test_what_another_has_decided_is_shown_with_who_and_what(there: Setting, saule: Visitor) -> None:
    await asks(there, "погода")
    page = await saule.sees("/review/1")
    upto = re.search(r'name="upto" value="(\d+)"', page)
    await decides(saule, "spam")
    assert upto
    answer = await saule.posts("/review/1", do="outside", upto=upto.group(1), text="ru:погода")

    assert answer.status_code == 409
    assert "Somebody has dealt with this" in answer.text and "operator" in answer.text and "Spam" in answer.text
    assert len(there.content.published) == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            Refused([Problem("faq/people.yaml", 7, "a <fault>.", "Mend it.")]),
            ["a &lt;fault&gt;.", "Mend it."],
        ),
        (EditConflict(Path("faq/people.yaml"), b"old line\n", b"new line\n"), ["people.yaml", "old line", "new line"]),
        (UnknownEntry("votes", ["vote"]), ["Choose an entry"]),
    ],
)
async def test_what_stands_in_the_way_is_shown_and_nothing_typed_is_lost(
    there: Setting, saule: Visitor, fault: Exception, said: list[str]
) -> None:
    await asks(there, "погода")
    await asks(there, "ауа райы", "ruslan", language="kk")
    there.content.fault = fault
    page = await decides(saule, "add", entry="name", text=["kk:ауа райы"], until="2026-06-07")

    assert [part for part in said if part not in page] == []
    assert 'value="kk:ауа райы" checked' in page and 'value="ru:погода" checked' not in page
    assert '<option value="name" selected>' in page and 'value="2026-06-07"' in page
    assert headlines(await saule.sees("/review")) == ["ауа райы"]


@pytest.mark.parametrize(
    ("do", "text", "said"),
    [("add vote", [], "Tick at least one"), ("dance", [], "Choose what to do"), ("draft", [], "Choose what to do")],
)
async def test_a_form_without_a_decision_asks_for_one(
    there: Setting, saule: Visitor, do: str, text: list[str], said: str
) -> None:
    await asks(there, "погода")
    assert said in await decides(saule, do, text=text)
    assert there.content.published == []


async def test_a_decision_is_on_the_trail_and_can_be_taken_back(there: Setting, saule: Visitor) -> None:
    await asks(there, "погода")
    await decides(saule, "outside")
    assert "погода" in await saule.sees("/review/out")

    assert "Out of scope" in await saule.sees("/trail")
    await saule.posts("/trail/1/undo")

    assert "undone by operator" in await saule.sees("/trail/1")
    assert len(there.content.taken_back) == 1
    assert headlines(await saule.sees("/review")) == ["погода"]
    assert "Nothing has been ruled out" in await saule.sees("/review/out")


async def test_an_undo_that_somebody_stands_in_the_way_of_shows_the_difference(there: Setting, saule: Visitor) -> None:
    await asks(there, "погода")
    await decides(saule, "add vote")
    there.content.fault = EditConflict(Path("faq/people.yaml"), b"old line\n", b"new line\n")
    answer = await saule.posts("/trail/1/undo")

    assert answer.status_code == 409
    assert "old line" in answer.text and "new line" in answer.text
    assert "undone by" not in await saule.sees("/trail/1")


async def test_several_groups_are_decided_at_once_and_what_cannot_be_is_said(there: Setting, saule: Visitor) -> None:
    for number, text in enumerate(("rain", "snow", "hail"), 1):
        await asks(there, text, group=number)
    page = await saule.sees("/review")
    ticked = re.findall(r'name="group" value="(\d+:\d+)"', page)
    answer = await saule.posts("/review/act", act="spam", group=[one for one in ticked if not one.startswith("3:")])

    assert "Spam: 2" in answer.text and headlines(await saule.sees("/review")) == ["hail"]
    there.content.fault = UnknownEntry("x", [])
    answer = await saule.posts("/review/act", act="outside", group=ticked)
    assert "Not done" in answer.text and "hail" in answer.text
    assert (await saule.posts("/review/act", act="draft", group=ticked)).headers["location"] == "/review"


async def test_a_group_is_taken_on_with_a_note_and_given_up(there: Setting, saule: Visitor) -> None:
    await asks(there, "rain")
    await saule.posts("/review/1/note", note="ask <them>", owner="take")
    page = await saule.sees("/review?owner=mine")
    assert headlines(page) == ["rain"] and "ask &lt;them&gt;" in page and ">operator<" in page
    assert headlines(await saule.sees("/review?owner=nobody")) == []

    await saule.posts("/review/1/note", note="", owner="leave")
    assert headlines(await saule.sees("/review?owner=nobody")) == ["rain"]


async def test_what_came_since_the_last_visit_is_marked(there: Setting, saule: Visitor) -> None:
    await asks(there, "rain", group=1)
    there.clock.passes(minutes=1)
    assert 'class="tag">new<' not in await saule.sees("/review")
    there.clock.passes(hours=5)
    await asks(there, "snow", group=2)
    page = await saule.sees("/review")
    assert page.count('class="tag">new<') == 1 and len(headlines(page)) == 2
    assert headlines(await saule.sees("/review?fresh=1")) == ["snow"]


async def test_old_questions_of_one_person_are_set_aside_in_one_act_and_come_back(
    there: Setting, saule: Visitor
) -> None:
    await asks(there, "rain", group=1, days=100)
    await asks(there, "snow", group=2, days=100)
    await asks(there, "hail", group=3)
    assert "2 groups were asked by one person alone" in await saule.sees("/review")
    answer = await saule.posts("/review/set-aside")
    assert "Groups set aside: 2" in await saule.sees(answer.headers["location"])
    assert headlines(await saule.sees("/review")) == ["hail"]

    await saule.posts("/trail/1/undo")
    assert len(headlines(await saule.sees("/review"))) == 3


async def test_an_empty_search_says_what_was_looked_for_and_what_was_decided(there: Setting, saule: Visitor) -> None:
    await asks(there, "когда повысят пенсию")
    assert headlines(await saule.sees("/review?search=пенсий")) == ["когда повысят пенсию"]
    page = await saule.sees("/review?search=zeppelin")
    assert "Nothing that waits has “zeppelin”" in page and "Nothing that was decided has them either" in page
    await decides(saule, "spam")
    assert "have been decided: 1" in await saule.sees("/review?search=пенсия")
