"""An answer was wrong, and a curator says so in its entry: whoever got it lately gets the right one, once."""

import pytest
from bot_api_chats import Sent
from bot_api_people import Account
from curator import Curator
from running import PATIENCE
from talking import UP, restarted, titled, told, turned
from waiting import ANSWER, LAST, corrected, last_in_line, replied_to, waits

from bot.content import LANGUAGES, Entry, Language, Library
from bot.conversation import Wording
from bot.conversation.buttons import label_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

WRONG = "parliament-size"
"""The entry that is corrected."""
RELATED = "kurultai"
"""An entry whose answer leads to that one."""


@pytest.fixture
def entry(library: Library) -> Entry:
    return library.entries[WRONG]


@pytest.fixture
def aliya(curator: Curator) -> Account:
    return curator.bot.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(curator: Curator) -> Account:
    return curator.bot.api.person("Bolat", language_code="en")


async def topic_read(person: Account, library: Library, entry: Entry) -> Sent:
    """An answer opened in place from the topics."""
    section = next(section.title["en"] for section in library.sections if section.id == entry.section)
    page = await turned(person, await told(person, "/topics"), section)
    return await turned(person, page, label_of(entry, "en"))


async def nobody_else_is_told(curator: Curator, library: Library, say: Wording, *people: Account) -> None:
    """Let the bot go through all it owes: these people get nothing."""
    last = await last_in_line(curator, library, say)
    await curator.adds(LAST)
    await last.reply(PATIENCE)
    assert [person.user["first_name"] for person in people if person.chat.sent] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_got_the_wrong_answer_gets_the_right_one_as_a_reply_to_the_question(
    curator: Curator, say: Wording, entry: Entry, language: Language
) -> None:
    ruslan = curator.bot.api.person("Ruslan", language_code="tr")
    question = await ruslan.says(entry.question[language])
    await ruslan.reply(PATIENCE)

    await curator.corrects(WRONG, f"It was not 154, {language}.")

    notice = await ruslan.reply(PATIENCE)
    assert corrected(notice, entry, f"It was not 154, {language}.", say, language)
    assert notice.marked("bold")[:2] == [say(language, "corrected"), entry.question[language]]
    assert all(quote.text in notice.text for quote in entry.quotes)
    assert UP in notice.labels
    assert replied_to(notice) == question["message_id"]


