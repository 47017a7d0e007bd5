"""What people ask in the end-to-end tests, and how their replies are read."""

from bot_api import BotApi
from bot_api_chats import Chat, Message, Sent, arrives
from bot_api_people import Account
from running import PATIENCE, Running

from bot.content import LANGUAGES, Language
from bot.conversation import Wording

DEPUTIES: dict[Language, str] = {
    "kk": "Парламентте неше депутат болады?",
    "ru": "Сколько депутатов будет в парламенте?",
    "en": "How many deputies will the new parliament have?",
}
"""A question that the entry `parliament-size` answers."""

HEAD: dict[Language, str] = {
    "kk": "Коалицияны кім басқарады?",
    "ru": "Кто возглавляет коалицию?",
    "en": "Who heads the coalition?",
}
"""A question that `coalition-head` answers."""

WEATHER: dict[Language, str] = {
    "kk": "Алматыда ауа райы қандай?",
    "ru": "Какая погода в Алматы?",
    "en": "What is the weather in Almaty?",
}
"""A question that no article answers."""

BOTH = "How many deputies will there be? And when is the referendum?"
"""A message that asks two things: `parliament-size` and `referendum-date` answer it."""

VAGUE = ("citizens", "what powers", "meeting", "parliament", "proposals", "council")
"""Messages that say too little: at least one of them has to be answered with choices, whatever is added to the FAQ."""


def title(sent: Sent) -> str:
    """The first line of a reply: the question understood, or what it is about."""
    return sent.text.partition("\n")[0]


def titles(where: Account | Chat) -> list[str]:
    """The first line of each reply that waits unread."""
    chat = where.chat if isinstance(where, Account) else where
    return [title(sent) for sent in chat.sent]


async def nothing_more(served: Running, *where: Account | Chat) -> None:
    """Wait until all is handled: the bot has said and changed nothing more in these chats."""
    await served.handled()
    for one in where:
        chat = one.chat if isinstance(one, Account) else one
        assert [sent.text for sent in (*chat.sent, *chat.edits)] == []


def is_offer(sent: Sent, say: Wording) -> bool:
    """Whether a reply offers choices."""
    return sent.text.partition("\n")[0] in [
        say(language, name) for language in LANGUAGES for name in ("choices", "choice")
    ]


def excuse(api: BotApi, words: str) -> None:
    """Telegram has refused what could not be known beforehand: no fault of the bot's, if those are the words."""
    assert api.refusals
    for call in api.refusals:
        assert words in call.description
        call.refused = False


async def writes(person: Account, *parts: str) -> list[Message]:
    """Send messages one after the other without waiting for a reply."""
    return [await person.says(part) for part in parts]


async def is_typing_for(served: Running, person: Account) -> None:
    """Wait until the person is shown that the bot works on a reply."""
    assert await arrives(served.api.world.news, lambda: served.api.actions(person), PATIENCE)


async def all_texts(served: Running) -> list[str]:
    """What stands in the log once all is handled, oldest first."""
    await served.handled()
    return [row["text"] for row in served.questions()]
