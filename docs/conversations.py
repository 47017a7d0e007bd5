"""The conversations in the pictures: what a person writes and presses. The bot's replies are real."""

from dataclasses import dataclass

from bot.content import Language
from bot.conversation.buttons import ButtonVerb
from bot.conversation.turns import Outcome


@dataclass(frozen=True, slots=True)
class Writes:
    """A message, and the outcome that the picture is there to show (`None` for a command)."""

    text: str
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Presses:
    """A press of the newest button with that verb; if a keyboard has several, the one with this number, from 0."""

    verb: ButtonVerb
    number: int = 0


Step = Writes | Presses


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its name, the phone's language, its start in minutes after midnight, and the steps."""

    name: str
    language: Language
    begins: int
    steps: tuple[Step, ...]


CONVERSATIONS = (
    # Kazakh typed without its own letters: жаңа, қанша.
    Scene(
        "kk",
        "kk",
        10 * 60 + 24,
        (
            Writes("жана парламентте канша депутат болады", "answer"),
            Writes("ал вице-президент не үшін керек?", "answer"),
        ),
    ),
    # «Когда будет референдум», typed on the wrong keyboard.
    Scene(
        "ru",
        "ru",
        18 * 60 + 7,
        (
            Writes("rjulf ,eltn htathtylev", "answer"),
            Presses("up"),
            Writes("и кто решает?", "answer"),
            Writes("спасибо!", "chat"),
        ),
    ),
    Scene(
        "en",
        "en",
        21 * 60 + 40,
        (Writes("did foreiners help write it?", "answer"), Presses("down"), Writes("who said that?", "chat")),
    ),
    Scene(
        "choices",
        "en",
        9 * 60 + 15,
        (
            Writes("/start"),
            Writes("courts", "choices"),
            Writes("will the anthem change?", "unknown"),
            Presses("tell"),
        ),
    ),
)
