"""A curator changes an entry in Telegram: real files, the real gate, a preview, and buttons to publish and undo."""

import contextlib
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from chatting import chatting
from gate_content import Content
from kept import kept_in
from spreadsheet_work import files
from test_desk_drafts import only, text_of

from bot.content import load
from bot.conversation import Message, Quotation, Wording
from bot.desk import Desk
from bot.desk.drafts import DraftSubject
from bot.desk_chat import Curator, DeskChat, Said, desk_press_from
from bot.desk_chat.cards import desk_wording, speaks
from bot.publishing.publisher import Publisher
from bot.settings import read_settings
from bot.storage import DeskStore, EntryDrafts

SAULE, DANIYAR = Curator("telegram:1", "ru"), Curator("telegram:2", "ru")
say = speaks(desk_wording(), "ru")


class Editor:
    """Curators in Telegram over a small content."""

    def __init__(self, root: Path, talk: DeskChat, drafts: EntryDrafts) -> None:
        self.root, self.talk, self.drafts, self.said = root, talk, drafts, 0

    async def opens(self, words: str, curator: Curator = SAULE) -> Message:
        return only(await self.talk.entry(words, curator))

    async def says(self, text: str, curator: Curator = SAULE) -> Message:
        self.said += 1
        return only(await self.talk.hear(Said(text, self.said, self.said), curator))

    async def presses(self, shown: Message, label: str, curator: Curator = SAULE) -> Message:
        buttons = [button for row in shown.buttons for button in row]
        found = next(getattr(one, "press", "") for one in buttons if one.label.startswith(label))
        press = desk_press_from(found)
        assert press, label
        return only(await self.talk.press(press, curator))

    async def asks_for(self, field: str, curator: Curator = SAULE) -> Message:
        name, _, language = field.partition("-")
        return await self.presses(await self.opens("opening", curator), f"{say(f'field-{name}')}: {language}", curator)


@pytest.fixture
async def editor(content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Editor]:
    content.points_elsewhere()
    monkeypatch.setenv("FAQ_DIR", "faq")
    monkeypatch.setenv("CORPUS_DIR", "corpus")
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'learned.db'}")
    settings = read_settings()
    async with contextlib.AsyncExitStack() as stack:
        (tmp_path / "kept").mkdir()
        kept = await stack.enter_async_context(kept_in(tmp_path / "kept"))
        publisher = Publisher(settings, lambda: load(settings.faq_dir, settings.corpus_dir))
        desk, drafts = Desk(DeskStore(kept.sessions), publisher, lambda: datetime.now(UTC)), EntryDrafts(kept.sessions)
        yield Editor(content.root, DeskChat(desk, drafts, Wording(), lambda: datetime.now(UTC)), drafts)


async def test_an_answer_is_changed_with_a_preview_published_by_a_button_and_undone_by_one(editor: Editor) -> None:
    before, park = files(editor.root), editor.root / "faq" / "park.yaml"
    written = park.read_bytes()
    asked = await editor.asks_for("answer-en")
    assert "The park opens in May." in text_of(asked) and say("edit-send") in text_of(asked)

    preview = await editor.says("The park opens late in May.")
    assert "The park opens late in May." in text_of(preview) and files(editor.root) == before
    assert f"{say('field-answer')}, {say('in-en')}" in text_of(preview)
    done = await editor.presses(preview, say("button-live"))
    assert say("done-edit", entry="Когда откроется парк?") in text_of(done)
    old, new = b"The park opens in May.\n  q", b"The park opens late in May.\n  q"
    assert park.read_bytes() == written.replace(old, new)
    assert await editor.drafts.live() == []

    await editor.presses(done, say("button-undo"))
    assert files(editor.root) == before
    assert len(await editor.drafts.live()) == 1


async def test_phrasings_are_added_taken_out_and_written_anew(editor: Editor) -> None:
    served = load(editor.root / "faq", editor.root / "corpus").entries["opening"].phrasings["en"]
    await editor.asks_for("phrasings-en")
    await editor.says(f"+ what day does the park open\n- {served[0]}")
    [draft] = await editor.drafts.live()
    assert draft.fields["phrasings-en"].splitlines() == [*served[1:], "what day does the park open"]

    await editor.asks_for("phrasings-en")
    await editor.says("one\ntwo")
    assert (await editor.drafts.live())[0].fields == {"phrasings-en": "one\ntwo"}


