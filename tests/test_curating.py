"""The desk in one process: who gets to it, what it says, and that nobody else can tell that it is there."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chatting import IDENTITY, Chat, chatting
from fakes import ME, press_update
from kept import ASKED, occasion
from staffed import Files
from test_signposts import CONTENT, TURNOUT

from bot.content import ContentError, Problem
from bot.conversation import Chose, Wording
from bot.desk import VERBS
from bot.desk_chat import DeskPress
from bot.desk_chat.cards import desk_wording, speaks
from bot.desk_chat.desk_press import DeskVerb
from bot.storage.tables import Table
from bot.telegram.timing import TimeLimit
from bot.telegram.update_filter import slim

CURATOR, STRANGER = 9, 7
GROUP = {"id": -100, "type": "supergroup", "title": "Соседи"}
UNKNOWN = replace(ASKED, outcome="unknown", answered=(), text="погода", entries=(("vote", 0.1), ("gone", 0.02)))
PRESSED: tuple[DeskVerb, ...] = (*VERBS, "next", "group", "undo")
PRESSES = [str(DeskPress(verb, 1, 1, 0, about)) for verb in PRESSED for about in ("", "vote", "1")]
PRESSES += [str(DeskPress("write", 1, 1, 0, f"{letter}.1")) for letter in "ihstpwamvlc"]

say = speaks(desk_wording(), "ru")
public = Wording()


@contextlib.asynccontextmanager
async def at_desk(folder: Path) -> AsyncIterator[Chat]:
    """A chat with the bot of which one person is a curator, and one group of questions waits."""
    async with chatting(folder, CURATOR) as chat:
        await asked(chat, "1f", 1)
        chat.telegram.calls.clear()
        yield chat


async def asked(chat: Chat, turn: str, group: int, text: str = "погода") -> None:
    """A question that waits in a group."""
    await chat.kept.records.keep([replace(UNKNOWN, text=text)], occasion(turn))
    await chat.kept.does("INSERT INTO groups (id) VALUES (:group)", group=group)
    await chat.kept.does("UPDATE questions SET group_id = :group WHERE turn = :turn", group=group, turn=turn)


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with at_desk(tmp_path) as chat:
        yield chat


async def everything(chat: Chat) -> tuple[list[tuple[str, dict[str, Any]]], dict[str, list[dict[str, Any]]]]:
    """What was called, and what is kept after it, but for when."""
    calls = [(call.method, call.parameters) for call in chat.telegram.calls]
    rows = {table: await chat.kept.rows(table) for table in sorted(Table.metadata.tables)}
    dated = ("sent_at", "at", "changed_at", "address")
    return calls, {
        table: [{key: value for key, value in row.items() if key not in dated} for row in found]
        for table, found in rows.items()
    }


async def commanded(folder: Path, command: str, who: int, place: dict[str, Any] | None) -> Any:
    async with at_desk(folder) as chat:
        await chat.says(command, who, place)
        return await everything(chat)


@pytest.mark.parametrize("command", ["review", "drafts", "entry", "stats", "check"])
@pytest.mark.parametrize(("who", "place", "at"), [(STRANGER, None, ""), (CURATOR, GROUP, f"@{ME.username}")])
async def test_to_strangers_and_in_groups_a_command_of_curators_is_like_any_that_there_is_not(
    tmp_path: Path, command: str, who: int, place: dict[str, Any] | None, at: str
) -> None:
    folders = [tmp_path / name for name in ("theirs", "nonsense")]
    for folder in folders:
        folder.mkdir()
    theirs = await commanded(folders[0], f"/{command}{at}", who, place)
    nonsense = await commanded(folders[1], f"/{'x' * len(command)}{at}", who, place)

    assert theirs == nonsense
    assert public("ru", "unknown-command") in theirs[0][-1][1]["text"]


async def test_help_shows_curators_their_commands_and_others_only_everybodys(chat: Chat) -> None:
    await chat.says("/help", CURATOR)
    theirs = [call.parameters.get("text", "") for call in chat.telegram.calls]
    chat.telegram.calls.clear()
    await chat.says("/help", STRANGER)
    others = [call.parameters.get("text", "") for call in chat.telegram.calls]

    assert any(say("help-title") in text and "/review — " in text and "/check — " in text for text in theirs)
    assert any("/topics" in text for text in theirs) and any("/topics" in text for text in others)
    assert not any(say("help-title") in text or "/review" in text for text in others)


async def test_a_group_hears_nothing_of_a_command_that_is_not_addressed_to_the_bot(chat: Chat) -> None:
    await chat.says("/review", CURATOR, GROUP)
    assert chat.telegram.calls == []


async def pressed(chat: Chat, button: str, who: int, group: bool) -> Any:
    """What is called when a button is pressed, and what is kept then."""
    chat.telegram.calls.clear()
    update = press_update(77, button, who)
    if group:
        update["callback_query"]["message"]["chat"] = GROUP
    await chat.happens(update)
    return await everything(chat)


@pytest.mark.parametrize(("who", "group"), [(STRANGER, False), (CURATOR, True)])
async def test_forged_buttons_of_curators_are_like_any_that_there_are_not(chat: Chat, who: int, group: bool) -> None:
    nonsense = await pressed(chat, "zzz:1", who, group)
    for button in PRESSES:
        assert await pressed(chat, button, who, group) == nonsense

    assert public("ru", "old-button") in str(nonsense[0])


@pytest.mark.parametrize(
    "button", ["d:", "d:z:1:1:0:", "d:a:1:1", "d:a:zzzzzzz:1:0:vote", "d:a:1:1:0:vote x", "d:a:-1:1:0:"]
)
async def test_what_no_button_of_the_desk_carries_is_an_old_button_to_curators_too(chat: Chat, button: str) -> None:
    await chat.presses(button, CURATOR)
    assert public("ru", "old-button") in chat.last()["text"]


async def test_no_forged_button_of_a_curator_is_a_fault(chat: Chat) -> None:
    for button in PRESSES:
        await chat.presses(button, CURATOR)
        await chat.presses(button.replace(":1:1:", ":zzzzzz:zzzzzz:"), CURATOR)
        assert public("ru", "apology") not in chat.last()["text"], button


async def test_a_curator_reviews_in_the_language_that_she_chose(chat: Chat) -> None:
    await chat.kept.records.keep([Chose("kk")], occasion("2f", IDENTITY.code(CURATOR)))
    await chat.says("/review", CURATOR)

    assert speaks(desk_wording(), "kk")("group-title", people=1) in chat.last()["text"]


async def test_an_entry_that_is_gone_is_no_longer_offered(chat: Chat) -> None:
    await chat.says("/review", CURATOR)

    assert "vote" in chat.last()["text"] and "gone" not in chat.last()["text"]


async def test_a_signpost_near_to_a_question_is_offered_as_entries_are(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Files, "library", lambda files: CONTENT)
    await chat.kept.does("UPDATE questions SET entries = :entries", entries=f'[["{TURNOUT.id}", 0.3]]')
    await chat.says("/review", CURATOR)
    assert TURNOUT.question["ru"] in chat.last()["text"]

    await chat.presses(str(DeskPress("add", 1, 1, about=TURNOUT.id)), CURATOR)
    assert [(row["verb"], row["entry"]) for row in await chat.kept.rows("decisions")] == [("add", TURNOUT.id)]


async def test_the_numbers_come_as_a_picture_with_words(chat: Chat) -> None:
    chat.telegram.will_answer("sendPhoto", {"message_id": 1, "date": 1, "chat": {"id": CURATOR, "type": "private"}})
    await chat.says("/stats", CURATOR)

    [photo] = [call.parameters for call in chat.telegram.calls if call.method == "sendPhoto"]
    assert photo["chat_id"] == CURATOR
    assert say("stats-title", days=30) in photo["caption"]
    assert f"{say('stats-answer')}: 30 (75%)" in photo["caption"]
    assert f"{say('stats-gap')}: 2 (5%)" in photo["caption"]


async def test_a_decision_is_not_given_up_however_long_the_gate_takes(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Files, "takes", 1.0)
    with TimeLimit(0.5):
        await chat.presses(str(DeskPress("outside", 1, 1)), CURATOR)

    assert [row["verb"] for row in await chat.kept.rows("decisions")] == ["outside"]


async def test_a_decision_that_was_pulled_elsewhere_is_said_to_be_taken_back_there(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def pulled(files: Files, edits: object) -> None:
        raise ContentError([Problem("faq/rights.yaml", 1, "this decision has been pulled.", "Take it back there.")])

    await chat.presses(str(DeskPress("outside", 1, 1)), CURATOR)
    monkeypatch.setattr(Files, "take_back", pulled)
    await chat.presses(str(DeskPress("undo", 1, about="1")), CURATOR)

    assert public("ru", "apology") not in chat.last()["text"]
    assert say("not-done-title") in chat.last()["text"] and "Take it back there." in chat.last()["text"]
    assert [row["undone_at"] for row in await chat.kept.rows("decisions")] == [None]


async def test_the_gate_finds_all_well(chat: Chat) -> None:
    await chat.says("/check", CURATOR)

    assert say("check-well") in chat.last()["text"]
    assert say("check-counts", entries=3, phrasings=9) in chat.last()["text"]


async def test_an_update_that_is_handled_again_after_a_crash_is_not_taken_in_twice(chat: Chat) -> None:
    await chat.presses(str(DeskPress("draft", 1, 1)), CURATOR)
    await chat.presses(str(DeskPress("write", 1, 1, 0, "t.people")), CURATOR)
    message = {"message_id": 50, "date": 1, "chat": {"id": CURATOR, "type": "private"}, "text": "Сұрақ?"}
    update = {
        "update_id": 99,
        "message": message | {"from": {"id": CURATOR, "is_bot": False, "first_name": "S", "language_code": "ru"}},
    }
    for _ in range(2):
        await chat.happens(update)

    assert say("ask-question-kk") in chat.last()["text"]
    [row] = await chat.kept.rows("dialogues")
    assert "question-ru" in row["state"] and "question-kk" not in row["state"]


async def test_a_voice_message_in_the_middle_of_writing_is_replied_to_as_ever(chat: Chat) -> None:
    await chat.presses(str(DeskPress("draft", 1, 1)), CURATOR)
    await chat.sends(CURATOR, voice={})
    assert public("ru", "not-text-voice") in chat.last()["text"]


async def test_what_a_curator_changes_is_no_question_while_she_writes(chat: Chat) -> None:
    await chat.presses(str(DeskPress("draft", 1, 1)), CURATOR)
    await chat.edits(3, "something that she wrote long ago", chat=CURATOR)

    assert say("press-a-button") in chat.last()["text"]
    assert len(await chat.kept.rows("questions")) == 1


async def test_the_intake_keeps_all_that_the_desk_needs_of_an_update() -> None:
    button = str(DeskPress("add", 2**31 - 1, 2**31 - 1, 46655, "a" * 40))
    cut = slim(press_update(1, button, CURATOR), ME)

    assert len(button.encode()) <= 64
    assert cut and cut[0]["callback_query"]["data"] == button
    assert cut[0]["callback_query"]["message"]["message_id"] == 5
