"""A bot in its own process is asked questions: what it answers, in which language, and what it notes."""

import asyncio
import csv
import io
import json

import pytest
from bot_api_chats import Sent
from bot_api_people import Account
from running import PATIENCE, Running
from talking import first_related, restarted, titled, told, turned, under_answer

from bot.content import Language, Library
from bot.conversation import Wording
from bot.conversation.buttons import label_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUOTES = ("blockquote", "expandable_blockquote")

VAGUE = ("citizens", "what powers", "meeting", "President?", "Конституция?", "Что изменится?", "Какие полномочия?")
"""Messages that say too little: at least one of them has to be answered with choices, whatever is added to the FAQ."""


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="kk")


async def offered(person: Account, say: Wording) -> tuple[str, Sent, Language]:
    """A message that was answered with choices, the choices, and the language they came in."""
    for text in VAGUE:
        reply = await told(person, text)
        for language in ("kk", "ru", "en"):
            if reply.text.partition("\n")[0] in (say(language, "choices"), say(language, "choice")):
                return text, reply, language
    raise AssertionError("none of the vague messages was answered with choices")


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "How many deputies will the new parliament have?"),
        ("ru", "сколько депутатов будет в парламенте"),
        ("kk", "парламентте неше депутат болады"),
    ],
)
async def test_a_question_is_answered_in_its_own_language_with_the_quote_and_its_source(
    served: Running, library: Library, say: Wording, language: Language, question: str
) -> None:
    entry = library.entries["parliament-size"]
    ruslan = served.api.person("Ruslan", language_code="tr")

    reply = await told(ruslan, question)

    assert titled(entry, reply, language)
    [quote] = entry.carrying
    if language == "en":
        assert reply.marked(*QUOTES) == [quote.text]
    else:
        mark, original = say(language, "translation"), say(language, "quoted-in-en")
        assert reply.marked(*QUOTES) == [f"{mark} {quote.translations[language]}\n\n{original}\n{quote.text}"]
    published = quote.article.published
    assert published is not None
    assert f"{say(language, 'publisher-unknown')} · {say.brief_date(language, published)}" in reply.text
    assert reply.labels == under_answer(library, say, entry, language)


async def test_an_answer_is_noted_with_its_entry_belief_language_and_the_version_of_the_content(
    served: Running, library: Library, aliya: Account
) -> None:
    await told(aliya, "How many deputies will the new parliament have??")

    row = await served.noted("How many deputies will the new parliament have??")
    assert (row["outcome"], row["shown"], row["language"]) == ("answer", ["parliament-size"], "en")
    assert row["version"] == library.version
    assert row["entries"][0] == ["parliament-size", row["confidence"]]
    assert 0.5 < row["confidence"] <= 1
    assert row["declined_at"] is None


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "what's the weather in Almaty"), ("ru", "какая погода в Алматы"), ("kk", "Алматыда ауа райы қандай?")],
)
async def test_a_question_that_no_article_answers_is_said_to_be_unknown_and_listed_for_the_curators(
    served: Running, say: Wording, aliya: Account, language: Language, question: str
) -> None:
    reply = await told(aliya, question)

    assert reply.title == say(language, "unknown-title")
    assert say(language, "unknown") in reply.text
    assert reply.labels == [say(language, name) for name in ("tell-me", "search-button", "see-topics")]
    row = await served.noted(question)
    assert (row["outcome"], row["shown"], row["language"]) == ("unknown", [], language)
    assert question in await served.command("unanswered")
    rows = list(csv.DictReader(io.StringIO(await served.command("unanswered", "--csv"))))
    assert ("unknown", language) in [(row["outcome"], row["language"]) for row in rows if row["text"] == question]


async def test_an_answered_question_is_not_listed_as_unanswered(served: Running, aliya: Account) -> None:
    await told(aliya, "How many deputies will the new parliament have?!")
    await served.noted("How many deputies will the new parliament have?!")

    assert "parliament have?!" not in await served.command("unanswered", "--csv")


