"""What the end-to-end tests share of a conversation: to write and read the reply, to press and see what changes."""

from bot_api_chats import Sent
from bot_api_people import Account
from running import PATIENCE, Running

from bot.content import Entry, Language, Library, Signpost
from bot.conversation import Wording
from bot.conversation.buttons import label_of

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
    said = entry.fact(language) if isinstance(entry, Entry) else entry.answer[language]
    return sent.title == entry.question[language] and said in sent.text


def related_to(library: Library, name: str) -> Entry:
    """The entry that the first related button below an answer leads to."""
    return library.entries[library.entries[name].related[0]]


def first_related(sent: Sent) -> str:
    """The first button below an answer that leads to a related one: they stand below the row that ends with *More*."""
    rows = [[button["text"] for button in row] for row in sent.buttons]
    return str(rows[1][0])


def under_answer(
    library: Library, say: Wording, entry: Entry, language: Language, thumbs: tuple[str, ...] = (UP, DOWN)
) -> list[str]:
    """What the buttons under an answer say, from top to bottom."""
    related = [label_of(library.entries[name], language) for name in entry.related[:2]]
    return [*thumbs, "⤴", say(language, "more"), *related]
