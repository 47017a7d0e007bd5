"""A bot in its own process is asked questions that are then edited: its replies change with them, so does the log."""

import pytest
from bot_api_chats import Message, Sent
from bot_api_people import Account
from bot_api_world import now
from conversing import BOTH, DEPUTIES, HEAD, WEATHER, excuse, nothing_more, title
from running import PATIENCE, Running

from bot.content import Library
from bot.conversation import Wording
from bot.conversation.buttons import label_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


async def asked(person: Account, text: str) -> tuple[Message, Sent]:
    """A question, and the reply to it."""
    message = await person.says(text)
    return message, await person.reply(PATIENCE)


async def texts(served: Running) -> list[str]:
    """What stands in the log once all is handled, oldest first."""
    await served.handled()
    return [row["text"] for row in served.questions()]


async def test_an_edited_question_changes_its_reply_in_place_and_its_row_in_the_log(
    served: Running, library: Library, aliya: Account
) -> None:
    before = len(served.questions())
    question, answer = await asked(aliya, DEPUTIES["en"])
    await served.handled()
    first = served.questions()[-1]

    await aliya.edits(question, HEAD["en"])
    changed = await aliya.edit(PATIENCE)

    head = library.entries["coalition-head"]
    assert (changed.message_id, title(changed)) == (answer.message_id, head.question["en"])
    assert changed.labels[4:] == [label_of(library.entries[name], "en") for name in head.related[:2]]
    await nothing_more(served, aliya)
    assert len(served.questions()) == before + 1
    row = served.questions()[-1]
    assert (row["text"], row["shown"], row["outcome"]) == (HEAD["en"], ["coalition-head"], "answer")
    assert all(row[name] == first[name] for name in ("id", "turn", "asker", "asked_at"))


async def test_one_answer_becomes_two_and_one_again(served: Running, library: Library, aliya: Account) -> None:
    deputies, referendum = (library.entries[name].question["en"] for name in ("parliament-size", "referendum-date"))
    question, answer = await asked(aliya, HEAD["en"])

    question = await aliya.edits(question, BOTH)
    changed, added = await aliya.edit(PATIENCE), await aliya.reply(PATIENCE)
    assert [title(changed), title(added)] == [deputies, referendum]
    assert changed.message_id == answer.message_id
    await served.handled()
    assert served.questions()[-1]["shown"] == ["parliament-size", "referendum-date"]

    question = await aliya.edits(question, HEAD["en"])
    back = await aliya.edit(PATIENCE)
    await nothing_more(served, aliya)
    assert (back.message_id, title(back)) == (answer.message_id, library.entries["coalition-head"].question["en"])
    assert added.message_id not in aliya.chat.messages

    await aliya.edits(question, DEPUTIES["en"])
    assert (await aliya.edit(PATIENCE)).message_id == answer.message_id
    await nothing_more(served, aliya)


async def test_a_question_can_be_edited_many_times_and_quickly(
    served: Running, library: Library, aliya: Account
) -> None:
    question, answer = await asked(aliya, DEPUTIES["en"])
    before = await texts(served)

    for text in (HEAD["en"], WEATHER["en"], BOTH, HEAD["ru"]):
        question = await aliya.edits(question, text)
    await served.handled()

    standing = aliya.chat.messages[answer.message_id]
    assert standing["text"].startswith(library.entries["coalition-head"].question["ru"])
    [added] = aliya.chat.sent
    assert added.message_id not in aliya.chat.messages
    assert await texts(served) == [*before[:-1], HEAD["ru"]]
    aliya.chat.sent.clear()


async def test_a_question_asked_before_a_restart_is_edited_after_it(
    served: Running, library: Library, aliya: Account
) -> None:
    question, answer = await asked(aliya, DEPUTIES["en"])
    await served.handled()

    await served.stop()
    await served.start()
    await aliya.edits(question, HEAD["en"])

    changed = await aliya.edit(PATIENCE)
    assert (changed.message_id, title(changed)) == (answer.message_id, library.entries["coalition-head"].question["en"])


async def test_a_question_edited_while_the_bot_was_away_is_answered_as_it_then_stands(
    served: Running, library: Library, aliya: Account
) -> None:
    before = await texts(served)
    await served.stop()
    question = await aliya.says(DEPUTIES["en"])
    await aliya.edits(question, HEAD["en"])
    await served.start()

    assert await texts(served) == [*before, HEAD["en"]]
    [answer] = aliya.chat.sent
    assert aliya.chat.messages[answer.message_id]["text"].startswith(library.entries["coalition-head"].question["en"])


