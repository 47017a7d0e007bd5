"""A bot in its own process is sent commands, buttons, and what cannot be read: what it shows to each."""

import pytest
from bot_api_kinds import Content
from bot_api_people import Account
from running import PATIENCE, Running
from talking import first_related, restarted, titled, told, turned

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Wording
from bot.conversation.buttons import label_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

COMMANDS = [
    "start",
    "topics",
    "search",
    "sources",
    "language",
    "simple",
    "help",
    "about",
    "privacy",
    "mydata",
    "forget",
    "cancel",
]
IN_GROUPS = ["ask", "topics", "search", "sources", "help"]


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="kk")


@pytest.fixture
def dana(served: Running) -> Account:
    return served.api.person("Dana", language_code="en-GB")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_start_says_what_the_bot_is_for_with_examples_and_the_way_to_the_topics(
    served: Running, library: Library, say: Wording, language: Language
) -> None:
    person = served.api.person("Newcomer", language_code=language)

    reply = await told(person, "/start")

    assert reply.title == say(language, "welcome-title")
    assert "\n".join(f"• {entry.question[language]}" for entry in library.examples) in reply.text
    assert len(library.examples) == 3
    labels = [label_of(entry, language) for entry in library.examples]
    assert reply.labels == [*labels, say(language, "see-topics")]
    await person.presses(reply, labels[0])
    assert titled(library.examples[0], await person.reply(PATIENCE), language)


async def test_a_link_to_an_entry_opens_its_answer(library: Library, dana: Account) -> None:
    reply = await told(dana, "/start parliament-size")

    assert reply.title == library.entries["parliament-size"].question["en"]


@pytest.mark.parametrize("argument", ["no-such-entry", "<b>&", "parliament-size%00", "🇰🇿", "a b c", "x" * 400])
async def test_a_link_to_nothing_greets(say: Wording, dana: Account, argument: str) -> None:
    assert (await told(dana, f"/start {argument}")).title == say("en", "welcome-title")


async def test_help_names_every_command(say: Wording, dana: Account) -> None:
    reply = await told(dana, "/help")

    assert reply.title == say("en", "help-title")
    assert [command for command in COMMANDS if f"/{command}" not in reply.text] == ["start", "help"]


@pytest.mark.parametrize("command", ["/HELP", "/help@loopback_bot", "/help me please"])
async def test_a_command_is_known_however_it_is_written(say: Wording, dana: Account, command: str) -> None:
    assert (await told(dana, command)).title == say("en", "help-title")


@pytest.mark.parametrize("command", ["/weather", "/87011234567", "/starts"])
async def test_a_command_that_there_is_not_is_said_to_be_unknown(say: Wording, dana: Account, command: str) -> None:
    assert (await told(dana, command)).text == say("en", "unknown-command")


async def test_topics_under_a_message_that_can_no_longer_be_changed_come_as_a_new_one(
    served: Running, say: Wording, dana: Account
) -> None:
    welcome = await told(dana, "/start")
    served.api.fail("editMessageText", 400, description="Bad Request: message can't be edited")
    await dana.presses(welcome, say("en", "see-topics"))
    assert (await dana.reply(PATIENCE)).title == say("en", "topics-title")

    dana.chat.messages.pop(welcome.message_id)
    await dana.presses(welcome, data="topics:")
    assert (await dana.reply(PATIENCE)).title == say("en", "topics-title")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_sources_show_all_articles_and_what_is_unknown_of_them(
    served: Running, library: Library, say: Wording, language: Language
) -> None:
    person = served.api.person("Reader", language_code=language)

    reply = await told(person, "/sources")

    articles = list(library.articles.values())
    assert len(articles) == 5
    assert all((article.title or article.description[language]) in reply.text for article in articles)
    untitled = say(language, "untitled", description="").strip()
    assert reply.text.count(untitled) == sum(article.title is None for article in articles)
    unpublished = sum(article.publisher is None for article in articles)
    assert reply.text.count(say(language, "publisher-unknown")) == unpublished > 0
    links = [entity["url"] for entity in reply.entities if entity["type"] == "text_link"]
    assert links == [article.url for article in articles if article.url]
    assert reply.labels == [article.title or article.description[language] for article in articles]


