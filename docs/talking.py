"""Hold a conversation with the bot, and return what is then on the screen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation import Before, Button, Conversation, Message, Person, Turn, press_from
from bot.conversation.buttons import ButtonVerb
from docs.conversations import Presses, Scene, Writes

TODAY = date(2026, 5, 20)
"""The day of every picture: after the referendum, so that answers show how they speak of past events."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the person wrote, and when, in minutes after midnight."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Said:
    """A message from the bot; `pressed` is what the pressed button under it carries."""

    message: Message
    at: int
    pressed: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """What the screen shows when the conversation is over. `toast` is the line that appears briefly after a press."""

    conversation: Scene
    lines: tuple[Written | Said, ...]
    toast: str


class UnexpectedError(Exception):
    """The bot does not say what the picture is there to show."""


def talk(conversation: Scene, guide: Conversation) -> Screen:
    """Play the conversation, one step a minute. Raises `UnexpectedError` if the bot replies otherwise."""
    phone = _Phone(conversation, guide)
    for number, step in enumerate(conversation.steps):
        phone.do(step, number)
    return Screen(conversation, tuple(phone.lines), phone.toast)


class _Phone:
    """A person's chat with the bot, at one moment."""

    def __init__(self, conversation: Scene, guide: Conversation) -> None:
        self.lines: list[Written | Said] = []
        self.toast = ""
        self._name = conversation.name
        self._begins = conversation.begins
        self._guide = guide
        self._on_screen: Before | None = None
        self._listener = Person(TODAY, telegram_language=conversation.language)

    def do(self, step: Writes | Presses, number: int) -> None:
        """Write or press, and add the bot's reply."""
        at, turn = self._begins + number, f"{number + 1:x}"
        match step:
            case Writes(text, outcome):
                reply = self._reply(text, turn)
                self._expect(text, outcome, reply)
                self.lines += [Written(text, at), *(Said(message, at) for message in reply.messages)]
            case Presses(verb, which):
                place, button = self._button(verb, which)
                reply = self._guide.press(press_from(button.press), self._listener, turn)
                self._take(reply, place, button, at)
        self.toast = reply.toast

    def _reply(self, text: str, turn: str) -> Turn:
        if text.startswith("/"):
            return self._guide.command(text.removeprefix("/"), "", self._listener, turn)
        reply = self._guide.reply(self._guide.hear_after(text, self._on_screen), self._listener, turn)
        self._on_screen = reply.asked.on_screen(self._on_screen, turn) if reply.asked else self._on_screen
        return reply

    def _expect(self, text: str, outcome: str | None, reply: Turn) -> None:
        got = reply.asked.outcome if reply.asked else None
        if got != outcome:
            raise UnexpectedError(
                f"docs/conversations.py: {self._name}: the reply to {text!r} is {got}, not {outcome}."
            )

    def _button(self, verb: ButtonVerb, number: int) -> tuple[int, Button]:
        """The button to press, and its message's place among the lines."""
        for place, line in reversed(list(enumerate(self.lines))):
            found = _with_verb(verb, line.message) if isinstance(line, Said) else []
            if len(found) > number:
                return place, found[number]
        raise UnexpectedError(f"docs/conversations.py: {self._name}: there is no button {verb!r} to press.")

    def _take(self, reply: Turn, place: int, button: Button, at: int) -> None:
        """Put the reply to a press where it belongs."""
        old = self.lines[place]
        if not isinstance(old, Said):
            raise TypeError("only the bot's messages have buttons")
        match reply.place:
            case "below":
                self.lines[place] = replace(old, pressed=button.press)
                self.lines += [Said(message, at) for message in reply.messages]
            case "instead":
                self.lines[place] = replace(old, message=reply.messages[0])
            case "buttons":
                self.lines[place] = replace(old, message=replace(old.message, buttons=reply.messages[0].buttons))


def _with_verb(verb: ButtonVerb, message: Message) -> list[Button]:
    buttons: Iterable[Button] = (button for row in message.buttons for button in row if isinstance(button, Button))
    return [button for button in buttons if button.press.startswith(f"{verb}:")]
