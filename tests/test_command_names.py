"""What begins with a slash is a command or none, in whatever script; most names are understood without it."""

from datetime import date

import pytest
from small_library import small_conversation

from bot.conversation.hearing import is_link_alone
from bot.conversation.turns import Person
from bot.conversation.typed_input import command_in


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("/темы", ("topics", "", "ru")),
        ("темы", ("topics", "", "ru")),
        ("Мәзір!", ("topics", "", "kk")),
        ("/отмена", ("cancel", "", "ru")),
        ("/тіл", ("language", "", "kk")),
        ("/старт", ("start", "", "ru")),
        ("/көздер", ("sources", "", "kk")),
        ("/о боте", ("about", "", "ru")),
        ("бот туралы", None),
        ("/менің деректерім", ("mydata", "", "kk")),
        ("/поиск  курултай и земля", ("search", "курултай и земля", "ru")),
        ("/вздор", ("unknown", "", None)),
        ("/вздор о курултае", ("unknown", "о курултае", None)),
        ("темы недели", None),
        ("help", None),
        ("/", None),
        ("/15", None),
        ("и/или", None),
    ],
)
def test_a_command_is_known_by_its_names(typed: str, understood: object) -> None:
    assert command_in(typed) == understood


@pytest.mark.parametrize("typed", ["/вздор", "/вздор Сколько депутатов?", "/көктем", "/שלום"])
def test_a_word_with_a_slash_is_never_answered(typed: str) -> None:
    conversation, person = small_conversation(), Person(date(2026, 3, 1))

    turn = conversation.reply(conversation.hear(typed), person, "1")

    language = person.language()
    assert turn.messages == conversation.say("unknown-command", person).messages
    assert turn.asked is not None and turn.asked.outcome == "chat" and turn.asked.language == language


def test_a_question_after_the_word_for_asking_is_the_question() -> None:
    conversation = small_conversation()

    assert conversation.hear("/вопрос What is the Kurultai?") == conversation.hear("What is the Kurultai?")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("https://tengrinews.kz/news/1", True),
        ("tengrinews.kz/news/1", True),
        ("www.a.example/x?y=z, https://b.example!", True),
        ("Привет.Как дела", False),
        ("Это правда? https://tengrinews.kz/news/1", False),
        ("Закон.Статья", False),
    ],
)
def test_a_message_of_links_alone_is_known(text: str, alone: bool) -> None:
    assert is_link_alone(text) == alone


def test_links_are_not_opened_and_the_question_is_asked_for_in_the_persons_own_language() -> None:
    conversation, person = small_conversation(), Person(date(2026, 3, 1), telegram_language="ru")

    turn = conversation.reply(conversation.hear("https://tengrinews.kz/news/1"), person, "1")

    assert turn.messages == conversation.say("chat-link", person).messages
    assert turn.asked is not None and (turn.asked.outcome, turn.asked.language) == ("chat", "ru")
