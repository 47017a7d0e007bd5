"""Curators work unanswered questions off in Telegram with buttons, while the bot serves what they decide."""

import asyncio

import pytest
from bot_api_chats import arrives
from bot_api_people import Account
from running import PATIENCE
from sitting import Sitting, decided, speaking
from talking import restarted, told, turned
from waiting import replied_to, waits

from bot.content import Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "Is there a swimming pool for the seals in it"
WEATHER = "What is the weather in Almaty?"
CUP = "Who will win the football cup?"

english, russian = speaking("en"), speaking("ru")


@pytest.fixture
def aliya(desk: Sitting) -> Account:
    return desk.bot.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(desk: Sitting) -> Account:
    return desk.bot.api.person("Bolat", language_code="ru")


async def test_a_group_shows_who_asked_what_when_why_and_which_entries_are_near(
    desk: Sitting, aliya: Account, bolat: Account
) -> None:
    await desk.asked(aliya, "what is <b>the weather</b> & the like in Almaty")
    await desk.asked(bolat, "what is <b>the weather</b> & the like in Almaty", CUP)

    card = await desk.reviews(desk.saule)

    assert card.title == english("group-title", people=2)
    assert card.marked("blockquote") == ["• what is <b>the weather</b> & the like in Almaty"]
    assert english("group-size", size=2) in card.text
    assert english("group-languages", languages=english("in-en")) in card.text
    assert english("group-whys", whys=english("why-unknown")) in card.text
    assert english("queue-place", place=1, total=2) in card.text
    near = [label for label in card.labels if label.startswith("✚")]
    assert len(near) == 3 and len([label for label in card.labels if label.startswith("≠")]) == 3
    assert card.text.count("%") == 3
    assert {english(f"button-{name}") for name in ("draft", "outside", "spam", "postpone", "next")} <= {*card.labels}


async def test_a_curator_is_spoken_to_in_her_language(desk: Sitting, aliya: Account) -> None:
    await desk.asked(aliya, WEATHER)

    assert russian("group-title", people=1) in (await desk.reviews(desk.daniyar)).text


async def test_a_question_becomes_a_phrasing_goes_live_its_asker_is_told_and_undo_is_exact_to_the_byte(
    desk: Sitting, library: Library, say: Wording, aliya: Account
) -> None:
    before, log = desk.files(), len(desk.bot.log)
    message = await waits(aliya, QUESTION, say)
    await desk.asked(aliya)

    card = await desk.reviews(desk.saule)
    add = next(label for label in card.labels if label.startswith("✚"))
    entry = next(entry for entry in library.entries.values() if entry.question["en"][:30] in add)
    done = await decided(desk.saule, card, add)
    await desk.bot.prints("an edit is live", log)

    assert done.message_id == card.message_id
    assert done.title == english("done-add", entry=entry.question["en"])
    assert done.labels == [english("button-undo"), english("button-next")]
    notice = await aliya.reply(PATIENCE)
    assert replied_to(notice) == message["message_id"]
    assert entry.question["en"] in notice.text

    back = await turned(desk.saule, done, english("button-undo"))
    assert desk.files() == before
    assert english("undone", verb=english("verb-add"), who=f"telegram:{desk.saule.id}") in back.text
    assert QUESTION in back.text
    assert desk.trail() == [(f"telegram:{desk.saule.id}", "add", True)]


async def test_the_desk_is_one_message_that_changes_until_nothing_waits(
    desk: Sitting, aliya: Account, bolat: Account
) -> None:
    before = desk.files()
    await desk.asked(aliya, WEATHER, CUP)
    await desk.asked(bolat, CUP)
    first = await desk.reviews(desk.saule)
    second = await turned(desk.saule, first, english("button-next"))
    spam = await turned(desk.saule, second, english("button-spam"))
    again = await turned(desk.saule, spam, english("button-next"))
    late = await turned(desk.saule, again, english("button-postpone"))
    empty = await turned(desk.saule, late, english("button-next"))

    assert (CUP in first.text, WEATHER in second.text, CUP in again.text) == (True, True, True)
    assert english("queue-place", place=2, total=2) in second.text
    assert english("queue-empty") in empty.text
    assert {shown.message_id for shown in (first, second, spam, again, late, empty)} == {first.message_id}
    assert [verb for _, verb, _ in desk.trail()] == ["spam", "postpone"]
    assert desk.files() == before

    back = await turned(desk.saule, empty, english("button-undo"))
    assert CUP in back.text


