"""Try: chat with the bot, and see why it understood each message as it did."""

import asyncio

from starlette.responses import Response

from bot.web.request import whole
from bot.web.sessions import person_on
from bot.web.visit import Visit

_LONGEST = 4096  # characters, as in Telegram


async def show(visit: Visit) -> Response:
    """Show the chat so far."""
    return visit.page("try.html", "try", exchanges=visit.session.chat.exchanges, text="")


async def say(visit: Visit) -> Response:
    text = visit.form("text").strip()
    if not text or len(text) > _LONGEST:
        return visit.page("try.html", "try", exchanges=visit.session.chat.exchanges, text=text)
    person = person_on(visit.house.now().date(), visit.language)
    await asyncio.to_thread(visit.session.chat.say, text, visit.conversation, person)
    return visit.to("/try#latest")


async def press(visit: Visit) -> Response:
    """Press one of the bot's buttons. The form says which button, under which message of which exchange."""
    number, place, pressed = _pressed(visit.form("press"))
    person = person_on(visit.house.now().date(), visit.language)
    await asyncio.to_thread(visit.session.chat.press, number, place, pressed, visit.conversation, person)
    return visit.to("/try#latest")


def _pressed(written: str) -> tuple[int, int, str]:
    number, _, rest = written.partition(".")
    place, _, pressed = rest.partition(".")
    return whole(number, -1), whole(place, -1), pressed


async def clear(visit: Visit) -> Response:
    """Start a new chat."""
    visit.session.chat.begin_anew()
    return visit.to("/try")
