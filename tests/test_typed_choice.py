"""Choices that are typed instead of pressed, while they are on the screen and no longer."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from chatting import Chat, chatting
from fakes import BOT, ME
from small_library import LIBRARY, SAY, Told, small_conversation, title, verdict

from bot.conversation import Before, Conversation, Declined, Person, Turn
from bot.conversation.typed_input import may_choose, typed_choice
from bot.web.sessions import Chat as ConsoleChat

READER = Person(date(2026, 3, 1), telegram_language="ru")
OFFERED = Before((), offered=("seats", "name"), turn="1f", language="en")
GROUP = {"id": -100, "type": "supergroup", "title": "Соседи"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("1", (0,)),
        ("№2", (1,)),
        (" 2) ", (1,)),
        ("2-ші", (1,)),
        ("второй вариант", (1,)),
        ("мне первое, пожалуйста", (0,)),
        ("бірінші", (0,)),
        ("екіншісін көрсетші", (1,)),
        ("the second one", (1,)),
        ("ok the 2nd one", (1,)),
        ("ну тогда второй", (1,)),
        ("жарайды, біріншісі", (0,)),
        ("I meant the first", (0,)),
        ("option two", (1,)),
        ("один", (0,)),
        ("последний", (1,)),
        ("оба", (0, 1)),
        ("екеуі де", (0, 1)),
        ("both of them", (0, 1)),
        ("1 и 2", (0, 1)),
        ("все", (0, 1)),
        ("ничего из этого", ()),
        ("ешқайсысы емес", ()),
        ("none of these", ()),
        ("нет, не то", ()),
        ("жоқ, ол емес", ()),
        ("not that", ()),
        ("не первое", None),
        ("бірінші емес", None),
        ("3", None),
        ("12", None),
        ("третий", None),
        ("один вопрос", None),
        ("первый президент", None),
        ("бір сұрағым бар еді", None),
        ("да", None),
        ("сколько депутатов", None),
        ("👍", None),
    ],
)
def test_of_two_choices_what_is_typed_picks(text: str, places: tuple[int, ...] | None) -> None:
    assert typed_choice(text, 2) == places


@pytest.mark.parametrize(
    ("text", "places"), [("да", (0,)), ("иә", (0,)), ("yes please", (0,)), ("нет", ()), ("2", None)]
)
def test_to_a_single_one_people_say_yes_or_no(text: str, places: tuple[int, ...] | None) -> None:
    assert typed_choice(text, 1) == places


def test_both_of_three_is_no_choice() -> None:
    assert typed_choice("оба", 3) is None
    assert may_choose("оба")
    assert not may_choose("сколько их")


def over(text: str = "2") -> Conversation:
    """A conversation in which the matcher makes nothing of what is typed."""
    return Conversation(LIBRARY, Told({text: verdict("unknown", language="ru")}), SAY, 30)


def types(text: str, before: Before | None = OFFERED, person: Person = READER) -> Turn:
    """What the bot says to a text, with two choices on the screen."""
    return over(text).reply(over(text).hear_after(text, before), person, "2f")


def test_a_choice_typed_is_answered_in_the_language_of_the_choices_and_rated_as_their_question() -> None:
    turn = types("2")

    assert turn.messages == over().command("start", "name", replace(READER, chosen="en"), "1f").messages
    assert turn.asked
    assert (turn.asked.outcome, turn.asked.answered) == ("chat", ("name",))  # as with a press, no question was asked
    assert turn.asked.on_screen(OFFERED) == Before(("name",), language="en", said=("2",))


def test_two_may_be_chosen() -> None:
    assert [title(Turn((message,))) for message in types("both").messages] == [
        "question of seats, en",
        "question of name, en",
    ]


def test_none_of_them_is_what_the_button_says_too() -> None:
    turn = types("ничего из этого")

    assert title(turn) == SAY("en", "none-noted-title")
    assert turn.effects[1:] == (Declined("1f"),)


@pytest.mark.parametrize("before", [None, Before(("seats",), language="ru")])
def test_a_bare_figure_without_choices_is_asked_back(before: Before | None) -> None:
    assert title(types("2", before)) == SAY("ru", "ask-back")


def test_a_choice_whose_entry_is_gone_meanwhile_is_declined() -> None:
    assert title(types("1", replace(OFFERED, offered=("gone", "name")))) == SAY("en", "none-noted-title")


@pytest.mark.parametrize("word", ["name", "name?"])
def test_one_word_is_no_reason_to_change_the_language(word: str) -> None:
    conversation = Conversation(LIBRARY, Told({word: verdict("answer", "name", language="ru")}), SAY, 30)
    heard = conversation.hear_after(word, Before(("seats",), language="kk"))

    assert title(conversation.reply(heard, READER, "2f")) == "question of name, kk"


def test_the_consoles_chat_takes_them_too() -> None:
    chat, person = ConsoleChat(chosen="en"), Person(date(2026, 3, 1))
    for text in ("parliament", "2", "1", "how many deputies", "2"):
        chat.say(text, small_conversation(), person)

    titles = [title(Turn(tuple(exchange.messages))) for exchange in chat.exchanges]
    assert titles[1:3] == ["question of name, en", SAY("en", "ask-back")]
    assert titles[4] == SAY("en", "ask-back")


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with chatting(tmp_path) as chat:
        yield chat


async def test_they_are_known_over_restarts_and_until_something_else_is_asked(chat: Chat, tmp_path: Path) -> None:
    await chat.says("parliament")
    async with chatting(tmp_path) as again:
        again._number = 3
        await again.says("рахмет")
        await again.says("второй")
        assert "<b>question of name, en</b>" in again.last()["text"]
        assert [row["outcome"] for row in await again.kept.rows("questions")][-1] == "chat"

        await again.says("погода")
        await again.says("2")
        assert again.last()["text"] == SAY("en", "ask-back")


async def letters(chat: Chat) -> list[int]:
    """The numbers of the bot's messages."""
    return [row["message"] for row in await chat.kept.rows("letters")]


def thumb_down(chat: Chat) -> str:
    """What the button that rates the answer sent last as not good carries."""
    rows = chat.last()["reply_markup"]["inline_keyboard"]
    return next(str(button["callback_data"]) for row in rows for button in row if button["text"] == "👎")


async def test_a_thumb_down_under_a_choice_typed_or_pressed_is_about_the_question_that_was_asked(chat: Chat) -> None:
    await chat.says("parliament")
    [choices] = await letters(chat)
    await chat.says("2")
    assert thumb_down(chat) == "down:1.name:en"

    await chat.presses("choose:seats:en", under=choices)
    assert thumb_down(chat) == "down:1.seats:en"


async def test_in_a_group_they_are_chosen_in_a_reply_to_them(chat: Chat) -> None:
    await chat.says(f"/ask@{ME.username} parliament", place=GROUP)
    [choices] = await letters(chat)

    await chat.says("2", place=GROUP, reply_to_message={"message_id": choices, "date": 1, "from": BOT, "chat": GROUP})

    assert "<b>question of name, en</b>" in chat.last()["text"]


async def test_what_was_opened_with_a_button_is_on_the_screen_too(chat: Chat) -> None:
    chat.conversation = small_conversation(who=verdict("chat", chat="slot-who"))
    await chat.says("how many deputies")
    await chat.presses("answer:name:en")

    await chat.says("who")

    assert "<b>question of name, en</b>" in chat.last()["text"]
