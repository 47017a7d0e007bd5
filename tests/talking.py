"""What the end-to-end tests share of a conversation: to write and read the reply, to press and see what changes."""

from bot_api_chats import Sent
from bot_api_people import Account
from running import PATIENCE, Running

from bot.content import Entry, Language, Library, Signpost
from bot.conversation import Wording

UP, DOWN = "👍", "👎"


async def told(person: Account, text: str) -> Sent:
    """What the bot says to a text."""
    await person.says(text)
    return await person.reply(PATIENCE)


async def turned(person: Account, sent: Sent, label: str) -> Sent:
    """What a message turns into when the button so labelled under it is pressed."""
    await person.presses(sent, label)
    return await person.edit(PATIENCE)


async def toasted(person: Account) -> str:
    """What showed for a moment where the person pressed last."""
    answer = await person.callback_answer(PATIENCE)
    return str(answer["text"])


async def restarted(bot: Running) -> None:
    """Stop the bot and start it again."""
    await bot.stop()
    await bot.start()


def titled(entry: Entry | Signpost, sent: Sent, language: Language) -> bool:
    """Whether a message shows an answer, or what a signpost says, in a language."""
    return sent.marked("bold")[0] == entry.question[language] and entry.answer[language] in sent.text


def under_answer(
    library: Library, say: Wording, entry: Entry, language: Language, thumbs: tuple[str, ...] = (UP, DOWN)
) -> list[str]:
    """What the buttons under an answer say, from top to bottom."""
    related = [library.entries[name].question[language] for name in entry.related]
    return [*related, *thumbs, say(language, "in-context"), say(language, "share")]
