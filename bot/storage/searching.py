"""How a question is kept to be searched for: databases differ in what they know of Cyrillic capitals."""

from bot.matching.cleaning import words_of
from bot.matching.letters import fold


def searched(text: str) -> str:
    """The words of a text in small letters, Kazakh ones written as on a Russian keyboard."""
    return " ".join(words_of(fold(text)))
