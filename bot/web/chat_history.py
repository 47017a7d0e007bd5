"""A chat with the very bot, as it would go in Telegram. What is asked here is no citizen's question, and not logged."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import date

from bot.content import Language
from bot.conversation import Chose, Guide, Listener, Message, Record, Turn, press_from
from bot.matching import Explanation

_MOST = 30  # exchanges kept; who tries more has seen the first ones
_NOTHING_KEPT = Record(0, None, (), 0, 0, None)


@dataclass(slots=True)
class Exchange:
    """Something said to the bot (nothing, where a button was pressed), its replies, and why it understood that so."""

    number: int
    said: str
    messages: list[Message]
    toast: str = ""
    why: Explanation | None = None


@dataclass(slots=True)
class Chat:
    """One curator's chat, the oldest exchange first, and the language chosen in it."""

    exchanges: list[Exchange] = field(default_factory=list)
    chosen: Language | None = None
    begun: int = 0

    def say(self, text: str, guide: Guide, listener: Listener) -> None:
        """Ask, or give a command. Computes for tens of milliseconds."""
        listener = replace(listener, chosen=self.chosen)
        if text.startswith("/"):
            command, _, argument = text[1:].partition(" ")
            if command != "ask" or not argument.strip():
                self._add(text, _obeyed(command, argument, guide, listener), None)
                return
            text = argument.strip()
        self._add(text, guide.reply(guide.hear(text), listener, secrets.token_hex(8)), guide.explain(text))

    def press(self, number: int, place: int, pressed: str, guide: Guide, listener: Listener) -> None:
        """Press a button under a message of an exchange. What is no longer there is not pressed."""
        found = next((one for one in self.exchanges if one.number == number), None)
        if found is None or not 0 <= place < len(found.messages):
            return
        turn = guide.press(press_from(pressed), replace(listener, chosen=self.chosen), secrets.token_hex(8))
        self._note(turn)
        found.toast = turn.toast
        if turn.place == "below":
            self._add("", turn, None)
        elif turn.place == "instead":
            found.messages[place : place + 1] = turn.messages
        elif turn.messages:
            found.messages[place] = replace(found.messages[place], buttons=turn.messages[0].buttons)

    def _add(self, said: str, turn: Turn, why: Explanation | None) -> None:
        self._note(turn)
        self.begun += 1
        self.exchanges.append(Exchange(self.begun, said, list(turn.messages), turn.toast, why))
        del self.exchanges[:-_MOST]

    def _note(self, turn: Turn) -> None:
        for deed in turn.deeds:
            if isinstance(deed, Chose):
                self.chosen = deed.language


def listener_on(today: date, language: Language) -> Listener:
    """The bot's view of a curator: nobody who can be told something later."""
    return Listener(today, telegram_language=language, reachable=False)


def _obeyed(command: str, argument: str, guide: Guide, listener: Listener) -> Turn:
    match command:
        case "mydata":
            return guide.mydata(_NOTHING_KEPT, listener)
        case "cancel":
            return guide.cancelled(0, listener)
        case _:
            return guide.command(command, argument, listener, secrets.token_hex(8))