async def test_the_language_chosen_is_kept_over_a_restart_and_beats_that_of_the_message(
    served: Running, library: Library, say: Wording, aliya: Account
) -> None:
    asked = await told(aliya, "/language")
    assert asked.labels == ["Қазақша", "Русский", "English"]
    assert (await turned(aliya, asked, "Русский")).text == say("ru", "language-set")

    await restarted(served)

    reply = await told(aliya, "How many deputies will the new parliament have?")
    assert reply.title == library.entries["parliament-size"].question["ru"]
    await aliya.presses(reply, data="topics::en")
    assert (await aliya.edit(PATIENCE)).title == say("ru", "topics-title")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_privacy_says_what_is_kept_and_for_how_many_days(
    served: Running, say: Wording, language: Language
) -> None:
    reply = await told(served.api.person("Reader", language_code=language), "/privacy")

    assert reply.title == say(language, "privacy-title")
    assert [days for days in (365, 30, 90) if f"{days} " not in reply.text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ({"voice": True}, "voice"),
        ({"audio": True}, "voice"),
        ({"photo": True}, "picture"),
        ({"video": True}, "picture"),
        ({"document": "draft.pdf"}, "picture"),
        ({"sticker": "👍"}, "sticker"),
        ({"location": (51.1, 71.4)}, "place"),
        ({"contact": True}, "contact"),
        ({"poll": "Yes?"}, "poll"),
    ],
    ids=lambda kind: "-".join(kind) if isinstance(kind, dict) else None,
)
async def test_what_cannot_be_read_gets_one_friendly_line_of_its_kind(
    served: Running, say: Wording, language: Language, kind: Content, line: str
) -> None:
    person = served.api.person("Sender", language_code=language)

    await person.sends(**kind)

    assert (await person.reply(PATIENCE)).text == say(language, f"not-text-{line}")
    await served.handled()
    assert not person.chat.sent


async def test_what_channels_write_is_left_alone(served: Running) -> None:
    channel = served.api.group("News", kind="channel")

    await served.api.channel_post(channel, "/help")

    await served.handled()
    assert not channel.sent


@pytest.mark.parametrize("said", ["nonsense", "answer", ":", "shout:all", "☭", "drop table:questions", "x" * 64])
async def test_a_button_that_the_bot_does_not_know_is_said_to_be_old(say: Wording, dana: Account, said: str) -> None:
    welcome = await told(dana, "/start")

    await dana.presses(welcome, data=said)

    await dana.callback_answer(PATIENCE)
    assert (await dana.reply(PATIENCE)).text == say("en", "old-button")


async def test_a_button_for_an_entry_that_is_gone_says_so_and_leads_to_the_topics(say: Wording, dana: Account) -> None:
    welcome = await told(dana, "/start")

    await dana.presses(welcome, data="answer:no-such-entry")

    reply = await dana.reply(PATIENCE)
    assert reply.title == say("en", "entry-gone-title")
    assert reply.labels == [say("en", "see-topics")]


async def test_a_press_that_telegram_no_longer_takes_an_answer_to_is_still_replied_to(
    served: Running, library: Library, dana: Account
) -> None:
    answer = await told(dana, "/start parliament-size")
    description = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    served.api.fail("answerCallbackQuery", 400, description=description)

    await dana.presses(answer, first_related(answer))

    name = library.entries["parliament-size"].related[0]
    assert (await dana.reply(PATIENCE)).title == library.entries[name].question["en"]


async def test_commands_and_descriptions_are_registered_for_each_language_and_for_everybody_else(
    served: Running, say: Wording
) -> None:
    await served.api.called("setMyShortDescription", 4, PATIENCE)

    groups = {"scope": '{"type": "all_group_chats"}'}
    spoken: tuple[tuple[Language, str], ...] = (("kk", "kk"), ("ru", "ru"), ("en", "en"), ("ru", ""))
    for language, code in spoken:
        about = {"language_code": code}
        for names, where in ((COMMANDS, {}), (IN_GROUPS, groups)):
            registered = served.api.profile.get_commands(about | where)
            described = [{"command": name, "description": say(language, f"command-{name}")} for name in names]
            assert registered == described
        assert served.api.profile.get_text(about, "description") == {"description": say(language, "bot-description")}
        short = {"short_description": say(language, "bot-short-description")}
        assert served.api.profile.get_text(about, "short_description") == short
