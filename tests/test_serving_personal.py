"""A bot in its own process is asked what it keeps about somebody, and to forget it: it shows all, and then has none."""

import pytest
from bot_api_chats import Sent
from bot_api_people import Account
from conversing import DEPUTIES, HEAD, WEATHER, nothing_more, title
from running import PATIENCE, Running
from talking import first_related, related_to, told

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORGET: list[tuple[Language, str]] = [
    ("kk", "менің деректерімді өшір"),
    ("ru", "удали мои данные"),
    ("ru", "забудь меня"),
    ("en", "delete my data"),
    ("en", "forget everything about me"),
]


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(served: Running) -> Account:
    return served.api.person("Bolat", language_code="en")


async def code_of(served: Running, person: Account, question: str) -> str:
    """The code for somebody, who asks something to learn it."""
    await told(person, question)
    return str((await served.noted(question))["asker"])


async def leaves_traces(person: Account, say: Wording) -> None:
    """Do all that is kept: ask, rate, wish to be told, choose a language."""
    answer = await told(person, DEPUTIES["en"])
    await person.presses(answer, "👍")
    await person.edit(PATIENCE)
    unknown = await told(person, WEATHER["en"])
    await person.presses(unknown, say("en", "tell-me"))
    await person.edit(PATIENCE)
    await person.presses(await told(person, "/language"), "English")
    await person.edit(PATIENCE)


async def forgets(person: Account, say: Wording) -> Sent:
    """Have all of it deleted."""
    asked = await told(person, "/forget")
    await person.presses(asked, say("en", "forget-yes"))
    return await person.edit(PATIENCE)


