"""Which figures everybody may see: none from which a person or a single message could be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.conversation.public_figures import OutcomeShares, PublicFigures
from bot.conversation.turns import Outcome
from bot.stats.audit import PEOPLE, AuditNumbers, accuracy

_SHOWN: tuple[Outcome, ...] = ("answer", "choices", "gap", "unknown")


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many messages had an outcome, and by how many people."""

    messages: int
    people: int


def outcome_shares(weeks: list[date], counts: Mapping[str, OutcomeCount]) -> OutcomeShares | None:
    """The share of each outcome; `None` if nothing was asked in these weeks (their Mondays).

    A group of fewer than ten people is not told. If it is the only such group, the next smallest is not told either:
    the others add up to everything, and it could be reckoned.
    """
    known = {outcome: counts.get(outcome, OutcomeCount(0, 0)) for outcome in _SHOWN}
    asked = sum(one.messages for one in known.values())
    if not asked or not weeks:
        return None
    by_people = sorted(_SHOWN, key=lambda outcome: known[outcome].people)
    hidden = [outcome for outcome in by_people if 0 < known[outcome].people < PEOPLE]
    if len(hidden) == 1:
        hidden += [outcome for outcome in by_people if known[outcome].people and outcome not in hidden][:1]
    shares = {outcome: None if outcome in hidden else known[outcome].messages / asked for outcome in _SHOWN}
    return OutcomeShares(weeks[0], weeks[-1] + timedelta(days=6), shares)


def public_figures(
    audit: AuditNumbers, weeks: list[date], counts: Mapping[str, OutcomeCount], corrected: Mapping[str, date]
) -> PublicFigures:
    """What everybody may know. `corrected` has the day on which each corrected entry was."""
    return PublicFigures(audit.judged > 0, accuracy(audit), outcome_shares(weeks, counts), corrected)