async def test_what_is_ruled_out_teaches_the_bot_and_is_undone_from_the_next_group(
    desk: Sitting, aliya: Account, bolat: Account
) -> None:
    before = desk.files()
    await desk.asked(aliya, "Who paints the fence of the seals?", "Where do otters sleep on Sundays?")
    await desk.asked(bolat, "Where do otters sleep on Sundays?")

    done = await decided(desk.saule, await desk.reviews(desk.saule), english("button-outside"))
    assert "Where do otters sleep on Sundays?" in desk.files()["outside.yaml"].decode()
    following = await turned(desk.saule, done, english("button-next"))
    undo = english("button-undo-last", verb=english("verb-outside"))
    await turned(desk.saule, following, undo)

    assert desk.files() == before


async def test_what_an_entry_does_not_answer_is_written_under_it(desk: Sitting, aliya: Account) -> None:
    await desk.asked(aliya, "Do walruses elect a mayor there?")
    before = desk.files()
    done = await decided(desk.saule, await desk.reviews(desk.saule), english("button-unlike", number=1))

    assert done.marked("bold")[0].startswith("Marked")
    assert "Do walruses elect a mayor there?" in desk.files()["entries.yaml"].decode()
    await turned(desk.saule, done, english("button-undo"))
    assert desk.files() == before


async def test_exactly_what_was_seen_is_decided(desk: Sitting, aliya: Account, bolat: Account) -> None:
    await desk.asked(aliya, WEATHER)
    card = await desk.reviews(desk.saule)
    await desk.asked(bolat, WEATHER)

    done = await turned(desk.saule, card, english("button-spam"))

    decided = desk.bot.rows("SELECT decision IS NOT NULL AS done FROM questions ORDER BY id")
    assert [row["done"] for row in decided] == [1, 0]
    await turned(desk.saule, done, english("button-undo"))


async def test_wordings_beyond_the_first_page_wait_on_and_one_can_be_split_off(desk: Sitting, aliya: Account) -> None:
    texts = [f"{WEATHER} {number}" for number in range(12)]
    await desk.asked(aliya, *texts)
    await desk.bot.writes("UPDATE questions SET group_id = (SELECT min(group_id) FROM questions)")
    card = await desk.reviews(desk.saule)
    assert f"10. {texts[9]}" in card.text and texts[10] not in card.text

    sorting = await turned(desk.saule, card, english("button-sort"))
    split = await turned(desk.saule, sorting, "✂ 2")
    assert english("split-off", text=texts[1]) in split.text and f"2. {texts[2]}" in split.text
    whole = await turned(desk.saule, split, english("button-sorted"))
    second = await turned(desk.saule, whole, english("button-more-wordings", count=1))
    assert f"11. {texts[11]}" in second.text
    first = await turned(desk.saule, second, english("button-earlier"))
    done = await turned(desk.saule, first, english("button-spam"))

    assert english("done-left", count=1) in done.text
    waiting = desk.bot.rows("SELECT text FROM questions WHERE decision IS NULL ORDER BY id")
    assert [row["text"] for row in waiting] == [texts[1], texts[11]]


async def test_of_two_curators_at_once_one_decides_and_the_other_is_told_who_and_how(
    desk: Sitting, aliya: Account
) -> None:
    await desk.asked(aliya, WEATHER)
    hers, his = await desk.reviews(desk.saule), await desk.reviews(desk.daniyar)
    await asyncio.gather(
        desk.saule.presses(hers, english("button-spam")), desk.daniyar.presses(his, russian("button-postpone"))
    )
    shown = [await desk.saule.edit(PATIENCE), await desk.daniyar.edit(PATIENCE)]

    [(who, verb, _)] = desk.trail()
    late, say = (shown[1], russian) if who == f"telegram:{desk.saule.id}" else (shown[0], english)
    assert late.title == say("already-title")
    assert who in late.text and say(f"verb-{verb}") in late.text


async def test_a_button_that_comes_twice_says_the_same_twice(desk: Sitting, aliya: Account) -> None:
    await desk.asked(aliya, WEATHER)
    card = await desk.reviews(desk.saule)
    spam = next(button["callback_data"] for row in card.buttons for button in row if button["text"] == "Spam")

    done = await turned(desk.saule, card, "Spam")
    await turned(desk.saule, done, english("button-next"))
    await desk.saule.presses(card, data=spam)

    assert (await desk.saule.edit(PATIENCE)).text == done.text
    assert [verb for _, verb, _ in desk.trail()] == ["spam"]


async def test_what_the_gate_refuses_is_said_with_its_entry_and_changes_nothing(
    desk: Sitting, library: Library, aliya: Account
) -> None:
    await desk.asked(aliya, "Who hides the seals of Almaty?")
    await desk.bot.writes("UPDATE questions SET text = 'Seals, 1234567890123?'")  # as if no number were taken out
    before = desk.files()

    shown = await decided(desk.saule, await desk.reviews(desk.saule), "✚ 1")

    assert shown.title == english("not-done-title")
    assert "entry 'kurultai'" in shown.text and "a long number" in shown.text
    assert (desk.files(), desk.trail()) == (before, [])
    assert "Seals, 1234567890123?" in (await turned(desk.saule, shown, english("button-group"))).text


