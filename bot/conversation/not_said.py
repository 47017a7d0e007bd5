"""Say what the articles are known not to say: plainly that, what comes nearest, and where to ask officially."""

from collections.abc import Iterator, Mapping

from bot.content import Entry, Language, OfficialAddress, Signpost
from bot.conversation.buttons import Keyboards
from bot.conversation.message import Block, Citation, Fact, Heading, Label, Message, Paragraph
from bot.conversation.simple_form import SimpleForm
from bot.conversation.turns import Person
from bot.conversation.wording import Wording


class Gaps:
    """Builds what a signpost says."""

    def __init__(
        self, official: Mapping[str, OfficialAddress], wording: Wording, keyboards: Keyboards, simple: SimpleForm
    ) -> None:
        self._official = official
        self._wording = wording
        self._keyboards = keyboards
        self._simple = simple

    def told(
        self, signpost: Signpost, language: Language, person: Person, turn: str = "", also: tuple[Entry, ...] = ()
    ) -> Message:
        """All that a signpost says.

        `turn` is the turn that asked for it, if it was asked for in words, and `also` are entries that it may mean.
        """
        blocks = (
            Heading(signpost.question[language]),
            Label(self._wording(language, "not-in-articles")),
            Paragraph(signpost.answer[language]),
            *self._officially(signpost, language, person),
        )
        return Message(blocks, self._keyboards.signpost(signpost, language, turn, also))

    def briefly(self, signpost: Signpost, language: Language) -> Message:
        """The same in one sentence, for somebody who has read it."""
        return Message((Heading(signpost.question[language]), Fact(signpost.lead[language])))

    def neither(self, signpost: Signpost, language: Language, person: Person, turn: str) -> Message:
        """What somebody asks next about it is not in the articles either."""
        said = Paragraph(self._wording(language, "not-said-either"))
        blocks = (Heading(signpost.question[language]), said, *self._officially(signpost, language, person))
        return Message(blocks, self._keyboards.signpost(signpost, language, turn if person.private else ""))

    def _officially(self, signpost: Signpost, language: Language, person: Person) -> Iterator[Block]:
        yield Label(self._wording(language, "ask-officially"))
        address = self._simple.address if person.reads_simply else _address
        yield from (address(self._official[name], language) for name in signpost.official)


def _address(found: OfficialAddress, language: Language) -> Citation:
    phone = f" · {found.phone}" if found.phone else ""
    return Citation("— ", found.name[language], f"{phone} · {found.offers[language]}", found.address)
