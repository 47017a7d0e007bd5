"""What a few words ask of the answer on the screen, or of what a signpost there tells: is it so, who are they, when."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.content import Entry, Library
from bot.conversation.heard import Heard, unsaid
from bot.conversation.second_reading import (
    SAID,
    Attribute,
    asks_how_many,
    attributes_asked,
    is_all,
    is_doubt_of_it,
    is_of_words,
    picks_among_them,
    plainly,
)
from bot.conversation.subjects import Subjects
from bot.conversation.turns import Before

_KNOWN_BESIDE: tuple[Attribute, ...] = ("when", "where")
_WHOLE = 8  # words of a message that says one thing


class AskedOfScreen:
    """Understands what is asked of the answer on the screen, by one version of the content."""

    def __init__(self, library: Library, subjects: Subjects) -> None:
        self._library = library
        self._subjects = subjects

    def doubted(self, heard: Heard, before: Before) -> Heard | None:
        """Whose words the answer is, or its passage, for who takes it to be somebody or something else."""
        entry = self._library.entries.get(before.shown[0]) if len(before.shown) == 1 else None
        if entry is None or before.text or not is_doubt_of_it(heard.text):
            return None
        is_name = self._subjects.names_somebody(heard.text)
        if not (is_name or any(map(str.isdigit, heard.text))):
            return None
        told = replace(unsaid(heard.verdict), chat="slot-who" if is_name else "slot-quote")
        return replace(heard, verdict=told, on_screen=entry.id, figure="", lacking="", words=(), also=())

    def known_beside(self, heard: Heard, on_screen: str) -> str:
        """What is known beside what the articles lack, if a few words ask for that: the date, after the results."""
        signpost, asked = self._library.signposts.get(on_screen), attributes_asked(heard.text)
        if signpost is None or asked.isdisjoint(_KNOWN_BESIDE) or is_of_words(heard.text):
            return ""
        near = (found for name in signpost.nearest if (found := self._library.entries.get(name)))
        is_unclear = heard.verdict.outcome != "answer"
        return next((one.id for one in near if is_unclear and self._subjects.is_asked_for(heard.text, one)), "")

    def asks_which_of_them(
        self, heard: Heard, before: Before, beside: Callable[[Sequence[Entry]], frozenset[str]]
    ) -> bool:
        """Whether "which of them is a senator?" picks among those on the screen, and means nothing `beside` that."""
        screen = [entry for name in before.shown if (entry := self._library.entries.get(name))]
        if len(screen) != 1 or len(heard.text.split()) > _WHOLE or not picks_among_them(heard.text):
            return False
        is_clear = heard.verdict.outcome == "answer"
        return not (is_clear and beside(screen).union([screen[0].id]).issuperset(heard.verdict.entries))

    def asks_who_they_are(self, heard: Heard, before: Before, on_screen: str) -> bool:
        """Whether "and who?" asks for those who were counted: "how many people are in the commission?"."""
        entry = self._library.entries.get(on_screen)
        is_counted = entry is not None and entry.has_number and bool(before.said) and asks_how_many(before.said[0])
        return is_counted and not is_of_words(heard.text)


def takes_as_missing(text: str) -> bool:
    """Whether a message says nothing but that the articles do not say it, or that it was heard elsewhere."""
    said = plainly(text)
    is_few = len(said.split()) <= _WHOLE
    return (is_few and SAID.found("says-nothing", said)) or is_all("hearsay", said, "hearsay-with")
