"""Reports for curators: the numbers, the gate's verdict, the week, a sudden rush, an edit with problems."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.content import Language, Library, Problem
from bot.conversation import Block, Heading, Message, Paragraph, Quotation
from bot.desk import Group, QueuePage, Rush
from bot.desk_chat.cards import day, problem_block
from bot.desk_chat.desk_press import Say, shortened
from bot.stats.audit import AuditNumbers
from bot.stats.numbers import Numbers

_EXAMPLE = 150  # characters
_TWO_DAYS = timedelta(days=2)  # below this, a time is given in hours


def stats_report(say: Say, numbers: Numbers, days: int, audit: AuditNumbers | None = None) -> Message:
    """The numbers of the last `days` days, and what curators found in the answers they looked at."""
    return Message((Heading(say("stats-title", days=days)), *_numbers(say, numbers), *_audited(say, audit)))


def _audited(say: Say, audit: AuditNumbers | None) -> Sequence[Block]:
    tally = audit.random if audit else None
    if audit is None or tally is None or not tally.judged:
        return ()
    low, high = tally.interval
    shares = {"share": _percent(tally.wrong / tally.judged), "low": _percent(low), "high": _percent(high)}
    lines = [say("stats-audit", judged=tally.judged, wrong=tally.wrong, **shares)]
    lines.append(say("stats-should-ask", count=tally.should_ask))
    if agreed := audit.agreement:
        lines.append(say("stats-agreement", same=agreed.same, both=agreed.both))
        if agreed.kappa is not None:
            lines.append(say("stats-kappa", kappa=f"{agreed.kappa:.2f}"))
    return (Paragraph("\n".join(lines)),)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _numbers(say: Say, numbers: Numbers) -> Sequence[Block]:
    overall = numbers.overall
    asked = say("stats-asked", questions=overall.questions, people=numbers.people)
    kinds = (
        (say("stats-answer"), overall.answer),
        (say("stats-choices"), overall.choices),
        (say("stats-gap"), overall.gap),
        (say("stats-unknown"), overall.unknown),
    )
    shares = [f"{name}: {count}{_share(count, overall.questions)}" for name, count in kinds]
    ways = numbers.ways
    groups, chats = ways.surfaces.get("group", 0), ways.surfaces.get("inline", 0) + ways.surfaces.get("guest", 0)
    sent = ways.chosen + ways.shared
    elsewhere = [say("stats-elsewhere", groups=groups, chats=chats, sent=sent)] if groups + chats + sent else []
    rated = f"👍 {overall.liked} · 👎 {overall.disliked}"
    desk = [say("stats-closed", count=numbers.closed), say("stats-waiting", count=numbers.waiting)]
    if numbers.closing is not None:
        desk.append(_closing(say, numbers.closing))
    return [Paragraph("\n".join([asked, *shares, *elsewhere, rated])), Paragraph("\n".join(desk))]


def _share(part: int, whole: int) -> str:
    return f" ({part / whole:.0%})" if whole else ""


def _closing(say: Say, closing: timedelta) -> str:
    if closing < _TWO_DAYS:
        return say("stats-closing-hours", count=closing // timedelta(hours=1))
    return say("stats-closing-days", count=closing // timedelta(days=1))


def check_report(say: Say, library: Library | None, problems: Sequence[Problem], language: Language) -> Message:
    """The gate's verdict on the files."""
    if library is None or problems:
        blocks = (problem_block(one, language) for one in problems)
        return Message((Heading(say("check-problems", count=len(problems))), *blocks))
    phrasings = sum(1 for entry in library.entries.values() for _ in entry.wordings())
    articles = say("check-articles", count=len(library.articles))
    counts = say("check-counts", entries=len(library.entries), phrasings=phrasings)
    return Message((Heading(say("check-well")), Paragraph(f"{counts}\n{articles}")))


def digest(
    say: Say,
    numbers: Numbers,
    biggest: QueuePage,
    first: datetime,
    last: datetime,
    audit: AuditNumbers | None = None,
) -> Message:
    """The week: its numbers, and what most people wait for. `first` and `last` are its days."""
    title = Heading(say("digest-title", first=day(first, first), last=day(last, last)))
    blocks: list[Block] = [title, *_numbers(say, numbers), *_audited(say, audit)]
    if biggest.groups:
        lines = (f"• {_example(group)} — {say('people', count=group.askers)}" for group in biggest.groups)
        blocks.append(Paragraph("\n".join([say("digest-biggest"), *lines])))
        blocks.append(Paragraph(say("see-review")))
    return Message(tuple(blocks))


def rushing(say: Say, rush: Rush, group: Group) -> Message:
    """A notice that many people suddenly ask the same."""
    usual = say("rush-new") if not rush.before else say("rush-before", count=rush.before)
    head = Heading(say("rush-title", people=rush.people))
    return Message((head, Quotation(_example(group)), Paragraph(f"{usual}\n{say('see-review')}")))


def faulty(say: Say, problems: Sequence[Problem], language: Language) -> Message:
    """A notice that an edit is not served, and why."""
    head = (Heading(say("faulty-title")), Paragraph(say("faulty", count=len(problems))))
    return Message((*head, *(problem_block(one, language) for one in problems)))


def _example(group: Group) -> str:
    return shortened(group.texts[-1] if group.texts else "", _EXAMPLE)