def traces(served: Running, code: str) -> dict[str, int]:
    """How many rows join to somebody, by table."""
    tables = [row["name"] for row in served.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {table: [row["name"] for row in served.rows(f"PRAGMA table_info({table})")] for table in tables}
    theirs = [table for table in tables if "asker" in columns[table]]
    counts = {table: served.rows(f"SELECT count(*) AS n FROM {table} WHERE asker = ?", code) for table in theirs}  # noqa: S608
    return {table: rows[0]["n"] for table, rows in counts.items() if rows[0]["n"]}


async def test_a_newcomer_is_shown_that_nothing_is_kept(say: Wording, aliya: Account) -> None:
    shown = await told(aliya, "/mydata")

    assert title(shown) == say("en", "mydata-title")
    assert say("en", "mydata-no-questions") in shown.text
    assert say("en", "mydata-ratings", count=0) in shown.text
    assert say("en", "mydata-waiting", count=0) in shown.text
    assert shown.marked("blockquote") == []


async def test_everybody_is_shown_all_that_is_kept_of_them_and_nothing_of_others(
    served: Running, say: Wording, aliya: Account, bolat: Account
) -> None:
    await told(bolat, HEAD["en"])
    await leaves_traces(aliya, say)
    await told(aliya, "My number is 8 701 123 45 67, what time is it there?")
    assert (await aliya.reply(PATIENCE)).text == say("en", "personal-removed")
    await served.handled()

    shown = await told(aliya, "/mydata")

    counts, rest = shown.text.split(say("en", "mydata-latest"))
    assert "3 questions" in counts
    assert say("en", "mydata-ratings", count=1) in counts
    assert say("en", "mydata-waiting", count=1) in counts
    assert "English" in counts
    latest = ["My number is ▮▮▮, what time is it there?", WEATHER["en"], DEPUTIES["en"]]
    assert shown.marked("blockquote") == ["\n".join(f"• {question}" for question in latest)]
    assert HEAD["en"] not in rest


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_kept_is_shown_in_the_persons_language(served: Running, say: Wording, language: Language) -> None:
    person = served.api.person("Asking", language_code=language)
    await told(person, DEPUTIES[language])
    await served.handled()

    shown = await told(person, "/mydata")

    assert title(shown) == say(language, "mydata-title")
    assert f"• {DEPUTIES[language]}" in shown.text


async def test_questions_are_shown_as_they_were_written_and_many_long_ones_fit(served: Running, aliya: Account) -> None:
    odd = "<b>Who</b> & </blockquote> *what*_?"
    for number in range(22):
        await told(aliya, f"{number} {'long ' * 50}?")
    await told(aliya, odd)
    await served.handled()

    shown = await told(aliya, "/mydata")

    lines = shown.marked("blockquote", "expandable_blockquote")[0].splitlines()
    assert len(lines) == 20
    assert lines[0] == f"• {odd}"
    assert lines[1].startswith("• 21 long long")
    assert "23 questions" in shown.text


async def test_forgetting_is_asked_about_first_and_no_keeps_everything(
    served: Running, say: Wording, aliya: Account
) -> None:
    code = await code_of(served, aliya, "first question of hers?")
    before = traces(served, code)

    asked = await told(aliya, "/forget")
    assert title(asked) == say("en", "forget-title")
    assert asked.labels == [say("en", "forget-yes"), say("en", "forget-no")]
    assert traces(served, code) == before

    await aliya.presses(asked, say("en", "forget-no"))
    kept = await aliya.edit(PATIENCE)
    assert (kept.message_id, kept.text, kept.labels) == (asked.message_id, say("en", "not-forgotten"), [])
    await served.handled()
    assert traces(served, code) == before


async def test_after_forgetting_no_row_leads_to_the_person_and_the_totals_stay(
    served: Running, say: Wording, aliya: Account, bolat: Account
) -> None:
    code, other = await code_of(served, aliya, "a question of hers?"), await code_of(served, bolat, "one of his?")
    await leaves_traces(aliya, say)
    await leaves_traces(bolat, say)
    await served.handled()
    assert set(traces(served, code)) == {"questions", "ratings", "letters", "wishes", "people"}
    questions, ratings = served.questions(), served.rows("SELECT * FROM ratings")
    others = traces(served, other)

    forgotten = await forgets(aliya, say)

    assert (forgotten.text, forgotten.labels) == (say("en", "forgotten"), [])
    await served.handled()
    assert traces(served, code) == {}
    assert traces(served, other) == others
    totals = ("id", "outcome", "shown", "language", "version")
    kept = [[row[name] for name in totals] for row in served.questions()]
    assert kept == [[row[name] for name in totals] for row in questions]
    assert len(served.rows("SELECT * FROM ratings")) == len(ratings)
    assert "a question of hers?" not in [row["text"] for row in served.questions()]
    assert say("en", "mydata-no-questions") in (await told(aliya, "/mydata")).text


async def test_what_was_forgotten_is_nowhere_on_disk_once_the_bot_has_ended(
    served: Running, say: Wording, aliya: Account
) -> None:
    code = await code_of(served, aliya, "why did the zyzzyva cross the road?")
    await forgets(aliya, say)
    await served.handled()

    await served.stop()
    kept = served.bytes_kept()
    await served.start()

    assert b"zyzzyva" not in kept
    assert code.encode() not in kept


async def test_who_was_forgotten_begins_anew(served: Running, library: Library, say: Wording, aliya: Account) -> None:
    await leaves_traces(aliya, say)
    await forgets(aliya, say)

    answer = await told(aliya, DEPUTIES["ru"])
    assert title(answer) == library.entries["parliament-size"].question["ru"]
    await served.handled()
    shown = await told(aliya, "/mydata")
    assert "1 question," in shown.text
    assert say("en", "mydata-no-language") in shown.text


async def test_buttons_under_what_was_said_before_forgetting_do_no_harm(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    answer, unknown = await told(aliya, DEPUTIES["en"]), await told(aliya, WEATHER["en"])
    await forgets(aliya, say)

    await aliya.presses(unknown, say("en", "tell-me"))
    assert (await aliya.reply(PATIENCE)).text == say("en", "old-button")
    await aliya.presses(answer, first_related(answer))
    assert title(await aliya.reply(PATIENCE)) == related_to(library, "parliament-size").question["en"]


async def test_an_answer_rated_again_after_forgetting_can_be_forgotten_again(
    served: Running, say: Wording, aliya: Account
) -> None:
    code = await code_of(served, aliya, "was there a question before?")
    answer = await told(aliya, DEPUTIES["en"])
    for thumb in ("👍", "👎"):
        await aliya.presses(answer, thumb)
        await aliya.edit(PATIENCE)
        assert (await forgets(aliya, say)).text == say("en", "forgotten")
        await served.handled()
        assert traces(served, code) == {}


async def test_a_question_asked_before_forgetting_and_edited_after_it_is_a_new_one(
    served: Running, say: Wording, aliya: Account
) -> None:
    question = await aliya.says(DEPUTIES["en"])
    await aliya.reply(PATIENCE)
    await forgets(aliya, say)

    await aliya.edits(question, HEAD["en"])

    assert await aliya.reply(PATIENCE)
    await nothing_more(served, aliya)


@pytest.mark.parametrize(("language", "text"), FORGET)
async def test_who_asks_in_words_to_be_forgotten_is_asked_whether_really(
    served: Running, say: Wording, language: Language, text: str
) -> None:
    person = served.api.person("Leaving", language_code=language)
    code = await code_of(served, person, DEPUTIES[language])

    asked = await told(person, text)
    assert title(asked) == say(language, "forget-title")
    assert asked.labels == [say(language, "forget-yes"), say(language, "forget-no")]

    await person.presses(asked, say(language, "forget-yes"))
    assert (await person.edit(PATIENCE)).text == say(language, "forgotten")
    await served.handled()
    assert traces(served, code) == {}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_privacy_says_for_how_long_what_is_kept(served: Running, say: Wording, language: Language) -> None:
    person = served.api.person("Careful", language_code=language)

    told_so = await told(person, "/privacy")

    assert title(told_so) == say(language, "privacy-title")
    assert [days for days in ("365", "30", "90", "/mydata", "/forget") if days not in told_so.text] == []


async def test_where_nothing_is_to_be_told_there_is_nothing_to_cancel(say: Wording, aliya: Account) -> None:
    assert (await told(aliya, "/cancel")).text == say("en", "nothing-to-cancel")


async def test_who_cancels_is_told_of_none_of_the_answers_after_all(
    served: Running, say: Wording, aliya: Account, bolat: Account
) -> None:
    for person, text in ((aliya, WEATHER["en"]), (aliya, "Who will win the football cup?"), (bolat, WEATHER["en"])):
        await person.presses(await told(person, text), say("en", "tell-me"))
        await person.edit(PATIENCE)
    code, other = await code_of(served, aliya, "hers, again?"), await code_of(served, bolat, "his, again?")
    assert traces(served, code)["wishes"] == 2

    assert (await told(aliya, "/cancel")).text == say("en", "cancelled", count=2)

    assert "wishes" not in traces(served, code)
    assert traces(served, other)["wishes"] == 1
