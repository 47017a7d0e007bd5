"""People who wait to be told of an answer, for the end-to-end tests of what the bot writes of its own accord.

Whoever must not be told is waited for by somebody who must: notices go out in their order, so once the last in line
has got hers, the others' would have come.
"""

from typing import Any

from bot_api_chats import Message, Sent
from bot_api_people import Account
from curator import Curator
from running import PATIENCE
from talking import turned

from bot.content import Entry, Language, Library
from bot.conversation import Wording

ANSWER = "coalition-head"
"""An entry that is not there yet when it is asked for."""
LAST = "commission-meetings"
"""What the last in line asks for."""


async def asks_in_vain(person: Account, question: str, say: Wording, language: Language = "en") -> tuple[Message, Sent]:
    """A question that has no answer yet, and the bot's reply to it."""
    message = await person.says(question)
    unknown = await person.reply(PATIENCE)
    assert unknown.title == say(language, "unknown-title")
    return message, unknown


async def waits(person: Account, question: str, say: Wording, language: Language = "en") -> Message:
    """A question whose asker has pressed that they want to be told; returns the person's message."""
    message, unknown = await asks_in_vain(person, question, say, language)
    await turned(person, unknown, say(language, "tell-me"))
    return message


async def last_in_line(curator: Curator, library: Library, say: Wording) -> Account:
    """Somebody who waits behind all others: for `LAST`."""
    person = curator.bot.api.person("Last in line", language_code="en")
    await waits(person, library.entries[LAST].question["en"], say)
    return person


def replied_to(sent: Sent) -> int | None:
    """The number of the message that a message of the bot's replies to."""
    above: dict[str, Any] = sent.message.get("reply_to_message", {})
    return above.get("message_id")


def corrected(sent: Sent, entry: Entry, wrong: str, say: Wording, language: Language = "en") -> bool:
    """Whether a message says what was wrong, and then the answer as it is now."""
    said = f"{say(language, 'corrected')}\n\n{wrong} ({language})\n\n{entry.question[language]}\n\n"
    return sent.text.startswith(said) and sent.text.removeprefix(said).startswith(entry.answer[language])
