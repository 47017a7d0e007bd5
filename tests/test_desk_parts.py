"""The small parts of the desk in Telegram: what buttons carry, suggested ids, messages that fit, what is kept."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept import kept_in

from bot.content import Language
from bot.conversation import Button, Heading, Message, Paragraph, Quotation
from bot.desk import Gap, Group
from bot.desk_chat import DeskPress, desk_press_from
from bot.desk_chat.cards import WORDS, DeskVerb
from bot.desk_chat.entry_draft import EntryDraft, entry_draft_from, is_id, suggested
from bot.storage import EntryDrafts
from bot.telegram.sending import MAX_TEXT, fitting, visible_length

NUMBERS = st.integers(0, 2**31 - 1)
IDS = st.from_regex(r"[a-z0-9]{1,13}(-[a-z0-9]{1,12}){0,2}", fullmatch=True)


@given(st.sampled_from(get_args(DeskVerb)), NUMBERS, NUMBERS, st.integers(0, 46655), IDS)
def test_a_button_is_read_as_it_was_written_and_fits(
    verb: DeskVerb, group: int, upto: int, place: int, about: str
) -> None:
    press = DeskPress(verb, group, upto, place, about)

    assert desk_press_from(str(press)) == press
    assert len(str(press).encode()) <= 64


@given(st.text(max_size=64))
def test_no_text_behind_a_button_is_a_fault(written: str) -> None:
    press = desk_press_from(written)
    assert press is None or written.startswith("d:")


def test_each_word_of_the_dialogue_begins_with_a_letter_of_its_own() -> None:
    assert len({word[0] for word in WORDS}) == len(WORDS)


def group(*texts: tuple[Language, str]) -> Group:
    """A group of these questions."""
    now = datetime.now(UTC)
    gaps = tuple(Gap(f"{n:x}", text, "a", language, now, "unknown", ()) for n, (language, text) in enumerate(texts))
    return Group(1, 1, len(gaps), now, now, len(gaps), gaps)


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ([("en", "Who will be the prime minister?")], "will-prime-minister"),
        ([("ru", "Кто будет премьером?"), ("en", "the prime minister")], "the-prime-minister"),
        ([("ru", "кто щедрый")], "kto-schedryi"),
        ([("kk", "Құрылтай қайда?")], "quryltai-qaida"),
        ([("en", "🐿?!")], "entry"),
        ([("en", f"{'long' * 30} word")], ("long" * 30)[:37]),
        ([("en", "taken")], "taken-2"),
    ],
)
def test_an_id_is_suggested_that_an_entry_can_have(texts: list[tuple[Language, str]], name: str) -> None:
    assert suggested(group(*texts), {"taken"}) == name
    assert is_id(name)


@pytest.mark.parametrize("name", ["", "Prime", "a b", "a--b", "-a", "a-", "я", "a" * 41, "a\n"])
def test_what_is_no_id_is_none(name: str) -> None:
    assert not is_id(name)


@given(st.lists(st.text(max_size=3000), max_size=6))
def test_a_message_of_any_length_fits_and_keeps_its_buttons(texts: list[str]) -> None:
    blocks = tuple(Quotation(text) if number % 2 else Paragraph(text) for number, text in enumerate(texts))
    message = Message((Heading("title"), *blocks), ((Button("next", "x"),),))
    fit = fitting(message)

    assert visible_length(fit) <= MAX_TEXT
    assert fit.buttons == message.buttons and fit.blocks[0] == Heading("title")
    assert fit == message or visible_length(message) > MAX_TEXT


async def test_a_dialogue_is_kept_for_each_curator_until_its_end_or_for_ninety_days(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        entry_drafts = EntryDrafts(kept.sessions)
        begun = EntryDraft(1, 2, 3, "some-id", offered=(("dated", "a passage"),)).with_given("id", "x", message=5)
        for curator in ("telegram:1", "telegram:2"):
            await entry_drafts.keep(curator, begun.state())
        further = replace(begun, update=7)
        await entry_drafts.keep("telegram:1", further.state())

        assert entry_draft_from(await entry_drafts.of("telegram:1") or {}) == further
        await entry_drafts.end("telegram:1")
        assert await entry_drafts.of("telegram:1") is None
        await entry_drafts.purge()
        assert entry_draft_from(await entry_drafts.of("telegram:2") or {}) == begun
        await kept.ages("dialogues", "changed_at", 91)
        await entry_drafts.purge()
        assert await entry_drafts.of("telegram:2") is None
