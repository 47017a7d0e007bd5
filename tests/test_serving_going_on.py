"""A bot in its own process is told more than it was a moment ago, or in reply to an answer: it goes on from there."""

import pytest
from bot_api_people import Account
from conversing import DEPUTIES, HEAD, nothing_more, title
from running import PATIENCE, Running
from talking import restarted, titled, told

from bot.content import Language, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


async def all_texts(served: Running) -> list[str]:
    """What stands in the log once all is handled, oldest first."""
    await served.handled()
    return [row["text"] for row in served.questions()]


async def test_the_rest_of_a_question_that_was_answered_already_gets_no_second_answer(
    served: Running, library: Library, aliya: Account
) -> None:
    before = await all_texts(served)
    first = await aliya.says("сколько будет депутатов")
    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["ru"]
    await served.handled()

    await aliya.sends(text="в новом парламенте", date=first["date"] + 1)

    await nothing_more(served, aliya)
    assert await all_texts(served) == [*before, "сколько будет депутатов"]


async def test_a_message_right_after_an_answer_that_asks_something_else_is_answered(
    served: Running, library: Library, aliya: Account
) -> None:
    first = await aliya.says("how many deputies")
    await aliya.reply(PATIENCE)
    await served.handled()

    await aliya.sends(text="who heads the coalition", date=first["date"] + 1)

    assert title(await aliya.reply(PATIENCE)) == library.entries["coalition-head"].question["en"]


async def test_a_whole_question_right_after_an_answered_one_is_answered_however_near_it_is(
    served: Running, aliya: Account
) -> None:
    first = await aliya.says("How many deputies will there be?")
    await aliya.reply(PATIENCE)
    await served.handled()

    await aliya.sends(text="and how many in the Senate?", date=first["date"] + 1)

    assert await aliya.reply(PATIENCE)
    assert (await served.noted("and how many in the Senate?"))["outcome"]


async def test_the_same_question_again_is_replied_to_again(served: Running, say: Wording, aliya: Account) -> None:
    first = await aliya.says("how many deputies")
    await aliya.reply(PATIENCE)
    await served.handled()

    await aliya.sends(text="how many deputies", date=first["date"] + 1)

    assert (await aliya.reply(PATIENCE)).text == say("en", "answered-above")


@pytest.mark.parametrize(
    ("language", "question", "heading", "gap", "then"),
    [
        ("kk", "зейнетақы көтеріле ме?", "Зейнетақы", "gap-personal-affairs", "ал қашан?"),
        ("ru", "будет ли смертная казнь?", "Смертная казнь", "gap-rights-limits", "а где?"),
        ("en", "did the referendum pass?", "How did the referendum end?", "gap-results", "and why?"),
    ],
)
async def test_one_may_go_on_from_what_the_articles_do_not_say_whatever_the_language_of_the_telephone(
    served: Running,
    library: Library,
    say: Wording,
    language: Language,
    question: str,
    heading: str,
    gap: str,
    then: str,
) -> None:
    person = served.api.person(f"Goes on in {language}", language_code="de")
    assert (await told(person, question)).title == heading

    after = await told(person, then)

    assert after.title == library.signposts[gap].question[language]
    assert say(language, "not-said-either") in after.text
    assert (await served.noted(then))["outcome"] == "gap"


async def test_what_is_told_in_place_of_an_answer_has_a_source_too(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    gap = library.signposts["gap-results"]
    await told(aliya, "каковы итоги референдума?")

    source = await told(aliya, "где это написано?")

    assert source.title == gap.question["ru"]
    assert say("ru", "nearest-said") in source.text
    assert all(library.entries[name].fact("ru") in source.text for name in gap.nearest)
    assert (await served.noted("где это написано?"))["outcome"] == "chat"


async def test_after_an_answer_one_may_ask_who_said_it_also_after_a_restart(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    head = library.entries["coalition-head"]
    await told(aliya, HEAD["ru"])
    who = await told(aliya, "кто это сказал?")
    assert title(who) == head.question["ru"]
    assert head.quotes[0]["ru"] in who.text

    await restarted(served)
    kazakh = await told(aliya, "қазақша айтып беріңізші")

    assert titled(head, kazakh, "kk")
    assert (await served.noted("кто это сказал?"))["outcome"] == "chat"


async def test_what_was_answered_to_somebody_else_or_long_ago_is_asked_for(
    served: Running, say: Wording, aliya: Account
) -> None:
    stranger = served.api.person("Stranger", language_code="ru")
    assert (await told(stranger, "кто это сказал?")).text == say("ru", "ask-back")

    asked = await aliya.says(HEAD["ru"])
    await aliya.reply(PATIENCE)
    await served.handled()
    await aliya.sends(text="а кто это сказал?", date=asked["date"] + 11 * 60)

    assert (await aliya.reply(PATIENCE)).text == say("ru", "ask-back")


@pytest.mark.parametrize(
    ("language", "asked", "more"),
    [
        ("kk", "Халық Кеңесі деген не?", "қандай құқықтары бар?"),
        ("en", "What is the People's Council?", "what powers does it have?"),
        ("ru", "Что такое Народный совет?", "какие у него права?"),
    ],
)
async def test_a_reply_to_an_answer_is_understood_from_that_answer(
    served: Running, library: Library, aliya: Account, language: Language, asked: str, more: str
) -> None:
    council = await told(aliya, asked)
    assert title(council) == library.entries["peoples-council"].question[language]
    powers = library.entries["peoples-council-powers"].question[language]

    stranger = served.api.person("Stranger", language_code=language)
    assert title(await told(stranger, more)) != powers

    await aliya.says(more, reply_to=council)
    assert title(await aliya.reply(PATIENCE)) == powers


async def test_a_reply_to_an_older_answer_goes_on_from_that_one_and_not_from_the_last(
    served: Running, library: Library, aliya: Account
) -> None:
    council = await told(aliya, "What is the People's Council?")
    await told(aliya, DEPUTIES["en"])

    await aliya.says("what powers does it have?", reply_to=council)

    assert title(await aliya.reply(PATIENCE)) == library.entries["peoples-council-powers"].question["en"]


async def test_a_reply_to_what_is_no_answer_is_a_question_like_any_other(
    served: Running, library: Library, aliya: Account
) -> None:
    welcome = await told(aliya, "/start")

    await aliya.says(DEPUTIES["en"], reply_to=welcome)

    assert title(await aliya.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]
    await nothing_more(served, aliya)