async def test_a_vague_question_is_answered_with_choices_and_a_pressed_one_gives_its_answer(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    text, choices, language = await offered(aliya, say)
    row = await served.noted(text)
    assert row["outcome"] == "choices"
    assert 2 <= len(row["shown"]) <= 3
    offers = [library.everything[name] for name in row["shown"]]
    labels = [f"{number}. {label_of(one, language)}" for number, one in enumerate(offers, 1)]
    assert choices.labels == [*labels, say(language, "none-of-these")]
    assert "\n".join(f"{number}. {one.question[language]}" for number, one in enumerate(offers, 1)) in choices.text

    answer = await turned(aliya, choices, labels[1])

    assert answer.message_id == choices.message_id
    assert titled(offers[1], answer, language)


async def test_none_of_the_choices_is_thanked_for_and_noted_as_declined_for_that_question_alone(
    served: Running, say: Wording, aliya: Account
) -> None:
    bolat = served.api.person("Bolat", language_code="kk")
    text, choices, language = await offered(bolat, say)
    others = await served.noted(text)
    text, choices, language = await offered(aliya, say)

    await aliya.presses(choices, say(language, "none-of-these"))
    thanks = await aliya.reply(PATIENCE)

    assert thanks.title == say(language, "none-noted-title")
    assert thanks.labels == [say(language, name) for name in ("tell-me", "search-button", "see-topics")]
    mine = await served.noted(text)
    assert mine["declined_at"] is not None
    assert served.rows("SELECT declined_at FROM questions WHERE id = ?", others["id"]) == [{"declined_at": None}]
    assert text in await served.command("unanswered", "--csv")


async def test_nobody_can_decline_the_choices_of_another(served: Running, say: Wording, aliya: Account) -> None:
    text, _, language = await offered(aliya, say)
    neighbour = served.api.person("Neighbour")
    group = served.api.group("Neighbours", [aliya, neighbour])
    await aliya.says(f"/ask {text}", chat=group)
    choices = await group.reply(PATIENCE)
    mine = await served.noted(text)

    await neighbour.presses(choices, say(language, "none-of-these"))
    await group.reply(PATIENCE)
    await served.handled()

    assert served.rows("SELECT declined_at FROM questions WHERE id = ?", mine["id"]) == [{"declined_at": None}]


async def test_a_related_question_is_a_button_that_answers_in_the_language_above_it(
    served: Running, library: Library
) -> None:
    ruslan = served.api.person("Ruslan", language_code="en")
    answer = await told(ruslan, "сколько депутатов будет в парламенте")

    await ruslan.presses(answer, first_related(answer))
    related = await ruslan.reply(PATIENCE)

    name = library.entries["parliament-size"].related[0]
    assert related.title == library.entries[name].question["ru"]


@pytest.mark.parametrize(("language", "greeting"), [("en", "hello"), ("ru", "привет"), ("kk", "сәлем")])
async def test_a_greeting_is_returned_and_is_no_unanswered_question(
    served: Running, say: Wording, language: Language, greeting: str
) -> None:
    dana = served.api.person("Dana", language_code=language)

    assert (await told(dana, greeting)).text == say(language, "chat-greeting")
    assert (await served.noted(greeting))["outcome"] == "chat"
    assert greeting not in await served.command("unanswered", "--csv")


async def test_two_people_at_once_are_each_answered_in_their_own_language(
    served: Running, library: Library, aliya: Account
) -> None:
    ruslan = served.api.person("Ruslan", language_code="kk")
    entry = library.entries["parliament-size"]

    await asyncio.gather(
        aliya.says("парламентте неше депутат болады"), ruslan.says("сколько депутатов будет в парламенте")
    )

    assert (await aliya.reply(PATIENCE)).title == entry.question["kk"]
    assert (await ruslan.reply(PATIENCE)).title == entry.question["ru"]


async def test_twenty_quick_questions_are_answered_in_their_order(
    served: Running, library: Library, aliya: Account
) -> None:
    questions = [entry.question["en"] for entry in list(library.entries.values())[:20]]

    for question in questions:
        await aliya.says(question)
    replies = [await aliya.reply(PATIENCE) for _ in questions]

    assert [reply.marked("bold")[0] for reply in replies] == questions


async def test_whoever_got_no_answer_sees_what_the_articles_say_after_a_restart_too(
    served: Running, say: Wording, aliya: Account
) -> None:
    unknown = await told(aliya, "вкусная ветеранская организация Маслихата")
    assert unknown.labels == [say("ru", name) for name in ("tell-me", "search-button", "see-topics")]
    await restarted(served)

    await aliya.presses(unknown, say("ru", "search-button"))
    await aliya.callback_answer(PATIENCE)
    found = await aliya.reply(PATIENCE)

    assert found.marked("bold")[0] == say("ru", "search-title")
    assert "Abai Regional Library" in found.text and "организаций" in found.marked("bold")


async def test_the_articles_are_searched_by_command_in_the_chat_and_in_the_terminal(
    served: Running, say: Wording, aliya: Account
) -> None:
    found = await told(aliya, "/search Miranda")

    assert found.marked("bold")[1] == "Miranda" and "Miranda rules" in found.text
    assert "Miranda rules" in await served.command("search", "Miranda")
    assert json.loads(await served.command("search", "пенсия", "--json"))["absent"] == ["пенсия"]
