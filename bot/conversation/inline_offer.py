"""What is said in a chat that the bot is not in: the answers offered while somebody types there, and a whole reply."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.content import Entry, Language, Library, Signpost
from bot.conversation.buttons import press_from
from bot.conversation.message import Button, Card, Message, Open
from bot.conversation.speaker import Speaker
from bot.conversation.turns import Asked, Outcome, Person, Turn
from bot.conversation.typeahead import SHARED, Begun, NamedEntry, Typeahead
from bot.matching import Verdict
from bot.matching.thresholds import MOST_CHOICES

WORTH_A_LOOK = 0.02
"""From this belief on, an entry may well be meant."""
_FEWEST = 3  # letters of a text that may be a question


@dataclass(frozen=True, slots=True)
class InlineOffer:
    """The cards, the likeliest first. `asked` is what the log keeps, if what was typed is a question.

    `picture` goes with the picture of the first card's answer, if that was named outright, as *Share* does.
    """

    cards: tuple[Card, ...] = ()
    asked: Asked | None = None
    picture: Card | None = None


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was typed, and all that it may mean."""

    text: str
    named: NamedEntry | None
    verdict: Verdict
    begun: Begun
    language: Language


class InlineOffers:
    """Makes offers over one version of the content. `understand` runs the matcher."""

    def __init__(self, library: Library, speaker: Speaker, understand: Callable[[str], Verdict]) -> None:
        self._library = library
        self._speaker = speaker
        self._understand = understand
        self._typeahead = Typeahead(library)

    def offer(self, text: str, person: Person) -> InlineOffer:
        """The answers that a half-typed question may want; all answers, the most asked first, if nothing is typed."""
        if not text.strip():
            return InlineOffer(self._cards(self._all(person), person.language()))
        heard = self._hear(text, person)
        shown = self._meant(heard)
        asked = None if text.rstrip().endswith(SHARED) else self._asked(heard, shown)
        picture = self._speaker.picture(heard.named.entry, heard.language) if heard.named else None
        return InlineOffer(self._cards(shown, heard.language), asked, picture)

    def _hear(self, text: str, person: Person) -> _Heard:
        verdict = self._understand(text)
        named, begun = self._typeahead.named(text), self._typeahead.beginning(text, _most_asked(person))
        language = person.language(verdict.language)
        if named:
            language = named.language or language
        elif verdict.outcome != "answer" and begun.languages and person.language() not in begun.languages:
            language = person.language(begun.languages[0])
        elif verdict.outcome != "answer" and begun.languages:  # half a word says less of the language than they do
            language = person.language()
        return _Heard(text, named, verdict, begun, language)

    def _meant(self, heard: _Heard) -> list[str]:
        """What may be meant: named outright, then as the matcher is sure, then what begins so, then what is likely."""
        verdict = heard.verdict
        named = [heard.named.entry.id] if heard.named else []
        sure = verdict.entries if verdict.outcome == "answer" else ()
        offered = verdict.entries if verdict.outcome == "choices" else ()
        likely = [name for name, belief in verdict.ranking if belief >= WORTH_A_LOOK and verdict.outcome != "chat"]
        answers = [name for name in (*heard.begun.entries, *likely) if name in self._library.entries]
        return list(dict.fromkeys([*named, *sure, *offered, *answers]))

    def _all(self, person: Person) -> list[str]:
        names = dict.fromkeys([*_most_asked(person), *self._library.entries])
        return [name for name in names if name in self._library.entries]

    def _cards(self, names: Sequence[str], language: Language) -> tuple[Card, ...]:
        return tuple(self._speaker.card(found, language) for found in self._found(names))

    def _found(self, names: Sequence[str]) -> Iterator[Entry | Signpost]:
        return (found for name in names if (found := self._library.find(name)))

    def _asked(self, heard: _Heard, shown: Sequence[str]) -> Asked | None:
        if sum(map(str.isalpha, heard.text)) < _FEWEST:
            return None
        outcome, answered, offered = self._outcome(heard, shown)
        verdict, version = heard.verdict, self._library.version
        language, confidence = heard.language, verdict.confidence
        return Asked(heard.text, outcome, answered, offered, verdict.ranking, confidence, language, version)

    def _outcome(self, heard: _Heard, shown: Sequence[str]) -> tuple[Outcome, tuple[str, ...], tuple[str, ...]]:
        verdict = heard.verdict
        if heard.named:
            return "answer", (heard.named.entry.id,), ()
        sure = tuple(found.id for found in self._found(verdict.entries if verdict.outcome == "answer" else ()))
        if sure:
            entries = tuple(name for name in sure if name in self._library.entries)
            return ("answer", entries, ()) if entries else ("gap", sure[:1], ())
        if verdict.outcome == "choices" or heard.begun.entries:
            return "choices", (), tuple(shown[:MOST_CHOICES])
        return ("chat" if verdict.outcome == "chat" else "unknown"), (), ()


def _most_asked(person: Person) -> list[str]:
    return [one.entry for one in person.most_asked]


OPENED = "inline"
"""What a link into the bot carries that opens no entry, but its welcome."""


def elsewhere(turn: Turn, label: str) -> Message:
    """All that a turn says, with links that open in the bot what its buttons would show. `label`: "open the bot"."""
    blocks = tuple(block for message in turn.messages for block in message.blocks)
    shown = [Open(label, message.shows.entry) for message in turn.messages if message.shows]
    links = shown or [link for message in turn.messages for link in _links(message)] or [Open(label, OPENED)]
    return Message(blocks, tuple((link,) for link in links))


def _links(message: Message) -> Iterator[Open]:
    for button in (button for row in message.buttons for button in row):
        press = press_from(button.press) if isinstance(button, Button) else None
        if press and press.verb in ("choose", "answer"):
            yield Open(button.label, press.about)
