"""Say what the articles are known not to say: plainly that, what comes nearest, and where to ask officially."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bot.content import Entry, Language, OfficialAddress, Signpost
from bot.content.entries import named_subject
from bot.conversation.buttons import Keyboards
from bot.conversation.message import Block, Citation, Fact, Heading, Label, Message, Paragraph
from bot.conversation.second_reading import plain
from bot.conversation.simple_form import SimpleForm
from bot.conversation.turns import NotSaid, Person
from bot.conversation.wording import Wording, brief_citation
from bot.matching.spelling import words_of

_NEAR = 1  # of the entries that come near: the first is told, the others have buttons
_LISTS = 64  # of subjects: those of each signpost in each language
_MOST = 2  # subjects; who names more asks about the whole


class Gaps:
    """Builds what a signpost says."""

    def __init__(
        self, official: Mapping[str, OfficialAddress], wording: Wording, keyboards: Keyboards, simple: SimpleForm
    ) -> None:
        self._official = official
        self._wording = wording
        self._keyboards = keyboards
        self._simple = simple

    def told(self, signpost: Signpost, language: Language, person: Person) -> Message:
        """All that a signpost says."""
        return self.reply(NotSaid(signpost), language, person)

    def reply(self, missing: NotSaid, language: Language, person: Person, turn: str = "") -> Message:
        """What a signpost says to a question: of the subject that the question names, if it names one of them.

        `turn` is the turn that asked for it, if it was asked for in words.
        """
        signpost = missing.signpost
        subject = subject_asked(signpost, missing.asked, language)
        said = self._of_subject(subject, missing.near, language) if subject else self._of_all(signpost, language)
        buttons = self._keyboards.signpost(signpost, language, turn, missing.also, missing.near)
        return Message((*said, *self._officially(signpost, language, person)), buttons)

    def _of_all(self, signpost: Signpost, language: Language) -> Iterator[Block]:
        yield Heading(signpost.question[language])
        yield Label(self._wording(language, "not-in-articles"))
        yield Paragraph(signpost.answer[language])

    def _of_subject(self, subject: str, near: Sequence[Entry], language: Language) -> Iterator[Block]:
        yield Heading(subject)
        yield Paragraph(self._wording(language, "not-said-of-subject"))
        for entry in near[:_NEAR]:
            quote = entry.carrying[0]
            yield Label(self._wording(language, "nearest-said"))
            yield Fact(entry.fact(language))
            yield brief_citation(self._wording, quote.article, language, quote.text)

    def briefly(self, signpost: Signpost, language: Language) -> Message:
        """The same in one sentence, for somebody who has read it."""
        return Message((Heading(signpost.question[language]), Fact(signpost.lead[language])))

    def neither(self, signpost: Signpost, asked: str, language: Language, person: Person, turn: str) -> Message:
        """What somebody asks next about it is not in the articles either."""
        heading = subject_asked(signpost, asked, language) or signpost.question[language]
        said = Paragraph(self._wording(language, "not-said-either"))
        blocks = (Heading(heading), said, *self._officially(signpost, language, person))
        return Message(blocks, self._keyboards.signpost(signpost, language, turn if person.private else ""))

    def _officially(self, signpost: Signpost, language: Language, person: Person) -> Iterator[Block]:
        yield Label(self._wording(language, "ask-officially"))
        address = self._simple.address if person.reads_simply else _address
        yield from (address(self._official[name], language) for name in signpost.official)


def subject_asked(signpost: Signpost, text: str, language: Language) -> str:
    """What a message asks about in particular, as a heading: one or two of what a signpost lists; else empty."""
    listed = _listed(tuple(signpost.subjects[language]))
    said = words_of(plain(text)) if listed else []
    named = [name for name, beginnings in listed if any(word.startswith(beginnings) for word in said)]
    return " · ".join(named) if len(named) <= _MOST else ""


@lru_cache(maxsize=_LISTS)
def _listed(lines: tuple[str, ...]) -> Sequence[tuple[str, tuple[str, ...]]]:
    """The subjects of these lines, each with the beginnings of words that tell it, as a plain text has them."""
    return [(name, tuple(map(plain, words))) for name, words in map(named_subject, lines)]


def _address(found: OfficialAddress, language: Language) -> Citation:
    phone = f" · {found.phone}" if found.phone else ""
    return Citation("— ", found.name[language], f"{phone} · {found.offers[language]}", found.address)
