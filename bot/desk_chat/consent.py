"""Ask a curator to agree to something before a decision is carried out, with a button that repeats it."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Block, Button, Heading, Message, Paragraph
from bot.conversation.message import ButtonRows
from bot.desk import Consent, Elsewhere, Impact, NeedsYes, StandsElsewhere
from bot.desk_chat.cards import day, impact_blocks, placed_line
from bot.desk_chat.desk_press import DeskVerb
from bot.desk_chat.labels import Names, Say, shortened

_QUOTED = 100  # characters


def consent_of(verb: DeskVerb) -> Consent:
    """What a curator agrees to by a button."""
    match verb:
        case "take":
            return "move"
        case "yes":
            return "publish"
        case _:
            return "none"


@dataclass(frozen=True, slots=True)
class ConsentButtons:
    """What buttons carry that repeat a decision: `take` takes wordings from where they stand, `yes` publishes too."""

    take: str
    yes: str

    def asked(
        self, say: Say, fault: StandsElsewhere | NeedsYes, ways: ButtonRows, like: datetime, names: Names
    ) -> Message:
        """What the curator has to agree to, with the button for that."""
        if isinstance(fault, NeedsYes):
            button = Button(say("button-yes"), self.yes)
            return Message((Heading(say("unsure-title")), *_unsure(say, fault.impact, names)), ((button,), *ways))
        lines = "\n".join(f"• {_stands(say, one, like, names)}" for one in fault.wordings)
        ask = Paragraph(say("elsewhere-ask", count=len(fault.wordings)))
        button = Button(say("button-take"), self.take)
        return Message((Heading(say("elsewhere-title")), Paragraph(lines), ask), ((button,), *ways))


def _unsure(say: Say, impact: Impact, names: Names) -> list[Block]:
    blocks: list[Block] = []
    if impact.strays:
        strays = (placed_line(say, one, names) for one in impact.strays)
        blocks.append(Paragraph("\n".join([say("unsure-strays"), *strays])))
    if impact.lost:
        blocks += [Paragraph(say("unsure-lost")), *impact_blocks(say, impact, names)]
    return [*blocks, Paragraph(say("unsure-ask"))]


def _stands(say: Say, one: Elsewhere, like: datetime, names: Names) -> str:
    place = say(f"stands-{one.standing.kind}", entry=names(one.standing.owner))
    since = say("stands-since", day=day(one.made.at, like), who=one.made.curator) if one.made else ""
    return f"“{shortened(one.standing.text, _QUOTED)}” — {place}{since}"