async def test_the_gate_says_in_the_curators_language_which_field_it_refuses(editor: Editor) -> None:
    await editor.asks_for("answer-en")
    refused = await editor.presses(await editor.says("Yes, it opens in 1999."), say("button-live"))
    assert f"{say('field-answer')}, {say('in-en')}: Начинается с «Yes»" in text_of(refused)
    assert ".yaml" not in text_of(refused) and not re.search(r":\d", text_of(refused))

    # What stands in the field is shown beside that, and a button leads straight back to it.
    assert Quotation("Yes, it opens in 1999.") in refused.blocks
    await editor.presses(refused, f"✎ {say('field-answer')}, {say('in-en')}")
    done = await editor.presses(await editor.says("It opens in May."), say("button-live"))
    assert say("done-edit", entry="Когда откроется парк?") in text_of(done)


async def test_what_another_has_written_meanwhile_is_shown_first(editor: Editor) -> None:
    await editor.asks_for("answer-en")
    await editor.says("Saule's.")
    await editor.asks_for("answer-en")
    await editor.asks_for("answer-en", DANIYAR)
    await editor.says("Daniyar's.", DANIYAR)

    late = await editor.says("Saule's again.")
    assert "telegram:2" in text_of(late) and (await editor.drafts.live())[0].fields == {"answer-en": "Daniyar's."}
    await editor.says("Saule's at last.")
    assert (await editor.drafts.live())[0].fields == {"answer-en": "Saule's at last."}


async def test_a_draft_of_the_console_is_gone_on_with_here(editor: Editor) -> None:
    changed = {"answer-ru": "Парк откроют в мае.", "careful": "true"}
    await editor.drafts.begin(DraftSubject(entry="opening"), "saule", changed, {"answer-ru": "?", "careful": ""})
    shown = await editor.presses(only(await editor.talk.drafts(SAULE)), "1. " + say("button-resume"))
    assert "Парк откроют в мае." in text_of(shown) and say("draft-base-moved") in text_of(shown)


async def test_a_message_that_is_edited_or_comes_twice_changes_the_same_field(editor: Editor) -> None:
    await editor.asks_for("lead-en")
    await editor.says("*May*")
    for text in ("*Late May*", "*Late May*"):
        await editor.talk.hear(Said(text, editor.said, 77, again=True), SAULE)
    [draft] = await editor.drafts.live()
    assert draft.fields == {"lead-en": "*Late May*"} and draft.revision == 3
    assert await editor.talk.hear(Said("a question to the bot", 90, 90), SAULE) is None


async def test_leaving_keeps_the_draft_and_entries_are_found_by_words(editor: Editor) -> None:
    await editor.asks_for("answer-en")
    assert text_of(only(await editor.talk.cancel(SAULE))) == say("edit-left")
    await editor.asks_for("answer-en")
    await editor.says("It opens.")
    assert text_of(only(await editor.talk.cancel(SAULE))) == say("draft-set-aside")

    found = await editor.opens("the")
    assert len(found.buttons) > 1
    assert say("edit-choose") in text_of(await editor.presses(found, found.buttons[0][0].label))
    assert say("entry-how") in text_of(await editor.opens("qwertyuiop"))

    signpost = await editor.presses(await editor.opens("gap-fishing"), f"{say('field-answer')}: en")
    assert say("edit-send") in text_of(signpost)
    assert "The report is silent on it." in text_of(await editor.says("The report is silent on it."))


async def test_the_command_is_for_curators_in_private_chats_alone(tmp_path: Path) -> None:
    async with chatting(tmp_path, 9) as chat:
        await chat.says("/entry vote", 9)
        assert say("edit-choose") in chat.last()["text"]
        await chat.says("/entry vote", 7)
        assert say("edit-choose") not in chat.last()["text"]
