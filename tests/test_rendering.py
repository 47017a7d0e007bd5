"""Messages as Telegram's HTML, judged by Telegram's own parser."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markup import Formatted, parse, utf16_length
from small_library import LIBRARY, MEANINGS, small_conversation

from bot.content import LANGUAGES
from bot.conversation import (
    Block,
    Button,
    Citation,
    Extract,
    Heading,
    Label,
    MarkedText,
    Message,
    Open,
    Paragraph,
    Person,
    Press,
    Quotation,
    Remark,
    Share,
    Wording,
)
from bot.telegram.html import MAX_TEXT, html_of, visible_length
from bot.telegram.sending import keyboard_of

HOSTILE = """<b>&amp; & &lt; </blockquote><a href="x">'"</a> <script> &#60; <!-- 2 < 3 > 1"""
URL = "https://a.kz/?x=1&y=<2>&z='3'&q=\"4\""

BOT = "constitution_test_bot"
TEXTS: list[Callable[[str], Block]] = [Heading, Paragraph, Quotation, Extract, MarkedText, Remark, Label]
NOBODY = Person(date(2026, 3, 1))
say = Wording()


def _cited(text: str) -> Citation:
    return Citation(text, text, text, "https://a.kz/x")


def _marked(text: str) -> Extract:
    return Extract(text, text, text)


def _read(*blocks: Block) -> Formatted:
    return parse(html_of(Message(blocks)), "HTML")


def _kinds(formatted: Formatted) -> list[str]:
    return [entity["type"] for entity in formatted.entities]


@pytest.mark.parametrize("block", [*TEXTS, _cited, _marked])
def test_markup_that_a_person_or_curator_writes_is_shown_and_not_obeyed(block: Callable[[str], Block]) -> None:
    shown = _read(block(HOSTILE)).text

    assert shown == (HOSTILE * 3 if block in (_cited, _marked) else HOSTILE)


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
        (Label("a"), ["italic"]),
        (Extract("a"), ["blockquote"]),
        (MarkedText("of seats, of seats", ((3, 8), (13, 18))), ["blockquote", "bold", "bold"]),
        (Extract("a" * 1800), ["blockquote"]),
        (Extract("a", "b", "c"), ["blockquote", "bold"]),
        (Quotation("a"), ["blockquote"]),
        (Quotation("a" * 400), ["blockquote"]),
        (Quotation("a" * 401), ["expandable_blockquote"]),
    ],
)
def test_each_block_has_its_look_and_a_long_quote_is_folded(block: Block, kind: list[str]) -> None:
    assert _kinds(_read(block)) == kind


def test_an_answer_reads_from_top_to_bottom() -> None:
    conversation = small_conversation()
    message = conversation.reply(conversation.hear("how many deputies"), NOBODY, "1f").messages[0]

    assert html_of(message) == (
        "<b>question of seats, en</b>\n\n"
        "answer to seats, en\n\n"
        f"<blockquote expandable><i>{say('en', 'translation')}</i> 145 deputies (translated)\n\n"
        f"<i>{say('en', 'quoted-in-ru')}</i>\n«145 депутатов»</blockquote>\n"
        '— <a href="https://a.kz/?x=1&amp;y=2#:~:text=145%20%D0%B4%D0%B5%D0%BF%D1%83%D1%82%D0%B0%D1%82%D0%BE%D0%B2">'
        "Газета</a> · Mar 2026"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_is_as_long_as_telegram_counts_it(language: str) -> None:
    conversation, person = small_conversation(), Person(date(2027, 1, 1), None, language)
    said = [conversation.reply(conversation.hear(text), person, "1f") for text in MEANINGS]
    said += [conversation.command(name, "", person, "1f") for name in ("start", "help", "topics", "sources", "privacy")]
    said += [conversation.press(Press("context", entry), person, "1f") for entry in LIBRARY.entries]
    said += [conversation.press(Press("article", f"{article}.0"), person, "1f") for article in LIBRARY.articles]
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
    st.builds(Extract, _spoken, _spoken, _spoken),
    st.builds(MarkedText, st.just("one two three"), st.sampled_from([(), ((4, 7),), ((0, 3), (8, 13))])),
    st.builds(Remark, _spoken),
    st.builds(Label, _spoken),
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
    match block:
        case Citation(before, middle, after, _) | Extract(before, middle, after):
            return before + middle + after
        case _:
            return block.text


def test_buttons_keep_their_rows_and_carry_their_presses() -> None:
    rows = ((Button("a & <b>", "answer:seats:en"),), (Button("b", "topics:"), Button("c", "topics:")))
    keyboard = keyboard_of(Message((Paragraph("x"),), rows), BOT)

    assert keyboard
    found = [[(button.text, button.callback_data) for button in row] for row in keyboard.inline_keyboard]
    assert found == [[(button.label, button.press) for button in row] for row in rows]


def test_a_message_without_buttons_has_no_keyboard() -> None:
    assert keyboard_of(Message((Paragraph("x"),)), BOT) is None


def _urls(*buttons: Share | Open) -> list[str]:
    keyboard = keyboard_of(Message((), (buttons,)), BOT)
    assert keyboard
    assert all(button.callback_data is None for row in keyboard.inline_keyboard for button in row)
    return [str(button.url) for row in keyboard.inline_keyboard for button in row]


def test_a_link_into_the_bot_opens_the_entry_there() -> None:
    assert _urls(Open("a", "parliament-size")) == [f"https://t.me/{BOT}?start=parliament-size"]


def test_with_inline_mode_the_question_is_typed_and_a_very_long_one_is_named_by_its_entry() -> None:
    for text, query in (("Сколько депутатов?", "Сколько депутатов? ⤴"), ("б" * 255, "seats")):
        keyboard = keyboard_of(Message((), ((Share("a", "seats", text),),)), BOT, inline=True)
        assert keyboard
        [[button]] = keyboard.inline_keyboard
        assert button.url is None and button.switch_inline_query_chosen_chat
        assert button.switch_inline_query_chosen_chat.query == query


@pytest.mark.parametrize("text", ["Сколько депутатов?", HOSTILE, "a&url=https://b.kz#c", "100 % +1\nжаңа"])
def test_what_is_shared_is_the_link_with_the_question_whatever_stands_in_it(text: str) -> None:
    [url] = _urls(Share("a", "seats", text))
    shared = parse_qs(urlsplit(url).query, keep_blank_values=True)

    assert urlsplit(url).netloc == "t.me"
    assert shared == {"url": [f"https://t.me/{BOT}?start=seats"], "text": [text]}
    assert urlsplit(url).fragment == ""


@pytest.mark.parametrize(
    ("blocks", "gaps"),
    [
        ((Label("a"), Quotation("b"), Label("c"), Quotation("d"), Citation("e", "", "", None)), [1, 1, 1, 1]),
        ((Remark("a"), Extract("b"), Citation("c", "", "", None)), [2, 1]),
        ((Heading("a"), Paragraph("b"), Quotation("c"), Paragraph("d"), Remark("e")), [2, 2, 2, 2]),
        ((Citation("a", "", "", None), Label("b"), Quotation("c"), Quotation("d")), [2, 1, 2]),
    ],
)
def test_what_belongs_together_stands_close(blocks: tuple[Block, ...], gaps: list[int]) -> None:
    html = html_of(Message(blocks))

    assert [len(run) for run in re.findall(r"\n+", html)] == gaps
