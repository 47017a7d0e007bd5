"""The small parts of the desk in Telegram: what buttons carry, suggested ids, messages that fit, what is kept."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept import kept_in
from small_library import LIBRARY, labels, presses

from bot.content import Language
from bot.content.entries import is_id
from bot.conversation import Button, Heading, Message, Paragraph, Quotation
from bot.desk import Gap, Group
from bot.desk.entry_fields import id_for
from bot.desk_chat import DeskPress, desk_press_from
from bot.desk_chat.cards import desk_wording, speaks
from bot.desk_chat.desk_press import WORDS, DeskVerb
from bot.desk_chat.entry_draft import EntryDraft, entry_draft_from
from bot.desk_chat.review import GroupCard, pages_of, seen, wording_of
from bot.storage import EntryDrafts
from bot.telegram.html import MAX_TEXT, fitting, visible_length

NUMBERS = st.integers(0, 2**31 - 1)
IDS = st.from_regex(r"[a-z0-9]{1,13}(-[a-z0-9]{1,12}){0,2}", fullmatch=True)


@given(st.sampled_from(get_args(DeskVerb)), NUMBERS, NUMBERS, st.integers(0, 46655), IDS)
def test_a_button_is_read_as_it_was_written_and_fits(
    verb: DeskVerb, group: int, upto: int, place: int, about: str
) -> None:
    press = DeskPress(verb, group, upto, place, about)

    assert desk_press_from(str(press)) == press
    assert len(str(press).encode()) <= 64
    assert len(str(press.again("yes")).encode()) <= 64 and press.again("yes").repeated == press


@given(NUMBERS, NUMBERS, st.integers(0, 1295), st.integers(1, 26), IDS)
def test_a_button_under_a_page_of_wordings_knows_the_page(
    group: int, upto: int, place: int, page: int, entry: str
) -> None:
    press = DeskPress("add", group, upto, place, entry, page)

    assert desk_press_from(str(press)) == press
    assert len(str(press.again("take")).encode()) <= 64


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


@given(st.lists(st.text(min_size=1, max_size=700), unique=True, min_size=1, max_size=60))
def test_every_wording_of_a_group_is_on_one_page_and_every_page_fits(texts: list[str]) -> None:
    pages = pages_of(texts)
    many = group(*(("ru", text) for text in texts))

    assert [text for page in pages for text in page] == texts
    assert all(len(page) <= 10 for page in pages)
    assert [len(seen(many, page)) for page in range(1, len(pages) + 1)][-1] == len(texts)


def card(many: Group, page: int = 1, sorting: bool = False) -> Message:
    """A group as a message."""
    say = speaks(desk_wording(), "en")
    return GroupCard(many, 0, None, LIBRARY, None, many.last, page, sorting).message(say, "en")


def test_buttons_under_a_card_are_about_what_it_has_shown() -> None:
    many = group(*(("ru", f"погода {number}") for number in range(23)))
    first, last = card(many), card(many, page=3)
    [press] = [one for one in presses(first) if one.startswith("d:s:")]
    spam = desk_press_from(press)
    assert spam and seen(many, spam.page) == list(many.texts[:10])

    assert "13 more ↓" in labels(first) and not any("more" in label for label in labels(last))
    text = "\n".join(getattr(block, "text", "") for block in last.blocks)
    assert "21. погода 20" in text and "20. погода 19" not in text


def test_buttons_of_messages_from_before_there_were_pages_are_about_the_five_wordings_that_those_showed() -> None:
    many = group(*(("ru", f"погода {number}") for number in range(23)))
    old = desk_press_from("d:s:1:n:0:")
    assert old and seen(many, old.page) == list(many.texts[:5])


@pytest.mark.parametrize(("belief", "first"), [(0.31, "✚ 1. question of vote, en"), (0.09, "✎ Draft a new entry")])
def test_where_no_entry_is_likely_a_new_one_is_offered_first(belief: float, first: str) -> None:
    one = group(("ru", "погода"))
    near = replace(one, gaps=(replace(one.gaps[0], entries=(("vote", belief),)),))

    assert labels(card(near))[0] == first


def test_each_wording_has_a_button_that_splits_it_off_and_no_other_one() -> None:
    many = group(*(("ru", f"погода {number}") for number in range(12)))
    page = card(many, page=2, sorting=True)
    marks = [press.about for one in presses(page) if (press := desk_press_from(one)) and press.verb == "split"]

    assert [wording_of(many, mark) for mark in marks] == ["погода 10", "погода 11"]
    assert wording_of(group(("ru", "снег")), marks[0]) is None


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
    assert id_for(group(*texts), {}, {"taken"}) == name
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