async def test_a_wording_that_was_ruled_out_can_be_taken_from_there_and_that_is_undone_as_one(
    desk: Sitting, library: Library, aliya: Account
) -> None:
    wording = library.outside.far["en"][0]
    await desk.asked(aliya, wording)
    before = desk.files()

    asked = await turned(desk.saule, await desk.reviews(desk.saule), english("button-outside"))
    assert asked.title == english("elsewhere-title")
    assert wording in asked.text and english("stands-far") in asked.text
    assert (desk.files(), desk.trail()) == (before, [])
    done = await decided(desk.saule, asked, english("button-take"))

    assert english("done-moved", count=1) in done.text
    assert desk.files()["outside.yaml"].decode().count(wording) == 1
    await turned(desk.saule, done, english("button-undo"))
    assert desk.files() == before


async def test_undo_never_writes_over_what_somebody_has_changed_meanwhile(desk: Sitting, aliya: Account) -> None:
    await desk.asked(aliya, "Will sea eagles get a seat on the budget committee?")
    file = desk.content.faq / "outside.yaml"
    before = file.read_bytes()
    done = await decided(desk.saule, await desk.reviews(desk.saule), english("button-outside"))
    changed = file.read_bytes() + b"# by hand\n"
    file.write_bytes(changed)

    shown = await turned(desk.saule, done, english("button-undo"))

    assert english("conflict", file="outside.yaml") in shown.text and "+# by hand" in shown.text
    assert file.read_bytes() == changed
    file.write_bytes(before)


async def test_old_buttons_work_after_a_restart(desk: Sitting, aliya: Account) -> None:
    await desk.asked(aliya, CUP)
    card = await desk.reviews(desk.saule)
    await restarted(desk.bot)

    done = await turned(desk.saule, card, english("button-spam"))
    assert done.title == english("done-spam")
    await restarted(desk.bot)
    assert CUP in (await turned(desk.saule, done, english("button-undo"))).text


async def test_check_says_that_all_is_well_with_counts_or_what_is_wrong_with_its_line(
    desk: Sitting, library: Library
) -> None:
    well = await told(desk.saule, "/check")
    assert well.title == english("check-well")
    assert "Entries: 4" in well.text

    await desk.content.spoils("kurultai", section="nowhere")
    await desk.desk.reply(PATIENCE)
    wrong = await told(desk.saule, "/check")
    await desk.content.changes("kurultai", section=library.entries["kurultai"].section)

    assert "nowhere" in wrong.text and "entries.yaml:" in wrong.text


async def test_an_edit_that_is_not_served_is_told_in_the_curators_chat_once_and_again_when_made_again(
    desk: Sitting, library: Library
) -> None:
    section = library.entries["kurultai"].section
    await desk.content.spoils("kurultai", section="nowhere-at-all")
    first = await desk.desk.reply(PATIENCE)
    assert first.title == russian("faulty-title")
    assert "nowhere-at-all" in first.text and "entries.yaml:" in first.text

    await desk.content.spoils("kurultai", section="elsewhere")
    assert "elsewhere" in (await desk.desk.reply(PATIENCE)).text
    assert not desk.desk.sent
    await desk.content.changes("kurultai", section=section)


async def test_curators_find_their_commands_in_the_menu_of_their_own_chats(desk: Sitting) -> None:
    await desk.bot.api.called("setMyCommands", times=16)
    listed = {
        (scope, language): [command["command"] for command in commands]
        for (scope, language), commands in desk.bot.api.profile.commands.items()
        if '"chat"' in scope
    }

    assert {scope for scope, _ in listed} == {
        f'{{"chat_id": {one.id}, "type": "chat"}}' for one in (desk.saule, desk.daniyar)
    }
    assert {language for _, language in listed} == {"", "kk", "ru", "en"}
    theirs = ["review", "drafts", "entry", "audit", "stats", "check"]
    assert all(names[:6] == theirs and "topics" in names for names in listed.values())


async def test_without_an_https_address_of_the_console_curators_have_the_usual_menu_button(desk: Sitting) -> None:
    api = desk.bot.api
    assert await arrives(api.world.news, lambda: len(api.profile.menu_buttons) == 2, PATIENCE)

    curators = {str(one.id): {"type": "default"} for one in (desk.saule, desk.daniyar)}
    assert api.profile.menu_buttons == curators
