"""Short and simple answers, for who asked for them: how they look, and that this is kept, shown, and taken back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from chatting import IDENTITY, Chat, chatting
from kept import ASKED, occasion
from small_library import DATED, LIBRARY, RUSSIAN_QUOTE, SAY, SEATS, Told, labels, presses, said, title, verdict

from bot.content import LANGUAGES, Figure, Language
from bot.content.entries import no_wordings
from bot.content.text_fragments import linked_to
from bot.conversation import Before, ChoseForm, Conversation, PausedConversation, Person, Shortened, Turn, press_from
from bot.conversation.message import Citation, Extract, Fact, Heading, Message, Quotation
from bot.telegram.html import html_of
from bot.web.sessions import Chat as ConsoleChat

MINISTER = Figure("minister", "person", said("the minister"), no_wordings(), said("minister of parks"), (), ("seats",))
SPOKEN = replace(RUSSIAN_QUOTE, said_by="minister", said_at=date(2026, 2, 9))
SEATS_SPOKEN = replace(SEATS, quotes=(SPOKEN,), lead=said("*lead* of seats"))
CONTENT = replace(LIBRARY, entries={**LIBRARY.entries, "seats": SEATS_SPOKEN}, figures={"minister": MINISTER})
MEANT = {
    "seats?": verdict("answer", "seats", language="en"),
    "shorter": verdict("chat", chat="slot-short", language="en"),
    "more": verdict("chat", chat="slot-more", language="en"),
    "always shorter please": verdict("chat", chat="slot-short", language="en"),
    "no English please": verdict("chat", chat="slot-en", language="en"),
    "I can't see well. Seats?": verdict("answer", "seats", language="en"),
    "as before": verdict("chat", chat="ellipsis", language="en"),
    "in detail always": verdict("chat", chat="slot-more", language="en"),
}
ON_SCREEN = Before(("seats",))
READER = Person(date(2026, 3, 1), "en")
SIMPLY = replace(READER, simple=True)


def over() -> Conversation:
    return Conversation(CONTENT, Told(MEANT), SAY, 30)


def says(text: str, person: Person = READER, before: Before | None = ON_SCREEN) -> Turn:
    """What the bot says to a text, with an answer on the screen."""
    return over().reply(over().hear_after(text, before), person, "1f")


def shown(language: Language, person: Person = SIMPLY) -> Message:
    """The answer on seats."""
    return over().command("start", "seats", replace(person, chosen=language), "1f").messages[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_simple_answer_is_the_fact_one_passage_in_one_language_who_and_when_and_the_source(
    language: Language,
) -> None:
    head, fact, passage, source = shown(language).blocks

    assert head == Heading(f"question of seats, {language}")
    assert fact == Fact(f"*lead* of seats, {language}")
    assert passage == Extract(RUSSIAN_QUOTE[language])
    assert isinstance(source, Citation)
    assert f"the minister, {language}, minister of parks, {language}" in source.before
    assert SAY.date(language, date(2026, 2, 9)) in source.before
    assert (source.linked, source.url) == ("Газета", linked_to(str(DATED.url), DATED.text, RUSSIAN_QUOTE.text))
    assert (SAY(language, "simple-translated") in source.after) == (language != "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_folds_in_it_and_no_sign_stands_for_a_word(language: Language) -> None:
    html = html_of(shown(language))

    assert "expandable" not in html
    assert not set("·⤴—") & set(html)
    assert (RUSSIAN_QUOTE.text in html) == (language == "ru")


def test_its_buttons_are_few() -> None:
    assert labels(shown("en")) == ["👍", "👎", SAY("en", "more")]
    assert len(labels(shown("en", READER))) > 3


def test_rated_it_keeps_its_few_buttons() -> None:
    turn = over().press(press_from("up:1f.seats:en"), SIMPLY, "2f")

    assert labels(turn.messages[0]) == ["✓ 👍", "👎", SAY("en", "more")]


def test_more_of_it_is_in_one_language_too() -> None:
    blocks = says("more", SIMPLY).messages[0].blocks

    assert [block.before for block in blocks if isinstance(block, Extract)] == ["145 deputies (translated)"]
    assert not [block for block in blocks if isinstance(block, Quotation)]


def test_what_time_has_done_to_an_answer_is_said_in_it_too() -> None:
    late = replace(SIMPLY, today=date(2026, 11, 28))
    turn = over().command("start", "name", late, "1f")

    assert "note of name, en" in html_of(turn.messages[0])


def test_in_a_group_answers_have_the_form_of_the_group() -> None:
    assert shown("en", replace(SIMPLY, private=False)) == shown("en", replace(READER, private=False))


@pytest.mark.parametrize("text", ["always shorter please", "no English please"])
def test_who_wants_it_for_all_gets_this_answer_shorter_and_is_told_how_to_go_back(text: str) -> None:
    turn = says(text)

    assert [title(Turn((message,))) for message in turn.messages] == ["question of seats, en", SAY("en", "simple-on")]
    assert presses(turn.messages[1]) == ["form:full:en"]
    assert turn.effects[1:] == (ChoseForm(True),)
    assert turn.asked
    assert turn.asked.detail
    assert (turn.asked.detail.name, turn.asked.detail.which) == ("slot", "short")


def test_without_an_answer_on_the_screen_it_is_a_command_in_words() -> None:
    turn = says("always shorter please", before=None)

    assert title(turn) == SAY("en", "simple-on")
    assert turn.effects[1:] == (ChoseForm(True),)
    assert turn.asked
    assert turn.asked.detail
    assert (turn.asked.detail.name, turn.asked.detail.which) == ("command", "simple")


def test_who_says_so_beside_a_question_gets_the_answer_in_that_form_at_once() -> None:
    turn = says("I can't see well. Seats?", before=None)

    assert turn.messages[0] == shown("en")
    assert title(Turn(turn.messages[1:])) == SAY("en", "simple-on")


def test_in_a_group_nobody_chooses_the_form_for_all() -> None:
    turn = says("no English please", replace(READER, private=False))

    assert [title(Turn((message,))) for message in turn.messages] == ["question of seats, en"]
    assert len(turn.effects) == 1
    assert title(over().command("simple", "", replace(READER, private=False), "1f")) == SAY("en", "in-private")


def test_a_shorter_answer_is_counted_and_at_the_second_all_are_offered() -> None:
    first, second = says("shorter"), says("shorter", replace(READER, shortened=1))

    assert first.effects[1:] == second.effects[1:] == (Shortened(),)
    assert labels(first.messages[0]) == []
    assert labels(second.messages[0]) == [SAY("en", "simple-offer")]
    assert presses(second.messages[0]) == ["form:simple:en"]


@pytest.mark.parametrize(
    ("text", "person", "goes_back"),
    [
        ("as before", SIMPLY, True),
        ("as before", READER, False),
        ("in detail always", READER, True),
        ("more", SIMPLY, False),
    ],
)
def test_words_take_it_back(text: str, person: Person, goes_back: bool) -> None:
    turn = says(text, person)

    assert (ChoseForm(False) in turn.effects) == goes_back
    assert (title(turn) == SAY("en", "simple-off")) == goes_back


def test_the_consoles_chat_has_the_form_too() -> None:
    chat, person = ConsoleChat(chosen="en"), Person(date(2026, 3, 1))
    for text in ("/simple", "seats?", "/mydata", "/full", "seats?"):
        chat.say(text, over(), person)
    simple, mydata, full = (chat.exchanges[place].messages[0] for place in (1, 2, 4))

    assert simple == replace(shown("en"), buttons=simple.buttons)
    assert SAY("en", "mydata-simple") in html_of(mydata)
    assert full.blocks != simple.blocks


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    """Aliya, whose Telegram is Russian."""
    async with chatting(tmp_path) as chat:
        chat.conversation = over()
        yield chat


async def test_it_is_kept_for_the_person_over_restarts_until_they_take_it_back(chat: Chat, tmp_path: Path) -> None:
    await chat.says("/simple")
    async with chatting(tmp_path) as again:
        again.conversation = over()
        await again.says("seats?")
        assert "expandable" not in again.last()["text"]
        assert "Source:" in again.last()["text"]
        await again.says("seats?", who=8)
        assert "Source:" not in again.last()["text"]

        await again.presses("form:full:en")
        assert again.last()["text"] == SAY("en", "simple-off")
        await again.says("seats?")
        assert "Source:" not in again.last()["text"]


async def test_the_second_shorter_offers_it_and_a_press_keeps_it(chat: Chat) -> None:
    for text in ("seats?", "shorter", "seats?", "shorter"):
        await chat.says(text)
    [[offer]] = chat.last()["reply_markup"]["inline_keyboard"]
    assert offer["text"] == SAY("en", "simple-offer")
    assert [(row["shortened"], row["simple"]) for row in await chat.kept.rows("people")] == [(2, 0)]

    await chat.presses(offer["callback_data"])
    assert [(row["shortened"], row["simple"]) for row in await chat.kept.rows("people")] == [(0, 1)]


async def test_it_is_shown_as_what_is_kept_and_forgotten_with_the_rest(chat: Chat) -> None:
    for text in ("seats?", "shorter", "/mydata"):
        await chat.says(text)
    assert SAY("ru", "mydata-shortened", count=1) in chat.last()["text"]
    await chat.says("/simple")
    await chat.says("/mydata")
    assert SAY("ru", "mydata-simple") in chat.last()["text"]

    await chat.presses("forget:yes:ru")
    assert await chat.kept.rows("people") == []


async def test_it_is_deleted_after_the_last_question_and_a_chosen_language_stays(chat: Chat) -> None:
    records = chat.kept.records
    for asker in ("aliya", "bolat", "dana"):
        await records.people.choose_form(asker, True)
    await records.people.choose_language("bolat", "kk")
    await records.log.note(replace(occasion("1f", "dana"), at=datetime.now(UTC)), ASKED)
    await chat.kept.ages("people", "changed_at", 31)

    await records.purge(30)

    kept = {row["asker"]: (row["language"], row["simple"]) for row in await chat.kept.rows("people")}
    assert kept == {"bolat": ("kk", 0), "dana": (None, 1)}


async def test_it_can_be_chosen_while_the_bot_is_paused(chat: Chat) -> None:
    chat.conversation = PausedConversation(over(), {})
    await chat.says("/simple")

    assert chat.last()["text"] == SAY("ru", "simple-on")
    assert (await chat.kept.records.people.preferences_of(IDENTITY.code(7))).simple