@pytest.mark.parametrize(
    ("before", "after"),
    [(DEPUTIES["en"], DEPUTIES["en"].rstrip("?")), (WEATHER["en"], WEATHER["en"].replace("Almaty", "Astana"))],
)
async def test_an_edit_that_changes_no_meaning_changes_nothing_and_is_no_fault(
    served: Running, aliya: Account, before: str, after: str
) -> None:
    question, answer = await asked(aliya, before)
    text = aliya.chat.messages[answer.message_id]["text"]

    await aliya.edits(question, after)
    await nothing_more(served, aliya)

    excuse(served.api, "message is not modified")
    assert aliya.chat.messages[answer.message_id]["text"] == text
    assert served.questions()[-1]["text"] == after


async def test_where_the_reply_was_deleted_meanwhile_a_new_one_comes_and_is_the_one_that_changes_next(
    served: Running, library: Library, aliya: Account
) -> None:
    question, answer = await asked(aliya, DEPUTIES["en"])
    del aliya.chat.messages[answer.message_id]

    question = await aliya.edits(question, HEAD["en"])
    anew = await aliya.reply(PATIENCE)
    assert title(anew) == library.entries["coalition-head"].question["en"]
    await served.handled()
    excuse(served.api, "message to edit not found")

    await aliya.edits(question, DEPUTIES["en"])
    assert (await aliya.edit(PATIENCE)).message_id == anew.message_id
    await nothing_more(served, aliya)


async def test_an_edited_question_whose_reply_is_no_longer_known_is_asked_anew(
    served: Running, library: Library, aliya: Account
) -> None:
    question, _ = await asked(aliya, DEPUTIES["en"])
    await served.handled()
    await served.writes("DELETE FROM letters")

    await aliya.edits(question, HEAD["en"])

    assert title(await aliya.reply(PATIENCE)) == library.entries["coalition-head"].question["en"]
    await nothing_more(served, aliya)


async def test_an_edited_caption_changes_its_reply(served: Running, library: Library, aliya: Account) -> None:
    picture = await aliya.sends(photo=True, caption=DEPUTIES["en"])
    answer = await aliya.reply(PATIENCE)

    await served.api.push({"edited_message": {**picture, "caption": HEAD["en"], "edit_date": now()}})

    changed = await aliya.edit(PATIENCE)
    assert (changed.message_id, title(changed)) == (answer.message_id, library.entries["coalition-head"].question["en"])


