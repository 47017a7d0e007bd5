"""Messages as Telegram's HTML, judged by Telegram's own parser."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markup import Formatted, parse, utf16_length
from small_library import LIBRARY, MEANINGS, small_guide

from bot.conversation import (
    Block,
    Button,
    Citation,
    Heading,
    Listener,
    Message,
    Paragraph,
    Press,
    Quotation,
    Remark,
    press_from,
)
from bot.knowledge import LANGUAGES
from bot.telegram.rendering import MAX_BUTTON_BYTES, MAX_TEXT, html_of, keyboard_of, visible_length

HOSTILE = """<b>&amp; & &lt; </blockquote><a href="x">'"</a> <script> &#60; <!-- 2 < 3 > 1"""
URL = "https://a.kz/?x=1&y=<2>&z='3'&q=\"4\""

TEXTS: list[Callable[[str], Block]] = [Heading, Paragraph, Quotation, Remark]


def _cited(text: str) -> Citation:
    return Citation(text, text, text, "https://a.kz/x")


def _read(*blocks: Block) -> Formatted:
    return parse(html_of(Message(blocks)), "HTML")


def _kinds(formatted: Formatted) -> list[str]:
    return [entity["type"] for entity in formatted.entities]


@pytest.mark.parametrize("block", [*TEXTS, _cited])
def test_markup_that_a_person_or_curator_writes_is_shown_and_not_obeyed(block: Callable[[str], Block]) -> None:
    shown = _read(block(HOSTILE)).text

    assert shown == (HOSTILE if block is not _cited else HOSTILE * 3)


def test_a_link_leads_where_it_should_whatever_stands_in_it() -> None:
    [link] = [entity for entity in _read(Citation("— ", "House", ".", URL)).entities if entity["type"] == "text_link"]

    assert link["url"] == URL
    assert (link["offset"], link["length"]) == (2, 5)


def test_a_source_without_an_address_is_no_link() -> None:
    assert _kinds(_read(Citation("— ", "House", ".", None))) == []


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (Heading("a"), ["bold"]),
        (Paragraph("a"), []),
        (Remark("a"), ["italic"]),
        (Quotation("a"), ["blockquote"]),
        (Quotation("a" * 400), ["blockquote"]),
        (Quotation("a" * 401), ["expandable_blockquote"]),
    ],
)
def test_each_block_has_its_look_and_a_long_quote_is_folded(block: Block, kind: list[str]) -> None:
    assert _kinds(_read(block)) == kind


def test_an_answer_reads_from_top_to_bottom() -> None:
    message = small_guide().hear("how many deputies", Listener(date(2026, 3, 1)), "t1").messages[0]

    assert html_of(message) == (
        "<b>question of seats, en</b>\n\n"
        "answer to seats, en\n\n"
        "<i>The article, in Russian:</i>\n"
        "<blockquote>«145 депутатов»</blockquote>\n"
        "<i>Our translation:</i>\n"
        "<blockquote>145 deputies (translated)</blockquote>\n"
        '— <a href="https://a.kz/?x=1&amp;y=2">Дом</a> · Газета · March 2026'
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_is_as_long_as_telegram_counts_it(language: str) -> None:
    guide, listener = small_guide(), Listener(date(2027, 1, 1), None, language)
    said = [guide.hear(text, listener, "t1") for text in MEANINGS]
    said += [guide.command(name, "", listener) for name in ("start", "help", "topics", "sources", "privacy")]
    messages = [message for turn in said for message in turn.messages]

    for message in messages:
        assert visible_length(message) == utf16_length(parse(html_of(message), "HTML").text)


# What Telegram changes or removes in any text, marked up or not, is judged in test_markup.
_shown = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="\u0333\u033f\u030a\u2800"), min_size=1
)
_spoken = st.lists(_shown, min_size=1, max_size=4).map(" ".join)
_blocks = st.one_of(
    st.builds(Heading, _spoken),
    st.builds(Paragraph, _spoken),
    st.builds(Quotation, st.one_of(_spoken, _spoken.map(lambda text: text * 100))),
    st.builds(Remark, _spoken),
    st.builds(Citation, st.just("— "), _spoken, _spoken, st.sampled_from([None, URL])),
)


@given(st.lists(_blocks, min_size=1, max_size=5))
def test_telegram_reads_back_exactly_the_text_that_was_meant(blocks: list[Block]) -> None:
    message = Message(tuple(blocks))
    assume(visible_length(message) <= MAX_TEXT)
    shown = parse(html_of(message), "HTML").text

    assert "".join(shown.split()) == "".join("".join(map(_words, blocks)).split())
    assert visible_length(message) == utf16_length(shown)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.sampled_from(TEXTS))
def test_whatever_the_text_marked_up_it_is_what_it_would_be_bare(text: str, block: Callable[[str], Block]) -> None:
    assert _read(block(text)).text == parse(text).text


def _words(block: Block) -> str:
    return block.before + block.linked + block.after if isinstance(block, Citation) else block.text


def test_buttons_keep_their_rows_and_carry_their_presses() -> None:
    rows = ((Button("a & <b>", "answer:seats:en"),), (Button("b", "topics:"), Button("c", "topics:")))
    keyboard = keyboard_of(Message((Paragraph("x"),), rows))

    assert keyboard
    found = [[(button.text, button.callback_data) for button in row] for row in keyboard.inline_keyboard]
    assert found == [[(button.label, button.press) for button in row] for row in rows]


def test_a_message_without_buttons_has_no_keyboard() -> None:
    assert keyboard_of(Message((Paragraph("x"),))) is None


@pytest.mark.parametrize(
    "press",
    [Press("answer", "a" * 40, "kk"), Press("section", "a" * 40, "ru"), Press("none", f"{2**63 - 1:x}", "en")],
)
def test_the_longest_button_fits_into_what_telegram_carries(press: Press) -> None:
    assert len(str(press).encode()) <= MAX_BUTTON_BYTES
    assert press_from(str(press)) == press


def test_every_button_of_the_bot_fits_into_what_telegram_carries() -> None:
    guide, listener = small_guide(), Listener(date(2026, 3, 1))
    turns = [guide.hear(text, listener, f"{2**63 - 1:x}") for text in MEANINGS]
    turns += [guide.press(Press("section", section.id), listener) for section in LIBRARY.sections]
    carried = [button.press for turn in turns for said in turn.messages for row in said.buttons for button in row]

    assert carried
    assert max(len(press.encode()) for press in carried) <= MAX_BUTTON_BYTES