async def test_it_is_told_once_and_not_again_after_a_restart(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    await told(aliya, entry.question["en"])
    await curator.corrects(WRONG, "Not 155.")
    assert corrected(await aliya.reply(PATIENCE), entry, "Not 155.", say)

    await restarted(curator.bot)

    await nobody_else_is_told(curator, library, say, aliya)


async def test_who_got_it_twice_is_told_once(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    for _ in range(2):
        await told(aliya, entry.question["en"])

    await curator.corrects(WRONG, "Not 156.")

    await aliya.reply(PATIENCE)
    await nobody_else_is_told(curator, library, say, aliya)


async def test_another_correction_of_the_same_answer_is_told_again(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    await told(aliya, entry.question["en"])

    for wrong in ("Not 157.", "Nor was it 158."):
        await curator.corrects(WRONG, wrong)
        assert corrected(await aliya.reply(PATIENCE), entry, wrong, say)

    await nobody_else_is_told(curator, library, say, aliya)


async def test_who_got_the_answer_after_it_was_corrected_is_told_nothing(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account, bolat: Account
) -> None:
    await told(aliya, entry.question["en"])
    await curator.corrects(WRONG, "Not 159.")
    await aliya.reply(PATIENCE)

    await told(bolat, entry.question["en"])

    await nobody_else_is_told(curator, library, say, aliya, bolat)


async def test_who_got_another_answer_is_told_nothing(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account, bolat: Account
) -> None:
    await told(bolat, library.entries[RELATED].question["en"])
    await told(aliya, entry.question["en"])

    await curator.corrects(WRONG, "Not 160.")

    await aliya.reply(PATIENCE)
    await nobody_else_is_told(curator, library, say, bolat)


async def test_an_answer_that_changes_without_a_correction_is_not_told(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    await told(aliya, entry.question["en"])

    await curator.changes(WRONG, answer={language: f"{entry.answer[language]} 😊" for language in LANGUAGES})

    await nobody_else_is_told(curator, library, say, aliya)


async def test_who_read_it_through_the_topics_is_told(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    assert titled(entry, await topic_read(aliya, library, entry), "en")

    await curator.corrects(WRONG, "Not 161.")

    notice = await aliya.reply(PATIENCE)
    assert corrected(notice, entry, "Not 161.", say)
    assert replied_to(notice) is None


async def test_who_read_on_in_the_topics_is_told_of_what_they_read_before(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    answer = await topic_read(aliya, library, entry)
    page = await turned(aliya, answer, say("en", "back-to-section"))
    await turned(aliya, page, label_of(library.entries["vice-president"], "en"))

    await curator.corrects(WRONG, "Not 162.")

    assert corrected(await aliya.reply(PATIENCE), entry, "Not 162.", say)


async def test_who_followed_a_link_is_told(curator: Curator, say: Wording, entry: Entry, aliya: Account) -> None:
    await told(aliya, f"/start {WRONG}")

    await curator.corrects(WRONG, "Not 163.")

    assert corrected(await aliya.reply(PATIENCE), entry, "Not 163.", say)


async def test_who_came_by_a_related_question_is_told(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    await curator.changes(RELATED, related=[WRONG])
    answer = await told(aliya, library.entries[RELATED].question["en"])
    await aliya.presses(answer, label_of(entry, "en"))
    await aliya.reply(PATIENCE)

    await curator.corrects(WRONG, "Not 164.")

    assert corrected(await aliya.reply(PATIENCE), entry, "Not 164.", say)


async def test_who_was_told_of_the_answer_when_it_came_is_told_that_it_was_wrong(
    curator: Curator, library: Library, say: Wording, aliya: Account
) -> None:
    entry = library.entries[ANSWER]
    await waits(aliya, entry.question["en"], say)
    await curator.adds(ANSWER)
    await aliya.reply(PATIENCE)

    await curator.corrects(ANSWER, "It was somebody else.")

    assert corrected(await aliya.reply(PATIENCE), entry, "It was somebody else.", say)


async def test_the_correction_comes_in_the_language_in_which_the_wrong_answer_came(
    curator: Curator, say: Wording, entry: Entry, aliya: Account
) -> None:
    await told(aliya, entry.question["ru"])
    await aliya.says("/language")
    await turned(aliya, await aliya.reply(PATIENCE), "Қазақша")

    await curator.corrects(WRONG, "Not 165.")

    assert corrected(await aliya.reply(PATIENCE), entry, "Not 165.", say, "ru")


async def test_who_got_it_longer_than_thirty_days_ago_is_told_nothing(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account, bolat: Account
) -> None:
    for person, days in ((aliya, 31), (bolat, 29)):
        # Not the newest: the letter of what was sent just before may come after this person's own.
        [last] = curator.bot.rows("SELECT coalesce(max(rowid), 0) AS number FROM letters")
        await told(person, f"/start {WRONG}")
        await curator.bot.handled()
        aged = "UPDATE letters SET sent_at = datetime(sent_at, ?) WHERE rowid > ?"
        await curator.bot.writes(aged, f"-{days} days", last["number"])

    await curator.corrects(WRONG, "Not 167.")

    assert corrected(await bolat.reply(PATIENCE), entry, "Not 167.", say)
    await nobody_else_is_told(curator, library, say, aliya)


async def test_groups_are_not_written_to(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account, bolat: Account
) -> None:
    group = curator.bot.api.group("Neighbours", [bolat])
    await bolat.says(f"/ask {entry.question['en']}", chat=group)
    await group.reply(PATIENCE)
    await told(aliya, entry.question["en"])

    await curator.corrects(WRONG, "Not 168.")

    await aliya.reply(PATIENCE)
    await nobody_else_is_told(curator, library, say, bolat)
    assert not group.sent


async def test_who_has_blocked_the_bot_or_had_all_deleted_is_told_nothing(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account, bolat: Account
) -> None:
    for person in (aliya, bolat):
        await told(person, entry.question["en"])
    await aliya.blocks()
    await turned(bolat, await told(bolat, "/forget"), say("en", "forget-yes"))
    await curator.bot.handled()
    await aliya.unblocks()

    await curator.corrects(WRONG, "Not 169.")

    await nobody_else_is_told(curator, library, say, aliya, bolat)