async def test_a_picture_that_gets_its_caption_later_is_a_question_then(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    picture = await aliya.sends(photo=True)
    assert (await aliya.reply(PATIENCE)).text == say("en", "not-text-picture")

    await served.api.push({"edited_message": {**picture, "caption": HEAD["en"], "edit_date": now()}})

    assert title(await aliya.reply(PATIENCE)) == library.entries["coalition-head"].question["en"]


async def test_a_question_asked_by_command_and_edited_changes_its_reply(
    served: Running, library: Library, aliya: Account
) -> None:
    group = served.api.group("Neighbours", [aliya])
    before = await texts(served)
    question = await aliya.says(f"/ask {DEPUTIES['en']}", chat=group)
    answer = await group.reply(PATIENCE)

    await aliya.edits(question, f"/ask {HEAD['en']}")

    changed = await group.edit(PATIENCE)
    assert (changed.message_id, title(changed)) == (answer.message_id, library.entries["coalition-head"].question["en"])
    await nothing_more(served, group)
    assert await texts(served) == [*before, HEAD["en"]]


async def test_a_command_edited_into_another_is_carried_out(served: Running, say: Wording, aliya: Account) -> None:
    command, _ = await asked(aliya, "/help")

    await aliya.edits(command, "/privacy")

    assert title(await aliya.reply(PATIENCE)) == say("en", "privacy-title")
    await nothing_more(served, aliya)


async def test_a_command_edited_into_a_question_is_answered(library: Library, aliya: Account) -> None:
    command, _ = await asked(aliya, "/hepl")

    await aliya.edits(command, HEAD["en"])

    assert title(await aliya.reply(PATIENCE)) == library.entries["coalition-head"].question["en"]


async def test_a_place_that_moves_is_answered_once(served: Running, say: Wording, aliya: Account) -> None:
    place = await aliya.sends(location=(51.1, 71.4))
    assert (await aliya.reply(PATIENCE)).text == say("en", "not-text-place")

    for longitude in (71.5, 71.6):
        moved = {"latitude": 51.1, "longitude": longitude, "live_period": 900}
        await served.api.push({"edited_message": {**place, "location": moved, "edit_date": now()}})

    await nothing_more(served, aliya)


async def test_an_unknown_question_edited_into_one_with_an_answer_leaves_the_list_of_unanswered_ones(
    served: Running, aliya: Account
) -> None:
    unknown = "What is the weather in Karaganda, of all places?"
    question, _ = await asked(aliya, unknown)
    await served.noted(unknown)
    assert unknown in await served.command("unanswered", "--csv")

    await aliya.edits(question, HEAD["en"])
    await aliya.edit(PATIENCE)
    await served.handled()

    assert unknown not in await served.command("unanswered", "--csv")


async def test_nobody_can_change_the_reply_to_another_or_their_row_in_the_log(served: Running, aliya: Account) -> None:
    stranger = served.api.person("Stranger", language_code="en")
    question, answer = await asked(aliya, DEPUTIES["en"])
    row = await served.noted(DEPUTIES["en"])
    text = aliya.chat.messages[answer.message_id]["text"]

    forged = {**question, "from": stranger.user, "chat": stranger.chat.about, "text": HEAD["en"], "edit_date": now()}
    await served.api.push({"edited_message": forged})
    await stranger.reply(PATIENCE)

    await nothing_more(served, aliya)
    assert aliya.chat.messages[answer.message_id]["text"] == text
    assert [each for each in served.questions() if each["id"] == row["id"]] == [row]


async def test_the_same_question_asked_again_is_pointed_to_its_answer_and_what_is_edited_then_is_answered(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    _, answer = await asked(aliya, DEPUTIES["en"])

    question, again = await asked(aliya, f"{DEPUTIES['en']} ")
    assert (again.text, again.labels) == (say("en", "answered-above"), [say("en", "show-again")])
    assert again.message["reply_to_message"]["message_id"] == answer.message_id

    await aliya.edits(question, HEAD["en"])
    changed = await aliya.edit(PATIENCE)
    assert (changed.message_id, title(changed)) == (again.message_id, library.entries["coalition-head"].question["en"])
    _, other = await asked(aliya, DEPUTIES["ru"])  # in another language it is another answer
    assert title(other) == library.entries["parliament-size"].question["ru"]
    await nothing_more(served, aliya)


async def test_an_answer_that_is_a_minute_old_is_given_again(served: Running, library: Library, aliya: Account) -> None:
    await asked(aliya, DEPUTIES["en"])
    await served.handled()
    await served.writes("UPDATE letters SET sent_at = datetime('now', '-61 seconds')")

    _, again = await asked(aliya, DEPUTIES["en"])

    assert title(again) == library.entries["parliament-size"].question["en"]


IIN = "990101300123"


async def test_that_personal_data_was_removed_is_said_once_however_often_the_message_is_edited(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    removed = say("en", "personal-removed")
    message, notice = await asked(aliya, IIN)
    assert notice.text == removed

    message = await aliya.edits(message, f"{IIN}!")
    await nothing_more(served, aliya)
    message = await aliya.edits(message, f"My IIN is {IIN}. {HEAD['en']}")
    answer = await aliya.reply(PATIENCE)
    assert title(answer) == library.entries["coalition-head"].question["en"]
    await nothing_more(served, aliya)
    message = await aliya.edits(message, f"My IIN is {IIN}. {BOTH}")
    changed, added = await aliya.edit(PATIENCE), await aliya.reply(PATIENCE)
    assert changed.message_id == answer.message_id and title(added) == library.entries["referendum-date"].question["en"]
    await aliya.edits(message, f"My IIN is {IIN}. {HEAD['en']}")
    assert title(await aliya.edit(PATIENCE)) == library.entries["coalition-head"].question["en"]
    await nothing_more(served, aliya)
    assert aliya.chat.messages[notice.message_id]["text"] == removed
    assert added.message_id not in aliya.chat.messages


async def test_that_personal_data_was_removed_is_said_when_an_edit_brings_it(
    served: Running, say: Wording, aliya: Account
) -> None:
    message, _ = await asked(aliya, DEPUTIES["en"])

    message = await aliya.edits(message, f"{DEPUTIES['en']} My IIN is {IIN}.")
    notice = await aliya.reply(PATIENCE)
    assert notice.text == say("en", "personal-removed")
    await aliya.edits(message, f"{DEPUTIES['en']} my IIN: {IIN}.")

    await served.handled()
    assert not aliya.chat.sent
    assert aliya.chat.messages[notice.message_id]["text"] == say("en", "personal-removed")
    excuse(served.api, "not modified")  # the answer is the same
